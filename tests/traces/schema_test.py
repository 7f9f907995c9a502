#!/usr/bin/env python3
"""The published schema accepts every trace that there is, and refuses a damaged one.

Usage: schema_test.py SAMPLES, from the repository's root; SAMPLES is //tests/traces:samples. What
the codec refuses is codec_test.cc's to say: here, whatever it writes or reads fits the schema.
"""

import copy
import glob
import json
import subprocess
import sys

from jsonschema import Draft7Validator

OPTIONAL = ["/rung", "/scenario"]
OPEN = ["/personality", "/size", "/initial", "/final"]  # objects with names of their own


def places(value, pointer=""):
    """Each place of a document, as (pointer, value)."""
    yield pointer, value
    items = value.items() if isinstance(value, dict) else []
    items = enumerate(value) if isinstance(value, list) else items
    for name, child in items:
        yield from places(child, f"{pointer}/{name}")


def parent(document, pointer):
    """The object or array that a place is in, and its name there."""
    *path, name = pointer.split("/")[1:]
    for step in path:
        document = document[int(step) if isinstance(document, list) else step]
    return document, int(name) if isinstance(document, list) else name


def with_other(document, pointer, value):
    result = copy.deepcopy(document)
    if pointer == "":
        return value
    container, name = parent(result, pointer)
    container[name] = value
    return result


def without(document, pointer):
    result = copy.deepcopy(document)
    container, name = parent(result, pointer)
    del container[name]
    return result


def damaged(document):
    """What is wrong, and the document with that damage."""
    for pointer, value in places(document):
        for other in [None, -1, 0.5, [[]]]:
            yield f"{pointer} becomes {other}", with_other(document, pointer, other)
        if isinstance(value, str):
            for other in ["\u00e9", "x\u0001", 5000 * "x"]:
                yield f"{pointer} becomes {other:.9}", with_other(document, pointer, other)
        if isinstance(value, dict) and not any(pointer.startswith(name) for name in OPEN):
            extra = {**value, "unheard-of": 1}
            yield f"{pointer} has a member more", with_other(document, pointer, extra)
            for name in value:
                if f"{pointer}/{name}" not in OPTIONAL:
                    yield f"{pointer} lacks {name}", without(document, f"{pointer}/{name}")
    for pointer in ["/reduce", "/verdict", "/format", "/violation/kind", "/initial_hash"]:
        yield f"{pointer} is another word", with_other(document, pointer, "word")
    yield "another version", with_other(document, "/version", 2)


def main(samples):
    schema = json.load(open("traces/trace.schema.json"))
    Draft7Validator.check_schema(schema)
    validator = Draft7Validator(schema)
    complaints = []

    def expect_valid(document, name):
        for error in validator.iter_errors(document):
            place = "/".join(map(str, error.absolute_path))
            complaints.append(f"{name}: /{place}: {error.message[:300]}")

    golden = sorted(glob.glob("traces/golden/*.json"))
    for path in golden:
        expect_valid(json.load(open(path)), path)

    lines = subprocess.run([samples], stdout=subprocess.PIPE, check=True).stdout.splitlines()
    documents = [json.loads(line) for line in lines]
    for document in documents:
        expect_valid(document, json.dumps(document)[:2000])

    small = documents[0]
    for pointer in OPTIONAL:
        expect_valid(without(small, pointer), f"without {pointer}")
    refused = 0
    for wrong, document in damaged(small):
        refused += 1
        if validator.is_valid(document):
            complaints.append(f"the schema accepts what it should not: {wrong}")

    print(f"{len(golden)} golden traces, {len(documents)} samples, {refused} damaged")
    enough = len(golden) > 0 and len(documents) > 100 and refused > 100
    if not enough:
        complaints.append("too few of them: the test has lost its subject")
    print("\n".join(complaints))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
