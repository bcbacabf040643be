"""How Vietnamese is written: folding for search, numbers and the order of names."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
# The open rhymes whose tone sits on either vowel: hoà/hòa, thuỷ/thủy, khoẻ/khỏe.
_GLIDES = {"oa", "oe", "uy"}
# The alphabet's order: base letters with their hats, then the tones in dictionary order.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONE_ORDER = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def nfc(text: str) -> str:
    """The text with composed letters (NFC), as Unicode TCVN 6909:2001 asks."""
    return unicodedata.normalize("NFC", text)


def _split_tone(letter: str) -> tuple[str, str]:
    decomposed = unicodedata.normalize("NFD", letter)
    tones = "".join(mark for mark in decomposed if mark in _TONES)
    return unicodedata.normalize("NFC", _TONE.sub("", decomposed)), tones


@lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    letters = [_split_tone(letter) for letter in word]
    tones = "".join(tone for _, tone in letters)
    if not tones:
        return word
    bare = "".join(letter for letter, _ in letters)
    if len(tones) == 1 and bare[-2:] in _GLIDES and not bare.startswith("qu"):
        # The old placement (hòa) is the canonical one of this key; any fixed choice would do.
        return unicodedata.normalize("NFC", bare[:-1] + tones + bare[-1])
    return word


def same_words_key(text: str) -> str:
    """A key equal for texts that differ only in case, composition, spaces or tone placement.

    Marks are kept: "chỉ tiêu" and "chi tiêu" stay different. Words are split at white space.
    """
    words = _SPACE.split(nfc(text).lower().strip())
    return " ".join(_word_key(word) for word in words)


def fold(text: str) -> str:
    """The text for a forgiving search: no marks, đ as d, lower case, single spaces.

    Never show it and never count its characters as positions of the original.
    """
    lowered = nfc(text).lower().replace("đ", "d")
    bare = "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))
    return _SPACE.sub(" ", bare).strip()


def format_number(value: Decimal, decimals: int | None = None) -> str:
    """A number as Vietnamese officials print it: dot between thousands, comma before decimals.

    Args:
        value: The exact number; the minus sign printed is U+2212.
        decimals: Digits after the comma, rounded half up; None keeps those the value has.

    Source: Luật Kế toán 2015 (separators); LOOK.md (the real minus).
    """
    number = value
    if decimals is not None:
        number = round_half_up(value, decimals)
    elif number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    text = f"{abs(number):,f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    if decimals is None and "," in text:
        text = text.rstrip("0").rstrip(",")
    return ("−" if number < 0 else "") + text


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded to `decimals` digits, a half away from zero, as clerks round."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=65536)
def sort_key(name: str) -> tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]:
    """The place of a name in the Vietnamese alphabet, letters first, then tones."""
    key = []
    for word in _SPACE.split(nfc(name).lower().strip()):
        letters = [_split_tone(letter) for letter in word]
        key.append(
            (
                tuple(
                    _LETTERS.index(letter) if letter in _LETTERS else 100 + ord(letter[0])
                    for letter, _ in letters
                    if letter
                ),
                tuple(_TONE_ORDER.get(tone, 0) for _, tone in letters),
            )
        )
    return tuple(key)
