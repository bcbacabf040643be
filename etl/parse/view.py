"""A readable view of a text, with the place in the original for every character.

Letters are composed, spaces plain, words mended. Patterns run on the view; spans are always given
in the original.
"""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from etl.parse.syllable import LOWER, MARKED_LOWER, UPPER, glued_syllables

# Superscript footnote figures become private characters, so that no pattern takes them for digits.
_SUPERSCRIPTS = {mark: chr(0xE000 + digit) for digit, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
NOTE = "\ue000-\ue009"
_PLAIN = {
    **_SUPERSCRIPTS,
    **dict.fromkeys(
        "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t",
        " ",
    ),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("’‘‚′", "'"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\r⁽⁾", ""),
    "ƣ": "ư",
    "Ƣ": "Ư",
    "ð": "đ",
    "Ð": "Đ",
    "*": " ",
    "\x0c": "\n",
    "\x0b": "\n",
    "\x85": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "≥": ">",
    "≤": "<",
    "⁄": "/",
    "∕": "/",
    "\u00ba": "o",
    "٪": "%",
    "％": "%",
}
_TAB_KEPT = {key: value for key, value in _PLAIN.items() if key != "\t"}


@dataclass
class Draft:
    """Characters with their places in the original, open to edits that keep the places right."""

    text: str
    starts: list[int]
    ends: list[int]

    def edit(self, changes: Iterable[tuple[int, int, str]]) -> None:
        """Replace [from, to) by new characters, for ascending changes that do not overlap.

        A replacement of the same length keeps the places one by one; other new characters
        stand at the start of what they replace.
        """
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for begin, end, new in changes:
            pieces += [self.text[at:begin], new]
            starts += self.starts[at:begin]
            ends += self.ends[at:begin]
            if len(new) == end - begin:
                starts += self.starts[begin:end]
                ends += self.ends[begin:end]
            else:
                place = self.starts[begin] if begin < len(self.starts) else self.ends[-1]
                starts += [place] * len(new)
                ends += [place] * len(new)
            at = end
        if at:
            self.text = "".join([*pieces, self.text[at:]])
            self.starts = starts + self.starts[at:]
            self.ends = ends + self.ends[at:]

    def substitute(
        self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str | None]
    ) -> None:
        """Replace each match by what `new` returns; None leaves it."""
        changes = []
        for found in pattern.finditer(self.text):
            text = new(found)
            if text is not None and text != found.group():
                changes.append((found.start(), found.end(), text))
        if changes:
            self.edit(changes)

    def insert_spaces(self, pattern: re.Pattern[str]) -> None:
        """Put a space where the (empty) pattern matches."""
        self.edit([(found.start(), found.start(), " ") for found in pattern.finditer(self.text)])

    def part(self, begin: int, end: int) -> "Draft":
        """A copy of one stretch."""
        return Draft(self.text[begin:end], self.starts[begin:end], self.ends[begin:end])


def compose(original: str) -> Draft:
    """The text letter by letter: NFC, one kind of space, dash and quote, nothing invisible."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, length = 0, len(original)
    while at < length:
        end = at + 1
        while end < length and unicodedata.combining(original[end]):
            end += 1
        cluster = original[at:end]
        letter = cluster if end == at + 1 else unicodedata.normalize("NFC", cluster)
        if len(letter) == 1:
            letter = _PLAIN.get(letter, letter)
            if not letter.isascii() and len(letter) == 1 and unicodedata.decomposition(letter):
                letter = unicodedata.normalize("NFC", letter)
        for piece in letter:
            text.append(piece)
            starts.append(at)
            ends.append(end)
        at = end
    return Draft("".join(text), starts, ends)


_OLD_TONE = re.compile(r"(?<!q)(?:o([àáảãạ])|o([èéẻẽẹ])|u([ỳýỷỹỵ]))(?![^\W\d_])", re.IGNORECASE)
_TONED = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "òóỏõọòóỏõọùúủũụ", strict=True))
_BARE = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True))
_SQUARE_UNIT = re.compile(r"(?<![^\W\d_])([kcdh]?m)([\ue002\ue003])")
_MARK = re.compile(r"[\ue000-\ue009]+")
_BRACKET_MARK = re.compile(r"(?<=[\w%])(?:\[\d{1,3}\]|\(\d{1,2}\)(?=[\s.,;:)]|$))")
# A lost superscript: one or two digits glued to a percent sign, or a fifth digit glued to a year.
_LOST_MARK = re.compile(
    r"(?<=\d%)\d{1,2}(?=[\s,;.)]|$)|(?<=[nN]ăm (?:19|20)\d\d)\d{1,2}(?=[\s,;.)]|$)"
)
_LETTER = r"[^\W\d_]"
_GLUE = re.compile(
    rf"(?<=\d)(?=[{LOWER}]{{2}})(?!(?:st|nd|rd|th)\b)"  # 3.480lao
    # năm2021, but not qr2
    rf"|(?<=[{MARKED_LOWER}])(?=\d)|(?<=[{MARKED_LOWER}][a-z])(?=\d)|"
    rf"(?<=[{MARKED_LOWER}][a-z]{{2}})(?=\d)"
    rf"|(?<=%)(?=[^\W\d_])|(?<=[{LOWER}%0-9]{{2}}[,;:])(?=[^\W\d_])|"
    rf"(?<=[{LOWER}]{{2}}\))(?=[^\W\d_])"
    rf"|(?<=[{LOWER}]{{2}}[.])(?=[{UPPER}][{LOWER}])"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
# Lines set to both margins come with gaps between their words. Between numbers a gap parts cells.
_WIDE_GAP = re.compile(r"(?<=[^\W\d_,;:%]) {2,}(?=\S)|(?<=[,;:%\d]) {2,}(?=[^\W\d_])")

# Words that bad scans give, with the same number of letters; each in a context that is safe.
_MISREAD = tuple(
    (re.compile(pattern, re.IGNORECASE), right)
    for pattern, right in (
        (r"\bt[ỉỷiýyì] (?:đổng|dồng|đông|đồg)\b", "tỷ đồng"),
        (r"\btriệu (?:đổng|dồng|đông)\b", "triệu đồng"),
        (r"\bph[âấ]n đ[âấầ]u\b", "phấn đấu"),
        (r"\bk[êếể] h(?:oach|oạch|ọach)\b", "kế hoạch"),
        (r"\bt[ýiỉỷy] l[êệể]\b", "tỷ lệ"),
        (r"\bnhà n[uư][óớ]c\b", "nhà nước"),
        (r"\b[uư][óớ]c(?= (?:đạt|tính|thực|tăng|giảm|cả|năm|tháng|quý|\d))", "ước"),
        (r"\bgi[ãá]m(?= (?:từ |còn |xuống |trên |dưới |gần |khoảng )?\d)", "giảm"),
        (r"\bt[ặâằ]ng(?= (?:từ |trên |hơn |gần |khoảng |lên )?\d)", "tăng"),
        (r"\bhon(?= \d)", "hơn"),
        (r"\bdầu năm\b", "đầu năm"),
        (r"\bđat(?= (?:trên |hơn |gần |khoảng )?\d)", "đạt"),
        (r"\bso v[ơói]i\b", "so với"),
        (r"\bt[ỉỷ](?= (?:đồng|đ|usd|vnđ|kwh)\b)", "tỷ"),
        (r"(?<=\d )tỉ\b", "tỷ"),
        (r"\btỉ (?=lệ|trọng|suất)", "tỷ "),
    )
)


def _same_case(found: re.Match[str], right: str) -> str:
    return right.capitalize() if found.group()[0].isupper() else right


def _old_tone(found: re.Match[str]) -> str:
    glide, toned = found.group()[0], found.group()[1]
    low = toned.lower()
    first, second = _TONED[low], _BARE[low]
    return (first.upper() if glide.isupper() else first) + (
        second.upper() if toned.isupper() else second
    )


def mend(draft: Draft) -> None:
    """Repair one paragraph: footnote marks out, tones one way, glued words apart, scans right."""
    text = draft.text
    if "\ue002" in text or "\ue003" in text:
        draft.substitute(_SQUARE_UNIT, lambda m: m[1] + str(ord(m[2]) - 0xE000))
    draft.substitute(_MARK, lambda m: "")
    if "  " in text:
        draft.substitute(_WIDE_GAP, lambda m: " ")
    if "[" in text or "(" in text:
        draft.substitute(_BRACKET_MARK, lambda m: "")
    draft.substitute(_OLD_TONE, _old_tone)
    draft.insert_spaces(_GLUE)
    apart = []
    for found in _WORD.finditer(draft.text):
        word = found.group()
        pieces = glued_syllables(word.lower()) if word[1:].islower() else None
        at = found.start()
        for piece in pieces or ():
            if at > found.start():
                apart.append((at, at, " "))
            at += len(piece)
    draft.edit(apart)
    draft.substitute(_LOST_MARK, lambda m: "")
    for pattern, right in _MISREAD:
        draft.substitute(
            pattern,
            lambda m, right=right: _same_case(m, right) if len(right) == len(m.group()) else None,  # type: ignore[misc]
        )


@dataclass(frozen=True)
class View:
    """The mended text of a document with its lower-case twin, character for character.

    Attributes:
        original: The document's text as read.
        text: The mended text; paragraphs end with a newline.
        low: `text` in lower case, of the same length.
    """

    original: str
    text: str
    low: str
    _starts: "array[int]" = field(repr=False)
    _ends: "array[int]" = field(repr=False)

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """The place in the original of the view's [begin, end), which must not be empty."""
        return self._starts[begin], max(self._ends[end - 1], self._starts[begin])

    def at(self, offset: int) -> int:
        """The first place in the view that stands at or after an offset of the original."""
        for index, end in enumerate(self._ends):
            if end > offset:
                return index
        return len(self._ends)


def lower(text: str) -> str:
    """Lower case that never changes the length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def assemble(original: str, drafts: Iterable[Draft]) -> tuple[View, list[tuple[int, int]]]:
    """One view of the paragraphs in reading order, and where each stands in it."""
    texts: list[str] = []
    starts: array[int] = array("l")
    ends: array[int] = array("l")
    places = []
    at = 0
    for draft in drafts:
        places.append((at, at + len(draft.text)))
        texts += [draft.text, "\n"]
        last = draft.ends[-1] if draft.ends else 0
        starts.extend([*draft.starts, last])
        ends.extend([*draft.ends, last])
        at += len(draft.text) + 1
    text = "".join(texts)
    return View(original, text, lower(text), starts, ends), places
