"""Why a verdict is what it is, in one sentence: the figure, what was asked, the rule's limits."""

from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.gaps import target_label
from yardstick.charts.labels import (
    Language,
    authority_label,
    change_label,
    number_label,
    quantity_label,
    verdict_label,
)
from yardstick.domain.assessment import NEAR_WHOLE, POINTS, quickening
from yardstick.domain.indicator import Thresholds

if TYPE_CHECKING:
    from yardstick.analysis.judgement import Count
    from yardstick.analysis.standing import Standing

_FINEST = 4

SENTENCES: dict[str, dict[Language, str]] = {
    "no_figure": {
        "vi": "Chưa có số liệu của kỳ nên chưa đánh giá.",
        "en": "There is no figure for the period, so there is no verdict.",
    },
    "no_target": {
        "vi": "Chưa nguồn nào nêu mục tiêu so được với số này nên không đánh giá.",
        "en": "No source gives a target this figure can be set against, so there is no verdict.",
    },
    "pace": {
        "vi": "{verdict}: đạt {share} kế hoạch năm; theo thời gian đã qua cần {pace}, "
        "nên bằng {score} mức cần có ({limits}).",
        "en": "{verdict}: {share} of the year's plan; the time gone by asks for {pace}, "
        "so it is {score} of what is needed ({limits}).",
    },
    "season": {
        "vi": "{verdict}: đạt {share} kế hoạch năm; theo nhịp {years} đến kỳ này cần {pace}, "
        "nên bằng {score} mức cần có ({limits}).",
        "en": "{verdict}: {share} of the year's plan; the pace of {years} asks for {pace} by now, "
        "so it is {score} of what is needed ({limits}).",
    },
    "unlikely": {
        "vi": " Mỗi tháng còn lại phải gấp {times} lần nhịp đã qua mới đạt.",
        "en": " Each month left must bring {times} times the pace so far.",
    },
    "ratio": {
        "vi": "{verdict}: {value} so với {asked}{by}, bằng {score} mức yêu cầu ({limits}).",
        "en": "{verdict}: {value} against {asked}{by}, {score} of what was asked ({limits}).",
    },
    "points": {
        "vi": "{verdict}: {value} so với {asked}{by}, {gap} ({limits}).",
        "en": "{verdict}: {value} against {asked}{by}, {gap} ({limits}).",
    },
    "range_in": {
        "vi": "{verdict}: {value} nằm trong khoảng {asked}{by}.",
        "en": "{verdict}: {value} lies inside {asked}{by}.",
    },
    "range_out": {
        "vi": "{verdict}: {value} nằm ngoài khoảng {asked}{by}, {gap}.",
        "en": "{verdict}: {value} lies outside {asked}{by}, {gap}.",
    },
    "delta": {
        "vi": "{verdict}: từ {before} đến {value}, mục tiêu {change}{by}, {gap}.",
        "en": "{verdict}: from {before} to {value}, target {change}{by}, {gap}.",
    },
    "alone_met": {
        "vi": "{verdict}: giảm so với cùng kỳ.",
        "en": "{verdict}: fell on the same period.",
    },
    "alone_missed": {
        "vi": "{verdict}: không giảm so với cùng kỳ.",
        "en": "{verdict}: did not fall on the same period.",
    },
    "all_met": {
        "vi": "{verdict}: cả {count} số đi kèm đều giảm so với cùng kỳ.",
        "en": "{verdict}: all {count} counts fell on the same period.",
    },
    "all_missed": {
        "vi": "{verdict}: chưa giảm đủ cả {count} số đi kèm so với cùng kỳ ({listed}).",
        "en": "{verdict}: not all {count} counts fell on the same period ({listed}).",
    },
    "count_was": {
        "vi": "{name} từ {before} lên {now}",
        "en": "{name} up from {before} to {now}",
    },
    "count_same": {"vi": "{name} vẫn {now}", "en": "{name} still {now}"},
    "ahead": {"vi": "hơn {size}", "en": "{size} better"},
    "behind": {"vi": "kém {size}", "en": "{size} short"},
    "even": {"vi": "vừa đúng", "en": "just met"},
    "limits": {
        "vi": "từ {exceeded}% là vượt, {met}% là đạt, {nearly}% là cơ bản đạt",
        "en": "exceeded from {exceeded}%, met from {met}%, nearly met from {nearly}%",
    },
    "limits_points": {
        "vi": "hơn {exceeded} {unit} là vượt, kém dưới {nearly} {unit} là cơ bản đạt",
        "en": "exceeded from {exceeded} {unit} better, nearly met within {nearly} {unit}",
    },
    "by": {"vi": " ({authority})", "en": " ({authority})"},
}


