"""The charts of the indicator page: places, map, time, gap, and further comparisons."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, get_args

import streamlit as st

from yardstick.analysis.standing import Standing
from yardstick.briefing import indicator_charts as specs
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.briefing.plan import Form, Kind
from yardstick.charts.areas import area_map
from yardstick.charts.bars import Order, bars_with_targets
from yardstick.charts.contribution import contribution
from yardstick.charts.spec import BarsWithTargets, Chart, TimeLine
from yardstick.domain.boundary import Layer, fitting
from yardstick.domain.period import Period
from yardstick.ui import cached, draw, show
from yardstick.ui.briefing_add import Offer
from yardstick.ui.messages import period_label, text
from yardstick.ui.session import language

_ENOUGH, _DENSE = 2, 3
# More places than this are not told apart as parts of a bar, nor as small lines.
_MOST_PARTS, _MOST_PANELS = 12, 24
_OFFERED: dict[str, Kind] = {"panels": "panels", "ranks": "ranks", "parts": "composition"}


def by_place(view: IndicatorView, period: Period) -> str | None:
    """The places against each other; gives the id of the figure that was clicked."""
    if not any(standing.actual for standing in view.others):
        _nothing(
            text("indicator.no_places"),
            text(
                "indicator.no_places_text",
                name=view.own.indicator.short(language()),
                period=period_label(period.code),
            ),
        )
        return None
    orders = get_args(Order)
    order: Order = st.session_state.get("place-order") or orders[0]

    def choose_order() -> None:
        st.segmented_control(
            text("indicator.order"),
            orders,
            format_func=lambda name: text(f"order.{name}"),
            default=orders[0],
            key="place-order",
            label_visibility="collapsed",
        )

    return draw.chart(
        bars_of(view, order),
        "by-place",
        header=choose_order,
        name=_file(view, "dia-ban"),
        offer=offer_of("bars", view, order=order),
    )


def bars_of(view: IndicatorView, order: Order = "worst") -> BarsWithTargets:
    """The bars of a view; where places are peers, the place itself is one of them."""
    return specs.bars_of(view, _look(), order)


def in_order(standings: Sequence[Standing]) -> list[Standing]:
    """The standings as the bars stand: furthest behind first, those without a figure last."""
    spec = bars_with_targets(standings, title="", **_common())
    at = {bar.key: n for n, bar in enumerate(spec.bars)}
    return sorted(standings, key=lambda one: at[one.place.key])


def layer_of(view: IndicatorView, period: Period) -> Layer | None:
    """The boundaries that fit the places of a view; None where none do or nobody has a figure."""
    known = [standing.place for standing in view.others if standing.actual is not None]
    if not known:
        return None
    keys = [place.key for place in known]
    return fitting(cached.boundaries(), keys, known[0].level, period.end)


def on_the_map(view: IndicatorView, layer: Layer) -> str | None:
    """The places on the map."""
    spec = area_map(view.others, layer, **_common())
    return draw.chart(spec, "map", name=_file(view, "ban-do"), offer=offer_of("map", view))


def no_map(view: IndicatorView) -> None:
    """Why there is no map of the places inside."""
    if view.are_inside:
        _nothing(text("indicator.no_map"), text("indicator.no_map_text"))


def over_time(view: IndicatorView) -> str | None:
    """The months of the year with target path and projection, or the same period over the years."""
    spans = specs.spans_of(view)
    if not spans:
        return None

    def choose_span() -> None:
        st.segmented_control(
            text("indicator.span"),
            sorted(spans),
            format_func=lambda name: text(f"indicator.span.{name}"),
            default=spans[0],
            key="time-span",
            label_visibility="collapsed",
        )

    asked = st.session_state.get("time-span")
    span = asked if asked in spans else spans[0]
    spec = year_line(view) if span == "year" else years_line(view)
    header = choose_span if len(spans) > 1 else None
    return draw.chart(
        spec,
        "over-time",
        header=header,
        name=_file(view, "thoi-gian"),
        offer=offer_of("line", view, span=span),
    )


def year_line(view: IndicatorView) -> TimeLine:
    """The months of the year: path, same period last year, projection with its band."""
    return specs.year_line(view, _look())


def years_line(view: IndicatorView) -> TimeLine:
    """The same period over the years; the places' changes are marked."""
    return specs.years_line(view, _look())


