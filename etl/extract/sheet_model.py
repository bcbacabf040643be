"""What reading a sheet gives: figures with their cells, and a layout a person can edit."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from yardstick.domain.finding import Finding
from yardstick.domain.observation import Authority, Kind, Measure, Status
from yardstick.domain.place import Place


class Role(StrEnum):
    """What a column holds."""

    ORDINAL = "ordinal"
    INDICATOR = "indicator"
    CODE = "code"
    UNIT = "unit"
    PLACE = "place"
    PERIOD = "period"
    KIND = "kind"
    VALUE = "value"
    SKIP = "skip"


class Form(StrEnum):
    """How the numbers of a ratio column are written."""

    PLAIN = "plain"
    INDEX = "index"
    RATIO = "ratio"


class RowRole(StrEnum):
    """What a row is."""

    SECTION = "section"
    ITEM = "item"
    TOTAL = "total"
    PART = "part"
    SKIP = "skip"


@dataclass(frozen=True)
class ColumnRole:
    """One column as it is read; `edited` names the fields a person has set.

    Attributes:
        column: Counted from 1.
        header: Its header, fragments joined downwards.
        role: What it holds.
        period: Period code of its figures.
        kind: Actual, estimate or target.
        measure: What its numbers say about the indicator.
        base: What growth or completion is measured against.
        form: Whether growth is written as an index (107,09) or shares as ratios (0,98).
        unit: Unit of its numbers.
        place_text: The place its header names, as printed.
        place: Key of that place.
        indicator_text: The indicator its header names, where columns are indicators.
        indicator: Its catalogue code.
        status: How final its figures are.
        authority: Who set the targets in it.
        edited: Fields set by a person; they win over what is read.
    """

    column: int
    header: str
    role: Role
    period: str | None = None
    kind: Kind | None = None
    measure: Measure | None = None
    base: str | None = None
    form: Form = Form.PLAIN
    unit: str | None = None
    place_text: str | None = None
    place: str | None = None
    indicator_text: str | None = None
    indicator: str | None = None
    status: Status | None = None
    authority: Authority | None = None
    edited: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RowReading:
    """One row as it is read: its role, depth in the hierarchy, indicator, place and period."""

    row: int
    role: RowRole
    label: str
    depth: int = 0
    parent: int | None = None
    indicator: str | None = None
    place: str | None = None
    period: str | None = None
    edited: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Layout:
    """How one table of a sheet is laid out.

    Attributes:
        sheet: The sheet's name.
        header_first: First row of the header band; 0 for a table without one.
        header_last: Its last row.
        data_first: First row of the body.
        data_last: Last row of the body.
        columns: Every column with a header or figures.
        rows: Every row of the body with content.
        title: The words above the table.
        place: Key of the place the table is about where rows and columns name none.
        place_text: That place as printed.
        period: Code of the reporting period.
        unit: Unit of the table where rows and columns name none.
        kind: Kind where columns name none.
        fingerprint: Equal for the same form filled in for another month or year.
        edited: Defaults set by a person.
    """

    sheet: str
    header_first: int
    header_last: int
    data_first: int
    data_last: int
    columns: tuple[ColumnRole, ...]
    rows: tuple[RowReading, ...]
    title: str = ""
    place: str | None = None
    place_text: str = ""
    period: str | None = None
    unit: str | None = None
    kind: Kind | None = None
    fingerprint: str = ""
    edited: frozenset[str] = frozenset()


@dataclass(frozen=True)
class SheetFigure:
    """One figure with the cell it stands in.

    Exactly one of `value` and the pair (`low`, `high`) is given, in `unit` as printed.

    Attributes:
        sheet: The sheet's name, outer blanks kept.
        cell: Its address.
        indicator_text: The indicator's name as printed.
        indicator: Catalogue code, None for a name outside the catalogue.
        parents: Labels of the rows above it in the hierarchy, widest first.
        place_text: The place as printed.
        place: The place, None when it is not known.
        period: Period code, None when the sheet does not say.
        kind: Actual, estimate or target.
        measure: Level, growth, change, completion or rank.
        total: The whole of a part (12 of 15 communes, rank 12 of 63).
        base: What growth, change or completion is measured against; None for the same period of
            last year and for a plan of nobody's.
        confidence: 0 to 1; below 0.6 a person should look.
        reasons: What was assumed on the way.
    """

    sheet: str
    cell: str
    indicator_text: str
    indicator: str | None
    place_text: str
    place: Place | None
    period: str | None
    kind: Kind
    measure: Measure
    unit: str | None
    quote: str
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    total: Decimal | None = None
    comparator: str | None = None
    base: str | None = None
    status: Status | None = None
    authority: Authority | None = None
    decimals: int | None = None
    parents: tuple[str, ...] = ()
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    row: int = field(default=0, compare=False)
    column: int = field(default=0, compare=False)

    @property
    def number(self) -> Decimal:
        """The value, or the lower end of the range."""
        found = self.value if self.value is not None else self.low
        assert found is not None  # noqa: S101 - one of them is given
        return found


@dataclass(frozen=True)
class SheetExtraction:
    """All figures, findings and layouts of a workbook, in the order of its sheets."""

    figures: tuple[SheetFigure, ...]
    findings: tuple[Finding, ...]
    layouts: tuple[Layout, ...]
