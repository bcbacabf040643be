"""The parts of the indicator page: four numbers, places against each other, years, the table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import pandas as pd
import streamlit as st

from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.plan import Form, Kind
from yardstick.charts.bars import Order, bars_with_targets
from yardstick.charts.timeline import time_line
from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Period
from yardstick.ui import briefing_add, cached, cards, draw, headline, show
from yardstick.ui.briefing_add import Offer
from yardstick.ui.messages import (
    authority_label,
    figure_label,
    period_label,
    quantity,
    signed,
    status_label,
    text,
    unit_label,
    verdict_label,
)
from yardstick.ui.session import language

_MISSING = "—"


@dataclass(frozen=True)
class Number:
    """One of the page's four numbers: its markup and the figures behind it."""

    key: str
    markup: str
    figures: tuple[Figure, ...]


def numbers(own: Standing) -> tuple[Number, Number, Number, Number]:
    """Actual, target, gap and same period of a standing; each says what is missing."""
    return (_actual(own), _target(own), _gap(own), _same_period(own))


def _actual(own: Standing) -> Number:
    label = text("indicator.actual", period=period_label(own.period))
    actual = own.actual
    if actual is None:
        return Number("actual", show.metric(label, _MISSING, remark=text("card.no_actual")), ())
    tag = show.estimate_tag() if actual.is_estimate else ""
    remark = "; ".join(f"{text(f'measure.{f.measure}')} {figure_label(f)}" for f in own.others[:2])
    markup = show.metric(label, figure_label(actual), remark=remark, tag=tag)
    return Number("actual", markup, (actual, *own.others, *own.rivals))


def _target(own: Standing) -> Number:
    if own.target is None:
        label = text("indicator.target", period=own.period[:4])
        value = "100%" if own.implied else _MISSING
        remark = "" if own.implied else text("indicator.no_target")
        return Number("target", show.metric(label, value, remark=remark), ())
    label = text("indicator.target", period=period_label(own.target.period))
    remark = authority_label(own.target.authority)
    return Number(
        "target", show.metric(label, figure_label(own.target), remark=remark), own.targets
    )


def _gap(own: Standing) -> Number:
    by_pace = own.pace is not None and own.assessment.rule == "pace"
    if by_pace and own.completion is not None and own.pace is not None:
        remark = f"{cards.gap_label(own)} {text('card.against_pace', pace=f'{own.pace:.0f}%')}"
        value = quantity(own.completion, "%", None if own.completion_printed else 1)
        label = text("indicator.completion")
    else:
        label, value, remark = text("indicator.gap"), cards.gap_label(own), cards.gap_remark(own)
    tag = show.chip(own.verdict) if own.verdict.is_judged else ""
    return Number("gap", show.metric(label, value, remark=remark, tag=tag), ())


def _same_period(own: Standing) -> Number:
    label = text("indicator.same_period")
    then, actual = own.same_period, own.actual
    value = then.number_in(actual.unit) if then is not None and actual is not None else None
    if then is None or actual is None or value is None:
        return Number(
            "same", show.metric(label, _MISSING, remark=text("indicator.no_same_period")), ()
        )
    unit = "điểm %" if actual.unit in ("%", "‰") else actual.unit
    difference = signed(actual.number - value, unit, max(actual.decimals or 0, then.decimals or 0))
    remark = f"{period_label(then.period)}: {figure_label(then)}"
    return Number("same", show.metric(label, difference, remark=remark), (then,))


def by_place(own: Standing, others: Sequence[Standing], period: Period) -> str | None:
    """The places against each other; gives the id of the figure that was clicked."""
    indicator = own.indicator
    if not any(standing.actual for standing in others):
        with st.container(border=True):
            words = text(
                "indicator.no_places_text",
                name=indicator.short(language()),
                period=period_label(period.code),
            )
            st.html(show.empty(text("indicator.no_places"), words, "list"))
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

    spec = bars_with_targets(
        others,
        title=headline.of_places(others, own if _holds(others, own) else None),
        order=order,
        is_illustrative=cached.is_illustrative(),
        language=language(),
    )
    offer = _offer("bars", own, order=order)
    return draw.chart(spec, "by-place", header=choose_order, offer=offer)


