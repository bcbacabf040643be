"""Word documents: what is printed is read, what is not is not; hostile ones are refused."""

import io
import unicodedata
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import paragraphs, raised, run, with_body, with_part, word

from etl.read.document import read_document
from etl.read.docx import read_docx
from yardstick.errors import DocumentRefused

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạếệớứỳỵ ABĐỘ0123456789.,;%-()"


def lines(data: bytes) -> list[str]:
    return read_docx(data, "a.docx").rstrip("\n").split("\n")


def refusal(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(DocumentRefused) as refused:
        read_document(data, name)
    return refused.value.reason


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=60), min_size=1, max_size=8))
def test_every_run_of_characters_is_in_the_text(texts: list[str]) -> None:
    texts = [" ".join(text.split()) for text in texts]
    texts = [text for text in texts if text] or ["một"]

    def build(document: docx.document.Document) -> None:
        for number, text in enumerate(texts):
            if number % 3 == 2:
                row = document.add_table(1, 3).rows[0].cells
                row[0].text, row[1].text, row[2].text = "TT", text, "%"
            else:
                half = len(text) // 2
                paragraph = document.add_paragraph(text[:half])
                paragraph.add_run(text[half:]).bold = True

    text = read_docx(word(build), "a.docx")
    for one in texts:
        assert unicodedata.normalize("NFC", one) in text


def test_tables_are_rows_with_every_column_in_its_place() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(4, 4)
        for place, title in enumerate(("TT", "Chỉ tiêu", "Đơn vị", "Năm 2024")):
            table.cell(0, place).text = title
        for place, text in enumerate(("1", "Sản lượng\nlương thực", "tấn", "12.500")):
            table.cell(1, place).text = text
        table.cell(2, 1).text, table.cell(2, 3).text = "Trong đó: thóc", "9.100"
        merged = table.cell(3, 0).merge(table.cell(3, 3))
        merged.text = "II. XÃ HỘI"

    assert lines(word(build)) == [
        "TT | Chỉ tiêu | Đơn vị | Năm 2024",
        "1 | Sản lượng lương thực | tấn | 12.500",
        "- | Trong đó: thóc | | 9.100",
        "II. XÃ HỘI",
    ]


def test_a_header_of_two_rows_is_one_line_with_whole_titles() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(3, 4)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "Chỉ tiêu"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "Năm 2024"
        table.cell(0, 3).merge(table.cell(1, 3)).text = "So sánh (%)"
        table.cell(1, 1).text, table.cell(1, 2).text = "Kế hoạch", "Thực hiện"
        for place, text in enumerate(("Thu ngân sách", "900", "945", "105")):
            table.cell(2, place).text = text

    assert lines(word(build)) == [
        "Chỉ tiêu | Năm 2024 Kế hoạch | Năm 2024 Thực hiện | So sánh (%)",
        "Thu ngân sách | 900 | 945 | 105",
    ]


def test_a_merged_cell_in_the_body_is_written_once() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(3, 3)
        for place, title in enumerate(("Lĩnh vực", "Chỉ tiêu", "Kết quả")):
            table.cell(0, place).text = title
        table.cell(1, 0).merge(table.cell(2, 0)).text = "Nông nghiệp"
        table.cell(1, 1).text, table.cell(1, 2).text = "Lúa", "5.200"
        table.cell(2, 1).text, table.cell(2, 2).text = "Ngô", "310"

    assert lines(word(build))[1:] == ["Nông nghiệp | Lúa | 5.200", "- | Ngô | 310"]


def test_a_letterhead_set_as_a_table_is_lines() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text = "UBND HUYỆN MẪU SƠN\nSố: 12/BC-UBND"
        table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        document.add_paragraph("Báo cáo quý I năm 2024")

    found = read_document(word(build), "a.docx")
    assert "|" not in found.text
    assert found.metadata.number == "12/BC-UBND"
    assert found.metadata.issuer == "UBND HUYỆN MẪU SƠN"


