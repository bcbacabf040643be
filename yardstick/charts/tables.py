"""Tables of figures: the main table of a place, verdicts by field, and any chart's own numbers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.labels import (
    MISSING,
    Language,
    figure_number,
    figure_unit,
    number_label,
    verdict_label,
)
from yardstick.charts.notes import newest_date, source_line
from yardstick.domain.assessment import Verdict

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

_WORDS: dict[str, dict[Language, str]] = {
    "indicator": {"vi": "Chỉ tiêu", "en": "Indicator"},
    "unit": {"vi": "Đơn vị", "en": "Unit"},
    "same_period": {"vi": "Cùng kỳ", "en": "Same period"},
    "target": {"vi": "Mục tiêu", "en": "Target"},
    "actual": {"vi": "Thực hiện", "en": "Actual"},
    "of_plan": {"vi": "% KH", "en": "% of plan"},
    "verdict": {"vi": "Đánh giá", "en": "Verdict"},
    "field": {"vi": "Lĩnh vực", "en": "Field"},
    "all": {"vi": "Cộng {count} chỉ tiêu", "en": "{count} indicators"},
}
_TALLIED = (
    Verdict.EXCEEDED,
    Verdict.MET,
    Verdict.NEARLY,
    Verdict.UNLIKELY,
    Verdict.MISSED,
    Verdict.NO_FIGURE,
)


def table_word(key: str, language: Language, **values: object) -> str:
    """A table's own word."""
    return _WORDS[key][language].format_map(values)


def figure_cell(figure: "Figure | None", language: Language, unit: str | None = None) -> TableCell:
    """A figure as a cell; its unit stands in the row unless it is another than `unit`."""
    if figure is None:
        return TableCell(MISSING, is_number=True)
    own = figure_unit(figure, language)
    shown = figure_number(figure, language)
    if unit is not None and own != unit and own:
        shown = shown + own if own.startswith("%") else f"{shown} {own}"
    plain = figure.value if figure.low is None and figure.total is None else None
    return TableCell(
        shown,
        is_number=True,
        is_estimate=figure.is_estimate,
        observation_id=figure.observation_id,
        value=plain,
        decimals=figure.decimals,
    )


def period_table(
    standings: Sequence["Standing"],
    groups: Mapping[str, str],
    *,
    title: str,
    subtitle: str = "",
    is_illustrative: bool = False,
    language: Language = "vi",
) -> FigureTable:
    """All indicators of a place: same period, target, actual, share of the plan, verdict.

    Args:
        standings: In the order shown within their field.
        groups: Field code -> its name, in the order shown.
        title: The finding.
        subtitle: The place and period.
        is_illustrative: Marks made-up figures.
        language: Of the words.
    """
    order = list(groups)
    listed = sorted(standings, key=lambda standing: order.index(standing.indicator.field))
    headings: dict[int, str] = {}
    seen = ""
    for number, standing in enumerate(listed):
        if standing.indicator.field != seen:
            seen = standing.indicator.field
            headings[number] = groups[seen]
    heads = ("indicator", "unit", "same_period", "target", "actual", "of_plan", "verdict")
    figures = [f for s in listed for f in (s.actual, s.target, s.same_period) if f is not None]
    rows = tuple(_row(standing, language) for standing in listed)
    return _table(
        tuple(table_word(head, language) for head in heads),
        rows,
        figures,
        title=title,
        subtitle=subtitle,
        groups=headings,
        is_illustrative=is_illustrative,
        language=language,
    )


def _row(standing: "Standing", language: Language) -> tuple[TableCell, ...]:
    shown = standing.actual or standing.target
    unit = figure_unit(shown, language) if shown is not None else ""
    share = standing.completion
    return (
        TableCell(standing.indicator.short(language)),
        TableCell(unit),
        figure_cell(standing.same_period, language, unit),
        figure_cell(standing.target, language, unit),
        figure_cell(standing.actual, language, unit),
        _share(share if standing.actual and standing.actual.measure == "level" else None, language),
        TableCell(verdict_label(standing.verdict, language), verdict=str(standing.verdict)),
    )


def _share(share: Decimal | None, language: Language) -> TableCell:
    if share is None:
        return TableCell(MISSING, is_number=True)
    rounded = round(share, 1)
    return TableCell(number_label(rounded, 1, language), is_number=True, value=rounded, decimals=1)


def tally_table(
    standings: Sequence["Standing"],
    groups: Mapping[str, str],
    *,
    title: str,
    subtitle: str = "",
    is_illustrative: bool = False,
    language: Language = "vi",
) -> FigureTable:
    """How many indicators of each field have which verdict; those without a target do not count."""
    counted = [s for s in standings if s.verdict is not Verdict.NO_TARGET]
    shown = [v for v in _TALLIED if any(s.verdict is v for s in counted)]
    rows = []
    for code, name in groups.items():
        verdicts = [s.verdict for s in counted if s.indicator.field == code]
        if verdicts:
            rows.append((TableCell(name), *(_count(verdicts.count(v)) for v in shown)))
    total = table_word("all", language, count=len(counted))
    every = [s.verdict for s in counted]
    rows.append((TableCell(total), *(_count(every.count(v)) for v in shown)))
    figures = [f for s in counted for f in (s.actual, s.target) if f is not None]
    heads = (
        table_word("field", language),
        *(verdict_label(verdict, language) for verdict in shown),
    )
    return _table(
        heads,
        tuple(rows),
        figures,
        title=title,
        subtitle=subtitle,
        groups={},
        is_illustrative=is_illustrative,
        language=language,
    )


def _count(number: int) -> TableCell:
    return TableCell(str(number), is_number=True, value=Decimal(number), decimals=0)


def _table(
    columns: tuple[str, ...],
    rows: tuple[tuple[TableCell, ...], ...],
    figures: "Sequence[Figure]",
    *,
    title: str,
    subtitle: str,
    groups: Mapping[int, str],
    is_illustrative: bool,
    language: Language,
) -> FigureTable:
    told = "; ".join(" ".join(cell.text for cell in row) for row in rows)
    return FigureTable(
        title=title,
        subtitle=subtitle,
        unit="",
        source=source_line(figures, language),
        as_of=newest_date(figures),
        alt=f"{title}: {told}",
        is_illustrative=is_illustrative,
        language=language,
        columns=columns,
        rows=rows,
        groups=groups,
    )
