"""One report as text, Word and PDF: the same words, the same figures, wherever it was printed."""

from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from pdf_files import printed
from word_files import page_number, raised, word, words

from etl.extract.mention import Mention
from etl.extract.prose import extract
from etl.read.document import Document, read_document
from etl.read.limits import read_safely
from yardstick.domain.catalogue import Catalogue, read_catalogue

HEAD = ("UBND HUYỆN MẪU SƠN", "BÁO CÁO", "Kết quả phát triển kinh tế - xã hội 9 tháng năm 2023")
BODY = (
    "I. KINH TẾ",
    "Thu ngân sách nhà nước trên địa bàn 9 tháng năm 2023 đạt 1.284,5 tỷ đồng, bằng 78,2% "
    "dự toán huyện giao và tăng 9,6% so với cùng kỳ năm 2022. Sản lượng lương thực có hạt ước "
    "đạt 96.400 tấn.",
    "Giá trị sản xuất công nghiệp tăng 11,35% so với cùng kỳ; tổng mức bán lẻ hàng hóa và doanh "
    "thu dịch vụ tiêu dùng đạt 3.412 tỷ đồng, tăng 14,1%.",
    "II. XÃ HỘI",
    "Tỷ lệ hộ nghèo cuối kỳ còn 2,37%, giảm 0,85 điểm phần trăm so với đầu năm. Tỷ lệ người dân "
    "tham gia bảo hiểm y tế đạt 94,6%. Giải quyết việc làm mới cho 4.150 lao động, đạt 83% kế "
    "hoạch năm.",
)  # fmt: skip
TABLE = (
    ("TT", "Chỉ tiêu", "Đơn vị", "Kế hoạch năm 2023", "Thực hiện 9 tháng năm 2023"),
    ("1", "Tỷ lệ hộ nghèo", "%", "2,5", "2,37"),
    ("2", "Sản lượng lương thực có hạt", "Tấn", "125.000", "96.400"),
    ("3", "Thu ngân sách nhà nước trên địa bàn", "Tỷ đồng", "1.642,6", "1.284,5"),
)
FILLING = (
    "Các phòng, ban, ngành và các xã, thị trấn đã bám sát chỉ đạo của cấp trên, chủ động khắc phục "
    "khó khăn, thực hiện đồng bộ các nhiệm vụ, giải pháp đề ra từ đầu năm."
)  # fmt: skip


def report(*, columns: int = 1, size: int = 14) -> bytes:
    """The report as a Word file with headers, page numbers and a marked number."""

    def build(document: docx.document.Document) -> None:
        style = document.styles["Normal"]
        style.font.name, style.font.size = "Liberation Serif", Pt(size)
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.header.paragraphs[0].text = "Tài liệu phục vụ hội nghị"
        page_number(section.footer.paragraphs[0])
        for text in HEAD:
            document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for number, text in enumerate(BODY):
            paragraph = document.add_paragraph(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Cm(1.27)
            if number == 1:
                raised(paragraph, "1")
            for _ in range(6):
                filling = document.add_paragraph(FILLING)
                filling.paragraph_format.first_line_indent = Cm(1.27)
        if columns > 1:
            part = OxmlElement("w:cols")
            part.set(qn("w:num"), str(columns))
            section._sectPr.append(part)
            return
        table = document.add_table(0, len(TABLE[0]))
        table.style = "Table Grid"
        for row in TABLE:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text

    return word(build)


def expected(*, table: bool = True) -> str:
    lines = [*HEAD]
    for number, text in enumerate(BODY):
        lines += [text + "¹" if number == 1 else text, *[FILLING] * 6]
    return "\n".join([*lines, *(" | ".join(row) for row in TABLE if table)]) + "\n"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """The report read from every format."""
    files = {"one.docx": report(), "two.docx": report(columns=2, size=11)}
    made = printed(files, tmp_path_factory.mktemp("printed"))
    return {
        "txt": read_document(expected().encode(), "one.txt"),
        "docx": read_safely(files["one.docx"], "one.docx"),
        "pdf": read_safely(made["one.docx"], "one.pdf"),
        "columns": read_safely(made["two.docx"], "two.pdf"),
    }


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text("utf-8"))


def reading(mention: Mention) -> tuple[object, ...]:
    return (mention.numbers, mention.unit, mention.indicator, mention.kind, mention.measure,
            mention.period, mention.base, mention.place_text)  # fmt: skip


def test_word_and_pdf_hold_the_same_lines(read: dict[str, Document]) -> None:
    assert read["docx"].text == expected()
    lines = [line.strip("\u2060") for line in read["pdf"].text.split("\n")]
    assert [line.replace("\u2060", "") for line in lines] == expected().split("\n")
    assert len(read["pdf"].pages) > 1


def test_columns_are_read_one_after_the_other(read: dict[str, Document]) -> None:
    text = read["columns"].text
    assert words(text) == words(expected(table=False))
    assert "|" not in text


def test_figures_are_the_same_from_every_format(
    read: dict[str, Document], catalogue: Catalogue
) -> None:
    found = {name: extract(document, catalogue).mentions for name, document in read.items()}
    want = Counter(reading(mention) for mention in found["txt"])
    assert len(want) >= 10
    assert Counter(reading(mention) for mention in found["docx"]) == want
    assert Counter(reading(mention) for mention in found["pdf"]) == want
    for name, document in read.items():
        for mention in found[name]:
            assert document.text[mention.start : mention.end] == mention.quote
