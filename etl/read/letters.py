"""The letters of a cell's text as Unicode, whatever font drew them, without invisible marks."""

import re
import unicodedata

from etl.parse import tcvn3, vni

# Direction marks, zero-width characters and controls: they hide what a text says.
_INVISIBLE = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]"
)
_BEYOND_LATIN = re.compile(r"[^\x00-\xff]")


class Lettering:
    """Decodes and cleans texts; one per file, since sheets repeat their words."""

    def __init__(self) -> None:
        """Start with nothing remembered."""
        self._seen: dict[tuple[str, str], str] = {}

    def text(self, text: str, font: str) -> str:
        """The text in composed Unicode letters.

        A text in a TCVN3 (.VnTime…) or VNI font is decoded unless it holds letters those codes
        have not; in another font it is decoded when its signs cannot be anything else.
        """
        if text.isascii() and not font.endswith("H"):
            return text if text.isprintable() else _INVISIBLE.sub("", text)
        key = (text, font)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._decoded(text, font)
        return found

    def _decoded(self, text: str, font: str) -> str:
        if tcvn3.is_tcvn3_font(font):
            if not _BEYOND_LATIN.search(text):
                text = tcvn3.decode(text, font)
        elif vni.is_vni_font(font):
            if not _BEYOND_LATIN.search(text):
                text = vni.decode(text)
        elif tcvn3.looks_like_tcvn3(text):
            text = tcvn3.decode(text)
        return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
