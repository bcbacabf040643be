"""The sentence above a page: what a leader would say of these standings, and in which order."""

from collections import Counter
from collections.abc import Iterable, Sequence

from yardstick.analysis.standing import Standing
from yardstick.briefing import findings
from yardstick.briefing.findings import behind, counts
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.charts import findings as chart_findings
from yardstick.charts.place_labels import listed, place_label
from yardstick.charts.reasons import reason
from yardstick.domain.period import Period
from yardstick.domain.place import Place
from yardstick.ui import cached, indicator_charts
from yardstick.ui.messages import (
    change_label,
    date_label,
    figure_label,
    period_label,
    text,
    verdict_label,
)
from yardstick.ui.session import language

# More names than this no longer fit a sentence.
_NAMED = 3
__all__ = ["behind", "counts"]


def of(found: Sequence[Standing], period: Period) -> tuple[str, str]:
    """The finding and the second sentence of the overview."""
    return findings.of_period(found, period, language())


def names(standings: Sequence[Standing], *, rest: bool = False) -> str:
    """The short names of at most three indicators in a row of words; `rest` counts the others."""
    return findings.names(standings, language(), rest=rest)


def has_drafts(found: Iterable[Standing]) -> bool:
    """True when a figure shown is not approved for publication."""
    return any(one.actual is not None and not one.actual.is_approved for one in found)


def of_indicator(own: Standing, field: str) -> tuple[str, str]:
    """Where one is and the finding of the indicator page."""
    name = own.indicator.name(language())
    place, period = place_name(own.place), period_label(own.period)
    eyebrow = text("indicator.eyebrow", field=field, place=place, period=period)
    if own.actual is None:
        return eyebrow, text("indicator.finding_none", name=name, period=period)
    key = "finding" if own.verdict.is_judged else "finding_untargeted"
    verdict = verdict_label(own.verdict).lower()
    value = change_label(own.actual)
    return eyebrow, text(f"indicator.{key}", name=name, value=value, verdict=verdict)


def of_view(view: IndicatorView) -> tuple[str, str, str]:
    """Where one is, the finding, and the sentence under it, of the indicator page."""
    own, indicator = view.own, view.own.indicator
    field = next(f for f in cached.catalogue().fields if f.code == indicator.field)
    eyebrow, finding = of_indicator(own, field.name_en if language() == "en" else field.name_vi)
    known = [one for one in view.others if one.actual is not None]
    if view.are_inside and any(one.verdict.is_judged for one in known):
        labels = {bar.key: bar.label for bar in indicator_charts.bars_of(view).bars}
        said = chart_findings.of_places(view.others, labels, language())
        finding = text("indicator.finding_places", name=indicator.short(language()), finding=said)
    lead = []
    if own.actual is not None:
        lead.append(reason(own, cached.catalogue().thresholds(indicator), language()))
    estimates = sum(one.actual is not None and one.actual.is_estimate for one in known)
    if estimates:
        one = estimates == 1
        key = "indicator.count_estimates_one" if one else "indicator.lead_estimates"
        lead.append(text(key, count=estimates))
    silent = [place_label(one.place) for one in view.others if one.actual is None]
    if known and silent and view.are_inside:
        adds = indicator.aggregation.method == "sum"
        key = "indicator.lead_silent" if adds else "indicator.lead_silent_plain"
        lead.append(text(key, names=listed(silent, language())))
    return eyebrow, finding, " ".join(lead)


def beside(standing: Standing) -> str:
    """The line under an exception: against the same period, and what else is printed of it."""
    parts = []
    actual, earlier = standing.actual, standing.same_period
    if actual is not None and earlier is not None:
        then = earlier.number_in(actual.unit)
        if then is not None:
            way = "worse" if actual.number < then else "better" if actual.number > then else "same"
            parts.append(text(f"headline.{way}", value=figure_label(earlier)))
    parts += [
        change_label(figure)
        if figure.measure == "growth"
        else text("headline.rank", rank=figure_label(figure))
        for figure in standing.others
        if figure.measure in ("growth", "rank") and figure.base is None
    ]
    said = "; ".join(parts)
    return said[:1].upper() + said[1:]


def place_name(place: Place) -> str:
    """A place as the heading of its own page."""
    name = place.full_name
    return name[:1].upper() + name[1:]


def sources_line(found: Iterable[Standing]) -> tuple[str, ...]:
    """The foot of the page: the sources behind it, and the newest one's date."""
    figures = [s.actual for s in found if s.actual] + [s.target for s in found if s.target]
    titles = Counter(figure.source_title for figure in figures)
    dates = [figure.source_date for figure in figures if figure.source_date]
    listed = [title for title, _ in titles.most_common(_NAMED)]
    left = len(titles) - len(listed)
    if left:
        listed.append(f"+{left}")
    lines = [text("foot.sources", sources="; ".join(listed))]
    if dates:
        lines.append(text("foot.as_of", date=date_label(max(dates))))
    return tuple(lines)
