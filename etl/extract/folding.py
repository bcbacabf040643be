"""Folded texts, remembered: sheets repeat their words thousands of times."""

from functools import lru_cache

from yardstick.domain import vietnamese


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The text without marks, in small letters; `yardstick.domain.vietnamese.fold`."""
    return vietnamese.fold(text)
