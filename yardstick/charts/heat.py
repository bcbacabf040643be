"""A heat table: places down, indicators across, a verdict with its number in every cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.analysis.ranking import scaled
from yardstick.charts.labels import (
    MISSING,
    NO_BREAK,
    Language,
    figure_number,
    number_label,
    unit_label,
    verdict_label,
)
from yardstick.charts.notes import newest_date, source_line
from yardstick.charts.spec import Chart
from yardstick.charts.strips import unit_words

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing

_BEHIND = ("missed", "unlikely")


@dataclass(frozen=True)
class HeatCell:
    """One place on one indicator.

    Attributes:
        key: What a click names: "PLACE|INDICATOR".
        value: The figure, amounts as their share of what was asked; None where there is none.
        number: As shown; "—" where there is none.
        verdict: Verdict word.
        is_estimate: True for ước.
        observation_id: The figure's record.
    """

    key: str
    value: Decimal | None
    number: str
    verdict: str
    is_estimate: bool
    observation_id: str | None


@dataclass(frozen=True)
class HeatColumn:
    """One indicator: its field, name, unit and target where all places share it.

    Attributes:
        behind: How many places are behind.
        judged: How many have a verdict.
    """

    key: str
    group: str
    name: str
    unit: str
    asked: str
    behind: int
    judged: int


@dataclass(frozen=True)
class HeatRow:
    """One place and its cells, in the order of the columns; `behind` of `judged` are behind."""

    key: str
    name: str
    cells: tuple[HeatCell, ...]
    behind: int
    judged: int


@dataclass(frozen=True)
class HeatTable(Chart):
    """Rows from top to bottom; `selected` is the key of the cell opened below, empty for none."""

    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    selected: str


def cell_key(standing: "Standing") -> str:
    """The name of a standing's cell."""
    return f"{standing.place.key}|{standing.indicator.code}"


def heat_table(
    grid: Mapping[str, Sequence["Standing"]],
    groups: Mapping[str, str],
    *,
    title: str,
    subtitle: str,
    selected: str = "",
    is_illustrative: bool = False,
    language: Language = "vi",
) -> HeatTable:
    """Places x indicators.

    Args:
        grid: Indicator code -> one standing a place, all columns in the same order of places.
        groups: Field code -> its name.
        title: The finding.
        subtitle: How to read the cells.
        selected: Key of the opened cell.
        is_illustrative: Marks made-up figures.
        language: Of the labels.
    """
    columns = tuple(_column(standings, groups, language) for standings in grid.values())
    rows = tuple(_row(row, language) for row in zip(*grid.values(), strict=True))
    figures = [
        figure
        for standings in grid.values()
        for standing in standings
        for figure in (standing.actual, standing.target)
        if figure is not None
    ]
    return HeatTable(
        title=title,
        subtitle=subtitle,
        unit="",
        source=source_line(figures, language),
        as_of=newest_date(figures),
        alt=_alt(title, columns, rows, language),
        is_illustrative=is_illustrative,
        language=language,
        columns=columns,
        rows=rows,
        selected=selected,
    )


def _tally(verdicts: Sequence[str]) -> tuple[int, int]:
    """How many are behind, and how many are judged."""
    judged = [verdict for verdict in verdicts if verdict not in ("no_figure", "no_target")]
    return sum(verdict in _BEHIND for verdict in judged), len(judged)


def _column(
    standings: Sequence["Standing"], groups: Mapping[str, str], language: Language
) -> HeatColumn:
    indicator = standings[0].indicator
    scales = [there for there in map(scaled, standings) if there is not None]
    behind, judged = _tally([str(standing.verdict) for standing in standings])
    units = [words for s in standings if (words := unit_words(s, scaled(s), language))]
    bounds = {there.bound for there in scales}
    shared = bounds.pop() if len(bounds) == 1 else None
    asked = ""
    if shared is not None:
        shown = round(shared, 2).normalize()
        digits = max(0, -int(shown.as_tuple().exponent))
        sign = "≤" if indicator.direction == "down" else "≥"
        asked = f"{sign}{NO_BREAK}{number_label(shown, digits, language)}"
    return HeatColumn(
        key=indicator.code,
        group=groups[indicator.field],
        name=indicator.short(language),
        unit=units[0] if units else unit_label(indicator.unit, language),
        asked=asked,
        behind=behind,
        judged=judged,
    )


def _row(standings: Sequence["Standing"], language: Language) -> HeatRow:
    behind, judged = _tally([str(standing.verdict) for standing in standings])
    cells = tuple(_cell(standing, language) for standing in standings)
    place = standings[0].place
    return HeatRow(place.key, place.name, cells, behind, judged)


def _cell(standing: "Standing", language: Language) -> HeatCell:
    scale, actual = scaled(standing), standing.actual
    number = MISSING
    if scale is not None and actual is not None:
        as_share = scale.is_share and actual.measure != "completion"
        number = (
            number_label(scale.value, scale.decimals, language)
            if as_share
            else figure_number(actual, language)
        )
    return HeatCell(
        key=cell_key(standing),
        value=scale.value if scale is not None else None,
        number=number,
        verdict=str(standing.verdict),
        is_estimate=actual is not None and actual.is_estimate,
        observation_id=actual.observation_id if actual is not None else None,
    )


def _alt(
    title: str, columns: Sequence[HeatColumn], rows: Sequence[HeatRow], language: Language
) -> str:
    told = [
        f"{row.name}: "
        + ", ".join(
            f"{column.name} {cell.number} ({verdict_label(cell.verdict, language)})"
            for column, cell in zip(columns, row.cells, strict=True)
        )
        for row in rows
    ]
    return f"{title}. {'; '.join(told)}"
