"""Whole components on the page: a field's card, the exceptions, a chart with its head and foot.

The only module beside the frame and the pages that calls Streamlit to draw; the HTML comes from
`show`, `cards` and `origin`.
"""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from yardstick.charts.notes import foot
from yardstick.charts.spec import Chart
from yardstick.render import image, web
from yardstick.ui import briefing_add, cached, cards, downloads, show
from yardstick.ui.briefing_add import Offer
from yardstick.ui.messages import period_label, text
from yardstick.ui.navigation import exists, page
from yardstick.ui.origin import origin
from yardstick.ui.session import on_phone

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

# A figure -> the sentence around it and where in the document it starts; None for cells and rows.
Passages = Callable[["Figure"], tuple[str, int] | None]


def no_passages(_figure: "Figure") -> tuple[str, int] | None:
    """For places where the documents are not at hand: only the printed figure is quoted."""
    return None


def origins(figures: Sequence["Figure"], key: str, passages: Passages = no_passages) -> None:
    """The button `Nguồn`: opens the origin of each figure, and the way to the whole document."""
    opened = st.popover(
        text("action.source"),
        icon=":material/comment:",
        type="tertiary",
        key=f"origin-{key}",
        on_change="rerun",
    )
    # A page has a hundred of them: what nobody opened is not made.
    if opened.open:
        with opened:
            _origins(figures, passages)


def _origins(figures: Sequence["Figure"], passages: Passages) -> None:
    blocks = []
    for figure in figures:
        passage, offset = passages(figure) or (None, 0)
        whole = cached.source_text(figure.source_id) if passage is not None else None
        blocks.append(origin(figure, passage, offset, whole))
    st.html("<hr class='ys-rule'>".join(blocks))
    for figure in _one_of_each_source(figures):
        st.page_link(
            page("sources"),
            label=f"{text('action.open_source')}: {figure.source_title}",
            icon=":material/description:",
            query_params={"source": figure.source_id, "figure": figure.observation_id},
        )


def origin_card(figure: "Figure", passages: Passages = no_passages) -> None:
    """The origin of one figure in place, with the way to its document."""
    _origins([figure], passages)


def jump_to_origin(figure: "Figure", passages: Passages = no_passages) -> None:
    """Opens the origin of a figure over the page, for a mark that was clicked just now."""
    st.dialog(text("origin.title"), width="medium")(origin_card)(figure, passages)


def empty_store() -> None:
    """The page of a store without figures: what to do, and the way there."""
    st.html(show.page_head(text("product.claim"), text("empty.no_store")))
    empty(text("empty.start"), text("empty.no_store_text"))


def empty_view(place: str, period: str) -> None:
    """A place and period of which nothing is known; `period` is a code."""
    words = text("empty.no_figures_text", place=place, period=period_label(period))
    empty(text("empty.no_figures"), words)


def empty(title: str, words: str) -> None:
    """A calm, dashed block with the one way on: loading data."""
    with st.container(key="empty", horizontal_alignment="center"):
        st.html(show.empty(title, words))
        if exists("upload"):
            st.page_link(page("upload"), label=text("action.load_data"), icon=":material/upload:")


def _one_of_each_source(figures: Sequence["Figure"]) -> list["Figure"]:
    return list({figure.source_id: figure for figure in reversed(figures)}.values())[::-1]


def figures_of(standing: "Standing") -> list["Figure"]:
    """Every figure a card shows: the actual, its target, the same period, the rivals."""
    shown = [standing.actual, standing.target, standing.same_period, *standing.rivals]
    return [figure for figure in shown if figure is not None]


def indicator(standing: "Standing", passages: Passages = no_passages) -> None:
    """One judged indicator: name, verdict, number, bar; then its remark with the origin beside."""
    code = standing.indicator.code
    with st.container(key=f"indicator-{code}", gap=None):
        st.html(cards.indicator(standing))
        with st.container(horizontal=True, gap="small", key=f"remark-{code}"):
            st.html(f"<div class='ys-remark'>{cards.remark(standing)}</div>")
            origins(figures_of(standing), code, passages)
        if standing.rivals:
            st.html(cards.rivals(standing))


def field(name: str, standings: Sequence["Standing"], passages: Passages = no_passages) -> None:
    """A field's card: judged indicators, then quiet lines of those without figures or targets."""
    with st.container(border=True, gap="small"):
        st.html(cards.field_head(name, standings))
        for standing in standings:
            if standing.verdict.is_judged:
                indicator(standing, passages)
        quiet = ""
        for verdict in ("no_figure", "no_target"):
            rows = [standing for standing in standings if standing.verdict == verdict]
            if rows:
                quiet += cards.group_label(text(f"group.{verdict}"))
                quiet += "".join(cards.quiet_row(standing) for standing in rows)
        if quiet:
            st.html(quiet)


