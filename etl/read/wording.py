"""The words of a printed document as plain characters: fonts decoded, raised figures apart."""

import re
import unicodedata

from etl.parse import tcvn3

_BEYOND_LATIN = re.compile(r"[^\x00-\xff]")
# Direction marks, zero-width characters and controls, tab and line end apart.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000]+")
_LETTER = re.compile(r"[^\W\d_]")
_RAISED = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def printed(text: str, font: str = "") -> str:
    """The characters a font shows, without invisible ones; not yet composed."""
    if not text.isascii() or font.endswith("H"):
        if tcvn3.is_tcvn3_font(font) and not _BEYOND_LATIN.search(text):
            text = tcvn3.decode(text, font)
        return _INVISIBLE.sub("", text)
    return _INVISIBLE.sub("", text) if not text.isprintable() else text


def raised(text: str) -> str:
    """A raised text with its figures as superscripts (¹²³); raised letters stay as they are."""
    return text if _LETTER.search(text) else text.translate(_RAISED)


def line_of(text: str) -> str:
    """One line as it is stored: letters composed (NFC), one kind of space, none at its end."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", text)).rstrip()
