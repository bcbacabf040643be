"""What was stored when: every batch, what it brought, two of them compared, and the way back."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from yardstick.store import desk as store_desk
from yardstick.store import office_layouts
from yardstick.store.batch import Batch, BatchKind, Withdrawal
from yardstick.store.batches import batch_figures, compare_batches
from yardstick.store.office import Office
from yardstick.store.writer import undo, write
from yardstick.ui import approving, cached, headline, show
from yardstick.ui.messages import number, period_label, quantity, text, unit_label
from yardstick.ui.origin import locator_label
from yardstick.ui.session import language
from yardstick.ui.uploading_words import MISSING, rule_words, shortened, value_words

_PAGE, _FIGURES = 8, 15
_OPEN = "upload-batch-open"


def batches() -> None:
    """Every batch, newest first, a page at a time; one of them opened below its row."""
    st.html(show.section(text("upload.batches"), text("upload.batches_text")))
    if cached.store().is_empty:
        st.html(show.empty(text("upload.no_batches"), text("empty.no_store_text"), "upload"))
        return
    approving.said()
    found = store_desk.batches(cached.store())
    pages = -(-len(found) // _PAGE)
    opened = st.session_state.get(_OPEN)
    at = found.index[found["batch_id"] == opened]
    if opened is not None and len(at) and "upload-batches-page" not in st.session_state:
        st.session_state["upload-batches-page"] = int(at[0]) // _PAGE + 1
    page = min(st.session_state.get("upload-batches-page", 1), pages)
    with st.container(border=True, key="upload-batches", gap=None):
        for row in found.iloc[(page - 1) * _PAGE : page * _PAGE].to_dict("records"):
            _row(row, found)
    if pages > 1:
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.pagination(pages, default=page, key="upload-batches-page", max_visible_pages=5)


def _row(row: Mapping[Any, Any], found: pd.DataFrame) -> None:
    number_of = int(row["batch_id"])
    is_open = st.session_state.get(_OPEN) == number_of
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        key=f"upload-batch-{number_of}",
    ):
        st.html(_summary(row))
        st.button(
            text("upload.batch_close" if is_open else "upload.batch_open"),
            type="tertiary",
            key=f"upload-batch-open-{number_of}",
            on_click=_toggle,
            args=(number_of,),
        )
    if is_open:
        with st.container(key="upload-batch-body"):
            _detail(row, found)


def _toggle(batch_id: int) -> None:
    is_open = st.session_state.get(_OPEN) == batch_id
    st.session_state[_OPEN] = None if is_open else batch_id


def open_batch(batch_id: int) -> None:
    """Show a batch opened, for the button beside what was just stored."""
    st.session_state[_OPEN] = batch_id
    st.session_state.pop("upload-batches-page", None)


def _summary(row: Mapping[Any, Any]) -> str:
    name = row["file_name"] if isinstance(row["file_name"], str) else row["note"]
    name = name if isinstance(name, str) and name else MISSING
    counts = [
        text(f"upload.batch_{what}", count=int(row[what]))
        for what in ("observations", "waiting", "findings", "withdrawals", "decisions")
        if row[what]
    ]
    state = ""
    if not row["is_live"]:
        state = f"<span class='ys-st ys-st-refused'>{escape(text('upload.batch_undone'))}</span>"
    elif row["kind"] == BatchKind.UNDO:
        counts = [text("upload.batch_undoes", batch=int(row["undoes"]))]
    mark = (
        f" · {text('upload.batch_hash', hash=row['content_hash'][:12])}"
        if isinstance(row["content_hash"], str)
        else ""
    )
    head = text("upload.batch_head", batch=int(row["batch_id"]), kind=_kind(row))
    when = _when(row["recorded_at"])
    return (
        f"<div class='ys-batch'><div><b>{escape(head)}: {escape(str(name))}</b> {state}</div>"
        f"<div class='ys-small'>{escape(when)} · {escape(str(row['author']))} · "
        f"{escape(', '.join(counts) or text('upload.batch_nothing'))}{escape(mark)}</div></div>"
    )


def _kind(row: Mapping[Any, Any]) -> str:
    return text(f"upload.kind.{row['kind']}")


def _when(moment: pd.Timestamp) -> str:
    local = moment.to_pydatetime().replace(tzinfo=UTC).astimezone()
    return local.strftime("%d/%m/%Y %H:%M" if language() == "vi" else "%Y-%m-%d %H:%M")


def _detail(row: Mapping[Any, Any], found: pd.DataFrame) -> None:
    batch_id = int(row["batch_id"])
    view = st.segmented_control(
        text("upload.batch_view"),
        ["figures", "findings", "compare"],
        format_func=lambda name: text(f"upload.batch_view.{name}"),
        default="figures",
        required=True,
        key=f"upload-batch-view-{batch_id}",
        label_visibility="collapsed",
    )
    match view:
        case "figures":
            _figures(batch_id)
        case "findings":
            _findings(batch_id, row["recorded_at"].to_pydatetime())
        case _:
            _compare(batch_id, found)
    if row["is_live"]:
        with st.container(horizontal=True):
            approving.whole_batch(batch_id, text("approve.batch", batch=batch_id))
        _undo_form(row)
    else:
        st.caption(
            text(
                "upload.batch_undone_by",
                who=row["undone_author"],
                when=_when(row["undone_at"]),
                batch=int(row["undone_by"]),
            )
        )


def _figures(batch_id: int) -> None:
    figures = batch_figures(cached.store(), batch_id)
    if figures.empty:
        st.caption(text("upload.batch_no_figures"))
        return
    pages = -(-len(figures) // _FIGURES)
    key = f"upload-batch-page-{batch_id}"
    page = min(st.session_state.get(key, 1), pages)
    shown = figures.iloc[(page - 1) * _FIGURES : page * _FIGURES]
    heads = ("cell", "place", "what", "new", "state", "note")
    rows = [
        (
            locator_label(str(one["locator"]), None),
            _place(one),
            _what(one),
            _value(one, ""),
            text(f"upload.state.{one['state']}"),
            str(one["note"]) if isinstance(one["note"], str) else "",
        )
        for one in shown.to_dict("records")
    ]
    st.html(_table(heads, rows))
    if pages > 1:
        st.pagination(pages, default=page, key=key, max_visible_pages=5)
    live = figures[figures["state"].isin(["accepted", "superseded"])]
    if not live.empty:
        _withdraw_form(batch_id, live)


def _withdraw_form(batch_id: int, figures: pd.DataFrame) -> None:
    """One figure taken back; the one before it in its cell holds again."""
    rows = {int(one["observation_id"]): one for one in figures.to_dict("records")}
    with st.popover(text("upload.withdraw"), icon=":material/undo:"):
        chosen = st.selectbox(
            text("upload.withdraw_which"),
            list(rows),
            format_func=lambda one: (
                f"{locator_label(str(rows[one]['locator']), None)} · {_place(rows[one])} · "
                f"{_what(rows[one])}: {_value(rows[one], '')}"
            ),
            key=f"upload-withdraw-{batch_id}",
            filter_mode="fuzzy",
        )
        reason = st.text_input(text("upload.undo_reason"), key=f"upload-withdraw-why-{batch_id}")
        if st.button(
            text("upload.withdraw_yes"),
            key=f"upload-withdraw-yes-{batch_id}",
            disabled=not reason.strip(),
        ):
            act = Batch(
                kind=BatchKind.REVIEW,
                author=cached.user().name,
                note=reason.strip(),
                withdrawals=(Withdrawal(int(chosen), reason.strip()),),
            )
            receipt = write(cached.store(), act)
            st.session_state["upload-said"] = text("upload.withdrawn", batch=receipt.batch_id)
            st.rerun()


def _findings(batch_id: int, recorded_at: datetime) -> None:
    found = store_desk.findings(cached.store(), batch_id=batch_id)
    rows = [
        (
            str(one["cell"]) if isinstance(one["cell"], str) else str(one["subject"])[:60],
            rule_words(str(one["rule"])),
            str(one["subject"])[:120],
        )
        for one in found.to_dict("records")
    ]
    if rows:
        st.html(_table(("cell", "note", "subject"), rows))
    else:
        st.caption(text("upload.batch_no_findings"))
    office = Office.beside(cached.store())
    reading = office_layouts.reading_of(office, batch_id, recorded_at)
    edits = list(_edits_said(reading))
    if edits:
        st.html(show.section(text("upload.batch_edits")))
        st.html("".join(f"<div class='ys-small'>{escape(one)}</div>" for one in edits))


def _edits_said(reading: Mapping[str, Any]) -> list[str]:
    """What a person set by hand in the reading, one sentence each."""
    said = []
    for table in reading.get("tables", ()):
        for column in table.get("columns", ()):
            name = str(column["header"])
            said.append(text("upload.edited_column", sheet=table["sheet"], name=name))
        for row in table.get("rows", ()):
            said.append(text("upload.edited_row", sheet=table["sheet"], name=row["label"]))
        if set(table) - {"sheet", "header_first", "columns", "rows"}:
            said.append(text("upload.edited_table", sheet=table["sheet"]))
    for answer in reading.get("answers", ()):
        value = number(Decimal(answer["value"])) if "value" in answer else ""
        act = text(f"upload.answer.{answer['act']}", value=value)
        said.append(f"{answer['sheet']} · {answer['cell']}: {act}")
    if "metadata" in reading:
        said.append(text("upload.edited_metadata"))
    return said


def _compare(batch_id: int, found: pd.DataFrame) -> None:
    others = found[(found["batch_id"] != batch_id) & (found["observations"] > 0)]
    if others.empty:
        st.caption(text("upload.compare_none"))
        return
    rows = {int(one["batch_id"]): one for one in others.to_dict("records")}
    earlier = [one for one in rows if one < batch_id]
    names = [rows[one]["file_name"] for one in rows]
    own = found[found["batch_id"] == batch_id].iloc[0]["file_name"]
    same = [one for one, name in zip(rows, names, strict=True) if name == own and one < batch_id]
    first = (same or earlier or list(rows))[0]
    other = st.selectbox(
        text("upload.compare_with"),
        list(rows),
        index=list(rows).index(first),
        format_func=lambda one: (
            f"{one} · {_when(rows[one]['recorded_at'])} · {rows[one]['file_name'] or MISSING}"
        ),
        key=f"upload-compare-{batch_id}",
    )
    older, newer = sorted((int(other), batch_id))
    changes = compare_batches(cached.store(), older, newer)
    counts = changes["state"].value_counts()
    parts = [
        text(f"upload.compare.{state}", count=int(counts.get(state, 0)))
        for state in ("new", "changed", "same", "gone")
    ]
    st.html(
        show.note("info", text("upload.compared", older=older, newer=newer, parts=", ".join(parts)))
    )
    shown = changes[changes["state"] != "same"].head(200)
    table = [
        (
            _place(one),
            _what(one),
            _value(one, "old_"),
            _value(one, "new_"),
            text(f"upload.compare_state.{one['state']}"),
        )
        for one in shown.to_dict("records")
    ]
    if table:
        st.html(_table(("place", "what", "older", "newer", "fate"), table))


def _undo_form(row: Mapping[Any, Any]) -> None:
    batch_id = int(row["batch_id"])
    label = "upload.redo" if row["kind"] == BatchKind.UNDO else "upload.undo_whole"
    with st.popover(text(label), icon=":material/undo:"), st.form(f"undo-{batch_id}", border=False):
        st.html(show.note("warning", text("upload.undo_confirm", count=int(row["observations"]))))
        reason = st.text_input(text("upload.undo_reason"), key=f"undo-reason-{batch_id}")
        if st.form_submit_button(text("upload.undo_yes"), icon=":material/undo:"):
            undo_batch(batch_id, reason)
            st.rerun()


def undo_batch(batch_id: int, reason: str) -> None:
    """Take a batch back and say so at the top of the page."""
    undo(cached.store(), batch_id, author=cached.user().name, reason=reason)
    st.session_state["upload-said"] = text("upload.undone", batch=batch_id)
    st.session_state.pop("upload-last", None)


def _place(one: Mapping[Any, Any]) -> str:
    place = cached.gazetteer().find_key(str(one["place"]))
    return headline.place_name(place) if place is not None else str(one["place"])


def _what(one: Mapping[Any, Any]) -> str:
    known = cached.catalogue().find(str(one["indicator"]))
    name = known.short(language()) if known is not None else str(one["indicator"])
    said = value_words(str(one["kind"]), str(one["measure"])).lower()
    return f"{name}, {said} {period_label(str(one['period']))}"


def _value(one: Mapping[Any, Any], side: str) -> str:
    value, low, high = (one[f"{side}{name}"] for name in ("value", "low", "high"))
    unit = one[f"{side}unit"]
    if not isinstance(unit, str):
        return MISSING
    if value == value and value is not None:
        return quantity(shortened(Decimal(repr(float(value)))), unit)
    if low == low and high == high:
        ends = [number(shortened(Decimal(repr(float(end))))) for end in (low, high)]
        return f"{ends[0]}–{ends[1]} {unit_label(unit)}"
    return MISSING


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    right = {"old", "new", "older", "newer"}
    head = "".join(
        f"<th scope='col'{' class=ys-r' if name in right else ''}>"
        f"{escape(text(f'upload.column.{name}'))}</th>"
        for name in heads
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{' class=ys-r' if name in right else ''}>{escape(cell)}</td>"
            for name, cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f"<div class='ys-scroll'><table class='ys-df'><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
