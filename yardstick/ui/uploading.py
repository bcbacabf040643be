"""The upload page's frame: steps, files, one file's card, and the storing of one or all."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from etl.extract.sheet_model import Layout
from etl.layout_form import table_key
from etl.upload import Upload
from yardstick.errors import YardstickError
from yardstick.ui import cached, show, uploading_batches, uploading_document
from yardstick.ui.messages import failure_sentence, period_label, text
from yardstick.ui.uploading_data import (
    File,
    Read,
    desk,
    edits_of,
    empty_uploader,
    file_of,
    forget_edits,
    is_read,
    read,
    seconds,
    set_edits,
    table_mark,
    uploader_key,
)
from yardstick.ui.uploading_findings import panel
from yardstick.ui.uploading_issues import issues
from yardstick.ui.uploading_preview import actions, good_count, preview
from yardstick.ui.uploading_roles import editor, period_picker, set_defaults, unit_picker
from yardstick.ui.uploading_sheet import grid, title

TYPES = ["xlsx", "xlsm", "xls", "ods", "csv", "docx", "pdf", "txt"]
MEGABYTES = 50
_SLOW_BYTES = 150_000
_STEPS = ("files", "reading", "preview", "store")


def author() -> str:
    """Who answers for what is stored from these pages."""
    return cached.user().name


# Steps and files


def steps(current: int) -> str:
    """The four steps; those before the current one are done, two are worked on at once."""
    parts = []
    for number, name in enumerate(_STEPS, 1):
        now = number == current or (current == 2 and number == 3)
        look, mark = ("now", str(number)) if now else ("next", str(number))
        if number < current or current == 5:
            look, mark = "done", "✓"
        words = escape(text(f"upload.step.{name}"))
        here = " aria-current='step'" if number == current else ""
        parts.append(f"<span class='ys-step-{look}'{here}><b>{mark}</b>{words}</span>")
    return f"<div class='ys-steps'>{'<i></i>'.join(parts)}</div>"


def chosen_files() -> list[File]:
    """The files somebody chose; once there are some, the widget makes room for them."""
    key = uploader_key()
    there = st.session_state.get(key)
    label = "upload.files_more" if there else "upload.files_first"
    with st.expander(text(label), expanded=not there, icon=":material/upload_file:"):
        found = st.file_uploader(
            text("upload.files"),
            type=TYPES,
            accept_multiple_files=True,
            key=key,
            max_upload_size=MEGABYTES,
        )
    dropzone_words(key, text("upload.choose"), text("upload.drop"))
    files = [file_of(one.name, one.getvalue()) for one in found]
    return list({file.digest: file for file in files}.values())


def dropzone_words(key: str, button: str, hint: str) -> None:
    """The words inside the drop area, which Streamlit writes in English only.

    Args:
        key: The uploader's key.
        button: On its button.
        hint: Beside it.
    """
    words_of = {"button": button, "hint": hint}
    quoted = {name: value.replace("\\", "").replace('"', "") for name, value in words_of.items()}
    here = f".st-key-{key}"
    st.html(
        f"<style>{here} [data-testid='stFileUploaderDropzone'] > button p,"
        f" {here} [data-testid='stFileUploaderDropzone'] > span p,"
        f" {here} [data-testid='stFileUploaderDropzoneInstructions'] span"
        f" {{font-size:0}} {here} [data-testid='stFileUploaderDropzone'] button p::after"
        f' {{font-size:14px; content:"{quoted["button"]}"}}'
        f" {here} [data-testid='stFileUploaderDropzoneInstructions'] span::after"
        f' {{font-size:13px; content:"{quoted["hint"]}"}}</style>'
    )


def read_all(files: Sequence[File]) -> dict[str, Read]:
    """Every file read, with words about the one being read while it takes time."""
    fresh = [file for file in files if not is_read(file)]
    slow = len(fresh) > 1 or any(len(file.data) > _SLOW_BYTES for file in fresh)
    bar = st.progress(0.0, text=text("upload.reading_first")) if slow else None
    found = {}
    for number, file in enumerate(files):
        if bar is not None:
            said = text("upload.reading", n=number + 1, count=len(files), name=file.name)
            bar.progress(number / len(files), text=said)
        # Shown only when the reading takes its time: after an edit, say.
        with st.spinner(text("upload.rereading", name=file.name)):
            found[file.digest] = read(file)
    if bar is not None:
        bar.empty()
    return found


def picked_file(files: Sequence[File], found: dict[str, Read]) -> File:
    """The file that is shown; all of them with what was found in each."""
    if len(files) == 1:
        return files[0]
    by_digest = {file.digest: file for file in files}
    with st.container(border=True, key="upload-many"):
        st.html(show.section(text("upload.many", count=len(files)), _many_remark(found)))
        picked = st.radio(
            text("upload.many", count=len(files)),
            list(by_digest),
            format_func=lambda digest: _file_words(by_digest[digest], found[digest]),
            key=f"upload-picked-{uploader_key()}",
            label_visibility="collapsed",
        )
        ready = [file for file in files if _is_ready(found[file.digest])]
        count = sum(good_count(one) for file in ready if (one := found[file.digest].upload))
        if len(ready) > 1 and st.button(
            text("upload.store_all", files=len(ready), count=count), key="upload-store-all"
        ):
            store_all(ready, found)
    return by_digest[picked or files[0].digest]


def _is_ready(one: Read) -> bool:
    upload = one.upload
    return upload is not None and desk().may_store(upload) and not upload.changes_nothing


def _many_remark(found: dict[str, Read]) -> str:
    read_ones = sum(1 for one in found.values() if one.upload is not None)
    return text("upload.many_read", read=read_ones, count=len(found))


def _file_words(file: File, one: Read) -> str:
    if one.upload is None:
        return f"{file.name} · {text('upload.file_refused')}"
    looks = len(issues(one.upload))
    return text("upload.file_line", name=file.name, count=len(one.upload.lines), looks=looks)


# One file


def one_file(file: File, one: Read) -> None:
    """A file's card, its sheet with what to look at, its preview and its buttons."""
    if one.failure is not None:
        refusal(file, one.failure)
        return
    upload = one.upload
    if upload is None:
        return
    if upload.sheets is None:
        _document(file, upload)
    else:
        _workbook(file, upload)
    with st.container(border=True, key=f"upload-preview-{file.key}"):
        preview(file, upload)
        stored, cancelled, remember = actions(file, upload)
    if cancelled:
        empty_uploader()
        st.rerun()
    if stored:
        _store([(file, upload)], remember=remember)