def test_a_nested_table_is_flattened() -> None:
    def build(document: docx.document.Document) -> None:
        table = document.add_table(1, 3)
        table.cell(0, 0).text, table.cell(0, 2).text = "Vốn", "tỷ đồng"
        inner = table.cell(0, 1).add_table(1, 2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "năm 2024", "35"

    assert lines(word(build)) == ["Vốn | năm 2024; 35 | tỷ đồng"]


def test_raised_marks_do_not_join_the_number() -> None:
    def build(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("Năm 2024")
        raised(paragraph, "1")
        paragraph.add_run(", diện tích 15 m")
        raised(paragraph, "2")
        paragraph.add_run(", nhiệt độ 30")
        raised(paragraph, "o")
        paragraph.add_run("C")

    assert lines(word(build)) == ["Năm 2024¹, diện tích 15 m², nhiệt độ 30oC"]


def test_footnotes_follow_their_paragraph() -> None:
    note = '<w:footnote w:id="{0}"><w:p>' + run(" {1}") + "</w:p></w:footnote>"
    reference = '<w:r><w:footnoteReference w:id="{0}"/></w:r>'
    body = (
        f"<w:p>{run('Thu đạt 20.889')}{reference.format(7)}{run(' tỷ đồng')}</w:p>"
        f"<w:p>{run('Chi đạt 15.000')}{reference.format(5)}</w:p><w:p>{run('Hết.')}</w:p>"
    )
    data = with_body(body, note.format(5, "Số sơ bộ.") + note.format(7, "Gồm cả ghi thu."))
    assert lines(data) == [
        "Thu đạt 20.889¹ tỷ đồng",
        "¹ Gồm cả ghi thu.",
        "Chi đạt 15.000²",
        "² Số sơ bộ.",
        "Hết.",
    ]


@pytest.mark.parametrize(
    ("xml", "read"),
    [
        (f"<w:ins>{run('tăng 7%')}</w:ins>"
         "<w:del><w:r><w:delText>tăng 9%</w:delText></w:r></w:del>", "tăng 7%"),
        (f"{run('10 xã')}<w:moveFrom>{run('12 xã')}</w:moveFrom>", "10 xã"),
        (f"{run('thấy')}{run('ẩn', '<w:vanish/>')}", "thấy"),
        (f"{run('đến ')}<w:r><w:instrText>PAGE 12</w:instrText></w:r>{run('nay')}", "đến nay"),
        (f"{run('kinh tế')}<w:r><w:noBreakHyphen/></w:r>{run('xã hội')}", "kinh tế-xã hội"),
        (run("số\u00adliệu\u00a05\u00a0tỷ"), "sốliệu 5 tỷ"),
        (f"{run('20')}<w:r><w:rPr><w:rPrChange><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
         "</w:rPrChange></w:rPr><w:t>24</w:t></w:r>", "2024"),
        (run("NghÞ quyÕt", '<w:rFonts w:ascii=".VnTime"/>'), "Nghị quyết"),
        (run("b¸o c¸o", '<w:rFonts w:ascii=".VnTimeH"/>'), "BÁO CÁO"),
        (run("chính¹ là", '<w:rFonts w:ascii="Times New Roman"/>'), "chính¹ là"),
    ],
)  # fmt: skip
def test_what_is_printed_is_read(xml: str, read: str) -> None:
    assert lines(with_body(f"<w:p>{xml}</w:p>")) == [read]


def test_a_deleted_paragraph_mark_joins_paragraphs() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    data = with_body(f"<w:p>{mark}{run('đạt 12 ')}</w:p><w:p>{run('tỷ đồng')}</w:p>")
    assert lines(data) == ["đạt 12 tỷ đồng"]


def test_text_boxes_are_read_once_after_their_paragraph() -> None:
    box = f"<w:txbxContent><w:p>{run('Trong khung')}</w:p></w:txbxContent>"
    both = f"<Choice><drawing>{box}</drawing></Choice><Fallback>{box}</Fallback>"
    data = with_body(f"<w:p>{run('Trước ')}<w:r>{both}</w:r>{run('sau')}</w:p>")
    assert lines(data) == ["Trước sau", "Trong khung"]


def test_page_headers_are_left_out() -> None:
    def build(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Lưu hành nội bộ"
        document.add_paragraph("Nội dung")

    assert lines(word(build)) == ["Nội dung"]


def test_a_stamped_document_is_refused() -> None:
    assert refusal(paragraphs("TỐI MẬT", "Báo cáo")) == "secret"


def test_what_is_no_word_document_is_refused_with_the_reason() -> None:
    good = paragraphs("một")
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("thu.txt", "một")
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal(b"") == "empty"
    assert refusal(paragraphs("", "  ")) == "empty"
    assert refusal(other.getvalue()) == "wrong_extension"
    assert refusal(good, "a.pdf") == "wrong_extension"
    assert refusal(good, "a.txt") == "wrong_extension"
    assert refusal(b"%PDF-1.4\n%%EOF") == "wrong_extension"
    assert refusal(b"{\\rtf1 abc}") == "wrong_extension"
    assert refusal(b"<html><body>abc</body></html>") == "wrong_extension"
    assert refusal("chữ thường".encode()) == "unreadable"
    assert refusal(good[: len(good) // 2]) == "unreadable"
    assert refusal(compound + "WordDocument".encode("utf-16-le")) == "wrong_extension"
    assert refusal(compound + "EncryptedPackage".encode("utf-16-le")) == "encrypted"


def test_hostile_documents_are_refused() -> None:
    good = paragraphs("một")
    declaration = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    entity = (
        declaration
        + b"<w:document><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert refusal(with_part(good, "word/document.xml", entity)) == "unreadable"
    bomb = with_part(good, "word/document.xml", b"<a>" + b" " * 80_000_000 + b"</a>")
    assert len(bomb) < 200_000
    assert refusal(bomb) == "too_large"
    deep = b"<w:p>" * 100_000
    assert refusal(with_part(good, "word/document.xml", deep)) == "unreadable"
