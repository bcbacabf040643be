"""TCVN3 (ABC), the code of Vietnamese fonts before Unicode: detection and decoding."""

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[2] / "data" / "encodings" / "tcvn3.tsv"
# Signs that stand inside words only where a TCVN3 font gives them the shape of a letter.
_TELLING = re.compile(r"[A-Za-z][®©«¬\u00ad¨§¦ª£¸µ¶·¹»¼½¾]|[®©«¬\u00ad¨§¦ª£][A-Za-z]")
_BEYOND_LATIN = re.compile(r"[^\x00-\xff]")


@cache
def _letters() -> dict[int, str]:
    table = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if line.startswith("0x"):
            code, _, letter = line.split("\t")
            table[int(code, 16)] = letter
    return table


def is_tcvn3_font(font: str) -> bool:
    """True for the fonts of the code: .VnTime, .VnArialH and their kin."""
    return font.lower().startswith((".vn", "vntime", "vnarial"))


def looks_like_tcvn3(text: str) -> bool:
    """True when a text can only be read with a TCVN3 font: its signs stand among letters."""
    return not _BEYOND_LATIN.search(text) and bool(_TELLING.search(text))


def decode(text: str, font: str = "") -> str:
    """The Unicode text of TCVN3 code as cp1252 shows it.

    Args:
        text: The text as stored.
        font: The font's name; those that end in H draw small letters as capitals.
    """
    letters = text.translate(_letters())
    return letters.upper() if is_tcvn3_font(font) and font.rstrip().endswith("H") else letters
