"""Word documents -> their text as printed: paragraphs, tables, notes.

What was deleted or hidden is left out, and what stands in page headers is not opened at all.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

from etl.read.container import open_archive, unpack
from etl.read.docx_styles import Look, Styles, is_on, read_styles
from etl.read.markup import attribute, stream
from etl.read.rows import TableCell, table_lines
from etl.read.text import LARGEST
from etl.read.wording import line_of, printed, raised
from yardstick.errors import DocumentRefused, WorkbookRefused

_MAIN = "word/document.xml"
_MOST_DEPTH = 400
# Content that is not printed: deletions, moved text at its old place, field codes, the second form
# of a drawing, pronunciation guides.
_UNPRINTED = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt", "sectPr")
)
# Letters of the Symbol font that figures need.
_SYMBOLS = {"b3": "≥", "a3": "≤", "b4": "×", "b1": "±", "b0": "°", "2d": "-", "bb": "≈"}
_REASONS = {"corrupt": "unreadable"}


@contextmanager
def refusing_document() -> Iterator[None]:
    """Turns the refusals of the archive and of its XML into those of a document."""
    try:
        yield
    except WorkbookRefused as refusal:
        reason = _REASONS.get(refusal.reason, refusal.reason)
        raise DocumentRefused(reason, refusal.name, refusal.detail) from None


def read_docx(data: bytes, name: str) -> str:
    """The text of a Word document, one paragraph or table row a line.

    Footnotes and endnotes follow the paragraph or table that names them, each on a line that begins
    with its mark in superscript figures. Automatic list numbers are not part of the text and are
    not made up. Letters are composed (NFC); TCVN3 fonts are decoded.

    Raises:
        DocumentRefused: unreadable, encrypted, too_large, wrong_extension or empty.
    """
    with refusing_document():
        archive = open_archive(data, name)
        parts = archive.namelist()
        if _MAIN not in parts:
            raise DocumentRefused("wrong_extension", name, "the archive holds no Word document")
        styles = Styles()
        if "word/styles.xml" in parts:
            styles = read_styles(unpack(archive, "word/styles.xml", name), name)
        notes: dict[tuple[str, str], list[str]] = {}
        for kind in ("footnote", "endnote"):
            part = f"word/{kind}s.xml"
            if part in parts:
                reader = _Reader(name, styles)
                reader.read(unpack(archive, part, name))
                notes |= {(kind, key): lines for key, lines in reader.notes.items()}
        main = _Reader(name, styles, notes)
        main.read(unpack(archive, _MAIN, name))
    if not any(line.strip() for line in main.lines):
        raise DocumentRefused("empty", name)
    return "\n".join(main.lines) + "\n"


@dataclass
class _Paragraph:
    """A paragraph being read; `marks` are the notes it names."""

    style: str = ""
    pieces: list[str] = field(default_factory=list)
    marks: list[tuple[str, str, str]] = field(default_factory=list)
    goes_on: bool = False


@dataclass
class _Box:
    """Something that holds paragraphs: the body, a cell, a text box or a note."""

    kind: str
    lines: list[str] = field(default_factory=list)
    columns: int = 1
    is_continued: bool = False
    key: str = ""


@dataclass
class _Table:
    rows: list[list[TableCell]] = field(default_factory=list)
    row: list[TableCell] = field(default_factory=list)
    is_deleted: bool = False


class _Reader:
    """One part of the document; what is open stands on stacks, so nesting needs no recursion."""

    def __init__(
        self, name: str, styles: Styles, notes: dict[tuple[str, str], list[str]] | None = None
    ) -> None:
        self.name = name
        self.styles = styles
        self.known = notes or {}
        self.lines: list[str] = []
        self.notes: dict[str, list[str]] = {}
        self._numbers = count(1)
        self._boxes = [_Box("body", self.lines)]
        self._tables: list[_Table] = []
        self._paragraphs: list[_Paragraph] = []
        self._carried: list[_Paragraph] = []
        self._waiting: list[tuple[str, str, str]] = []
        self._floating: list[str] = []
        self._looks: list[Look] = []
        self._look = Look()
        self._properties: list[str] = []
        self._path: list[str] = []
        self._skipped = 0
        self._asks = False
        self._size = 0

    def read(self, content: bytes) -> None:
        """Read a part to its end."""
        stream(content, self.name, start=self._start, end=self._end, text=self._text)
        for paragraph in self._carried:
            paragraph.goes_on = False
            self._end_of_paragraph(paragraph)
        self._settle_notes()

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        if len(self._path) > _MOST_DEPTH:
            raise DocumentRefused("unreadable", self.name, "nested too deeply")
        inside = self._properties[-1] if self._properties else ""
        asks, self._asks = self._asks and element == "sdtContent", self._asks and bool(inside)
        unprinted = element.endswith("Change") or (element in _UNPRINTED and not inside)
        if self._skipped or asks or unprinted:
            self._skipped += 1
        elif inside or element.endswith("Pr"):
            self._property(element, attributes)
        else:
            self._content(element, attributes)

    def _property(self, element: str, attributes: dict[str, str]) -> None:
        """What describes the open paragraph, run, cell or row."""
        if element.endswith("Pr"):
            self._properties.append(element)
            return
        owner = self._properties[-1]
        value = attribute(attributes, "val") or ""
        match owner, element:
            case "pPr", "pStyle" if self._paragraphs:
                self._paragraphs[-1].style = value
                self._look = self.styles.look(value, "")
            case "rPr", "del" | "moveFrom" if "pPr" in self._properties and self._paragraphs:
                self._paragraphs[-1].goes_on = True
            case "rPr", _ if "pPr" not in self._properties and self._looks:
                self._look = self._look.changed(element, attributes, self.styles)
            case "tcPr", "gridSpan":
                self._boxes[-1].columns = max(1, min(int(value), 200)) if value.isdigit() else 1
            case "tcPr", "vMerge":
                self._boxes[-1].is_continued = value != "restart"
            case "trPr", "del" if self._tables:
                self._tables[-1].is_deleted = True
            case "sdtPr", "showingPlcHdr" if is_on(attributes):
                # Grey words that ask for an entry.
                self._asks = True

    def _content(self, element: str, attributes: dict[str, str]) -> None:
        match element:
            case "p":
                paragraph = self._carried.pop() if self._carried else _Paragraph()
                paragraph.goes_on = False
                self._paragraphs.append(paragraph)
                self._look = self.styles.look("", "")
            case "r":
                self._looks.append(self._look)
            case "tbl":
                self._tables.append(_Table())
            case "tr" if self._tables:
                self._tables[-1].row = []
                self._tables[-1].is_deleted = False
            case "tc" | "txbxContent":
                self._boxes.append(_Box(element))
            case "footnote" | "endnote":
                key = attribute(attributes, "id") or ""
                plain = attribute(attributes, "type") in (None, "normal")
                self._boxes.append(_Box("note", key=key if plain else ""))
            case "footnoteReference" | "endnoteReference":
                self._reference(element.removesuffix("Reference"), attributes)
            case _ if self._paragraphs:
                self._mark(element, attributes)

    def _mark(self, element: str, attributes: dict[str, str]) -> None:
        """The signs that are elements of their own."""
        match element:
            case "tab" | "ptab":
                self._write("\t")
            case "br" | "cr":
                self._write("\n")
            case "noBreakHyphen":
                self._write("-")
            case "den":
                self._write("/")
            case "sym" if (attribute(attributes, "font") or "").lower() == "symbol":
                code = (attribute(attributes, "char") or "").lower()
                self._write(_SYMBOLS.get(code.removeprefix("f0"), ""))

    def _reference(self, kind: str, attributes: dict[str, str]) -> None:
        """The mark of a note: its number in the order of the text, as Word prints it."""
        if not self._paragraphs:
            return
        key = attribute(attributes, "id") or ""
        mark = ""
        if not is_on(attributes, "customMarkFollows", absent=False):
            mark = raised(str(next(self._numbers)))
            self._paragraphs[-1].pieces.append(mark)
        self._paragraphs[-1].marks.append((kind, key, mark))

    def _text(self, text: str) -> None:
        if self._skipped or not self._paragraphs or not self._path or self._path[-1] != "t":
            return
        if not (self._look.is_hidden and self._looks):
            self._write(text)

    def _write(self, text: str) -> None:
        self._size += len(text)
        if self._size > LARGEST:
            raise DocumentRefused("too_large", self.name, f"more than {LARGEST} characters")
        look = self._look
        letters = text if text in "\t\n" else printed(text, look.font)
        self._paragraphs[-1].pieces.append(raised(letters) if look.is_raised else letters)

    def _end(self, element: str) -> None:
        self._path.pop()
        if self._skipped:
            self._skipped -= 1
        elif self._properties:
            if self._properties[-1] == element:
                self._properties.pop()
        elif element == "r" and self._looks:
            self._look = self._looks.pop()
        elif element == "p" and self._paragraphs:
            self._end_of_paragraph(self._paragraphs.pop())
        else:
            self._end_of_box(element)

    def _end_of_box(self, element: str) -> None:
        """A cell, row, table, text box or note goes to where it stands."""
        if element == "tc" and self._tables and self._boxes[-1].kind == "tc":
            box = self._boxes.pop()
            cell = TableCell("\n".join(box.lines), box.columns, box.is_continued)
            self._tables[-1].row.append(cell)
        elif element == "tr" and self._tables:
            if not self._tables[-1].is_deleted:
                self._tables[-1].rows.append(self._tables[-1].row)
        elif element == "tbl" and self._tables:
            self._end_of_table(self._tables.pop())
        elif element == "txbxContent" and self._boxes[-1].kind == element:
            self._floating += self._boxes.pop().lines
        elif element in ("footnote", "endnote") and self._boxes[-1].kind == "note":
            box = self._boxes.pop()
            if box.key:
                self.notes[box.key] = box.lines

    def _end_of_paragraph(self, paragraph: _Paragraph) -> None:
        if paragraph.goes_on:
            self._carried.append(paragraph)
            return
        pieces = [line_of(line) for line in "".join(paragraph.pieces).split("\n")]
        box = self._boxes[-1]
        box.lines += [line for line in pieces if line.strip()] or [""]
        self._waiting += paragraph.marks
        if box.kind != "txbxContent" and not self._paragraphs:
            box.lines += self._floating
            self._floating = []
        if box.kind == "body":
            self._settle_notes()

    def _end_of_table(self, table: _Table) -> None:
        lines = table_lines(table.rows)
        box = self._boxes[-1]
        if box.kind == "tc":
            box.lines += [line.replace(" | ", "; ") for line in lines]
            return
        box.lines += lines
        if box.kind == "body":
            self._settle_notes()

    def _settle_notes(self) -> None:
        """The notes named since the last paragraph, as lines of their own."""
        for kind, key, mark in self._waiting:
            lines = [line.strip() for line in self.known.get((kind, key), []) if line.strip()]
            if lines:
                self.lines += [f"{mark} {lines[0]}".strip(), *lines[1:]]
        self._waiting = []
