"""The form to fill in: an .xlsx for a place and a period that reads back without a question.

A metadata block, one row an indicator, last known figures beside, targets filled in, the code in a
hidden column; only the cells to fill in are open.
"""

import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd
import xlsxwriter

from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Cumulative, Half, Month, Period, Quarter, Span, Year
from yardstick.domain.place import Place
from yardstick.domain.unit import find_unit

_TITLE = "BIỂU NHẬP SỐ LIỆU CHỈ TIÊU KINH TẾ - XÃ HỘI"
_ADVICE = (
    "Chỉ nhập vào các ô nền vàng. Ô chưa có số thì để trống. "
    "Số viết liền, phần thập phân theo cài đặt của máy."
)
_KINDS = ("Thực hiện", "Ước thực hiện", "Sơ bộ")
_ROMAN = ("I", "II", "III", "IV")
_HEADER_ROW = 6
_WIDTHS = (6, 52, 22, 8, 18, 18, 20, 18, 34)
# Excel allows 31 characters and none of these in the name of a sheet.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def template(
    catalogue_rows: Sequence[Indicator],
    place: Place | Sequence[Place],
    period: Period,
    known: pd.DataFrame | None = None,
) -> bytes:
    """The form as the bytes of an xlsx file; one sheet a place.

    Args:
        catalogue_rows: The indicators asked for, in the order of the rows.
        place: The place, or all places of a level.
        period: The period reported; targets are those of its year.
        known: Figures that hold, `frames.CURRENT` of the store; None for an empty form.
    """
    places = (place,) if isinstance(place, Place) else tuple(place)
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": _TITLE})
    formats = _formats(book)
    used: set[str] = set()
    for one in places:
        sheet = book.add_worksheet(_sheet_name(one, used))
        _head(sheet, formats, one, period)
        _body(sheet, formats, catalogue_rows, period, _of_place(known, one))
        _protect(sheet)
    book.close()
    return stream.getvalue()


def written(period: Period) -> str:
    """A period as the form writes it and the reader of sheets reads it: 9 tháng năm 2024."""
    match period:
        case Year():
            return f"năm {period.number}"
        case Half():
            return f"6 tháng {'đầu' if period.part == 1 else 'cuối'} năm {period.number}"
        case Quarter():
            return f"quý {_ROMAN[period.part - 1]} năm {period.number}"
        case Month():
            return f"tháng {period.part} năm {period.number}"
        case Cumulative():
            return f"{period.last} tháng năm {period.number}"
        case Span():
            return f"giai đoạn {period.start.year}-{period.end.year}"
        case _:
            return period.code


def _formats(book: Any) -> dict[str, Any]:
    face = {"font_name": "Times New Roman", "font_size": 12}
    cell = face | {"border": 1, "valign": "vcenter"}
    number = {"num_format": "#,##0.###", "align": "right"}
    return {
        "title": book.add_format(face | {"bold": True, "font_size": 14}),
        "key": book.add_format(face | {"bold": True}),
        "plain": book.add_format(face),
        "advice": book.add_format(face | {"italic": True, "font_color": "#555555"}),
        "header": book.add_format(
            cell | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#DCE6F1"}
        ),
        "label": book.add_format(cell | {"text_wrap": True}),
        "centre": book.add_format(cell | {"align": "center"}),
        "known": book.add_format(cell | number | {"bg_color": "#F2F2F2", "font_color": "#555555"}),
        "open": book.add_format(cell | number | {"bg_color": "#FFF9DB", "locked": False}),
        "choice": book.add_format(
            cell | {"bg_color": "#FFF9DB", "locked": False, "align": "center"}
        ),
        "note": book.add_format(
            cell | {"bg_color": "#FFF9DB", "locked": False, "text_wrap": True, "num_format": "@"}
        ),
    }


def _sheet_name(place: Place, used: set[str]) -> str:
    name = _FORBIDDEN.sub(" ", place.full_name)[:28].strip()
    number, candidate = 2, name
    while candidate.lower() in used:
        candidate, number = f"{name[:26]} {number}", number + 1
    used.add(candidate.lower())
    return candidate


