"""A small store for the tests of the review: two sources that disagree, and mentions that wait."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from etl.extract.mention import Mention
from etl.load import reading_of
from etl.observe import Reason
from yardstick.domain.observation import Authority, Kind, Measure, Observation
from yardstick.domain.period import parse_period
from yardstick.domain.place import Place
from yardstick.domain.provenance import Locator, RowRef, Source, SourceKind, TextSpan
from yardstick.store.batch import Batch, BatchKind, Coverage, Recorded, Waiting
from yardstick.store.database import Store
from yardstick.store.places import read_places
from yardstick.store.writer import write

ROOT = Path(__file__).resolve().parent.parent
TEXT = (
    "Báo cáo thử số 01-BC, ngày 28/6/2024.\n"
    "Tốc độ tăng trưởng GRDP sáu tháng đạt 6,81%, đứng thứ 24/63 cả nước và thứ 8/11 trong vùng.\n"
    "Thu ngân sách nhà nước được 20.889 tỷ đồng, bằng hơn 63% dự toán.\n"
    "Phấn đấu đến năm 2025 tỷ lệ hộ khó khăn theo chuẩn mới còn dưới 0,5%.\n"
    "Khánh thành 14 vườn ươm kiểu mới.\n"
)
REPORT = Source(
    source_id="report",
    kind=SourceKind.DOCUMENT,
    title="Báo cáo thử sáu tháng",
    content_hash="aa" * 32,
    lineage="report",
    issuer="Văn phòng thử",
    issued=date(2024, 6, 28),
    rank=40,
    text=TEXT,
)
PRESS = Source(
    source_id="press",
    kind=SourceKind.PUBLISHED,
    title="Bản tin thử",
    content_hash="bb" * 32,
    lineage="press",
    issued=date(2024, 7, 10),
    rank=10,
)
# Rows of the press table under names no catalogue holds: name -> how many.
OUTSIDE = {"Số chuồng kiểu thử": 12, "Số ao kiểu thử": 5}


def span(quote: str) -> TextSpan:
    start = TEXT.index(quote)
    return TextSpan(start, start + len(quote), quote)


def mention(quote: str, value: str, **more: Any) -> Mention:
    plain: dict[str, Any] = {
        "quote": quote,
        "start": 0,
        "end": 0,
        "value": Decimal(value),
        "value_low": None,
        "value_high": None,
        "total": None,
        "unit": "%",
        "indicator_text": "",
        "indicator": None,
        "kind": "actual",
        "measure": "level",
        "comparator": None,
        "period": "2024-H1",
        "place_text": None,
        "base": None,
        "status": None,
        "deadline": None,
        "version": None,
        "authority": None,
        "repeat": False,
        "confidence": 0.8,
        "paragraph": 2,
        "section": None,
        "reasons": (),
        "place": "33@",
    }
    return Mention(**{**plain, **more})


def _waiting(source_id: str, at: Locator, read: Mention, reason: str, detail: str = "") -> Waiting:
    return Waiting(source_id, at, read.quote, reading_of(read, detail), reason)


def _found(
    place: Place, code: str, value: str, unit: str, at: Locator, quote: str, **more: Any
) -> Observation:
    plain: dict[str, Any] = {
        "period": parse_period("2024-H1"),
        "measure": Measure.LEVEL,
        "kind": Kind.ACTUAL,
    }
    return Observation(
        indicator=code,
        indicator_text="thử",
        place=place,
        unit=unit,
        locator=at,
        quote=quote,
        value=Decimal(value),
        decimals=len(value.partition(".")[2]),
        **{**plain, **more},
    )


def filled(directory: Path) -> Path:
    """A new store in the directory, with one conflict, three mentions and the rows outside."""
    place = read_places(ROOT / "data" / "places")["33@"]
    half, money = {"measure": Measure.COMPLETION}, "tỷ đồng"
    plan = {
        "kind": Kind.TARGET,
        "period": parse_period("2024"),
        "authority": Authority.COUNCIL,
    }
    report = (
        _found(place, "EC01", "6.81", "%", span("6,81%"), "6,81%", measure=Measure.GROWTH),
        _found(
            place, "EC01", "24", "rank", span("24/63"), "24/63",
            measure=Measure.RANK, total=Decimal(63),
        ),
        _found(place, "FN01", "20889", money, span("20.889 tỷ đồng"), "20.889 tỷ đồng"),
        _found(place, "FN01", "63", "%", span("hơn 63%"), "hơn 63%", comparator=">=", **half),
    )  # fmt: skip
    rank = mention(
        "8/11", "8", total=Decimal(11), unit="rank", indicator="EC01", measure="rank",
        indicator_text="Xếp thứ trong vùng", confidence=0.95,
    )  # fmt: skip
    poor = mention(
        "0,5%", "0.5", comparator="<=", kind="target", period="2025",
        indicator_text="tỷ lệ hộ khó khăn theo chuẩn mới", authority="aspiration",
    )  # fmt: skip
    nursery = mention(
        "14 vườn ươm", "14", unit="vườn ươm", indicator_text="Số vườn ươm kiểu mới", period=None
    )
    numbers = ("01", "28", "6,81", "24", "63", "8", "11", "20.889", "63%", "2025", "0,5", "14")
    write(
        store := Store(directory),
        Batch(
            kind=BatchKind.LOAD,
            author="máy",
            sources=(REPORT,),
            observations=tuple(Recorded("report", one) for one in report),
            waiting=(
                _waiting("report", span("8/11"), rank, Reason.CONTRADICTION, "24/63 (chars 1-6)"),
                _waiting("report", span("0,5%"), poor, Reason.UNKNOWN_INDICATOR),
                _waiting("report", span("14 vườn ươm"), nursery, Reason.UNKNOWN_INDICATOR),
            ),
            coverage=tuple(_coverage(numbers)),
        ),
    )
    press = (
        _found(place, "FN01", "21445", money, RowRef(1), "21.445 tỷ đồng", kind=Kind.ESTIMATE),
        _found(place, "FN01", "65.34", "%", RowRef(2), "65,34%", **{**half, "base": "plan"}),
        _found(place, "FN01", "32823", money, RowRef(3), "32.823 tỷ đồng", **plan),
    )
    rows = [name for name, count in OUTSIDE.items() for _ in range(count)]
    write(
        store,
        Batch(
            kind=BatchKind.LOAD,
            author="máy",
            sources=(PRESS,),
            observations=tuple(Recorded("press", one) for one in press),
            waiting=tuple(
                _waiting(
                    "press",
                    RowRef(at),
                    mention(f"{at} cái", str(at), unit="cái", indicator_text=name, confidence=1.0),
                    Reason.UNKNOWN_INDICATOR,
                )
                for at, name in enumerate(rows, 10)
            ),
        ),
    )
    store.close()
    return directory


def _coverage(numbers: tuple[str, ...]) -> Iterator[Coverage]:
    at = 0
    for number in numbers:
        start = TEXT.index(number, at)
        at = start + len(number.rstrip("%"))
        is_figure = number not in ("01", "28", "2025")
        yield Coverage("report", start, at, "figure" if is_figure else "date")
