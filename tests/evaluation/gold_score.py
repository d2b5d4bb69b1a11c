#!/usr/bin/env python3
"""Show that `rodtrad evaluate` and the scorer beside the researchers' excerpts count alike.

  tests/evaluation/gold_score.py --binary build/dev/analyzer/cli/rodtrad [--codebook FILE] [--shared ../shared]

Runs evaluate on the excerpts, hands its predictions.jsonl to the scorer, and compares every figure
of measures.csv to four decimals. Ends with 1 when one differs, with 77 (skipped) without the excerpts.
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def expected(scored):
    """The scorer's figures under evaluate's names."""
    out = {name: scored[name] for name in
           ("coverage", "theme_top1", "theme_top1_of_covered", "theme_any_hit", "theme_kappa",
            "theme_alpha", "level_coverage", "level_accuracy", "level_accuracy_of_covered",
            "level_kappa", "level_alpha", "cell_accuracy")}
    out["themes_per_unit"] = scored["themes_per_excerpt"]
    for kind in ("micro", "macro"):
        for figure, value in zip(("precision", "recall", "f1"), scored[kind]):
            out[f"theme_{kind}_{figure}"] = value
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--codebook", default=str(ROOT / "codebooks/sv/vardsamverkan.json"))
    parser.add_argument("--shared", default=str(ROOT.parent / "shared"))
    args = parser.parse_args()
    gold = pathlib.Path(args.shared) / "gold/dev.jsonl"
    scorer = pathlib.Path(args.shared) / "gold/score.py"
    if not gold.exists() or not scorer.exists():
        print(f"skipped: no {gold} or no {scorer}", file=sys.stderr)
        sys.exit(77)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([args.binary, "evaluate", "--gold", str(gold), "--codebook", args.codebook,
                        "--out", str(folder), "--bootstrap", "200"], check=True,
                       stdout=subprocess.DEVNULL)
        scored = subprocess.run([sys.executable, str(scorer), str(gold),
                                 str(folder / "predictions.jsonl"), "--json"], check=True,
                                capture_output=True, text=True).stdout
        wanted = expected(json.loads(scored))
        with open(folder / "measures.csv", encoding="utf-8-sig", newline="") as file:
            found = {row["measure"]: row["value"] for row in csv.DictReader(file)}
    different = 0
    for name, value in wanted.items():
        same = (found[name] == "") if value is None else (
            found[name] != "" and abs(float(found[name]) - value) < 5e-5)
        different += not same
        print(f"{'same' if same else 'DIFFERENT':<10}{name:<28}"
              f"{'-' if value is None else format(value, '.4f'):>8}{found[name] or '-':>12}")
    print(f"{len(wanted) - different} of {len(wanted)} figures equal to four decimals")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
