"""Places against each other as a table: plan, actual, share, pace, gap, same period, verdict."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.gaps import gap_label, target_label
from yardstick.charts.labels import (
    MISSING,
    Language,
    figure_label,
    figure_number,
    number_label,
    quantity_label,
    status_label,
    unit_label,
    verdict_label,
)
from yardstick.charts.notes import newest_date, source_line
from yardstick.charts.place_labels import listed, place_label

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing
    from yardstick.analysis.totals import Total

COLUMNS: dict[str, dict[Language, str]] = {
    "place": {"vi": "Địa bàn", "en": "Place"},
    "target": {"vi": "Mục tiêu", "en": "Target"},
    "actual": {"vi": "Thực hiện", "en": "Actual"},
    "share": {"vi": "Tỷ lệ", "en": "Share"},
    "pace": {"vi": "Tiến độ", "en": "Pace"},
    "gap": {"vi": "Chênh lệch", "en": "Gap"},
    "same_period": {"vi": "Cùng kỳ", "en": "Same period"},
    "status": {"vi": "Trạng thái", "en": "Status"},
    "verdict": {"vi": "Đánh giá", "en": "Verdict"},
}
_WORDS: dict[str, dict[Language, str]] = {
    "total": {"vi": "Cộng {count} địa phương", "en": "Sum of {count} places"},
    "without": {
        "vi": "chưa gồm {names}; không phải số toàn địa bàn",
        "en": "without {names}; not the whole",
    },
    "whole": {"vi": "đủ các địa phương", "en": "all places"},
}


def place_table(
    standings: Sequence["Standing"],
    total: "Total | None" = None,
    *,
    own: "Standing | None" = None,
    title: str = "",
    is_illustrative: bool = False,
    language: Language = "vi",
) -> FigureTable:
    """One row a place; the sum last, saying how many it covers.

    Columns in which no row has anything are left out.

    Args:
        standings: The places, in the order of the rows.
        total: Their sum; None where nothing adds up.
        own: The place around them, first.
        title: Of the table.
        is_illustrative: Marks made-up figures.
        language: Of the words.
    """
    unit = _shared_unit([*standings, *([own] if own is not None else [])])
    listed_ = [*([own] if own is not None and own.actual is not None else []), *standings]
    rows = [_row(standing, unit, language) for standing in listed_]
    if rows and own is not None and own.actual is not None:
        rows[0][0] = TableCell(own.place.full_name[:1].upper() + own.place.full_name[1:])
    if total is not None:
        rows.append(_total_row(total, unit, language))
    filled = [
        n
        for n, name in enumerate(COLUMNS)
        if name in ("place", "actual", "verdict") or any(row[n].text != MISSING for row in rows)
    ]
    share, actual = list(COLUMNS).index("share"), list(COLUMNS).index("actual")
    if all(row[share].text in (MISSING, row[actual].text) for row in rows):
        filled = [n for n in filled if n != share]
    figures = [
        figure
        for standing in listed_
        for figure in (standing.actual, standing.target)
        if figure is not None
    ]
    heads = [names[language] for names in COLUMNS.values()]
    return FigureTable(
        title=title,
        subtitle=_COUNTED_IN[language].format(unit=unit_label(unit, language)) if unit else "",
        unit=figures[0].unit if figures else "",
        source=source_line(figures, language),
        as_of=newest_date(figures),
        alt=title,
        is_illustrative=is_illustrative,
        language=language,
        columns=tuple(heads[n] for n in filled),
        rows=tuple(tuple(row[n] for n in filled) for row in rows),
    )


_COUNTED_IN: dict[Language, str] = {"vi": "Đơn vị: {unit}", "en": "Unit: {unit}"}


def _shared_unit(standings: Sequence["Standing"]) -> str:
    """The unit every amount is in, told once above the table; empty for per cents and a mix."""
    units = {
        figure.unit
        for standing in standings
        for figure in (standing.actual, standing.target, standing.same_period)
        if figure is not None
    }
    return units.pop() if len(units) == 1 and not units & {"%", "‰", "rank"} else ""


def _row(standing: "Standing", unit: str, language: Language) -> list[TableCell]:
    actual, target = standing.actual, standing.target
    by_pace = standing.assessment.rule == "pace"
    share, pace = standing.completion, standing.pace if by_pace else None
    return [
        TableCell(place_label(standing.place)),
        _figure(target, unit, language)
        if target is not None
        else TableCell(target_label(standing, language), is_number=True),
        _figure(actual, unit, language),
        _percent(share if by_pace else None, language),
        _percent(pace, language),
        TableCell(gap_label(standing, language), is_number=True, value=None),
        _figure(standing.same_period, unit, language),
        TableCell(_status(standing, language)),
        TableCell(
            verdict_label(standing.verdict, language),
            verdict=str(standing.verdict),
            observation_id=actual.observation_id if actual is not None else None,
        ),
    ]


def _figure(figure: "Figure | None", unit: str, language: Language) -> TableCell:
    if figure is None:
        return TableCell(MISSING, is_number=True)
    return TableCell(
        figure_number(figure, language) if unit else figure_label(figure, language),
        is_number=True,
        is_estimate=figure.is_estimate,
        observation_id=figure.observation_id,
        value=figure.value if figure.total is None else None,
    )


def _percent(share: Decimal | None, language: Language) -> TableCell:
    if share is None:
        return TableCell(MISSING, is_number=True)
    shown = round(share, 1)
    digits = 0 if shown == shown.to_integral_value() else 1
    return TableCell(number_label(shown, digits, language) + "%", is_number=True)


def _status(standing: "Standing", language: Language) -> str:
    actual = standing.actual
    if actual is None:
        return MISSING
    return (
        status_label("estimate", language)
        if actual.is_estimate
        else (status_label(actual.status, language) or MISSING)
    )


def _total_row(total: "Total", unit: str, language: Language) -> list[TableCell]:
    def amount(value: Decimal | None) -> TableCell:
        if value is None:
            return TableCell(MISSING, is_number=True)
        shown = round(value, total.decimals)
        label = quantity_label(shown, "" if unit else total.unit, total.decimals, language)
        return TableCell(label, is_number=True, value=shown)

    names = listed([place_label(place) for place in total.silent], language)
    covers = _WORDS["without" if total.silent else "whole"][language].format(names=names)
    return [
        TableCell(_WORDS["total"][language].format(count=total.count)),
        amount(total.asked),
        amount(total.actual),
        _percent(total.completion, language),
        TableCell(MISSING),
        TableCell(MISSING),
        amount(total.earlier),
        TableCell(status_label("estimate", language) if total.is_estimate else MISSING),
        TableCell(covers),
    ]
