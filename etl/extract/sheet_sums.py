"""Findings about numbers beside numbers: sums, duplicates, implausible figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from etl.extract.clock import tick
from etl.extract.folding import fold
from etl.extract.sheet_hierarchy import TOTAL
from etl.extract.sheet_keys import name_key
from etl.extract.sheet_model import Role, RowRole, SheetFigure
from etl.extract.sheet_reading import TableReading, finding, printed
from etl.extract.sheet_units import as_unit
from etl.read.cells import Sheet
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Finding
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer, Level

_NOT_ADDITIVE = re.compile(
    r"\b(?:ty le|ti le|ty trong|toc do|binh quan|mat do|nang suat|chi so|diem|xep hang|gia ban|"
    r"don gia|co cau|ty suat|tuoi tho|muc|bq|"
    r"tren dau nguoi|/nguoi|he so|do che phu)\b"
)


# So many parts of a sum are written out.
_MOST_TOLD = 8
_SUM_NAME = re.compile(r"(?:tong|cong)\b")


@dataclass(frozen=True)
class _Test:
    """One sum to hold: the total's cell against its parts."""

    group: str
    total: SheetFigure
    parts: tuple[SheetFigure, ...]
    is_complete: bool = False

    @property
    def sum(self) -> Decimal:
        """What the parts make."""
        return sum((part.number for part in self.parts), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """Total minus the sum of the parts."""
        return self.total.number - self.sum

    @property
    def arithmetic(self) -> str:
        """The sum and what stands there, in figures and signs only: 200 + 150 = 350 ≠ 500."""
        told = [printed(part.number) for part in self.parts]
        if len(told) > _MOST_TOLD:
            told = [*told[: _MOST_TOLD - 1], "…", told[-1]]
        parts, stands = " + ".join(told), printed(self.total.number)
        return f"{parts} = {printed(self.sum)} ≠ {stands}"

    @property
    def holds(self) -> bool:
        """True within what rounding explains."""
        places = max(_places(figure.number) for figure in (self.total, *self.parts))
        rounding = Decimal(1).scaleb(-min(places, 6)) / 2 * (len(self.parts) + 1)
        return abs(self.gap) <= rounding + abs(self.total.number) * Decimal("0.0001")

    @property
    def is_near(self) -> bool:
        """True when the parts come close enough that a sum must be meant."""
        return abs(self.gap) <= abs(self.total.number) * Decimal("0.3")


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def check_sums(
    reading: TableReading, figures: list[SheetFigure], catalogue: Catalogue, gazetteer: Gazetteer
) -> Iterator[Finding]:
    """sum_mismatch: a total that its parts do not make, where elsewhere in the table they do."""
    levels = [figure for figure in figures if _adds_up(figure, catalogue)]
    tests = [
        *_over_places(levels, gazetteer),
        *_over_rows(reading, levels),
        *_over_time(levels),
    ]
    groups: dict[str, list[_Test]] = {}
    for test in tests:
        groups.setdefault(test.group, []).append(test)
    told: set[str] = set()
    for group in groups.values():
        held = sum(test.holds for test in group)
        failed = [test for test in group if not test.holds]
        sure = held >= 2 and len(failed) * 2 <= held
        # One column holds, one does not: with "Tổng …" over all its parts that is enough.
        sure = sure or (held >= len(failed) == 1 and failed[0].is_complete)
        lone = (
            not held
            and len(group) == 1
            and group[0].group.startswith("places")
            and failed[0].is_near
        )
        for test in failed:
            if ((sure and test.is_near) or lone) and test.total.cell not in told:
                told.add(test.total.cell)
                yield finding(
                    "sum_mismatch",
                    reading.sheet,
                    test.total.cell,
                    test.arithmetic,
                    found=str(test.total.number),
                    expected=str(test.sum),
                )


def _adds_up(figure: SheetFigure, catalogue: Catalogue) -> bool:
    if figure.measure is not Measure.LEVEL or figure.value is None:
        return False
    indicator = catalogue.find(figure.indicator)
    if indicator is not None and indicator.aggregation.method != "sum":
        return False
    unit = as_unit(figure.unit)
    if unit is not None and (
        unit.is_ratio or "/" in unit.dimension or unit.dimension in ("điểm", "rank")
    ):
        return False
    return not _NOT_ADDITIVE.search(fold(figure.indicator_text))


def _over_places(figures: list[SheetFigure], gazetteer: Gazetteer) -> Iterator[_Test]:
    """A place against all the places inside it that the table lists."""
    groups: dict[tuple[object, ...], list[SheetFigure]] = {}
    for figure in figures:
        if figure.place is not None:
            key = (
                figure.indicator or name_key(figure.indicator_text),
                _section_of(figure),
                figure.period,
                figure.kind,
                figure.authority,
                figure.unit,
            )
            groups.setdefault(key, []).append(figure)
    for group in groups.values():
        tick()
        places = {figure.place.key: figure for figure in group if figure.place}
        if len(places) != len(group) or len(group) < 4:
            continue
        total = _around(group)
        if total is None or total.place is None:
            continue
        parts = tuple(figure for figure in group if figure is not total)
        if all(
            figure.place is not None and gazetteer.is_within(figure.place, total.place)
            for figure in parts
        ):
            yield _Test(f"places {total.place.key}", total, parts, is_complete=True)


def _section_of(figure: SheetFigure) -> str:
    """The nearest row a figure stands under; a total at the top of a list is no section of it."""
    above = (parent for parent in reversed(figure.parents) if not TOTAL.fullmatch(fold(parent)))
    return next(above, "")


_MOST_TOTALS = 200
_LEVELS = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)


