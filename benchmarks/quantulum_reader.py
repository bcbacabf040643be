"""Reads a text from standard input with quantulum3; prints seconds and figures as one JSON object.

Run by `benchmarks.extraction` in an environment of its own: the project itself does not need it.
"""

import json
import sys
import time
import warnings

warnings.simplefilter("ignore")

from quantulum3 import parser  # noqa: E402 - it warns while it is imported


def main() -> None:
    """Parses paragraph by paragraph, as its own documentation does: it is slow on long texts."""
    text = sys.stdin.read()
    parser.parse("1 kg")  # what it loads on first use is not counted
    started = time.process_time()
    found = []
    at = 0
    for line in text.split("\n"):
        for one in parser.parse(line):
            start, end = one.span
            found.append({"start": at + start, "end": at + end, "value": float(one.value)})
        at += len(line) + 1
    print(json.dumps({"seconds": time.process_time() - started, "figures": found}))


if __name__ == "__main__":
    main()
