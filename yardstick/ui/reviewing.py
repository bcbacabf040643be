"""The parts of the review page: its head, the queue at left, and what is opened."""

from collections import Counter
from collections.abc import Sequence
from html import escape

import streamlit as st

from yardstick.domain.provenance import TextSpan
from yardstick.ui import (
    approving,
    cached,
    describing,
    reviewing_acts,
    reviewing_checks,
    reviewing_conflict,
    reviewing_outside,
    reviewing_passage,
    reviewing_reading,
    show,
)
from yardstick.ui.messages import change_label, date_label, text
from yardstick.ui.navigation import page
from yardstick.ui.origin import locator_label
from yardstick.ui.reviewing_data import Entry, Queue, entry_of, sources_of
from yardstick.ui.session import language

_PER_PAGE = 20
_TALL = 640
_PART, _SOURCE = "review-part", "review-source"
_NEED, _OUTSIDE = "need", "outside"


def opened(queue: Queue) -> Entry | None:
    """What the address asks for; None when it names nothing that is there."""
    asked = st.query_params.get("conflict")
    if asked is not None:
        return queue.conflict_of(asked)
    return queue.find(st.query_params.get("item"))


def _head(queue: Queue, entry: Entry | None) -> None:
    """Where one is, what is open, and the way to the whole text."""
    left, right = st.columns([5, 3], vertical_alignment="bottom")
    finding = text("review.title")
    if entry is not None and entry.item is not None:
        finding = entry.item.source_title
    elif entry is not None and entry.conflict is not None:
        finding = reviewing_conflict.title(entry.conflict)
    eyebrow = text("review.eyebrow", left=len(queue.entries), outside=len(queue.outside))
    left.html(f"<div class='ys-rv-title'>{show.page_head(eyebrow, finding)}</div>")
    if entry is not None and entry.item is not None:
        is_document = entry.item.source_kind == "document"
        with right, st.container(horizontal=True, horizontal_alignment="right", key="review-acts"):
            st.page_link(
                page("sources"),
                label=text("review.open_text" if is_document else "review.open_source"),
                icon=":material/description:",
                query_params={"source": entry.item.source_id, "figure": entry.key},
            )
            approving.whole(entry.item.source_id, entry.item.source_title)
    approving.said()


