"""What a document says of itself, as fields to correct: number, date, issuer, kind, place, period.

`fields` stands in a form of the page that uses it: the upload's preview, Nguồn, Rà soát.
"""

from dataclasses import replace
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from etl.describe import Correction, Corrector, Described
from etl.read.document import DocumentMetadata
from yardstick.domain.place import Place
from yardstick.errors import YardstickError
from yardstick.store import descriptions
from yardstick.store.writer import undo
from yardstick.ui import cached, show
from yardstick.ui.messages import date_label, failure_sentence, period_title, text
from yardstick.ui.uploading_roles import periods_around, place_words, places_near

_KINDS = (
    "report", "resolution", "conclusion", "notice", "release", "plan", "programme", "directive",
    "decision", "news",
)  # fmt: skip
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2045, 12, 31)
_SAID, _FAILED, _LAST = "describing-said", "describing-failed", "describing-last"
_MISSING = "—"


def fields(
    known: DocumentMetadata, place: Place | None, *, has_figures: bool = True
) -> tuple[DocumentMetadata, Place | None]:
    """The fields, filled with what is known; what stands in them in this run.

    Args:
        known: What was read, or corrected before.
        place: The place the document is about.
        has_figures: Whether kind, place and period are asked for: a sheet says them cell by cell.
    """
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
    corrected = replace(
        known,
        title=_kept(known.title, title),
        number=number.strip() or None,
        date=day if isinstance(day, date) else None,
        issuer=_kept(known.issuer, issuer),
    )
    if not has_figures:
        return corrected, place
    kind = middle.selectbox(
        text("upload.meta.kind"),
        _KINDS,
        index=_KINDS.index(known.kind) if known.kind in _KINDS else None,
        format_func=lambda one: text(f"upload.meta.kind.{one}"),
        placeholder=text("upload.meta.unknown"),
    )
    keys = [one.key for one in places_near(None)]
    if place is not None and place.key not in keys:
        keys.insert(0, place.key)
    chosen = right.selectbox(
        text("upload.meta.place"),
        keys,
        index=keys.index(place.key) if place is not None else None,
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
    return replace(corrected, kind=kind, period=period), cached.gazetteer().find_key(chosen)


def _line(words: str | None) -> str:
    return " ".join((words or "").split())


def _kept(before: str | None, typed: str) -> str | None:
    """What was typed; what stood there where only its line breaks differ."""
    return before if _line(typed) == _line(before) else _line(typed) or None


def _periods(known: DocumentMetadata) -> list[str]:
    year = known.date.year if known.date is not None else cached.newest_year()
    codes = [period.code for period in periods_around(year)]
    return codes if known.period is None or known.period in codes else [known.period, *codes]


def corrector() -> Corrector:
    """What a stored source is read again with."""
    return Corrector(cached.store(), cached.catalogue(), cached.gazetteer(), cached.user().name)


@st.cache_resource(show_spinner=False, max_entries=64)
def _known(version: str, source_id: str) -> Described:
    del version
    return corrector().known(source_id)


@st.cache_resource(show_spinner=False, max_entries=64)
def _history(version: str, source_id: str) -> pd.DataFrame:
    del version
    return descriptions.history(cached.store(), source_id)


def facts(source_id: str, kind: str) -> None:
    """What a stored source is about, with the form that corrects it and what was corrected."""
    known = _known(cached.store().version, source_id)
    is_document = kind == "document"
    label = text("describe.title", facts=_summary(known, is_document=is_document))
    with st.expander(label, icon=":material/edit_document:"):
        with st.form(f"describe-{source_id}", border=False):
            metadata, place = fields(known.metadata, known.place, has_figures=is_document)
            reason = st.text_input(
                text("describe.reason"), placeholder=text("describe.reason_hint"), max_chars=400
            )
            if is_document:
                st.caption(text("describe.follows"))
            if st.form_submit_button(text("describe.save"), type="primary"):
                if not reason.strip():
                    st.html(show.note("warning", text("describe.needs_reason")))
                else:
                    _correct(source_id, metadata, place, reason)
        _corrections(source_id)


def _summary(known: Described, *, is_document: bool) -> str:
    """What the source is, in one line: kind, number, date, place, period."""
    one = known.metadata
    parts = [one.number or "", date_label(one.date) if one.date else ""]
    if is_document:
        unknown = text("upload.meta.unknown").lower()
        parts.insert(0, text(f"upload.meta.kind.{one.kind}") if one.kind else "")
        parts.append(place_words(known.place) if known.place else _gap("place", unknown))
        parts.append(period_title(one.period) if one.period else _gap("period", unknown))
    return " · ".join(part for part in parts if part) or _MISSING


def _gap(name: str, unknown: str) -> str:
    return f"{text(f'upload.meta.{name}').lower()}: {unknown}"


def _correct(source_id: str, metadata: DocumentMetadata, place: Place | None, reason: str) -> None:
    try:
        done = corrector().correct(source_id, metadata, place, reason)
    except YardstickError as failure:
        st.html(show.note("error", failure_sentence(failure), text("failure.title")))
        return
    if done is None:
        st.html(show.note("info", text("describe.same")))
        return
    receipt, correction = done
    st.session_state[_LAST] = receipt.batch_id
    st.session_state[_SAID] = _done(correction)
    st.rerun()


def _done(correction: Correction) -> str:
    counts = {"moved": correction.moved, "freed": correction.freed, "held": correction.held}
    parts = [text(f"describe.{name}", count=count) for name, count in counts.items() if count]
    return " ".join([text("describe.done"), *parts])


def said() -> None:
    """What the last correction did, once, with the way back."""
    failed = st.session_state.pop(_FAILED, None)
    if failed:
        st.html(show.note("error", failed, text("failure.title")))
    words = st.session_state.pop(_SAID, None)
    if not words:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="describe-said"):
        st.html(show.note("success", words))
        if _LAST in st.session_state:
            st.button(
                text("action.undo"),
                icon=":material/undo:",
                type="tertiary",
                key="describe-undo",
                on_click=_undo,
            )


def _undo() -> None:
    last = st.session_state.pop(_LAST, None)
    if last is None:
        return
    try:
        undo(cached.store(), last, author=cached.user().name, reason=text("describe.undo_reason"))
    except YardstickError as failure:
        st.session_state[_FAILED] = failure_sentence(failure)
        return
    st.session_state[_SAID] = text("describe.undone")


def _corrections(source_id: str) -> None:
    """Who corrected what and why, the latest first."""
    found = _history(cached.store().version, source_id)
    rows = [row for row in found.to_dict("records") if row["reason"]]
    if not rows:
        return
    lines = "".join(f"<li>{escape(_told(row))}</li>" for row in reversed(rows))
    st.html(f"<div class='ys-small'>{escape(text('describe.history'))}<ul>{lines}</ul></div>")


def _told(row: dict[object, object]) -> str:
    place = cached.gazetteer().find_key(row["place"] if isinstance(row["place"], str) else None)
    period = row["period"]
    about = [
        row["number"] if isinstance(row["number"], str) else "",
        row["issuer"] if isinstance(row["issuer"], str) else "",
        place_words(place) if place else "",
        period_title(period) if isinstance(period, str) else "",
    ]
    words = text(
        "describe.said",
        author=row["author"],
        date=date_label(pd.Timestamp(str(row["recorded_at"])).date()),
        about=", ".join(str(part) for part in about if part),
        reason=row["reason"],
    )
    return f"{words} ({text('upload.batch_undone')})" if row["is_undone"] else words
