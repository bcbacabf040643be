"""The preview: five counts whose sum is written out, the lines, and what can be done with them."""

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

import streamlit as st

from etl.answers import position
from etl.extract.sheet_model import Role
from etl.upload import Upload
from etl.upload_lines import STORED, Fate, Line
from yardstick.domain.finding import Severity
from yardstick.domain.provenance import SourceKind
from yardstick.render.marked import marked
from yardstick.ui import show
from yardstick.ui.messages import text
from yardstick.ui.origin import locator_label
from yardstick.ui.uploading_data import File, desk, edits_of
from yardstick.ui.uploading_issues import marks
from yardstick.ui.uploading_words import (
    MISSING,
    column_words,
    finding_sentence,
    indicator_of,
    new_value,
    old_value,
    place_of,
    remark,
)

_ROWS = 15
# The five counts: a figure that stands beside another source's is a change for whoever looks.
_GROUPS: dict[str, tuple[Fate, ...]] = {
    "new": (Fate.NEW,),
    "changed": (Fate.CHANGED, Fate.CONFLICT),
    "same": (Fate.SAME,),
    "refused": (Fate.REFUSED,),
    "waiting": (Fate.WAITING,),
}
_SIDES = {"refused": " ys-five-bad", "waiting": " ys-five-look"}


def good_count(upload: Upload) -> int:
    """How many figures storing would add."""
    return sum(upload.counts[fate] for fate in STORED)


def preview(file: File, upload: Upload) -> None:
    """Counts, the sum, and the lines of one file."""
    groups = _grouped(upload.lines)
    total = len(upload.lines)
    parts = " + ".join(
        text(f"upload.count.{name}", count=len(lines)) for name, lines in groups.items()
    )
    again = text("upload.repeats", count=upload.repeats) if upload.repeats else ""
    st.html(
        show.section(
            text("upload.preview", count=total), f"{parts} = {total}{again and ' · ' + again}"
        )
    )
    st.html(_five(groups))
    _lines(file, upload, groups)
    st.html(show.foot(text("upload.history_kept")))


def _grouped(lines: Sequence[Line]) -> dict[str, list[Line]]:
    return {name: [line for line in lines if line.fate in fates] for name, fates in _GROUPS.items()}


def _five(groups: dict[str, list[Line]]) -> str:
    cards = "".join(
        f"<div class='ys-five-card{_SIDES.get(name, '') if lines else ''}'>"
        + show.metric(
            text(f"upload.fate.{name}"), str(len(lines)), remark=_group_remark(name, lines)
        )
        + "</div>"
        for name, lines in groups.items()
    )
    return f"<div class='ys-five'>{cards}</div>"


def _group_remark(name: str, lines: Sequence[Line]) -> str:
    beside = sum(1 for line in lines if line.fate is Fate.CONFLICT)
    if name == "changed" and beside:
        return text("upload.fate_text.beside", count=beside)
    return text(f"upload.fate_text.{name}")