def _document(file: File, upload: Upload) -> None:
    with st.container(border=True, key=f"upload-card-{file.key}"):
        st.html(_card_head(file, upload, uploading_document.summary(upload)))
        uploading_document.metadata_form(file, upload)


def _workbook(file: File, upload: Upload) -> None:
    sheets = upload.sheets
    if sheets is None or not sheets.found.layouts:
        return
    layout = _card(file, upload)
    _recognised(file, upload, layout)
    left, right = st.columns([11, 5], gap="small")
    with left, st.container(border=True, key=f"upload-sheet-{file.key}"):
        st.html(title(upload))
        grid(file, upload, sheets, layout)
        editor(file, sheets, layout)
    with right, st.container(border=True, key=f"upload-look-{file.key}"):
        panel(file, upload, sheets)


def _card(file: File, upload: Upload) -> Layout:
    """Name and facts at left; sheet, period and unit at right."""
    sheets = upload.sheets
    assert sheets is not None  # noqa: S101 - asked only for workbooks
    layouts = {table_mark(table_key(one)): one for one in sheets.found.layouts}
    with st.container(border=True, key=f"upload-card-{file.key}"):
        facts, pickers = st.columns([6, 6], vertical_alignment="center")
        with pickers:
            where, when, what = st.columns([5, 6, 4])
            with where:
                mark = st.selectbox(
                    text("upload.sheet"),
                    list(layouts),
                    format_func=lambda one: _table_words(layouts[one], list(layouts.values())),
                    key=f"upload-table-{file.key}",
                )
            layout = layouts.get(mark) or next(iter(layouts.values()))
            at = f"{file.key}-{table_mark(table_key(layout))}"
            with when:
                period_picker(
                    layout.period,
                    lambda code: set_defaults(file, sheets, layout, period=code),
                    f"upload-period-{at}",
                )
            with what:
                unit_picker(
                    layout.unit,
                    lambda unit: set_defaults(file, sheets, layout, unit=unit),
                    f"upload-unit-{at}",
                )
        with facts:
            count = len(sheets.workbook.sheets)
            words = text(
                "upload.card",
                sheet=layout.sheet.strip() or "csv",
                count=count,
                seconds=f"{seconds(file):.1f}".replace(".", ","),
                who=_sender(),
            )
            st.html(_card_head(file, upload, escape(words)))
    warned = st.session_state.pop("upload-warned", None)
    if warned:
        st.html(show.note("error", warned))
    return layout


