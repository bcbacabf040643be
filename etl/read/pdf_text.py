"""Lines of pages -> paragraphs: one line each, whole across line ends, columns and pages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.parse.syllable import is_syllable
from etl.read.pdf_flow import Line
from etl.read.wording import line_of
from yardstick.domain.provenance import PAGE_MARK

_STOPS = (".", ";", ":", "!", "?")
_MARKER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)/]?|[IVX]{1,5}[.)]|[a-zđA-ZĐ][.)]|\(\d{1,2}\)|[-+•●▪*–]"
    r"|(?:Điều|Chương|Mục|Phần|Biểu|Bảng) [\dIVX]+)[.:)]?\s"
)
_NOTE_MARK = re.compile(r"^[⁰¹²³⁴-⁹⁽⁾]+(?=\S)")
_TORN = re.compile(r"([^\W\d_]+)-$")
# In letter heights: a first line's indent, and the leading beyond which a paragraph ends.
_INDENT = 0.8
_SAME_EDGE = 0.5
_WIDEST_LEADING = 2.3


@dataclass
class _Paragraph:
    pieces: list[str] = field(default_factory=list)
    last: Line | None = None
    count: int = 0
    leading: float = 0.0
    edge: float = 0.0


@dataclass
class Writer:
    """Takes the lines of one page after another; `whole` gives the text."""

    paragraphs: list[str] = field(default_factory=list)
    _open: _Paragraph = field(default_factory=_Paragraph)
    _notes: list[str] = field(default_factory=list)
    _marks: int = 0

    def page(self, lines: Sequence[Line], number: int) -> None:
        """Add the lines of the page with this number, counted from 0."""
        self._marks += number > 0
        for line in lines:
            if not line.segment.text:
                continue
            if line.is_note:
                self._note(line)
            elif self._open.last is not None and _goes_on(self._open, line):
                self._join(line)
            else:
                self._close()
                self._begin(line)

    def whole(self) -> tuple[str, tuple[int, ...]]:
        """The text, and where each page begins in it."""
        self._close()
        text = "\n".join(self.paragraphs) + PAGE_MARK * self._marks + "\n"
        marks = [found.start() for found in re.finditer(PAGE_MARK, text)]
        return text, (0, *marks)

    def _begin(self, line: Line) -> None:
        self._open = _Paragraph([self._marked(line.segment.text)], line, 1, 0.0, line.segment.left)

    def _join(self, line: Line) -> None:
        paragraph, words = self._open, self._marked(line.segment.text)
        before = paragraph.pieces[-1]
        torn = _TORN.search(before)
        if before.endswith("\u00ad"):
            paragraph.pieces[-1] = before[:-1]
        elif torn is not None and line.segment.text[:1].isalpha():
            word = torn[1].lower()
            if torn[1].islower() and line.segment.text[0].islower() and not is_syllable(word):
                paragraph.pieces[-1] = before[:-1]
        elif not (re.search(r"\d-$", before) and line.segment.text[:1].isdigit()):
            words = " " + words
        paragraph.pieces.append(words)
        if paragraph.last is not None and _is_below(paragraph.last, line):
            paragraph.leading = paragraph.last.segment.base - line.segment.base
        paragraph.last, paragraph.edge = line, line.segment.left
        paragraph.count += 1

    def _marked(self, words: str) -> str:
        marks, self._marks = self._marks, 0
        return PAGE_MARK * marks + words

    def _note(self, line: Line) -> None:
        if line.segment.is_noted or not self._notes:
            self._notes.append(_NOTE_MARK.sub(r"\g<0> ", line.segment.text))
        else:
            self._notes[-1] += " " + line.segment.text

    def _close(self) -> None:
        """End the open paragraph; the footnotes of its page follow it."""
        whole = [("".join(self._open.pieces)), *self._notes]
        kept = [line_of(words.replace("\u00ad", "")).strip(" ") for words in whole]
        self.paragraphs += [words for words in kept if words]
        self._open, self._notes = _Paragraph(), []


def _is_below(one: Line, other: Line) -> bool:
    return one.column == other.column and one.segment.base > other.segment.base


def _goes_on(paragraph: _Paragraph, line: Line) -> bool:
    """True when a line goes on with the open paragraph."""
    before = paragraph.last
    if before is None or before.is_row or line.is_row:
        return False
    one, two = before.segment, line.segment
    if abs(one.size - two.size) > 0.08 * max(one.size, two.size) or _cased(one.text, two.text):
        return False
    # A line ends its paragraph when the next word would still have stood on it.
    if one.right + 0.25 * one.size + two.first <= before.right + 0.1 * one.size:
        return False
    ended = one.text.endswith(_STOPS)
    marker = _MARKER.match(two.text) is not None
    indented = two.left > line.left + _INDENT * two.size
    if not _is_below(before, line):
        small = two.text[:1].islower()
        return not ended and (small or not (marker or indented))
    step = one.base - two.base
    if step > (1.35 * paragraph.leading if paragraph.leading else _WIDEST_LEADING * one.size):
        return False
    if marker and (ended or indented):
        return False
    return not indented or _keeps_edge(paragraph, line, ended)


def _keeps_edge(paragraph: _Paragraph, line: Line, ended: bool) -> bool:
    """True when a line set in from the column's edge stands as its paragraph's lines do."""
    shift = line.segment.left - paragraph.edge
    near = abs(shift) <= _SAME_EDGE * line.segment.size
    if paragraph.count == 1:
        return shift < 0 or not ended or (not near and shift > 0 and _hangs(paragraph))
    return near or (not ended and line.segment.text[:1].islower())


def _hangs(paragraph: _Paragraph) -> bool:
    return _MARKER.match(paragraph.pieces[0].lstrip(PAGE_MARK)) is not None


def _cased(one: str, two: str) -> bool:
    """True when one line is set in capitals and the other is not."""
    return (
        sum(letter.isalpha() for letter in one) > 3
        and sum(letter.isalpha() for letter in two) > 3
        and one.isupper() != two.isupper()
    )
