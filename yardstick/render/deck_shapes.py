"""Shapes of a slide as PresentationML: words, tables, frames of charts, groups, lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from yardstick.charts.labels import VERDICT_GLYPHS, Language
from yardstick.render import theme
from yardstick.render.deck_colour import TEXT, colour
from yardstick.render.deck_tables import Cell, GridRow, TablePage

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_RECT = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
_CELL_X, _CELL_Y = 64_008, 32_004
# Text fonts lack the verdicts' shapes; every Windows since 7 has them in this one.
_SYMBOLS = '<a:latin typeface="Segoe UI Symbol"/><a:ea typeface="Segoe UI Symbol"/>'
_GLYPHS = frozenset(VERDICT_GLYPHS.values()) - {"–"}
_GLYPH = re.compile(f"([{''.join(sorted(_GLYPHS))}])")


class Box(NamedTuple):
    """A place on a slide in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The lower edge."""
        return self.top + self.height

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    def part(self, left: float, top: float, width: float, height: float) -> "Box":
        """A part of it, by shares."""
        return Box(
            self.left + round(left * self.width),
            self.top + round(top * self.height),
            round(width * self.width),
            round(height * self.height),
        )


def lang_of(language: Language) -> str:
    """The language tag of the words."""
    return "en-US" if language == "en" else "vi-VN"


@dataclass(frozen=True)
class Run:
    """Words in one look; None and "" leave it to the placeholder or template."""

    text: str
    size: float | None = None
    is_bold: bool | None = None
    is_italic: bool = False
    fill: str = ""
    is_page_number: bool = False

    def xml(self, lang: str) -> str:
        """The run, or the field of the page's number."""
        size = f' sz="{round(self.size * 100)}"' if self.size else ""
        bold = "" if self.is_bold is None else f' b="{int(self.is_bold)}"'
        italic = ' i="1"' if self.is_italic else ""
        fill = f"<a:solidFill>{self.fill}</a:solidFill>" if self.fill else ""
        look = f'<a:rPr lang="{lang}"{size}{bold}{italic}>{fill}</a:rPr>'
        if self.is_page_number:
            guid = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
            number = f"<a:t>{escape(self.text)}</a:t>"
            return f'<a:fld id="{guid}" type="slidenum">{look}{number}</a:fld>'
        small = f' sz="{round(self.size * 90)}"' if self.size else ""
        signs = look.replace(size, small).replace("</a:rPr>", f"{_SYMBOLS}</a:rPr>")
        return "".join(
            f"<a:r>{signs if part in _GLYPHS else look}<a:t>{escape(part)}</a:t></a:r>"
            for part in _GLYPH.split(self.text)
            if part
        )


@dataclass(frozen=True)
class Paragraph:
    """Runs on the same lines; `after` is points of air under them."""

    runs: tuple[Run, ...]
    align: str = ""
    after: float = 0

    def xml(self, lang: str) -> str:
        """The paragraph, without bullets."""
        align = f' algn="{self.align}"' if self.align else ""
        space = f'<a:spcAft><a:spcPts val="{round(self.after * 100)}"/></a:spcAft>'
        air = space if self.after else ""
        shape = f'<a:pPr marL="0" indent="0"{align}>{air}<a:buNone/></a:pPr>'
        return f"<a:p>{shape}{''.join(run.xml(lang) for run in self.runs)}</a:p>"


def body_xml(
    paragraphs: Iterable[Paragraph],
    lang: str,
    *,
    anchor: str = "t",
    insets: int | None = 0,
    wrap: str = "square",
    tag: str = "p:txBody",
) -> str:
    """A text body; `insets` of None leaves them to the placeholder."""
    edges = "" if insets is None else "".join(f' {e}Ins="{insets}"' for e in "ltrb")
    kept = f' anchor="{anchor}"' if anchor else ""
    inner = "".join(paragraph.xml(lang) for paragraph in paragraphs) or "<a:p/>"
    body = f'<a:bodyPr wrap="{wrap}"{edges}{kept}><a:normAutofit/></a:bodyPr><a:lstStyle/>{inner}'
    return f"<{tag}>{body}</{tag}>"


def _xfrm(box: Box, tag: str = "a:xfrm", turn: int = 0) -> str:
    turned = f' rot="{turn}"' if turn else ""
    return (
        f'<{tag}{turned}><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></{tag}>'
    )


def tags_xml(link: str) -> str:
    """The link of a shape to what is known about it."""
    return f'<p:custDataLst><p:tags r:id="{link}"/></p:custDataLst>' if link else ""


def text_box(
    number: int,
    name: str,
    box: Box,
    paragraphs: Sequence[Paragraph],
    lang: str,
    *,
    link: str = "",
    anchor: str = "t",
    outline: str = "",
    turn: int = 0,
) -> str:
    """Words standing free."""
    line = f'<a:ln w="12700"><a:solidFill>{outline}</a:solidFill></a:ln>' if outline else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr>{tags_xml(link)}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_xfrm(box, turn=turn)}{_RECT}<a:noFill/>{line}</p:spPr>"
        f"{body_xml(paragraphs, lang, anchor=anchor)}</p:sp>"
    )


