"""Every shared sentence exists in both languages, with the same names to fill in."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from yardstick.briefing.sentences import say, sentences

ROOT = Path(__file__).resolve().parents[2]


def names(written: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(written) if name}


@pytest.mark.parametrize("key", sorted(sentences()))
def test_both_languages_say_the_same(key: str) -> None:
    spoken = sentences()[key]
    assert set(spoken) == {"vi", "en"}
    assert names(spoken["vi"]) == names(spoken["en"])


def test_every_sentence_asked_for_exists() -> None:
    asked = set()
    for folder in ("yardstick/briefing", "yardstick/ui"):
        for path in (ROOT / folder).glob("*.py"):
            for call in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "say":
                    key = call.args[0]
                    if isinstance(key, ast.Constant):
                        asked.add(re.escape(str(key.value)))
                    elif isinstance(key, ast.JoinedStr):
                        parts = [
                            re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+"
                            for part in key.values
                        ]
                        asked.add("".join(parts))
    assert asked
    for pattern in asked:
        assert any(re.fullmatch(pattern, known) for known in sentences()), pattern


def test_a_sentence_is_filled_in_the_language_asked_for() -> None:
    assert say("place.one_rank", "en", high=1, of=9, best="exports") == "1 of 9 in exports"
