"""The table behind the indicator page, the origin of a selected number, targets, definition."""

import streamlit as st

from yardstick.analysis.authorities import by_authority
from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.charts.deck import TableCell
from yardstick.charts.place_table import place_table
from yardstick.charts.reasons import reason
from yardstick.domain.indicator import Indicator
from yardstick.ui import (
    briefing_add,
    cached,
    comparison,
    downloads,
    draw,
    figure_table,
    indicator_charts,
    show,
)
from yardstick.ui.messages import (
    authority_label,
    figure_label,
    period_label,
    text,
    unit_label,
)
from yardstick.ui.session import language

_MISSING = "—"
_VERSION_COLUMNS = ("target", "period", "authority", "version", "source")


def table(view: IndicatorView) -> None:
    """Every number of the page in a table; a selected number opens its origin beside it."""
    shown = indicator_charts.in_order(
        [one for one in view.others if one.actual or one.target or one.same_period]
    )
    is_among = any(one.place == view.own.place for one in shown)
    own = None if is_among else view.own
    if not shown and (own is None or own.actual is None):
        return
    spec = place_table(
        shown,
        view.total,
        own=own,
        title=view.own.indicator.name(language()),
        is_illustrative=cached.is_illustrative(),
        language=language(),
    )
    with st.container(horizontal=True, key="table-head", vertical_alignment="center"):
        hint = [part for part in (spec.subtitle, text("indicator.table_hint")) if part]
        st.html(show.section(text("indicator.table"), " · ".join(hint)))
        if len(spec.rows) > 1:
            offer = indicator_charts.offer_of("bars", view, form="table")
            briefing_add.button(offer, "figures-table")
        downloads.table_data(spec, "places", f"{view.own.indicator.code}-{view.own.period}")
    chosen = figure_table.asked()
    left, right = st.columns([8, 4])
    with left:
        name = text("indicator.table")
        has_sum = view.total is not None
        st.html(figure_table.markup(spec.columns, spec.rows, name=name, total=has_sum))
    with right, st.container(border=True, key="table-origin"):
        if chosen is None:
            st.html(show.empty(text("origin.title"), text("indicator.table_hint"), "document"))
        else:
            draw.origin_card(chosen, cached.passage)


def authorities(own: Standing) -> None:
    """The figure against every target set for it, side by side; each says why."""
    found = by_authority(own, cached.catalogue())
    if len(found) < 2:
        return
    thresholds = cached.catalogue().thresholds(own.indicator)
    st.html(show.section(text("indicator.targets_by")))
    for column, one in zip(st.columns(min(len(found), 4)), found, strict=False):
        with column, st.container(border=True, height="stretch", gap=None):
            label = authority_label(one.target.authority) or text("column.target")
            label = label[:1].upper() + label[1:]
            remark = reason(one.standing, thresholds, language())
            value = figure_label(one.target)
            st.html(comparison.metric(label, value, remark, show.chip(one.verdict)))
            draw.origins([one.target], f"authority-{one.target.observation_id}", cached.passage)


def definition(indicator: Indicator, own: Standing) -> None:
    """What the indicator means, how it adds up, by which rule it is judged, every target known."""
    with st.expander(text("indicator.definition")):
        lines = [
            indicator.definition_en if language() == "en" else indicator.definition_vi,
            text("indicator.unit", unit=unit_label(indicator.unit)),
            text(f"indicator.direction.{indicator.direction}"),
            text(f"indicator.rule.{indicator.rule}"),
            text(
                f"indicator.aggregation.{indicator.aggregation.method}",
                weight=indicator.aggregation.weight,
            ),
            text("indicator.code", code=indicator.code),
        ]
        st.text("\n".join(line for line in lines if line))
        if own.targets:
            rows = [_version(target) for target in own.targets]
            heads = [text(f"column.{name}") for name in _VERSION_COLUMNS]
            st.html(figure_table.markup(heads, rows, name=text("column.target")))
            draw.origins(own.targets, "definition-targets", cached.passage)


def _version(target: Figure) -> list[TableCell]:
    return [
        TableCell(figure_label(target)),
        TableCell(period_label(target.period)),
        TableCell(authority_label(target.authority) or _MISSING),
        TableCell(text(f"version.{target.version or 'only'}")),
        TableCell(target.source_title),
    ]
