"""A native chart as values: series of plots on shared axes, and the words at its marks.

What PowerPoint shows and what stands in the workbook behind it are both written from these.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from yardstick.charts.labels import MINUS, Language, number_label
from yardstick.render.deck_colour import NOTHING, TEXT, Style

PlotKind = Literal["bar", "line", "area"]
_LETTERS = 26
_FIRST_WITH_A_DOT = 1000


@dataclass(frozen=True)
class Label:
    """Words at a mark.

    Attributes:
        text: The number as written everywhere else; stands in a cell of the workbook too.
        word: What follows in plain letters: the verdict.
        colour: Of both.
        formula: How the workbook makes `text` again when the number is changed by hand; "{cell}" is
            the number's cell. Empty for words.
        is_stacked: The word under the number instead of behind it.
        position: Where it stands; empty for the series' own choice.
    """

    text: str
    word: str = ""
    colour: str = TEXT
    formula: str = ""
    is_stacked: bool = False
    position: str = ""


@dataclass(frozen=True)
class Marker:
    """The shape at a point of a line."""

    symbol: str = "none"
    size: int = 7
    style: Style = NOTHING


@dataclass(frozen=True)
class Series:
    """One column of numbers and how it is drawn; a value of None is a gap and stays one.

    Attributes:
        name: The column's head.
        values: One a category.
        style: Of the whole series.
        points: What is drawn differently at a category.
        markers: The marker, and where it differs.
        labels: Words at categories.
        position: Of the labels: "outEnd", "inBase", "ctr", "t", "b", "r"; empty for above a line
            and past a bar.
        formula: What the workbook reckons the numbers by, "{row}" for the row; empty for numbers
            that are figures.
        labelled_by: Which series' number the labels tell; None for this one's own.
    """

    name: str
    values: Sequence[Decimal | None]
    style: Style = NOTHING
    points: Mapping[int, Style] = field(default_factory=dict)
    marker: Marker | None = None
    markers: Mapping[int, Marker] = field(default_factory=dict)
    labels: Mapping[int, Label] = field(default_factory=dict)
    position: str = ""
    formula: str = ""
    labelled_by: int | None = None


@dataclass(frozen=True)
class Plot:
    """Series drawn in one way.

    Attributes:
        kind: Bars, lines or areas.
        series: In the order drawn.
        grouping: "clustered", "stacked" or "standard".
        overlap: Percent; 100 draws bars over each other.
        gap: Percent of a bar's width between bars.
        is_secondary: On the second pair of axes.
    """

    kind: PlotKind
    series: tuple[Series, ...]
    grouping: str = "clustered"
    overlap: int = 0
    gap: int = 60
    is_secondary: bool = False


@dataclass(frozen=True)
class NativeChart:
    """A chart as PowerPoint knows it.

    Attributes:
        categories: Names along the category axis.
        plots: What is drawn, first below.
        start: Of the value axis.
        end: Of the value axis.
        is_horizontal: Bars lie, the first on top.
        is_reversed: The value axis grows downwards: ranks.
        ticks: Number format of the value axis; None hides its words.
        step: Between ticks; None leaves it to PowerPoint.
        size: Of all words, in points.
        has_legend: Names of the series in a legend on top.
        language: Of the words.
        alt: For those who do not see it.
        title: Stands in cell A1 of the workbook.
        inner: Where the plot stands in the frame, as shares from left, top, of width and height.
        caption: A heading inside the frame, for one of several small charts.
    """

    categories: tuple[str, ...]
    plots: tuple[Plot, ...]
    start: Decimal
    end: Decimal
    is_horizontal: bool = False
    is_reversed: bool = False
    ticks: str | None = None
    step: Decimal | None = None
    size: float = 16
    has_legend: bool = False
    language: Language = "vi"
    alt: str = ""
    title: str = ""
    inner: tuple[float, float, float, float] | None = None
    caption: Label | None = None

    @property
    def series(self) -> tuple[Series, ...]:
        """All series, in the order of their columns."""
        return tuple(series for plot in self.plots for series in plot.series)

    @property
    def labelled(self) -> tuple[int, ...]:
        """Positions of the series with words: each has a column of them after the numbers."""
        return tuple(n for n, series in enumerate(self.series) if series.labels)


def column(position: int) -> str:
    """The letters of a column, 0 for A."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, _LETTERS)
        letters = chr(65 + rest) + letters
    return letters


def series_column(position: int) -> str:
    """Where a series' numbers stand."""
    return column(1 + position)


def label_column(chart: NativeChart, position: int) -> str:
    """Where a series' words stand."""
    return column(1 + len(chart.series) + chart.labelled.index(position))


def cells(letters: str, count: int) -> str:
    """The reference of a column below its head."""
    return f"Sheet1!${letters}$2:${letters}${max(1, count) + 1}"


def tick_format(start: Decimal, end: Decimal, language: Language = "vi") -> str:
    """A format that writes 20.000 with a dot on every machine, whatever its own habits.

    The dots are words of the format: `#,##0` would show a comma where Windows is English. In
    English the words are commas.
    """
    if max(abs(start), abs(end)) < _FIRST_WITH_A_DOT:
        return "0"
    dot = "," if language == "en" else "."
    thousands = f'#"{dot}"000'
    if start < 0:
        return f"[<=-1000]-{thousands};[>=1000]{thousands};0"
    return f'[>=1000000]#"{dot}"000"{dot}"000;[>=1000]{thousands};0'


def label_formula(label: str, value: Decimal, language: Language = "vi", before: str = "") -> str:
    """The formula that writes a label again from its number; empty where a label is words.

    FIXED writes with the machine's own signs, so every sign that could stand there is turned into
    the one the language asks for: the label shows "6,81%" under an English Windows too.

    Args:
        label: The number as written, with its unit.
        value: The number.
        language: Whose signs.
        before: What stands before the number: a verdict's shape.
    """
    decimals = next(
        (n for n in range(7) if label.startswith(number_label(value, n, language))), None
    )
    if decimals is None:
        return ""
    unit = label[len(number_label(value, decimals, language)) :]
    comma, dot = (",", ".") if language == "vi" else (".", ",")
    whole = f'SUBSTITUTE(FIXED({{number}},0,FALSE),"{comma}","{dot}")'
    number = whole.format(number="{cell}")
    if decimals:
        small = f'SUBSTITUTE(FIXED({{cell}},{decimals},TRUE),"{dot}","{comma}")'
        big = f"{whole.format(number='TRUNC({cell})')}&RIGHT({small},{decimals + 1})"
        number = f"IF(ABS({{cell}})<1000,{small},{big})"
    start = f"{_quoted(before)}&" if before else ""
    end = f"&{_quoted(unit)}" if unit else ""
    return f'{start}SUBSTITUTE({number},"-","{MINUS}"){end}'


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
