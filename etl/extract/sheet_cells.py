"""What a cell holds at first sight: a figure, a year, nothing or words; the same of a column."""

import re
from collections import Counter
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache

from etl.extract.sheet_headers import header_words
from etl.extract.sheet_numbers import NoNumber, read_text
from etl.read.cells import Cell

_DIGIT = re.compile(r"\d")
# Numbers in this range may be years of a header.
_FIRST_YEAR, _LAST_YEAR = Decimal(1950), Decimal(2049)
_LONGEST_NUMBER = 40


class Sort(Enum):
    """What a cell holds at first sight."""

    FIGURE = "figure"
    YEAR = "year"
    NOTHING = "nothing"
    WORDS = "words"


def sort_of(cell: Cell) -> Sort:
    """What a cell holds: a formula nobody has calculated is a figure, a date or a truth words."""
    value = cell.value
    if isinstance(value, Decimal):
        return Sort.YEAR if _is_year_number(value) and not cell.percent else Sort.FIGURE
    if isinstance(value, str):
        return _sort_of_text(value) if len(value) <= _LONGEST_NUMBER else Sort.WORDS
    return Sort.FIGURE if value is None and cell.formula else Sort.WORDS


def is_year(cell: Cell) -> bool:
    """True for a number (or text) that can only be a year of a header."""
    return sort_of(cell) is Sort.YEAR


def is_number(cell: Cell, *, years: bool = False) -> bool:
    """True for a number or a text that reads as one; years only where asked for."""
    sort = sort_of(cell)
    return sort is Sort.FIGURE or (years and sort is Sort.YEAR)


def is_nothing(cell: Cell) -> bool:
    """True for a dash, a cross, dots: a figure's place without a figure."""
    return isinstance(cell.value, str) and sort_of(cell) is Sort.NOTHING


def _is_year_number(value: Decimal) -> bool:
    return _FIRST_YEAR <= value <= _LAST_YEAR and value % 1 == 0


@lru_cache(maxsize=65536)
def _sort_of_text(text: str) -> Sort:
    bare = text.strip()
    if len(text) <= 12 and len(bare) == 4 and bare.isdecimal() and _is_year_number(Decimal(bare)):
        return Sort.YEAR
    found = read_text(text, "vi")
    if isinstance(found, NoNumber):
        return Sort.NOTHING if found.reason == "blank" else Sort.WORDS
    if "(%)" in text or not _DIGIT.search(text):
        return Sort.WORDS
    letters = any(character.isalpha() for character in text)
    speaks_of_time = letters and not header_words(text).period.is_empty
    return Sort.WORDS if speaks_of_time else Sort.FIGURE


class ColumnCells:
    """The filled cells of one column of a body; every question about them is answered once."""

    def __init__(self, cells: list[Cell]) -> None:
        """Keep the cells, from top to bottom."""
        self.cells = cells

    @cached_property
    def sorts(self) -> list[Sort]:
        """What each cell holds."""
        return [sort_of(cell) for cell in self.cells]

    @cached_property
    def counts(self) -> Counter[Sort]:
        """How many cells hold what."""
        return Counter(self.sorts)

    @cached_property
    def filled(self) -> list[Cell]:
        """The cells that hold something."""
        return [
            cell
            for cell, sort in zip(self.cells, self.sorts, strict=True)
            if sort is not Sort.NOTHING
        ]

    @cached_property
    def figures(self) -> list[Cell]:
        """The cells that hold figures, years left out."""
        return [
            cell for cell, sort in zip(self.cells, self.sorts, strict=True) if sort is Sort.FIGURE
        ]

    @cached_property
    def texts(self) -> Counter[str]:
        """The words of its text cells, each with how often it stands there; dashes left out."""
        return Counter(cell.text for cell in self.filled if isinstance(cell.value, str))

    @cached_property
    def all_texts(self) -> Counter[str]:
        """The words of its text cells, dashes included."""
        return Counter(cell.text for cell in self.cells if isinstance(cell.value, str))
