"""One page of a PDF -> its words with their places, and the ruled lines drawn on it."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from etl.parse.tcvn3 import is_tcvn3_font
from etl.read.wording import printed

# More than any printed page holds; what goes beyond is a drawing or an attack.
MOST_GLYPHS = 60_000
_MOST_OBJECTS = 40_000
_MOST_SEGMENTS = 4_000
_MOST_DEPTH = 4
_THIN = 3.0
_FONT_NAME = 256
_FONT_SAMPLES = 64
# White space in letter heights that stands for a space: where a page writes spaces, and where not.
_GAP_BESIDE_SPACES = 0.2
_GAP_FOR_SPACE = 0.17
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x2010: "-", 0x2011: "-", 0xAD: "\u00ad"}


@dataclass(slots=True)
class Word:
    """Characters without a gap between them, in points from the lower left corner of the page.

    Attributes:
        text: The characters.
        left: Where it begins.
        right: Where it ends.
        base: The height of its base line.
        size: The height of its letters.
        gap: The white in points that stands for a space on its page.
        is_raised: True for a superscript.
        has_space_before: True when a space was written right before it.
        has_space_after: True when a space was written right after it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    gap: float
    is_raised: bool = False
    has_space_before: bool = False
    has_space_after: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A drawn line, level when both ends have one height, else upright."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_level(self) -> bool:
        """True for a horizontal line."""
        return abs(self.x1 - self.x0) >= abs(self.y1 - self.y0)


@dataclass
class PageContent:
    """What is on a page.

    Attributes:
        width: Of the page as it is read, in points.
        height: Likewise.
        words: In the order they were written to the file.
        sideways: Texts that run in another direction than the page's.
        strokes: Level and upright lines.
        picture: The share of the page that pictures cover, at most 1.
    """

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    picture: float = 0.0


@dataclass(slots=True)
class _Glyph:
    code: int
    left: float
    right: float
    base: float
    size: float
    turn: int
    index: int


def read_page(page: Any) -> PageContent:
    """The content of a loaded PDFium page."""
    content = PageContent(pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    _read_objects(page, content)
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return content
    try:
        glyphs = _glyphs(text)
        turn = Counter(glyph.turn for glyph in glyphs).most_common(1)[0][0] if glyphs else 0
        content.words = _words(text, [glyph for glyph in glyphs if glyph.turn == turn])
        content.strokes = [_turned_stroke(stroke, turn) for stroke in content.strokes]
        for other in {glyph.turn for glyph in glyphs} - {turn}:
            words = _words(text, [glyph for glyph in glyphs if glyph.turn == other])
            spoken = "".join(" " * word.has_space_before + word.text for word in words).strip()
            content.sideways += [spoken] if len(spoken) > 1 else []
        if turn % 2:
            content.width, content.height = content.height, content.width
    finally:
        pdfium.FPDFText_ClosePage(text)
    return content


def _glyphs(text: Any) -> list[_Glyph]:
    """The characters with their boxes; those that PDFium made up are left out."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    at_box, at_matrix = ctypes.byref(box), ctypes.byref(matrix)
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    found = []
    for index in range(min(pdfium.FPDFText_CountChars(text), MOST_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (0, 10, 13) or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, at_box):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, at_x, at_y)
        size = pdfium.FPDFText_GetFontSize(text, index)
        turn = 0
        if pdfium.FPDFText_GetMatrix(text, index, at_matrix):
            size *= math.hypot(matrix.c, matrix.d)
            turn = _quarters(matrix.a, matrix.b)
        # The pen stands where the letter's own white begins; boxes of some fonts hold ink only.
        left, right, base = x.value, box.right, y.value
        if turn == 1:
            left, right, base = y.value, box.top, -x.value
        elif turn == 2:
            left, right, base = -x.value, -box.left, -y.value
        elif turn == 3:
            left, right, base = -y.value, -box.bottom, x.value
        found.append(_Glyph(code, left, right, base, max(size, 0.1), turn, index))
    return found


def _quarters(along: float, up: float) -> int:
    """How many quarter turns a line of text makes; -1 for any other slope."""
    angle = math.atan2(up, along) / (math.pi / 2)
    return round(angle) % 4 if abs(angle - round(angle)) < 0.03 else -1


def _turned_stroke(stroke: Stroke, turn: int) -> Stroke:
    x0, y0, x1, y1 = stroke.x0, stroke.y0, stroke.x1, stroke.y1
    if turn == 1:
        return Stroke(y0, -x0, y1, -x1)
    if turn == 2:
        return Stroke(-x0, -y0, -x1, -y1)
    return Stroke(-y0, x0, -y1, x1) if turn == 3 else stroke


def _words(text: Any, glyphs: list[_Glyph]) -> list[Word]:
    """The glyphs joined while they follow each other on a line without a gap."""
    # Only a page that shows a font of the old code pays for asking the font of every letter.
    telling = [glyph.index for glyph in glyphs if 0x7F < glyph.code < 0x100]
    step = max(1, len(telling) // _FONT_SAMPLES)
    asks = any(is_tcvn3_font(_font(text, index)) for index in telling[::step])
    spaces = sum(1 for glyph in glyphs if glyph.code == 0x20)
    gap = _GAP_BESIDE_SPACES if spaces > 0.06 * len(glyphs) else _GAP_FOR_SPACE
    words: list[Word] = []
    word: Word | None = None
    space: _Glyph | None = None
    for glyph in glyphs:
        letter = _letter(text, glyph, asks)
        if letter.isspace():
            if word is not None and _touches(word.right, word.base, glyph):
                word.has_space_after = True
            space = glyph
        elif letter and (word is None or not _is_shadow(word, glyph, letter)):
            if word is not None and space is None and _goes_on(word, glyph, gap, letter):
                word.text += letter
                word.right = max(word.right, glyph.right)
            else:
                word = Word(
                    letter, glyph.left, glyph.right, glyph.base, glyph.size, gap * glyph.size
                )
                word.has_space_before = space is not None and _touches(
                    space.right, space.base, glyph
                )
                words.append(word)
            space = None
    return words


def _letter(text: Any, glyph: _Glyph, asks: bool) -> str:
    letter = _HYPHENS.get(glyph.code) or (chr(glyph.code) if glyph.code < 0x110000 else "")
    if letter == "\u00ad" and not asks:
        return letter
    return printed(letter, _font(text, glyph.index) if asks else "")


def _font(text: Any, index: int) -> str:
    """The name of a glyph's font without the mark of a subset ("ABCDEF+")."""
    name = ctypes.create_string_buffer(_FONT_NAME)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, _FONT_NAME, ctypes.byref(flags))
    whole = name.value.decode("latin-1", "replace")
    subset, plus, rest = whole.partition("+")
    return rest if plus and len(subset) == 6 and subset.isupper() else whole


