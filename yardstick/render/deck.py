"""A briefing as a .pptx: native charts, tables and maps in an office's template or one of ours."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from yardstick.charts.deck import Block, Deck, Slide, SlideLayout
from yardstick.errors import DeckRefusedError
from yardstick.render.deck_binding import Binding, digest
from yardstick.render.deck_draw import Sheet
from yardstick.render.deck_layouts import Layouts, Stage, inspect_template
from yardstick.render.deck_metrics import emu
from yardstick.render.deck_opening import opened
from yardstick.render.deck_parts import PartCounter
from yardstick.render.deck_plan import Page, pages, title_size
from yardstick.render.deck_shapes import Box
from yardstick.render.deck_template import BUILT_IN, built_in
from yardstick.render.deck_texts import (
    date_line,
    drawn,
    footer_text,
    newest,
    notes_lines,
    shortened,
    sources_of,
    subtitle_of,
    title_source,
)
from yardstick.render.deck_words import reading_marks, word

__all__ = ["BUILT_IN", "inspect_template", "write"]
_COVERS = (SlideLayout.TITLE, SlideLayout.CLOSING)
_SUBTITLE_HEIGHT = emu(0.4)
_DRAFT_ROOM = emu(1.5)
Progress = Callable[[int, int], None]


def write(
    deck: Deck, template: bytes | str | None = None, progress: Progress | None = None
) -> bytes:
    """The deck as a .pptx that PowerPoint edits; the same deck gives the same slides.

    Args:
        deck: What it says.
        template: "party" or "state" for ours, the bytes of an office's own .pptx, None for "party".
        progress: Called with slides done and slides in all.

    Raises:
        DeckRefusedError: The template cannot serve; its sentences say what to change.
    """
    presentation, layouts = _prepared(template)
    counter = PartCounter(presentation.part.package)
    for done, slide in enumerate(deck.slides, 1):
        stage = layouts.stage(slide.layout)
        if slide.layout in _COVERS and not drawn(slide.blocks):
            _cover(presentation, slide, stage, deck, counter)
        else:
            _slides(presentation, slide, stage, deck, counter)
        if progress is not None:
            progress(done, len(deck.slides))
    properties = presentation.core_properties
    properties.title, properties.author = deck.title, deck.body or deck.place
    properties.language = "en-US" if deck.language == "en" else "vi-VN"
    # The day of the deck, so that the same deck gives the same file.
    properties.created = properties.modified = datetime.fromisoformat(deck.day).replace(tzinfo=UTC)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _prepared(template: bytes | str | None) -> tuple[Any, Layouts]:
    if isinstance(template, bytes):
        report = inspect_template(template)
        if report.problems:
            raise DeckRefusedError(report.problems)
        presentation = opened(template)
        _emptied(presentation)
    else:
        style = template or BUILT_IN[0]
        if style not in BUILT_IN:
            raise ValueError(f"{style!r} is no template of ours; expected one of {BUILT_IN}")
        presentation = opened(built_in(style))
    return presentation, Layouts(presentation)


def _emptied(presentation: Any) -> None:
    """An office's template often comes with example slides: they are left out."""
    listed = presentation.slides._sldIdLst
    for entry in list(listed):
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)


def _cover(presentation: Any, slide: Slide, stage: Stage, deck: Deck, counter: PartCounter) -> None:
    sheet = Sheet(presentation.slides.add_slide(stage.layout), stage, deck, counter)
    is_first = slide.layout is SlideLayout.TITLE
    title = slide.title or (deck.title if is_first else "")
    lines = [slide.subtitle]
    if is_first:
        lines += [deck.place, date_line(deck)]
    lines = list(dict.fromkeys(lines))
    body = deck.body if is_first else ""
    sheet.cover(title, lines, body, Binding("cover", slide.key, written={"text": digest(title)}))
    if deck.is_illustrative:
        sheet.watermark()
    _notes(sheet, slide, ())


