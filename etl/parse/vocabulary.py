"""The word lists of `vocabulary.yaml`, read once."""

from functools import lru_cache
from pathlib import Path

import yaml


@lru_cache(maxsize=1)
def _lists() -> dict[str, object]:
    text = Path(__file__).with_name("vocabulary.yaml").read_text("utf-8")
    loaded = yaml.safe_load(text)
    assert isinstance(loaded, dict)  # noqa: S101 - our own file
    return loaded


def words(name: str) -> tuple[str, ...]:
    """One flat list, in the file's order."""
    found = _lists()[name]
    assert isinstance(found, list)  # noqa: S101 - our own file
    return tuple(str(word) for word in found)


def reasons(name: str) -> dict[str, str]:
    """A list kept under reasons, as word -> reason."""
    found = _lists()[name]
    assert isinstance(found, dict)  # noqa: S101 - our own file
    return {str(word): str(why) for why, listed in found.items() for word in listed}
