"""An indicator in a card, the quiet lines of those without figures, the rows of "Cần chú ý"."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from yardstick.charts import gaps
from yardstick.charts.labels import figure_number, figure_unit, number_label
from yardstick.ui.bullet import Bullet, bullet, bullet_of
from yardstick.ui.messages import (
    change_label,
    date_label,
    figure_label,
    number,
    period_label,
    quantity,
    text,
    verdict_label,
)
from yardstick.ui.session import language
from yardstick.ui.show import chip, estimate_tag, glyph, info_chip, rich_note

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing


def big_number(figure: "Figure") -> str:
    """A figure large, its unit beside it, and the tag `ước` where it is one."""
    tag = f" {estimate_tag()}" if figure.is_estimate else ""
    unit = figure_unit(figure, language())
    after = f" <span class='ys-unit'>{escape(unit)}</span>" if unit else ""
    return f"<span class='ys-big'>{escape(figure_number(figure, language()))}</span>{after}{tag}"


def gap_words(standing: "Standing") -> str:
    """How far from the target: "Thiếu 0,69 điểm %", "Vượt 3,13 điểm %"; empty if unknown."""
    gap = standing.gap
    if gap is None or standing.actual is None:
        return ""
    if gap == 0:
        return text("card.on_target")
    size = quantity(abs(gap), standing.gap_unit, gaps.gap_decimals(standing))
    if standing.actual.measure == "rank":
        return text("card.rank_short" if gap < 0 else "card.rank_beyond", gap=size)
    if is_upper_bound(standing):
        return text("card.over_limit" if gap < 0 else "card.under_limit", gap=size)
    return text("card.short" if gap < 0 else "card.beyond", gap=size)


def gap_label(standing: "Standing") -> str:
    """The gap as a signed number where negative is always bad: "−0,69 điểm %"; "—" if unknown."""
    return gaps.gap_label(standing, language())


def gap_remark(standing: "Standing") -> str:
    """What the gap is measured against: the pace of the year, the target, its lower end."""
    if standing.gap is None:
        return ""
    if standing.assessment.rule == "pace" and standing.pace is not None:
        key = "card.against_season" if standing.season else "card.against_pace"
        return text(key, pace=_percent(standing.pace))
    if standing.counts:
        return text("card.against_same")
    if standing.target is not None and standing.target.low is not None:
        return text("card.against_low")
    return text("card.against_target", target=target_label(standing))


def target_label(standing: "Standing") -> str:
    """The target in a line; the whole plan where only a completion is printed."""
    return gaps.target_label(standing, language())


def is_upper_bound(standing: "Standing") -> bool:
    """True when less is asked for: the figure must stay under its target."""
    comparator = standing.target.comparator if standing.target is not None else None
    return comparator == "<=" or (comparator != ">=" and standing.indicator.direction == "down")


def _percent(share: Decimal) -> str:
    """A computed share with at most one digit: "63,6%", "50%"."""
    rounded = round(share, 1)
    return number(rounded, 0 if rounded == rounded.to_integral_value() else 1) + "%"


def remark(standing: "Standing") -> str:
    """The line under a bar, as markup: gap in words, plan, same period."""
    actual = standing.actual
    if actual is None:
        return ""
    parts = []
    target = standing.target
    by_pace = standing.assessment.rule == "pace"
    if by_pace and actual.measure == "level" and standing.completion is not None and target:
        share = f"<b>{escape(_percent(standing.completion))}</b>"
        parts.append(_filled("card.share_of_plan", share=share, plan=escape(figure_label(target))))
    elif by_pace and actual.measure == "level" and standing.completion is not None:
        # The plan itself nobody printed, only the share of it.
        share = f"<b>{escape(_percent(standing.completion))}</b>"
        parts.append(_filled("card.share_alone", share=share))
    elif gap := gap_words(standing):
        head, _, size = gap.partition(" ")
        parts.append(f"{escape(head)} <b>{escape(size)}</b>" if size else escape(gap))
        if by_pace and target is not None and target.measure == "level":
            parts.append(escape(text("card.plan", plan=figure_label(target))))
    if standing.same_period is not None:
        bar = bullet_of(standing)
        ringed = bar is not None and bar.same_period is not None
        key = "card.same_period_marked" if ringed else "card.same_period"
        parts.append(escape(text(key, value=figure_label(standing.same_period))))
    return " · ".join(parts)


def _filled(key: str, **markup: str) -> str:
    """A text whose values are markup; the text itself holds none."""
    return text(key, **markup)


def indicator(standing: "Standing") -> str:
    """One indicator in a card: name, verdict, number, bar; `remark` comes under it."""
    actual = standing.actual
    if actual is None:
        return quiet_row(standing)
    name = standing.indicator.name(language())
    bar = bullet_of(standing)
    drawn = ""
    if bar is not None:
        alt = text("card.bar_alt", name=name, value=figure_label(actual), mark=bar.mark)
        drawn = bullet(bar, f"{alt}. {verdict_label(standing.verdict)}")
    return (
        f"<div class='ys-indicator'><div class='ys-indicator-head'>"
        f"<span class='ys-name'>{escape(name)}</span>{chip(standing.verdict)}</div>"
        f"<div class='ys-value'>{big_number(actual)}</div>{drawn}</div>"
    )


def rivals(standing: "Standing") -> str:
    """The amber note where other sources print other values; empty where they agree."""
    if not standing.rivals:
        return ""
    values = ", ".join(dict.fromkeys(figure_label(figure) for figure in standing.rivals))
    if standing.actual is not None and standing.actual.decided:
        return rich_note("info", _filled("card.rival_decided", values=f"<b>{escape(values)}</b>"))
    return rich_note("warning", _filled("card.rival", values=f"<b>{escape(values)}</b>"))


def quiet_row(standing: "Standing") -> str:
    """One line for an indicator without a verdict: shape, name, what is known, the target."""
    name = escape(standing.indicator.name(language()))
    if standing.actual is not None:
        right = f"<span>{linked(change_label(standing.actual), standing.actual)}</span>"
        tag = f" {estimate_tag()}" if standing.actual.is_estimate else ""
        return _quiet("no_target", name, right + tag)
    known = standing.last_known
    below = ""
    if known is not None:
        when = period_label(known.period)
        words = text("card.last_known", value=figure_label(known), when=when)
        below = f"<br><span class='ys-small'>{escape(words)}</span>"
    right = (
        f"<span class='ys-quiet-target'>{linked(target_label(standing), standing.target)}</span>"
    )
    return _quiet("no_figure", name + below, right)


def linked(words: str, figure: "Figure | None") -> str:
    """The words as a link to the figure's sentence or cell; plain where there is no figure."""
    if figure is None:
        return escape(words)
    address = urlencode({"source": figure.source_id, "figure": figure.observation_id})
    href = f"nguon?{escape(address)}"
    return f"<a class='ys-figure-link' href='{href}' target='_self'>{escape(words)}</a>"