def the_gap(view: IndicatorView) -> str | None:
    """What each place adds to the gap; where nothing adds up, the ranks over the years instead."""
    if view.gap is None:
        spec = ranks(view) if len(view.past) >= _ENOUGH else None
        if spec is not None:
            return draw.chart(
                spec, "ranks", name=_file(view, "thu-hang"), offer=offer_of("ranks", view)
            )
        if view.are_inside and any(one.actual for one in view.others):
            adds = view.own.indicator.aggregation.method == "sum"
            words = text(f"indicator.no_gap_text.{'sum' if adds else 'none'}")
            _nothing(text("indicator.no_gap"), words)
        return None
    held = contribution(view.gap, **_common())

    def remark() -> None:
        if held.remark:
            st.html(show.note("info", held.remark))

    return draw.chart(
        held,
        "gap",
        name=_file(view, "phan-thieu"),
        below=remark,
        offer=offer_of("contribution", view),
    )


def more(view: IndicatorView) -> str | None:
    """Further comparisons, one at a time: each place over the year, ranks, parts, per head."""
    offered: dict[str, Callable[[], Chart | None]] = {}
    if view.are_inside and _ENOUGH <= len(view.monthly) <= _MOST_PANELS:
        offered["panels"] = lambda: small_lines(view)
    if len(view.past) >= _ENOUGH and view.gap is not None:
        offered["ranks"] = lambda: ranks(view)
    if view.total is not None and view.total.count <= _MOST_PARTS:
        offered["parts"] = lambda: parts(view)
    if len(view.heads) >= _ENOUGH:
        offered["heads"] = lambda: heads(view)
    if not offered:
        return None
    st.html(show.section(text("indicator.more")))
    kind = st.segmented_control(
        text("indicator.more"),
        list(offered),
        format_func=lambda name: text(f"indicator.more.{name}"),
        key="more-comparison",
        label_visibility="collapsed",
    )
    spec = offered[kind]() if kind in offered else None
    if spec is None:
        return None
    given = _OFFERED.get(str(kind))
    offer = offer_of(given, view) if given else None
    return draw.chart(spec, f"more-{kind}", name=_file(view, str(kind)), offer=offer)


def small_lines(view: IndicatorView) -> Chart:
    """Every place over the months of the year, the year's target at its end."""
    return specs.small_lines(view, _look())


def ranks(view: IndicatorView) -> Chart | None:
    """The places' ranks in the same period of the years."""
    return specs.ranks(view, _look())


def parts(view: IndicatorView) -> Chart:
    """What each place makes of the whole, now and a year before."""
    return specs.parts(view, _look())


def heads(view: IndicatorView) -> Chart:
    """The places' amounts per person."""
    name = view.own.indicator.short(language())
    spec = bars_with_targets(view.heads, title="", order="value", **_common())
    return replace(
        spec,
        title=text("indicator.heads_title", name=name),
        subtitle=text("indicator.heads_subtitle", unit=spec.unit),
    )


def offer_of(kind: Kind, view: IndicatorView, *, form: Form = "", **more: str) -> Offer:
    """What a chart or the table of the page offers for the briefing."""
    own = view.own
    return Offer(
        kind, "indicator", own.place.key, own.period, own.indicator.code, more=more, form=form
    )


def _look() -> specs.Look:
    return specs.Look(language(), cached.is_illustrative())


def _common() -> dict[str, Any]:
    return {"is_illustrative": cached.is_illustrative(), "language": language()}


def _file(view: IndicatorView, kind: str) -> str:
    return f"{view.own.indicator.code}-{view.own.period}-{kind}"


def _nothing(title: str, words: str) -> None:
    with st.container(border=True):
        st.html(show.empty(title, words, "list"))
