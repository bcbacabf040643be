"""New words in a text that keeps its look: paragraphs and runs are reused, not made again."""

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from yardstick.charts.labels import VERDICT_GLYPHS
from yardstick.render import theme

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_GLYPHS = frozenset(VERDICT_GLYPHS.values()) - {"–"}
_GLYPH = re.compile(f"([{''.join(sorted(_GLYPHS))}])")
_SYMBOLS = "Segoe UI Symbol"
# Colours of ours that follow a verdict; any other was chosen by a person and stays.
VERDICT_INKS = frozenset(colours.text for colours in theme.VERDICTS.values())


def text_of(body: Any) -> str:
    """The words of a text body, a line a paragraph."""
    return "\n".join(_words(paragraph) for paragraph in body.iterfind(f"{A}p"))


def _words(paragraph: Any) -> str:
    parts = []
    for child in paragraph:
        if child.tag in (f"{A}r", f"{A}fld"):
            parts.append(child.findtext(f"{A}t") or "")
        elif child.tag == f"{A}br":
            parts.append("\n")
    return "".join(parts)


def set_lines(body: Any, lines: Sequence[str], inks: Sequence[str] = ()) -> None:
    """The lines in place of the words of a body.

    Args:
        body: The text body.
        lines: One a paragraph; each takes the look of the paragraph at its place, the last one's
            where there are more.
        inks: The colour of each line's verdict; empty leaves colours alone.
    """
    old = list(body.iterfind(f"{A}p"))
    looks = [deepcopy(paragraph) for paragraph in old] or [etree.SubElement(body, f"{A}p")]
    for paragraph in old:
        body.remove(paragraph)
    for n, line in enumerate(lines):
        paragraph = deepcopy(looks[min(n, len(looks) - 1)])
        _set_words(paragraph, line, inks[n] if n < len(inks) else "")
        body.append(paragraph)


def _set_words(paragraph: Any, line: str, ink: str) -> None:
    runs = [child for child in paragraph if child.tag in (f"{A}r", f"{A}fld", f"{A}br")]
    look = _plain_look(runs)
    if look is None:
        end = paragraph.find(f"{A}endParaRPr")
        look = deepcopy(end) if end is not None else etree.Element(f"{A}rPr")
        look.tag = f"{A}rPr"
    if ink:
        recolour(look, ink)
    at = list(paragraph).index(runs[0]) if runs else _after_properties(paragraph)
    for run in runs:
        paragraph.remove(run)
    for part in _GLYPH.split(line):
        if part:
            paragraph.insert(at, _run(part, look))
            at += 1


def _plain_look(runs: Sequence[Any]) -> Any:
    """The look of the first run that is words, not a verdict's shape."""
    shown = [run for run in runs if run.tag != f"{A}br"]
    plain = [run for run in shown if (run.findtext(f"{A}t") or "") not in _GLYPHS] or shown
    for run in plain:
        look = run.find(f"{A}rPr")
        if look is not None:
            return deepcopy(look)
    return None


def _after_properties(paragraph: Any) -> int:
    return 1 if len(paragraph) and paragraph[0].tag == f"{A}pPr" else 0


def _run(text: str, look: Any) -> Any:
    run = etree.Element(f"{A}r")
    own = deepcopy(look)
    if text in _GLYPHS:
        for name in ("latin", "ea"):
            for there in own.findall(f"{A}{name}"):
                own.remove(there)
        at = sum(child.tag in _BEFORE_FONT for child in own)
        for n, name in enumerate(("latin", "ea")):
            font = etree.Element(f"{A}{name}")
            font.set("typeface", _SYMBOLS)
            own.insert(at + n, font)
    run.append(own)
    etree.SubElement(run, f"{A}t").text = text
    return run


_BEFORE_FONT = {
    f"{A}{name}"
    for name in (
        "ln", "noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill", "effectLst",
        "effectDag", "highlight", "uLnTx", "uLn", "uFillTx", "uFill",
    )
}  # fmt: skip


def colour_of(owner: Any) -> str:
    """The plain colour of a look or fill as "#RRGGBB"; empty for none or another kind."""
    found = owner.find(f"{A}solidFill/{A}srgbClr")
    return f"#{found.get('val', '').upper()}" if found is not None else ""


def recolour(look: Any, ink: str) -> None:
    """A verdict's colour where another verdict's stands; a person's choice stays."""
    if colour_of(look) in VERDICT_INKS:
        look.find(f"{A}solidFill/{A}srgbClr").set("val", ink[1:])
