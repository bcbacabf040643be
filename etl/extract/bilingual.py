"""Yearbooks print each word twice, Vietnamese and English: the Vietnamese half alone is read."""

import re
from functools import lru_cache

# Words that tell an English half; short Vietnamese words without marks are not among them.
_ENGLISH = re.compile(
    r"\b(?:total|of|which|by|the|and|with|in|for|at|to|per|persons?|people|population|average|"
    r"thous(?:and)?|mill(?:ion)?|bill(?:ion)?|dongs?|vnd|tons?|heads?|unit|prel(?:iminary)?|"
    r"area|yield|production|output|value|price|rate|number|year|month|quarter|index|growth|"
    r"households?|districts?|city|town|province|communes?|wards?|urban|rural|male|female|"
    r"agriculture|industry|services?|construction|fishery|forestry|trade|budget|revenue|"
    r"expenditure|investment|paddy|spring|autumn|winter|maize|employed|labou?r|workers?|schools?|"
    r"pupils|teachers|beds|doctors|enterprises?|capital|export|import|estimates?|whole|country)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# How sure it is that a sign parts the languages: a slash may part a unit, a blank before a bracket
# anything.
_DOUBT = {"-": 0, "–": 0, "|": 0, "": 2}
_PARTING = re.compile(r"\s+[-–/|]\s+|\s*[/\n]\s*|\s+(?=\()")


@lru_cache(maxsize=16384)
def vietnamese_half(text: str) -> str:
    """The text without an English half after a dash, a slash, a line break, or in brackets.

    "Người - Person" -> "Người"; a text without an English half stays as it is.
    """
    if text.isascii() and not _ENGLISH.search(text):
        return text
    # A dash parts the languages; a bracket before it may hold a unit: "Diện tích (Ha) - Area (Ha)".
    partings = sorted(
        _PARTING.finditer(text), key=lambda parting: _DOUBT.get(parting[0].strip(), 1)
    )
    for parting in partings:
        head, tail = text[: parting.start()].strip(), text[parting.end() :].strip()
        if head and is_english(tail) and not is_english(head):
            year = _YEAR.search(tail)
            return head if year is None or year[0] in head else f"{head} {year[0]}"
    return text


@lru_cache(maxsize=16384)
def is_english(text: str) -> bool:
    """True for words without a Vietnamese letter, one at least surely English."""
    return text.isascii() and len(text) > 2 and bool(_ENGLISH.search(text))
