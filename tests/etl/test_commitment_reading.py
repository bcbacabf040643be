"""Commitments: the specification, the quotation property, and the real documents where they are."""

import hashlib
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.extract.commitments import Commitment, commitments
from etl.extract.prose import extract
from etl.read.document import Document, DocumentMetadata, read_document
from yardstick.domain.catalogue import Catalogue, read_catalogue

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests/spec/commitments.yaml").read_text("utf-8"))
ISSUED = date(2024, 6, 12)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))


def document_of(text: str, case: dict[str, Any]) -> Document:
    metadata = DocumentMetadata(
        title=case.get("title", "KẾT LUẬN"),
        date=case.get("date", ISSUED),
        kind="conclusion",
        issuer=case.get("issuer"),
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document("case.txt", text, digest, "text/plain", metadata)


def read(text: str, catalogue: Catalogue, case: dict[str, Any] | None = None) -> list[Commitment]:
    document = document_of(text, case or {})
    return list(commitments(document, extract(document, catalogue)))


def plain(words: str | None) -> str | None:
    return unicodedata.normalize("NFC", words) if words is not None else None


def test_the_specification_refuses_at_least_as_much_as_it_accepts() -> None:
    refused = [case for case in CASES if not case["expect"]]
    assert len(CASES) >= 60
    assert len(refused) * 2 >= len(CASES)
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case.get("why") for case in refused)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_case(case: dict[str, Any], catalogue: Catalogue) -> None:
    text = unicodedata.normalize("NFD", case["text"]) if case.get("nfd") else case["text"]
    found = read(text, catalogue, case)
    assert [plain(one.quote) for one in found] == [want["what"] for want in case["expect"]]
    for want, one in zip(case["expect"], found, strict=True):
        assert one.due == want["due"]
        if "who" in want:
            assert plain(one.who) == want["who"]
        if "words" in want:
            assert one.due_words == want["words"]
        if "targets" in want:
            assert [target.quote for target in one.targets] == want["targets"]


def assert_quoted(text: str, found: list[Commitment]) -> None:
    for one in found:
        assert text[one.start : one.end] == one.quote
        assert one.quote.strip()
        first, last = one.sentence
        assert first <= one.start < one.end <= last <= len(text)
        if one.who_span is not None:
            assert " ".join(text[slice(*one.who_span)].split()) == one.who
        for target in one.targets:
            assert one.start <= target.start
            assert target.end <= one.end
        assert 0 < one.confidence < 1
        assert dict(one.reasons).keys() == {"what", "who", "due"}


PIECES = st.sampled_from(
    [
        *(case["text"] for case in CASES),
        "\n\n",
        "\n- ",
        "; ",
        " (",
        ") ",
        "2.1. ",
        ":\n",
        "⁶ ",
        "ước đạt ",
        "NƠI NHẬN:\n",
    ]
)


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(PIECES, max_size=6), decompose=st.booleans())
def test_every_commitment_stands_in_its_text(pieces: list[str], decompose: bool) -> None:
    text = "".join(pieces)
    text = unicodedata.normalize("NFD", text) if decompose else text
    assert_quoted(text, read(text, whole_catalogue()))


def whole_catalogue() -> Catalogue:
    return read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))


@settings(max_examples=40, deadline=None)
@given(due=st.dates(date(2024, 6, 13), date(2029, 12, 31)))
def test_a_planted_deadline_is_found_on_its_day(due: date) -> None:
    written = f"{due.day:02d}/{due.month}/{due.year}"
    text = f"Giao UBND huyện Yên Mô hoàn thành rà soát hộ nghèo trước ngày {written}."
    (found,) = read(text, whole_catalogue())
    assert found.due == due


@settings(max_examples=40, deadline=None)
@given(due=st.dates(date(1990, 1, 1), date(2024, 6, 11)))
def test_a_day_before_the_document_is_no_deadline(due: date) -> None:
    text = f"Giao UBND huyện hoàn thành rà soát trước ngày {due.day}/{due.month}/{due.year}."
    assert read(text, whole_catalogue()) == []


def test_the_same_words_twice_are_one_commitment(catalogue: Catalogue) -> None:
    sentence = "Giao UBND xã hoàn thành đo đạc đất công ích trước ngày 30/9/2024."
    assert len(read(f"{sentence}\n\n{sentence}", catalogue)) == 1


def test_the_real_documents_give_their_commitments(shared: Path, catalogue: Catalogue) -> None:
    """The commitments a reader of the five documents would list, by who and by when."""
    found = {}
    for path in sorted((shared / "documents").glob("*.txt")):
        document = read_document(path.read_bytes(), path.name)
        listed = list(commitments(document, extract(document, catalogue)))
        assert_quoted(document.text, listed)
        found[path.name[:3]] = listed
    due = {name: {one.due for one in listed} for name, listed in found.items()}
    assert {date(2024, 12, 31), date(2025, 12, 31), date(2024, 6, 28)} <= due["000"]
    assert {date(2024, 6, 30), date(2024, 8, 31)} <= due["002"]
    assert date(2023, 9, 30) in due["003"]
    assert [one for one in found["001"] if any(t.indicator == "IV02" for t in one.targets)]
    assert found["004"] == []
    assert all(one.who for listed in found.values() for one in listed)
