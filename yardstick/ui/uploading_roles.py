"""The editor of a reading: one column, one row, or the whole table, set by hand."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import streamlit as st

from etl.extract.sheet_model import ColumnRole, Form, Layout, Role, RowReading, RowRole
from etl.layout_form import table_key
from etl.read.cells import column_letters
from etl.reading_edits import with_column, with_defaults, with_row
from etl.upload import ReadSheets
from yardstick.domain.observation import Kind, Measure
from yardstick.domain.period import Cumulative, Half, Month, Period, Quarter, Year, parse_period
from yardstick.domain.place import Level, Place
from yardstick.domain.unit import find_unit
from yardstick.ui import cached, headline
from yardstick.ui.messages import period_title, text
from yardstick.ui.session import language
from yardstick.ui.uploading_data import File, layout_to_edit, set_layout, table_mark
from yardstick.ui.uploading_words import column_words

_YEARS_BACK, _YEARS_AHEAD = 4, 1
_ROW_ROLES = (RowRole.ITEM, RowRole.SECTION, RowRole.TOTAL, RowRole.PART, RowRole.SKIP)
_FORMS = (Form.PLAIN, Form.INDEX, Form.RATIO)


def editor(file: File, sheets: ReadSheets, layout: Layout) -> None:
    """Column, row and table, one at a time; every change reads the sheet anew at once."""
    mark = f"{file.key}-{table_mark(table_key(layout))}"
    with st.expander(text("upload.edit"), icon=":material/edit:", key=f"upload-editor-{mark}"):
        part = st.segmented_control(
            text("upload.edit_part"),
            ["column", "row", "table"],
            format_func=lambda name: text(f"upload.edit.{name}"),
            default="column",
            required=True,
            key=f"upload-part-{mark}",
            label_visibility="collapsed",
        )
        match part:
            case "column":
                _column_editor(file, sheets, layout, mark)
            case "row":
                _row_editor(file, sheets, layout, mark)
            case _:
                _table_editor(file, sheets, layout, mark)


def _column_editor(file: File, sheets: ReadSheets, layout: Layout, mark: str) -> None:
    columns = [one for one in layout.columns if one.header or one.role is Role.VALUE]
    if not columns:
        return
    numbers = [one.column for one in columns]
    by_number = {one.column: one for one in columns}
    first = next((one.column for one in columns if one.role is Role.VALUE), numbers[0])
    picked = st.selectbox(
        text("upload.pick_column"),
        numbers,
        index=numbers.index(first),
        format_func=lambda n: f"{column_letters(n)} · {by_number[n].header or '…'}",
        key=f"upload-column-{mark}",
    )
    column = by_number[picked]

    def keep(**values: Any) -> None:
        start = layout_to_edit(file, sheets, table_key(layout))
        set_layout(file, with_column(start, column.column, column.header, **values))

    st.caption(text("upload.read_as", words=column_words(column)))
    if column.role is not Role.VALUE:
        st.caption(text("upload.only_values"))
        return
    at = f"{mark}-{column.column}"
    left, middle, right = st.columns(3)
    with left:
        chosen(
            text("upload.field.kind"),
            [None, *Kind],
            column.kind,
            lambda kind: text(f"upload.value.{kind}") if kind else text("upload.by_itself"),
            lambda kind: keep(kind=kind),
            f"upload-kind-{at}",
        )
        chosen(
            text("upload.field.measure"),
            [None, *Measure],
            column.measure,
            lambda one: text(f"measure.{one}") if one else text("upload.by_itself"),
            lambda measure: keep(measure=measure),
            f"upload-measure-{at}",
        )
    with middle:
        period_picker(column.period, lambda code: keep(period=code), f"upload-when-{at}")
        unit_picker(column.unit, lambda unit: keep(unit=unit), f"upload-in-{at}")
    with right:
        indicator_picker(column.indicator, lambda code: keep(indicator=code), f"upload-what-{at}")
        _more_of_column(column, layout, keep, at)


def _more_of_column(column: ColumnRole, layout: Layout, keep: Callable[..., None], at: str) -> None:
    if column.measure in (Measure.GROWTH, Measure.COMPLETION) or column.unit == "%":
        chosen(
            text("upload.field.form"),
            list(_FORMS),
            column.form,
            lambda form: text(f"upload.form.{form}"),
            lambda form: keep(form=form),
            f"upload-form-{at}",
        )
    else:
        place_picker(column.place, layout.place, lambda key: keep(place=key), f"upload-where-{at}")


def _row_editor(file: File, sheets: ReadSheets, layout: Layout, mark: str) -> None:
    if not layout.rows:
        return
    by_number = {row.row: row for row in layout.rows}
    picked = st.selectbox(
        text("upload.pick_row"),
        list(by_number),
        format_func=lambda n: f"{n} · {by_number[n].label or '…'}",
        key=f"upload-row-{mark}",
    )
    row = by_number[picked]

    def keep(**values: Any) -> None:
        set_row(file, sheets, layout, [row], **values)

    at = f"{mark}-{row.row}"
    left, middle, right = st.columns(3)
    with left:
        chosen(
            text("upload.field.row_role"),
            list(_ROW_ROLES),
            row.role,
            lambda role: text(f"upload.row.{role}"),
            lambda role: keep(role=role),
            f"upload-row-role-{at}",
        )
    with middle:
        indicator_picker(row.indicator, lambda code: keep(indicator=code), f"upload-row-is-{at}")
    with right:
        place_picker(row.place, layout.place, lambda key: keep(place=key), f"upload-row-at-{at}")


def set_row(
    file: File, sheets: ReadSheets, layout: Layout, rows: Iterable[RowReading], **values: Any
) -> None:
    """Say what rows are, or which indicator or place they name."""
    start = layout_to_edit(file, sheets, table_key(layout))
    for row in rows:
        start = with_row(start, row, **values)
    set_layout(file, start)


def _table_editor(file: File, sheets: ReadSheets, layout: Layout, mark: str) -> None:
    def keep(**values: Any) -> None:
        set_defaults(file, sheets, layout, **values)

    left, middle, right = st.columns(3)
    with left:
        place_picker(layout.place, None, lambda key: keep(place=key), f"upload-table-at-{mark}")
    if not layout.header_first:
        return
    numbers = (
        (middle, "header_last", layout.header_first, layout.header_last, layout.data_last - 1),
        (right, "data_last", layout.header_last + 1, layout.data_last, _last_row(sheets, layout)),
    )
    for where, name, least, now, most in numbers:
        key = f"upload-{name}-{mark}"
        st.session_state[key] = now

        def changed(name: str = name, key: str = key) -> None:
            number = int(st.session_state[key])
            values = {name: number}
            if name == "header_last":
                values["data_first"] = number + 1
            keep(**values)

        with where:
            st.number_input(
                text(f"upload.field.{name}"),
                min_value=min(least, now),
                max_value=max(most, now),
                step=1,
                key=key,
                on_change=changed,
            )


def _last_row(sheets: ReadSheets, layout: Layout) -> int:
    sheet = sheets.workbook.sheet(layout.sheet)
    return sheet.last_row if sheet is not None else layout.data_last


def set_defaults(file: File, sheets: ReadSheets, layout: Layout, **values: Any) -> None:
    """Set what holds for a whole table where rows and columns say nothing."""
    start = layout_to_edit(file, sheets, table_key(layout))
    set_layout(file, with_defaults(start, **values))


# Pickers: what is shown is what was read, and a change is kept at once.


def chosen(
    label: str,
    options: Sequence[Any],
    current: Any,
    said: Callable[[Any], str],
    keep: Callable[[Any], None],
    key: str,
    *,
    accept_new: bool = False,
    placeholder: str | None = None,
) -> None:
    """A selectbox that shows what was read; `keep` gets what a person chose instead."""
    listed = list(options) if current in options or current is None else [current, *options]
    st.session_state[key] = current

    def changed() -> None:
        value = st.session_state[key]
        if value != current:
            keep(value)

    st.selectbox(
        label,
        listed,
        index=None,
        format_func=lambda option: said(option) if option in listed else str(option),
        key=key,
        on_change=changed,
        accept_new_options=accept_new,
        placeholder=placeholder or text("upload.by_itself"),
        filter_mode="fuzzy",
    )


def period_picker(current: str | None, keep: Callable[[str | None], None], key: str) -> None:
    """A period of the last years, the one read first."""
    around = parse_period(current).year if current else cached.newest_year()
    chosen(
        text("upload.field.period"),
        [period.code for period in periods_around(around)],
        parse_period(current).canonical().code if current else None,
        period_title,
        keep,
        key,
        placeholder=text("upload.no_period"),
    )


def periods_around(year: int) -> list[Period]:
    """Every period of some years around one, its own year first."""
    years = sorted(
        range(year - _YEARS_BACK, year + _YEARS_AHEAD + 1), key=lambda one: (abs(one - year), one)
    )
    found: list[Period] = []
    for one in years:
        found += [Year(one), *(Half(one, part) for part in (1, 2))]
        found += [Quarter(one, part) for part in (1, 2, 3, 4)]
        found += [Cumulative(one, month).canonical() for month in range(2, 12)]
        found += [Month(one, month) for month in range(1, 13)]
    return list(dict.fromkeys(found))


def unit_picker(current: str | None, keep: Callable[[str | None], None], key: str) -> None:
    """A unit of the catalogue, or one typed; an unknown one is not taken."""

    def known(unit: str | None) -> None:
        if unit is None or find_unit(unit) is not None:
            keep(unit)
        else:
            st.session_state["upload-warned"] = text("failure.unit", unit=unit)

    chosen(
        text("upload.field.unit"),
        units(),
        current,
        str,
        known,
        key,
        accept_new=True,
        placeholder=text("upload.no_unit"),
    )


def units() -> list[str]:
    """The units the catalogue uses, money in all its sizes first."""
    listed = ["tỷ đồng", "triệu đồng", "nghìn đồng", "đồng", "%"]
    for indicator in cached.catalogue():
        listed += [indicator.unit, *indicator.also_units]
    return list(dict.fromkeys(listed))


def indicator_picker(current: str | None, keep: Callable[[str | None], None], key: str) -> None:
    """An indicator of the catalogue."""
    catalogue = cached.catalogue()
    chosen(
        text("upload.field.indicator"),
        [item.code for item in catalogue],
        current,
        lambda code: catalogue[code].name(language()),
        keep,
        key,
        placeholder=text("upload.no_indicator"),
    )


def place_picker(
    current: str | None, around: str | None, keep: Callable[[str | None], None], key: str
) -> None:
    """A place, those near the table's own first."""
    named = _places_named(language())
    chosen(
        text("upload.field.place"),
        [place.key for place in places_near(around)],
        current,
        named.__getitem__,
        keep,
        key,
        placeholder=text("upload.no_place"),
    )


@st.cache_resource(show_spinner=False)
def _places_named(spoken: str) -> dict[str, str]:
    """Place key -> its words as an option."""
    del spoken
    return {place.key: place_words(place) for place in cached.gazetteer()}


def places_near(around: str | None) -> list[Place]:
    """The places a sheet can mean: those inside the table's place first, then all others."""
    gazetteer = cached.gazetteer()
    whole = gazetteer.find_key(around)
    places = [place for place in gazetteer if place.level is not Level.COUNTRY]
    if whole is None:
        return places
    return sorted(places, key=lambda place: not gazetteer.is_within(place, whole))


def place_words(place: Place) -> str:
    """A place as an option, with what it lies in: "Xã Lạc Hồng, huyện Văn Lâm (cũ)"."""
    around = cached.gazetteer().find_key(place.parent)
    ended = f" ({text('upload.place_ended')})" if place.valid_to is not None else ""
    inside = (
        f", {around.full_name}" if around is not None and around.level is not Level.COUNTRY else ""
    )
    return f"{headline.place_name(place)}{inside}{ended}"
