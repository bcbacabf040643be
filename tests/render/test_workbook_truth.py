"""Every number of the workbook is the deck's, gaps included; nothing in it is a formula."""

import io
import zipfile
from pathlib import Path

import briefing_samples
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import Deck
from yardstick.charts.spec import TimeLine
from yardstick.render.workbook import workbook


@pytest.fixture(scope="module")
def deck(filled: Path) -> Deck:
    return briefing_samples.deck_of(briefing_samples.facts_of(filled))


def cells_under(sheet: Worksheet, heads: tuple[str, ...]) -> int:
    """The row of a table's head."""
    for row in range(1, sheet.max_row + 1):
        if tuple(sheet.cell(row, c).value for c in range(1, len(heads) + 1)) == heads:
            return row
    raise AssertionError(f"no head {heads}")


def test_every_number_is_read_back(deck: Deck) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(deck)))
    sheets = {name.split(".")[0]: book[name] for name in book.sheetnames}
    checked = gaps = 0
    for number, slide in enumerate(deck.slides, 1):
        for block in slide.blocks:
            if block.chart is None:
                continue
            table = table_of(block.chart)
            sheet = sheets[str(number)]
            row = cells_under(sheet, table.columns)
            for at, cells in enumerate(table.rows):
                row += 1 + (at in table.groups)
                for column, cell in enumerate(cells, 1):
                    found = sheet.cell(row, column)
                    if cell.value is not None:
                        assert found.value == pytest.approx(float(cell.value), abs=1e-12)
                        assert found.data_type == "n"
                        checked += 1
                    elif cell.is_number:
                        assert found.value == cell.text
                        gaps += cell.text == "—"
    assert checked > 20
    assert gaps > 5


def test_the_charts_are_excels_own(deck: Deck) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(deck))) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawn = "".join(package.read(name).decode() for name in charts)
    assert len(charts) >= 2
    assert "<c:lineChart>" in drawn
    assert "pattFill" in drawn or "barChart" in drawn
    # Charts stand on a sheet of their own where a gap is an empty cell: words are drawn as zero.
    assert "'Số liệu biểu đồ'!" in drawn


def test_a_gap_of_a_chart_is_an_empty_cell(deck: Deck) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(deck)))["Số liệu biểu đồ"]
    line = next(b.chart for s in deck.slides for b in s.blocks if isinstance(b.chart, TimeLine))
    missing = [at for at, point in enumerate(line.actual) if point.value is None]
    assert missing
    table = table_of(line)
    row = cells_under(sheet, table.columns)
    for at, point in enumerate(line.actual, row + 1):
        value = sheet.cell(at, 2).value
        assert value == (None if point.value is None else pytest.approx(float(point.value)))


def test_the_origins_come_along(deck: Deck) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(deck)))
    rows = list(book["Nguồn gốc"].iter_rows(values_only=True))
    told = " ".join(str(value) for row in rows for value in row)
    assert "20.889" in told
    assert "27/06/2024" in told


def test_nothing_becomes_a_formula(deck: Deck) -> None:
    made = workbook(briefing_samples.hostile(deck))
    book = openpyxl.load_workbook(io.BytesIO(made))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{sheet.title}!{cell.coordinate}"
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in package.read(name)