def _around(group: list[SheetFigure]) -> SheetFigure | None:
    """The one figure whose place is of a wider level than all the others, if there is one."""
    levels = [_LEVELS.index(figure.place.level) for figure in group if figure.place]
    widest = min(levels)
    return group[levels.index(widest)] if levels.count(widest) == 1 else None


def _over_rows(reading: TableReading, figures: list[SheetFigure]) -> Iterator[_Test]:
    """A row against the rows directly under it, column by column."""
    by_cell = {(figure.row, figure.column): figure for figure in figures}
    children: dict[int, list[int]] = {}
    rows = {row.number: row for row in reading.rows}
    for row in reading.rows:
        if row.parents and row.has_values:
            parent = next((item for item in reversed(row.parents) if item.has_values), None)
            if parent is not None:
                children.setdefault(parent.number, []).append(row.number)
    totals = [row for row in reading.rows if row.role is RowRole.TOTAL]
    # Each is held against all rows around it; a sheet of nothing but totals has none of them.
    for row in totals if len(totals) <= _MOST_TOTALS else ():
        tick()
        if row.number not in children and row.has_values:
            below = [
                other.number
                for other in reading.rows
                if other.number > row.number
                and other.has_values
                and not other.parents
                and other.role is RowRole.ITEM
            ]
            above = [
                other.number
                for other in reading.rows
                if other.number < row.number
                and other.has_values
                and other.role is not RowRole.TOTAL
            ]
            if reading.columns.rows_are is Role.INDICATOR:
                children[row.number] = below or above
    for parent_number, numbers in children.items():
        tick()
        if len(numbers) < 2:
            continue
        for column in reading.columns.values:
            total = by_cell.get((parent_number, column.index))
            parts = [by_cell.get((number, column.index)) for number in numbers]
            if total is None or any(part is None for part in parts):
                continue
            same = [part for part in parts if part is not None and part.unit == total.unit]
            if len(same) == len(parts) and rows[parent_number].has_values:
                whole = bool(_SUM_NAME.match(fold(rows[parent_number].text)))
                named = not any(rows[number].in_which for number in numbers)
                yield _Test(f"rows {parent_number}", total, tuple(same), whole and named)


def _over_time(figures: list[SheetFigure]) -> Iterator[_Test]:
    """A half, a year or nine months against its quarters; rows of flows only prove themselves."""
    groups: dict[tuple[object, ...], dict[str, SheetFigure]] = {}
    for figure in figures:
        if figure.period is not None and figure.kind is not Kind.TARGET:
            key = (
                figure.row,
                figure.place.key if figure.place else figure.place_text,
                figure.indicator_text,
            )
            groups.setdefault(key, {}).setdefault(figure.period, figure)
    for group in groups.values():
        if not any("-Q" in code for code in group):
            continue
        for code, total in group.items():
            period = parse_period(code)
            quarters = period.months // 3
            if not period.is_cumulative or period.months % 3 or quarters < 2:
                continue
            wanted = [f"{period.year}-Q{number}" for number in range(1, quarters + 1)]
            if all(item in group for item in wanted):
                yield _Test(f"time {quarters}", total, tuple(group[item] for item in wanted))


def check_duplicates(
    sheet: Sheet, figures: list[SheetFigure], headers: dict[str, str]
) -> Iterator[Finding]:
    """duplicate: one figure twice on a sheet; `headers` maps cells to their column's heading."""
    seen: dict[tuple[object, ...], SheetFigure] = {}
    told: set[tuple[int, int]] = set()
    for figure in figures:
        name = figure.indicator or (name_key(figure.indicator_text), figure.parents)
        key = (
            name,
            name_key(figure.indicator_text) if figure.indicator is None else "",
            figure.place.key if figure.place else figure.place_text,
            figure.period,
            figure.kind,
            figure.measure,
            figure.base,
            figure.authority,
            headers.get(figure.cell, ""),
        )
        first = seen.setdefault(key, figure)
        if first is figure or first.row == figure.row or (first.row, figure.row) in told:
            continue
        ours, theirs = (set(name_key(item.indicator_text).split()) for item in (figure, first))
        if figure.indicator and not (ours <= theirs or theirs <= ours):
            continue
        told.add((first.row, figure.row))
        yield finding(
            "duplicate",
            sheet,
            figure.cell,
            f"{figure.indicator_text!r} stands in {first.cell} already with {first.quote!r}; "
            "keep one of them",
            found=figure.quote,
            expected=f"one figure; {first.cell} holds {first.quote}",
        )
