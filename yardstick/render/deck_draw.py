"""Puts the shapes of one slide into a presentation, each bound to what it shows."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.oxml import parse_xml

from yardstick.charts.deck import Block, Deck
from yardstick.charts.labels import Language
from yardstick.charts.spec import Chart
from yardstick.render import theme
from yardstick.render.deck_binding import Binding, digest
from yardstick.render.deck_charts import natives
from yardstick.render.deck_colour import TEXT, colour
from yardstick.render.deck_digests import chart_digests, map_digests, table_digests
from yardstick.render.deck_layouts import Stage
from yardstick.render.deck_maps import map_xml
from yardstick.render.deck_metrics import Face, emu, fitting, width
from yardstick.render.deck_parts import PartCounter
from yardstick.render.deck_plan import (
    CaptionItem,
    ChartItem,
    MapItem,
    TableItem,
    WordsItem,
)
from yardstick.render.deck_shapes import (
    Box,
    Paragraph,
    Run,
    chart_frame,
    group,
    lang_of,
    placeholder,
    rule,
    table_frame,
    text_box,
)
from yardstick.render.deck_texts import shape_name, word_title
from yardstick.render.deck_words import word

_FOOTER_SIZES = (13.5, 12, 11, 10, 9)
_SUBTITLE_SIZES = (16, 14, 13, 12, 11, 10)
_WATERMARK = 54
_DRAFT_BOX = (emu(1.35), emu(0.34))


class Sheet:
    """One slide being drawn."""

    def __init__(self, slide: Any, stage: Stage, deck: Deck, counter: PartCounter) -> None:
        """Start with the empty slide of a layout."""
        self.slide = slide
        self.stage = stage
        self.deck = deck
        self._counter = counter
        self._number = 1
        self.lang = lang_of(deck.language)
        for shape in list(slide.placeholders):
            shape.element.getparent().remove(shape.element)

    @property
    def language(self) -> Language:
        """Of the words."""
        return self.deck.language

    def _next(self, count: int = 1) -> int:
        first = self._number + 1
        self._number += count
        return first

    def _add(self, xml: str) -> Any:
        element = parse_xml(xml)
        self.slide.shapes._spTree.append(element)
        return element

    def bind(self, binding: Binding, part: Any = None) -> str:
        """A tags part for a shape of the slide; gives the relationship."""
        owner = part if part is not None else self.slide.part
        return self._counter.bind(binding, owner)

    def title(self, text: str, binding: Binding, room: int, size: float | None) -> None:
        """The finding on top."""
        stage = self.stage
        place = _room(stage.title._replace(width=room), size or stage.title_size)
        link = self.bind(replace(binding, more={**binding.more, **place}))
        run = Run(text, size)
        name = word_title(self.language)
        if stage.title_kind is not None:
            moved = None
            if room < stage.title.width:
                moved = stage.title._replace(width=room)
            self._add(
                placeholder(
                    self._next(),
                    name,
                    stage.title_kind,
                    [Paragraph((run,))],
                    self.lang,
                    link=link,
                    box=moved,
                )
            )
            return
        bold = Run(text, size or stage.title_size, is_bold=True, fill=colour(TEXT))
        self._add(
            text_box(
                self._next(),
                name,
                stage.title,
                [Paragraph((bold,))],
                self.lang,
                link=link,
                anchor="b",
            )
        )

    def subtitle(self, text: str, binding: Binding, box: Box) -> None:
        """Measure and how to read the marks."""
        usual = 16.0
        size = fitting([text], box.size, Face(usual), _SUBTITLE_SIZES) or _SUBTITLE_SIZES[-1]
        link = self.bind(replace(binding, more={**binding.more, **_room(box, size)}))
        kind = self.stage.subtitle_kind
        if kind is not None:
            paragraph = Paragraph((Run(text, None if size == usual else size),))
            moved = box if self.stage.subtitle != box else None
            self._add(
                placeholder(
                    self._next(), "Phụ đề", kind, [paragraph], self.lang, link=link, box=moved
                )
            )
            return
        run = Run(text, size, fill=colour(theme.INK_2))
        self._add(text_box(self._next(), "Phụ đề", box, [Paragraph((run,))], self.lang, link=link))

    def cover(self, title: str, lines: Sequence[str], body: str, binding: Binding) -> None:
        """A title slide."""
        size = None
        usual = self.stage.title_size
        sizes = [usual, *(s for s in (36, 34, 32, 28, 24, 20) if s < usual)]
        bold = Face(usual, is_bold=True)
        room = self.stage.title
        # One line, if it need not be small for that; else as many as fit.
        large = [s for s in sizes if s * 1.2 >= usual]
        one_line = (room.width, min(bold.line_height, room.height))
        found = fitting([title], one_line, bold, large) or fitting([title], room.size, bold, sizes)
        size = None if found == usual else (found or sizes[-1])
        self.title(title, binding, self.stage.title.width, size)
        told = [Paragraph((Run(line),), "ctr", 6) for line in lines if line]
        if told and self.stage.subtitle_kind is not None:
            kind = self.stage.subtitle_kind
            self._add(placeholder(self._next(), "Phụ đề", kind, told, self.lang))
        if body and self.stage.body_kind is not None:
            kind = self.stage.body_kind
            self._add(
                placeholder(
                    self._next(), "Cơ quan", kind, [Paragraph((Run(body),), "ctr")], self.lang
                )
            )

    def footer(self, text: str, binding: Binding) -> None:
        """Sources and day at the left, place and page at the right."""
        stage = self.stage
        if text:
            size = fitting([text], stage.footer.size, Face(13.5), _FOOTER_SIZES)
            shown = size or _FOOTER_SIZES[-1]
            run = Run(text, shown, fill=colour(theme.INK_3))
            more = {**binding.more, **_room(stage.footer, shown)}
            link = self.bind(replace(binding, more=more))
            paragraph = [Paragraph((run,), "l")]
            if stage.footer_kind is not None:
                self._add(
                    placeholder(
                        self._next(),
                        word("source", self.language),
                        stage.footer_kind,
                        paragraph,
                        self.lang,
                        link=link,
                        box=stage.footer,
                    )
                )
            else:
                name = word("source", self.language)
                self._add(
                    text_box(
                        self._next(),
                        name,
                        stage.footer,
                        paragraph,
                        self.lang,
                        link=link,
                        anchor="t",
                    )
                )
        place = self.deck.place
        if width(f"{place} · 000", Face(13)) > stage.number.width:
            place = ""
        start = f"{place} · " if place else ""
        grey = colour(theme.INK_3)
        runs = (Run(start, 13, fill=grey), Run("‹#›", 13, fill=grey, is_page_number=True))
        page = [Paragraph(runs if start else runs[1:], "r")]
        kind = stage.number_kind
        if kind is not None:
            self._add(placeholder(self._next(), "Số trang", kind, page, self.lang))
        else:
            self._add(text_box(self._next(), "Số trang", stage.number, page, self.lang))

    def draft(self, right: int, top: int) -> None:
        """The badge of unapproved figures."""
        size = _DRAFT_BOX
        box = Box(right - size[0], top, *size)
        text = word("draft", self.language)
        tone = colour(theme.VERDICTS["missed"].text)
        paragraph = Paragraph((Run(text, 14, is_bold=True, fill=tone),), "ctr")
        link = self.bind(Binding("draft", ""))
        self._add(
            text_box(
                self._next(),
                text,
                box,
                [paragraph],
                self.lang,
                link=link,
                anchor="ctr",
                outline=tone,
            )
        )

    def watermark(self) -> None:
        """SỐ LIỆU MINH HỌA across the slide, pale, on top of all."""
        wide, high = self.stage.size
        text = word("watermark", self.language)
        face = Face(_WATERMARK, is_bold=True)
        room = width(text, face) + emu(0.2)
        box = Box((wide - room) // 2, (high - emu(1)) // 2, room, emu(1))
        run = Run(text, _WATERMARK, is_bold=True, fill=colour(theme.INK, 13_000))
        paragraph = Paragraph((run,), "ctr")
        self._add(
            text_box(
                self._next(), text, box, [paragraph], self.lang, anchor="ctr", turn=-14 * 60_000
            )
        )

    def item(self, item: object) -> None:
        """Whatever stands on the page."""
        match item:
            case ChartItem():
                self._chart(item)
            case TableItem():
                self._table(item)
            case MapItem():
                self._map(item)
            case WordsItem():
                self._words(item)
            case CaptionItem():
                self._caption(item)
            case _:
                raise TypeError(type(item).__name__)

    def _chart(self, item: ChartItem) -> None:
        for part, (native, place) in enumerate(natives(item.chart, item.box.size)):
            box = Box(item.box.left + place[0], item.box.top + place[1], place[2], place[3])
            binding = Binding(
                "chart",
                item.block.key,
                item.block.definition,
                item.page,
                part,
                {"box": list(item.box.size)},
                chart_digests(native),
            )
            link = self.bind(binding)
            chart = self._counter.chart(native, self.slide.part)
            caption = native.caption.text if native.caption else item.chart.title
            name = shape_name("chart", caption, self.language)
            self._add(chart_frame(self._next(), name, native.alt, box, chart, link))

    def _table(self, item: TableItem) -> None:
        chart = _chart_of(item.block)
        binding = Binding(
            "table", item.block.key, item.block.definition, item.page,
            more={"box": list(item.box.size)}, written=table_digests(item.laid.grid),
        )  # fmt: skip
        link = self.bind(binding)
        name = shape_name("table", chart.title, self.language)
        place = (item.box.left, item.box.top)
        self._add(table_frame(self._next(), name, chart.alt, place, item.laid, self.lang, link))

    def _map(self, item: MapItem) -> None:
        binding = Binding(
            "map", item.block.key, item.block.definition, written=map_digests(item.chart)
        )
        link = self.bind(binding)
        number = self._next()
        first = self._next(2 * len(item.chart.areas))
        inner = map_xml(item.chart, item.box, first, self.lang)
        name = shape_name("map", item.chart.title, self.language)
        self._add(group(number, name, item.chart.alt, item.box, inner, link))

    def _words(self, item: WordsItem) -> None:
        box = item.box
        heading = word("remarks", self.language)
        if item.has_rule:
            up = Face(20, is_bold=True).line_height + emu(0.08)
            content = self.stage.content
            line = Box(
                box.left - emu(0.25), box.top - up, emu(0.035), content.bottom - box.top + up
            )
            line = line._replace(height=min(line.height, box.height + up + emu(0.2)))
            self._add(rule(self._next(), "Vạch", line, theme.ACCENT))
            run = Run(heading, 20, is_bold=True, fill=colour(TEXT))
            place = Box(box.left, box.top - up, box.width, up)
            self._add(text_box(self._next(), heading, place, [Paragraph((run,))], self.lang))
        ink = colour(TEXT)
        shown = [
            Paragraph((Run(text, item.size, is_bold=False, fill=ink),), after=9)
            for text in item.paragraphs
        ]
        binding = Binding(
            "problem" if item.block.problem else "remarks", item.block.key, item.block.definition,
            item.page, more=_span(item) | _room(item.box, item.size),
            written={"text": digest(*item.paragraphs)},
        )  # fmt: skip
        link = self.bind(binding)
        self._add(text_box(self._next(), heading, box, shown, self.lang, link=link))

    def _caption(self, item: CaptionItem) -> None:
        shown = []
        if item.title:
            shown.append(Paragraph((Run(item.title, 15, is_bold=True, fill=colour(TEXT)),)))
        if item.subtitle:
            shown.append(Paragraph((Run(item.subtitle, 12, fill=colour(theme.INK_2)),)))
        if not shown:
            return
        texts = [text for text in (item.title, item.subtitle) if text]
        binding = Binding(
            "caption", item.block.key, item.block.definition,
            more={"title": bool(item.title), "subtitle": bool(item.subtitle)}
            | _room(item.box, 15),
            written={"text": digest(*texts)},
        )  # fmt: skip
        name = shape_name("caption", item.title or item.subtitle, self.language)
        link = self.bind(binding)
        self._add(text_box(self._next(), name, item.box, shown, self.lang, link=link))

    def notes(self, lines: Sequence[str], binding: Binding) -> None:
        """The notes page."""
        if not lines:
            return
        notes = self.slide.notes_slide
        body = notes.notes_placeholder
        link = self.bind(binding, notes.part)
        frame = body.text_frame
        frame.text = "\n".join(lines)
        for run in body.element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}r"):
            look = run.get_or_add_rPr()
            look.set("lang", self.lang)
        owner = body.element.xpath("p:nvSpPr/p:nvPr")[0]
        owner.append(parse_xml(_tags(link)))


def _span(item: WordsItem) -> dict[str, object]:
    """Which of the block's paragraphs stand here."""
    span = item.span
    if span is None:
        return {"cut": True}
    return {"start": span[0], "count": span[1], "of": span[2]} if span[1] < span[2] else {}


def _room(box: Box, size: float) -> dict[str, object]:
    """The room words have, so that new ones are made to fit it."""
    return {"room": [box.width, box.height, size]}


def _tags(link: str) -> str:
    return (
        '<p:custDataLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<p:tags r:id="{link}"/></p:custDataLst>'
    )


def _chart_of(block: Block) -> Chart:
    assert block.chart is not None  # noqa: S101 - only drawn blocks come here
    return block.chart
