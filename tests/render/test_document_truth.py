"""The report has the form of NĐ 30/2020 and every number of the deck, gaps included."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import briefing_samples
import docx
import pytest
from docx.shared import Mm

from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import Deck
from yardstick.render.document import document


@pytest.fixture(scope="module")
def deck(filled: Path) -> Deck:
    return briefing_samples.deck_of(briefing_samples.facts_of(filled))


def test_the_page_has_the_form_of_the_decree(deck: Deck) -> None:
    report = docx.Document(io.BytesIO(document(deck)))
    section = report.sections[0]
    assert abs(section.page_width - Mm(210)) < Mm(0.1)
    assert abs(section.left_margin - Mm(30)) < Mm(0.1)
    assert abs(section.right_margin - Mm(15)) < Mm(0.1)
    assert abs(section.top_margin - Mm(20)) < Mm(0.1)
    assert report.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    head = report.tables[0]
    words = " ".join(cell.text for cell in head.rows[0].cells)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "Độc lập - Tự do - Hạnh phúc" in words
    assert "Hưng Yên, ngày 12 tháng 7 năm 2024" in words
    assert "Số:" in words


def test_every_number_is_read_back(deck: Deck) -> None:
    report = docx.Document(io.BytesIO(document(deck)))
    tables = iter(report.tables[1:-1])
    checked = gaps = 0
    for slide in deck.slides:
        for block in slide.blocks:
            if block.chart is None:
                continue
            wanted = table_of(block.chart)
            found = next(tables)
            assert tuple(cell.text for cell in found.rows[0].cells) == wanted.columns
            rows = [row for row in found.rows[1:] if len(set(row._tr.tc_lst)) > 1]
            for row, cells in zip(rows, wanted.rows, strict=True):
                for written, cell in zip(row.cells, cells, strict=True):
                    assert cell.text in written.text
                    assert written.text.replace(cell.text, "").strip(" ▲✓◐✕▼◌–()ước") == ""
                    checked += cell.observation_id is not None
                    gaps += cell.text == "—"
    assert checked > 20
    assert gaps > 5


def test_remarks_and_origins_are_in_it(deck: Deck) -> None:
    report = docx.Document(io.BytesIO(document(deck)))
    told = "\n".join(paragraph.text for paragraph in report.paragraphs)
    for slide in deck.slides:
        for block in slide.blocks:
            for remark in block.remarks:
                assert remark.text in told
            for origin in block.origins:
                assert origin.label in told


def test_no_field_runs_anything(deck: Deck) -> None:
    made = document(briefing_samples.hostile(deck))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        body = package.read("word/document.xml").decode()
    assert "instrText" not in body
    assert "fldSimple" not in body
    assert "HYPERLINK" in body  # as words


def test_illustrative_figures_say_so(deck: Deck) -> None:
    report = docx.Document(io.BytesIO(document(replace(deck, is_illustrative=True))))
    assert "SỐ LIỆU MINH HỌA" in "\n".join(p.text for p in report.paragraphs)
