"""What a browser session remembers, and what stands in the address."""

import getpass
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from yardstick.charts.labels import LANGUAGES, Language
from yardstick.domain.access import User, reporting_unit
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.place import Gazetteer
from yardstick.errors import PlaceError

_LANGUAGE = "language"
_PARAMETER = "lang"
_AS_OF = "as-of"
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
    _SPOKEN.set(wanted)
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
    # A page asks for its language thousands of times; the session's own memory is slow to ask.
    _SPOKEN.set(st.session_state[_LANGUAGE])


def choose_as_of(day: date | None) -> None:
    """Keeps the day up to which figures count; None for all that is known."""
    st.session_state[_AS_OF] = day


def as_of() -> datetime | None:
    """The end of the day the session looks back to; None when it sees all that is known."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    day = st.session_state.get(_AS_OF)
    return datetime.combine(day, time.max).astimezone() if isinstance(day, date) else None


def on_phone() -> bool:
    """True when the browser says that it runs on a phone; charts then leave out words."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def local_user(
    gazetteer: Gazetteer, catalogue: Catalogue, environ: Mapping[str, str] = os.environ
) -> User:
    """Who sits at this machine until accounts exist, by the environment the server started with.

    YARDSTICK_USER names the person, otherwise the account the server runs under does.
    YARDSTICK_UNIT makes it a reporting unit that stores for one place and those inside it, by key
    ("325@") or name ("huyện Văn Lâm"); YARDSTICK_UNIT_INDICATORS lists the indicators or fields it
    stores ("IV,EC01").

    Raises:
        PlaceError: No place, or several, are called as the unit is.
        UnknownIndicatorError: A listed code names neither an indicator nor a field.
    """
    named = environ.get("YARDSTICK_UNIT", "").strip()
    unit = None
    if named:
        unit = gazetteer.find_key(named) or gazetteer.find(named)
        if unit is None:
            raise PlaceError(named)
    listed = environ.get("YARDSTICK_UNIT_INDICATORS", "").replace(",", " ").split()
    name = environ.get("YARDSTICK_USER", "").strip() or _account()
    return reporting_unit(name, unit, gazetteer, listed, catalogue)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"
