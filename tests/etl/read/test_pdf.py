"""PDF documents: paragraphs, columns, tables and notes come whole; the rest is refused."""

import io
import unicodedata

import pytest
from pdf_files import pdf, rule, show
from pypdf import PdfReader, PdfWriter

from etl.read.document import read_document
from yardstick.domain.provenance import PAGE_MARK, page_at, paragraph_at
from yardstick.errors import DocumentRefused

LONG = b"Thu ngan sach tren dia ban huyen trong sau thang dau nam uoc dat hon"


def lines(data: bytes) -> list[str]:
    return read_document(data, "a.pdf").text.rstrip("\n").split("\n")


def refusal(data: bytes) -> str:
    with pytest.raises(DocumentRefused) as refused:
        read_document(data, "a.pdf")
    return refused.value.reason


def test_a_paragraph_is_whole_across_lines_and_pages() -> None:
    first = show(LONG, 70, 120) + show(
        b"1.250 ty dong, bang 63% du toan duoc giao tu dau nam cua toan", 70, 100
    )
    data = pdf(first, show(b"huyen; tang 7%.", 70, 780) + show(b"Het.", 110, 750))
    text = read_document(data, "a.pdf").text
    assert text.replace(PAGE_MARK, "") == (
        f"{LONG.decode()} 1.250 ty dong, bang 63% du toan duoc giao tu dau nam cua toan "
        "huyen; tang 7%.\nHet.\n"
    )


def test_pages_and_paragraphs_are_known_by_offset() -> None:
    data = pdf(show(b"Mot.", 70, 700), b"", show(b"Ba.", 70, 700) + show(b"Bon.", 70, 600))
    found = read_document(data, "a.pdf")
    at = found.text.index("Bon")
    assert len(found.pages) == 3
    assert found.page_of(at) == page_at(found.text, at) == 3
    assert found.page_of(0) == page_at(found.text, 0) == 1
    assert [paragraph_at(found.text, found.text.index(word)) for word in ("Mot", "Ba", "Bon")] == [
        1,
        2,
        3,
    ]


def test_a_marked_number_keeps_its_value() -> None:
    content = (
        show(b"Nam 2024", 70, 700) + show(b"12", 124, 706, 8) + show(b"thu 5.300 ty", 140, 700)
    )
    note = show(b"1", 70, 84, 6) + show(b"Theo so lieu so bo.", 75, 80, 10)
    assert lines(pdf(content + show(LONG, 70, 650) + note)) == [
        "Nam 2024¹² thu 5.300 ty",
        LONG.decode(),
        "¹ Theo so lieu so bo.",
    ]


def test_ruled_tables_are_rows() -> None:
    grid = b"".join(rule(70, y, 500, y) for y in (600, 570, 540, 510))
    grid += b"".join(rule(x, 510, x, 600) for x in (70, 110, 300, 380, 500))
    rows = (("TT", "Chi tieu", "Don vi", "Nam 2024"), ("1", "San luong thoc", "tan", "12.500"))
    cells = b"".join(
        show(text.encode(), x, 580 - 30 * n)
        for n, row in enumerate(rows)
        for x, text in zip((75, 115, 305, 385), row, strict=True)
    )
    cells += show(b"Trong do: lua xuan", 115, 520) + show(b"7.100", 385, 520)
    assert lines(
        pdf(show(b"Truoc bang.", 70, 700) + grid + cells + show(b"Sau bang.", 70, 450))
    ) == [
        "Truoc bang.",
        "TT | Chi tieu | Don vi | Nam 2024",
        "1 | San luong thoc | tan | 12.500",
        "- | Trong do: lua xuan | | 7.100",
        "Sau bang.",
    ]


def test_a_merged_cell_of_a_ruled_table_is_written_once() -> None:
    grid = b"".join(rule(70, y, 500, y) for y in (600, 540, 510))
    grid += rule(200, 570, 500, 570)
    grid += b"".join(rule(x, 510, x, 600) for x in (70, 200, 500)) + rule(350, 510, 350, 570)
    texts = ((75, 555, b"Chi tieu"), (205, 580, b"Nam 2024"), (205, 550, b"KH"), (355, 550, b"TH"),
             (75, 520, b"Thu"), (205, 520, b"900"), (355, 520, b"945"))  # fmt: skip
    content = grid + b"".join(show(text, x, y) for x, y, text in texts)
    assert lines(pdf(content)) == ["Chi tieu | Nam 2024 KH | Nam 2024 TH", "Thu | 900 | 945"]


