"""What a shape of ours carries in the file: which block it is, what defines it, what was written.

It stands in the shape's tags, as PowerPoint's own add-ins keep theirs: it moves with the shape when
a slide is copied, duplicated or rearranged. Only names of the catalogue, of places and of periods
are in it, and digests of what was written, to tell a person's change from ours.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from yardstick.charts.deck import Definition

TAG = "YARDSTICK"
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/tags"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_FORM = 1
_DIGEST = 12


@dataclass(frozen=True)
class Binding:
    """A shape's identity.

    Attributes:
        role: "chart", "table", "map", "remarks", "title", "subtitle", "caption", "footer",
            "notes", "draft", "problem".
        key: The block's key; of the slide for what belongs to the slide as a whole.
        definition: What the block shows; None for what belongs to the slide.
        page: Which slide of a block that is continued.
        part: Which of several shapes of one page: small panels.
        more: What the role needs besides: sizes, names, words that are not figures.
        written: Digests of what was written, by place: a cell, a series, the text.
    """

    role: str
    key: str
    definition: Definition | None = None
    page: int = 0
    part: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def xml(self) -> bytes:
        """The tags part."""
        told: dict[str, Any] = {"form": _FORM, "role": self.role, "key": self.key}
        if self.definition is not None:
            told["kind"] = self.definition.kind
            told["options"] = dict(self.definition.options)
        for name, value in (
            ("page", self.page),
            ("part", self.part),
            ("more", dict(self.more)),
            ("written", dict(self.written)),
        ):
            if value:
                told[name] = value
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<p:tagLst xmlns:p="{_P}"><p:tag name="{TAG}" val={quoteattr(text)}/></p:tagLst>'
        ).encode()


def find_binding(part: bytes) -> Binding | None:
    """The binding in a tags part; None where it holds none of ours, or one this cannot read."""
    root = etree.fromstring(part, parser=parser())
    for tag in root.iterfind(f"{{{_P}}}tag"):
        if tag.get("name", "").upper() == TAG:
            return _read(tag.get("val", ""))
    return None


def _read(text: str) -> Binding | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    if not isinstance(told, dict) or told.get("form") != _FORM:
        return None
    kind = told.get("kind")
    options = told.get("options")
    definition = None
    if isinstance(kind, str):
        named = options.items() if isinstance(options, dict) else ()
        definition = Definition(kind, {str(name): str(value) for name, value in named})
    page, part = told.get("page", 0), told.get("part", 0)
    more, written = told.get("more"), told.get("written")
    return Binding(
        str(told.get("role", "")),
        str(told.get("key", "")),
        definition,
        page if isinstance(page, int) else 0,
        part if isinstance(part, int) else 0,
        more if isinstance(more, dict) else {},
        written if isinstance(written, dict) else {},
    )


def parser() -> etree.XMLParser:
    """A parser for decks from outside: it opens no file and expands no entity."""
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def digest(*texts: object) -> str:
    """A short fingerprint of words, blind to how spaces and letters are composed."""
    plain = "\u241f".join(unicodedata.normalize("NFC", str(text)) for text in texts)
    return hashlib.sha256(" ".join(plain.split()).encode()).hexdigest()[:_DIGEST]
