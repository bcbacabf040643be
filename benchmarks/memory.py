"""Whether memory stays flat while a thousand different documents are read.

`python -m benchmarks.memory`; part of `make bench`. Every document is one that ships with other
digits and with words no document held before, so that nothing kept for reuse ever fits twice.
"""

import argparse
import re
import subprocess
import sys
from pathlib import Path
from random import Random

from etl.extract.commitments import commitments
from etl.extract.prose import extract
from etl.read.document import read_document
from yardstick.domain.catalogue import read_catalogue

ROOT = Path(__file__).resolve().parent.parent
_LETTERS = "abcdeghiklmnopqrstuvxy"
_EVERY = 17
# What a thousand documents may add to what the first fifty needed.
BAR_MB = 25.0


def variant(text: str, random: Random) -> str:
    """The text with other digits and strange words in it."""
    changed = re.sub(r"\d(?=\d*[.,]?\d)", lambda _: str(random.randint(1, 9)), text)
    words = changed.split(" ")
    for at in range(0, len(words), _EVERY):
        words[at] += " " + "".join(random.choice(_LETTERS) for _ in range(5))
    return " ".join(words)


def resident_mb() -> float | None:
    """Memory of this process in MB; None where the system does not say it this way."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return None
    return int(statm.read_text("ascii").split()[1]) * 4096 / 1e6


def read_many(count: int) -> None:
    """Reads so many documents; prints the memory after the first fifty and after the last."""
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    shipped = [p.read_text("utf-8") for p in sorted((ROOT / "data" / "documents").glob("*.txt"))]
    random = Random(1)  # noqa: S311 - the same documents every time
    for number in range(count):
        text = variant(shipped[number % len(shipped)], random)
        document = read_document(text.encode(), "a.txt")
        commitments(document, extract(document, catalogue))
        if number + 1 in (min(50, count), count):
            print(resident_mb() or 0.0, flush=True)


def growth(count: int = 1_000) -> tuple[float, float]:
    """MB after fifty documents and after all, in a process of their own."""
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory", "--child", str(count)],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    first, last = map(float, run.stdout.split())
    return first, last


def report() -> None:
    """Measures and prints one line."""
    first, last = growth()
    verdict = "flat" if last - first <= BAR_MB else "GROWS"
    print(
        f"memory over 1,000 documents: {first:.0f} MB after 50, {last:.0f} MB after 1,000 "
        f"({last - first:+.0f} MB, bar +{BAR_MB:.0f} MB): {verdict}"
    )


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", type=int)
    chosen = parser.parse_args()
    if chosen.child:
        read_many(chosen.child)
    else:
        report()


if __name__ == "__main__":
    main()