def test_columns_without_lines_are_rows_when_they_hold_values() -> None:
    content = b"".join(
        show(name, 70, 600 - 20 * n) + show(plan, 300, 600 - 20 * n) + show(done, 420, 600 - 20 * n)
        for n, (name, plan, done) in enumerate(
            (
                (b"Chi tieu", b"Ke hoach", b"Thuc hien"),
                (b"Thu", b"900", b"945"),
                (b"Chi", b"800", b"790"),
            )
        )
    )
    assert lines(pdf(content)) == [
        "Chi tieu | Ke hoach | Thuc hien",
        "Thu | 900 | 945",
        "Chi | 800 | 790",
    ]


def test_a_letterhead_is_read_side_by_side() -> None:
    head = show(b"UBND HUYEN MAU", 70, 780) + show(b"CONG HOA XA HOI", 330, 780)
    head += show(b"So: 12/BC-UBND", 70, 760) + show(b"Doc lap - Tu do", 330, 760)
    assert lines(pdf(head + show(LONG, 70, 700))) == [
        "UBND HUYEN MAU",
        "So: 12/BC-UBND",
        "CONG HOA XA HOI",
        "Doc lap - Tu do",
        LONG.decode(),
    ]


def test_headers_footers_and_page_numbers_are_left_out_and_nothing_else() -> None:
    pages = [
        show(b"Bao cao thang 6", 70, 810, 10)
        + show(b"Xa so %d dat 12%% ke hoach." % n, 70, 700)
        + show(b"2024", 300, 400)
        + show(b"- %d -" % n, 290, 30, 10)
        for n in range(1, 6)
    ]
    found = lines(pdf(*pages))
    kept = [line.strip(PAGE_MARK) for line in found]
    assert kept == [line for n in range(1, 6) for line in (f"Xa so {n} dat 12% ke hoach.", "2024")]


def test_a_single_number_on_a_page_stays() -> None:
    assert lines(pdf(show(b"Ty le ho ngheo (%)", 70, 700) + show(b"4,25", 70, 680)))[-1] == "4,25"


def test_letters_written_as_base_and_mark_are_composed() -> None:
    found = read_document(pdf(show(b"Thu \xe0 \xe9 d\xf4ng", 70, 700)), "a.pdf")
    assert found.text == unicodedata.normalize("NFC", found.text) == "Thu à é dông\n"


def test_fonts_of_the_old_code_are_decoded() -> None:
    data = pdf(
        show("Nghị quyết".translate({0x1ECB: 0xDE, 0x1EBF: 0xD5}).encode("latin-1"), 70, 700),
        font=b".VnTime",
    )
    assert lines(data) == ["Nghị quyết"]


def test_a_turned_page_is_read_along_its_lines() -> None:
    content = b"".join(
        b"BT /F 14 Tf 0 1 -1 0 %d 70 Tm (%b) Tj ET\n" % (x, text)
        for x, text in ((100, b"Dong mot."), (130, b"Dong hai."))
    )
    assert lines(pdf(content)) == ["Dong mot.", "Dong hai."]


def test_scans_are_refused() -> None:
    picture = b"q 595 0 0 842 0 0 cm /P Do Q\n"
    assert refusal(pdf(picture)) == "scanned"
    assert refusal(pdf(picture + show(b"Ky so ngay 1/2/2024", 70, 60), picture)) == "scanned"
    assert refusal(pdf(picture, picture, show(LONG, 70, 700))) == "scanned"
    assert lines(pdf(picture + show(LONG, 70, 700) + show(LONG, 70, 600) + show(LONG, 70, 500)))


def test_what_is_no_readable_pdf_is_refused_with_the_reason() -> None:
    good = pdf(show(LONG, 70, 700))
    assert refusal(pdf(b"")) == "empty"
    assert refusal(good[: len(good) // 2]) == "unreadable"
    assert refusal(b"%PDF-1.7\nnothing\n%%EOF") == "unreadable"
    assert refusal(b"thu") == "unreadable"
    assert refusal(b"PK\x03\x04" + bytes(50)) == "wrong_extension"
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(good)))
    writer.encrypt("mot", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert refusal(out.getvalue()) == "encrypted"


def test_a_pdf_that_only_its_owner_may_change_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(show(LONG, 70, 700)))))
    writer.encrypt("", "chu", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert lines(out.getvalue()) == [LONG.decode()]
