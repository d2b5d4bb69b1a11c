#!/usr/bin/env python3
"""The Swedish evaluation sets through the real path: swedish.py RODTRAD [FOLDER] [--set NAME]

Each set becomes a codebook (one concept a term) and a JSONL file (one document a form); `rodtrad
code` runs on them, and FOLDER/../score.py compares. FOLDER (default ../shared/swedish/dev) holds
inflection.tsv, running.tsv, compounds.tsv, compounds_wild.tsv, spoken.tsv; it is no part of the
project, and without it the script says so and exits 77.
"""
import collections
import csv
import json
import os
import subprocess
import sys
import tempfile


def rows(path):
    with open(path, encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
        return [dict(zip(header, line.rstrip("\n").split("\t"))) for line in file if line.strip()]


def decoded(form):
    return form.encode("latin-1", "backslashreplace").decode("unicode_escape") if "\\" in form else form


def code(program, indicators, forms, folder):
    """indicators: {concept id: indicator}; forms: list. Returns the set of (concept id, form)."""
    book = {"format": "rodtrad-codebook/1", "id": "eval", "themes": [{
        "id": "t", "label": "t", "concepts": [
            {"id": key, "label": key, "indicators": [value]} for key, value in indicators.items()]}]}
    book_path = os.path.join(folder, "book.json")
    with open(book_path, "w", encoding="utf-8") as file:
        json.dump(book, file, ensure_ascii=False)
    input_path = os.path.join(folder, "forms.jsonl")
    with open(input_path, "w", encoding="utf-8") as file:
        for number, form in enumerate(forms):
            file.write(json.dumps({"id": str(number), "text": decoded(form)}, ensure_ascii=False) + "\n")
    out = os.path.join(folder, "out")
    subprocess.run([program, "code", input_path, "--codebook", book_path, "--out", out, "--unit", "document",
                    "--format", "jsonl"], check=True, stdout=subprocess.DEVNULL)
    found = set()
    with open(os.path.join(out, "codings.jsonl"), encoding="utf-8") as file:
        for line in file:
            coding = json.loads(line)
            found.add((coding["concept"], forms[int(coding["document"])]))
    return found


def evaluate(program, folder, name, scorer, extra):
    path = os.path.join(folder, name + ".tsv")
    gold = rows(path)
    moded = name.startswith("compounds")
    keys = {}
    for row in gold:
        key = (row["term"], row["mode"]) if moded else (row["term"],)
        keys.setdefault(key, "c%d" % len(keys))
    indicators = {}
    for key, concept in keys.items():
        indicators[concept] = {"match": key[0], "compound": key[1]} if moded else key[0]
    forms = list(dict.fromkeys(row["form"] for row in gold))
    with tempfile.TemporaryDirectory() as scratch:
        found = code(program, indicators, forms, scratch)
        system = os.path.join(scratch, "system.tsv")
        with open(system, "w", encoding="utf-8") as file:
            file.write("term\tform\tmode\tmatched\n" if moded else "term\tform\tmatched\n")
            for row in gold:
                key = (row["term"], row["mode"]) if moded else (row["term"],)
                hit = "1" if (keys[key], row["form"]) in found else "0"
                cells = [row["term"], row["form"]] + ([row["mode"]] if moded else []) + [hit]
                file.write("\t".join(cells) + "\n")
        kind = {"compounds_wild": "compounds"}.get(name, name)
        print("== " + name, flush=True)
        subprocess.run([sys.executable, scorer, kind, path, system] + extra, check=True)


def main():
    arguments = [a for a in sys.argv[1:]]
    only = None
    if "--set" in arguments:
        at = arguments.index("--set")
        only = arguments[at + 1]
        del arguments[at:at + 2]
    program = arguments[0]
    here = os.path.dirname(os.path.abspath(__file__))
    folder = arguments[1] if len(arguments) > 1 and not arguments[1].startswith("--") else \
        os.path.join(here, "../../../shared/swedish/dev")
    extra = [a for a in arguments[1:] if a != folder]
    scorer = os.path.join(folder, "../score.py")
    if not os.path.exists(scorer):
        print("skipped: no evaluation sets at " + folder)
        sys.exit(77)
    for name in ["inflection", "running", "compounds", "compounds_wild", "spoken"]:
        if only in (None, name) and os.path.exists(os.path.join(folder, name + ".tsv")):
            evaluate(program, folder, name, scorer, extra)


main()
