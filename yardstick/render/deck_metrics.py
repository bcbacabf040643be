"""How much room words take on a slide, reckoned the same on every machine.

The widths are those of Arial and Times New Roman (thousandths of the letter's size), which every
office machine has; fonts of other templates are taken to be a little wider.
"""

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

EMU_PER_POINT = 12_700
EMU_PER_INCH = 914_400
# Arial's own lines are 1.15 high; where LibreOffice borrows letters from Noto they are 1.36.
LINE = 1.3
# Glyphs of marks that other fonts draw wider, and what a renderer rounds up.
_AIR = 1.05

_SANS = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " !,./:;I[\\]ft·", 333: "()-`r“”²³", 334: "{}", 355: '"',
    389: "*", 400: "°", 469: "^", 500: "Jcksvxyz", 549: "÷≥≤", 556: "#$0123456789?L_abdeghnopquđ–",
    584: "+<=>~−×", 611: "FTZ", 640: "ơ", 667: "&ABEKPSVXYư", 722: "CDHNRUwĐ", 778: "GOQ",
    833: "Mm", 860: "ƠƯ", 889: "%", 944: "W", 1000: "—…", 1015: "@",
}  # fmt: skip
_SANS_BOLD = {
    238: "'", 278: " ,./I\\ijl·‘’", 280: "|", 333: "!()-:;[]`ft²³", 389: "*r{}", 400: "°", 474: '"',
    500: "z“”", 549: "÷≥≤", 556: "#$0123456789J_aceksvxy–", 584: "+<=>^~−×",
    611: "?FLTZbdghnopquđ", 667: "EPSVXY", 700: "ơ", 722: "&ABCDHKNRUĐư", 778: "GOQw", 833: "M",
    880: "ƠƯ", 889: "%m", 944: "W", 975: "@", 1000: "—…",
}  # fmt: skip
_SERIF = {
    180: "'", 200: "|", 250: " ,.·", 278: "/:;\\ijlt", 300: "²³", 333: "!()-I[]`fr‘’", 389: "Js",
    400: "°", 408: '"', 444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–",
    541: "~", 549: "÷≥≤", 556: "FPSơ", 564: "+<=>−×", 590: "ư", 611: "ELTZ", 667: "BCR",
    722: "ADGHKNOQUVXYwĐ", 778: "&m", 800: "ƠƯ", 833: "%", 889: "M", 921: "@", 944: "W",
    1000: "—…",
}  # fmt: skip
_SERIF_BOLD = {
    220: "|", 250: " ,.·", 278: "'/\\il", 300: "²³", 333: "!()-:;[]`fjt‘’", 389: "Is", 394: "{}",
    400: "°", 444: "cerz", 500: "#$*0123456789?J_agovxy–“”", 520: "~", 549: "÷≥≤", 555: '"',
    556: "Sbdhknpquđơ", 570: "+<=>−×", 581: "^", 611: "FP", 640: "ư", 667: "BELTZ",
    722: "ACDNRUVXYwĐ", 778: "GHKOQ", 833: "&m", 840: "ƠƯ", 930: "@", 944: "M", 1000: "%W—…",
}  # fmt: skip
_WIDEST = 1000
_FACES = {
    (serif, bold): {letter: width for width, letters in table.items() for letter in letters}
    for (serif, bold), table in {
        (False, False): _SANS,
        (False, True): _SANS_BOLD,
        (True, False): _SERIF,
        (True, True): _SERIF_BOLD,
    }.items()
}


@dataclass(frozen=True)
class Face:
    """Which letters are measured: size in points."""

    size: float
    is_bold: bool = False
    is_serif: bool = False

    def at(self, size: float) -> "Face":
        """The same letters in another size."""
        return Face(size, self.is_bold, self.is_serif)

    @property
    def line_height(self) -> int:
        """EMU from one line to the next."""
        return round(self.size * LINE * EMU_PER_POINT)


def emu(inches: float) -> int:
    """Inches in EMU."""
    return round(inches * EMU_PER_INCH)


@lru_cache(maxsize=4096)
def _letter(letter: str, serif: bool, bold: bool) -> int:
    table = _FACES[(serif, bold)]
    if letter in table:
        return table[letter]
    if letter == "\u00a0":
        return table[" "]
    # Marks above and below take no room of their own; a horn does, and stands in the table.
    base = unicodedata.normalize("NFD", letter)
    horned = unicodedata.normalize("NFC", base[:2]) if len(base) > 1 else base
    return table.get(horned, table.get(base[0], _WIDEST))


@lru_cache(maxsize=16384)
def _thousandths(text: str, serif: bool, bold: bool) -> int:
    return sum(_letter(letter, serif, bold) for letter in text)


def width(text: str, face: Face) -> int:
    """How wide a line of text is, in EMU."""
    units = _thousandths(unicodedata.normalize("NFC", text), face.is_serif, face.is_bold)
    return math.ceil(units * face.size * EMU_PER_POINT / 1000 * _AIR)


def wrapped(text: str, room: int, face: Face) -> list[str]:
    """The lines a text breaks into; a word wider than the room stands on a line of its own."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and width(longer, face) > room:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def is_torn(text: str, room: int, face: Face) -> bool:
    """True when a single word is wider than the room, so that it would be cut or broken."""
    return any(width(word, face) > room for word in text.split())


def height(texts: Iterable[str], room: int, face: Face, between: float = 0) -> int:
    """How high paragraphs stand, in EMU.

    Args:
        texts: One a paragraph.
        room: Width in EMU.
        face: The letters.
        between: Points after each paragraph but the last.
    """
    lines = [len(wrapped(text, room, face)) for text in texts]
    gaps = max(0, len(lines) - 1) * between * EMU_PER_POINT
    return round(sum(lines) * face.line_height + gaps)


def fitting(
    texts: Sequence[str],
    room: tuple[int, int],
    face: Face,
    sizes: Sequence[float],
    between: float = 0,
) -> float | None:
    """The first of the sizes at which the paragraphs fit; None when none does."""
    for size in sizes:
        tried = face.at(size)
        fits = height(texts, room[0], tried, between) <= room[1]
        if fits and not any(is_torn(text, room[0], tried) for text in texts):
            return size
    return None
