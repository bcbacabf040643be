"""What reviews leave behind: names the office taught, and the latest decisions."""

from datetime import datetime

import pandas as pd
import streamlit as st

from yardstick.errors import YardstickError
from yardstick.ui import cached, reviewing_data, show
from yardstick.ui.messages import failure_sentence, text
from yardstick.ui.session import language

_SHOWN = 30


def names() -> None:
    """The remembered names, each with a button that removes it."""
    known = reviewing_data.office().names()
    with st.expander(text("review.names", count=len(known)), icon=":material/school:"):
        st.html(f"<p class='ys-small'>{text('review.names_text')}</p>")
        for name in known:
            indicator = cached.catalogue().find(name.indicator)
            means = indicator.name(language()) if indicator else name.indicator
            with st.container(
                horizontal=True, vertical_alignment="center", key=f"review-name-{name.name_id}"
            ):
                st.markdown(
                    text(
                        "review.names_row",
                        words=_plain(name.name),
                        means=_plain(means),
                        author=_plain(name.author),
                        date=local(name.recorded_at),
                    )
                )
                st.button(
                    text("review.forget"),
                    icon=":material/delete:",
                    type="tertiary",
                    key=f"review-forget-{name.name_id}",
                    on_click=_forget,
                    args=(name.name_id,),
                )


def _forget(name_id: int) -> None:
    try:
        reviewing_data.office().forget(name_id)
    except YardstickError as failure:
        st.session_state["review-failed"] = failure_sentence(failure)
        return
    st.session_state["review-said"] = text("review.forgotten")


def decisions() -> None:
    """The latest reviews and decisions: who, when, what, and whether they were taken back."""
    found = reviewing_data.recent().head(_SHOWN)
    with st.expander(text("review.recent", count=len(found)), icon=":material/history:"):
        if found.empty:
            st.html(show.note("info", text("review.recent_none")))
            return
        st.dataframe(
            pd.DataFrame(
                {
                    text("upload.batch_when"): [local(when) for when in found["recorded_at"]],
                    text("review.column.who"): found["author"],
                    text("review.column.act"): [
                        text(f"upload.kind.{kind}") for kind in found["kind"]
                    ],
                    text("upload.batch_what"): found["note"].fillna("—"),
                    text("upload.batch_state"): [
                        text("upload.batch_live" if live else "upload.batch_undone")
                        for live in found["is_live"]
                    ],
                }
            ),
            hide_index=True,
            key="review-recent",
        )


def local(when: datetime) -> str:
    """A stored time (UTC without zone) as dd/mm/yyyy hh:mm on this machine."""
    at = pd.Timestamp(when).tz_localize("UTC").tz_convert(datetime.now().astimezone().tzinfo)
    return str(at.strftime("%d/%m/%Y %H:%M"))


def _plain(words: str) -> str:
    """Words without meaning to Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]#~$:<>|" else c for c in words)