def reason(standing: "Standing", thresholds: Thresholds, language: Language = "vi") -> str:
    """The sentence behind a standing's verdict.

    Args:
        standing: The standing.
        thresholds: Those it was judged by: `Catalogue.thresholds`.
        language: Of the sentence.
    """
    actual, assessment = standing.actual, standing.assessment
    if actual is None:
        return _say("no_figure", language)
    if not assessment.verdict.is_judged:
        return _say("no_target", language)
    values: dict[str, object] = {
        "verdict": verdict_label(assessment.verdict, language),
        "value": change_label(actual, language),
        "asked": target_label(standing, language),
        "by": _by(standing, language),
        "gap": _distance(standing, language),
        "score": _score(assessment.score, thresholds, language),
        "limits": _limits(standing, thresholds, language),
    }
    match assessment.rule:
        case "pace":
            return _by_pace(standing, values, language)
        case "all":
            return _by_counts(standing, values, language)
        case "range":
            inside = assessment.verdict in ("met", "exceeded")
            return _say("range_in" if inside else "range_out", language, **values)
        case "delta":
            before = standing.same_period
            label = change_label(before, language) if before is not None else ""
            change = change_label(standing.target, language) if standing.target else ""
            return _say("delta", language, **values, before=label, change=change)
        case rule:
            return _say(rule, language, **values)


def _by_counts(standing: "Standing", values: dict[str, object], language: Language) -> str:
    counts = standing.counts
    fallen = standing.assessment.verdict == "met"
    if len(counts) == 1:
        return _say("alone_met" if fallen else "alone_missed", language, **values)
    if fallen:
        return _say("all_met", language, **values, count=len(counts))
    listed = "; ".join(_not_fallen(count, language) for count in counts if count.fall <= 0)
    return _say("all_missed", language, **values, count=len(counts), listed=listed)


def _not_fallen(count: "Count", language: Language) -> str:
    """One of the counts that did not fall, with what it was and is."""
    name = count.indicator.name(language)
    name = name[0].lower() + name[1:]
    if count.before is None:
        return f"{name} {change_label(count.now, language)}"
    return _say(
        "count_was" if count.fall else "count_same",
        language,
        name=name,
        before=change_label(count.before, language),
        now=change_label(count.now, language),
    )


def _by_pace(standing: "Standing", values: dict[str, object], language: Language) -> str:
    completion, pace = standing.completion, standing.pace
    assert completion is not None  # noqa: S101 - a verdict by pace has both
    assert pace is not None  # noqa: S101
    told = _say(
        "season" if standing.season else "pace",
        language,
        **values,
        share=_percent(completion, language),
        pace=_percent(pace, language),
        years=_years(standing.season, language),
    )
    faster = quickening(completion, pace)
    if standing.verdict == "unlikely" and faster is not None:
        told += _say("unlikely", language, times=number_label(round(faster, 1), 1, language))
    return told


def _years(season: tuple[int, ...], language: Language) -> str:
    shown = ", ".join(map(str, season))
    return shown if language == "en" else f"năm {shown}"


def _by(standing: "Standing", language: Language) -> str:
    authority = standing.target.authority if standing.target is not None else None
    return _say("by", language, authority=authority_label(authority, language)) if authority else ""


def _distance(standing: "Standing", language: Language) -> str:
    gap = standing.gap
    if gap is None:
        return ""
    if gap == 0:
        return _say("even", language)
    digits = standing.actual.decimals if standing.actual is not None else None
    size = quantity_label(round(abs(gap), digits or 1), standing.gap_unit, None, language)
    return _say("ahead" if gap > 0 else "behind", language, size=size)


def _limits(standing: "Standing", thresholds: Thresholds, language: Language) -> str:
    rule, actual = standing.assessment.rule, standing.actual
    if rule == "points":
        target = standing.target
        is_near_whole = (
            target is not None
            and actual is not None
            and actual.unit == "%"
            and target.number >= NEAR_WHOLE
        )
        steps = thresholds if thresholds.points else POINTS if is_near_whole else thresholds
        unit = quantity_label(Decimal(0), standing.gap_unit, 0, language)[1:].strip("\u00a0 ")
        return _say(
            "limits_points",
            language,
            exceeded=_plain(steps.exceeded, language),
            nearly=_plain(-steps.nearly, language),
            unit=unit,
        )
    steps = Thresholds() if thresholds.points else thresholds
    names = ("exceeded", "met", "nearly")
    return _say("limits", language, **{n: _plain(getattr(steps, n), language) for n in names})


def _plain(number: float, language: Language) -> str:
    exact = Decimal(str(number))
    whole = exact == exact.to_integral_value()
    return number_label(exact, 0 if whole else None, language)


def _percent(number: Decimal | None, language: Language) -> str:
    if number is None:
        return ""
    shown = round(number, 1)
    return number_label(shown, 0 if shown == shown.to_integral_value() else 1, language) + "%"


def _score(score: Decimal | None, thresholds: Thresholds, language: Language) -> str:
    """The score with the digits that keep it on its side of every limit: 104,96% is no 105%."""
    if score is None:
        return ""
    steps = Thresholds() if thresholds.points else thresholds
    limits = [Decimal(str(one)) for one in (steps.exceeded, steps.met, steps.nearly)]
    digits = 1
    while digits < _FINEST and any(round(score, digits) >= one > score for one in limits):
        digits += 1
    if digits == 1:
        return _percent(score, language)
    return number_label(round(score, digits), digits, language) + "%"


def _say(key: str, language: Language, **values: object) -> str:
    return SENTENCES[key][language].format_map(values)
