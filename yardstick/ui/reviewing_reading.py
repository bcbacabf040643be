"""The right side of the review page: the reading, its checks, and the buttons that settle it."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from etl import review
from etl.review import Accepted, Draft, Item, is_known_name, namesakes
from yardstick.ui import cached, reviewing_checks, reviewing_data, reviewing_form, show
from yardstick.ui.messages import text
from yardstick.ui.reviewing_acts import Act, after, can_undo, go, neighbour, settle, undo_last
from yardstick.ui.reviewing_data import Entry, Queue
from yardstick.ui.session import language
from yardstick.ui.uploading import author

_EDITING = "review-editing"


def panel(entry: Entry, item: Item, queue: Queue, listed: Sequence[Entry]) -> None:
    """The reading of one item as a form with its checks; a press of a button settles it."""
    as_read = reviewing_form.as_read(item)
    is_open = st.session_state.get(_EDITING) == entry.key
    with st.container(border=True, key="review-reading"):
        sure = round(item.mention.confidence * 100)
        st.html(
            f"<div class='ys-section ys-rv-head'><h2>{text('review.reading')}</h2>"
            f"<span class='ys-rv-sure'><b>{sure}%</b> {text('review.sure')}</span></div>"
        )
        needs_form = bool(as_read.gaps)
        if is_open or needs_form:
            draft = reviewing_form.edited(item, as_read)
        else:
            draft = as_read
            reviewing_form.read_only(draft)
        found = reviewing_checks.lines(item, draft)
        st.html(reviewing_checks.drawn(found))
        is_agreed = _agreed(entry, found)
        lesson = _lesson(entry, item, as_read, draft, queue)
        remark = st.text_input(
            text("review.remark"), key=f"review-remark-{entry.key}", max_chars=400
        )
        _missing(draft)
        _buttons(entry, item, as_read, draft, listed, lesson, remark, is_agreed=is_agreed)
        steps(entry, listed)


def _agreed(entry: Entry, found: Sequence[reviewing_checks.Line]) -> bool:
    """False while accepting would silently push out a figure the same source gave before."""
    if not any(line.replaces for line in found):
        return True
    return st.checkbox(text("review.replace"), key=f"review-replace-{entry.key}")


def _missing(draft: Draft) -> None:
    """What keeps the reading from being accepted, in words."""
    if draft.gaps:
        listed = ", ".join(text(f"review.gap.{gap}") for gap in draft.gaps)
        st.html(show.note("warning", text("review.missing", listed=listed)))


def _lesson(
    entry: Entry, item: Item, as_read: Draft, draft: Draft, queue: Queue
) -> tuple[bool, tuple[Accepted, ...]]:
    """Whether to remember the words as a name, and the other items to settle with it."""
    indicator, named = draft.indicator, item.mention.indicator_text
    taught = (
        indicator is not None
        and bool(named.strip())
        and as_read.indicator != indicator
        and not is_known_name(named, indicator)
    )
    if not taught or indicator is None:
        return False, ()
    remember = st.checkbox(
        text("review.remember", words=named, name=indicator.short(language())),
        value=True,
        key=f"review-remember-{entry.key}-{indicator.code}",
    )
    waiting = [one.item for one in queue.entries if one.item is not None]
    same = namesakes(item, [*waiting, *queue.outside])
    ready = review.named(same, indicator, cached.catalogue(), cached.gazetteer())
    if not ready:
        return remember, ()
    also = st.checkbox(
        text("review.apply_same", count=len(ready), total=len(same)),
        key=f"review-same-{entry.key}-{indicator.code}",
    )
    return remember, ready if also else ()


def _buttons(
    entry: Entry,
    item: Item,
    as_read: Draft,
    draft: Draft,
    listed: Sequence[Entry],
    lesson: tuple[bool, tuple[Accepted, ...]],
    remark: str | None,
    *,
    is_agreed: bool,
) -> None:
    opens = after(listed, entry.key)
    words = (remark or "").strip()
    with st.container(horizontal=True, key="review-buttons", gap="small"):
        accepted = st.button(
            text("review.accept"),
            type="primary",
            shortcut="Enter",
            disabled=bool(draft.gaps) or not is_agreed,
            key="review-accept",
        )
        if not as_read.gaps:
            is_open = st.session_state.get(_EDITING) == entry.key
            st.button(
                text("review.stop_editing" if is_open else "review.edit"),
                shortcut="E",
                key="review-edit",
                on_click=_edit,
                args=(None if is_open else entry.key,),
            )
        rejected = st.button(text("review.reject"), shortcut="X", key="review-reject")
    if accepted:
        remember, also = lesson
        readings = [Accepted(item, draft, as_read, words)]
        readings += [replace(one, remark=text("review.by_name")) for one in also]
        settle(
            lambda: _accept(entry, readings, remember=remember),
            text("review.accepted", quote=item.mention.quote, count=len(readings)),
            opens,
        )
    if rejected:
        settle(
            lambda: Act(
                review.reject(cached.store(), [item], author=author(), remark=words).batch_id,
                entry.key,
            ),
            text("review.rejected", quote=item.mention.quote),
            opens,
        )


def _accept(entry: Entry, readings: Sequence[Accepted], *, remember: bool) -> Act:
    receipt = review.accept(cached.store(), readings, author=author())
    name_id = None
    first = readings[0]
    if remember and first.draft.indicator is not None:
        name_id = (
            reviewing_data.office()
            .remember(
                first.item.mention.indicator_text,
                first.draft.indicator.code,
                author=author(),
                source_id=first.item.source_id,
            )
            .name_id
        )
    return Act(receipt.batch_id, entry.key, name_id)


def _edit(key: str | None) -> None:
    st.session_state[_EDITING] = key


def steps(entry: Entry, listed: Sequence[Entry]) -> None:
    """Previous, next and undo, with their keys."""
    before, following = neighbour(listed, entry.key, -1), neighbour(listed, entry.key, 1)
    with st.container(horizontal=True, key="review-steps", gap="small"):
        for name, key, icon in (
            ("previous", before, ":material/arrow_upward:"),
            ("next", following, ":material/arrow_downward:"),
        ):
            st.button(
                text(f"review.{name}"),
                icon=icon,
                shortcut="K" if name == "previous" else "J",
                type="tertiary",
                disabled=key is None,
                key=f"review-{name}",
                on_click=go,
                args=(key,),
            )
        st.button(
            text("action.undo"),
            icon=":material/undo:",
            shortcut="U",
            type="tertiary",
            disabled=not can_undo(),
            key="review-undo",
            on_click=undo_last,
        )
    st.html(f"<div class='ys-small'>{escape(text('review.signed', author=author()))}</div>")
