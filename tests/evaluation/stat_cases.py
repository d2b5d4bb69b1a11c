#!/usr/bin/env python3
"""Run the published statistical cases through the program `stat_cases`.

  tests/evaluation/stat_cases.py --binary build/dev/tests/stat_cases [--shared ../shared]

Ends with 1 when a case fails, with 77 (skipped) when the cases are not beside the project.
"""
import argparse
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

parser = argparse.ArgumentParser(description=__doc__,
                                 formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--binary", required=True)
parser.add_argument("--shared", default=str(ROOT.parent / "shared"))
args = parser.parse_args()
stats = pathlib.Path(args.shared) / "stats"
if not (stats / "score_cases.py").exists():
    print(f"skipped: no {stats}", file=sys.stderr)
    sys.exit(77)
sys.exit(subprocess.run([sys.executable, str(stats / "score_cases.py"),
                         str(stats / "cases_dev.json"), "--cmd", args.binary]).returncode)
