"""The parts of an xlsx package that colours and comments need."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from html import escape

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What may follow legacyDrawing in a sheet (ECMA-376, CT_Worksheet).
_AFTER_DRAWING = {
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
}  # fmt: skip
_COLOUR = "FFFFC7CE"
_AUTHOR = "Thước đo"
_VML_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="97"/></o:shapelayout><v:shapetype id="_x0000_t202" '
    'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
# What a package raises whose parts are missing or damaged.
BROKEN = (
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    IndexError,
    EOFError,
    OSError,
    RuntimeError,
)
_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _tag(name: str, space: str = _MAIN) -> str:
    return f"{{{space}}}{name}"


class Package:
    """An xlsx archive whose parts can be read, changed and written back."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Keep the archive; parts are parsed when they are asked for."""
        self._archive = archive
        self._order = [item.filename for item in archive.infolist()]
        self._changed: dict[str, bytes] = {}
        self._restyled: dict[int, int] = {}
        self._shapes = 0

    def written(self) -> bytes:
        """The archive with its changed and new parts, all others byte for byte."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
            for name in dict.fromkeys((*self._order, *self._changed)):
                content = self._changed.get(name)
                out.writestr(name, self._archive.read(name) if content is None else content)
        return stream.getvalue()

    def sheet_part(self, title: str) -> str | None:
        """The part of the sheet of a name, outer blanks ignored."""
        book = self._tree("xl/workbook.xml")
        related = self._relations("xl/workbook.xml")
        for sheet in book.iter(_tag("sheet")):
            if sheet.get("name", "").strip() == title:
                return related.get(sheet.get(_tag("id", _RELATED), ""), (None, ""))[0]
        return None

    def mark(self, part: str, notes: Mapping[str, str]) -> None:
        """Colour the cells of a sheet and comment them."""
        tree = self._tree(part)
        for cell in tree.iter(_tag("c")):
            if cell.get("r") in notes:
                cell.set("s", str(self._coloured(int(cell.get("s", "0")))))
        self._comment(part, tree, notes)
        self._put(part, tree)

    def _read(self, part: str) -> bytes | None:
        if part in self._changed:
            return self._changed[part]
        return self._archive.read(part) if part in self._order else None

    def _tree(self, part: str) -> etree._Element:
        content = self._read(part)
        if content is None:
            raise KeyError(part)
        return etree.fromstring(content, _parser())

    def _put(self, part: str, tree: etree._Element) -> None:
        self._changed[part] = etree.tostring(
            tree, xml_declaration=True, encoding="UTF-8", standalone=True
        )

    # -- relations and content types ---------------------------------------------------------

    @staticmethod
    def _relations_part(part: str) -> str:
        folder, name = posixpath.split(part)
        return f"{folder}/_rels/{name}.rels"

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (part it leads to, its kind)."""
        content = self._read(self._relations_part(part))
        if content is None:
            return {}
        found = {}
        for item in etree.fromstring(content, _parser()):
            target = item.get("Target", "")
            if item.get("TargetMode") == "External":
                continue
            folder = posixpath.dirname(part)
            full = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            kind = item.get("Type", "").rpartition("/")[2]
            found[item.get("Id", "")] = (posixpath.normpath(full), kind)
        return found

    def _related(self, part: str, kind: str) -> tuple[str, str] | None:
        """(relation id, part) of the first relation of a kind."""
        for key, (target, found) in self._relations(part).items():
            if found == kind:
                return key, target
        return None

    def _relate(self, part: str, kind: str, target: str) -> str:
        name = self._relations_part(part)
        content = self._read(name)
        tree = (
            etree.fromstring(content, _parser())
            if content is not None
            else etree.Element(_tag("Relationships", _PACKAGE), nsmap={None: _PACKAGE})
        )
        taken = {item.get("Id") for item in tree}
        key = next(f"rIdMark{n}" for n in range(1, 10_000) if f"rIdMark{n}" not in taken)
        etree.SubElement(
            tree,
            _tag("Relationship", _PACKAGE),
            Id=key,
            Type=f"{_RELATED}/{kind}",
            Target="/" + target,
        )
        self._put(name, tree)
        return key

    def _declare(self, *, part: str | None = None, extension: str | None = None) -> None:
        tree = self._tree("[Content_Types].xml")
        if part is not None:
            etree.SubElement(
                tree, _tag("Override", _TYPES), PartName=f"/{part}", ContentType=_COMMENTS_TYPE
            )
        if extension is not None and not any(
            item.get("Extension", "").lower() == extension for item in tree
        ):
            tree.insert(
                0,
                etree.Element(_tag("Default", _TYPES), Extension=extension, ContentType=_VML_TYPE),
            )
        self._put("[Content_Types].xml", tree)

    # -- colours -----------------------------------------------------------------------------

    def _coloured(self, style: int) -> int:
        """The index of a cell style that is another one with our colour behind it."""
        if style in self._restyled:
            return self._restyled[style]
        found = self._related("xl/workbook.xml", "styles")
        if found is None:
            return style
        tree = self._tree(found[1])
        fills, styles = tree.find(_tag("fills")), tree.find(_tag("cellXfs"))
        if fills is None or styles is None or not 0 <= style < len(styles):
            return style
        if not self._restyled:
            fill = etree.SubElement(fills, _tag("fill"))
            pattern = etree.SubElement(fill, _tag("patternFill"), patternType="solid")
            etree.SubElement(pattern, _tag("fgColor"), rgb=_COLOUR)
            etree.SubElement(pattern, _tag("bgColor"), indexed="64")
            fills.set("count", str(len(fills)))
            self._fill = len(fills) - 1
        clone = etree.fromstring(etree.tostring(styles[style]), _parser())
        clone.set("fillId", str(self._fill))
        clone.set("applyFill", "1")
        styles.append(clone)
        styles.set("count", str(len(styles)))
        self._restyled[style] = len(styles) - 1
        self._put(found[1], tree)
        return self._restyled[style]

    # -- comments ----------------------------------------------------------------------------

    def _comment(self, part: str, sheet: etree._Element, notes: Mapping[str, str]) -> None:
        held = self._related(part, "comments")
        if held is None:
            comments_part = self._free("xl/comments/commentsMark{}.xml")
            comments = etree.Element(_tag("comments"), nsmap={None: _MAIN})
            etree.SubElement(comments, _tag("authors"))
            etree.SubElement(comments, _tag("commentList"))
            self._relate(part, "comments", comments_part)
            self._declare(part=comments_part)
        else:
            comments_part = held[1]
            comments = self._tree(comments_part)
        authors, listed = comments.find(_tag("authors")), comments.find(_tag("commentList"))
        if authors is None or listed is None:
            return
        etree.SubElement(authors, _tag("author")).text = _AUTHOR
        author = str(len(authors) - 1)
        there = {item.get("ref"): item for item in listed}
        fresh = []
        for cell, text in notes.items():
            if cell in there:
                body = there[cell].find(_tag("text"))
                if body is not None:
                    self._run(body, f"\n{text}")
                continue
            item = etree.SubElement(listed, _tag("comment"), ref=cell, authorId=author)
            self._run(etree.SubElement(item, _tag("text")), text)
            fresh.append(cell)
        self._put(comments_part, comments)
        if fresh:
            self._draw(part, sheet, fresh)

    @staticmethod
    def _run(body: etree._Element, text: str) -> None:
        run = etree.SubElement(etree.SubElement(body, _tag("r")), _tag("t"))
        run.text = text
        run.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def _draw(self, part: str, sheet: etree._Element, cells: list[str]) -> None:
        shapes = "".join(self._shape(cell) for cell in cells)
        legacy = sheet.find(_tag("legacyDrawing"))
        held = (
            self._relations(part).get(legacy.get(_tag("id", _RELATED), ""))
            if legacy is not None
            else None
        )
        if held is not None and (content := self._read(held[0])) is not None:
            text = content.decode("utf-8", "replace")
            at = text.rfind("</xml>")
            if at >= 0:
                self._changed[held[0]] = (text[:at] + shapes + text[at:]).encode()
            return
        drawing = self._free("xl/drawings/vmlDrawingMark{}.vml")
        self._changed[drawing] = f"{_VML_HEAD}{shapes}</xml>".encode()
        self._declare(extension="vml")
        key = self._relate(part, "vmlDrawing", drawing)
        element = etree.Element(_tag("legacyDrawing"))
        element.set(_tag("id", _RELATED), key)
        following = next(
            (child for child in sheet if etree.QName(child).localname in _AFTER_DRAWING), None
        )
        if following is None:
            sheet.append(element)
        else:
            following.addprevious(element)

    def _shape(self, cell: str) -> str:
        self._shapes += 1
        found = _CELL.fullmatch(cell)
        column, row = (_column(found[1]) - 1, int(found[2]) - 1) if found else (0, 0)
        anchor = f"{column + 1}, 15, {max(0, row - 1)}, 10, {column + 5}, 15, {row + 4}, 4"
        return (
            f'<v:shape id="_x0000_s{900_000 + self._shapes}" type="#_x0000_t202" '
            'style="position:absolute;width:220pt;height:80pt;z-index:1;visibility:hidden" '
            'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
            '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
            '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{escape(anchor)}</x:Anchor><x:AutoFill>False</x:AutoFill>"
            f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        )

    def _free(self, pattern: str) -> str:
        taken = {*self._order, *self._changed}
        return next(name for n in range(1, 10_000) if (name := pattern.format(n)) not in taken)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
