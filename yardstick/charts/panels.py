"""Small multiples: one small line a place, the same axes in every panel."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.kinds import Panel, Panels
from yardstick.charts.labels import MISSING, Language, verdict_label
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.period_labels import axis_labels, period_label
from yardstick.charts.place_labels import place_label
from yardstick.charts.reading import reading_of
from yardstick.charts.scale import nice_ceiling
from yardstick.charts.spec import TargetPoint, TimePoint
from yardstick.charts.timeline import target_points, time_points
from yardstick.domain.period import Period

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

_BEHIND = ("missed", "unlikely")


def panels(
    standings: Sequence["Standing"],
    periods: Sequence[Period],
    figures: Mapping[str, Mapping[str, "Figure"]],
    targets: Mapping[str, Mapping[str, "Figure"]] | None = None,
    *,
    title: str | None = None,
    subtitle: str | None = None,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> Panels:
    """Places over the same periods, in the order of the standings; places without figures too.

    Args:
        standings: Of the last period: name, verdict and label of each panel.
        periods: The axis of every panel, oldest first.
        figures: Place key -> period code -> figure.
        targets: Place key -> period code -> target set for it.
        title: The finding; None writes it.
        subtitle: Measure, unit, how to read; None writes it.
        is_illustrative: Marks made-up figures.
        language: Of the labels.

    Figures in a unit that does not convert to that of the first one are gaps.
    """
    codes = tuple(period.code for period in periods)
    used = [f for standing in standings for f in figures.get(standing.place.key, {}).values()]
    unit = used[0].unit if used else ""
    drawn = tuple(
        _panel(
            standing,
            time_points(codes, figures.get(standing.place.key, {}), unit, language),
            target_points(codes, (targets or {}).get(standing.place.key, {}), unit, language),
            language,
        )
        for standing in standings
    )
    numbers = [point.value for panel in drawn for point in panel.actual if point.value is not None]
    numbers += [point.high or point.low for panel in drawn for point in panel.target]
    lowest = min((*numbers, Decimal(0)))
    title = _title(drawn, language) if title is None else title
    return Panels(
        title=title,
        subtitle=unit if subtitle is None else subtitle,
        unit=unit,
        source=source_line(used, language),
        as_of=newest_date(used),
        alt=_alt(title, drawn, language),
        is_illustrative=is_illustrative,
        language=language,
        periods=codes,
        ticks=axis_labels(periods, language),
        panels=drawn,
        start=-nice_ceiling(-lowest) if lowest < 0 else Decimal(0),
        end=nice_ceiling(max((*numbers, Decimal(0)))),
    )


def _panel(
    standing: "Standing",
    actual: tuple[TimePoint, ...],
    target: tuple[TargetPoint, ...],
    language: Language,
) -> Panel:
    reading = reading_of(standing, language)
    known = [point for point in actual if point.value is not None]
    return Panel(
        key=standing.place.key,
        name=place_label(standing.place),
        actual=actual,
        target=target,
        verdict=str(standing.verdict),
        label=known[-1].label if reading is not None and known else MISSING,
    )


def _title(drawn: Sequence[Panel], language: Language) -> str:
    behind = sum(panel.verdict in _BEHIND for panel in drawn)
    known = sum(panel.label != MISSING for panel in drawn)
    if not behind:
        return word("panels_plain", language, count=known, total=len(drawn))
    return word("panels_behind", language, behind=behind, count=known)


def _alt(title: str, drawn: Sequence[Panel], language: Language) -> str:
    told = []
    for panel in drawn:
        points = ", ".join(
            f"{period_label(point.period, language)} {point.label}" for point in panel.actual
        )
        told.append(f"{panel.name} ({verdict_label(panel.verdict, language)}): {points}")
    return f"{title}: {'; '.join(told)}"
