"""Period and kind of the figure columns; a comparison takes those of what it compares."""

import re

from etl.extract.folding import fold
from etl.extract.sheet_context import Context
from etl.extract.sheet_formulas import Formula
from etl.extract.sheet_headers import HeaderWords, header_words
from etl.extract.sheet_model import Role
from etl.extract.sheet_roles import Column
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import Cumulative, Month, Period, Quarter, Year

_SUM = re.compile(r"\W*(?:tong(?: cong| so)?|cong(?: don)?|luy ke)\W*")


def assign_periods(columns: list[Column], context: Context, formulas: dict[int, Formula]) -> None:
    """Give the figure columns period, kind, measure, and what their comparisons compare.

    Args:
        columns: All columns of a table.
        context: What holds where a column says nothing.
        formulas: What the row of column numbers says comparisons are made of.
    """
    report = context.report
    values = [column for column in columns if column.role is Role.VALUE]
    has_period_column = any(column.role is Role.PERIOD for column in columns)
    for column in values:
        words = column.words
        column.measure = words.measure
        column.kind = words.kind
        if words.measure in (None, Measure.RANK):
            column.period = _own_period(words, context, has_period_column)
    _add_up(values)
    latest = _latest(values)
    if report is None and latest is not None and latest.period is not None:
        # No title names the time: the year of the newest column is that of its neighbours.
        report = Year(latest.period.year)
        for column in values:
            if column.period is None and not column.words.period.is_empty:
                column.period = column.words.period.resolve(report)
    for column in values:
        _share_of_plan(column, values)
    levels = {column.index: column for column in values if column.measure is None}
    for column in values:
        if column.measure not in (None, Measure.RANK) or column.words.compares:
            formula = formulas.get(column.index)
            if formula is not None and _follow(column, formula, levels):
                continue
            _compare(column, values, latest, report)


def _share_of_plan(column: Column, values: list[Column]) -> None:
    """Read "Tỷ lệ (%)" beside plan and result of one period as the part of the plan reached."""
    if column.measure is not None or column.name or not column.path or column.words.compares:
        return
    if not header_words(column.path[-1][0]).compares:
        return
    beside = {
        other.kind is Kind.TARGET: other
        for other in values
        if other.index < column.index
        and other.measure is None
        and other.period == column.period
        and other.name == column.name
        and _place_key(other) == _place_key(column)
    }
    if len(beside) == 2:
        column.measure, column.kind = Measure.COMPLETION, beside[False].kind
        column.numerator, column.denominator = beside[False].index, beside[True].index


def _follow(column: Column, formula: Formula, levels: dict[int, Column]) -> bool:
    """Read a comparison by its formula; False where that names no two columns of levels."""
    left, right = levels.get(formula.left), levels.get(formula.right)
    if left is None or right is None or column in (left, right):
        return False
    column.numerator, column.denominator = left.index, right.index
    column.period, column.kind = left.period, left.kind
    if column.words.base is None:
        planned = right.kind is Kind.TARGET and left.kind is not Kind.TARGET
        one_year = not (left.period and right.period) or left.period.year == right.period.year
        if formula.difference:
            column.measure = Measure.CHANGE
        else:
            column.measure = Measure.COMPLETION if planned and one_year else Measure.GROWTH
    return True


def _add_up(values: list[Column]) -> None:
    """The column "Cộng" after the months of one year, or its quarters, holds them all."""
    for column in values:
        if not _SUM.fullmatch(fold(column.header)) or column.measure is not None:
            continue
        parts = [other.period for other in values if other.index < column.index]
        lengths = {type(part) for part in parts}
        if len(parts) < 2 or lengths not in ({Month}, {Quarter}):
            continue
        months = [part for part in parts if part is not None]
        first, last = months[0], months[-1]
        if first.start.month == 1 and all(part.year == first.year for part in months):
            column.period = Cumulative(first.year, last.end.month).canonical()


def _own_period(words: HeaderWords, context: Context, has_period_column: bool) -> Period | None:
    report = context.report
    if not words.period.is_empty:
        found = words.period.resolve(report)
        if found is not None:
            return found
    if has_period_column and words.period.is_empty:
        return None
    if words.kind is Kind.TARGET:
        year = context.target_year or (report.year if report is not None else None)
        return Year(year) if year is not None else None
    return report


def _latest(values: list[Column]) -> Column | None:
    """The newest column of figures that are no targets: what comparisons speak of."""
    done = [
        column
        for column in values
        if column.measure is None
        and column.kind is not Kind.TARGET
        and column.period is not None
        and not column.words.compares
    ]
    if not done:
        return None
    return max(done, key=lambda column: (column.period.end, -column.period.start.toordinal()))  # type: ignore[union-attr]


