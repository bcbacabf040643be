"""A layout can be seen, edited and read by again; the same form of another month is recognised."""

from collections.abc import Callable
from dataclasses import replace

import books

from etl.extract.sheet_model import Layout, Role, RowRole, SheetExtraction
from yardstick.domain.observation import Kind

SHEET = """Một số chỉ tiêu huyện Văn Lâm
STT | Chỉ tiêu | ĐVT | Năm 2023 | Năm 2024
1 | Thu ngân sách trên địa bàn | Tỷ đồng | 500 | 600
2 | Thu tiền nọ tiền kia | Tỷ đồng | 50 | 60
"""


def edited(layout: Layout, column: int, **fields: object) -> Layout:
    columns = tuple(
        replace(item, **fields, edited=item.edited | set(fields)) if item.column == column else item
        for item in layout.columns
    )
    return replace(layout, columns=columns)


def test_what_a_person_sets_for_a_column_is_what_is_read(
    extracted: Callable[..., SheetExtraction],
) -> None:
    data = books.xlsx([{"sheet": "A", "rows": SHEET}])
    layout = extracted(data).layouts[0]
    assert [column.role for column in layout.columns][:3] == [
        Role.ORDINAL,
        Role.INDICATOR,
        Role.UNIT,
    ]
    layout = edited(layout, 4, kind=Kind.TARGET, period="2025")
    layout = edited(layout, 5, role=Role.SKIP)
    figures = extracted(data, layout=(layout,)).figures
    assert [(item.cell, item.kind, item.period) for item in figures] == [
        ("D3", Kind.TARGET, "2025"),
        ("D4", Kind.TARGET, "2025"),
    ]


def test_rows_and_defaults_can_be_set(extracted: Callable[..., SheetExtraction]) -> None:
    data = books.xlsx([{"sheet": "A", "rows": SHEET}])
    layout = extracted(data).layouts[0]
    rows = tuple(
        replace(row, indicator="FN03", edited=frozenset({"indicator"})) if row.row == 4 else row
        for row in layout.rows
    )
    layout = replace(layout, rows=rows, unit="triệu đồng", edited=frozenset({"unit"}))
    found = extracted(data, layout=(layout,))
    assert {item.unit for item in found.figures} == {"tỷ đồng"}
    assert [item.indicator for item in found.figures] == ["FN01", "FN01", "FN03", "FN03"]
    skipped = tuple(
        replace(row, role=RowRole.SKIP, edited=frozenset({"role"})) if row.row == 3 else row
        for row in layout.rows
    )
    found = extracted(data, layout=(replace(layout, rows=skipped),))
    assert {item.row for item in found.figures} == {4}


def test_the_form_of_next_month_is_recognised_and_its_periods_read_anew(
    extracted: Callable[..., SheetExtraction],
) -> None:
    def month(number: int) -> bytes:
        rows = (
            f"Kết quả tháng {number} năm 2024 huyện Ân Thi\n"
            f"Chỉ tiêu | ĐVT | Tháng {number} | Cột lạ {number}\n"
            "Thu ngân sách trên địa bàn | Tỷ đồng | 20 | 30\n"
        )
        return books.xlsx([{"sheet": f"T{number}", "rows": rows}])

    august = extracted(month(8)).layouts[0]
    september = extracted(month(9)).layouts[0]
    assert august.fingerprint == september.fingerprint
    remembered = edited(august, 4, role=Role.SKIP)
    figures = extracted(month(9), layout=(remembered,)).figures
    assert [(item.cell, item.period) for item in figures] == [("C3", "2024-09")]


def test_the_header_band_can_be_moved(extracted: Callable[..., SheetExtraction]) -> None:
    rows = """Bảng của tôi
x | y
Chỉ tiêu | Năm 2021 | Năm 2022
Tỷ lệ hộ nghèo huyện Phù Cừ (%) | 2.1 | 1.9
Thừa | 7 | 8
"""
    data = books.xlsx([{"sheet": "A", "rows": rows}])
    layout = extracted(data).layouts[0]
    moved = replace(
        layout,
        header_first=layout.header_first,
        header_last=3,
        data_first=4,
        data_last=4,
        edited=frozenset({"header_last", "data_first", "data_last"}),
    )
    figures = extracted(data, layout=(moved,)).figures
    assert {item.row for item in figures} == {4}
    assert [item.period for item in figures] == ["2021", "2022"]
