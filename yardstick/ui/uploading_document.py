"""A document before it is stored: what it says of itself, for correction, and how it was read."""

from dataclasses import replace
from datetime import date
from html import escape

import streamlit as st

from etl.read.document import DocumentMetadata
from etl.upload import Upload
from yardstick.ui import cached, headline, show
from yardstick.ui.messages import date_label, period_title, text
from yardstick.ui.uploading_data import File, edits_of, set_edits
from yardstick.ui.uploading_roles import periods_around, place_words, places_near
from yardstick.ui.uploading_words import MISSING

_KINDS = (
    "report", "resolution", "conclusion", "notice", "release", "plan", "programme", "directive",
    "decision", "news",
)  # fmt: skip
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2045, 12, 31)


def metadata_form(file: File, upload: Upload) -> None:
    """What was read of the document itself; corrections read its figures anew."""
    known = upload.metadata
    if known is None:
        return
    with st.form(f"upload-metadata-{file.key}", border=False):
        st.html(show.section(text("upload.metadata"), text("upload.metadata_text")))
        title = st.text_area(text("upload.meta.title"), _line(known.title), height=68)
        left, middle, right = st.columns(3)
        number = left.text_input(text("upload.meta.number"), known.number or "")
        day = left.date_input(
            text("upload.meta.date"),
            known.date,
            format="DD/MM/YYYY",
            min_value=_FIRST_DAY,
            max_value=_LAST_DAY,
        )
        issuer = middle.text_input(text("upload.meta.issuer"), _line(known.issuer))
        kind = middle.selectbox(
            text("upload.meta.kind"),
            _KINDS,
            index=_KINDS.index(known.kind) if known.kind in _KINDS else None,
            format_func=lambda one: text(f"upload.meta.kind.{one}"),
            placeholder=text("upload.meta.unknown"),
        )
        place = right.selectbox(
            text("upload.meta.place"),
            [one.key for one in places_near(None)],
            index=_place_at(upload),
            format_func=lambda one: place_words(cached.gazetteer()[one]),
            placeholder=text("upload.meta.unknown"),
            filter_mode="fuzzy",
        )
        codes = _periods(known)
        period = right.selectbox(
            text("upload.meta.period"),
            codes,
            index=codes.index(known.period) if known.period in codes else None,
            format_func=period_title,
            placeholder=text("upload.meta.unknown"),
            filter_mode="fuzzy",
        )
        if st.form_submit_button(text("upload.meta.read_again"), icon=":material/refresh:"):
            corrected = replace(
                known,
                title=" ".join(title.split()) or None,
                number=number.strip() or None,
                date=day if isinstance(day, date) else None,
                issuer=" ".join(issuer.split()) or None,
                kind=kind,
                period=period,
            )
            set_edits(file, replace(edits_of(file), metadata=corrected, place=place))
            st.rerun()


def _line(words: str | None) -> str:
    return " ".join((words or "").split())


def _place_at(upload: Upload) -> int | None:
    keys = [place.key for place in places_near(None)]
    return keys.index(upload.place.key) if upload.place and upload.place.key in keys else None


def _periods(known: DocumentMetadata) -> list[str]:
    year = known.date.year if known.date is not None else cached.newest_year()
    codes = [period.code for period in periods_around(year)]
    return codes if known.period is None or known.period in codes else [known.period, *codes]


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
