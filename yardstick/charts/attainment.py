"""Several indicators on one scale: percent of what was asked, the target standing at 100 %."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.analysis.ranking import better
from yardstick.charts import findings
from yardstick.charts.labels import (
    MISSING,
    Language,
    figure_label,
    quantity_label,
    verdict_label,
)
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.reading import Reading, reading_of
from yardstick.charts.scale import nice_ceiling
from yardstick.charts.spec import Bar, BarsWithTargets

if TYPE_CHECKING:
    from yardstick.analysis.standing import Standing

_WHOLE = Decimal(100)
# What is nearly met is below its target, too.
_BELOW = ("nearly", "missed", "unlikely")


def attainment_bars(
    standings: Sequence["Standing"],
    *,
    title: str | None = None,
    subtitle: str | None = None,
    as_of: str | None = None,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> BarsWithTargets:
    """Indicators of one place by how much of what was asked they reach, the least first.

    What is asked is the target, or the elapsed share of the year for a flow; where less is better
    it is the target over the figure. Figures and targets of different signs have no such share and
    stand at the end with the reason.

    Args:
        standings: Indicators with a figure; those without a target are left out.
        title: The finding; None writes it.
        subtitle: How the share is reckoned; None writes it.
        as_of: ISO date; None takes the newest source's.
        is_illustrative: Marks made-up figures.
        language: Of the labels.
    """
    judged = [standing for standing in standings if standing.verdict.is_judged]
    bars = sorted(
        (_bar(standing, language) for standing in judged),
        key=lambda bar: (bar.value is None, bar.value or Decimal(0)),
    )
    figures = [f for one in judged for f in (one.actual, one.target) if f is not None]
    behind = sum(bar.verdict in _BELOW for bar in bars)
    if title is None:
        key = "attainment" if behind else "attainment_met"
        title = findings.sentence(key, language, behind=behind, judged=len(bars))
    furthest = max((bar.value for bar in bars if bar.value is not None), default=_WHOLE)
    return BarsWithTargets(
        title=title,
        subtitle=_subtitle(bars, language) if subtitle is None else subtitle,
        unit="%",
        source=source_line(figures, language),
        as_of=as_of or newest_date(figures),
        alt=_alt(title, bars, language),
        is_illustrative=is_illustrative,
        language=language,
        bars=tuple(bars),
        end=nice_ceiling(max(furthest, _WHOLE)),
        mark=word("target_is_whole", language),
    )


def attained(standing: "Standing") -> Decimal | None:
    """Percent of what was asked; None where a share says nothing."""
    reading = reading_of(standing)
    if reading is None or reading.low is None or reading.low <= 0 or reading.value <= 0:
        return None
    is_ceiling = better(standing) < 0
    if is_ceiling:
        bound = reading.low if reading.high is None else reading.high
        return bound / reading.value * 100
    return reading.value / reading.low * 100


def _bar(standing: "Standing", language: Language) -> Bar:
    actual, target = standing.actual, standing.target
    share = attained(standing)
    reading = reading_of(standing, language)
    return Bar(
        key=standing.indicator.code,
        name=standing.indicator.short(language),
        value=share,
        label=MISSING if share is None else quantity_label(round(share, 1), "%", 1, language),
        verdict=str(standing.verdict),
        low=_WHOLE,
        high=None,
        same_period=None,
        is_estimate=actual is not None and actual.is_estimate,
        missing="" if share is not None else word("no_share", language),
        observation_id=actual.observation_id if actual is not None else None,
        target_id=target.observation_id if target is not None else None,
        detail=_detail(standing, reading, language),
    )


def _detail(standing: "Standing", reading: Reading | None, language: Language) -> str:
    """The figure and what it was set against, as printed: "6,81% / 7,5–8%"."""
    actual, target = standing.actual, standing.target
    if actual is None:
        return ""
    if reading is None:
        asked = figure_label(target, language) if target is not None else ""
        return " / ".join(part for part in (figure_label(actual, language), asked) if part)
    number = quantity_label(reading.value, reading.unit, reading.decimals, language)
    if standing.assessment.rule != "pace" and target is not None:
        number = figure_label(actual, language)
        return f"{number} / {figure_label(target, language)}"
    return f"{number} / {reading.mark}"


def _subtitle(bars: Sequence[Bar], language: Language) -> str:
    parts = [word("attainment", language)]
    if any(bar.is_estimate for bar in bars):
        parts.append(word("hatched", language))
    return "; ".join(parts)


def _alt(title: str, bars: Sequence[Bar], language: Language) -> str:
    told = []
    for bar in bars:
        verdict = verdict_label(bar.verdict, language)
        told.append(f"{bar.name} {bar.label} ({bar.detail}; {verdict})")
    return f"{title}: {'; '.join(told)}"