def placeholder(
    number: int,
    name: str,
    kind: tuple[str, int],
    paragraphs: Sequence[Paragraph],
    lang: str,
    *,
    link: str = "",
    box: Box | None = None,
) -> str:
    """Words in a placeholder of the template; `box` moves it."""
    role, index = kind
    typed = f' type="{role}"' if role else ""
    numbered = f' idx="{index}"' if index else ""
    moved = _xfrm(box) if box else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph{typed}{numbered}/>{tags_xml(link)}</p:nvPr></p:nvSpPr>"
        f"<p:spPr>{moved}</p:spPr>{body_xml(paragraphs, lang, anchor='', insets=None)}</p:sp>"
    )


def rule(number: int, name: str, box: Box, fill: str) -> str:
    """A filled strip: the line beside remarks."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(name)}/>'
        f"<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>{_xfrm(box)}{_RECT}"
        f"<a:solidFill>{colour(fill)}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def chart_frame(number: int, name: str, alt: str, box: Box, chart: str, link: str) -> str:
    """The frame of a native chart."""
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{tags_xml(link)}</p:nvPr></p:nvGraphicFramePr>{_xfrm(box, 'p:xfrm')}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' r:id="{chart}"/></a:graphicData></a:graphic></p:graphicFrame>'
    )


def group(number: int, name: str, alt: str, box: Box, inner: str, link: str) -> str:
    """Shapes that move together, in the slide's own coordinates."""
    child = f'<a:chOff x="{box.left}" y="{box.top}"/><a:chExt cx="{box.width}" cy="{box.height}"/>'
    return (
        f"<p:grpSp {NAMESPACES}><p:nvGrpSpPr>"
        f'<p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/><p:cNvGrpSpPr/>'
        f"<p:nvPr>{tags_xml(link)}</p:nvPr></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
        f'<a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/>{child}'
        f"</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
    )


def table_frame(
    number: int, name: str, alt: str, place: tuple[int, int], page: TablePage, lang: str, link: str
) -> str:
    """A native table at a place."""
    box = Box(*place, sum(page.widths), sum(page.heights))
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>'
        f"<p:nvPr>{tags_xml(link)}</p:nvPr></p:nvGraphicFramePr>{_xfrm(box, 'p:xfrm')}"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f"{table_xml(page, lang)}</a:graphicData></a:graphic></p:graphicFrame>"
    )


def table_xml(page: TablePage, lang: str) -> str:
    """The table inside its frame."""
    columns = "".join(f'<a:gridCol w="{wide}"/>' for wide in page.widths)
    head = row_xml(GridRow(page.grid.head), page, page.heights[0], lang, is_head=True)
    rows = "".join(
        row_xml(row, page, high, lang)
        for row, high in zip(page.grid.rows, page.heights[1:], strict=True)
    )
    return (
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_NO_STYLE}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{head}{rows}</a:tbl>"
    )


def row_xml(row: GridRow, page: TablePage, high: int, lang: str, *, is_head: bool = False) -> str:
    """One row; the heading of a group spans all columns."""
    size = page.size
    if row.is_group:
        empty = cell_xml(Cell("", tint=row.cells[0].tint), size, lang, span=' hMerge="1"')
        wide = f' gridSpan="{len(page.widths)}"' if len(page.widths) > 1 else ""
        cells = cell_xml(row.cells[0], size, lang, span=wide) + empty * (len(page.widths) - 1)
    else:
        cells = "".join(cell_xml(cell, size, lang, is_head=is_head) for cell in row.cells)
    return f'<a:tr h="{high}">{cells}</a:tr>'


def cell_xml(cell: Cell, size: float, lang: str, *, span: str = "", is_head: bool = False) -> str:
    """One cell: numbers right, a hair line below."""
    line = colour(theme.LAST_YEAR if is_head else theme.LINE)
    none = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    tint = f"<a:solidFill>{colour(cell.tint)}</a:solidFill>" if cell.tint else "<a:noFill/>"
    return (
        f"<a:tc{span}>{cell_text_xml(cell, size, lang)}"
        f'<a:tcPr marL="{_CELL_X}" marR="{_CELL_X}" marT="{_CELL_Y}" marB="{_CELL_Y}"'
        f' anchor="ctr">{none}<a:lnB w="9525"><a:solidFill>{line}</a:solidFill></a:lnB>{tint}'
        "</a:tcPr></a:tc>"
    )


def cell_text_xml(cell: Cell, size: float, lang: str) -> str:
    """The words of a cell."""
    # On a tint words are dark whatever the template: its own text colour may be white.
    ink = cell.colour or (theme.INK if cell.tint else TEXT)
    paragraphs = []
    lines = cell.text.split("\n")
    for n, text in enumerate(lines):
        runs = [Run(text, size, cell.is_bold and n == 0, fill=colour(ink))]
        if cell.extra and n == len(lines) - 1:
            small = max(size - 2, 9)
            runs.append(
                Run(f" {cell.extra}", small, is_bold=False, is_italic=True, fill=colour(ink))
            )
        paragraphs.append(Paragraph(tuple(runs), "r" if cell.is_right else "l"))
    inner = "".join(paragraph.xml(lang) for paragraph in paragraphs)
    return f"<a:txBody><a:bodyPr/><a:lstStyle/>{inner}</a:txBody>"
