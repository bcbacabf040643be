"""The store's tables as Arrow columns, and one observation as a row of them."""

from collections.abc import Iterable
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import pyarrow as pa

from yardstick.domain.observation import Kind, Observation, base_beyond_usual
from yardstick.errors import StoreError
from yardstick.store.batch import Recorded

# The columns that say which cell a figure fills, as in schema.sql.
CELL = ("indicator", "place", "period", "measure", "is_target", "base", "authority", "version")

Row = dict[str, Any]

_DECIMALS = 10
_EXACT = Context(prec=76)
_STEP = Decimal(1).scaleb(-_DECIMALS)
_LIMIT = Decimal(10) ** (38 - _DECIMALS)

_TEXT, _COUNT, _FLAG, _DAY = pa.string(), pa.int64(), pa.bool_(), pa.date32()
_FIGURE, _TIME = pa.decimal128(38, _DECIMALS), pa.timestamp("us")


def _columns(**types: pa.DataType) -> pa.Schema:
    return pa.schema(list(types.items()))


_CELL_COLUMNS = {name: _FLAG if name == "is_target" else _TEXT for name in CELL}

OBSERVATIONS = _columns(
    observation_id=_COUNT,
    batch_id=_COUNT,
    source_id=_TEXT,
    lineage=_TEXT,
    indicator=_TEXT,
    indicator_text=_TEXT,
    place=_TEXT,
    place_level=_TEXT,
    period=_TEXT,
    period_printed=_TEXT,
    period_start=_DAY,
    period_end=_DAY,
    period_year=pa.int16(),
    kind=_TEXT,
    is_target=_FLAG,
    measure=_TEXT,
    status=_TEXT,
    base=_TEXT,
    authority=_TEXT,
    version=_TEXT,
    legal_basis=_TEXT,
    value=_FIGURE,
    low=_FIGURE,
    high=_FIGURE,
    total=_FIGURE,
    decimals=pa.int8(),
    comparator=_TEXT,
    unit=_TEXT,
    deadline=_TEXT,
    quote=_TEXT,
    locator=_TEXT,
    confidence=pa.float64(),
    note=_TEXT,
    recorded_at=_TIME,
)

# Every other table a batch fills, with the columns in the order of schema.sql.
TABLES: dict[str, pa.Schema] = {
    "sources": _columns(
        source_id=_TEXT,
        batch_id=_COUNT,
        kind=_TEXT,
        title=_TEXT,
        issuer=_TEXT,
        number=_TEXT,
        issued=_DAY,
        address=_TEXT,
        content_hash=_TEXT,
        lineage=_TEXT,
        rank=pa.int32(),
    ),
    "source_texts": _columns(source_id=_TEXT, batch_id=_COUNT, text=_TEXT),
    "observations": OBSERVATIONS,
    "withdrawals": _columns(observation_id=_COUNT, batch_id=_COUNT, reason=_TEXT),
    "repeats": _columns(
        batch_id=_COUNT, source_id=_TEXT, locator=_TEXT, quote=_TEXT, observation_id=_COUNT
    ),
    "waiting": _columns(
        waiting_id=_COUNT,
        batch_id=_COUNT,
        source_id=_TEXT,
        locator=_TEXT,
        quote=_TEXT,
        reading=_TEXT,
        reason=_TEXT,
    ),
    "resolutions": _columns(
        waiting_id=_COUNT, batch_id=_COUNT, outcome=_TEXT, observation_id=_COUNT, remark=_TEXT
    ),
    "decisions": _columns(
        batch_id=_COUNT, **_CELL_COLUMNS, lineage=_TEXT, observation_id=_COUNT, reason=_TEXT
    ),
    "approvals": _columns(observation_id=_COUNT, batch_id=_COUNT, is_approved=_FLAG, remark=_TEXT),
    "descriptions": _columns(
        source_id=_TEXT, batch_id=_COUNT, kind=_TEXT, place=_TEXT, period=_TEXT, reason=_TEXT
    ),
    "findings": _columns(
        batch_id=_COUNT,
        source_id=_TEXT,
        severity=_TEXT,
        rule=_TEXT,
        subject=_TEXT,
        evidence=_TEXT,
        sheet=_TEXT,
        cell=_TEXT,
    ),
    "coverage": _columns(
        batch_id=_COUNT, source_id=_TEXT, span_start=_COUNT, span_end=_COUNT, disposition=_TEXT
    ),
    "commitments": _columns(
        batch_id=_COUNT,
        source_id=_TEXT,
        locator=_TEXT,
        quote=_TEXT,
        sentence=_TEXT,
        who=_TEXT,
        due=_DAY,
        due_words=_TEXT,
        indicator=_TEXT,
        place=_TEXT,
        observation_id=_COUNT,
        confidence=pa.float64(),
        reasons=_TEXT,
    ),
}


def arrow_table(rows: Iterable[Row], columns: pa.Schema) -> pa.Table:
    """Rows as an Arrow table with the given columns; a row without a column has nothing in it."""
    listed = list(rows)
    return pa.table(
        {
            name: pa.array([row.get(name) for row in listed], columns.field(name).type)
            for name in columns.names
        }
    )


def storable(value: Decimal | None) -> Decimal | None:
    """The value as the store keeps it: exact to ten decimals.

    More decimals come from spreadsheet formulas (1/3), never from print; they are rounded half to
    even, and the quotation keeps what stood there.

    Raises:
        StoreError: The value is no number or has more than 28 digits before the mark.
    """
    if value is None:
        return None
    if not value.is_finite() or abs(value) >= _LIMIT:
        raise StoreError("storing", "value", f"{value} is no number the store can keep")
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent >= -_DECIMALS:
        return value
    return value.quantize(_STEP, rounding=ROUND_HALF_EVEN, context=_EXACT)


def cell_of(seen: Observation) -> tuple[str | bool, ...]:
    """The cell an observation belongs to, in the order of `CELL`."""
    return (
        seen.indicator,
        seen.place.key,
        seen.period.canonical().code,
        seen.measure.value,
        seen.kind is Kind.TARGET,
        base_beyond_usual(seen.measure, seen.base) or "",
        seen.authority.value if seen.authority else "",
        seen.version or "",
    )


def observation_row(recorded: Recorded, lineage: str) -> Row:
    """One observation as its row, without the numbers and the time its batch gives it."""
    seen = recorded.observation
    period = seen.period.canonical()
    return {
        **dict(zip(CELL, cell_of(seen), strict=True)),
        "source_id": recorded.source_id,
        "lineage": lineage,
        "indicator_text": seen.indicator_text,
        "place_level": seen.place.level.value,
        "period_printed": seen.period.code,
        "period_start": period.start,
        "period_end": period.end,
        "period_year": period.year,
        "kind": seen.kind.value,
        "status": seen.status.value if seen.status else None,
        "legal_basis": recorded.legal_basis,
        "value": storable(seen.value),
        "low": storable(seen.low),
        "high": storable(seen.high),
        "total": storable(seen.total),
        "decimals": seen.decimals,
        "comparator": seen.comparator,
        "unit": seen.unit,
        "deadline": seen.deadline,
        "quote": seen.quote,
        "locator": seen.locator.locator,
        "confidence": seen.confidence,
        "note": seen.note,
    }
