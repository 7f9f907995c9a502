#!/usr/bin/env python3
"""Prints the table of golden traces that README.md has: run it anywhere, and paste what it says."""

import json
import pathlib

FOLDER = pathlib.Path(__file__).resolve().parent / "golden"


def main():
    print("| trace | law that breaks | depth | story |")
    print("| --- | --- | --- | --- |")
    for path in sorted(FOLDER.glob("*.json"), key=lambda path: path.name):
        trace = json.loads(path.read_text())
        violation = trace["violation"]
        cells = [f"[{path.name}](golden/{path.name})", violation["invariant"],
                 str(violation["depth"]), trace["rung"]["story"]]
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
