"""What a briefing says, slide by slide, as frozen values; no PowerPoint, no Streamlit.

A `Definition` says which figures a block shows and is what is stored, carried in an exported file
and run again for another period; a `Block` is what it showed when it was built.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from yardstick.charts.labels import Language
from yardstick.charts.spec import Chart


class SlideLayout(StrEnum):
    """How a slide is arranged; templates map their own layouts to these by name."""

    TITLE = "title"
    RESULT = "result"
    TABLE = "table"
    CHART = "chart"
    TWO_CHARTS = "two_charts"
    MAP_AND_RANKING = "map_and_ranking"
    COMMITMENTS = "commitments"
    TEXT = "text"
    CLOSING = "closing"


@dataclass(frozen=True)
class Definition:
    """Which figures a block shows; only names of the catalogue, places and periods, no secrets.

    Attributes:
        kind: "bars", "line", "map", "contribution", "ranks", "panels", "composition", "heat",
            "strips", "attainment", "table", "commitments", "remarks", "text"; "title" for
            words that only give a slide its title and are not drawn.
        options: JSON values by name, e.g. indicator, place, period, authority, order, field, as_of.
    """

    kind: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Bound:
    """A number in a text and the record it is; `text[start:end]` is the number as printed.

    Attributes:
        is_reckoned: True for a number worked out from the record, as a share or a difference: what
            the record prints is another number.
    """

    start: int
    end: int
    observation_id: str
    is_reckoned: bool = False


@dataclass(frozen=True)
class Remark:
    """One paragraph written from figures, every number bound to its record."""

    text: str
    bounds: tuple[Bound, ...] = ()


@dataclass(frozen=True)
class TableCell:
    """One cell; `verdict` draws the glyph before the words, numbers stand right.

    Attributes:
        value: The number behind the text, in the unit the column or row names.
        decimals: Digits printed after the decimal mark.
    """

    text: str
    is_number: bool = False
    verdict: str = ""
    is_estimate: bool = False
    observation_id: str | None = None
    value: Decimal | None = None
    decimals: int | None = None


@dataclass(frozen=True)
class FigureTable(Chart):
    """A table of figures.

    Attributes:
        columns: Heads.
        rows: As many cells as heads each.
        groups: Row number -> heading that stands above it.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    groups: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Origin:
    """Where a number of a slide was printed, for its notes.

    Attributes:
        observation_id: The record.
        label: What it is: "Thu NSNN, 6 tháng đầu năm 2024: 20.889 tỷ đồng".
        document: Title, number, date of the source.
        passage: The sentence, or sheet and cell.
        is_draft: True while nobody has approved it for publication.
    """

    observation_id: str
    label: str
    document: str
    passage: str
    is_draft: bool = False


@dataclass(frozen=True)
class Block:
    """One chart, table or text of ours on a slide.

    Attributes:
        key: Stable over rebuilds and refreshes: what a refresh finds the shape by.
        definition: What it shows.
        chart: The chart or table; None for text and for what is no longer available.
        remarks: Paragraphs; empty for charts.
        origins: Of every number in it.
        problem: Why it could not be built, in a sentence; empty otherwise.
        caveats: Sentences for the slide's footer: sources that disagree and the like.
    """

    key: str
    definition: Definition
    chart: Chart | None = None
    remarks: tuple[Remark, ...] = ()
    origins: tuple[Origin, ...] = ()
    problem: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes:
        key: Stable identity.
        layout: How it is arranged.
        title: The finding, or the words a person put in its place.
        subtitle: Measure and how to read the marks.
        blocks: In reading order; remarks of a person replace those written from figures.
        source: The footer's line of sources.
        as_of: ISO date up to which figures are known.
        notes: Definitions and remarks for the notes page, before the origins.
        is_title_edited: True when a person wrote the title.
    """

    key: str
    layout: SlideLayout
    title: str
    subtitle: str = ""
    blocks: tuple[Block, ...] = ()
    source: str = ""
    as_of: str | None = None
    notes: str = ""
    is_title_edited: bool = False

    @property
    def is_draft(self) -> bool:
        """True when a number on it is not approved yet."""
        return any(origin.is_draft for block in self.blocks for origin in block.origins)


@dataclass(frozen=True)
class Deck:
    """A whole briefing.

    Attributes:
        key: Stable identity.
        title: Of the title slide.
        place: "Tỉnh Hưng Yên".
        body: The office that presents it; empty when not set.
        day: ISO date on the title slide.
        period: Period code.
        slides: In order.
        language: Of all words of ours.
        is_illustrative: Watermark on every slide.
        known_on: ISO date the figures are fixed to; None for the latest.
    """

    key: str
    title: str
    place: str
    body: str
    day: str
    period: str
    slides: tuple[Slide, ...]
    language: Language
    is_illustrative: bool
    known_on: str | None = None
