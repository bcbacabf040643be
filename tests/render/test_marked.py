"""The user's own file back: bad cells coloured and commented, everything else as it was."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment

from yardstick.domain.finding import Finding, Severity
from yardstick.render.marked import marked


def finding(cell: str, rule: str = "not_a_number", sheet: str = "Biểu 1", found: str = "36x5"):
    return Finding(
        Severity.WARNING, rule, f"{sheet}!{cell}", "evidence", sheet, cell, found, "a number"
    )


def book_with_everything() -> bytes:
    """A workbook with formats, a chart, conditional formats and a note of its own."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet("Biểu 1")
    red = book.add_format(
        {"bold": True, "font_color": "red", "num_format": "#,##0.00", "border": 2}
    )
    sheet.write("A1", "Chỉ tiêu")
    sheet.write("B2", 12.5, red)
    sheet.write("B3", "36x5", red)
    sheet.write_formula("B4", "=B2*2", red, 25)
    sheet.write_comment("A1", "Ghi chú của người dùng")
    sheet.conditional_format("B2:B4", {"type": "cell", "criteria": ">", "value": 10, "format": red})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Biểu 1'!$B$2:$B$4"})
    sheet.insert_chart("D2", chart)
    other = book.add_worksheet("Khác ")
    other.write("A1", "n/a")
    book.close()
    return stream.getvalue()


def test_bad_cells_are_coloured_and_say_why() -> None:
    back = marked(book_with_everything(), "biểu.xlsx", [finding("B3")])
    assert back.name == "biểu (đã kiểm tra).xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(back.data))["Biểu 1"]
    cell = sheet["B3"]
    assert cell.fill.fgColor.rgb == "FFFFC7CE"
    assert cell.font.bold
    assert cell.font.color.rgb == "FFFF0000"
    assert cell.number_format == "#,##0.00"
    assert "36x5" in cell.comment.text
    assert "Không phải là số" in cell.comment.text
    assert sheet["A1"].comment.text.startswith("Ghi chú của người dùng")
    assert sheet["B2"].fill.fgColor.rgb != "FFFFC7CE"


def test_all_other_parts_are_byte_for_byte_the_same() -> None:
    before = book_with_everything()
    after = marked(before, "a.xlsx", [finding("B3")]).data
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    touched = {"xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/comments1.xml"}
    touched |= {"xl/drawings/vmlDrawing1.vml"}
    assert set(old.namelist()) <= set(new.namelist())
    for name in old.namelist():
        if name not in touched:
            assert old.read(name) == new.read(name), name
    formulas = openpyxl.load_workbook(io.BytesIO(after))["Biểu 1"]["B4"].value
    assert formulas == "=B2*2"


def test_a_sheet_without_comments_gets_its_first_ones() -> None:
    findings = [finding("A1", sheet="Khác"), finding("C9", "unknown_place", "Khác", "Huyện Nào Đó")]
    after = marked(book_with_everything(), "a.xlsx", findings).data
    sheet = openpyxl.load_workbook(io.BytesIO(after))["Khác "]
    assert "n/a" not in sheet["A1"].comment.text
    assert "Huyện Nào Đó" in sheet["C9"].comment.text


def test_a_cell_with_a_note_keeps_it_and_gets_ours_below() -> None:
    after = marked(book_with_everything(), "a.xlsx", [finding("A1")]).data
    text = openpyxl.load_workbook(io.BytesIO(after))["Biểu 1"]["A1"].comment.text
    assert text.index("Ghi chú của người dùng") < text.index("36x5")


def test_files_saved_by_other_programs_are_marked_too() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Biểu 1"
    sheet["B3"] = "36x5"
    sheet["A1"].comment = Comment("của tôi", "tôi")
    stream = io.BytesIO()
    book.save(stream)
    after = marked(stream.getvalue(), "a.xlsx", [finding("B3")]).data
    read = openpyxl.load_workbook(io.BytesIO(after))["Biểu 1"]
    assert "36x5" in read["B3"].comment.text
    assert "của tôi" in read["A1"].comment.text


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.csv"])
def test_other_files_get_a_list(name: str) -> None:
    back = marked(b"whatever", name, [finding("F10", found='=HYPERLINK("x")')])
    assert back.name == "a (kết quả kiểm tra).xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(back.data)).active
    assert [cell.value for cell in sheet[2]][:2] == ["Biểu 1", "F10"]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_what_a_cell_holds_cannot_break_the_file() -> None:
    nasty = "\x00\x0b]]></t><t>&amp;\ud800‮" + "x" * 40_000
    after = marked(book_with_everything(), "a.xlsx", [finding("B3", found=nasty)]).data
    text = openpyxl.load_workbook(io.BytesIO(after))["Biểu 1"]["B3"].comment.text
    assert len(text) <= 1_100


@pytest.mark.slow
def test_libreoffice_opens_the_marked_file(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (soffice) on the path")
    source = tmp_path / "marked.xlsx"
    source.write_bytes(marked(book_with_everything(), "a.xlsx", [finding("B3")]).data)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            str(tmp_path),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    content = zipfile.ZipFile(tmp_path / "marked.ods").read("content.xml").decode()
    assert "36x5" in content
    assert "office:annotation" in content
