"""The document's own arithmetic: what does not add up is doubted, never corrected."""

from pathlib import Path

import pytest

from etl.extract.prose import Extraction, extract
from etl.read.document import read_document
from yardstick.domain.catalogue import read_catalogue

CATALOGUE = read_catalogue(
    (Path(__file__).resolve().parents[2] / "indicators.yaml").read_text("utf-8")
)


def read(text: str, title: str = "Báo cáo năm 2023") -> Extraction:
    document = read_document(text.encode("utf-8"), "text.txt")
    return extract(document, CATALOGUE, title=title, place="huyện Tân An")


@pytest.mark.parametrize(
    ("title", "text", "rule"),
    [
        (
            "Báo cáo tháng 7 năm 2024",
            "Thu nội địa trong tháng đạt 4,2 tỷ đồng, đạt 81,4% nghị quyết.",
            "unclear_basis",
        ),
        (
            "Báo cáo năm 2023",
            "Toàn huyện có 15/20 xã (85%) đạt chuẩn nông thôn mới.",
            "part_and_percent",
        ),
        (
            "Báo cáo năm 2023",
            "Thu ngân sách đạt 110 tỷ đồng (kế hoạch 100 tỷ đồng), đạt 121% kế hoạch.",
            "plan_arithmetic",
        ),
        (
            "Báo cáo năm 2023",
            "Nông nghiệp chiếm 42,5%, công nghiệp - xây dựng chiếm 38,5%, dịch vụ chiếm 29%.",
            "structure_sum",
        ),
        ("Báo cáo năm 2023", "Tỷ lệ hộ nghèo còn 87,5%.", "implausible"),
        (
            "Báo cáo năm 2023",
            "Thu ngân sách quý I đạt 52 tỷ đồng. Thu ngân sách 6 tháng đạt 48 tỷ đồng.",
            "cumulative_falls",
        ),
        (
            "Báo cáo năm 2023",
            "Thu ngân sách đạt 110 tỷ đồng, tăng 10 tỷ đồng, tăng 25% so với cùng kỳ.",
            "change_and_growth",
        ),
    ],
)
def test_what_does_not_add_up_is_doubted(title: str, text: str, rule: str) -> None:
    found = read(text, title)
    assert rule in [finding.rule for finding in found.findings]
    assert min(mention.confidence for mention in found.mentions) < 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Toàn huyện có 15/20 xã (75%) đạt chuẩn nông thôn mới.",
        "Thu ngân sách đạt 110 tỷ đồng (kế hoạch 100 tỷ đồng), đạt 110% kế hoạch.",
        "Thu ngân sách đạt 110 tỷ đồng (kế hoạch 100 tỷ đồng), vượt 10% kế hoạch.",
        "Nông nghiệp chiếm 32,5%, công nghiệp - xây dựng chiếm 38,5%, dịch vụ chiếm 29%.",
        "Thu ngân sách đạt 110 tỷ đồng, tăng 10 tỷ đồng, tăng 10% so với cùng kỳ.",
        "Thu ngân sách quý I đạt 42 tỷ đồng. Thu ngân sách 6 tháng đạt 98 tỷ đồng.",
        "Tỷ lệ hộ nghèo còn 4,5%.",
    ],
)
def test_what_adds_up_is_left_alone(text: str) -> None:
    found = read(text)
    assert found.mentions
    assert not found.findings
