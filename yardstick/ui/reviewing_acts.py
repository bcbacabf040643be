"""What happens after a decision on the review page: it is said, can be undone, the next opens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from yardstick.errors import YardstickError
from yardstick.store.writer import undo
from yardstick.ui import cached, show
from yardstick.ui.messages import failure_sentence, text
from yardstick.ui.reviewing_data import Entry, office
from yardstick.ui.uploading import author

_ACTS, _SAID, _FAILED = "review-acts", "review-said", "review-failed"


# Enter on a focused button or link must press that one only, never the shortcut beside it; and a
# key held down must not settle one figure after the other.
_GUARD = """<script>
if (!window.ysEnterGuard) {
  window.ysEnterGuard = true;
  window.addEventListener("keydown", event => {
    const target = event.target instanceof Element ? event.target : null;
    const pressed = target?.closest("button, a, summary, [role=button], [role=option]");
    const settles = event.key === "Enter" || event.key === "x" || event.key === "X";
    if (settles && (event.repeat || (pressed && event.key === "Enter"))) {
      event.stopImmediatePropagation();
    }
  }, true);
}
</script>"""


@dataclass(frozen=True)
class Act:
    """What was stored by one press of a button: the batch, the entry it was about, a name."""

    batch_id: int
    key: str
    name_id: int | None = None


def go(key: str | None) -> None:
    """Opens an entry of the queue; the address names it."""
    st.query_params.pop("conflict", None)
    if key is None:
        st.query_params.pop("item", None)
    else:
        st.query_params["item"] = key


def neighbour(entries: Sequence[Entry], key: str, step: int) -> str | None:
    """The key of the entry before (-1) or after (1); None at the end of the queue."""
    keys = [entry.key for entry in entries]
    if key not in keys:
        return keys[0] if keys else None
    at = keys.index(key) + step
    return keys[at] if 0 <= at < len(keys) else None


def after(entries: Sequence[Entry], key: str) -> str | None:
    """What opens when an entry is settled: the next one, or the one before the last."""
    return neighbour(entries, key, 1) or neighbour(entries, key, -1)


def settle(act: Callable[[], Act], said: str, opens: str | None) -> None:
    """Stores a decision, says so and opens the next entry; a failure is said in place."""
    try:
        done = act()
    except YardstickError as failure:
        st.html(show.note("error", failure_sentence(failure), text("failure.title")))
        return
    st.session_state.setdefault(_ACTS, []).append(done)
    st.session_state[_SAID] = said
    go(opens)
    st.rerun()


def said() -> None:
    """What the last press of a button did, once."""
    words = st.session_state.pop(_SAID, None)
    if words:
        st.html(show.note("success", words))
    failed = st.session_state.pop(_FAILED, None)
    if failed:
        st.html(show.note("error", failed, text("failure.title")))


def keyboard_guard() -> None:
    """Keeps the keys of the page's buttons from acting twice."""
    st.html(_GUARD, unsafe_allow_javascript=True)


def can_undo() -> bool:
    """True when this session decided something that it has not taken back."""
    return bool(st.session_state.get(_ACTS))


def undo_last() -> None:
    """Takes back the session's last decision, and the name it taught; opens its entry again."""
    acts: list[Act] = st.session_state.get(_ACTS, [])
    if not acts:
        return
    last = acts.pop()
    try:
        undo(cached.store(), last.batch_id, author=author(), reason=text("review.undo_reason"))
        if last.name_id is not None:
            office().forget(last.name_id)
    except YardstickError as failure:
        st.session_state[_FAILED] = failure_sentence(failure)
        return
    st.session_state[_SAID] = text("review.undone")
    go(last.key)
