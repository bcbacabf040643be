"""Which block stands where on which slide, before anything is drawn; nothing leaves the slide."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from yardstick.charts.deck import Block, Slide
from yardstick.charts.kinds import AreaMap
from yardstick.charts.spec import Chart
from yardstick.render.deck_charts import CHARTS, chart_pages
from yardstick.render.deck_layouts import Stage
from yardstick.render.deck_metrics import Face, emu, fitting, height
from yardstick.render.deck_shapes import Box
from yardstick.render.deck_tables import TABLES, TablePage, table_grid, table_pages
from yardstick.render.deck_texts import drawn, subtitle_of

_BESIDE = (18, 17, 16, 15, 14)
_ALONE = (24, 22, 20, 18, 16, 14)
_AFTER = 9
_AIR = emu(0.12)
_HEADING = 20
_CAPTION, _UNDER = 15, 12
_MOST_ON_A_PAGE = 4


@dataclass(frozen=True)
class ChartItem:
    """A chart, or one page of it."""

    block: Block
    chart: Chart
    box: Box
    page: int = 0


@dataclass(frozen=True)
class TableItem:
    """One page of a table."""

    block: Block
    laid: TablePage
    box: Box
    page: int = 0


@dataclass(frozen=True)
class MapItem:
    """A map."""

    block: Block
    chart: AreaMap
    box: Box


@dataclass(frozen=True)
class WordsItem:
    """Paragraphs of a block; `has_rule` draws the blue line at the left and the heading."""

    block: Block
    paragraphs: tuple[str, ...]
    box: Box
    size: float
    has_rule: bool = False
    page: int = 0

    @property
    def span(self) -> tuple[int, int, int] | None:
        """First paragraph, how many, of how many; None where one was cut."""
        whole = words_of(self.block)
        count = len(self.paragraphs)
        for start in range(len(whole) - count + 1):
            if whole[start : start + count] == self.paragraphs:
                return start, count, len(whole)
        return None


@dataclass(frozen=True)
class CaptionItem:
    """Finding and measure over one of several charts."""

    block: Block
    title: str
    subtitle: str
    box: Box


@dataclass
class Page:
    """What stands on one slide."""

    items: list[object] = field(default_factory=list)


def is_visual(block: Block) -> bool:
    """True for what is drawn: charts, tables and maps with something in them."""
    chart = block.chart
    if isinstance(chart, AreaMap):
        return bool(chart.areas)
    return isinstance(chart, (*CHARTS, *TABLES))


def words_of(block: Block) -> tuple[str, ...]:
    """The paragraphs of a block without a chart; why it could not be built, if so."""
    if block.problem:
        return (block.problem,)
    return tuple(remark.text for remark in block.remarks if remark.text.strip())


def pages(slide: Slide, stage: Stage) -> list[Page]:
    """A slide's pages; the second and later ones continue what did not fit."""
    blocks = drawn(slide.blocks)
    visuals = [block for block in blocks if is_visual(block)]
    texts = [block for block in blocks if not is_visual(block) and words_of(block)]
    content = stage.content
    if not visuals:
        return _words_alone(texts, content)
    found: list[Page] = []
    groups = [visuals[at : at + _MOST_ON_A_PAGE] for at in range(0, len(visuals), _MOST_ON_A_PAGE)]
    for n, group in enumerate(groups):
        found += _with_visuals(slide, group, texts if n == len(groups) - 1 else [], stage)
    return found


def _words_alone(
    texts: Sequence[Block], content: Box, only: Sequence[str] | None = None
) -> list[Page]:
    """Slides of words; `only` are those of the one block that are still to be shown."""
    found = [Page()]
    top = content.top
    everything = list(only or (text for block in texts for text in words_of(block)))
    size = fitting(everything, content.size, Face(0), _ALONE, _AFTER) or _ALONE[-1]
    for block in texts:
        rest = list(only or words_of(block))
        page = 0
        while rest:
            room = content.bottom - top
            taken, rest = _what_fits(rest, (content.width, room), size)
            if not taken:
                found.append(Page())
                top = content.top
                taken, rest = _what_fits(rest, content.size, size, at_least_one=True)
                page += 1 if top != content.top else 0
            high = height(taken, content.width, Face(size), _AFTER) + _AIR
            box = Box(content.left, top, content.width, min(high, content.bottom - top))
            found[-1].items.append(WordsItem(block, tuple(taken), box, size, page=page))
            top += high
            if rest:
                page += 1
                found.append(Page())
                top = content.top
    return found