def _quiet(verdict: str, left: str, right: str) -> str:
    return (
        f"<div class='ys-quiet'>{glyph(verdict)}<span>{left}</span>"
        f"<span class='ys-quiet-right'>{right}</span></div>"
    )


def group_label(words: str) -> str:
    """The small heading over a group of quiet lines."""
    return f"<div class='ys-group'>{escape(words)}</div>"


def field_head(name: str, standings: Sequence["Standing"]) -> str:
    """A field's name, and how many of its indicators have figures."""
    counted = [standing for standing in standings if standing.verdict != "no_target"]
    figures = sum(standing.actual is not None for standing in counted)
    words = text("field.counts", indicators=len(counted), figures=figures)
    if not counted:
        words = text("field.no_targets", figures=len(standings)) if standings else ""
    return (
        f"<div class='ys-field-head'><h3>{escape(name)}</h3>"
        f"<span class='ys-small'>{escape(words)}</span></div>"
    )


def attention_head(trend: str) -> str:
    """The head of the attention rows; `trend` names the periods of the sparks."""
    columns = [
        text("column.indicator"),
        text("column.actual"),
        text("column.target_of_year"),
        text("column.gap"),
        trend,
    ]
    cells = "".join(f"<div>{escape(column)}</div>" for column in columns)
    return f"<div class='ys-attention ys-attention-head'>{cells}</div>"


