"""The texts of a slide that are made of others: footer, notes, subtitle. No shapes here."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from yardstick.charts.deck import Block, Deck
from yardstick.charts.heat import HeatTable
from yardstick.charts.kinds import AreaMap, RankSlope
from yardstick.charts.labels import Language
from yardstick.charts.period_labels import date_label
from yardstick.charts.spec import BarsWithTargets, Chart, TimeLine
from yardstick.render.deck_lines import BREAK
from yardstick.render.deck_metrics import Face, fitting
from yardstick.render.deck_tables import legend
from yardstick.render.deck_words import reading_marks, word

# Of definition.kind: such a block is the source of the slide's title and is not drawn.
TITLE_KIND = "title"
_NAME = 60
# Points under which a footer is not read any more.
_READABLE = 11


def drawn(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that stand on the slide."""
    return [block for block in blocks if block.definition.kind != TITLE_KIND]


def title_source(title: str, blocks: Sequence[Block]) -> str:
    """The key of the block whose finding the title is; empty when it is nobody's."""
    for block in blocks:
        if block_title(block) == title and title:
            return block.key
    return ""


def block_title(block: Block) -> str:
    """The finding of a block: its chart's title, or the words of a block made for a title."""
    if block.definition.kind == TITLE_KIND and block.remarks:
        return block.remarks[0].text
    return block.chart.title if block.chart is not None else ""


def subtitle_of(chart: Chart) -> str:
    """Measure and how to read the marks as they are drawn on slides."""
    parts = [reading_marks(chart.subtitle, chart.language)]
    match chart:
        case BarsWithTargets() if chart.mark:
            parts.append(word("bold_mark", chart.language, mark=chart.mark))
        case BarsWithTargets() if any(bar.low is not None for bar in chart.bars):
            parts.append(word("dark_marks", chart.language))
        case TimeLine() | RankSlope() if chart.breaks:
            parts += [f"{BREAK} {there.label}" for there in chart.breaks]
        case HeatTable():
            parts.append(legend(chart))
        case _:
            pass
    return " · ".join(part for part in parts if part)


def sources_of(blocks: Iterable[Block], language: Language) -> str:
    """The sources of all charts of a slide in one line, each once."""
    label = word("source", language)
    told: dict[str, None] = {}
    for block in blocks:
        chart = block.chart
        if chart is None:
            continue
        listed = chart.source.removeprefix(f"{label}: ").rstrip(". ")
        told |= dict.fromkeys(part.strip() for part in listed.split("; ") if part.strip())
        if isinstance(chart, AreaMap) and chart.attribution:
            told[chart.attribution.rstrip(". ")] = None
    return f"{label}: {'; '.join(told)}" if told else ""


def newest(blocks: Iterable[Block]) -> str | None:
    """The day up to which the figures of a slide are known."""
    days = [block.chart.as_of for block in blocks if block.chart is not None]
    return max((day for day in days if day), default=None)


def footer_text(
    source: str,
    as_of: str | None,
    blocks: Iterable[Block],
    language: Language,
    known_on: str | None = None,
) -> str:
    """Source, caveats, the day of the figures, a projection's method, and that some are drafts.

    Sentences that the source already holds are not said twice; that of drafts goes when there are
    none any more.
    """
    listed = list(blocks)
    is_draft = any(origin.is_draft for block in listed for origin in block.origins)
    parts = [part for part in source.rstrip(". ").split(". ") if part]
    if not is_draft:
        parts = [part for part in parts if not _says_draft(part)]
    for block in listed:
        parts += [caveat.rstrip(". ") for caveat in block.caveats]
        if isinstance(block.chart, TimeLine) and block.chart.projection:
            parts.append(block.chart.projection.method.rstrip(". "))
    if as_of:
        parts.append(word("as_of_day", language, day=date_label(as_of)))
    if known_on and not any(date_label(known_on) in part for part in parts[1:]):
        parts.append(_sentence(word("known_on", language, day=date_label(known_on))))
    if is_draft and not any(_says_draft(part) for part in parts):
        parts.append(_sentence(word("draft_note", language)))
    told = list(dict.fromkeys(parts))
    return ". ".join(told) + ("." if told else "")


def shortened(text: str, box: tuple[int, int], language: Language) -> str:
    """A footer whose sources are named shortly where they would need letters too small to read.

    The notes hold every document in full.
    """
    label = f"{word('source', language)}: "
    if not text.startswith(label) or fitting([text], box, Face(_READABLE), (_READABLE,)):
        return text
    source, point, rest = text.partition(". ")
    for most in (80, 60, 45, 30):
        named = [_short_title(one, most) for one in source.removeprefix(label).split("; ")]
        found = f"{label}{'; '.join(named)}{point}{rest}"
        if fitting([found], box, Face(_READABLE), (_READABLE,)):
            return found
    return found


def _short_title(title: str, most: int) -> str:
    """The beginning of a document's title; its day in brackets at the end is kept."""
    day = re.search(r"\s*\(\d{2}/\d{2}/\d{4}\)\.?$", title)
    end = day[0] if day else ""
    start = title.removesuffix(end)
    if len(start) <= most:
        return title
    return start[:most].rsplit(" ", 1)[0].rstrip(" ,;-–") + "…" + end


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _says_draft(text: str) -> bool:
    lowered = text.lower()
    return any(sign in lowered for sign in ("dự thảo", "draft", "unapproved"))


def notes_lines(prelude: str, blocks: Iterable[Block], language: Language) -> list[str]:
    """The notes page: definitions first, then where every number was printed."""
    lines = [line for line in prelude.split("\n") if line.strip()]
    origins = {origin.observation_id: origin for block in blocks for origin in block.origins}
    if origins:
        lines.append(f"{word('origins', language)}:")
    for n, origin in enumerate(origins.values(), 1):
        parts = [part for part in (origin.label, origin.document, origin.passage) if part]
        draft = f" [{word('draft_origin', language)}]" if origin.is_draft else ""
        lines.append(f"{n}. {' — '.join(parts)}{draft}")
    return lines


def date_line(deck: Deck) -> str:
    """Place and day as documents are dated: Hưng Yên, ngày 12 tháng 7 năm 2024."""
    day = date.fromisoformat(deck.day)
    place = deck.place
    for kind in ("Tỉnh ", "Thành phố ", "Huyện ", "Xã ", "Phường ", "Thị xã "):
        place = place.removeprefix(kind)
    return word(
        "date_line",
        deck.language,
        place=place,
        day=f"{day.day:02d}",
        month=f"{day.month:02d}" if day.month < 3 else str(day.month),
        year=day.year,
    )


def word_title(language: Language) -> str:
    """The name of a title's shape."""
    return "Title" if language == "en" else "Tiêu đề"


def shape_name(kind: str, title: str, language: Language) -> str:
    """What a shape is called in PowerPoint's list of objects."""
    shown = " ".join(title.split())
    if len(shown) > _NAME:
        shown = shown[:_NAME].rsplit(" ", 1)[0] + "…"
    start = "" if kind == "caption" else f"{word(kind, language)}: "
    return start + shown
