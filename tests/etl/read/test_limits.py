"""Limits on reading: whatever a file holds, the server goes on and nothing of it is kept."""

import threading
import time
from collections.abc import Callable

import pytest
from pdf_files import pdf, show
from word_files import paragraphs

from etl.read.bounded import Limits
from etl.read.document import read_document
from etl.read.limits import read_safely
from yardstick.errors import DocumentRefused

MANY = b"".join(show(b"so 5", x, 20 + 2 * y, 1) for x in range(20, 580) for y in range(60))


def refusal(data: bytes, name: str, limits: Limits | None = None) -> str:
    with pytest.raises(DocumentRefused) as refused:
        read_safely(data, name, limits or Limits())
    return refused.value.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Thu đạt 5 tỷ đồng.\n".encode()),
        ("a.docx", paragraphs("Ngày 5 tháng 6 năm 2024", "Thu đạt 5 tỷ đồng.")),
        ("a.pdf", pdf(show(b"Thu 5 ty.", 70, 700), show(b"Chi 4 ty.", 70, 700))),
        ("a.txt", "Thu đạt 5 tỷ đồng.\n".encode() * 20_000),
    ],
    ids=["text", "word", "pdf", "long text"],
)
def test_what_is_read_safely_is_what_is_read(name: str, data: bytes) -> None:
    assert read_safely(data, name) == read_document(data, name)


def test_a_refusal_keeps_its_reason_and_detail() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_safely(b"%PDF-1.7\n%%EOF", "a.pdf")
    assert (refused.value.reason, refused.value.name) == ("unreadable", "a.pdf")
    assert refused.value.detail


def test_it_is_ended_when_it_takes_too_long() -> None:
    started = time.monotonic()
    assert refusal(pdf(MANY, MANY, MANY), "a.pdf", Limits(seconds=0.4)) == "too_slow"
    assert time.monotonic() - started < 10


def test_it_is_ended_when_it_takes_too_much_memory() -> None:
    data = ("số " * 4_000_000).encode()
    assert refusal(data, "a.txt", Limits(memory=60_000_000)) in ("too_large", "unreadable")


def test_it_may_be_called_from_threads() -> None:
    data = pdf(show(b"Thu 5 ty.", 70, 700))
    found: list[str] = []
    threads = [
        threading.Thread(target=lambda: found.append(read_safely(data, "a.pdf").text))
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == ["Thu 5 ty.\n"] * 5


def looping() -> bytes:
    data = pdf(show(b"Thu 5 ty.", 70, 700))
    start = data.rindex(b"startxref") + 10
    place = data[start : data.index(b"\n", start)]
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev " + place)


def nested() -> bytes:
    return pdf(b"q " * 200_000 + show(b"Thu 5 ty.", 70, 700))


@pytest.mark.parametrize(
    "make",
    [
        looping,
        nested,
        lambda: pdf(*[b""] * 10_000),
        lambda: pdf(b"0 0 m 1 1 l S\n" * 1_000_000),
        lambda: pdf(b"1 0 0 1 0 0 cm\n" * 1_000_000),
        lambda: pdf(b"[" * 100_000 + b"]" * 100_000),
        lambda: pdf(show(b"5" * 2_000_000, 70, 700)),
        lambda: pdf(show(b"Thu 5 ty.", 70, 700)).replace(b"/Count 1", b"/Count 999999999"),
        lambda: pdf(show(b"Thu 5 ty.", 70, 700)).replace(b"/Parent 2 0 R", b"/Parent 6 0 R"),
        lambda: pdf(show(b"Thu 5 ty.", 70, 700)).replace(b"[6 0 R]", b"[2 0 R]"),
    ],
    ids=[
        "xref",
        "states",
        "pages",
        "lines",
        "turns",
        "arrays",
        "digits",
        "count",
        "parent",
        "kids",
    ],
)
def test_hostile_files_are_read_or_refused_within_the_limits(make: Callable[[], bytes]) -> None:
    started = time.monotonic()
    refused = ""
    try:
        document = read_safely(make(), "a.pdf", Limits(seconds=20))
        assert document.text.strip()
    except DocumentRefused as refusal_of_file:
        refused = refusal_of_file.reason
    assert refused in ("", *DocumentRefused.reasons)
    assert time.monotonic() - started < 30