def _offer(kind: Kind, own: Standing, *, form: Form = "", **more: str) -> Offer:
    """What the page's charts and table offer for the briefing."""
    return Offer(
        kind, "indicator", own.place.key, own.period, own.indicator.code, more=more, form=form
    )


def over_time(
    own: Standing,
    periods: Sequence[Period],
    found: Mapping[str, Figure],
    targets: Mapping[str, Figure],
) -> str | None:
    """The same period over the years; gives the id of the figure that was clicked."""
    if not found:
        return None
    spec = time_line(
        periods,
        found,
        targets,
        title=headline.of_years(periods, found),
        is_illustrative=cached.is_illustrative(),
        language=language(),
    )
    return draw.chart(spec, "over-time", offer=_offer("line", own))


def _holds(others: Sequence[Standing], own: Standing) -> bool:
    return any(other.place == own.place for other in others)


def table(own: Standing, others: Sequence[Standing]) -> None:
    """Every number of the page in a table; a selected number opens its origin beside it."""
    standings = others if _holds(others, own) else (own, *others)
    st.html(show.section(text("indicator.table"), text("indicator.table_hint")))
    rows, behind = [], []
    for standing in standings:
        figures = (standing.actual, standing.target, standing.same_period)
        if not any(figures):
            continue
        rows.append(
            {
                text("column.place"): headline.place_name(standing.place),
                text("column.actual"): _label(standing.actual),
                text("column.target"): _label(standing.target) if not standing.implied else "100%",
                text("column.gap"): cards.gap_label(standing),
                text("column.same_period"): _label(standing.same_period),
                text("column.status"): _status(standing.actual),
                text("column.verdict"): verdict_label(standing.verdict),
            }
        )
        behind.append(figures)
    if not rows:
        return
    left, right = st.columns([8, 4])
    with left:
        picked = st.dataframe(
            pd.DataFrame(rows),
            hide_index=True,
            on_select="rerun",
            selection_mode="single-cell",
            key="figures-table",
        )
        if len(rows) > 1:
            briefing_add.button(_offer("bars", own, form="table"), "figures-table")
    chosen = _picked(picked, behind)
    with right, st.container(border=True, key="table-origin"):
        if chosen is None:
            st.html(show.empty(text("origin.title"), text("indicator.table_hint"), "document"))
        else:
            draw.origin_card(chosen, cached.passage)


def _picked(
    selection: object, behind: Sequence[tuple[Figure | None, Figure | None, Figure | None]]
) -> Figure | None:
    """The figure of the selected cell: actual, target or same period.

    The actual for other cells.
    """
    cells = selection["selection"]["cells"] if isinstance(selection, dict) else []
    if not cells:
        return None
    row, column = cells[0]
    actual, target, same = behind[row]
    by_column: dict[str, Figure | None] = {
        text("column.target"): target,
        text("column.same_period"): same,
    }
    return by_column.get(column, actual)


def _label(figure: Figure | None) -> str:
    if figure is None:
        return _MISSING
    return figure_label(figure)


def _status(figure: Figure | None) -> str:
    if figure is None:
        return text("card.no_actual")
    return status_label(figure.status) or text(f"origin.{figure.kind}")


def definition(indicator: Indicator, own: Standing) -> None:
    """What the indicator means, how it adds up, and every target known for it."""
    with st.expander(text("indicator.definition")):
        lines = [
            indicator.definition_en if language() == "en" else indicator.definition_vi,
            text("indicator.unit", unit=unit_label(indicator.unit)),
            text(f"indicator.direction.{indicator.direction}"),
            text(
                f"indicator.aggregation.{indicator.aggregation.method}",
                weight=indicator.aggregation.weight,
            ),
            text("indicator.code", code=indicator.code),
        ]
        st.text("\n".join(line for line in lines if line))
        if own.targets:
            draw.origins(own.targets, "definition-targets", cached.passage)
