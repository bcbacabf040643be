"""The command `python -m etl extract`: what it prints and how it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "etl", "extract", *arguments],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(
        "Báo cáo năm 2023\n\nThu ngân sách đạt 96,4 tỷ đồng, vượt 4% dự toán tỉnh giao.\n", "utf-8"
    )
    return path


def test_figures_are_printed_as_json_lines(root: Path, document: Path) -> None:
    done = run(root, str(document), "--jsonl", "--place", "huyện Tân An")
    assert done.returncode == 0
    level, excess = [json.loads(line) for line in done.stdout.splitlines()]
    assert (level["quote"], level["value"], level["indicator"]) == ("96,4 tỷ đồng", 96.4, "FN01")
    assert (excess["measure"], excess["base"], excess["period"]) == (
        "completion",
        "plan_province",
        "2023",
    )
    assert level["place_text"] == "huyện Tân An"


def test_a_refused_document_ends_with_two_and_says_why(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "mat.txt"
    path.write_text("MẬT\nThu ngân sách đạt 96,4 tỷ đồng.\n", "utf-8")
    done = run(root, str(path), "--jsonl")
    assert done.returncode == 2
    assert "secret" in done.stderr
    finding = json.loads(done.stdout)
    assert (finding["type"], finding["kind"], finding["reason"]) == ("finding", "refused", "secret")


def test_a_document_under_a_workbooks_name_is_printed_as_a_broken_workbook(
    root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "bieu.xlsx"
    path.write_bytes(b"%PDF-1.7 ...")
    done = run(root, str(path), "--jsonl")
    assert done.returncode == 2
    told = json.loads(done.stdout)
    assert told["kind"] == "corrupt"
    assert "PDF" in told["message"]


def test_a_figure_is_explained_and_an_excluded_number_too(root: Path, document: Path) -> None:
    told = run(root, str(document), "--explain", "4%").stdout
    assert "measure" in told
    assert "period" in told
    assert "no figure: date" in run(root, str(document), "--explain", "2023").stdout


def test_a_part_is_reported_under_the_indicator_it_is_told_of_with(
    root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "tai-nan.txt"
    path.write_text(
        "Báo cáo năm 2023\n\nXảy ra 12 vụ tai nạn giao thông, làm chết 7 người, "
        "bị thương 9 người.\n",
        "utf-8",
    )
    printed = run(root, str(path), "--jsonl", "--place", "huyện Tân An").stdout
    found = [json.loads(line) for line in printed.splitlines()]
    assert [(one["quote"], one["indicator"]) for one in found] == [
        ("12 vụ", "SE01"),
        ("7 người", "SE01"),
        ("9 người", "SE01"),
    ]
    book = Workbook()
    sheet = book.active
    for row in (
        ["Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2023"],
        ["Số vụ tai nạn giao thông", "Vụ", 12],
        ["Số người chết do tai nạn giao thông", "Người", 7],
    ):
        sheet.append(row)
    book.save(tmp_path / "tai-nan.xlsx")
    printed = run(root, str(tmp_path / "tai-nan.xlsx"), "--jsonl").stdout
    figures = [
        one for line in printed.splitlines() if (one := json.loads(line))["type"] == "figure"
    ]
    assert [(one["value"], one["indicator"]) for one in figures] == [(12, "SE01"), (7, "SE01")]
