"""A document before it is stored: what it says of itself, for correction, and how it was read."""

from dataclasses import replace
from html import escape

import streamlit as st

from etl.upload import Upload
from yardstick.ui import describing, headline, show
from yardstick.ui.messages import date_label, text
from yardstick.ui.uploading_data import File, edits_of, set_edits
from yardstick.ui.uploading_words import MISSING


def metadata_form(file: File, upload: Upload) -> None:
    """What was read of the document itself; corrections read its figures anew."""
    known = upload.metadata
    if known is None:
        return
    with st.form(f"upload-metadata-{file.key}", border=False):
        st.html(show.section(text("upload.metadata"), text("upload.metadata_text")))
        corrected, place = describing.fields(known, upload.place)
        if st.form_submit_button(text("upload.meta.read_again"), icon=":material/refresh:"):
            set_edits(
                file,
                replace(edits_of(file), metadata=corrected, place=place.key if place else None),
            )
            st.rerun()


def summary(upload: Upload) -> str:
    """What the document is, in one line under its name."""
    known = upload.metadata
    if known is None:
        return ""
    parts = (
        known.number or MISSING,
        date_label(known.date),
        known.issuer or MISSING,
        headline.place_name(upload.place) if upload.place is not None else MISSING,
    )
    return escape(" · ".join(parts))
