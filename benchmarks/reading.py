"""Loading everything that ships into an empty store, and reading one document."""

import re
import tempfile
from pathlib import Path

from benchmarks.timing import Row, median
from etl.extract.prose import extract
from etl.read.document import read_document
from etl.run import Inputs, Pipeline
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parent.parent
# What anybody writes first: a number and the word after it. It knows no indicator, period or place.
_PLAIN = re.compile(r"\d[\d.,]*\s*(?:%|tỷ đồng|triệu đồng|ha|xã|người)")
_PAGE = 3_000


def rows() -> list[Row]:
    """Empty-store load; a long document beside a plain regular expression."""
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    gazetteer = read_places(ROOT / "data" / "places")
    inputs = Inputs(ROOT / "data" / "documents", ROOT / "data" / "published")

    def load() -> None:
        with tempfile.TemporaryDirectory() as directory:
            Pipeline(Store(Path(directory) / "s"), catalogue, gazetteer, "bench").run(inputs)

    one = max((ROOT / "data" / "documents").glob("*.txt"), key=lambda path: path.stat().st_size)
    text = one.read_text("utf-8")
    long = (text + "\n\n") * max(1, 100_000 // len(text))
    pages = len(long) / _PAGE
    document = read_document(long.encode(), one.name)
    read = median(lambda: extract(document, catalogue), runs=3)
    plain = median(lambda: _PLAIN.findall(long), runs=3)
    return [
        Row("empty store: all shipped documents and figures", median(load, runs=3), "<= 5 s"),
        Row("one document of a few paragraphs", _one(one, catalogue)),
        Row(
            f"one document of {pages:.0f} pages ({pages / read * 60:.0f} pages a minute)",
            read,
            ">= 300 p/min",
            "plain regular expression, no meaning",
            plain,
        ),
    ]


def _one(path: Path, catalogue: object) -> float:
    document = read_document(path.read_bytes(), path.name)
    return median(lambda: extract(document, catalogue), runs=9)  # type: ignore[arg-type]
