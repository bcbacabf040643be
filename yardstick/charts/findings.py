"""What charts find, as titles: written from the figures alone, in Vietnamese and in English."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.gaps import gap_decimals
from yardstick.charts.labels import Language, figure_label, quantity_label, rough_decimals
from yardstick.charts.period_labels import period_label
from yardstick.charts.place_labels import listed, place_label
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Period

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.projection import Ahead
    from yardstick.analysis.standing import Standing

SENTENCES: dict[str, dict[Language, str]] = {
    "places_behind": {
        "vi": "{behind} trong {judged} địa phương có số liệu chưa đạt; {worst} thấp nhất ({value})",
        "en": "{behind} of {judged} places with figures are behind; {worst} is lowest ({value})",
    },
    "places_behind_down": {
        "vi": "{behind} trong {judged} địa phương có số liệu chưa đạt; {worst} cao nhất ({value})",
        "en": "{behind} of {judged} places with figures are behind; {worst} is highest ({value})",
    },
    "places_met": {
        "vi": "Cả {judged} địa phương có số liệu đạt mục tiêu",
        "en": "All {judged} places with figures meet their targets",
    },
    "places_nearly": {
        "vi": "{met} trong {judged} địa phương có số liệu đạt mục tiêu, {nearly} cơ bản đạt",
        "en": "{met} of {judged} places with figures meet their targets, {nearly} nearly",
    },
    "places_only_nearly": {
        "vi": "{nearly} trong {judged} địa phương có số liệu cơ bản đạt mục tiêu",
        "en": "{nearly} of {judged} places with figures nearly meet their targets",
    },
    "one_nearly": {
        "vi": "{worst} cơ bản đạt mục tiêu",
        "en": "{worst} nearly meets its target",
    },
    "one_met": {"vi": "{worst} đạt mục tiêu", "en": "{worst} meets its target"},
    "places_plain": {
        "vi": "Cao nhất {highest} ({high}), thấp nhất {lowest} ({low}); "
        "{count}/{total} địa phương có số liệu",
        "en": "Highest: {highest} ({high}); lowest: {lowest} ({low}); "
        "{count} of {total} places have figures",
    },
    "places_one": {
        "vi": "Chỉ {highest} có số liệu ({high})",
        "en": "Only {highest} has a figure ({high})",
    },
    "places_none": {
        "vi": "Chưa địa phương nào có số liệu",
        "en": "No place has a figure",
    },
    "map_behind": {
        "vi": "{names} xa mục tiêu nhất",
        "en": "{names} furthest from the target",
    },
    "map_behind_alone": {
        "vi": "{names} chưa đạt mục tiêu",
        "en": "{names} is behind the target",
    },
    "map_behind_one": {
        "vi": "Chỉ {names} chưa đạt mục tiêu",
        "en": "Only {names} is behind the target",
    },
    "bars_behind": {
        "vi": "{names} chưa đạt",
        "en": "{names} behind",
    },
    "bars_best": {
        "vi": "{names} chưa đạt; {best} vượt {gap}",
        "en": "{names} behind; {best} ahead by {gap}",
    },
    "ahead": {
        "vi": "{how}, cuối năm khoảng {value}",
        "en": "{how}, the year's end would reach about {value}",
    },
    "ahead_short": {
        "vi": "{how}, cuối năm đạt khoảng {value}, thiếu {gap}",
        "en": "{how}, the year's end would reach about {value}, {gap} short",
    },
    "ahead_over": {
        "vi": "{how}, cuối năm đạt khoảng {value}, đủ mục tiêu",
        "en": "{how}, the year's end would reach about {value}, enough for the target",
    },
    "how_seasonal": {"vi": "Theo nhịp năm {years}", "en": "At the pace of {years}"},
    "how_plain": {
        "vi": "Giữ nhịp {month} tháng qua",
        "en": "At the pace of the past {month} months",
    },
    "year_so_far": {
        "vi": "{last}: {value}; cùng kỳ năm trước {before}",
        "en": "{last}: {value}; same period last year {before}",
    },
    "year_so_far_alone": {"vi": "{last}: {value}", "en": "{last}: {value}"},
    "year_empty": {
        "vi": "Chưa có số liệu trong năm {year}",
        "en": "No figures in {year} yet",
    },
    "attainment": {
        "vi": "{behind} trong {judged} chỉ tiêu đã có số liệu thấp hơn mục tiêu",
        "en": "{behind} of {judged} indicators with figures are below target",
    },
    "attainment_met": {
        "vi": "Cả {judged} chỉ tiêu đã có số liệu đạt mục tiêu",
        "en": "All {judged} indicators with figures meet their targets",
    },
}
_BEHIND = (Verdict.MISSED, Verdict.UNLIKELY)
_NAMED = 3


def sentence(key: str, language: Language, **values: object) -> str:
    """One of the findings with its values."""
    return SENTENCES[key][language].format_map(values)


def furthest_behind(standings: Sequence["Standing"]) -> list["Standing"]:
    """Those behind their targets, the furthest first."""
    missed = [standing for standing in standings if standing.verdict in _BEHIND]
    return sorted(missed, key=lambda one: (one.gap is None, one.gap or 0))


def of_places(
    standings: Sequence["Standing"],
    labels: Mapping[str, str] | None = None,
    language: Language = "vi",
) -> str:
    """The finding of places beside each other; counts only those with figures.

    Args:
        standings: The places compared.
        labels: Place key -> the value as drawn; the figure as printed where none is given.
        language: Of the sentence.
    """
    known = [(standing, standing.actual) for standing in standings if standing.actual is not None]
    if not known:
        return sentence("places_none", language)
    judged = [standing for standing, _ in known if standing.verdict.is_judged]
    missed = furthest_behind(judged)

    def told(standing: "Standing", figure: "Figure") -> str:
        return (labels or {}).get(standing.place.key) or figure_label(figure, language)

    if missed and missed[0].actual is not None:
        worst = missed[0]
        downwards = worst.indicator.direction == "down" or missed[0].actual.measure == "rank"
        return sentence(
            "places_behind_down" if downwards else "places_behind",
            language,
            behind=len(missed),
            judged=len(judged),
            worst=place_label(worst.place),
            value=told(worst, missed[0].actual),
        )
    if judged and len(judged) == len(known):
        nearly = sum(one.verdict is Verdict.NEARLY for one in judged)
        key = f"{'one' if len(judged) == 1 else 'places'}_{'nearly' if nearly else 'met'}"
        name = place_label(judged[0].place)
        met = len(judged) - nearly
        if not met and len(judged) > 1:
            key = "places_only_nearly"
        return sentence(key, language, met=met, nearly=nearly, judged=len(judged), worst=name)
    ordered = sorted(known, key=lambda pair: pair[1].number)
    (lowest, low), (highest, high) = ordered[0], ordered[-1]
    return sentence(
        "places_one" if len(known) == 1 else "places_plain",
        language,
        highest=place_label(highest.place),
        high=told(highest, high),
        lowest=place_label(lowest.place),
        low=told(lowest, low),
        count=len(known),
        total=len(standings),
    )


def of_bars(standings: Sequence["Standing"], language: Language = "vi") -> str:
    """The finding of bars worst first: who is behind, and who leads by how much."""
    missed = furthest_behind(standings)
    if not missed:
        return of_places(standings, language=language)
    names = listed([place_label(one.place) for one in missed], language)
    led = [one for one in standings if one.verdict is Verdict.EXCEEDED and one.gap is not None]
    if not led:
        return sentence("bars_behind", language, names=names)
    best = max(led, key=lambda one: one.gap or Decimal(0))
    size = quantity_label(abs(best.gap or Decimal(0)), best.gap_unit, gap_decimals(best), language)
    return sentence("bars_best", language, names=names, best=place_label(best.place), gap=size)


def of_projection(
    found: "Ahead", unit: str, target: Decimal | None = None, language: Language = "vi"
) -> str:
    """Where the year is headed, by which pace, and what that leaves open.

    Args:
        found: The projection.
        unit: Of its figures.
        target: The year's target in that unit; None without one.
        language: Of the sentence.
    """
    digits = 0 if unit == "%" else rough_decimals(found.value, unit)
    if found.method == "seasonal":
        how = sentence("how_seasonal", language, years=", ".join(map(str, found.years)))
    else:
        how = sentence("how_plain", language, month=found.month)
    value = round(found.value, digits)
    told = {"how": how, "value": quantity_label(value, unit, digits, language)}
    if target is None:
        return sentence("ahead", language, **told)
    missing: Decimal = round(target - value, digits)
    if missing <= 0:
        return sentence("ahead_over", language, **told)
    points = "điểm %" if unit in ("%", "‰") else unit
    gap = quantity_label(missing, points, digits, language)
    return sentence("ahead_short", language, **told, gap=gap)


def of_year(
    axis: Sequence[Period],
    now: Mapping[str, "Figure"],
    before: Mapping[str, "Figure"],
    language: Language = "vi",
) -> str:
    """The finding of a year's months that are not projected: the last one and the year before."""
    known = [period for period in axis if period.code in now]
    if not known:
        return sentence("year_empty", language, year=axis[0].year)
    last = known[-1]
    label = period_label(last, language)
    values = {
        "last": label[:1].upper() + label[1:],
        "value": figure_label(now[last.code], language),
    }
    then = before.get(last.code)
    if then is None:
        return sentence("year_so_far_alone", language, **values)
    return sentence("year_so_far", language, **values, before=figure_label(then, language))


def of_map(standings: Sequence["Standing"], language: Language = "vi") -> str:
    """The finding of a map: which places stand out; the bars beside it say by how much."""
    missed = furthest_behind(standings)
    if not missed:
        return of_places(standings, language=language)
    names = listed([place_label(one.place) for one in missed[:_NAMED]], language)
    judged = sum(one.verdict.is_judged for one in standings)
    if len(missed) == 1 and judged == 1:
        # The only one with a target: nothing is said of the others.
        return sentence("map_behind_alone", language, names=names)
    return sentence("map_behind_one" if len(missed) == 1 else "map_behind", language, names=names)
