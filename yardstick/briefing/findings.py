"""What a leader would say of some standings: the finding above a page, a chart or a slide."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.analysis.ranking import Rank, published, rank
from yardstick.analysis.standing import Standing
from yardstick.briefing.sentences import say
from yardstick.charts.labels import Language, figure_label
from yardstick.charts.period_labels import period_label
from yardstick.charts.place_labels import kinds_named
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Period, Year, parse_period
from yardstick.domain.place import Place

# More names than this no longer fit a sentence.
NAMED = 3
_WORST_INDICATORS = 2
# On what "most places" are behind needs more than one of them.
_SEVERAL = 2
# Fewer places than this are no ranking.
_A_RANKING = 5
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


def of_period(
    found: Sequence[Standing], period: Period, language: Language = "vi"
) -> tuple[str, str]:
    """The finding and the second sentence on all indicators of a place."""
    tally = counts(found)
    judged = sum(count for verdict, count in tally.items() if verdict.is_judged)
    missed = behind(found)
    values = {"missed": len(missed), "judged": judged, "names": names(missed, language)}
    if not judged:
        finding = say("headline.none_judged", language)
    elif not missed:
        finding = say("headline.all_met", language, **values)
    elif judged == 1:
        finding = say("headline.missed_one", language, **values)
    else:
        key = "headline.missed" if len(missed) <= NAMED else "headline.missed_many"
        finding = say(key, language, **values)
    good = [standing for standing in found if standing.verdict in _GOOD]
    nearly = [standing for standing in found if standing.verdict is Verdict.NEARLY]
    lead = []
    if good:
        lead.append(say("headline.good", language, names=names(good, language, rest=True)))
    if nearly:
        lead.append(say("headline.nearly", language, names=names(nearly, language, rest=True)))
    missing = tally[Verdict.NO_FIGURE]
    if missing:
        total = missing + judged
        lead.append(
            say("headline.without", language, missing=missing, total=total, year=period.year)
        )
    elif not judged:
        lead.append(say("headline.untargeted", language, count=tally[Verdict.NO_TARGET]))
    return finding, " ".join(lead)


def names(standings: Sequence[Standing], language: Language = "vi", *, rest: bool = False) -> str:
    """The short names of at most three indicators in a row of words; `rest` counts the others."""
    listed = [inside(standing.indicator.short(language)) for standing in standings[:NAMED]]
    left = len(standings) - len(listed)
    if rest and left:
        listed.append(say("headline.others", language, count=left))
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {say('headline.and', language)} {listed[-1]}"


def inside(name: str) -> str:
    """A name inside a sentence: small first letter, unless it is an abbreviation or a name."""
    first = name.split(" ", 1)[0]
    return (
        name
        if (len(first) > 1 and first[1:] != first[1:].lower()) or first.isupper()
        else name[:1].lower() + name[1:]
    )


def of_places(
    standings: Sequence[Standing], own: Standing | None = None, language: Language = "vi"
) -> str:
    """The finding of a comparison of places; counts only those with figures.

    Args:
        standings: The places compared; at least one has a figure.
        own: The place the view is about, where it is one of them: where most have no target, its
            position among them is the finding.
        language: Of the sentence.
    """
    known = [(s, s.actual) for s in standings if s.actual is not None]
    judged = [s for s, _ in known if s.verdict.is_judged]
    missed = behind(judged)
    if len(judged) < len(known) and own is not None and own.actual is not None:
        return _position(own, own.actual, [figure for _, figure in known], language)
    if missed and missed[0].actual is not None:
        return say(
            "indicator.by_place",
            language,
            behind=len(missed),
            judged=len(judged),
            worst=missed[0].place.name,
            value=figure_label(missed[0].actual, language),
        )
    if judged and len(judged) == len(known):
        met = sum(s.verdict in _GOOD for s in judged)
        key = "indicator.by_place_met" if met == len(judged) else "indicator.by_place_nearly"
        nearly = len(judged) - met
        return say(key, language, met=met, judged=len(judged), nearly=nearly)
    ordered = sorted(known, key=lambda pair: pair[1].number)
    (lowest, low), (highest, high) = ordered[0], ordered[-1]
    values = {"highest": highest.place.name, "high": figure_label(high, language)}
    if len(known) == 1:
        return say("indicator.by_place_one", language, **values)
    return say(
        "indicator.by_place_plain",
        language,
        lowest=lowest.place.name,
        low=figure_label(low, language),
        count=len(known),
        total=len(standings),
        **values,
    )


def _position(own: Standing, figure: Figure, among: Sequence[Figure], language: Language) -> str:
    """Where a place stands among those with figures; a rank its source gives comes first."""
    said = published(own)
    values = {"name": own.place.name, "value": figure_label(figure, language)}
    if said is not None:
        shown = figure_label(said, language)
        return say("indicator.ranked", language, **values, rank=shown, count=len(among))
    if len(among) < _A_RANKING:
        return say("indicator.known", language, **values, count=len(among))
    downwards = own.indicator.direction == "down" or figure.measure == "rank"
    better = sum(f.number < figure.number if downwards else f.number > figure.number for f in among)
    return say(
        "indicator.position",
        language,
        name=own.place.name,
        value=figure_label(figure, language),
        position=better + 1,
        count=len(among),
    )


def of_years(
    periods: Sequence[Period], found: Mapping[str, Figure], language: Language = "vi"
) -> str:
    """The finding of a line over the years: its first and last figure."""
    known = [period.code for period in periods if period.code in found]
    first, last = known[0], known[-1]
    values = {"last": last[:4], "end": figure_label(found[last], language)}
    if first == last:
        return say("indicator.time_one", language, **values)
    start = figure_label(found[first], language)
    return say("indicator.time", language, first=first[:4], start=start, **values)


def of_line(
    own: Standing,
    periods: Sequence[Period],
    found: Mapping[str, Figure],
    language: Language = "vi",
) -> str:
    """The finding of a line on its own slide: which indicator, and how against a year before."""
    name = own.indicator.short(language)
    actual, earlier = own.actual, own.same_period
    then = earlier.number_in(actual.unit) if actual is not None and earlier is not None else None
    if actual is None or earlier is None or then is None:
        return f"{name}. {of_years(periods, found, language)}"
    is_year = isinstance(parse_period(own.period), Year)
    way = "above" if actual.number > then else "below" if actual.number < then else "equal"
    return say(
        f"line.{way}",
        language,
        name=name,
        period=period_label(own.period, language),
        value=figure_label(actual, language),
        earlier=figure_label(earlier, language),
        then=say("line.year" if is_year else "line.same_period", language, year=earlier.period[:4]),
    )


def of_place(place: Place, own: Sequence[Standing], language: Language = "vi") -> str:
    """The sentence a leader would say of a place."""
    tally = counts(own)
    name = place.full_name[:1].upper() + place.full_name[1:]
    judged = sum(count for verdict, count in tally.items() if verdict.is_judged)
    known = sum(standing.actual is not None for standing in own)
    if not known:
        return say("place.no_figure", language, place=name, count=len(own))
    if not judged:
        return say("place.unjudged", language, place=name, count=known)
    missed = behind(own)
    good = sum(tally[verdict] for verdict in _GOOD)
    key = "place.good_missed" if missed else "place.good"
    listed = names(missed, language, rest=True)
    return say(key, language, place=name, good=good, judged=judged, names=listed)


def peers_named(places: Sequence[Place], kind: str = "", language: Language = "vi") -> str:
    """How many places of what a place stands among: "10 địa bàn cấp huyện", or "8 huyện".

    Args:
        places: They, the place itself included.
        kind: Set where they are only those of one kind.
        language: Of the words.
    """
    if kind:
        return say("place.of_kind", language, count=len(places), kind=kinds_named(kind, language))
    return f"{len(places)} {say(f'place.peers.{places[0].level}', language)}"


def of_ranks(
    own: Sequence[Standing],
    peers: Mapping[str, Sequence[Standing]],
    among: int = 0,
    language: Language = "vi",
) -> str:
    """The finding of the strip rows: where the place stands best and worst of so many places."""
    ranked = [
        (found, standing)
        for standing in own
        if (found := rank(standing, peers.get(standing.indicator.code, ()), among=among))
        is not None
    ]
    if not ranked:
        return say("place.no_rank", language)
    ranked.sort(key=lambda pair: (_share(pair[0]), -pair[0].count))
    (best, first), (worst, last) = ranked[0], ranked[-1]
    leading = [standing for found, standing in ranked if found.position == 1]
    values = {
        "high": best.position,
        "of": best.count,
        "best": names(leading[:2] or [first], language),
        "position": worst.position,
        "count": worst.count,
        "worst": names([last], language),
    }
    if len(ranked) == 1 or _share(worst) == _share(best):
        return say("place.one_rank", language, **values)
    return say("place.first_and_last" if leading else "place.best_and_last", language, **values)


def _share(found: Rank) -> float:
    return (found.position - 1) / (found.count - 1)


def of_grid(columns: Mapping[str, Sequence[Standing]], language: Language = "vi") -> str:
    """Who is behind most, and on what most places are behind."""
    rows = list(zip(*columns.values(), strict=True))
    judged = sum(s.verdict.is_judged for row in rows for s in row)
    if not judged:
        return say("matrix.finding_plain", language, places=len(rows), indicators=len(columns))
    by_place = sorted(((_tally(row), row) for row in rows), key=lambda pair: -pair[0])
    if not by_place[0][0]:
        return say("matrix.finding_met", language, judged=judged)
    by_indicator = sorted(columns.values(), key=lambda column: -_tally(column))
    worst = [column[0] for column in by_indicator[:_WORST_INDICATORS] if _tally(column)]
    count, first = by_place[0]
    values = {
        "first": first[0].place.name,
        "behind": count,
        "judged": sum(s.verdict.is_judged for s in first),
        "names": names(worst, language),
    }
    if len(by_place) > 1 and by_place[1][0]:
        after = {"second": by_place[1][1][0].place.name, "next": by_place[1][0]}
        return say("matrix.finding", language, **values, **after)
    if len(worst) and _tally(by_indicator[0]) < _SEVERAL:
        return say("matrix.finding_alone", language, **values)
    return say("matrix.finding_one", language, **values)


def _tally(standings: Iterable[Standing]) -> int:
    return sum(standing.verdict in _BEHIND for standing in standings)
