"""Laws of the reader that hold for any text: spans, coverage, composition, planted figures."""

import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extract.layout import lay_out
from etl.extract.prose import Extraction, extract
from etl.parse.number import find_number
from etl.read.document import read_document
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.vietnamese import format_number
from yardstick.errors import DocumentRefused

CATALOGUE: Catalogue = read_catalogue(
    (Path(__file__).resolve().parents[2] / "indicators.yaml").read_text("utf-8")
)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạếềễộờữỳABCĐUBND"
PIECES = st.sampled_from(
    [
        "thu ngân sách", "đạt", "tăng", "giảm", "tỷ đồng", "%", "2024", "1.234,5", "15/19", "xã",
        "(", ")", ";", ",", ".", "\n", "\n\n", "|", "lần lượt", "so với", "cùng kỳ", "kế hoạch",
        "từ", "lên", "xuống còn", "12/12", "31/12/2024", "quý", "III", "-", "–", "¹", "\u00a0",
        "\u200b", "tháng", "năm", "hộ nghèo", "xếp thứ", "63", "điểm phần trăm", "trong đó", ":",
        "7,18", "6. 482", "STT", "Chỉ tiêu", "ĐVT", "KH", "Nơi nhận:", "ha", "ước", "phấn đấu",
    ]
)  # fmt: skip


def read(text: str) -> Extraction:
    return extract(read_document(text.encode("utf-8"), "text.txt"), CATALOGUE)


def lawful(text: str, found: Extraction) -> None:
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.quote
        assert mention.quote
        assert 0 < mention.confidence <= 1
        assert len(mention.numbers) in (1, 2)
    figures = [numeral for numeral in found.numerals if numeral.disposition == "figure"]
    for numeral in figures:
        assert any(m.start < numeral.end and numeral.start < m.end for m in found.mentions), numeral
    for numeral in found.numerals:
        assert numeral.disposition
        if numeral.disposition != "figure":
            assert not any(m.start <= numeral.start < m.end for m in found.mentions), numeral


def every_digit_is_accounted_for(text: str, found: Extraction) -> None:
    spans = sorted((numeral.start, numeral.end) for numeral in found.numerals)
    for digit in re.finditer(r"[0-9]", text):
        assert any(a <= digit.start() < b for a, b in spans), text[
            digit.start() - 9 : digit.end() + 9
        ]


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except (DocumentRefused, UnicodeEncodeError):
        return
    lawful(text, found)


@given(st.lists(PIECES, min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_spans_and_coverage_hold_for_texts_of_the_field(pieces: list[str]) -> None:
    text = " ".join(pieces)
    if not text.strip():
        return
    try:
        found = read(text)
    except DocumentRefused:
        return
    lawful(text, found)
    every_digit_is_accounted_for(text, found)


@given(
    st.decimals(min_value=Decimal("1"), max_value=Decimal("99999"), places=2),
    st.lists(
        st.sampled_from(["Công tác văn hóa được quan tâm.", "An ninh được giữ vững."]), max_size=4
    ),
)
@settings(max_examples=60, deadline=None)
def test_a_planted_figure_is_found_at_its_place(value: Decimal, around: list[str]) -> None:
    written = format_number(value)
    sentence = f"Thu ngân sách nhà nước trên địa bàn đạt {written} tỷ đồng."
    text = " ".join([*around, sentence, *around])
    (mention,) = [m for m in read(text).mentions if not m.repeat]
    assert mention.value == value
    assert mention.start == text.index(f"{written} tỷ đồng")
    assert mention.indicator == "FN01"


@given(st.decimals(min_value=Decimal("0"), max_value=Decimal("9999999"), places=2))
def test_a_printed_number_reads_back(value: Decimal) -> None:
    assert find_number(format_number(value)) == value


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2023, tỷ lệ hộ nghèo còn 4,2%, giảm 1,1% so với năm 2022; xoá 12 nhà tạm.",
        "Thu ngân sách ước đạt 1.204 tỷ đồng, bằng 98,5% dự toán tỉnh giao.",
        "Phường tiếp nhận 812 hồ sơ; thuỷ sản đạt 1.250 tấn.",
    ],
)
def test_decomposed_letters_give_the_same_readings(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    one, two = read(text).mentions, read(apart).mentions
    assert [(m.numbers, m.unit, m.indicator, m.measure, m.period) for m in one] == [
        (m.numbers, m.unit, m.indicator, m.measure, m.period) for m in two
    ]
    for first, second in zip(one, two, strict=True):
        assert unicodedata.normalize("NFC", apart[second.start : second.end]) == first.quote


@given(st.text(alphabet=LETTERS + " .,;:()\n0123456789%", max_size=400))
@settings(max_examples=80, deadline=None)
def test_the_view_keeps_its_places(text: str) -> None:
    view, blocks = lay_out(text)
    assert len(view.text) == len(view.low)
    for place, letter in enumerate(view.text):
        if letter.isalnum():
            start, end = view.span(place, place + 1)
            assert 0 <= start <= end <= len(text)
    for block in blocks:
        assert 0 <= block.begin <= block.body <= block.end <= len(view.text)
