"""Bars with targets: where places stand on one indicator, worst first."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from yardstick.charts.labels import (
    MISSING,
    Language,
    figure_label,
    quantity_label,
    unit_label,
    verdict_label,
)
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.place_labels import place_label
from yardstick.charts.reading import Reading, reading_of
from yardstick.charts.scale import nice_ceiling
from yardstick.charts.spec import Bar, BarsWithTargets
from yardstick.domain.vietnamese import sort_key

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

Order = Literal["worst", "name", "value"]


def bars_with_targets(
    standings: Sequence["Standing"],
    *,
    title: str,
    subtitle: str | None = None,
    order: Order = "worst",
    by: Literal["place", "indicator"] = "place",
    missing: Mapping[str, str] | None = None,
    as_of: str | None = None,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> BarsWithTargets:
    """Bars of standings that share a unit, one row each.

    Rows whose figure is measured in another unit than the first row's, and ranks, count as missing:
    like is only ever drawn beside like.

    Args:
        standings: One indicator in several places, or several indicators of one place.
        title: The finding.
        subtitle: Measure, unit, how to read; None writes it from the figures.
        order: Worst first, by name, or largest first; rows without a figure stay last.
        by: What a row's name is.
        missing: Row key -> why it has no figure.
        as_of: ISO date; None takes the newest source's.
        is_illustrative: Marks made-up figures.
        language: Of the labels.
    """
    readings = [reading_of(standing, language) for standing in standings]
    unit = next((reading.unit for reading in readings if reading is not None), "")
    rows = [
        (standing, reading if reading is not None and reading.unit == unit else None)
        for standing, reading in zip(standings, readings, strict=True)
    ]
    rows.sort(key=lambda row: _name_key(row[0], by))
    rows.sort(key=lambda row: _rank(row[0], row[1], order))
    bars = tuple(_bar(s, r, by, missing or {}, language) for s, r in rows)
    figures = [figure for standing, _ in rows for figure in _figures(standing)]
    marks = {reading.mark for _, reading in rows if reading is not None}
    numbers = [number for bar in bars for number in (bar.value, bar.low, bar.high, bar.same_period)]
    furthest = max((number for number in numbers if number is not None), default=Decimal(1))
    return BarsWithTargets(
        title=title,
        subtitle=_subtitle(rows, by, bars, language) if subtitle is None else subtitle,
        unit=unit,
        source=source_line(figures, language),
        as_of=as_of or newest_date(figures),
        alt=_alt(title, bars, language),
        is_illustrative=is_illustrative,
        language=language,
        bars=bars,
        end=nice_ceiling(furthest),
        mark=marks.pop() if len(marks) == 1 else _shared_mark(rows, language),
    )


def _shared_mark(rows: Sequence[tuple["Standing", Reading | None]], language: Language) -> str:
    """What the marks are where each place has its own: how past years ran."""
    read = [standing for standing, reading in rows if reading is not None]
    if read and all(standing.assessment.rule == "pace" for standing in read):
        return word("usual_pace", language)
    return ""


def _figures(standing: "Standing") -> list["Figure"]:
    return [f for f in (standing.actual, standing.target) if f is not None]


def _name(standing: "Standing", by: str, language: Language) -> str:
    return place_label(standing.place) if by == "place" else standing.indicator.short(language)


def _name_key(standing: "Standing", by: str) -> tuple[object, ...]:
    return sort_key(_name(standing, by, "vi"))


def _rank(
    standing: "Standing", reading: Reading | None, order: Order
) -> tuple[bool, bool, Decimal]:
    """Sort key: figures before gaps; then what the order asks for."""
    if reading is None:
        return True, True, Decimal(0)
    if order == "name":
        return False, False, Decimal(0)
    if order == "value":
        return False, False, -reading.value
    if standing.gap is not None:
        return False, False, standing.gap
    downwards = standing.indicator.direction == "down"
    return False, True, -reading.value if downwards else reading.value


def _bar(
    standing: "Standing",
    reading: Reading | None,
    by: str,
    missing: Mapping[str, str],
    language: Language,
) -> Bar:
    key = standing.place.key if by == "place" else standing.indicator.code
    name = _name(standing, by, language)
    target_id = standing.target.observation_id if standing.target is not None else None
    actual = standing.actual
    if reading is None or actual is None:
        reason = missing.get(key, word("no_figure", language))
        verdict = "no_figure"
        if actual is not None:
            shown = figure_label(actual, language)
            reason = word("not_comparable", language, value=shown)
            verdict = str(standing.verdict)
        return Bar(
            key, name, None, MISSING, verdict, None, None, None, False, reason, None, target_id
        )
    return Bar(
        key=key,
        name=name,
        value=reading.value,
        label=quantity_label(reading.value, reading.unit, reading.decimals, language),
        verdict=str(standing.verdict),
        low=reading.low,
        high=reading.high,
        same_period=reading.same_period,
        is_estimate=actual.is_estimate,
        missing="",
        observation_id=actual.observation_id,
        target_id=target_id,
    )


def _subtitle(
    rows: Sequence[tuple["Standing", Reading | None]],
    by: str,
    bars: Sequence[Bar],
    language: Language,
) -> str:
    parts = [_measure(rows, by, language)]
    if any(bar.is_estimate for bar in bars):
        parts.append(word("hatched", language))
    if any(bar.same_period is not None for bar in bars):
        parts.append(word("ring", language))
    return " · ".join(part for part in parts if part)


def _measure(rows: Sequence[tuple["Standing", Reading | None]], by: str, language: Language) -> str:
    """What is measured and in which unit: "Giải ngân vốn đầu tư công, % kế hoạch"."""
    read = [(standing, reading) for standing, reading in rows if reading is not None]
    if not read:
        return ""
    standing, reading = read[0]
    unit = unit_label(reading.unit, language)
    if reading.is_share_of_plan:
        unit = word("of_plan", language)
    return f"{standing.indicator.short(language)}, {unit}" if by == "place" else unit


def _alt(title: str, bars: Sequence[Bar], language: Language) -> str:
    rows = [
        f"{bar.name} {bar.label} ({verdict_label(bar.verdict, language)})"
        if bar.value is not None
        else f"{bar.name} {bar.missing}"
        for bar in bars
    ]
    return f"{title}: {'; '.join(rows)}"
