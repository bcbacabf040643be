"""The four numbers of one indicator: actual, gap, same period, and the pace still needed."""

import re
from dataclasses import dataclass
from decimal import Decimal

from yardstick.analysis.figure import Figure
from yardstick.analysis.projection import Need
from yardstick.analysis.standing import Standing
from yardstick.charts.labels import rough_decimals
from yardstick.ui import cards, show
from yardstick.ui.messages import (
    authority_label,
    figure_label,
    number,
    period_label,
    quantity,
    signed,
    text,
    unit_label,
)

_MISSING = "—"
_NUMBER = re.compile(r"([^\d]*[\d.,/–]+%?)(?:[\s\u00a0](.*))?")
_POINTS = ("%", "‰")


@dataclass(frozen=True)
class Number:
    """One of the page's four numbers: its markup and the figures behind it."""

    key: str
    markup: str
    figures: tuple[Figure, ...]


def numbers(own: Standing, need: Need | None = None) -> tuple[Number, Number, Number, Number]:
    """Actual, gap, same period, and the pace still needed or the target; each says what is missing.

    Args:
        own: The standing.
        need: The pace still needed; None where the target itself is the fourth number.
    """
    return (
        _actual(own),
        _gap(own),
        _same_period(own),
        _target(own) if need is None else _needed(own, need),
    )


def metric(label: str, value: str, remark: str, tag: str = "") -> str:
    """A big number, its unit small beside it; a per cent sign stays with its number."""
    found = _NUMBER.fullmatch(value)
    if found is None:
        return show.metric(label, value, remark=remark, tag=tag)
    return show.metric(label, found[1], found[2] or "", remark, tag=tag)


def _actual(own: Standing) -> Number:
    label = text("indicator.actual", period=period_label(own.period))
    actual = own.actual
    if actual is None:
        return Number("actual", show.metric(label, _MISSING, remark=text("card.no_actual")), ())
    tag = show.estimate_tag() if actual.is_estimate else ""
    remarks = [f"{text(f'measure.{f.measure}')} {figure_label(f)}" for f in own.others[:2]]
    is_amount = actual.measure == "level" and actual.unit not in _POINTS
    if own.target is not None and own.target.measure == actual.measure and is_amount:
        pair = {"value": figure_label(actual), "target": figure_label(own.target)}
        share = f"{_percent(own.completion)} · " if own.completion is not None else ""
        remarks.insert(0, share + text("indicator.rate_of", **pair))
    markup = metric(label, figure_label(actual), "; ".join(remarks), tag)
    return Number("actual", markup, (actual, *own.others, *own.rivals))


def _target(own: Standing) -> Number:
    if own.target is None:
        label = text("indicator.target", period=own.period[:4])
        value = "100%" if own.implied else _MISSING
        remark = "" if own.implied else text("indicator.no_target")
        return Number("target", show.metric(label, value, remark=remark), ())
    label = text("indicator.target", period=period_label(own.target.period))
    remark = authority_label(own.target.authority)
    return Number("target", metric(label, figure_label(own.target), remark), own.targets)


def _gap(own: Standing) -> Number:
    tag = show.chip(own.verdict) if own.verdict.is_judged else ""
    label, remark = text("indicator.gap"), ""
    if own.gap is not None and own.assessment.rule == "pace" and own.pace is not None:
        pace = _percent(own.pace)
        if own.season:
            years = ", ".join(map(str, own.season))
            label = text("indicator.against_season_label", years=years, pace=pace)
        else:
            label = text("indicator.against_pace_label", pace=pace)
    elif own.counts:
        return Number("gap", _fallen(own, tag), ())
    elif own.gap is not None:
        label = text("indicator.against_target_label", target=cards.target_label(own))
    else:
        remark = text("indicator.no_target") if own.actual is not None else ""
    return Number("gap", metric(label, cards.gap_label(own), remark, tag), ())


def _fallen(own: Standing, tag: str) -> str:
    """How many of the counts that must fall together have fallen."""
    fell = sum(count.fall > 0 for count in own.counts)
    if len(own.counts) == 1:
        key = "indicator.fell" if fell else "indicator.fell_not"
        return metric(text("indicator.must_fall_label"), text(key), "", tag)
    value = text("indicator.fell_of", fell=fell, count=len(own.counts))
    return metric(text("indicator.fall_together_label"), value, "", tag)


def _same_period(own: Standing) -> Number:
    label = text("indicator.same_period")
    then, actual = own.same_period, own.actual
    value = then.number_in(actual.unit) if then is not None and actual is not None else None
    if then is None or actual is None or value is None:
        return Number(
            "same", show.metric(label, _MISSING, remark=text("indicator.no_same_period")), ()
        )
    label = text("indicator.against_same_label", year=then.period[:4], value=figure_label(then))
    unit = "điểm %" if actual.unit in _POINTS else actual.unit
    digits = max(actual.decimals or 0, then.decimals or 0)
    difference = signed(actual.number - value, unit, digits)
    remarks = []
    if actual.unit not in _POINTS and value > 0:
        share = (actual.number / value - 1) * 100
        remarks.append(signed(round(share, 1), "%", 1))
    if own.previous is not None:
        remarks.append(text("indicator.previous", value=figure_label(own.previous)))
    figures = tuple(f for f in (then, own.previous) if f is not None)
    return Number("same", metric(label, difference, " · ".join(remarks)), figures)


def _needed(own: Standing, need: Need) -> Number:
    actual, target = own.actual, own.target
    assert actual is not None  # noqa: S101 - a pace is needed of something
    label = text("indicator.need", target=figure_label(target) if target is not None else "100%")
    unit = "điểm %" if actual.unit in _POINTS else actual.unit
    digits = rough_decimals(max(need.needed, need.so_far), f"{unit}/tháng")
    so_far = quantity(round(need.so_far, digits), unit, digits)
    remark = text("indicator.need_remark", months=12 - need.months, so_far=so_far)
    figures = own.targets
    if need.needed == 0:
        remark = f"{text('indicator.need_reached')} · {remark}"
    value = number(round(need.needed, digits), digits)
    shown = text("indicator.need_unit", unit=unit_label(unit))
    return Number("need", show.metric(label, value, shown, remark), figures)


def _percent(share: Decimal) -> str:
    shown = round(share, 1)
    return number(shown, 0 if shown == shown.to_integral_value() else 1) + "%"
