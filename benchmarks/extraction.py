"""Figures found in real documents, beside a plain regular expression and quantulum3.

`python -m benchmarks.extraction`; part of `make bench`. The documents and the figures people marked
in them lie in `../shared` and do not ship: without them only speed is measured, on what ships.
Times are those of the processor, so that what else the machine does stays out of them.
"""

import json
import re
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Row
from etl.extract.prose import extract
from etl.parse.number import find_number
from etl.read.document import read_document
from yardstick.domain.catalogue import Catalogue, read_catalogue

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_PEERS = ROOT / ".venv" / "peers"
_TIMEOUT = 600
# What anybody writes first: a number and the word after it. It knows no indicator, period or place,
# and no trap.
_PLAIN = re.compile(
    r"(?P<number>\d[\d.,]*\d|\d)\s*(?:%|nghìn tỷ đồng|tỷ đồng|triệu đồng|tỷ|triệu|đồng|ha|km|tấn|"
    r"xã|huyện|hộ|người|lao động|doanh nghiệp|dự án|cụm|USD)(?!\w)"
)
PAGE = 3_000


@dataclass(frozen=True)
class Found:
    """A figure somebody or something found: characters `start` to `end`, and its numbers."""

    start: int
    end: int
    numbers: tuple[float, ...]


@dataclass(frozen=True)
class Gold:
    """A figure people marked; `is_neutral` for a repeat or a borderline case, which no one owes."""

    start: int
    end: int
    numbers: tuple[tuple[float, ...], ...]
    is_neutral: bool


@dataclass(frozen=True)
class Score:
    """How well one reader did: figures right, found, marked; and the seconds it took."""

    name: str
    right: int
    found: int
    marked: int
    seconds: float

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of what was marked that was found."""
        return self.right / self.marked if self.marked else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Reader = Callable[[str], tuple[float, list[Found]]]


def timed(read: Callable[[str], Iterable[Found]]) -> Reader:
    """A reader that also says how long it took."""

    def reader(text: str) -> tuple[float, list[Found]]:
        started = time.process_time()
        found = list(read(text))
        return time.process_time() - started, found

    return reader


def ours(catalogue: Catalogue) -> Reader:
    """The product's reader, from bytes to figures."""

    def read(text: str) -> Iterable[Found]:
        document = read_document(text.encode(), "a.txt")
        for one in extract(document, catalogue).mentions:
            yield Found(one.start, one.end, tuple(map(float, one.numbers)))

    return timed(read)


def plain() -> Reader:
    """A regular expression, with Vietnamese dots and commas."""

    def read(text: str) -> Iterable[Found]:
        for match in _PLAIN.finditer(text):
            number = find_number(match["number"].rstrip(".,"))
            if number is not None:
                yield Found(match.start(), match.end(), (float(number),))

    return timed(read)