def attention_row(standing: "Standing", spark: str = "", words: str = "") -> str:
    """One exception: name and remark, figure, target, gap, trend.

    Args:
        standing: Whose.
        spark: Markup of `picture(spark)`; empty says that there are too few periods.
        words: The line under the name.
    """
    actual = standing.actual
    shown = (
        _number_in_row(actual)
        if actual is not None
        else f"<span class='ys-muted'>{escape(text('card.no_actual'))}</span>"
    )
    below = f"<div class='ys-small'>{escape(words)}</div>" if words else ""
    trend = spark or f"<span class='ys-small'>{escape(text('card.no_trend'))}</span>"
    bad = " ys-missed" if standing.gap is not None and standing.gap < 0 else ""
    against = gap_remark(standing)
    name = escape(standing.indicator.name(language()))
    return (
        "<div class='ys-attention'>"
        f"<div class='ys-attention-name'><b>{name}</b>{below}</div>"
        f"<div>{_label('column.actual')}{shown}</div>"
        f"<div>{_label('column.target_of_year')}"
        f"<span class='ys-target'>{escape(target_label(standing))}</span></div>"
        f"<div>{_label('column.gap')}<b class='ys-gap{bad}'>{escape(gap_label(standing))}</b>"
        f"<div class='ys-small'>{escape(against)}</div></div>"
        f"<div>{trend if actual is not None else ''}</div></div>"
    )


def _number_in_row(figure: "Figure") -> str:
    """A figure in a narrow column: a percent sign clings to it, other units may wrap."""
    unit = figure_unit(figure, language())
    if unit and not unit.startswith("%"):
        return big_number(figure)
    tag = f" {estimate_tag()}" if figure.is_estimate else ""
    return f"<span class='ys-big'>{escape(figure_label(figure))}</span>{tag}"


def attention_rivals(standing: "Standing") -> str:
    """Two sources that disagree, as a row of their own: the value in use and the others."""
    actual = standing.actual
    assert actual is not None  # noqa: S101 - rivals exist only beside a figure
    other = standing.rivals[0]
    distance = abs((other.number_in(actual.unit) or other.number) - actual.number)
    share = distance / actual.number * 100 if actual.number else Decimal(0)
    name = standing.indicator.name(language())
    issuers = " · ".join(
        f"{figure.source_issuer or figure.source_title} ({date_label(figure.source_date)})"
        for figure in (actual, *standing.rivals)
    )
    values = "".join(
        f"<span><span class='ys-label'>{escape(text(key))}</span>"
        f"<b>{escape(figure_label(figure))}</b></span>"
        for key, figure in (("rival.used", actual), ("rival.other", other))
    )
    apart = escape(quantity(distance, actual.unit))
    undecided = escape(text("rival.undecided", share=_percent(share)))
    return (
        "<div class='ys-attention ys-attention-ask'>"
        f"<div class='ys-attention-name'><b>{escape(text('rival.title', name=name))}</b>"
        f"<div class='ys-small'>{escape(issuers)}</div></div>"
        f"<div class='ys-two'>{values}</div>"
        f"<div>{_label('rival.apart')}<b class='ys-gap'>{apart}</b>"
        f"<div class='ys-small'>{undecided}</div></div>"
        "<div></div></div>"
    )


def decision_chip() -> str:
    """The blue chip "Cần quyết định"."""
    return info_chip(text("rival.decide"))


def _label(key: str) -> str:
    """A column's name for phones, where the head of the rows is hidden."""
    return f"<span class='ys-label ys-phone'>{escape(text(key))}</span>"


def legend(thresholds: Mapping[str, float]) -> str:
    """How to read the bars and verdicts; `thresholds` are the default ones, in percent."""
    shown = {
        name: number_label(Decimal(str(value)).normalize() + 0, None, language())
        for name, value in thresholds.items()
    }
    rows = "".join(
        f"<span>{chip(verdict)}</span><span>{escape(text(f'legend.{verdict}', **shown))}</span>"
        for verdict in (
            *("exceeded", "met", "nearly", "missed", "unlikely"),
            *("no_figure", "no_target"),
        )
    )
    return (
        f"<div class='ys-legend'><div><h3>{escape(text('legend.title'))}</h3>"
        f"{_legend_bar()}<div class='ys-small'>{escape(text('legend.hatch'))}</div></div>"
        f"<div class='ys-legend-rows'>{rows}</div>"
        f"<div class='ys-small'>{escape(text('legend.pace'))}</div></div>"
    )


def _legend_bar() -> str:
    sample = Bullet(
        value=Decimal(44),
        low=Decimal(50),
        high=None,
        mark=text("legend.mark"),
        same_period=Decimal(58),
        verdict="missed",
        is_estimate=True,
    )
    return bullet(sample)