def _slides(
    presentation: Any, slide: Slide, stage: Stage, deck: Deck, counter: PartCounter
) -> None:
    found = pages(slide, _with_subtitle(stage))
    blocks = drawn(slide.blocks)
    for number, page in enumerate(found):
        sheet = Sheet(presentation.slides.add_slide(stage.layout), stage, deck, counter)
        shown = [block for block in blocks if _stands_on(block, page)]
        _head(sheet, slide, shown, number, deck)
        for item in page.items:
            sheet.item(item)
        _foot(sheet, slide, shown, deck)
        illustrative = deck.is_illustrative or any(
            block.chart is not None and block.chart.is_illustrative for block in shown
        )
        if illustrative:
            sheet.watermark()
        _notes(sheet, slide, shown)


def _stands_on(block: Block, page: Page) -> bool:
    return any(getattr(item, "block", None) is not None and item.block.key == block.key  # type: ignore[attr-defined]
               for item in page.items)  # fmt: skip


def _with_subtitle(stage: Stage) -> Stage:
    """Content below the subtitle: a template without a place for it gives up a strip on top."""
    if stage.subtitle is not None:
        return stage

    def lower(box: Box) -> Box:
        if box.top > stage.content.top + _SUBTITLE_HEIGHT:
            return box
        return Box(box.left, box.top + _SUBTITLE_HEIGHT, box.width, box.height - _SUBTITLE_HEIGHT)

    return replace(
        stage, content=lower(stage.content), areas=tuple(lower(area) for area in stage.areas)
    )


def _head(sheet: Sheet, slide: Slide, shown: Sequence[Block], number: int, deck: Deck) -> None:
    stage = sheet.stage
    again = f" ({word('continued', deck.language)})" if number else ""
    origin = "" if slide.is_title_edited else title_source(slide.title, slide.blocks)
    title = slide.title + again
    sheet.title(
        title,
        Binding(
            "title", slide.key, _definition(slide, origin),
            more={"from": origin, "again": again} if origin else {},
            written={"text": digest(title)},
        ),
        stage.title.width,
        title_size(title, stage, stage.title.width),
    )  # fmt: skip
    strip = stage.subtitle or Box(
        stage.content.left, stage.content.top, stage.content.width, _SUBTITLE_HEIGHT
    )
    is_draft = any(origin.is_draft for block in shown for origin in block.origins)
    if is_draft:
        sheet.draft(strip.right, strip.top)
        strip = strip._replace(width=strip.width - _DRAFT_ROOM)
    charts = [block for block in shown if block.chart is not None]
    text, key = reading_marks(slide.subtitle, deck.language), ""
    if len(charts) > 1 and any(slide.subtitle == one.chart.subtitle for one in charts if one.chart):
        text = ""
    if len(charts) == 1 and charts[0].chart is not None:
        own = subtitle_of(charts[0].chart)
        if not text or text == charts[0].chart.subtitle:
            text, key = own, charts[0].key
    if text:
        sheet.subtitle(
            text,
            Binding(
                "subtitle", slide.key, _definition(slide, key), more={"from": key} if key else {},
                written={"text": digest(text)},
            ),
            strip,
        )  # fmt: skip


def _definition(slide: Slide, key: str) -> Any:
    return next((block.definition for block in slide.blocks if block.key == key), None)


def _foot(sheet: Sheet, slide: Slide, shown: Sequence[Block], deck: Deck) -> None:
    made = sources_of(shown, deck.language)
    source = slide.source or made
    as_of = slide.as_of or newest(shown)
    text = footer_text(source, as_of, shown, deck.language, deck.known_on)
    text = shortened(text, sheet.stage.footer.size, deck.language)
    more = {
        "language": deck.language,
        "keys": [block.key for block in shown],
        "known_on": deck.known_on or "",
        "as_of": as_of or "",
        "newest": newest(shown) or "",
    }
    if source != made:
        more |= {"source": source, "made": digest(made)}
    binding = Binding("footer", slide.key, more=more, written={"text": digest(text)})
    sheet.footer(text, binding)


def _notes(sheet: Sheet, slide: Slide, shown: Sequence[Block]) -> None:
    lines = notes_lines(slide.notes, shown, sheet.language)
    binding = Binding(
        "notes", slide.key,
        more={
            "prelude": slide.notes, "keys": [block.key for block in shown],
            "language": sheet.language,
        },
        written={"text": digest(*lines)},
    )  # fmt: skip
    sheet.notes(lines, binding)
