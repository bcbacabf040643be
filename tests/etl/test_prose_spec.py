"""The reader against its specification: what must be read so, what must give nothing."""

from pathlib import Path

import pytest
from spec_cases import Case, problems, read_cases

from yardstick.domain.catalogue import Catalogue, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
CASES = [
    case
    for name in ("prose_accepted.yaml", "prose_context.yaml", "prose_refused.yaml")
    for case in read_cases(ROOT / "tests" / "spec" / name)
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_sentence_is_read_as_specified(case: Case, catalogue: Catalogue) -> None:
    assert problems(case, catalogue) == []


def test_at_least_as_many_are_refused_as_accepted() -> None:
    refused = sum(1 for case in CASES if not case.expect)
    assert refused >= len(CASES) - refused


def test_shared_phrases_are_read(shared: Path, catalogue: Catalogue) -> None:
    cases = read_cases(shared / "gold" / "phrases.yaml")
    wrong = {case.id: found for case in cases if (found := problems(case, catalogue))}
    assert len(wrong) <= 0.03 * len(cases), wrong
