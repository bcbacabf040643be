"""A table of a sheet with all that was worked out about it, and findings at its cells."""

from dataclasses import dataclass
from decimal import Decimal

from etl.extract.sheet_context import Context
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_roles import Columns
from etl.extract.sheet_tables import Table
from etl.read.cells import Sheet
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.vietnamese import format_number, round_half_up

# Numbers of this size are nobody's figures; groups of digits would not make them plainer.
_MANY_DIGITS = Decimal(10) ** 15


@dataclass(frozen=True)
class TableReading:
    """One table with everything that was worked out about it."""

    sheet: Sheet
    table: Table
    context: Context
    columns: Columns
    rows: list[Row]


def finding(
    rule: str,
    sheet: Sheet,
    cell: str | None,
    evidence: str,
    *,
    found: str = "",
    expected: str = "",
    severity: Severity = Severity.WARNING,
) -> Finding:
    """A finding at a cell of a sheet."""
    subject = f"{sheet.name}!{cell}" if cell else sheet.name
    return Finding(severity, rule, subject, evidence, sheet.name, cell, found, expected)


def printed(number: Decimal) -> str:
    """A number as findings write it: three digits after the comma at most."""
    if abs(number) >= _MANY_DIGITS:
        return str(number)
    return format_number(round_half_up(number, 3).normalize())
