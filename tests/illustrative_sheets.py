"""Sheets of made-up figures, marked as such, laid out as offices lay theirs out."""

import io
from collections.abc import Iterable
from typing import Any

import openpyxl

MARK = "SỐ LIỆU MINH HỌA"
COMMUNES = (
    ("TT Như Quỳnh", 3012, 3985),
    ("Lạc Đạo", 1840, 2411),
    ("Chỉ Đạo", 1196, "1.42O"),
    ("Đại Đồng", 1502, 1964),
    ("Lạc Hông Phong", 833, 1145),
)


def saved(rows: Iterable[list[Any]], title: str = "Bieu 02") -> bytes:
    """The rows as an .xlsx file."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def communes(month: int, *, more: int = 0) -> bytes:
    """A district's revenue by commune: one cell is no number, one commune nobody knows."""
    rows: list[list[Any]] = [
        [f"{MARK} - BIỂU THU NGÂN SÁCH {month} THÁNG ĐẦU NĂM 2024 HUYỆN VĂN LÂM"],
        [None, None, None, "Đơn vị tính: triệu đồng"],
        [
            "TT",
            "Xã, thị trấn",
            f"Thu ngân sách nhà nước trên địa bàn lũy kế {month - 1} tháng",
            f"Thu ngân sách nhà nước trên địa bàn lũy kế {month} tháng",
            "Ghi chú",
        ],
    ]
    for number, (name, before, now) in enumerate(COMMUNES, 1):
        given = now + more if isinstance(now, int) else now
        rows.append([number, name, before + more, given, "bổ sung" if number == 2 else None])
    return saved(rows)


def district(month: int = 6, *, revenue: float = 1745.5, poverty: object = "0,4O") -> bytes:
    """A district's indicators, one cell that is no number."""
    return saved(
        [
            ["UBND HUYỆN VĂN LÂM"],
            [f"{MARK}: TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU {month} THÁNG ĐẦU NĂM 2024"],
            [],
            ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024",
             f"Thực hiện {month} tháng năm 2024"],
            [1, "Thu ngân sách nhà nước trên địa bàn", "tỷ đồng", 3200, revenue],
            [2, "Tỷ lệ hộ nghèo", "%", 0.5, poverty],
            [3, "Số doanh nghiệp thành lập mới", "doanh nghiệp", 260, 131],
        ],
        "Bieu 01",
    )  # fmt: skip


def long_list(rows: int) -> bytes:
    """A long list of one indicator, a place a row, over as many quarters as needed."""
    head = ["STT", "Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Năm", "Thực hiện"]
    places = [name for name, _, _ in COMMUNES if name != "Lạc Hông Phong"]
    lines: list[list[Any]] = [[MARK], head]
    for number in range(rows):
        place = f"xã {places[1 + number % 3]}"
        year = 2000 + number // 3 % 24
        lines.append([number + 1, "Dân số trung bình", "người", place, year, 5000 + number])
    return saved(lines, "Danh sach")