def _sender() -> str:
    user = cached.user()
    return user.unit.full_name if user.unit is not None else user.name


def _table_words(layout: Layout, every: Sequence[Layout]) -> str:
    name = layout.sheet.strip() or "csv"
    same = [one for one in every if one.sheet == layout.sheet]
    if len(same) == 1:
        return name
    return text("upload.table_of", sheet=name, number=same.index(layout) + 1)


def _card_head(file: File, upload: Upload, below: str) -> str:
    badge = show.demo_badge() if upload.is_illustration else ""
    return (
        f"<div class='ys-file'>{show.icon('document')}<div><b>{escape(file.name)}</b>"
        f"<div class='ys-small'>{below}</div>{badge}</div></div>"
    )


def _recognised(file: File, upload: Upload, layout: Layout) -> None:
    """A note on what the reading was guided by, with a way to do without."""
    sheets = upload.sheets
    assert sheets is not None  # noqa: S101
    key = table_key(layout)
    remembered = sheets.recognised.get(key)
    edited = edits_of(file).layout(key)
    if (remembered is None and edited is None) or is_stored(file):
        return
    count = len(issues(upload))
    with st.container(horizontal=True, vertical_alignment="center", key=f"upload-note-{file.key}"):
        if remembered is not None:
            used = remembered.used_period
            words = text(
                "upload.recognised",
                name=remembered.name[:90],
                when=period_label(used) if used else "",
                columns=len(remembered.form.get("columns", ())),
                rows=len(remembered.form.get("rows", ())),
                count=count,
            )
            st.html(show.note("success", " ".join(words.split())))
        else:
            st.html(show.note("info", text("upload.edited")))
        st.button(
            text("upload.not_so" if remembered is not None else "upload.as_read"),
            type="tertiary",
            key=f"upload-plain-{file.key}",
            on_click=lambda: set_edits(file, edits_of(file).without_layout(key)),
        )


def refusal(file: File, failure: YardstickError) -> None:
    """Why a file was not read, and what to do."""
    sentence = failure_sentence(failure)
    if edits_of(file).is_empty:
        st.html(show.note("error", sentence, text("failure.title")))
        return
    st.html(show.note("error", text("upload.nothing_left"), text("failure.title")))
    st.button(
        text("upload.as_read"),
        key=f"upload-reset-{file.key}",
        on_click=lambda: forget_edits(file),
    )


# Storing


def store_all(files: Sequence[File], found: dict[str, Read]) -> None:
    """Store every file that has something good."""
    _store(
        [(file, one) for file in files if (one := found[file.digest].upload) is not None],
        remember=True,
    )


def _store(uploads: Sequence[tuple[File, Upload]], *, remember: bool) -> None:
    """Store the good lines of each, and say so after the page has been drawn anew."""
    said, last = [], None
    bar = st.progress(0.0, text=text("upload.storing_first"))
    for number, (file, upload) in enumerate(uploads):
        words = text("upload.storing", n=number + 1, count=len(uploads), name=file.name)
        bar.progress(number / len(uploads), text=words)
        receipt = desk().store_upload(upload, edits_of(file), remember=remember)
        if receipt is not None:
            said.append(text("upload.stored", count=receipt.counts["observations"], name=file.name))
            last = receipt.batch_id
            done: set[str] = st.session_state.setdefault("upload-done", set())
            done.add(file.digest)
    bar.empty()
    if last is not None:
        st.session_state["upload-said"] = "\n".join([*said, text("upload.stored_undo")])
        st.session_state["upload-last"] = last
        uploading_batches.open_batch(last)
    st.rerun()


def is_stored(file: File) -> bool:
    """True when the file was stored in this session."""
    return file.digest in st.session_state.get("upload-done", set())


def said() -> None:
    """What was just done, with a way to take it back."""
    words_said = st.session_state.pop("upload-said", None)
    if words_said:
        st.html(show.note("success", words_said))
    last = st.session_state.get("upload-last")
    if last is None:
        return
    with (
        st.popover(text("upload.undo_this", batch=last), icon=":material/undo:", type="tertiary"),
        st.form("upload-undo-last", border=False),
    ):
        reason = st.text_input(text("upload.undo_reason"), key="upload-undo-last-why")
        if st.form_submit_button(text("upload.undo_yes"), icon=":material/undo:"):
            uploading_batches.undo_batch(last, reason)
            st.rerun()
