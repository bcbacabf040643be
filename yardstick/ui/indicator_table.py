"""The table behind the indicator page, the origin of a selected number, targets, definition."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from yardstick.analysis.authorities import by_authority
from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing.indicator_view import IndicatorView
from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.labels import Language, verdict_glyph
from yardstick.charts.notes import word
from yardstick.charts.place_table import COLUMNS, place_table
from yardstick.charts.reasons import reason
from yardstick.domain.indicator import Indicator
from yardstick.ui import briefing_add, cached, comparison, downloads, draw, indicator_charts, show
from yardstick.ui.messages import (
    authority_label,
    figure_label,
    period_label,
    text,
    unit_label,
)
from yardstick.ui.session import language

_TALL, _ROW = 620, 34
_MISSING = "—"


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
    standings = [*([own] if own is not None and own.actual is not None else []), *shown]
    with st.container(horizontal=True, key="table-head", vertical_alignment="center"):
        hint = [part for part in (spec.subtitle, text("indicator.table_hint")) if part]
        st.html(show.section(text("indicator.table"), " · ".join(hint)))
        if len(spec.rows) > 1:
            offer = indicator_charts.offer_of("bars", view, form="table")
            briefing_add.button(offer, "figures-table")
        downloads.table_data(spec, "places", f"{view.own.indicator.code}-{view.own.period}")
    left, right = st.columns([8, 4])
    with left:
        picked = _drawn(spec, len(standings))
        for row in spec.rows[len(standings) :]:
            st.html(show.foot(f"{row[0].text}: {row[-1].text}"))
    chosen = _picked(picked, standings, spec)
    with right, st.container(border=True, key="table-origin"):
        if chosen is None:
            st.html(show.empty(text("origin.title"), text("indicator.table_hint"), "document"))
        else:
            draw.origin_card(chosen, cached.passage)


def _drawn(spec: FigureTable, places: int) -> object:
    """The table; what its sum covers is too long for a column and stands below."""
    rows = [
        {name: _cell(cell, spec.language) for name, cell in zip(spec.columns, row, strict=True)}
        for row in spec.rows
    ]
    for row in rows[places:]:
        row[spec.columns[-1]] = _MISSING
    numeric = [
        name for n, name in enumerate(spec.columns) if any(row[n].is_number for row in spec.rows)
    ]
    return st.dataframe(
        pd.DataFrame(rows, columns=list(spec.columns)),
        hide_index=True,
        height=min(_ROW * (len(rows) + 1) + 4, _TALL),
        row_height=_ROW,
        column_config={
            spec.columns[0]: st.column_config.TextColumn(pinned=True),
            **{name: st.column_config.TextColumn(alignment="right") for name in numeric},
        },
        on_select="rerun",
        selection_mode="single-cell",
        key="figures-table",
    )


def _cell(cell: TableCell, language: Language) -> str:
    """A verdict with its shape; the long ones as in the matrix, for they would be cut."""
    if not cell.verdict:
        return cell.text
    short = {"no_figure": "cell_no_figure", "no_target": "cell_no_target"}.get(cell.verdict)
    words = word(short, language) if short else cell.text
    return f"{verdict_glyph(cell.verdict)} {words}"


def _picked(selection: object, standings: Sequence[Standing], spec: FigureTable) -> Figure | None:
    """The figure of the selected cell: target, same period, else the actual; None for a sum."""
    cells = selection["selection"]["cells"] if isinstance(selection, dict) else []
    if not cells or cells[0][0] >= len(standings):
        return None
    row, column = cells[0]
    standing = standings[row]
    by_column: dict[str, Figure | None] = {
        COLUMNS["target"][spec.language]: standing.target,
        COLUMNS["same_period"][spec.language]: standing.same_period,
    }
    return by_column.get(column, standing.actual)


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
            st.dataframe(
                pd.DataFrame([_version(target) for target in own.targets]),
                hide_index=True,
                key="target-versions",
            )
            draw.origins(own.targets, "definition-targets", cached.passage)


def _version(target: Figure) -> dict[str, str]:
    return {
        text("column.target"): figure_label(target),
        text("column.period"): period_label(target.period),
        text("column.authority"): authority_label(target.authority) or _MISSING,
        text("column.version"): text(f"version.{target.version or 'only'}"),
        text("column.source"): target.source_title,
    }
