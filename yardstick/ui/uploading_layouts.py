"""The layouts an office taught: what each is called, when it was last used, renamed or removed."""

from html import escape

import streamlit as st

from yardstick.store import office_layouts
from yardstick.store.office import Office
from yardstick.store.office_layouts import RememberedLayout
from yardstick.ui import cached
from yardstick.ui.messages import date_label, period_label, text
from yardstick.ui.uploading_data import desk


def memory() -> None:
    """Every layout in force, with its use; those of the office are only read by a unit."""
    found = desk().layouts()
    with st.expander(text("upload.layouts", count=len(found)), icon=":material/history_edu:"):
        st.caption(text("upload.layouts_text"))
        for layout in found:
            _row(layout)


def _row(layout: RememberedLayout) -> None:
    unit = desk().unit
    mine = not unit or layout.unit == unit
    key = f"upload-layout-{layout.layout_id}"
    with st.container(
        horizontal=True, vertical_alignment="center", key=key, horizontal_alignment="distribute"
    ):
        st.html(
            f"<div><b>{escape(layout.name)}</b>"
            f"<div class='ys-small'>{escape(used_words(layout))}</div></div>"
        )
        if not mine:
            return
        with (
            st.container(horizontal=True, width="content"),
            st.popover(text("upload.layout_rename"), type="tertiary"),
        ):
            name = st.text_input(
                text("upload.layout_name"), layout.name, key=f"{key}-name", max_chars=120
            )
            st.button(
                text("upload.layout_keep_name"),
                key=f"{key}-rename",
                disabled=not name.strip(),
                on_click=_rename,
                args=(layout.layout_id, name),
            )
        st.button(
            text("upload.layout_forget"),
            type="tertiary",
            key=f"{key}-forget",
            on_click=_forget,
            args=(layout.layout_id,),
        )


def _rename(layout_id: int, name: str) -> None:
    office = Office.beside(cached.store())
    office_layouts.rename_layout(office, layout_id, name, unit=desk().unit)


def _forget(layout_id: int) -> None:
    office = Office.beside(cached.store())
    office_layouts.forget_layout(office, layout_id, unit=desk().unit)


def used_words(layout: RememberedLayout) -> str:
    """What a layout holds and when a sheet of it was last stored."""
    columns, rows = len(layout.form.get("columns", ())), len(layout.form.get("rows", ()))
    parts = [text("upload.layout_holds", columns=columns, rows=rows)]
    if layout.used_at is not None:
        about = period_label(layout.used_period) if layout.used_period else ""
        parts.append(
            text(
                "upload.layout_used",
                day=date_label(layout.used_at.date()),
                file=layout.used_file,
                period=f" ({about})" if about else "",
            )
        )
    parts.append(text("upload.layout_by", who=layout.author))
    return " · ".join(parts)