def _compare(
    column: Column, values: list[Column], latest: Column | None, report: Period | None
) -> None:
    """Period and kind of a ratio are those of its numerator."""
    words = column.words
    spoken = words.period.part or words.period.year or words.period.relative
    own = words.period.resolve(report) if spoken else None
    peers = [
        other
        for other in values
        if other.measure is None
        and not other.words.compares
        and other.words.share is False
        and _place_key(other) == _place_key(column)
        and (not column.name or not other.name or column.name == other.name)
    ]
    if own is None and words.base is None and _planned_after(column, peers):
        return
    before = _latest([other for other in peers if other.index < column.index])
    if before is None and (latest in peers or not peers):
        before = latest
    numerator = _in_group(column, own, values) or _numerator(column, own, peers) or before
    if numerator is None and peers:
        done = [
            other for other in peers if other.kind is not Kind.TARGET and other.index < column.index
        ]
        numerator = _latest(done)
    if own is not None and words.period.part is None and words.base_period is not None:
        # "So sánh 2024/2023" between two half-years is about the half-year.
        part = _latest([other for other in peers if other.period and other.period.year == own.year])
        whole = any(other.period == own for other in peers)
        if part is not None and not whole:
            numerator, own = part, part.period
    column.period = own or (numerator.period if numerator else None) or report
    if column.kind is None and numerator is not None:
        column.kind = numerator.kind
    column.numerator = numerator.index if numerator else None
    base = _denominator(column, peers, numerator, report)
    column.denominator = base.index if base else None


def _planned_after(column: Column, peers: list[Column]) -> bool:
    """Read "So sánh" after next year's plan: it is set against this year's figures before it."""
    before = [other for other in peers if other.index < column.index and other.period is not None]
    done = _latest(before)
    plan = max(before, key=lambda other: other.index, default=None)
    if (
        plan is None
        or plan.kind is not Kind.TARGET
        or plan.period is None
        or done is None
        or done.period is None
        or plan.period.start <= done.period.end
    ):
        return False
    column.numerator, column.denominator = plan.index, done.index
    column.period, column.kind = plan.period, plan.kind
    column.measure = column.measure or Measure.GROWTH
    return True


def _in_group(column: Column, own: Period | None, values: list[Column]) -> Column | None:
    """The figures before a ratio under the same merged head: "Giải ngân | Số vốn | Tỷ lệ (%)"."""
    if column.words.kind is not None or len(column.path) < len(("group", "own")):
        return None
    head, wide = column.path[0]
    found = [
        other
        for other in values
        if wide
        and other.index < column.index
        and other.path[:1] == [(head, wide)]
        and other.measure is None
        and not other.words.compares
        and other.kind is not Kind.TARGET
        and (own is None or other.period == own)
        and _place_key(other) == _place_key(column)
    ]
    return found[-1] if found else None


def _numerator(column: Column, own: Period | None, peers: list[Column]) -> Column | None:
    kind = column.words.kind
    if own is None and kind is None:
        return None
    fitting = [
        other
        for other in peers
        if (own is None or other.period == own)
        and (kind is None or other.kind is kind or (other.kind is None and kind is Kind.ACTUAL))
        and (kind is Kind.TARGET or other.kind is not Kind.TARGET)
    ]
    if not fitting:
        return None
    return max(
        fitting,
        key=lambda other: (other.period.end if other.period else Year(1).end, other.index),
    )


def _denominator(
    column: Column, peers: list[Column], numerator: Column | None, report: Period | None
) -> Column | None:
    if column.words.base == "plan":
        plans = [other for other in peers if other.kind is Kind.TARGET]
        wanted = column.words.base_period
        year = wanted.year if wanted else None
        return next(
            (
                other
                for other in plans
                if year is None or (other.period and other.period.year == year)
            ),
            None,
        )
    if column.words.compares:
        plan = next(
            (
                other
                for other in peers
                if other.kind is Kind.TARGET
                and numerator is not None
                and other.period
                and numerator.period
                and other.period.year == numerator.period.year
            ),
            None,
        )
        return plan or next((other for other in peers if other.kind is Kind.TARGET), None)
    if column.words.base == "same_period" and numerator is not None and numerator.period:
        before = numerator.period.same_period_last_year()
        wanted = column.words.base_period
        explicit = wanted.resolve(report) if wanted and (wanted.year or wanted.part) else None
        return next(
            (
                other
                for other in peers
                if other.kind is not Kind.TARGET and other.period in (before, explicit)
            ),
            None,
        )
    return None


def _place_key(column: Column) -> str:
    if column.place is None:
        return ""
    return column.place.place.key if column.place.place else column.place.text
