"""Lines -> paragraphs: sentences torn by line ends, page numbers and footnotes put together.

Headings, footnotes, recipients and table rows are told apart.
"""

import re
from dataclasses import dataclass

from etl.parse.syllable import LOWER, UPPER
from etl.parse.units import find_unit_after
from etl.parse.view import Draft, View, assemble, compose, lower, mend

_LINE = re.compile(r"[^\n]*")
_FOOTNOTE = re.compile(
    r"\s*(?:[\ue000-\ue009]+|\(\d{1,2}\)(?=\s*[\ue000-\ue009])|\[\d{1,3}\](?=\s))\s*\S"
)
_PAGE = re.compile(
    r"\s*(?:-\s*)?(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*-)?\s*", re.IGNORECASE
)
_MARKER = re.compile(
    r"\s*(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?:[.)/](?=\s|[^\W\d_])|(?=\s+[" + UPPER + r"]))"
    r"|(?P<roman>[IVX]{1,5})[.)/](?=\s)|(?P<letter>[a-zđA-ZĐ])[.)](?=\s)|"
    r"(?P<bracket>\(\d{1,2}\))(?=\s)"
    r"|(?P<bullet>[-+•●▪*#>](?=\s|[^\W\d_])))\s*"
)
# A line that is one cell of a table: a number, a range, a unit, a verdict.
_LONE_CELL = re.compile(
    r"\s*(?:(?:khoảng|trên|dưới|<|>)\s*)?[+-]?\d[\d.,]*(?:\s*[-–]\s*[\d.,]+)?\s*%?\s*|"
    r"\s*[%‰]\s*|\s*(?:vượt|đạt|không đạt)\s*",
    re.IGNORECASE,
)
_TERMINAL = (".", ";", ":", "!", "?", "|")
_RECIPIENTS = re.compile(r"\s*nơi nhận\s*:?", re.IGNORECASE)
_HEADING_WORDS = re.compile(
    r"\s*(?:phần|chương|mục|phụ lục|biểu|bảng)\s+(?:thứ\s+)?[\divx]+\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Block:
    """One paragraph of the view.

    Attributes:
        begin: Its first character in the view.
        end: One past its last.
        role: heading, body, footnote, recipients or row.
        section: The heading it stands under, as written.
        number: Its place among the document's paragraphs.
        marker: Its list number or bullet, '' without one.
        body: Where the text after the list marker begins.
    """

    begin: int
    end: int
    role: str
    section: str | None
    number: int
    marker: str
    body: int


@dataclass
class _Part:
    ranges: list[tuple[int, int]]
    role: str


def _is_unit(line: str) -> bool:
    """True when a short line is nothing but a unit, as in a table with one cell a line."""
    bare = " " + line.strip().lower()
    if len(bare) > 24:
        return False
    unit = find_unit_after(bare, 0)
    return unit is not None and unit.end == len(bare)


def _is_row(line: str) -> bool:
    return line.count("|") >= 2 or (
        line.count(";") >= 2 and re.match(r"[^;\d]*;\s*[\d(]", line) is not None
    )


def _wrapped(lines: list[str]) -> int:
    """The usual width of lines broken at the page's edge, or 0 for one line a paragraph."""
    long = sorted(len(line.strip()) for line in lines if len(line.strip()) > 40)
    if len(long) < 8:
        return 0
    middle, top = long[len(long) // 2], long[int(len(long) * 0.9)]
    return middle if top < 160 and top - middle < 25 else 0


def _continues(before: str, after: str, gap: bool, width: int) -> bool:
    """True when the line `after` goes on with the sentence of `before`."""
    before, after = before.rstrip(), after.strip()
    if not before or not after or before.endswith(_TERMINAL):
        return False
    if (
        _is_row(before)
        or _is_row(after)
        or _LONE_CELL.fullmatch(after)
        or _LONE_CELL.fullmatch(before)
        or _is_unit(after)
    ):
        return False
    marker = _MARKER.match(after)
    if marker and not (marker["number"] and not gap and re.match(rf"\d+ [{LOWER}%]", after)):
        return False
    if before.isupper():
        return after.isupper() and not gap
    first = after.lstrip("\"'(")[:1]
    if first.islower():
        return True
    if gap or not first:
        return False
    if before.endswith((",", "-", "và", "của")) or first.isdigit():
        return len(before) > 30 and not before.isupper()
    return bool(width) and len(before) >= width - 12


def _parts(text: str) -> list[_Part]:
    spans = [found.span() for found in _LINE.finditer(text) if found.end() > found.start()]
    lines = [text[a:b] for a, b in spans]
    width = _wrapped(lines)
    parts: list[_Part] = []
    body: _Part | None = None
    last_end = 0
    gap = True
    recipients = False
    for index, ((a, b), line) in enumerate(zip(spans, lines, strict=True)):
        gap = gap or text.count("\n", last_end, a) > 1
        last_end = b
        if not line.strip():
            gap = True
            continue
        if _PAGE.fullmatch(line) and body is not None and not line.strip().startswith("("):
            alone = gap or index + 1 == len(lines)
            after = next((other for other in lines[index + 1 : index + 4] if other.strip()), "")
            long_before = len(text[body.ranges[-1][0] : body.ranges[-1][1]].strip()) > 45
            if (
                alone
                and body.role != "row"
                and long_before
                and (len(after.strip()) > 45 or not after.strip() or after.strip()[:1].islower())
            ):
                continue
        if _FOOTNOTE.match(line):
            parts.append(_Part([(a, b)], "footnote"))
            gap = True
            continue
        if _RECIPIENTS.match(line):
            recipients = True
        elif recipients and len(line) > 200:
            recipients = False
        if recipients:
            parts.append(_Part([(a, b)], "recipients"))
            body = None
            gap = False
            continue
        before = text[body.ranges[-1][0] : body.ranges[-1][1]] if body else ""
        if body and body.role == "body" and _continues(before, line, gap, width):
            body.ranges.append((a, b))
        elif parts and parts[-1].role == "footnote" and not gap and line.strip()[:1].islower():
            parts[-1].ranges.append((a, b))
        else:
            body = _Part([(a, b)], "row" if _is_row(line) else "body")
            parts.append(body)
        gap = False
    return parts


def _is_heading(text: str, marker: str) -> bool:
    bare = text.strip()
    if not bare or len(bare) > 200:
        return False
    if bare.endswith((";", ",")) or (bare.endswith(".") and not bare.isupper()):
        return False
    if bare.isupper() or _HEADING_WORDS.match(bare):
        return True
    return (
        bool(marker)
        and marker not in "-+•●▪*#>"
        and len(bare) < 140
        and not re.search(r"\d+(?:,\d+)? ?%", bare)
    )


def lay_out(original: str) -> tuple[View, list[Block]]:
    """The view of a text and its paragraphs in reading order."""
    whole = compose(original)
    drafts: list[Draft] = []
    roles: list[str] = []
    for part in _parts(whole.text):
        draft = Draft("", [], [])
        for a, b in part.ranges:
            piece = whole.part(a, b)
            if draft.text:
                draft.text += " "
                draft.starts.append(draft.ends[-1])
                draft.ends.append(draft.ends[-1])
            draft = Draft(
                draft.text + piece.text, draft.starts + piece.starts, draft.ends + piece.ends
            )
        mend(draft)
        drafts.append(draft)
        roles.append(part.role)
    view, places = assemble(original, drafts)
    blocks: list[Block] = []
    section: str | None = None
    for number, ((begin, end), role) in enumerate(zip(places, roles, strict=True)):
        text = view.text[begin:end]
        found = _MARKER.match(text) if role in ("body", "recipients") else None
        marker = found.group().strip() if found else ""
        body = begin + (found.end() if found else len(text) - len(text.lstrip()))
        kind = role
        if role == "body" and _is_heading(view.text[body:end], marker):
            kind = "heading"
        blocks.append(Block(begin, end, kind, section, number, marker, body))
        if kind == "heading":
            section = text.strip()
    return view, blocks


def sentences(view: View, block: Block) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph stand in the view, numbers of a list left out."""
    text = view.text[block.body : block.end]
    found = []
    at = 0
    for stop in _STOP.finditer(text):
        if _SHORT.search(lower(text[max(0, stop.start() - 6) : stop.start() + 1])):
            continue
        found.append((block.body + at, block.body + stop.start() + 1))
        marker = _INLINE.match(text, stop.end())
        at = marker.end() if marker else stop.end()
    if text[at:].strip():
        found.append((block.body + at, block.end))
    return found


# The number of an item when the items of a list follow each other in one paragraph.
_INLINE = re.compile(r"\d{1,2}[.)/] (?=[" + UPPER + "])")
_STOP = re.compile(
    rf"[.!?…](?=[\s\"')]+[{UPPER}\"(\d-]|\s*$)[\"')]*\s*|\)(?= \d{{1,2}}\. [{UPPER}])\s*"
)
_SHORT = re.compile(
    r"(?:\b(?:tp|tx|tt|đ/c|ts|ths|pgs|gs|tr|vd|stt|bs|q|p|h|x|(?<!con )số)|(?:^|[\s(])\d)\.$"
)
