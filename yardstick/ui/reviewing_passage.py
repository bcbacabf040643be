"""The middle of the review page: the sentence around a figure, or the rows around a cell."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from etl.review import Item
from yardstick.domain.provenance import TextSpan
from yardstick.domain.vietnamese import nfc
from yardstick.ui import cached, show
from yardstick.ui.messages import text, words
from yardstick.ui.origin import Mark, locator_label, marked, sentence_around
from yardstick.ui.reviewing_data import Queue

_PAGE = 2600
_SHORT = 260
_NEAR = 4
_SCROLL = 620
_INTO_VIEW = """<script>
setTimeout(() => {
  const mark = document.getElementById("review-current");
  const box = mark?.closest(".st-key-review-text");
  const top = element => element.getBoundingClientRect().top;
  if (box) box.scrollTop += top(mark) - top(box) - 240;
}, 150);
</script>"""


def passage(source_id: str, span: TextSpan, named: str, queue: Queue, *, whole: bool) -> None:
    """The paragraph of a figure, or the page around it, with every figure marked.

    Args:
        source_id: The document.
        span: The figure looked at.
        named: The indicator as the reader took it from the sentence; marked as the basis.
        queue: For the figures that are disputed.
        whole: The page instead of the paragraph.
    """
    document = cached.source_text(source_id)
    if document is None:
        st.html(show.note("warning", text("origin.no_sentence")))
        return
    first, last = sentence_around(document, span.start, span.end)
    top, bottom = _bounds(document, first, last, whole=whole)
    marks = [*_figures(source_id, span, queue), *_basis(document[first:last], first, named)]
    pieces = (
        ("dim", document[top:first], top),
        ("sentence", document[first:last], first),
        ("dim", document[last:bottom], last),
    )
    drawn = "".join(
        f"<span class='ys-rv-{name}'>{marked(piece, marks, at)}</span>"
        for name, piece, at in pieces
        if piece
    )
    cut = ("…" if top else "", "…" if bottom < len(document) else "")
    with st.container(height=_SCROLL if whole else "content", border=False, key="review-text"):
        st.html(f"<div class='ys-document ys-rv-text'>{cut[0]}{drawn}{cut[1]}</div>")
    if whole:
        st.html(_INTO_VIEW, unsafe_allow_javascript=True)
    st.html(_legend())


def _bounds(document: str, first: int, last: int, *, whole: bool) -> tuple[int, int]:
    """Where the shown stretch starts and ends, at the bounds of paragraphs."""
    reach = _PAGE if whole else 0
    top = document.rfind("\n", 0, max(first - reach, 0)) + 1
    bottom = document.find("\n", min(last + reach, len(document)))
    bottom = len(document) if bottom < 0 else bottom
    if not whole and bottom - top < _SHORT:
        # A line of a list says little without the line above it.
        top = document.rfind("\n", 0, max(document.rfind("\n", 0, max(top - 1, 0)), 0)) + 1
    return top, bottom


def _figures(source_id: str, span: TextSpan, queue: Queue) -> Iterator[Mark]:
    yield Mark(span.start, span.end, style="current", anchor="review-current")
    found = cached.figures_of(source_id).dropna(subset=["span_start"])
    for row in found.to_dict("records"):
        start, end = int(row["span_start"]), int(row["span_end"])
        if (start, end) == (span.start, span.end) or row["state"] == "rejected":
            continue
        waits = row["state"] == "waiting"
        is_disputed = not waits and str(row["observation_id"]) in queue.disputed
        key = f"w{row['waiting_id']}" if waits else str(row["observation_id"])
        href = f"ra-soat?item={key}" if waits else f"nguon?source={source_id}&figure={key}"
        if is_disputed:
            href = f"ra-soat?conflict={key}"
        style = "waiting" if waits else "disputed" if is_disputed else "accepted"
        title = text("review.disputed") if is_disputed else text(f"sources.state.{row['state']}")
        yield Mark(start, end, style=style, title=title, href=href)


def _basis(sentence: str, offset: int, named: str) -> Iterator[Mark]:
    """The words the reader named the figure by, where they stand in the sentence as they are."""
    at = nfc(sentence).lower().find(nfc(named).lower()) if named else -1
    if at >= 0 and len(nfc(sentence)) == len(sentence):
        yield Mark(offset + at, offset + at + len(named), style="basis")


def _legend() -> str:
    rows = "".join(
        f"<span><mark class='ys-figure ys-figure-{style}'>{escape(sample)}</mark> "
        f"{escape(text(f'review.legend.{style}'))}</span>"
        for style, sample in (
            ("current", "45,5%"),
            ("waiting", "46,4%"),
            ("disputed", "20.889"),
            ("accepted", "6,81%"),
            ("basis", text("review.legend.words")),
        )
    )
    return f"<div class='ys-rv-legend' aria-hidden='true'>{rows}</div>"


def neighbours(item: Item) -> None:
    """The rows of a table around the one that waits, as the source prints them."""
    found = cached.figures_of(item.source_id).reset_index(drop=True)
    own = found.index[found["locator"] == item.locator.locator]
    if own.empty:
        return
    at = int(own[0])
    near = found.iloc[max(at - _NEAR, 0) : at + _NEAR + 1]
    sheet = found["sheet"][at]
    if isinstance(sheet, str):
        near = near[near["sheet"] == sheet]
    heads = ("sources.where", "column.indicator", "origin.figure", "sources.state")
    head = "".join(f"<th>{escape(text(name))}</th>" for name in heads)
    body = "".join(
        _row(row, is_current=row["locator"] == item.locator.locator)
        for row in near.to_dict("records")
    )
    st.html(
        f"<div class='ys-rv-scroll'><table class='ys-rv-table'><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _row(row: Mapping[Any, Any], *, is_current: bool) -> str:
    reading = row["reading"]
    named = row["indicator_text"]
    if not isinstance(named, str):
        named = reading.get("indicator_text", "") if isinstance(reading, dict) else ""
    quote = escape(str(row["quote"]))
    shown = f"<mark class='ys-figure ys-figure-current'>{quote}</mark>" if is_current else quote
    state = text(f"sources.state.{row['state']}")
    cells = (
        f"<td>{escape(locator_label(str(row['locator'])))}</td>",
        f"<td>{escape(named)}</td>",
        f"<td class='ys-rv-number'>{shown}</td>",
        f"<td>{escape(state)}</td>",
    )
    return f"<tr{' class=ys-rv-current' if is_current else ''}>{''.join(cells)}</tr>"


def coverage(source_id: str) -> None:
    """What became of every number of a document: the bar, the sum in words, and the list."""
    numerals = cached.coverage(source_id)
    document = cached.source_text(source_id)
    if numerals.empty or document is None:
        return
    fates = _fates(numerals, cached.figures_of(source_id))
    counts = fates.value_counts()
    total = len(fates)
    parts = {name: int(counts.get(name, 0)) for name in ("accepted", "waiting", "rejected")}
    other = total - sum(parts.values())
    identity = text("review.coverage_sum", **parts, other=other, total=total)
    bar = "".join(
        f"<i class='ys-rv-{name}' style='flex:{count}'></i>"
        for name, count in (*parts.items(), ("other", other))
        if count
    )
    legend = "".join(
        f"<span><i class='ys-rv-{name}'></i>{escape(text(f'review.coverage.{name}', count=count))}"
        "</span>"
        for name, count in (*parts.items(), ("other", other))
        if count
    )
    with st.container(border=True, key="review-coverage", gap=None):
        st.html(
            f"<div class='ys-rv-cover-head'><b>{escape(text('sources.coverage', total=total))}</b>"
            f"<span class='ys-small'>{escape(identity)}</span></div>"
            f"<div class='ys-rv-bar' role='img' aria-label='{escape(identity)}'>{bar}</div>"
        )
        with st.container(horizontal=True, vertical_alignment="center", key="review-cover-foot"):
            st.html(f"<div class='ys-rv-cover-legend'>{legend}</div>")
            if other:
                with st.popover(text("review.coverage_list"), type="tertiary"):
                    st.dataframe(
                        _uncaptured(document, numerals[fates == "other"]),
                        hide_index=True,
                        key="review-uncaptured",
                    )


def _fates(numerals: pd.DataFrame, found: pd.DataFrame) -> pd.Series:
    """For every numeral: accepted, waiting, rejected or other, by the figure it is a part of."""
    spans = [
        (int(row["span_start"]), int(row["span_end"]), str(row["state"]))
        for row in found.dropna(subset=["span_start"]).to_dict("records")
    ]
    fates = []
    for start, end in zip(numerals["span_start"], numerals["span_end"], strict=True):
        states = {state for first, last, state in spans if first <= start and end <= last}
        open_states = [name for name in ("waiting", "rejected") if name in states]
        taken = states - {"waiting", "rejected"}
        fates.append("accepted" if taken else open_states[0] if open_states else "other")
    return pd.Series(fates, index=numerals.index)


def _uncaptured(document: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The numbers that are no figures, each with its words around and why."""
    shown = []
    for row in rows.to_dict("records"):
        start, end = int(row["span_start"]), int(row["span_end"])
        before = document[max(start - 28, 0) : start].split("\n")[-1]
        after = document[end : end + 28].split("\n")[0]
        shown.append(
            {
                text("origin.figure"): document[start:end],
                text("review.column.in_text"): f"…{before}{document[start:end]}{after}…",
                text("review.column.why"): _why(str(row["disposition"])),
            }
        )
    return pd.DataFrame(shown)


def _why(disposition: str) -> str:
    key = f"numeral.{disposition}"
    return text(key) if key in words() else text("numeral.other")
