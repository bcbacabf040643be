"""Tables that lost their lines against their specification: what is read, what is refused."""

from pathlib import Path

import pytest
from spec_cases import Case, problems, read_cases

from etl.extract.prose import extract
from etl.read.document import read_document
from yardstick.domain.catalogue import Catalogue, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
CASES = read_cases(ROOT / "tests" / "spec" / "tables.yaml")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_table_is_read_as_specified(case: Case, catalogue: Catalogue) -> None:
    assert problems(case, catalogue) == []


def test_more_tables_are_refused_than_read() -> None:
    refused = sum(1 for case in CASES if not case.expect)
    assert refused > len(CASES) - refused


@pytest.mark.parametrize("mark", ["\n", " "])
def test_a_long_table_is_read_to_its_end(catalogue: Catalogue, mark: str) -> None:
    rows = mark.join(
        f"- Mặt hàng số {chr(65 + n % 26)} Tấn {n + 10} {n + 20} {n + 30}" for n in range(300)
    )
    text = f"Chỉ tiêu ĐVT 2020 2021 2022\n{rows}\n"
    found = extract(read_document(text.encode("utf-8"), "long.txt"), catalogue)
    assert len(found.mentions) == 900
    assert found.mentions[-1].quote == "329"


def test_bars_without_a_table_give_nothing(catalogue: Catalogue) -> None:
    text = "Số liệu\n" + "|\nmục\n" * 500
    assert extract(read_document(text.encode("utf-8"), "bars.txt"), catalogue).mentions == ()