def _touches(right: float, base: float, glyph: _Glyph) -> bool:
    """True when a glyph begins where something on its line ends."""
    return abs(glyph.left - right) < 0.3 * glyph.size and abs(glyph.base - base) < 0.7 * glyph.size


def _goes_on(word: Word, glyph: _Glyph, gap: float, letter: str) -> bool:
    """True when a glyph stands in the word: on its line, of its size, without white between.

    Letters that a font lacks are written elsewhere in the file, so that a word may come in pieces;
    its line puts them together.
    """
    if unicodedata.combining(letter):
        return abs(glyph.base - word.base) < word.size
    if abs(glyph.base - word.base) > 0.1 * word.size:
        return False
    if abs(glyph.size - word.size) > 0.12 * word.size:
        return False
    return -0.4 * glyph.size < glyph.left - word.right < min(gap, 0.25) * glyph.size


def _is_shadow(word: Word, glyph: _Glyph, letter: str) -> bool:
    """True for a letter printed a second time over the first, to look bold."""
    if word.text[-1] != letter or abs(glyph.base - word.base) > 0.1 * word.size:
        return False
    return abs(glyph.right - word.right) < 0.3 * (glyph.right - glyph.left)


def _read_objects(page: Any, content: PageContent) -> None:
    """The lines and pictures among the page's objects, forms included."""
    area = max(content.width * content.height, 1.0)
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    ends = [ctypes.byref(edge) for edge in (left, low, right, high)]
    seen = 0
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)
    waiting = [(pdfium.FPDFPage_GetObject(page, n), 0, (0.0, 0.0)) for n in range(count)]
    while waiting and seen < _MOST_OBJECTS:
        thing, depth, shift = waiting.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(thing)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
            offset = _offset(thing, shift)
            inner = min(pdfium.FPDFFormObj_CountObjects(thing), _MOST_OBJECTS)
            waiting += [
                (pdfium.FPDFFormObj_GetObject(thing, n), depth + 1, offset) for n in range(inner)
            ]
        elif kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
            if not pdfium.FPDFPageObj_GetBounds(thing, *ends):
                continue
            x, y = shift
            box = (left.value + x, low.value + y, right.value + x, high.value + y)
            if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                covered = abs((box[2] - box[0]) * (box[3] - box[1])) / area
                content.picture = min(1.0, content.picture + covered)
            else:
                _read_path(thing, box, shift, content.strokes)


def _offset(thing: Any, shift: tuple[float, float]) -> tuple[float, float]:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix)):
        return shift
    return shift[0] + matrix.e, shift[1] + matrix.f


def _read_path(
    path: Any,
    box: tuple[float, float, float, float],
    shift: tuple[float, float],
    strokes: list[Stroke],
) -> None:
    """The level and upright lines of one path: thin shapes whole, outlines side by side."""
    x0, y0, x1, y1 = box
    if len(strokes) > 4 * _MOST_SEGMENTS:
        return
    if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
        if max(x1 - x0, y1 - y0) > _THIN:
            strokes.append(_thin(x0, y0, x1, y1))
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= _MOST_SEGMENTS:
        return
    mode, drawn = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(drawn))
    for points in _shapes(path, count, shift):
        across = [point[0] for point in points]
        up = [point[1] for point in points]
        shape = (min(across), min(up), max(across), max(up))
        if min(shape[2] - shape[0], shape[3] - shape[1]) <= _THIN:
            strokes.append(_thin(*shape))
        elif drawn.value:
            strokes += [
                Stroke(*a, *b)
                for a, b in pairwise(points)
                if abs(a[0] - b[0]) < 1 or abs(a[1] - b[1]) < 1
            ]


def _thin(x0: float, y0: float, x1: float, y1: float) -> Stroke:
    """The middle line of a thin shape."""
    if x1 - x0 >= y1 - y0:
        return Stroke(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Stroke((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _shapes(path: Any, count: int, shift: tuple[float, float]) -> list[list[tuple[float, float]]]:
    """The closed or open outlines of a path in the page's coordinates; curves as straight lines."""
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(path, ctypes.byref(matrix))
    x, y = ctypes.c_float(), ctypes.c_float()
    shapes: list[list[tuple[float, float]]] = []
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e + shift[0],
            matrix.b * x.value + matrix.d * y.value + matrix.f + shift[1],
        )
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not shapes:
            shapes.append([])
        shapes[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    return shapes
