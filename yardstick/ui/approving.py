"""Duyệt công bố: the state of a figure, and the buttons that approve it or take that back."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from etl import approval
from etl.approval import Approvable
from yardstick.errors import YardstickError
from yardstick.store.writer import undo
from yardstick.ui import cached, show
from yardstick.ui.messages import date_label, failure_sentence, text
from yardstick.ui.navigation import page

_SAID, _FAILED, _LAST = "approving-said", "approving-failed", "approving-last"


def tag(*, is_approved: bool) -> str:
    """The state as a tag: dashed for a draft, with a tick when approved."""
    words = escape(text("approve.approved" if is_approved else "approve.draft"))
    if is_approved:
        return f"<span class='ys-tag ys-tag-approved'>{show.icon('tick')}{words}</span>"
    return f"<span class='ys-tag ys-tag-draft'>{words}</span>"


def label(row: pd.Series) -> str:
    """Who approved a row of `frames.FIGURES_OF` and when; that it is a draft; that it is out."""
    if not row["is_approved"]:
        return text("approve.draft_long")
    if not isinstance(row["approved_by"], str):
        return text("approve.published")
    day = date_label(pd.Timestamp(row["approved_at"]).date())
    return text("approve.approved_by", author=row["approved_by"], date=day)


@st.cache_resource(show_spinner=False, max_entries=64)
def _of_source(version: str, source_id: str) -> Approvable:
    del version
    return approval.of_source(cached.store(), source_id)


def of_source(source_id: str) -> Approvable:
    """What can be approved of a source at the store's current version."""
    return _of_source(cached.store().version, source_id)


def act(numbers: Sequence[int], *, is_approved: bool, note: str, remark: str = "") -> int | None:
    """Approves figures or takes that back; the batch, or None after a failure, which is kept."""
    do = approval.approve if is_approved else approval.withdraw
    try:
        done = do(cached.store(), numbers, author=cached.user().name, note=note, remark=remark)
    except YardstickError as failure:
        st.session_state[_FAILED] = failure_sentence(failure)
        return None
    st.session_state[_LAST] = done.batch_id
    key = "approve.done" if is_approved else "approve.withdrawn"
    st.session_state[_SAID] = text(key, count=len(numbers))
    return done.batch_id


def _undo() -> None:
    last = st.session_state.pop(_LAST, None)
    if last is None:
        return
    try:
        undo(cached.store(), last, author=cached.user().name, reason=text("approve.undo_reason"))
    except YardstickError as failure:
        st.session_state[_FAILED] = failure_sentence(failure)
        return
    st.session_state[_SAID] = text("approve.undone")


def said() -> None:
    """What the last press of a button did, once, with the way back."""
    words = st.session_state.pop(_SAID, None)
    failed = st.session_state.pop(_FAILED, None)
    if failed:
        st.html(show.note("error", failed, text("failure.title")))
    if words:
        with st.container(horizontal=True, vertical_alignment="center", key="approve-said"):
            st.html(show.note("success", words))
            if _LAST in st.session_state:
                st.button(
                    text("action.undo"),
                    icon=":material/undo:",
                    type="tertiary",
                    key="approve-undo",
                    on_click=_undo,
                )


def whole(source_id: str, title: str) -> None:
    """The button that approves what is read of a source, and the one that takes all back."""
    _all_of(of_source(source_id), title, "")


@st.cache_resource(show_spinner=False, max_entries=64)
def _of_batch(version: str, batch_id: int) -> Approvable:
    del version
    return approval.of_batch(cached.store(), batch_id)


def whole_batch(batch_id: int, title: str) -> None:
    """The same for what one load brought and what still holds of it."""
    _all_of(_of_batch(cached.store().version, batch_id), title, f"-{batch_id}")


def _all_of(found: Approvable, title: str, mark: str) -> None:
    if not (found.drafts or found.approved or found.disputed):
        return
    if found.drafts:
        hint = text("approve.disputed", count=len(found.disputed)) if found.disputed else None
        st.button(
            text("approve.all", count=len(found.drafts)),
            icon=":material/verified:",
            help=hint,
            key=f"approve-all{mark}",
            on_click=_act,
            args=(found.drafts, True, title),
        )
        return
    if found.approved:
        with st.popover(
            text("approve.all_done", count=len(found.approved)), icon=":material/verified:"
        ):
            remark = st.text_input(text("approve.why"), key=f"approve-why{mark}", max_chars=400)
            st.button(
                text("approve.withdraw_all", count=len(found.approved)),
                key=f"approve-withdraw-all{mark}",
                on_click=_act,
                args=(found.approved, False, title, remark or ""),
            )
        return
    st.html(show.note("info", text("approve.disputed", count=len(found.disputed))))


def one(row: pd.Series, title: str) -> None:
    """The state of one stored figure with its button; nothing for what is no figure that holds."""
    if row["state"] != "accepted":
        return
    number = int(row["observation_id"])
    is_approved = bool(row["is_approved"])
    st.html(
        f"<div class='ys-approval'>{tag(is_approved=is_approved)}"
        f"<span class='ys-small'>{escape(label(row))}</span></div>"
    )
    if number in of_source(st.query_params["source"]).disputed:
        st.html(show.note("warning", text("approve.decide_first")))
        st.page_link(
            page("review"),
            label=text("review.decide_link"),
            icon=":material/rule:",
            query_params={"conflict": str(number)},
        )
        return
    st.button(
        text("approve.withdraw" if is_approved else "approve.one"),
        icon=":material/undo:" if is_approved else ":material/verified:",
        key="approve-one",
        on_click=_act,
        args=((number,), not is_approved, f"{title}: {row['quote']}"),
    )


def _act(numbers: Sequence[int], is_approved: bool, note: str, remark: str = "") -> None:
    act(numbers, is_approved=is_approved, note=note, remark=remark)
