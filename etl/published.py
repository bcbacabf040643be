"""Published figures, row by row, as observations or as rows that wait."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from etl.extract.mention import Mention
from etl.names import Names, with_name
from etl.observe import Context, Unmatched, observe
from etl.read.published import PublishedFigures
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.observation import Observation
from yardstick.domain.place import Gazetteer, place_key
from yardstick.domain.provenance import RowRef
from yardstick.domain.vietnamese import format_number


@dataclass(frozen=True)
class PublishedRow:
    """One row of the table and what became of it."""

    source_id: str
    locator: RowRef
    mention: Mention
    found: Observation | Unmatched


def observe_published(
    published: PublishedFigures,
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    names: Names | None = None,
) -> Iterator[PublishedRow]:
    """Every row of the tables, in their order; `names` are those the office taught."""
    for number, row in enumerate(published.figures, 1):
        source = published.sources[row["source_id"]]
        valid_from = row["place_valid_from"]
        key = place_key(row["place_code"], date.fromisoformat(valid_from) if valid_from else None)
        place = gazetteer.find_key(key)
        mention = with_name(_mention(row), names or {})
        locator = RowRef(number)
        context = Context(catalogue, gazetteer, place, source.issued)
        found = observe(mention, context, lambda _, at=locator: at)  # type: ignore[misc]
        if isinstance(found, Observation) and row["note"]:
            found = replace(found, note=row["note"])
        yield PublishedRow(source.source_id, locator, mention, found)


def _mention(row: dict[str, str]) -> Mention:
    low, high = _number(row["value_low"]), _number(row["value_high"])
    value = _number(row["value"]) if low is None else None
    numbers = [number for number in (value, low, high) if number is not None]
    printed = "-".join(format_number(number) for number in numbers)
    return Mention(
        quote=f"{printed} {row['unit']}".replace(" %", "%"),
        start=0,
        end=0,
        value=value,
        value_low=low,
        value_high=high,
        total=_total(row["unit"]),
        unit="rank" if row["measure"] == "rank" else row["unit"],
        indicator_text=row["indicator_text"],
        indicator=row["indicator"] or None,
        kind=row["kind"],
        measure=row["measure"],
        comparator=row["comparator"] or None,
        period=row["period"],
        place_text=None,
        base=row["base"] or None,
        status=row["status"] or None,
        deadline=None,
        version=None,
        authority=row["authority"] or None,
        repeat=False,
        confidence=1.0,
        paragraph=0,
        section=None,
        reasons=(),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _total(unit: str) -> Decimal | None:
    """The field of a rank, printed in the unit: hạng/63."""
    _, _, field = unit.partition("hạng/")
    digits = field.split(" ")[0]
    return Decimal(digits) if digits.isdigit() else None
