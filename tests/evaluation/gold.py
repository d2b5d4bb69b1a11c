#!/usr/bin/env python3
"""Measure a codebook against the excerpts that researchers coded themselves.

  tests/evaluation/gold.py --binary build/dev/analyzer/cli/rodtrad [--codebook FILE]
                           [--shared ../shared] [--gold FILE] [--only even|odd]
                           [--misses] [--per-theme] [--learn N]

Gives `rodtrad code` nothing but id and text of each excerpt (one excerpt a document, one document
a unit), ranks the themes of each by `score`, and hands them to the scorer beside the excerpts.
`--only` measures one half, so that rules written with one half in view can be tried on the other.
`--learn N` measures suggestions too, learned in N folds from the other folds' excerpts (excerpts of
one quotation stay together): rules alone, suggestions alone, and both.
Without the excerpts it says so and ends with 77 (skipped).
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def code(args, codebook, rows, folder, further=()):
    """The folder that `rodtrad code` writes for the bare texts."""
    source = folder / "excerpts.jsonl"
    write_lines(source, [{"id": row["id"], "text": row["text"]} for row in rows])
    command = [args.binary, "code", str(source), "--codebook", str(codebook), "--unit", "document",
               "--format", "jsonl", "--out", str(folder / "result"), *further]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return folder / "result"


class Labels:
    def __init__(self, codebook):
        book = json.load(open(codebook, encoding="utf-8"))
        self.theme = {theme["id"]: theme["label"] for theme in book["themes"]}
        self.level = {level["id"]: level["label"] for level in book["levels"]}
        self.default = next((v["label"] for v in book["levels"] if v.get("default")), None)


def predictions(labels, rows, result):
    """Per excerpt: themes by falling score, and the level of the first theme."""
    by_excerpt = {row["id"]: [] for row in rows}
    for coding in lines(result / "codings.jsonl"):
        by_excerpt[coding["document"]].append(coding)
    out = []
    for key, codings in by_excerpt.items():
        best = {}
        for coding in codings:
            best[coding["theme"]] = max(best.get(coding["theme"], 0.0), coding.get("score", 0.0))
        ranked = sorted(best, key=lambda theme: -best[theme])
        first = [c for c in codings if ranked and c["theme"] == ranked[0]]
        level = labels.level[first[0]["level"]] if first and first[0]["level"] else labels.default
        out.append({"id": key, "themes": [labels.theme[t] for t in ranked], "level": level,
                    "codings": codings})
    return out


def with_suggestions(labels, predicted, result):
    """The same with suggestions: for a silent excerpt the theme, among several the first."""
    by_id = {row["id"]: dict(row) for row in predicted}
    for suggestion in lines(result / "suggestions.jsonl"):
        row = by_id[suggestion["document"]]
        if suggestion["theme"]:
            theme = labels.theme[suggestion["theme"]]
            row["themes"] = [theme] + [t for t in row["themes"] if t != theme]
        if suggestion["level"]:
            row["level"] = labels.level[suggestion["level"]]
    return list(by_id.values())


def silenced(codebook, folder):
    """The codebook with rules that never hit: what suggestions do by themselves."""
    book = json.load(open(codebook, encoding="utf-8"))
    for entry in [concept for theme in book["themes"] for concept in theme["concepts"]]:
        entry["indicators"] = ["=xqzxqz"]
        entry.pop("unless", None)
    for theme in book["themes"]:
        theme.pop("indicators", None)
    path = folder / "silent.json"
    json.dump(book, open(path, "w", encoding="utf-8"), ensure_ascii=False)
    return path


def folds(gold, count):
    groups = []
    for row in gold:
        if row.get("group", row["id"]) not in groups:
            groups.append(row.get("group", row["id"]))
    fold_of = {group: number % count for number, group in enumerate(groups)}
    return [[row for row in gold if fold_of[row.get("group", row["id"])] == f]
            for f in range(count)]


def learned(args, labels, gold, folder):
    """Predictions of suggestions alone and of both, each excerpt unseen in learning."""
    alone, both = [], []
    silent = silenced(args.codebook, folder)
    for test in folds(gold, args.learn):
        keep = {row["id"] for row in test}
        lessons = folder / "lessons.jsonl"
        write_lines(lessons, [{"text": row["text"], "theme": row["theme"], "level": row["level"]}
                              for row in gold if row["id"] not in keep])
        further = ["--learn-from", str(lessons), "--suggestions", "list"]
        result = code(args, silent, test, folder, further)
        alone += with_suggestions(labels, predictions(labels, test, result), result)
        result = code(args, args.codebook, test, folder, further)
        both += with_suggestions(labels, predictions(labels, test, result), result)
    return alone, both


def score(args, gold, predicted, folder, options):
    write_lines(folder / "gold.jsonl", gold)
    write_lines(folder / "pred.jsonl",
                [{k: v for k, v in row.items() if k != "codings"} for row in predicted])
    subprocess.run([sys.executable, str(args.scorer), str(folder / "gold.jsonl"),
                    str(folder / "pred.jsonl"), *options], check=True)


def show_misses(gold, predicted):
    by_id = {row["id"]: row for row in predicted}
    for row in gold:
        found = by_id[row["id"]]
        if found["themes"][:1] == [row["theme"]]:
            continue
        print(f"\n{row['id']}  {row['theme']} / {row['level']}"
              f"   got {found['themes']} / {found['level']}\n   {row['text']}")
        for coding in found["codings"]:
            words = ", ".join(f"{e['text']} [{e['indicator']}]" for e in coding["evidence"])
            print(f"   {coding.get('score', 0):6} {coding['theme']}/{coding['concept']}: {words}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--codebook", default=str(ROOT / "codebooks/sv/vardsamverkan.json"))
    parser.add_argument("--shared", default=str(ROOT.parent / "shared"))
    parser.add_argument("--gold")
    parser.add_argument("--only", choices=["even", "odd"])
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--per-theme", action="store_true")
    parser.add_argument("--learn", type=int, default=0, metavar="N")
    args = parser.parse_args()
    gold_file = pathlib.Path(args.gold or pathlib.Path(args.shared) / "gold/dev.jsonl")
    args.scorer = pathlib.Path(args.shared) / "gold/score.py"
    if not gold_file.exists() or not args.scorer.exists():
        print(f"skipped: no {gold_file} or no {args.scorer}", file=sys.stderr)
        sys.exit(77)
    gold = lines(gold_file)
    if args.only:
        gold = [row for number, row in enumerate(gold) if number % 2 == (args.only == "odd")]
    labels = Labels(args.codebook)
    options = ["--per-theme", "--confusion"] if args.per_theme else []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        result = code(args, args.codebook, gold, folder)
        predicted = predictions(labels, gold, result)
        if args.misses:
            show_misses(gold, predicted)
        if args.learn:
            alone, both = learned(args, labels, gold, folder)
            for title, rows in (("rules", predicted), ("suggestions", alone), ("both", both)):
                print(f"\n== {title}", flush=True)
                score(args, gold, rows, folder, options)
        else:
            score(args, gold, predicted, folder, options)


if __name__ == "__main__":
    main()
