"""The parts of the upload page: the preview of a file, the list of loads and their undoing."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import pandas as pd
import streamlit as st

from etl.upload import Desk, Upload
from etl.upload_lines import STORED, Fate, Line
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.observation import Observation
from yardstick.domain.provenance import SourceKind
from yardstick.domain.vietnamese import format_number
from yardstick.errors import InputRefusedError, YardstickError
from yardstick.render.marked import marked
from yardstick.store import desk as store_desk
from yardstick.store.writer import undo
from yardstick.ui import cached, headline, show, tables
from yardstick.ui.messages import (
    failure_sentence,
    number,
    period_label,
    quantity,
    text,
    unit_label,
    words,
)
from yardstick.ui.origin import locator_label
from yardstick.ui.session import language

_MISSING = "—"
_SHOWN_DIGITS = 4


def author() -> str:
    """Who answers for what is stored from these pages."""
    return cached.user().name


def desk() -> Desk:
    """What uploads are read with."""
    return Desk(cached.store(), cached.catalogue(), cached.gazetteer(), cached.user())


@dataclass(frozen=True)
class Read:
    """A file after reading: the upload, or the failure that refused it."""

    upload: Upload | None
    failure: YardstickError | None


@st.cache_resource(show_spinner=False, max_entries=24)
def _read(version: str, digest: str, name: str, _data: bytes) -> Read:
    del version, digest
    try:
        return Read(desk().read(_data, name), None)
    except InputRefusedError as refusal:
        return Read(None, refusal)


def read(data: bytes, name: str) -> Read:
    """A file compared with the store; read again only when the store or the file changed."""
    return _read(cached.store().version, hashlib.sha256(data).hexdigest(), name, data)


def dropzone_words() -> None:
    """The words inside the drop area, which Streamlit writes in English only."""
    words_of = {"button": text("upload.choose"), "hint": text("upload.drop")}
    quoted = {name: value.replace("\\", "").replace('"', "") for name, value in words_of.items()}
    st.html(
        "<style>.st-key-upload-files [data-testid='stFileUploaderDropzone'] > button p,"
        " .st-key-upload-files [data-testid='stFileUploaderDropzone'] > span p,"
        " .st-key-upload-files [data-testid='stFileUploaderDropzoneInstructions'] span"
        " {font-size:0} .st-key-upload-files [data-testid='stFileUploaderDropzone'] button p::after"
        f' {{font-size:14px; content:"{quoted["button"]}"}}'
        " .st-key-upload-files [data-testid='stFileUploaderDropzoneInstructions'] span::after"
        f' {{font-size:13px; content:"{quoted["hint"]}"}}</style>'
    )


def preview(upload: Upload, data: bytes, key: str) -> bool:
    """What storing would do, counted and line by line; True when the person stores it."""
    counts = upload.counts
    st.html(show.section(text("upload.preview", count=len(upload.lines))))
    if not upload.lines:
        st.html(show.note("warning", text("upload.no_figures")))
        return False
    if upload.is_illustration:
        st.html(show.note("error", text("upload.illustration")))
    _counters(counts)
    _lines(upload.lines, key, upload.source.text)
    _findings(upload.findings)
    _marked_file(upload, data, key)
    good = sum(counts[fate] for fate in STORED)
    if upload.is_illustration:
        return False
    if upload.changes_nothing:
        st.html(show.note("success", text("upload.nothing")))
        return False
    label = text("upload.store", count=good)
    if not good:
        label = text("upload.store_waiting", count=counts[Fate.WAITING])
    return st.button(label, type="primary", key=f"store-{key}", icon=":material/save:")


def _counters(counts: Counter[Fate]) -> None:
    for column, fate in zip(st.columns(len(Fate)), Fate, strict=True):
        with column, st.container(border=True, height="stretch"):
            remark = text(f"upload.fate_text.{fate}")
            st.html(show.metric(text(f"upload.fate.{fate}"), str(counts[fate]), remark=remark))
    parts = " + ".join(
        f"{counts[fate]} {text(f'upload.fate.{fate}').lower()}" for fate in Fate if counts[fate]
    )
    st.html(show.foot(text("upload.sum", parts=parts, total=sum(counts.values()))))


def _lines(lines: Sequence[Line], key: str, whole: str | None) -> None:
    """The lines in a table, those a person should look at first."""
    attention = [line for line in lines if line.fate in (Fate.WAITING, Fate.REFUSED, Fate.CONFLICT)]
    groups: dict[str, list[Line]] = {"attention": attention} if attention else {}
    for fate in Fate:
        found = [line for line in lines if line.fate is fate]
        if found:
            groups[fate] = found
    groups["all"] = list(lines)
    picked = st.segmented_control(
        text("upload.column.fate"),
        list(groups),
        format_func=lambda name: f"{_group(name)} ({len(groups[name])})",
        default=next(iter(groups)),
        required=True,
        key=f"lines-{key}",
        label_visibility="collapsed",
    )
    st.dataframe(
        pd.DataFrame([_row(line, whole) for line in groups[picked]]),
        hide_index=True,
        key=f"table-{key}",
        height=tables.height(len(groups[picked]), 480),
        column_config={
            text("upload.column.what"): st.column_config.TextColumn(width="large"),
            text("upload.column.note"): st.column_config.TextColumn(width="large"),
        },
    )


def _findings(findings: Sequence[Finding]) -> None:
    """What a person should know about single cells, with what was found and expected."""
    if not findings:
        return
    rows = [
        {
            text("upload.column.cell"): f"{finding.sheet} · {finding.cell or _MISSING}"
            if finding.sheet
            else finding.subject,
            text("upload.column.note"): _rule(finding.rule),
            text("upload.column.found"): finding.found or _MISSING,
            text("upload.column.expected"): finding.expected or _MISSING,
        }
        for finding in findings
    ]
    with st.expander(text("upload.findings", count=len(rows)), icon=":material/rule:"):
        st.dataframe(pd.DataFrame(rows), hide_index=True)


def _marked_file(upload: Upload, data: bytes, key: str) -> None:
    """The person's own workbook with its doubtful cells coloured and explained."""
    is_workbook = upload.source.kind is SourceKind.WORKBOOK
    if not is_workbook or not any(f.severity is not Severity.NOTE for f in upload.findings):
        return
    name = upload.source.address or "upload.xlsx"
    suffix = PurePath(name).suffix if PurePath(name).suffix in (".xlsx", ".xlsm") else ".xlsx"
    st.download_button(
        text("upload.marked"),
        data=lambda: marked(data, name, upload.findings).data,
        file_name=f"{PurePath(name).stem}-da-kiem-tra{suffix}",
        icon=":material/download:",
        key=f"marked-{key}",
        on_click="ignore",
    )


