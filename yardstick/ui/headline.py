"""The sentence above a page: what a leader would say of these standings, and in which order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Period
from yardstick.domain.place import Place
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
_GOOD = (Verdict.EXCEEDED, Verdict.MET)
_BEHIND = (Verdict.MISSED, Verdict.UNLIKELY)


def counts(found: Iterable[Standing]) -> Counter[Verdict]:
    """How many standings have each verdict."""
    return Counter(standing.verdict for standing in found)


def behind(found: Iterable[Standing]) -> list[Standing]:
    """The standings behind their targets, the furthest first by their share of what was asked."""
    missed = [standing for standing in found if standing.verdict in _BEHIND]
    return sorted(missed, key=_distance)


def _distance(standing: Standing) -> Decimal:
    """What part of the target is reached, in percent: the less, the further behind."""
    assessment = standing.assessment
    if assessment.rule == "points" and assessment.bound and standing.actual is not None:
        share = standing.actual.number / assessment.bound * 100
        return (
            share
            if standing.indicator.direction != "down"
            else Decimal(10000) / share
            if share
            else share
        )
    return assessment.score if assessment.score is not None else Decimal(100)


def of(found: Sequence[Standing], period: Period) -> tuple[str, str]:
    """The finding and the second sentence of the overview."""
    tally = counts(found)
    judged = sum(count for verdict, count in tally.items() if verdict.is_judged)
    missed = behind(found)
    values = {"missed": len(missed), "judged": judged, "names": names(missed)}
    if not judged:
        finding = text("headline.none_judged")
    elif not missed:
        finding = text("headline.all_met", **values)
    elif judged == 1:
        finding = text("headline.missed_one", **values)
    else:
        finding = text(
            "headline.missed" if len(missed) <= _NAMED else "headline.missed_many", **values
        )
    good = [standing for standing in found if standing.verdict in _GOOD]
    nearly = [standing for standing in found if standing.verdict is Verdict.NEARLY]
    lead = []
    if good:
        lead.append(text("headline.good", names=names(good, rest=True)))
    if nearly:
        lead.append(text("headline.nearly", names=names(nearly, rest=True)))
    missing = tally[Verdict.NO_FIGURE]
    if missing:
        lead.append(
            text("headline.without", missing=missing, total=missing + judged, year=period.year)
        )
    elif not judged:
        lead.append(text("headline.untargeted", count=tally[Verdict.NO_TARGET]))
    return finding, " ".join(lead)


def names(standings: Sequence[Standing], *, rest: bool = False) -> str:
    """The short names of at most three indicators in a row of words; `rest` counts the others."""
    listed = [_inside(standing.indicator.short(language())) for standing in standings[:_NAMED]]
    left = len(standings) - len(listed)
    if rest and left:
        listed.append(text("headline.others", count=left))
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {text('headline.and')} {listed[-1]}"


def _inside(name: str) -> str:
    """A name inside a sentence: small first letter, unless it is an abbreviation or a name."""
    first = name.split(" ", 1)[0]
    return (
        name
        if (len(first) > 1 and first[1:] != first[1:].lower()) or first.isupper()
        else name[:1].lower() + name[1:]
    )


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


def of_places(standings: Sequence[Standing], own: Standing | None = None) -> str:
    """The finding of a comparison of places; counts only those with figures.

    Args:
        standings: The places compared.
        own: The place the page is about, where it is one of them: where most have no target, its
            position among them is the finding.
    """
    known = [(s, s.actual) for s in standings if s.actual is not None]
    judged = [s for s, _ in known if s.verdict.is_judged]
    missed = behind(judged)
    if len(judged) < len(known) and own is not None and own.actual is not None:
        return _position(own, own.actual, [figure for _, figure in known])
    if missed and missed[0].actual is not None:
        worst = missed[0]
        return text(
            "indicator.by_place",
            behind=len(missed),
            judged=len(judged),
            worst=worst.place.name,
            value=figure_label(missed[0].actual),
        )
    if judged and len(judged) == len(known):
        return text("indicator.by_place_met", judged=len(judged))
    ordered = sorted(known, key=lambda pair: pair[1].number)
    (lowest, low), (highest, high) = ordered[0], ordered[-1]
    if len(known) == 1:
        return text("indicator.by_place_one", highest=highest.place.name, high=figure_label(high))
    return text(
        "indicator.by_place_plain",
        highest=highest.place.name,
        high=figure_label(high),
        lowest=lowest.place.name,
        low=figure_label(low),
        count=len(known),
        total=len(standings),
    )


def _position(own: Standing, figure: Figure, among: Sequence[Figure]) -> str:
    """Where a place stands among those with figures, the best first."""
    downwards = own.indicator.direction == "down" or figure.measure == "rank"
    better = sum(f.number < figure.number if downwards else f.number > figure.number for f in among)
    return text(
        "indicator.position",
        name=own.place.name,
        value=figure_label(figure),
        position=better + 1,
        count=len(among),
    )


def of_years(periods: Sequence[Period], found: Mapping[str, Figure]) -> str:
    """The finding of a line over the years: its first and last figure."""
    known = [period.code for period in periods if period.code in found]
    first, last = known[0], known[-1]
    values = {"last": last[:4], "end": figure_label(found[last])}
    if first == last:
        return text("indicator.time_one", **values)
    return text("indicator.time", first=first[:4], start=figure_label(found[first]), **values)


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
        for figure in standing.others
        if figure.measure in ("growth", "rank") and figure.base is None
    ]
    return "; ".join(parts)


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
