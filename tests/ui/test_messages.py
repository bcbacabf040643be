"""Every text exists in both languages with the same names to fill in, and all asked for exist."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from yardstick.errors import (
    AddressRefusedError,
    DocumentRefused,
    PeriodError,
    PlaceError,
    StoreBusyError,
    StoreError,
    UnitError,
    UnknownBatchError,
    UnknownIndicatorError,
    WorkbookRefused,
    YardstickError,
)
from yardstick.ui.messages import failure_sentence, text, words
from yardstick.ui.session import speaking

ROOT = Path(__file__).resolve().parents[2]


def names(written: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(written) if name}


@pytest.mark.parametrize("key", sorted(words()))
def test_both_languages_say_the_same(key: str) -> None:
    spoken = words()[key]
    assert set(spoken) == {"vi", "en"}
    assert all(written.strip() for written in spoken.values())
    assert names(spoken["vi"]) == names(spoken["en"])


def test_no_key_is_written_twice() -> None:
    lines = (ROOT / "yardstick/ui/words.yaml").read_text("utf-8").splitlines()
    keys = [line.partition(":")[0] for line in lines if re.match(r"[a-z]", line)]
    assert len(keys) == len(set(keys))


def asked_for() -> Iterator[tuple[str, str]]:
    """The file and the key of every `text(...)`; a part filled in at run time is a star."""
    for folder in ("pages", "yardstick/ui"):
        for path in sorted((ROOT / folder).glob("*.py")):
            for call in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "text":
                    yield path.name, key_of(call.args[0])


def key_of(argument: ast.expr) -> str:
    match argument:
        case ast.Constant(value=str(key)):
            return key
        case ast.JoinedStr(values=parts):
            return "".join(
                getattr(part, "value", "*") if isinstance(part, ast.Constant) else "*"
                for part in parts
            )
        case ast.IfExp(body=ast.Constant(value=str(key))):
            return key
    return "*"


@pytest.mark.parametrize(("file", "key"), sorted(set(asked_for())))
def test_every_text_asked_for_exists(file: str, key: str) -> None:
    pattern = re.compile(re.escape(key).replace(r"\*", "[a-z_.]+"))
    assert any(pattern.fullmatch(known) for known in words()), f"{file} asks for {key}"


def test_a_text_is_filled_in_the_language_spoken() -> None:
    assert text("card.short", gap="0,69 điểm %") == "Thiếu 0,69 điểm %"
    with speaking("en"):
        assert text("card.short", gap="0.69 pp") == "Short by 0.69 pp"
    assert text("nav.overview") == "Tổng quan"


def test_a_name_left_out_is_a_bug() -> None:
    with pytest.raises(KeyError):
        text("card.short")


FAILURES: list[YardstickError] = [
    PeriodError("2024-H3"),
    UnitError("tỉ tỉ"),
    PlaceError("x"),
    UnknownIndicatorError("ZZ99"),
    AddressRefusedError("0.0.0.0"),  # noqa: S104
    StoreError("ghi", "var/store", "hết chỗ"),
    StoreBusyError("ghi", "var/store", "đang bận"),
    UnknownBatchError("b1", "không có"),
    *(DocumentRefused(reason, "a.txt") for reason in DocumentRefused.reasons),
    *(WorkbookRefused(reason, "a.xlsx") for reason in WorkbookRefused.reasons),
]


@pytest.mark.parametrize("failure", FAILURES, ids=repr)
def test_every_failure_is_a_sentence_in_both_languages(failure: YardstickError) -> None:
    vietnamese = failure_sentence(failure)
    with speaking("en"):
        english = failure_sentence(failure)
    assert vietnamese != english
    assert vietnamese != str(failure)