def _rule(rule: str) -> str:
    known = f"finding.{rule}"
    return text(known if known in words() else "finding.other")


def _group(name: str) -> str:
    return text(f"upload.{name}") if name in ("attention", "all") else text(f"upload.fate.{name}")


def _row(line: Line, whole: str | None) -> dict[str, str]:
    one = line.observation
    place = what = ""
    if one is not None:
        place = headline.place_name(one.place)
        name = cached.catalogue()[one.indicator].short(language())
        what = (
            f"{name} ({text(f'measure.{one.measure}')}), {_kind(one)}, {period_label(one.period)}"
        )
    elif line.mention is not None:
        place = line.mention.place_text or ""
        what = line.mention.indicator_text
    return {
        text("upload.column.cell"): locator_label(line.locator.locator, whole),
        text("upload.column.place"): place or _MISSING,
        text("upload.column.what"): what or _MISSING,
        text("upload.column.old"): _old(line),
        text("upload.column.new"): _new(one) if one is not None else line.quote,
        text("upload.column.fate"): text(f"upload.fate.{line.fate}"),
        text("upload.column.note"): _remark(line),
    }


def _kind(one: Observation) -> str:
    return text(f"origin.{one.kind}")


def _new(one: Observation) -> str:
    if one.value is not None:
        return quantity(_shortened(one.value), one.unit)
    low, high = one.numbers
    return f"{format_number(low)}–{format_number(high)} {unit_label(one.unit)}"


def _shortened(value: Decimal) -> Decimal:
    """At most four digits after the comma on screen; the store keeps every digit."""
    return round(value, _SHOWN_DIGITS) if -int(value.as_tuple().exponent) > _SHOWN_DIGITS else value


