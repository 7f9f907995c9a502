#!/usr/bin/env python3
"""Prints a table of the golden traces: what breaks, at which depth, and the story."""

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
