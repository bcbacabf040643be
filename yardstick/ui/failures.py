"""The one boundary where failures become sentences; bugs become a code and a line in the log."""

import logging
import secrets

import streamlit as st

from yardstick.errors import YardstickError
from yardstick.ui.messages import failure_sentence, text
from yardstick.ui.show import note

_LOG = logging.getLogger("yardstick")


def show_failure(failure: Exception) -> bool:
    """Shows what went wrong in place of the page; True tells Streamlit that it has been shown."""
    if isinstance(failure, YardstickError):
        st.html(note("error", failure_sentence(failure), title=text("failure.title")))
        return True
    code = secrets.token_hex(4)
    _LOG.error("error %s", code, exc_info=failure)
    st.html(
        note("error", text("failure.unexpected_text", code=code), title=text("failure.unexpected"))
    )
    return True
