"""What a browser session remembers, and what stands in the address."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from yardstick.charts.labels import LANGUAGES, Language

_LANGUAGE = "language"
_PARAMETER = "lang"
_SPOKEN: ContextVar[Language | None] = ContextVar("spoken", default=None)


def language() -> Language:
    """The session's language; Vietnamese outside a session."""
    spoken = _SPOKEN.get()
    if spoken is not None:
        return spoken
    if get_script_run_ctx(suppress_warning=True) is None:
        return "vi"
    chosen = st.session_state.get(_LANGUAGE, "vi")
    return "en" if chosen == "en" else "vi"


@contextmanager
def speaking(wanted: Language) -> Iterator[None]:
    """Inside the block every text is in this language, whatever the session says."""
    token = _SPOKEN.set(wanted)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def choose_language(wanted: Language) -> None:
    """Keeps the language for the session and in the address."""
    st.session_state[_LANGUAGE] = wanted
    if wanted == "vi":
        st.query_params.pop(_PARAMETER, None)
    else:
        st.query_params[_PARAMETER] = wanted


def language_from_address() -> None:
    """Takes the language the address names, on a session's first run; unknown ones are ignored."""
    if _LANGUAGE not in st.session_state:
        named = st.query_params.get(_PARAMETER, "vi")
        st.session_state[_LANGUAGE] = named if named in LANGUAGES else "vi"
    elif st.session_state[_LANGUAGE] != "vi":
        # A change of page clears the address; the link must keep showing the same view.
        st.query_params[_PARAMETER] = st.session_state[_LANGUAGE]


def on_phone() -> bool:
    """True when the browser says that it runs on a phone; charts then leave out words."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
