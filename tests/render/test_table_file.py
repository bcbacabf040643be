"""Tables as files: read back as they are, and no cell can be a formula."""

import csv
from io import BytesIO, StringIO

import openpyxl
from chart_samples import REVENUES, every_kind

from yardstick.analysis.totals import total_of
from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.place_table import place_table
from yardstick.render.table_file import table_csv, table_workbook


def made(*cells: str, is_illustrative: bool = False) -> FigureTable:
    return FigureTable(
        title="=1+1",
        subtitle="Đơn vị: tỷ đồng",
        unit="",
        source="Nguồn: thử",
        as_of="2024-06-28",
        alt="",
        is_illustrative=is_illustrative,
        language="vi",
        columns=tuple(f"Cột {n}" for n, _ in enumerate(cells)),
        rows=(tuple(TableCell(cell) for cell in cells),),
    )


EVIL = ("=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "−3,7 điểm %")


def test_no_csv_cell_starts_a_formula() -> None:
    written = table_csv(made(*EVIL)).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(written)))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    assert rows[-2] == ["'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "−3,7 điểm %"]


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    sheet = openpyxl.load_workbook(BytesIO(table_workbook(made(*EVIL)))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["A1"].value == "=1+1"


def test_the_table_of_places_reads_back_with_its_numbers() -> None:
    table = place_table(REVENUES, total_of(REVENUES), title="Thu ngân sách")
    sheet = openpyxl.load_workbook(BytesIO(table_workbook(table))).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert rows[0][:3] == ["Địa bàn", "Mục tiêu", "Thực hiện"]
    assert rows[1][:3] == ["Ân Thi", 250, 100]
    assert rows[6][0] == "Cộng 4 địa phương"
    assert rows[6][2] == 940


def test_every_chart_has_a_file_and_made_up_figures_are_marked_in_it() -> None:
    for kind, chart in every_kind(is_illustrative=True).items():
        written = table_csv(table_of(chart)).decode("utf-8-sig")
        assert written.startswith("SỐ LIỆU MINH HỌA"), kind
        assert "Nguồn: " in written
        assert table_workbook(table_of(chart))