def _lines(file: File, upload: Upload, groups: dict[str, list[Line]]) -> None:
    """The lines a person should look at first; any other group by a choice."""
    attention = [line for line in upload.lines if line.fate not in (Fate.NEW, Fate.SAME)]
    offered: dict[str, list[Line]] = {"attention": attention} if attention else {}
    offered |= {name: lines for name, lines in groups.items() if lines}
    offered["all"] = list(upload.lines)
    left, right = st.columns([6, 2], vertical_alignment="center")
    with left:
        picked = st.segmented_control(
            text("upload.column.fate"),
            list(offered),
            format_func=lambda name: f"{_group_name(name)} ({len(offered[name])})",
            default=next(iter(offered)),
            required=True,
            key=f"upload-lines-{file.key}-{'-'.join(offered)}",
            label_visibility="collapsed",
        )
    if upload.is_illustration:
        right.html(f"<div class='ys-right'>{show.demo_badge()}</div>")
    lines = offered[picked]
    pages = -(-len(lines) // _ROWS) or 1
    key = f"upload-lines-page-{file.key}-{picked}"
    page = min(st.session_state.get(key, 1), pages)
    shown = lines[(page - 1) * _ROWS : page * _ROWS]
    st.html(_table(upload, shown))
    if pages > 1:
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.pagination(pages, default=page, key=key, max_visible_pages=5)


def _group_name(name: str) -> str:
    return text(f"upload.{name}") if name in ("attention", "all") else text(f"upload.fate.{name}")


def _table(upload: Upload, lines: Sequence[Line]) -> str:
    whole = upload.source.text
    at = "cell" if whole is None else "passage"
    heads = (at, "place", "what", "old", "new", "fate", "note")
    head = "".join(
        f"<th scope='col'{' class=ys-r' if name in ('old', 'new') else ''}>"
        f"{escape(text(f'upload.column.{name}'))}</th>"
        for name in heads
    )
    rows = "".join(
        f"<tr><td class='ys-cell'>{escape(_where(line, whole))}</td>"
        f"<td>{escape(place)}</td><td>{escape(what)}</td>"
        f"<td class='ys-r'>{escape(old_value(line))}</td>"
        f"<td class='ys-r'><b>{escape(new_value(line))}</b></td>"
        f"<td><span class='ys-st ys-st-{line.fate}'>{escape(text(f'upload.result.{line.fate}'))}"
        f"</span></td><td>{escape(remark(line))}</td></tr>"
        for line in lines
        for place, what in (_about(upload, line),)
    )
    return (
        f"<div class='ys-scroll'><table class='ys-df'><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _about(upload: Upload, line: Line) -> tuple[str, str]:
    """Whose figure a line is and of what; of an empty one, what its row and column say."""
    if line.observation is not None or line.mention is not None or upload.sheets is None:
        return place_of(line), indicator_of(line)
    sheet, _, cell = line.locator.locator.rpartition("!")
    row, column = position(cell)
    for layout in upload.sheets.found.layouts:
        if layout.sheet != sheet or not layout.data_first <= row <= layout.data_last:
            continue
        label = next((one.label for one in layout.rows if one.row == row), "") or MISSING
        head = next((column_words(one) for one in layout.columns if one.column == column), MISSING)
        if any(one.role is Role.PLACE for one in layout.columns):
            return label, head
        return MISSING, f"{label}, {head.lower()}"
    return MISSING, MISSING


def _where(line: Line, whole: str | None) -> str:
    if whole is not None:
        return locator_label(line.locator.locator, whole)
    return line.locator.locator.rpartition("!")[2]


def actions(file: File, upload: Upload) -> tuple[bool, bool, bool]:
    """Buttons under the preview: store, the marked file, cancel, remember.

    Returns:
        Whether to store, whether to put the files away, whether to remember the layout.
    """
    may_store = desk().may_store(upload)
    if not may_store:
        key = "upload.illustration" if upload.is_illustration else "upload.real_here"
        st.html(show.note("error", text(key)))
    elif not upload.lines:
        st.html(show.note("warning", text("upload.no_figures")))
    elif upload.changes_nothing:
        nothing_good = not any(line.fate is Fate.SAME for line in upload.lines)
        key = "upload.nothing_good" if nothing_good else "upload.nothing"
        st.html(show.note("warning" if nothing_good else "success", text(key)))
    good = good_count(upload)
    label = text("upload.store", count=good)
    if not good and upload.counts[Fate.WAITING]:
        label = text("upload.store_waiting", count=upload.counts[Fate.WAITING])
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"upload-acts-of-{file.key}"
    ):
        stored = False
        if may_store and upload.lines and not upload.changes_nothing:
            stored = st.button(label, type="primary", key=f"store-{file.key}")
        _marked_file(file, upload)
        away = "upload.next" if upload.changes_nothing else "upload.cancel"
        cancelled = st.button(text(away), key=f"cancel-{file.key}")
        remember = False
        if upload.sheets is not None and may_store and not upload.changes_nothing:
            remember = st.checkbox(
                text("upload.remember"), value=True, key=f"upload-remember-{file.key}"
            )
    return stored, cancelled, remember


def _marked_file(file: File, upload: Upload) -> None:
    """The person's own workbook with its doubtful cells coloured and explained."""
    if upload.source.kind is not SourceKind.WORKBOOK:
        return
    edits = edits_of(file)
    is_open = upload.counts[Fate.REFUSED] or upload.counts[Fate.WAITING] or edits.answers
    if not is_open and all(one.severity is Severity.NOTE for one in upload.findings):
        return
    suffix = PurePath(file.name).suffix
    suffix = suffix if suffix.lower() in (".xlsx", ".xlsm") else ".xlsx"
    st.download_button(
        text("upload.marked"),
        data=lambda: marked(file.data, file.name, marks(upload, edits), finding_sentence).data,
        file_name=f"{PurePath(file.name).stem}-da-kiem-tra{suffix}",
        icon=":material/download:",
        key=f"marked-{file.key}",
        on_click="ignore",
    )
