"""Findings that need more than one cell: units, names, places, duplicates, sums, plausible bands."""

from collections.abc import Iterator

from etl.extract.sheet_figures import TableReading
from etl.extract.sheet_model import SheetFigure
from etl.read.cells import Sheet
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Finding
from yardstick.domain.place import Gazetteer


def check_rows(reading: TableReading, figures: list[SheetFigure], catalogue: Catalogue) -> Iterator[Finding]:
    yield from ()


def check_figures(sheet: Sheet, figures: list[SheetFigure], catalogue: Catalogue, gazetteer: Gazetteer) -> Iterator[Finding]:
    yield from ()


def hidden_notes(sheet: Sheet) -> Iterator[Finding]:
    yield from ()
