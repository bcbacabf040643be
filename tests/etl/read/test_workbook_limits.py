"""Limits on opening workbooks: a hostile one ends its own process, and nothing of it is kept."""

import io
import time
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from etl.read import workbook_limits
from etl.read.bounded import Limits
from etl.read.workbook import read_workbook
from etl.read.workbook_limits import SMALL, open_safely
from etl.upload import Desk
from yardstick.domain.access import User
from yardstick.domain.catalogue import read_catalogue
from yardstick.errors import WorkbookRefused
from yardstick.store.database import Store
from yardstick.store.places import read_places
from yardstick.ui.messages import failure_sentence


def rich() -> bytes:
    """Every kind of cell, a merge, hidden rows, columns and sheets."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Biểu 1 ")
    bold = book.add_format({"bold": True, "indent": 2})
    sheet.merge_range("A1:C1", "Tình hình huyện Ân Thi", bold)
    sheet.write_row(1, 0, ["Chỉ tiêu", 1.5, -3, True])
    sheet.write_number(2, 1, 0.638, book.add_format({"num_format": "0.0%"}))
    sheet.write_formula(2, 2, "=B2*2", None, 3)
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write_number(3, 1, 45_292, book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.set_column("D:D", None, None, {"hidden": True})
    book.add_worksheet("Nháp").hide()
    book.close()
    return stream.getvalue()


def large() -> bytes:
    """More cells than are opened at once."""
    one = b'<row r="%d"><c r="A%d" t="inlineStr"><is><t>Thu %d</t></is></c>'
    other = b'<c r="B%d"><v>%d.5</v></c></row>'
    cells = b"".join((one + other) % (n, n, n, n, n) for n in range(1, 60_000))
    sheet = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    assert len(sheet) > SMALL
    stream = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(stream)
    found = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            is_sheet = item.filename == "xl/worksheets/sheet1.xml"
            new.writestr(item.filename, sheet if is_sheet else old.read(item))
    return found.getvalue()


def test_what_is_opened_in_a_process_is_what_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_limits, "SMALL", 0)
    data = rich()
    assert open_safely(data, "a.xlsx") == read_workbook(data, "a.xlsx")
    text = "Chỉ tiêu;ĐVT;TH 2023\nThu ngân sách;Tỷ đồng;500,5\n".encode()
    assert open_safely(text, "a.csv") == read_workbook(text, "a.csv")


def test_a_refusal_in_the_process_keeps_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_limits, "SMALL", 0)
    persons = "STT;Họ và tên;Năm sinh\n1;Trần Văn Mẫu;1970\n".encode()
    with pytest.raises(WorkbookRefused) as refused:
        open_safely(persons, "a.csv")
    assert refused.value.reason == "personal_data"
    assert "Mẫu" not in str(refused.value)


def test_a_large_workbook_is_read_all_the_same() -> None:
    sheet = open_safely(large(), "a.xlsx").sheets[0]
    assert len(sheet.cells) == 2 * 59_999
    assert sheet.cells[59_999, 2].value == Decimal("59999.5")


def test_one_that_takes_too_long_is_ended_and_leaves_nothing(tmp_path: Path, root: Path) -> None:
    store = Store(tmp_path / "store")
    desk = Desk(
        store,
        read_catalogue((root / "indicators.yaml").read_text("utf-8")),
        read_places(root / "data" / "places"),
        User("Lan"),
    )
    started = time.monotonic()
    with pytest.raises(WorkbookRefused) as refused:
        desk.opened(large(), "bieu.xlsx", Limits(seconds=0.2))
    assert time.monotonic() - started < 10
    assert refused.value.reason == "too_slow"
    said = failure_sentence(refused.value)
    assert "bieu.xlsx" in said
    assert "60 giây" in said
    assert "Tách thành tệp nhỏ hơn" in said
    assert store.is_empty
    assert not list(tmp_path.rglob("*.duckdb"))


def test_one_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(WorkbookRefused) as refused:
        open_safely(large(), "a.xlsx", Limits(memory=100_000_000))
    assert refused.value.reason in ("too_large", "corrupt")


def test_an_answer_without_end_is_not_taken_over() -> None:
    with pytest.raises(WorkbookRefused) as refused:
        open_safely(large(), "a.xlsx", Limits(answer=1000))
    assert refused.value.reason == "too_large"
