"""Words of a page -> bands (at one height) and their segments (what stands together)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from etl.read.pdf_page import Word
from etl.read.wording import line_of, raised

# The gap in letter heights between what does not belong together.
SEGMENT_GAP = 1.5


@dataclass(eq=False)
class Band:
    """Words at one height.

    Attributes:
        base: The height of the base line.
        size: The usual letter height.
        words: From the left.
    """

    base: float
    size: float
    words: list[Word] = field(default_factory=list)


@dataclass(slots=True)
class Segment:
    """Words of one band with no wide gap between them.

    Attributes:
        text: As a line.
        left: Where it begins.
        right: Where it ends.
        base: The height of its base line.
        size: The letter height.
        first: The width of its first word.
        is_noted: True when it begins with a superscript figure.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    first: float
    is_noted: bool


def bands_of(words: Iterable[Word]) -> list[Band]:
    """The bands from the top, superscripts in the band they belong to."""
    bands: list[Band] = []
    for word in sorted(words, key=lambda word: (-word.base, word.left)):
        last = bands[-1] if bands else None
        if last is not None and last.base - word.base <= 0.12 * max(word.size, last.size):
            last.words.append(word)
            last.size = max(last.size, word.size)
        else:
            bands.append(Band(word.base, word.size, [word]))
    kept: list[Band] = []
    for number, band in enumerate(bands):
        around = [*bands[max(0, number - 2) : number], *bands[number + 1 : number + 3]]
        _settle_small(band, around)
        if band.words:
            kept.append(band)
    for band in kept:
        band.words.sort(key=lambda word: word.left)
    return kept


def _settle_small(band: Band, around: list[Band]) -> None:
    """Move raised and lowered words to the line they stand beside."""
    staying = []
    for word in band.words:
        home = next((other for other in around if _belongs(word, other)), None)
        if home is None:
            staying.append(word)
            continue
        word.is_raised = word.base > home.base + 0.1 * home.size
        home.words.append(word)
    band.words = staying


def _belongs(word: Word, band: Band) -> bool:
    if word.size > 0.82 * band.size:
        return False
    shift = (word.base - band.base) / band.size
    if not (0.1 < shift < 0.7 or -0.4 < shift < -0.08):
        return False
    reach = 0.6 * band.size
    return any(
        other.size > word.size
        and (abs(word.left - other.right) < reach or abs(other.left - word.right) < reach)
        for other in band.words
    )


def segments_of(band: Band, gap: float = SEGMENT_GAP) -> list[Segment]:
    """The segments of a band from the left."""
    groups: list[list[Word]] = []
    for word in band.words:
        if not word.text.strip():
            continue
        previous = groups[-1][-1] if groups else None
        if previous is not None and word.left - previous.right <= gap * max(band.size, 1.0):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_segment(group, band) for group in groups]


def _is_spaced(one: Word, two: Word) -> bool:
    """True when a space stands between two neighbours."""
    if two.is_raised and not one.is_raised:
        # A mark stands by its word; what looks like a space is kerning.
        return two.left - one.right > two.size
    if one.has_space_after or two.has_space_before:
        return True
    return two.left - one.right > max(one.gap, two.gap)


def _segment(words: list[Word], band: Band) -> Segment:
    pieces: list[str] = []
    previous: Word | None = None
    reach = words[0].right
    for word in words:
        if previous is not None and _is_spaced(previous, word):
            pieces.append(" ")
        elif " " not in pieces:
            reach = word.right
        pieces.append(raised(word.text) if word.is_raised else word.text)
        previous = word
    first = words[0]
    text = line_of("".join(pieces)).strip()
    left, right = first.left, max(word.right for word in words)
    sizes = sorted(word.size for word in words if not word.is_raised) or [band.size]
    is_noted = first.is_raised and first.text.strip("()")[:1].isdigit()
    return Segment(text, left, right, band.base, sizes[len(sizes) // 2], reach - left, is_noted)
