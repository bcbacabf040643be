"""One sheet of A4: a finding, its chart, what else is to be said of a place or of a matrix."""

from dataclasses import dataclass
from typing import Literal

from yardstick.charts.heat import HeatTable
from yardstick.charts.labels import Language
from yardstick.charts.strips import Strips

# Names cross the sheet's head: so many columns stand beside each other before they are too thin.
MOST_COLUMNS = 14


@dataclass(frozen=True)
class PaperLine:
    """A line of a block: what, and at the right what it amounts to.

    Attributes:
        verdict: Its shape in front; empty for none.
        words: At the left.
        value: At the right, in bold; may be empty.
        remark: A second line, small; may be empty.
    """

    verdict: str
    words: str
    value: str = ""
    remark: str = ""


@dataclass(frozen=True)
class PaperBlock:
    """A few lines under a title, below the chart; `note` says what was left out."""

    title: str
    lines: tuple[PaperLine, ...]
    note: str = ""


@dataclass(frozen=True)
class Paper:
    """What stands on the sheet, from top to bottom.

    Attributes:
        eyebrow: Where and when.
        finding: The sentence a leader would say.
        lead: A second sentence; may be empty.
        counts: Verdict word and how many, in the order shown.
        picture: Where the place lies, as SVG; empty for none.
        charts: One below the other, alike in kind.
        blocks: Below the charts, side by side.
        remarks: Lines of the foot after the source.
        orientation: How the sheet lies.
        is_draft: True when a figure on it was not approved for publication.
        is_illustrative: True for made-up figures: drawn with a watermark.
        language: Of all the words in it.
    """

    eyebrow: str
    finding: str
    lead: str
    counts: tuple[tuple[str, int], ...]
    picture: str
    charts: tuple[Strips, ...] | tuple[HeatTable, ...]
    blocks: tuple[PaperBlock, ...]
    remarks: tuple[str, ...]
    orientation: Literal["portrait", "landscape"]
    is_draft: bool
    is_illustrative: bool
    language: Language