def _old(line: Line) -> str:
    if line.old is None:
        return _MISSING
    value, low, high, unit = line.old
    if value is not None:
        return quantity(_shortened(value), unit)
    return f"{number(low)}–{number(high)} {unit_label(unit)}" if low and high else _MISSING


def _remark(line: Line) -> str:
    if line.fate is Fate.CHANGED and line.change_percent is not None:
        return f"{line.change_percent:+.1f}%".replace(".", "," if language() == "vi" else ".")
    if not line.reason:
        return ""
    return _rule(line.reason)


def store_upload(upload: Upload) -> None:
    """Stores the good lines and says so after the page has been drawn anew."""
    receipt = desk().store_upload(upload)
    if receipt is not None:
        st.session_state["upload-said"] = text(
            "upload.stored", count=receipt.counts["observations"], name=upload.source.address
        )
        st.session_state["upload-last"] = receipt.batch_id
    st.rerun()


def said() -> None:
    """What was just done, with a way to take it back."""
    words_said = st.session_state.pop("upload-said", None)
    if words_said:
        st.html(show.note("success", words_said))
    last = st.session_state.get("upload-last")
    if last is not None and st.button(
        text("upload.undo_this", batch=last), icon=":material/undo:", type="tertiary"
    ):
        st.session_state["upload-undoing"] = last


def refusal(failure: YardstickError) -> None:
    """Why a file was not read, and what to do."""
    st.html(show.note("error", failure_sentence(failure), text("failure.title")))


def batches() -> None:
    """Every load, newest first; a selected one can be undone as a whole."""
    st.html(show.section(text("upload.batches"), text("upload.batches_text")))
    if cached.store().is_empty:
        st.html(show.empty(text("upload.no_batches"), text("empty.no_store_text"), "upload"))
        return
    found = store_desk.batches(cached.store())
    when = found["recorded_at"].dt.tz_localize("UTC").dt.tz_convert(_zone())
    table = pd.DataFrame(
        {
            text("upload.batch"): found["batch_id"],
            text("upload.batch_when"): when.dt.strftime("%d/%m/%Y %H:%M"),
            text("upload.batch_who"): found["author"],
            text("upload.batch_what"): [
                f"{text(f'upload.kind.{kind}')}: {title}"
                for kind, title in zip(
                    found["kind"], found["file_name"].fillna(found["note"]), strict=True
                )
            ],
            text("upload.batch_counts"): [
                f"{stored} / {waiting}"
                for stored, waiting in zip(found["observations"], found["waiting"], strict=True)
            ],
            text("upload.batch_state"): [
                text("upload.batch_live" if live else "upload.batch_undone")
                for live in found["is_live"]
            ],
        }
    )
    picked = st.dataframe(
        table,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key="batches",
        height=tables.height(len(table), 400),
    )
    rows = picked["selection"]["rows"]
    undoing = found.index[found["batch_id"] == st.session_state.get("upload-undoing")]
    at = rows[0] if rows else (undoing[0] if len(undoing) else None)
    if at is None or not found["is_live"][at]:
        st.caption(text("upload.undo_pick"))
        return
    chosen = {str(name): value for name, value in found.iloc[at].to_dict().items()}
    _undo_form(int(chosen["batch_id"]), int(chosen["observations"]), str(chosen["note"] or ""))


def _zone() -> Any:
    from datetime import datetime

    return datetime.now().astimezone().tzinfo


def _undo_form(batch_id: int, count: int, name: str) -> None:
    with st.form(f"undo-{batch_id}", border=True):
        st.html(show.note("warning", text("upload.undo_confirm", count=count, name=name)))
        reason = st.text_input(text("upload.undo_reason"), key=f"undo-reason-{batch_id}")
        if st.form_submit_button(text("upload.undo_yes"), icon=":material/undo:"):
            undo(cached.store(), batch_id, author=cached.user().name, reason=reason)
            st.session_state["upload-said"] = text("upload.undone", batch=batch_id)
            for key in ("upload-last", "upload-undoing"):
                st.session_state.pop(key, None)
            st.rerun()
