"""The list beside the sheet: each place to look at, why, and what a person may say to it."""

from collections.abc import Callable
from decimal import Decimal
from html import escape

import streamlit as st

from etl.answers import Act, Answer, position
from etl.extract.sheet_model import Role, RowRole
from etl.layout_form import table_key
from etl.reading_edits import with_column
from etl.upload import ReadSheets, Upload
from yardstick.domain.vietnamese import format_number
from yardstick.ui import cached, show
from yardstick.ui.messages import text, words
from yardstick.ui.session import language
from yardstick.ui.uploading_data import File, edits_of, layout_to_edit, set_edits, set_layout
from yardstick.ui.uploading_issues import (
    DOUBTS,
    NO_NUMBER,
    Issue,
    column_of,
    issues,
    likely_number,
    nearest,
    outside,
    row_of,
    same_label,
    table_of,
    typed_number,
)
from yardstick.ui.uploading_roles import (
    period_picker,
    place_words,
    places_near,
    set_defaults,
    set_row,
)
from yardstick.ui.uploading_words import rule_words

_PAGE = 6


def panel(file: File, upload: Upload, sheets: ReadSheets) -> None:
    """What has to be looked at, a few at a time, and what was answered already."""
    found = issues(upload)
    st.html(f"<h2>{escape(text('upload.issues', count=len(found)))}</h2>")
    if not found:
        st.html(show.note("success", text("upload.no_issues")))
    pages = -(-len(found) // _PAGE) or 1
    key = f"upload-issues-{file.key}"
    page = min(st.session_state.get(key, 1), pages)
    several = len({layout.sheet for layout in sheets.found.layouts}) > 1
    for number, issue in enumerate(found[(page - 1) * _PAGE : page * _PAGE]):
        _card(file, sheets, issue, f"{file.key}-{(page - 1) * _PAGE + number}", several)
    if pages > 1:
        st.pagination(pages, default=page, key=key, max_visible_pages=3)
    out = outside(upload)
    if out:
        user = cached.user()
        unit = user.unit.full_name if user.unit is not None else user.name
        st.html(show.note("warning", text("upload.outside", count=len(out), unit=unit)))
    _answered(file)


def _card(file: File, sheets: ReadSheets, issue: Issue, key: str, several: bool) -> None:
    with st.container(key=f"upload-issue-{key}", gap="xsmall"):
        kind = "bad" if issue.is_bad else "look"
        where = f"{issue.sheet} · {issue.cell}" if several else issue.cell
        head = _head(issue)
        why = _why(sheets, issue)
        st.html(
            f"<div class='ys-issue'><div><span class='ys-issue-cell ys-sh-{kind}'>"
            f"{escape(where)}</span></div><div><b>{escape(head)}</b>"
            f"<div class='ys-small'>{escape(why)}</div></div></div>"
        )
        with st.container(horizontal=True, key=f"upload-acts-{key}", gap="small"):
            _acts(file, sheets, issue, key)


def _head(issue: Issue) -> str:
    if issue.rule == "not_a_number" and issue.found.startswith("#"):
        return text("upload.issue.error_value", found=issue.found[:20])
    known = f"upload.issue.{issue.rule}"
    if known in words() and issue.found:
        return text(known, found=issue.found[:80])
    return (
        f"{issue.found[:60]}: {rule_words(issue.rule).lower()}"
        if issue.found
        else rule_words(issue.rule)
    )


def _why(sheets: ReadSheets, issue: Issue) -> str:
    parts = []
    likely = likely_number(sheets, issue) if issue.rule in NO_NUMBER else None
    if likely is not None:
        parts.append(text("upload.why.typed", typed=likely.typed))
    elif issue.rule == "not_a_number" and issue.found.startswith("#"):
        parts.append(text("upload.advice.error_value"))
    else:
        advice = f"upload.advice.{issue.rule}"
        if advice in words():
            parts.append(text(advice))
    if issue.waiting:
        parts.append(text("upload.why.waiting", count=issue.waiting))
    return " ".join(parts)


def _acts(file: File, sheets: ReadSheets, issue: Issue, key: str) -> None:
    if issue.rule in NO_NUMBER:
        _number_acts(file, sheets, issue, key)
    elif issue.rule == "unknown_place":
        _place_act(file, sheets, issue, key)
    elif issue.rule == "unknown_indicator":
        _indicator_act(file, sheets, issue, key)
    elif issue.rule == "no_period":
        layout = table_of(sheets.found.layouts, issue)
        if layout is not None:
            period_picker(
                None,
                lambda code: set_defaults(file, sheets, layout, period=code),
                f"upload-issue-when-{key}",
            )
    elif issue.rule in DOUBTS:
        _doubt_acts(file, issue, key)
    else:
        _leave_out(file, sheets, issue, key)


def _say(file: File, issue: Issue, act: Act, value: Decimal | None = None, why: str = "") -> None:
    answer = Answer(issue.sheet, issue.cell, act, value, " ".join(why.split()))
    set_edits(file, edits_of(file).with_answer(answer))


def _number_acts(file: File, sheets: ReadSheets, issue: Issue, key: str) -> None:
    likely = likely_number(sheets, issue)
    if likely is not None:
        st.button(
            text("upload.act.likely", typed=likely.typed),
            key=f"upload-likely-{key}",
            on_click=_say,
            args=(file, issue, Act.NUMBER, likely.value),
        )
    with st.popover(text("upload.act.type"), type="secondary"):
        typed = st.text_input(text("upload.act.type_label"), key=f"upload-typed-{key}")
        sheet = sheets.workbook.sheet(issue.sheet)
        value = typed_number(sheet, position(issue.cell)[1], typed) if typed.strip() else None
        if typed.strip() and value is None:
            st.html(show.note("error", text("upload.act.no_number", typed=typed)))
        st.button(
            text("upload.act.take"),
            key=f"upload-take-{key}",
            disabled=value is None,
            on_click=_say,
            args=(file, issue, Act.NUMBER, value),
        )
    st.button(
        text("upload.act.empty"),
        type="tertiary",
        key=f"upload-empty-{key}",
        on_click=_say,
        args=(file, issue, Act.EMPTY),
    )


def _doubt_acts(file: File, issue: Issue, key: str) -> None:
    with st.popover(text("upload.act.accept"), type="secondary"):
        why = st.text_input(text("upload.act.reason"), key=f"upload-why-{key}")
        st.button(
            text("upload.act.accept_yes"),
            key=f"upload-accept-{key}",
            on_click=_say,
            args=(file, issue, Act.ACCEPT, None, why),
        )
    st.button(
        text("upload.act.refuse"),
        type="tertiary",
        key=f"upload-refuse-{key}",
        on_click=_say,
        args=(file, issue, Act.REFUSE),
    )


def _place_act(file: File, sheets: ReadSheets, issue: Issue, key: str) -> None:
    layouts = sheets.found.layouts
    layout = table_of(layouts, issue)
    gazetteer = cached.gazetteer()
    places = places_near(layout.place if layout is not None else None)
    found = nearest(issue.found, ((place.key, place.full_name) for place in places), len(places))

    def keep(chosen: str) -> None:
        rows, column = row_of(layouts, issue), column_of(layouts, issue)
        if rows is not None:
            set_row(file, sheets, rows[0], same_label(*rows), place=chosen)
        elif column is not None:
            start = layout_to_edit(file, sheets, table_key(column[0]))
            header = column[1].header
            set_layout(file, with_column(start, column[1].column, header, place=chosen))
        elif layout is not None:
            set_defaults(file, sheets, layout, place=chosen)

    _pick(text("upload.act.place"), found, lambda one: place_words(gazetteer[one]), keep, key)


def _indicator_act(file: File, sheets: ReadSheets, issue: Issue, key: str) -> None:
    layouts = sheets.found.layouts
    catalogue = cached.catalogue()
    names = ((item.code, name) for item in catalogue for name in (item.name_vi, *item.synonyms))
    found = list(dict.fromkeys(nearest(issue.found, names, len(catalogue) * 8)))

    def keep(chosen: str) -> None:
        rows, column = row_of(layouts, issue), column_of(layouts, issue)
        if rows is not None:
            set_row(file, sheets, rows[0], same_label(*rows), indicator=chosen)
        elif column is not None:
            start = layout_to_edit(file, sheets, table_key(column[0]))
            header = column[1].header
            set_layout(file, with_column(start, column[1].column, header, indicator=chosen))

    _pick(
        text("upload.act.indicator"),
        found,
        lambda code: catalogue[code].name(language()),
        keep,
        key,
    )
    _leave_out(file, sheets, issue, key)


def _pick(
    label: str,
    options: list[str],
    said: Callable[[str], str],
    keep: Callable[[str], None],
    key: str,
) -> None:
    widget = f"upload-pick-{key}"

    def changed() -> None:
        chosen = st.session_state[widget]
        if chosen is not None:
            keep(chosen)

    st.selectbox(
        label,
        options,
        index=None,
        format_func=said,
        key=widget,
        on_change=changed,
        placeholder=label,
        label_visibility="collapsed",
        filter_mode="fuzzy",
    )


def _leave_out(file: File, sheets: ReadSheets, issue: Issue, key: str) -> None:
    rows, column = row_of(sheets.found.layouts, issue), column_of(sheets.found.layouts, issue)

    def leave() -> None:
        if rows is not None:
            set_row(file, sheets, rows[0], same_label(*rows), role=RowRole.SKIP)
        elif column is not None:
            start = layout_to_edit(file, sheets, table_key(column[0]))
            header = column[1].header
            set_layout(file, with_column(start, column[1].column, header, role=Role.SKIP))

    if rows is not None or column is not None:
        label = "upload.act.leave_row" if rows is not None else "upload.act.leave_column"
        st.button(text(label), type="tertiary", key=f"upload-leave-{key}", on_click=leave)


def _answered(file: File) -> None:
    """What was answered, each with a way back."""
    answers = edits_of(file).answers
    if not answers:
        return
    with st.expander(text("upload.answered", count=len(answers))):
        for answer in answers:
            value = format_number(answer.value) if answer.value is not None else ""
            said = text(f"upload.answer.{answer.act}", value=value)
            remark = f" ({answer.remark})" if answer.remark else ""
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(f"<b>{escape(answer.cell)}</b> {escape(said + remark)}")
                st.button(
                    text("upload.answer_back"),
                    type="tertiary",
                    key=f"upload-back-{file.key}-{answer.sheet}-{answer.cell}",
                    on_click=lambda one=answer: set_edits(
                        file, edits_of(file).without_answer(one.sheet, one.cell)
                    ),
                )
