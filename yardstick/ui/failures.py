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
        _show(failure_sentence(failure), text("failure.title"))
        return True
    code = secrets.token_hex(4)
    _LOG.error("error %s", code, exc_info=failure)
    _show(text("failure.unexpected_text", code=code), text("failure.unexpected"))
    return True


def _show(words: str, title: str) -> None:
    """Over the page: what was drawn before the failure may be longer than the screen."""
    st.html(f"<div class='ys-failure'>{note('error', words, title)}</div>")
