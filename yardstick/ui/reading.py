"""One source opened: its text or rows with the figures in place, and a figure's record."""

import re
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from etl.check import ARITHMETIC
from yardstick.analysis.figure import Figure, issued_on
from yardstick.ui import approving, cached, describing, figure_history, show, tables
from yardstick.ui.messages import date_label, period_title, text
from yardstick.ui.navigation import page
from yardstick.ui.origin import Mark, document, locator_label, origin, with_passage
from yardstick.ui.reviewing_checks import reason_words

_KINDS = ("document", "workbook", "published")
_STYLES = {"waiting": "waiting", "rejected": "basis"}
# Readings that became no figure, or not yet.
_NO_FIGURE = ("waiting", "rejected")


def overview(listed: pd.DataFrame) -> None:
    """Every source in a table by kind; a selected row opens it."""
    counts = listed["kind"].value_counts()
    st.html(
        show.page_head(
            text("nav.data"),
            text("sources.title"),
            text(
                "sources.lead",
                documents=counts.get("document", 0),
                workbooks=counts.get("workbook", 0),
                published=counts.get("published", 0),
            ),
        )
    )
    kinds = [kind for kind in _KINDS if counts.get(kind, 0)]
    kind = st.segmented_control(
        text("sources.kind"),
        kinds,
        format_func=lambda name: f"{text(f'sources.kind.{name}')} ({counts[name]})",
        default=kinds[0],
        required=True,
        key="sources-kind",
        label_visibility="collapsed",
    )
    shown = listed[listed["kind"] == kind].reset_index(drop=True)
    picked = st.dataframe(
        pd.DataFrame(
            {
                text("sources.column.title"): shown["title"],
                text("sources.column.issuer"): shown["issuer"].fillna("—"),
                text("sources.column.number"): shown["number"].fillna("—"),
                text("sources.column.date"): [_date(day, kind) for day in shown["issued"]],
                text("sources.column.stored"): shown["figures"],
                text("sources.column.approved"): shown["approved"],
                text("sources.column.waiting"): shown["waiting"],
            }
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=f"sources-{kind}",
        height=tables.height(len(shown), 640),
        column_config={text("sources.column.title"): st.column_config.TextColumn(width="large")},
    )
    rows = picked["selection"]["rows"]
    if rows:
        open_source(str(shown["source_id"][rows[0]]))


def open_source(source_id: str, figure: str | None = None) -> None:
    """Goes to a source, and to one of its figures."""
    st.query_params["source"] = source_id
    if figure is not None:
        st.query_params["figure"] = figure
    else:
        st.query_params.pop("figure", None)
    st.query_params.pop("passage", None)
    st.rerun()


def _close() -> None:
    st.query_params.pop("source", None)
    st.query_params.pop("figure", None)
    st.query_params.pop("passage", None)


def source(chosen: dict[str, Any], asked: str | None) -> None:
    """One source: head, what became of its numbers, its figures in place, the record asked for."""
    source_id = chosen["source_id"]
    found = cached.figures_of(source_id)
    st.button(text("sources.title"), icon=":material/arrow_back:", type="tertiary", on_click=_close)
    issued = [chosen["issuer"], chosen["number"], _date(chosen["issued"], chosen["kind"])]
    facts = " · ".join(str(fact) for fact in issued if isinstance(fact, str) and fact != "—")
    head, acts = st.columns([7, 4], vertical_alignment="bottom")
    head.html(show.page_head(text("sources.title"), str(chosen["title"]), facts))
    with acts, st.container(horizontal=True, horizontal_alignment="right", key="source-acts"):
        approving.whole(source_id, str(chosen["title"]))
    approving.said()
    describing.said()
    describing.facts(source_id, str(chosen["kind"]))
    whole = cached.source_text(source_id)
    left, right = st.columns([7, 4])
    with right:
        _record(found, asked, str(chosen["title"]))
    with left:
        if whole is None:
            _rows(found)
        else:
            _coverage(source_id, found)
            _text(whole, found, asked)
    if isinstance(chosen["address"], str) and chosen["address"].startswith("http"):
        st.html(show.foot(text("sources.address", address=chosen["address"])))


def _coverage(source_id: str, found: pd.DataFrame) -> None:
    """What became of every number of a document, as one sum."""
    total = len(cached.coverage(source_id))
    states = found["state"].value_counts()
    parts = {name: int(states.get(name, 0)) for name in ("accepted", "repeat", "waiting")}
    numerals = len(found["span_start"].dropna().unique())
    if total:
        st.html(
            show.note(
                "info",
                text("sources.coverage_parts", **parts, other=max(total - numerals, 0)),
                text("sources.coverage", total=total),
            )
        )


def _key(row: Any) -> str:
    """How the address names a row: an observation by its number, a waiting mention by w-number."""
    return f"w{row.waiting_id}" if row.state in _NO_FIGURE else str(row.observation_id)


def _passage(length: int) -> tuple[int, int] | None:
    """The characters the address asks to see; None where it asks for none, or for what is not."""
    asked = re.fullmatch(r"(\d{1,9})-(\d{1,9})", st.query_params.get("passage", ""))
    if asked is None:
        return None
    start, end = int(asked[1]), int(asked[2])
    return (start, end) if start < end <= length else None


def _text(whole: str, found: pd.DataFrame, asked: str | None) -> None:
    """The whole text with every figure marked; a mark opens its record."""
    source_id = st.query_params["source"]
    passage = _passage(len(whole))
    marks = []
    spans = found.dropna(subset=["span_start"])
    places = zip(spans["span_start"].to_list(), spans["span_end"].to_list(), strict=True)
    for row, (start, end) in zip(spans.itertuples(), places, strict=True):
        key = _key(row)
        style = _STYLES.get(str(row.state), "accepted")
        marks.append(
            Mark(
                int(start),
                int(end),
                style="current" if key == asked else style,
                anchor=f"figure-{key}",
                title=text(f"sources.state.{row.state}"),
                href=f"nguon?source={source_id}&figure={key}",
            )
        )
    with st.container(border=True, height=760, key="document"):
        st.html(f"<p class='ys-small'>{escape(text('sources.document_read'))}</p>")
        st.html(document(whole, marks if passage is None else with_passage(marks, *passage)))
    is_figure = asked is not None and asked.removeprefix("w").isdecimal()
    if is_figure or passage is not None:
        # Only digits reach the script; it brings the figure into view inside its box.
        anchor = f"figure-{asked}" if is_figure else "passage"
        st.html(
            "<script>setTimeout(() => {const mark = document.getElementById('"
            f"{anchor}'); const box = mark?.closest('.st-key-document'); if (box) box.scrollTop += "
            "mark.getBoundingClientRect().top - box.getBoundingClientRect().top - 240; "
            "mark?.scrollIntoView({block: 'nearest'})}, 150)"
            "</script>",
            unsafe_allow_javascript=True,
        )


def _record(found: pd.DataFrame, asked: str | None, title: str) -> None:
    """The record of the figure asked for, and the list of all figures to choose from."""
    keys = [_key(row) for row in found.itertuples()]
    with st.container(border=True, key="record"):
        st.html(show.section(text("sources.record")))
        if asked not in keys:
            st.html(
                show.empty(text("sources.figures", count=len(keys)), text("sources.pick"), "list")
            )
        else:
            chosen = found.iloc[keys.index(asked)]
            if chosen["state"] == "waiting":
                _waiting(chosen)
            else:
                figure = cached.figure(str(chosen["observation_id"]))
                passage, offset = cached.passage(figure) or (None, 0)
                whole = cached.source_text(figure.source_id)
                st.html(origin(figure, passage, offset, whole))
                approving.one(chosen, title)
                figure_history.history(str(chosen["observation_id"]))
                _links(figure)
    with st.container(border=True, height=420, key="figures-list", gap=None):
        for key, row in zip(keys, found.itertuples(), strict=True):
            label = (
                f"**{_escaped(str(row.quote))}** {_escaped(_name(row.indicator_text, row.reading))}"
            )
            if row.state == "accepted" and row.is_approved:
                label += f" :green[:material/verified:] {text('approve.approved')}"
            if row.state != "accepted":
                label += f" · {text(f'sources.state.{row.state}')}"
            if st.button(label, key=f"open-{key}-{row.Index}", type="tertiary", width="stretch"):
                open_source(st.query_params["source"], key)


def _links(figure: Figure) -> None:
    query = {"indicator": figure.indicator, "place": figure.place, "period": figure.period}
    if figure.kind != "target":
        st.page_link(
            page("indicator"),
            label=text("sources.open_indicator"),
            icon=":material/bar_chart:",
            query_params=query,
        )


def _waiting(row: pd.Series) -> None:
    """A mention that waits: its words, how it was read, and why it waits."""
    reading = row["reading"] if isinstance(row["reading"], dict) else {}
    whole = cached.source_text(st.query_params["source"])
    why = reason_words(str(row["reason"]))
    if row["state"] == "rejected":
        # A rejected reading carries the person's remark where they made one.
        said = str(row["reason"]) if why == text("finding.other") else why
        why = text("sources.rejected", why=said)
    detail = reading.get("detail")
    if row["reason"] in ARITHMETIC and detail:
        why = f"{why}: {detail}"
    st.html(show.note("warning", why, str(row["quote"])))
    rows = [
        (text("column.indicator"), reading.get("indicator_text")),
        (text("origin.period"), period_title(reading["period"]) if reading.get("period") else None),
        (text("origin.kind"), text(f"origin.{reading['kind']}") if reading.get("kind") else None),
        (text("column.place"), reading.get("place_text")),
        (text("origin.where"), locator_label(str(row["locator"]), whole)),
    ]
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(str(value))}</dd>" for name, value in rows if value
    )
    st.html(f"<div class='ys-origin'><dl>{listed}</dl></div>")
    if row["state"] == "waiting":
        st.page_link(
            page("review"),
            label=text("sources.review"),
            icon=":material/rule:",
            query_params={"item": _key(row)},
        )


def _rows(found: pd.DataFrame) -> None:
    """A sheet's or a publication's figures as a table; a selected row opens its record."""
    table = pd.DataFrame(
        {
            text("sources.where"): [locator_label(locator) for locator in found["locator"]],
            text("column.indicator"): [
                _name(*pair) for pair in zip(found["indicator_text"], found["reading"], strict=True)
            ],
            text("origin.figure"): found["quote"],
            text("sources.state"): [text(f"sources.state.{state}") for state in found["state"]],
        }
    )
    picked = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="source-rows",
        height=tables.height(len(table), 720),
    )
    rows = picked["selection"]["rows"]
    if rows:
        key = [_key(row) for row in found.itertuples()][rows[0]]
        if st.query_params.get("figure") != key:
            open_source(st.query_params["source"], key)


def _name(indicator_text: object, read: object) -> str:
    """The indicator in the source's words, of a stored figure or of one that waits."""
    if isinstance(indicator_text, str):
        return indicator_text
    return str(read.get("indicator_text", "")) if isinstance(read, dict) else ""


def _date(day: object, kind: str) -> str:
    return date_label(issued_on(day, kind))


def _escaped(words: str) -> str:
    """Words without meaning to Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~<>$:^" else c for c in words)
