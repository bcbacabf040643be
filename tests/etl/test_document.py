"""What a document says of itself, and which documents are not read."""

from datetime import date

import pytest

from etl.extract.layout import lay_out, sentences
from etl.read.document import read_document
from yardstick.errors import DocumentRefused

REPORT = """ỦY BAN NHÂN DÂN
HUYỆN TÂN AN

Số: 214/BC-UBND

Tân An, ngày 28 tháng 6 năm 2024

BÁO CÁO
Tình hình kinh tế - xã hội 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024 của huyện Tân An

Trong 6 tháng đầu năm, thu ngân sách huyện Tân An đạt 96,4 tỷ đồng.
"""


def read(text: str, name: str = "report.txt"):  # type: ignore[no-untyped-def]
    return read_document(text.encode("utf-8"), name)


def test_heading_gives_number_date_kind_place_and_period() -> None:
    metadata = read(REPORT).metadata
    assert metadata.number == "214/BC-UBND"
    assert metadata.date == date(2024, 6, 28)
    assert metadata.kind == "report"
    assert metadata.place_text == "huyện Tân An"
    assert metadata.period == "2024-H1"
    assert metadata.issuer


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "  **MẬT**  ", "ĐỘ MẬT: MẬT"])
def test_stamped_documents_are_refused(stamp: str) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        read(f"{stamp}\n{REPORT}")
    assert refusal.value.reason == "secret"


@pytest.mark.parametrize(
    "line", ["Bảo vệ bí mật nhà nước.", "Mật độ dân số tăng.", "Vùng nuôi ong lấy mật", "mật"]
)
def test_the_word_in_running_text_is_no_stamp(line: str) -> None:
    assert read(f"{REPORT}\n{line}\n").text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\x00\x01\x02\x03" * 50, "not_text"),
        (b"\xff\xfe\x00", "not_text"),
        (bytes(range(128, 256)) * 4, "not_text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused) as refusal:
        read_document(data, "file.txt")
    assert refusal.value.reason == reason


def test_utf16_with_mark_is_read() -> None:
    assert read_document(REPORT.encode("utf-16"), "report.txt").text == REPORT


def test_line_ends_are_kept_so_that_offsets_hold() -> None:
    assert read(REPORT.replace("\n", "\r\n")).text.count("\r\n") == REPORT.count("\n")


def test_a_sentence_torn_by_page_and_footnote_is_put_together() -> None:
    text = (
        "Trong năm, huyện tập trung chỉ đạo quyết liệt các nhiệm vụ và thu ngân sách nhà nước\n\n"
        "¹ Báo cáo số 12/BC-UBND của Ủy ban nhân dân huyện\n\n7\n\nđạt 45,6 tỷ đồng trong kỳ.\n"
    )
    view, blocks = lay_out(text)
    bodies = [block for block in blocks if block.role == "body"]
    assert len(bodies) == 1
    (span,) = sentences(view, bodies[0])
    assert "ngân sách nhà nước đạt 45,6 tỷ đồng" in view.text[slice(*span)]
    assert [block.role for block in blocks].count("footnote") == 1
