"""A .pptx as its parts: only those that change are written anew, all others stay byte for byte."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from yardstick.errors import DeckRefusedError
from yardstick.render.deck_binding import parser

_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MOST_BYTES = 300_000_000
_MOST_PARTS = 20_000
_REFUSAL = (
    "Tệp này không phải bản trình chiếu .pptx đọc được."
    " Hãy mở bằng PowerPoint và lưu lại ở dạng «PowerPoint Presentation (*.pptx)»."
)
PRESENTATION = "ppt/presentation.xml"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R_ID = f"{{{_OFFICE}}}id"


@dataclass(frozen=True)
class Link:
    """A relationship: its kind's last word, and the part it leads to; "" for addresses outside."""

    kind: str
    target: str


class Package:
    """The parts of one file, parsed when asked for."""

    def __init__(self, pptx: bytes) -> None:
        """Open it.

        Raises:
            DeckRefusedError: Not a .pptx, or one far too large.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(pptx))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as failure:
            raise DeckRefusedError((_REFUSAL,)) from failure
        self._infos = self._zip.infolist()
        self._names = {info.filename for info in self._infos}
        if PRESENTATION not in self._names or len(self._infos) > _MOST_PARTS:
            raise DeckRefusedError((_REFUSAL,))
        if sum(info.file_size for info in self._infos) > _MOST_BYTES:
            raise DeckRefusedError(("Tệp quá lớn: quá 300 MB khi giải nén.",))
        self._trees: dict[str, Any] = {}
        self._links: dict[str, dict[str, Link]] = {}
        self._changed: dict[str, bytes | None] = {}

    def read(self, name: str) -> bytes:
        """A part's bytes."""
        changed = self._changed.get(name)
        if changed is not None:
            return changed
        try:
            return self._zip.read(name)
        except (KeyError, zipfile.BadZipFile, EOFError, RuntimeError) as failure:
            raise DeckRefusedError((f"Tệp bị hỏng: không đọc được phần {name}.",)) from failure

    def tree(self, name: str) -> Any:
        """A part as XML; changes to it are kept once `touch` is called."""
        if name not in self._trees:
            try:
                self._trees[name] = etree.fromstring(self.read(name), parser=parser())
            except etree.XMLSyntaxError as failure:
                raise DeckRefusedError((f"Tệp bị hỏng: phần {name} không đọc được.",)) from failure
        return self._trees[name]

    def touch(self, name: str) -> None:
        """The part was changed in its tree."""
        self._changed[name] = None

    def replace(self, name: str, data: bytes) -> None:
        """Other bytes for a part."""
        self._changed[name] = data
        self._trees.pop(name, None)

    def links(self, name: str) -> dict[str, Link]:
        """The relationships of a part by their numbers."""
        if name not in self._links:
            self._links[name] = self._read_links(name)
        return self._links[name]

    def _read_links(self, name: str) -> dict[str, Link]:
        where = _rels_name(name)
        if where not in self._names:
            return {}
        found = {}
        for one in self.tree(where).iterfind(f"{_RELS}Relationship"):
            target = one.get("Target", "")
            if one.get("TargetMode") == "External":
                target = ""
            elif target.startswith("/"):
                target = target[1:]
            else:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            if target not in self._names:
                target = ""
            found[one.get("Id", "")] = Link(one.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def linked(self, name: str, kind: str) -> str:
        """The first part a part leads to by a kind of relationship; "" for none."""
        return next((link.target for link in self.links(name).values() if link.kind == kind), "")

    def slides(self) -> list[str]:
        """The slides' parts, in the order shown."""
        links = self.links(PRESENTATION)
        listed = self.tree(PRESENTATION).iterfind(f"{P}sldIdLst/{P}sldId")
        found = [links[one.get(R_ID)].target for one in listed if one.get(R_ID) in links]
        return [name for name in found if name]

    @property
    def is_changed(self) -> bool:
        """True when some part differs from the file given."""
        return bool(self._changed)

    def saved(self) -> bytes:
        """The file: changed parts anew, the others' bytes as they were, in the same order."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for info in self._infos:
                plain = zipfile.ZipInfo(info.filename, info.date_time)
                plain.compress_type = info.compress_type
                plain.external_attr = info.external_attr
                written.writestr(plain, self._bytes(info.filename))
        return out.getvalue()

    def _bytes(self, name: str) -> bytes:
        if name in self._changed and self._changed[name] is None:
            written: bytes = etree.tostring(
                self._trees[name], xml_declaration=True, encoding="UTF-8", standalone=True
            )
            return written
        return self.read(name)


def _rels_name(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")