def _what_fits(
    texts: Sequence[str], room: tuple[int, int], size: float, *, at_least_one: bool = False
) -> tuple[list[str], list[str]]:
    """As many paragraphs as the room holds, and the rest; a giant one is cut."""
    taken: list[str] = []
    rest = list(texts)
    face = Face(size)
    while rest and height([*taken, rest[0]], room[0], face, _AFTER) <= room[1]:
        taken.append(rest.pop(0))
    if not taken and rest and at_least_one:
        first, second = _cut(rest[0], room, face)
        return [first], [second, *rest[1:]] if second else rest[1:]
    return taken, rest


def _cut(text: str, room: tuple[int, int], face: Face) -> tuple[str, str]:
    parts = text.split(" ")
    low, high = 1, len(parts)
    while low < high:
        middle = (low + high + 1) // 2
        if height([" ".join(parts[:middle])], room[0], face) <= room[1]:
            low = middle
        else:
            high = middle - 1
    return " ".join(parts[:low]), " ".join(parts[low:])


def _with_visuals(
    slide: Slide, visuals: Sequence[Block], texts: Sequence[Block], stage: Stage
) -> list[Page]:
    content = stage.content
    first = Page()
    rest_of_words: list[tuple[Block, list[str]]] = []
    if len(visuals) == 1 and texts:
        if isinstance(visuals[0].chart, TABLES):
            return _table_then_words(slide, visuals[0], texts, content)
        has_two = len(stage.areas) == 2
        left = stage.areas[0] if has_two else content.part(0, 0, 0.64, 1)
        right = stage.areas[1] if has_two else content.part(0.68, 0, 0.32, 1)
        rest_of_words = _beside(first, texts, right)
        boxes = [left]
    else:
        room = content
        if texts:
            paragraphs = [text for block in texts for text in words_of(block)]
            high = height(paragraphs, content.width, Face(_BESIDE[-2]), _AFTER) + _AIR
            high = min(high, content.height * 3 // 10)
            foot = Box(content.left, content.bottom - high, content.width, high)
            rest_of_words = _beside(first, texts, foot, has_rule=False)
            room = Box(content.left, content.top, content.width, content.height - high - _AIR)
        boxes = _grid(len(visuals), room, stage if not texts else None)
    found = [first]
    for block, box in zip(visuals, boxes, strict=True):
        _place(slide, block, box, found, is_alone=len(visuals) == 1)
    for block, words in rest_of_words:
        found += _words_alone([block], content, words)
    return found


def _beside(
    page: Page, texts: Sequence[Block], box: Box, *, has_rule: bool = True
) -> list[tuple[Block, list[str]]]:
    """Remarks beside a chart; gives what did not fit."""
    top = box.top
    inner = box
    if has_rule:
        heading = Face(_HEADING, is_bold=True).line_height + emu(0.08)
        inner = Box(
            box.left + emu(0.25), box.top + heading, box.width - emu(0.25), box.height - heading
        )
        top = inner.top
    everything = [text for block in texts for text in words_of(block)]
    size = fitting(everything, inner.size, Face(0), _BESIDE, _AFTER) or _BESIDE[-1]
    left_over = []
    for n, block in enumerate(texts):
        room = inner.bottom - top
        taken, rest = _what_fits(words_of(block), (inner.width, room), size)
        if taken:
            high = height(taken, inner.width, Face(size), _AFTER) + _AIR
            place = Box(inner.left, top, inner.width, min(high, room))
            page.items.append(
                WordsItem(block, tuple(taken), place, size, has_rule=has_rule and n == 0)
            )
            top += high
        if rest:
            left_over.append((block, rest))
    return left_over


def _grid(count: int, room: Box, stage: Stage | None) -> list[Box]:
    if count == 1:
        return [room]
    if stage is not None and len(stage.areas) == count:
        return list(stage.areas)
    down = -(-count // 2)
    wide, high = 0.49, (1 - 0.03 * (down - 1)) / down
    return [room.part((n % 2) * 0.51, (n // 2) * (high + 0.03), wide, high) for n in range(count)]


def _page(found: list[Page], n: int) -> Page:
    while len(found) <= n:
        found.append(Page())
    return found[n]


def _place(slide: Slide, block: Block, box: Box, found: list[Page], *, is_alone: bool) -> None:
    """A chart, table or map in its box, with its own finding on top where there are several."""
    chart = block.chart
    assert chart is not None  # noqa: S101 - only what is drawn comes here
    caption = None
    is_told = chart.title == slide.title or slide.is_title_edited or not chart.title
    if not is_alone or not is_told:
        caption, box = _captioned(block, chart, box, is_alone=is_alone, slide=slide)
    drawn_pages = _drawn(block, chart, box)
    for n, item in enumerate(drawn_pages):
        page = _page(found, n)
        if caption is not None:
            page.items.append(caption)
        page.items.append(item)


def _captioned(
    block: Block, chart: Chart, box: Box, *, is_alone: bool, slide: Slide
) -> tuple[CaptionItem, Box]:
    title = Face(_CAPTION, is_bold=True)
    under = "" if is_alone and slide.subtitle else subtitle_of(chart)
    shown = chart.title if chart.title != slide.title else ""
    high = height([shown], box.width, title) if shown else 0
    high += height([under], box.width, Face(_UNDER)) if under else 0
    place = Box(box.left, box.top, box.width, high)
    rest = Box(box.left, box.top + high + emu(0.05), box.width, box.height - high - emu(0.05))
    return CaptionItem(block, shown, under, place), rest


def _drawn(block: Block, chart: Chart, box: Box) -> list[object]:
    if isinstance(chart, AreaMap):
        return [MapItem(block, chart, box)]
    if isinstance(chart, TABLES):
        laid = table_pages(table_grid(chart), box.size)
        return [TableItem(block, page, box, n) for n, page in enumerate(laid)]
    return [ChartItem(block, part, box, n) for n, part in enumerate(chart_pages(chart, box.size))]


def _table_then_words(
    slide: Slide, table: Block, texts: Sequence[Block], content: Box
) -> list[Page]:
    """Remarks beside a table that has room for it, else under it, else on a slide after it."""
    found: list[Page] = [Page()]
    left, right = content.part(0, 0, 0.62, 1), content.part(0.66, 0, 0.34, 1)
    paragraphs = [text for block in texts for text in words_of(block)]
    assert table.chart is not None  # noqa: S101 - only tables come here
    narrow = table_pages(table_grid(table.chart), left.size)
    room = (right.width - emu(0.25), right.height - emu(0.5))
    is_read = fitting(paragraphs, room, Face(0), _BESIDE, _AFTER)
    if len(narrow) == 1 and narrow[0].size >= _BESIDE[-1] and is_read:
        _beside(found[0], texts, right)
        _place(slide, table, left, found, is_alone=True)
        return found
    _place(slide, table, content, found, is_alone=True)
    last = [item for item in found[-1].items if isinstance(item, TableItem)][-1]
    end = last.box.top + sum(last.laid.heights) + 2 * _AIR
    under = Box(content.left, end, content.width, content.bottom - end)
    if fitting(paragraphs, under.size, Face(0), _BESIDE, _AFTER):
        _beside(found[-1], texts, under, has_rule=False)
        return found
    return found + _words_alone(texts, content)


def title_size(title: str, stage: Stage, room: int) -> float | None:
    """The size a title needs to stay in its place; None where the template's own will do."""
    usual = stage.title_size
    sizes = [usual, *(s for s in (32, 28, 26, 24, 22, 20, 18, 16, 14) if s < usual)]
    face = Face(usual, is_bold=True)
    found = fitting([title], (room, stage.title.height), face, sizes)
    if found is None:
        return sizes[-1]
    return None if found == usual else found
