"""What is wrong with data: a value, collected and shown all at once, never raised."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error keeps out, a warning asks, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """One thing a person should know about the input.

    Attributes:
        severity: Whether the figure is kept out, waits, or is only remarked on.
        rule: The rule that spoke, e.g. unit_conflict, not_a_number, sum_mismatch.
        subject: Where: a cell address, a quotation, a source.
        evidence: What was found and what was expected, with the numbers.
        sheet: The sheet, for workbooks.
        cell: The cell, for workbooks.
        found: What stands there, as printed; empty where that says nothing or must not be kept.
        expected: What should stand there.
    """

    severity: Severity
    rule: str
    subject: str
    evidence: str
    sheet: str | None = None
    cell: str | None = None
    found: str = ""
    expected: str = ""