def attention(
    standings: Sequence["Standing"],
    sparks: Mapping[str, str],
    disputed: Sequence["Standing"] = (),
    *,
    trend: str = "",
    remarks: Mapping[str, str] | None = None,
    passages: Passages = no_passages,
) -> None:
    """The exceptions, worst first, then what somebody has to decide.

    Args:
        standings: Those behind their targets, in the order shown.
        sparks: Indicator code -> markup of the spark.
        disputed: Standings whose sources disagree.
        trend: The head of the trend column, e.g. "6 tháng, 2018-2024".
        remarks: Indicator code -> the line under the name.
        passages: Finds the sentence around a figure.
    """
    with st.container(border=True, key="attention", gap=None):
        with st.container(horizontal=True, key="attention-head"):
            st.html(cards.attention_head(trend or text("column.trend")))
            st.html(
                f"<div class='ys-attention-head'>{escape(text('column.verdict'))}</div>", width=138
            )
        for standing in standings:
            code = standing.indicator.code
            words = (remarks or {}).get(code, "")
            row = cards.attention_row(standing, sparks.get(code, ""), words)
            _attention(code, row, show.chip(standing.verdict), figures_of(standing), passages)
        for standing in disputed:
            _attention(
                f"{standing.indicator.code}-rivals",
                cards.attention_rivals(standing),
                cards.decision_chip(),
                figures_of(standing),
                passages,
                decide=standing.actual,
            )


def chart(
    spec: Chart,
    key: str,
    *,
    header: Callable[[], None] | None = None,
    offer: Offer | None = None,
    below: Callable[[], None] | None = None,
    name: str = "",
) -> str | None:
    """A chart in its card: finding, picture, source and as-of date.

    Args:
        spec: What it says.
        key: The widget's key.
        header: Draws controls at the right of the head, e.g. the order.
        offer: What “Thêm vào bản trình chiếu” adds; None leaves the button out.
        below: Draws what stands between the picture and its source.
        name: The name of the files its numbers are offered in; empty offers none.

    Returns:
        The record's id of the mark clicked just now; None in every other run.
    """
    with st.container(border=True, key=f"chart-{key}", gap="small"):
        head = show.chart_head(spec.title, spec.subtitle)
        if header is None:
            st.html(head)
        else:
            with st.container(horizontal=True, key=f"chart-head-{key}"):
                st.html(head)
                header()
        picked = st.plotly_chart(
            web.ready(spec, is_narrow=on_phone()),
            theme=None,
            config=_config(name),
            key=key,
            alt=spec.alt,
            on_select="rerun",
            selection_mode="points",
        )
        if below is not None:
            below()
        st.html(show.foot(foot(spec)))
        if name or offer is not None:
            with st.container(horizontal=True, key=f"chart-acts-{key}"):
                if name:
                    downloads.chart_data(spec, key, name)
                if offer is not None:
                    briefing_add.button(offer, key)
    return newly_picked(key, picked)


def _config(name: str) -> dict[str, object]:
    """Without a Chromium beside the product the browser's own button makes the picture."""
    return web.config(name) if name and not image.is_available() else web.CONFIG


def newly_picked(key: str, selected: object) -> str | None:
    """What a chart's mark clicked in this run names; one that merely stays is not answered again.

    Args:
        key: The chart's key.
        selected: What st.plotly_chart gave.
    """
    points = selected["selection"]["points"] if isinstance(selected, dict) else []
    listed = points[0].get("customdata") if points else None
    named = listed[0] if isinstance(listed, list) else listed
    kept = f"picked-{key}"
    before = st.session_state.get(kept)
    st.session_state[kept] = named
    return named if named != before else None


def _attention(
    key: str,
    row: str,
    verdict: str,
    figures: Sequence["Figure"],
    passages: Passages,
    decide: "Figure | None" = None,
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"attention-row-{key}"):
        st.html(row)
        with st.container(width=138, gap=None):
            st.html(verdict)
            if figures:
                origins(figures, f"attention-{key}", passages)
            if decide is not None and exists("review"):
                st.page_link(
                    page("review"),
                    label=text("review.decide_link"),
                    icon=":material/rule:",
                    query_params={"conflict": decide.observation_id},
                )