def _head(sheet: Any, formats: dict[str, Any], place: Place, period: Period) -> None:
    sheet.write_string(0, 0, _TITLE, formats["title"])
    for row, (key, value) in enumerate(
        (("Địa bàn:", place.full_name), ("Kỳ báo cáo:", written(period))), 1
    ):
        sheet.write_string(row, 0, key, formats["key"])
        sheet.write_string(row, 1, value, formats["plain"])
    # The place's key settles which of two places of one name is meant.
    sheet.write_string(3, 0, "Mã địa bàn:", formats["key"])
    sheet.write_string(3, 1, place.key, formats["plain"])
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.write_string(4, 0, _ADVICE, formats["advice"])
    headings = (
        "STT",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Mã",
        f"Tham khảo: {written(period.same_period_last_year())}",
        f"Kế hoạch năm {period.year}",
        f"Thực hiện {written(period)}",
        "Loại số liệu",
        "Ghi chú",
    )
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True)):
        sheet.write_string(_HEADER_ROW, column, heading, formats["header"])
        hidden = {"hidden": True} if heading == "Mã" else {}
        sheet.set_column(column, column, width, None, hidden)
    sheet.set_row(_HEADER_ROW, 36)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)


def _body(
    sheet: Any,
    formats: dict[str, Any],
    indicators: Iterable[Indicator],
    period: Period,
    known: pd.DataFrame | None,
) -> None:
    year = Year(period.year)
    before = period.same_period_last_year()
    row = _HEADER_ROW
    for number, indicator in enumerate(indicators, 1):
        row += 1
        sheet.write_number(row, 0, number, formats["centre"])
        sheet.write_string(row, 1, indicator.name_vi, formats["label"])
        sheet.write_string(row, 2, indicator.unit, formats["centre"])
        sheet.write_string(row, 3, indicator.code, formats["centre"])
        _number(sheet, row, 4, _value(known, indicator, before, target=False), formats["known"])
        _number(sheet, row, 5, _value(known, indicator, year, target=True), formats["open"])
        _number(sheet, row, 6, _value(known, indicator, period, target=False), formats["open"])
        sheet.write_blank(row, 7, None, formats["choice"])
        sheet.write_blank(row, 8, None, formats["note"])
        for column in (5, 6):
            sheet.data_validation(row, column, row, column, _numbers_only(indicator))
    if row > _HEADER_ROW:
        sheet.data_validation(_HEADER_ROW + 1, 7, row, 7, _KIND_CHOICE)
        sheet.autofilter(_HEADER_ROW, 0, row, 8)


def _numbers_only(indicator: Indicator) -> dict[str, Any]:
    band = indicator.plausible.level or indicator.plausible.growth
    usual = f" Thường từ {band[0]:g} đến {band[1]:g}." if band else ""
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -1e15,
        "maximum": 1e15,
        "ignore_blank": True,
        "input_title": "Nhập số",
        "input_message": f"Đơn vị: {indicator.unit}.{usual} Để trống nếu chưa có."[:255],
        "error_title": "Không phải là số",
        "error_message": (
            "Ô này chỉ nhận số. Không viết kèm đơn vị, dấu cách hay chữ; ví dụ 1234,5."
        ),
        "error_type": "stop",
    }


_KIND_CHOICE = {
    "validate": "list",
    "source": list(_KINDS),
    "ignore_blank": True,
    "input_title": "Loại số liệu",
    "input_message": "Để trống nếu là số thực hiện.",
    "error_title": "Chọn trong danh sách",
    "error_message": "Chọn một trong: Thực hiện, Ước thực hiện, Sơ bộ.",
    "error_type": "stop",
}


def _number(sheet: Any, row: int, column: int, value: float | None, form: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, form)
    else:
        sheet.write_number(row, column, value, form)


def _of_place(known: pd.DataFrame | None, place: Place) -> pd.DataFrame | None:
    if known is None or known.empty:
        return None
    return known[known["place"] == place.key]


def _value(
    known: pd.DataFrame | None, indicator: Indicator, period: Period, *, target: bool
) -> float | None:
    """The chosen known figure in the form's unit, None where there is none or a range."""
    if known is None:
        return None
    measure = "growth" if indicator.accumulation in ("growth", "index") else "level"
    fitting = known[
        (known["indicator"] == indicator.code)
        & (known["period"] == period.canonical().code)
        & (known["measure"] == measure)
        & (known["is_target"] == target)
        & known["value"].notna()
    ]
    for _, row in fitting.iterrows():
        unit = find_unit(str(row["unit"]))
        ours = indicator.measured_in
        if unit is not None and unit.dimension == ours.dimension:
            return float(ours_value(Decimal(repr(float(row["value"]))), unit.factor, ours.factor))
    return None


def ours_value(value: Decimal, theirs: Decimal, ours: Decimal) -> Decimal:
    """A value in the form's unit, exactly; factors are base units in one of each."""
    return value * theirs / ours


def _protect(sheet: Any) -> None:
    sheet.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "sort": True,
            "autofilter": True,
            "select_locked_cells": True,
            "select_unlocked_cells": True,
        },
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEADER_ROW)
