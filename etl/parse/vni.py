"""VNI, the other code of Vietnamese fonts before Unicode: a letter and, after it, its marks."""

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parents[2] / "data" / "encodings" / "vni.tsv"
_BEYOND_LATIN = re.compile(r"[^\x00-\xff]")
# Signs no Vietnamese word is written with, beside the letters they mark: "Thöïc hieän", "naêm".
_TELLING = re.compile(
    r"[aeouyôö][äåëïûüøæ]|aê|[aeo]â|[aeo]ã(?=[a-z])|ñ[a-zôöæóòîìí]|[a-z]ö(?=[a-zùøûõï]|\b)"
    r"|[nc]hö|\bñ",
    re.IGNORECASE,
)
_ENOUGH = 3


@cache
def _letters() -> dict[str, str]:
    lines = _TABLE.read_text("utf-8").splitlines()
    return dict(line.split("\t") for line in lines[2:])


@cache
def _codes() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(code) for code in _letters()))


def is_vni_font(font: str) -> bool:
    """True for the fonts of the code: VNI-Times, VNI-Helve and their kin."""
    return font.lower().startswith("vni")


def looks_like_vni(text: str) -> bool:
    """True when a long text can only be read with a VNI font: its signs stand again and again."""
    if _BEYOND_LATIN.search(text):
        return False
    found = {match.group() for match in _TELLING.finditer(text)}
    return len(found) >= _ENOUGH


def decode(text: str) -> str:
    """The Unicode text of VNI code as cp1252 shows it."""
    letters = _letters()
    return _codes().sub(lambda found: letters[found.group()], text)
