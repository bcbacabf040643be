"""Short ways to say a figure, its source and its batch, for the store's tests."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from yardstick.domain.observation import Kind, Measure, Observation
from yardstick.domain.period import parse_period
from yardstick.domain.place import Level, Place
from yardstick.domain.provenance import Source, SourceKind, TextSpan
from yardstick.store.batch import Batch, BatchKind, Recorded

PROVINCE = Place("33", None, date(2025, 6, 30), Level.PROVINCE, "tỉnh", "Hưng Yên", None)
DISTRICT = Place("325", None, date(2025, 6, 30), Level.DISTRICT, "huyện", "Văn Lâm", PROVINCE.key)

REPORT = Source(
    source_id="report",
    kind=SourceKind.DOCUMENT,
    title="Báo cáo thử",
    content_hash="aa" * 32,
    lineage="report",
    issuer="Văn phòng",
    number="01-BC",
    issued=date(2024, 7, 1),
    rank=40,
    text="Thu ngân sách đạt 20.889 tỷ đồng.",
)
GAZETTE = replace(
    REPORT,
    source_id="gazette",
    title="Niên giám thử",
    content_hash="bb" * 32,
    lineage="gazette",
    number=None,
    issued=date(2024, 8, 1),
    rank=50,
    text=None,
)


def figure(value: str | None = "20889", *, place: Place = PROVINCE, **fields: Any) -> Observation:
    """The province's revenue of the first half of 2024, unless said otherwise."""
    period = parse_period(fields.pop("period", "2024-H1"))
    at = fields.pop("at", 18)
    quote = fields.pop("quote", f"{value} tỷ đồng")
    defaults: dict[str, Any] = {
        "indicator": "TC01",
        "indicator_text": "Thu ngân sách",
        "measure": Measure.LEVEL,
        "kind": Kind.ACTUAL,
        "unit": "tỷ đồng",
        "locator": TextSpan(at, at + len(quote), quote),
        "value": None if value is None else Decimal(value),
    }
    return Observation(place=place, period=period, quote=quote, **{**defaults, **fields})


def batch(*observations: Observation, source: Source = REPORT, **fields: Any) -> Batch:
    """A load of one source with these figures."""
    fields = {"kind": BatchKind.LOAD, "author": "thử", "sources": (source,), **fields}
    recorded = tuple(Recorded(source.source_id, one) for one in observations)
    return Batch(observations=recorded, **fields)