def _choose(queue: Queue) -> tuple[str, str]:
    """Which part of the queue is shown, of which source ("" for all); how far the work has come."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="review-filters"):
        counts = {_NEED: len(queue.entries), _OUTSIDE: len(queue.outside)}
        part = st.segmented_control(
            text("review.part"),
            list(counts),
            format_func=lambda name: f"{text(f'review.part.{name}')} ({counts[name]})",
            default=_NEED,
            required=True,
            key=_PART,
            label_visibility="collapsed",
            on_change=reviewing_acts.go,
            args=(None,),
        )
        entries = queue.entries if part == _NEED else tuple(map(entry_of, queue.outside))
        sources = sources_of(entries)
        if st.session_state.get(_SOURCE) not in sources:
            st.session_state[_SOURCE] = ""
        source = st.selectbox(
            text("review.source"),
            ["", *sources],
            format_func=lambda name: (
                f"{sources[name][0]} ({sources[name][1]})" if name else text("review.every_source")
            ),
            key=_SOURCE,
            label_visibility="collapsed",
        )
        _progress(queue, part or _NEED)
    return part or _NEED, source or ""


def _progress(queue: Queue, part: str) -> None:
    done, left = queue.done, len(queue.entries)
    if part == _OUTSIDE:
        done, left = queue.outside_done, len(queue.outside)
    if done + left:
        with st.container(width=220, key="review-progress"):
            words = text("review.progress", done=done, total=done + left)
            st.progress(done / (done + left), text=words)


def view(queue: Queue) -> None:
    """The chosen part of the queue, and what is opened of it."""
    # The finding stands above the choices, which decide what is open.
    top = st.container(key="review-top")
    part, source = _choose(queue)
    asked = opened(queue)
    if asked is None and part == _OUTSIDE:
        with top:
            _head(queue, None)
        reviewing_acts.said()
        reviewing_outside.bulk(queue, source)
        return
    listed = _listed(queue, asked, source)
    entry = asked or (listed[0] if listed else None)
    with top:
        _head(queue, entry)
    reviewing_acts.said()
    if entry is None:
        done = text("review.all_done" if queue.done or queue.outside else "review.nothing")
        st.html(show.empty(done, text("review.all_done_text"), "tick"))
        return
    if entry.item is not None and isinstance(entry.item.locator, TextSpan):
        reviewing_passage.coverage(entry.item.source_id)
        describing.said()
        describing.facts(entry.item.source_id, entry.item.source_kind)
    reviewing_acts.keyboard_guard()
    left, middle, right = st.columns([2, 4.7, 3])
    with left:
        _queue(listed, entry)
    with middle:
        if entry.conflict is not None:
            reviewing_conflict.box(entry, entry.conflict, queue, listed)
        else:
            _printed(entry, queue)
    with right:
        if entry.conflict is not None:
            reviewing_conflict.panel(entry, entry.conflict, listed)
        elif entry.item is not None:
            reviewing_reading.panel(entry, entry.item, queue, listed)


def _listed(queue: Queue, asked: Entry | None, source: str) -> list[Entry]:
    """What the list holds: the queue, or the namesakes of a row outside the catalogue."""
    if asked is not None and asked.item is not None and asked.item.is_outside:
        same = [item for item in queue.outside if item.words == asked.item.words]
        return [entry_of(item) for item in same]
    return [entry for entry in queue.entries if not source or source in entry.source_ids]


def _queue(listed: Sequence[Entry], current: Entry) -> None:
    """The list, a page at a time, grouped by reason; the current entry is marked."""
    keys = [entry.key for entry in listed]
    at = keys.index(current.key) if current.key in keys else 0
    first = at // _PER_PAGE * _PER_PAGE
    shown = listed[first : first + _PER_PAGE]
    counts = Counter(entry.group for entry in listed)
    with st.container(border=True, key="review-queue", gap=None):
        st.html(
            f"<div class='ys-rv-queue-head'><b>{text('review.queue')}</b>"
            f"<span class='ys-small'>{text('review.queue_order')}</span></div>"
        )
        if current.item is not None and current.item.is_outside:
            st.button(
                text("review.back_outside"),
                icon=":material/arrow_back:",
                type="tertiary",
                key="review-back",
                on_click=reviewing_acts.go,
                args=(None,),
            )
        with st.container(height=_TALL, border=False, key="review-list", gap=None):
            group = ""
            for entry in shown:
                if entry.group != group:
                    group = entry.group
                    label = f"{reviewing_checks.reason_words(group)} ({counts[group]})"
                    st.html(f"<div class='ys-rv-group'>{label}</div>")
                state = "on" if entry.key == current.key else "off"
                st.button(
                    _label(entry),
                    key=f"review-go-{state}-{entry.key}",
                    type="tertiary",
                    width="stretch",
                    on_click=reviewing_acts.go,
                    args=(entry.key,),
                )
        if len(listed) > _PER_PAGE:
            _pager(keys, first)


def _pager(keys: Sequence[str], first: int) -> None:
    last = min(first + _PER_PAGE, len(keys))
    with st.container(horizontal=True, vertical_alignment="center", key="review-pager"):
        for name, to in (("before", first - _PER_PAGE), ("after", first + _PER_PAGE)):
            st.button(
                "",
                icon=f":material/chevron_{'left' if name == 'before' else 'right'}:",
                help=text(f"review.page_{name}"),
                type="tertiary",
                disabled=not 0 <= to < len(keys),
                key=f"review-page-{name}",
                on_click=reviewing_acts.go,
                args=(keys[to] if 0 <= to < len(keys) else None,),
            )
        where = text("review.page", first=first + 1, last=last, total=len(keys))
        st.html(f"<span class='ys-small'>{where}</span>")


def _label(entry: Entry) -> str:
    """Two lines: the name, then the value as printed."""
    if entry.conflict is not None:
        used = entry.conflict.used
        name = cached.catalogue()[used.indicator].short(language())
        values = " / ".join(dict.fromkeys(change_label(one) for one in entry.conflict.figures))
        return f"**{_plain(name)}**  \n{_plain(values)}"
    assert entry.item is not None  # noqa: S101 - one of the two is always there
    name = reviewing_checks.name_of(entry.item)
    sure = round(entry.item.mention.confidence * 100)
    return f"**{_plain(name)}**  \n{_plain(entry.item.mention.quote)} · {sure}%"


def _plain(words: str) -> str:
    """Words without meaning to Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]()#+-.!|~<>$:^" else c for c in words)


def _printed(entry: Entry, queue: Queue) -> None:
    """Where the figure was printed: sentence or page of a text, rows of a table."""
    item = entry.item
    assert item is not None  # noqa: S101 - conflicts are drawn elsewhere
    is_text = isinstance(item.locator, TextSpan)
    whole_text = cached.source_text(item.source_id) if is_text else None
    where = [
        item.mention.section or "",
        locator_label(item.locator.locator, whole_text),
        date_label(item.issued) if item.issued else "",
    ]
    with st.container(border=True, key="review-printed"):
        whole = False
        with st.container(horizontal=True, vertical_alignment="center", key="review-printed-head"):
            printed = escape(" · ".join(part for part in where if part))
            st.html(f"<span class='ys-small'>{printed}</span>")
            if is_text:
                reach = st.segmented_control(
                    text("review.reach"),
                    ["sentence", "page"],
                    format_func=lambda name: text(f"review.reach.{name}"),
                    default="sentence",
                    required=True,
                    key="review-reach",
                    label_visibility="collapsed",
                )
                whole = reach == "page"
        if isinstance(item.locator, TextSpan):
            named = item.mention.indicator_text
            reviewing_passage.passage(item.source_id, item.locator, named, queue, whole=whole)
        else:
            reviewing_passage.neighbours(item)