def quantulum() -> Reader | None:
    """quantulum3 in an environment of its own; None, with a message, where it cannot be had."""
    python = _PEERS / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        print("installing quantulum3 for the comparison ...", flush=True)
        venv.create(_PEERS, with_pip=True, clear=True)
    pins = str(ROOT / "benchmarks" / "peers.txt")
    asked = [str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", pins]
    installed = subprocess.run(asked, capture_output=True, text=True, check=False)
    if installed.returncode:
        why = installed.stderr.strip().splitlines()[-1:] or ["no reason given"]
        print(f"quantulum3 could not be installed and is left out: {why[0]}")
        return None

    def reader(text: str) -> tuple[float, list[Found]]:
        script = str(ROOT / "benchmarks" / "quantulum_reader.py")
        run = subprocess.run(
            [str(python), script],
            input=text,
            capture_output=True,
            text=True,
            check=True,
            timeout=_TIMEOUT,
            encoding="utf-8",
        )
        answer = json.loads(run.stdout)
        found = [Found(f["start"], f["end"], (f["value"],)) for f in answer["figures"]]
        return float(answer["seconds"]), found

    return reader


def documents() -> list[tuple[str, list[Gold]]]:
    """The texts with the figures people marked in them; nothing where they are not at hand."""
    pairs = []
    for marked in sorted((SHARED / "gold").glob("seed_*.jsonl")):
        key = marked.stem.removeprefix("seed_")
        texts = sorted((SHARED / "documents").glob(f"{key}*.txt"))
        if texts:
            lines = marked.read_text("utf-8").splitlines()
            gold = [gold_of(json.loads(line)) for line in lines if line.strip()]
            pairs.append((texts[0].read_text("utf-8"), gold))
    return pairs


def gold_of(record: dict[str, object]) -> Gold:
    """One line of the marked figures."""
    quote, start = str(record["quote"]), int(str(record["start"]))
    ends = [record[name] for name in ("value_low", "value_high") if record.get(name) is not None]
    values = [tuple(float(str(one)) for one in ends)] if ends else []
    for name in ("value", "value_alt"):
        if record.get(name) is not None:
            values.append((float(str(record[name])),))
    neutral = bool(record.get("repeat") or record.get("borderline"))
    return Gold(start, start + len(quote), tuple(values), neutral)


def score(name: str, read: Reader, texts: Sequence[tuple[str, Sequence[Gold]]]) -> Score:
    """A figure is right when its span overlaps a marked one and its numbers are the same."""
    right = found = marked = 0
    seconds = 0.0
    for text, gold in texts:
        took, figures = read(text)
        seconds += took
        taken: set[int] = set()
        for one in gold:
            hit = next(
                (at for at, f in enumerate(figures) if at not in taken and _same(one, f)), None
            )
            if hit is not None:
                taken.add(hit)
            if one.is_neutral:
                # Whoever finds it is neither praised nor blamed.
                found -= hit is not None
                continue
            marked += 1
            right += hit is not None
        found += len(figures)
    return Score(name, right, found, marked, seconds)


def _same(gold: Gold, one: Found) -> bool:
    overlaps = one.start < gold.end and one.end > gold.start
    return overlaps and any(
        len(numbers) == len(one.numbers)
        and all(abs(a - b) < 1e-6 for a, b in zip(numbers, one.numbers, strict=True))
        for numbers in gold.numbers
    )


def scores(catalogue: Catalogue) -> list[Score]:
    """Every reader on the marked documents; empty, with a message, without them."""
    texts = documents()
    if not texts:
        print(f"no marked documents in {SHARED.name}/: precision and recall are not measured")
        return []
    readers: list[tuple[str, Reader | None]] = [
        ("this reader", ours(catalogue)),
        ("plain regular expression", plain()),
        ("quantulum3", quantulum()),
    ]
    return [score(name, read, texts) for name, read in readers if read is not None]


def rows() -> list[Row]:
    """The five documents read for the first time after start, and once more; prints the scores."""
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    texts = [text for text, _ in documents()]
    name = "five documents"
    if not texts:
        texts = [p.read_text("utf-8") for p in sorted((ROOT / "data" / "documents").glob("*.txt"))]
        name = "the shipped summaries"
    first = first_reading(texts)
    listed = scores(catalogue)
    show(listed)
    by_name = {one.name: one.seconds for one in listed}
    peer = by_name.get("quantulum3")
    return [
        Row(
            f"{name}, first reading after start, one core",
            first,
            "< 1 s",
            "quantulum3, numbers only" if peer is not None else "",
            peer,
        )
    ]


def first_reading(texts: Sequence[str]) -> float:
    """Processor seconds for the texts in a fresh process that has the catalogue at hand."""
    program = (
        "import json, sys, time\n"
        "from benchmarks.extraction import ROOT\n"
        "from etl.extract.prose import extract\n"
        "from etl.match import matcher_for\n"
        "from etl.read.document import read_document\n"
        "from yardstick.domain.catalogue import read_catalogue\n"
        "catalogue = read_catalogue((ROOT / 'indicators.yaml').read_text('utf-8'))\n"
        "matcher_for(catalogue)\n"
        "texts = json.load(sys.stdin)\n"
        "started = time.process_time()\n"
        "for text in texts:\n"
        "    extract(read_document(text.encode(), 'a.txt'), catalogue)\n"
        "print(time.process_time() - started)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return float(run.stdout)


def show(listed: Sequence[Score]) -> None:
    """Prints the table of readers."""
    if not listed:
        return
    head = "figures in the five documents"
    print(f"{head:30} {'precision':>10} {'recall':>8} {'F1':>7} {'time':>9}")
    for one in listed:
        print(
            f"{one.name:30} {one.precision:10.3f} {one.recall:8.3f} {one.f1:7.3f} "
            f"{one.seconds:7.2f} s  ({one.right} right of {one.found} found, {one.marked} marked)"
        )


def main() -> None:
    """Measures and prints."""
    from benchmarks.timing import show as show_rows

    show_rows(rows())


if __name__ == "__main__":
    main()
