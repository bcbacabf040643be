"""The user's own workbook back, its bad cells coloured and a comment in each.

Only the parts that must change are touched, so that formats, pictures, charts and macros stay as
they were. Files other than xlsx get their findings as a list in a new workbook.
"""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import xlsxwriter

from yardstick.domain.finding import Finding, Severity
from yardstick.render.marked_parts import BROKEN, Package

_TITLES = {
    "unit_conflict": "Đơn vị mâu thuẫn",
    "not_a_number": "Không phải là số",
    "unknown_indicator": "Chỉ tiêu chưa có trong danh mục",
    "unknown_place": "Địa bàn chưa rõ",
    "duplicate": "Số liệu trùng",
    "formula_without_value": "Công thức chưa có giá trị",
    "sum_mismatch": "Tổng không khớp",
    "implausible": "Giá trị ngoài khoảng hợp lý",
    "hidden": "Phần ẩn không được nạp",
}
_MOST_COMMENT = 1_000
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class MarkedFile:
    """A file to give back: its bytes and the name to offer."""

    data: bytes
    name: str


def sentence(finding: Finding) -> str:
    """A finding in Vietnamese: what it is, what stands there, what should."""
    parts = [_TITLES.get(finding.rule, finding.rule)]
    if finding.found:
        parts.append(f"Thấy: {finding.found}")
    if finding.expected:
        parts.append(f"Cần: {finding.expected}")
    return ". ".join(parts)


def marked(
    data: bytes,
    name: str,
    findings: Sequence[Finding],
    say: Callable[[Finding], str] = sentence,
) -> MarkedFile:
    """The workbook with its findings in it.

    Args:
        data: The file as uploaded; one the reader has refused must not come here.
        name: Its name.
        findings: Those without a cell are listed for other files and left out of an xlsx.
        say: A finding as a sentence for its reader.
    """
    path = PurePath(name)
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            changed = _in_place(data, findings, say)
        except BROKEN:
            # Readable, though not whole: nothing can be written into it with confidence.
            changed = None
        if changed is not None:
            return MarkedFile(changed, f"{path.stem} (đã kiểm tra){path.suffix}")
    return MarkedFile(_listed(findings, say), f"{path.stem} (kết quả kiểm tra).xlsx")


def _in_place(data: bytes, findings: Sequence[Finding], say: Callable[[Finding], str]) -> bytes:
    notes: dict[str, dict[str, list[str]]] = {}
    for finding in findings:
        if finding.cell and finding.sheet is not None and finding.severity is not Severity.NOTE:
            cells = notes.setdefault(finding.sheet.strip(), {})
            cells.setdefault(finding.cell, []).append(clean(say(finding)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = Package(archive)
        for sheet, cells in notes.items():
            part = package.sheet_part(sheet)
            if part is not None:
                package.mark(part, {cell: "\n".join(texts) for cell, texts in cells.items()})
        return package.written()


def clean(text: str) -> str:
    """A text that XML can hold and a comment can show."""
    return _ILLEGAL.sub("", text)[:_MOST_COMMENT]


def _listed(findings: Sequence[Finding], say: Callable[[Finding], str]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Kết quả kiểm tra")
    face = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "text_wrap": True}
    head = book.add_format(face | {"bold": True, "bg_color": "#DCE6F1"})
    plain = book.add_format(face | {"valign": "top"})
    columns = (("Trang tính", 22), ("Ô", 8), ("Nhận xét", 60), ("Thấy", 30), ("Cần", 30))
    for column, (title, width) in enumerate(columns):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    row = 0
    for finding in findings:
        if finding.severity is Severity.NOTE and not finding.cell:
            continue
        row += 1
        texts = (finding.sheet or "", finding.cell or "", say(finding), finding.found)
        for column, text in enumerate((*texts, finding.expected)):
            sheet.write_string(row, column, clean(text), plain)
    sheet.freeze_panes(1, 0)
    book.close()
    return stream.getvalue()
