"""Findings about single numbers: outside the catalogue's band, or a digit off their neighbours."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from statistics import median

from etl.extract.folding import fold
from etl.extract.sheet_model import SheetFigure
from etl.extract.sheet_reading import finding, printed
from etl.extract.sheet_units import as_unit
from etl.read.cells import Sheet
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Finding
from yardstick.domain.indicator import Band, Indicator
from yardstick.domain.observation import Measure
from yardstick.domain.period import parse_period
from yardstick.domain.place import Level

# A whole row out of its band is one doubt about its unit, not one about each of its cells.
_MOST_OF_A_ROW = 2


def check_plausible(
    sheet: Sheet, figures: list[SheetFigure], catalogue: Catalogue, doubtful: set[int]
) -> Iterator[Finding]:
    """implausible: outside the catalogue's band, or a digit away from its neighbours.

    Rows in `doubtful` have a unit conflict; their numbers say nothing.
    """
    told: set[str] = set()
    counts: Counter[int] = Counter()
    for figure in figures:
        if figure.row in doubtful or figure.place is None or figure.place.level is Level.COUNTRY:
            # Bands are a province's; a country or a place nobody knows has others.
            continue
        expected = _out_of_band(figure, catalogue.find(figure.indicator))
        if expected is not None and counts[figure.row] < _MOST_OF_A_ROW:
            counts[figure.row] += 1
            told.add(figure.cell)
            evidence = f"{printed(figure.number)} ∉ {expected}"
            yield _implausible(sheet, figure, evidence, expected)
    rows: dict[tuple[object, ...], list[SheetFigure]] = {}
    for figure in figures:
        if (
            figure.measure is Measure.LEVEL
            and figure.period is not None
            and figure.value is not None
        ):
            months = parse_period(figure.period).months
            place = figure.place.key if figure.place else figure.place_text
            rows.setdefault(
                (figure.row, place, months, figure.unit, figure.indicator_text), []
            ).append(figure)
    for group in rows.values():
        for figure, usual in _slipped(group):
            if figure.cell not in told and figure.row not in doubtful:
                told.add(figure.cell)
                size = abs(figure.number)
                ratio = f"{printed(size)} ÷ {printed(usual)}"
                evidence = f"{ratio} = {printed(size / usual)}"
                yield _implausible(sheet, figure, evidence, f"≈ {printed(usual)}")


def _slipped(group: list[SheetFigure]) -> Iterator[tuple[SheetFigure, Decimal]]:
    """Figures ten, a hundred or a thousand times off from neighbours that agree with each other.

    Each with the size its neighbours have.
    """
    sizes = [abs(figure.number) for figure in group if figure.number]
    if len(sizes) < 3 or max(sizes) < 5 * min(sizes):
        return
    ordered = sorted(sizes)
    if ordered[1] * 3 < ordered[-2]:
        return
    for figure in group:
        size = abs(figure.number)
        if size not in (ordered[0], ordered[-1]):
            continue
        others = ordered.copy()
        others.remove(size)
        middle = median(others)
        even = others[-1] <= others[0] * Decimal("2.5")
        if even and middle >= 1 and _is_slip(size / middle):
            yield figure, middle


def _is_slip(ratio: Decimal) -> bool:
    """True for about ten, a hundred or a thousand times (or a part): a digit or a mark astray."""
    larger = ratio if ratio >= 1 else 1 / ratio
    return any(Decimal("0.62") <= larger / power <= Decimal("1.6") for power in (10, 100, 1000))


def _implausible(sheet: Sheet, figure: SheetFigure, evidence: str, expected: str) -> Finding:
    """A finding in figures and signs only, so that every language reads it."""
    return finding(
        "implausible", sheet, figure.cell, evidence, found=figure.quote, expected=expected
    )


def _out_of_band(figure: SheetFigure, indicator: Indicator | None) -> str | None:
    number = figure.number
    if indicator is None:
        rate = figure.unit == "%" and figure.measure is Measure.LEVEL
        if rate and fold(figure.indicator_text).startswith(
            ("ty le", "ti le", "ty trong", "co cau")
        ):
            return None if -100 <= number <= 150 else "[0; 100]"
        return None
    bands = indicator.plausible
    match figure.measure:
        case Measure.LEVEL:
            return _level_band(figure, indicator, bands.level)
        case Measure.GROWTH:
            band = bands.growth if indicator.accumulation in ("growth", "index") else None
            return _outside(number, band)
        case Measure.COMPLETION:
            return _outside(number, bands.completion or (-100.0, 2000.0))
        case _:
            return None


def _level_band(figure: SheetFigure, indicator: Indicator, band: Band | None) -> str | None:
    written = as_unit(figure.unit)
    canonical = indicator.measured_in
    if band is None or figure.measure is not Measure.LEVEL or written is None:
        # Without a unit nobody knows the size of a number.
        return None
    number = figure.number
    if written.dimension.split("/")[0] == canonical.dimension.split("/")[0]:
        number = number * written.factor / canonical.factor
    elif written.dimension != canonical.dimension and not written.counted:
        return None
    return _outside(number, band)


def _outside(number: Decimal, band: Band | None) -> str | None:
    if band is None or Decimal(str(band[0])) <= number <= Decimal(str(band[1])):
        return None
    low, high = (printed(Decimal(str(end)).normalize()) for end in band)
    return f"[{low}; {high}]"
