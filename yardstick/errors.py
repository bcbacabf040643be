"""Every failure raised on purpose: what went wrong, where, and what was expected.

A failure carries fields, not prose; `yardstick.ui.messages` turns it into a sentence for the person
in front of the screen. Bugs are not caught here: they crash. Bad data is not raised at all: it is
a `Finding`.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class YardstickError(Exception):
    """A failure the product knows about; `str()` is the sentence for logs and the command line."""


class PeriodError(YardstickError):
    """A period code that names no period."""

    def __init__(self, code: str) -> None:
        """Keep the code that could not be read."""
        self.code = code
        super().__init__(f"no period is written {code!r}; expected e.g. 2024, 2024-H1, 2024-9M")


class UnitError(YardstickError):
    """A unit nobody defined, or a conversion between units that do not measure the same thing."""

    def __init__(self, unit: str, expected: str | None = None) -> None:
        """Keep the unit met and, for a conversion, the unit asked for."""
        self.unit = unit
        self.expected = expected
        wanted = f"; it cannot become {expected!r}" if expected else ""
        super().__init__(f"unit {unit!r} is not known here{wanted}")


class PlaceError(YardstickError):
    """A place key that stands for no place."""

    def __init__(self, key: str) -> None:
        """Keep the key looked up."""
        self.key = key
        super().__init__(
            f"no place has the key {key!r}; expected CODE@VALID-FROM, e.g. 33@2025-07-01"
        )


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a configuration file: the line, the entry, and what is wrong."""

    line: int
    entry: str
    what: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.entry}: {self.what}"


class CatalogueError(YardstickError):
    """A catalogue that cannot be used; lists every problem found, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep all problems, so that one edit can mend them together."""
        self.problems = tuple(problems)
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"indicators.yaml has {len(self.problems)} problems:\n{listed}")


class UnknownIndicatorError(YardstickError):
    """An indicator code the catalogue does not hold."""

    def __init__(self, code: str) -> None:
        """Keep the code looked up."""
        self.code = code
        super().__init__(f"the catalogue holds no indicator {code!r}")


class InputRefusedError(YardstickError):
    """A file that is not read at all; nothing of it is stored.

    `reason` is one word of a closed list, so that messages and tests can rely on it.
    """

    reasons: tuple[str, ...] = ()

    def __init__(self, reason: str, name: str, detail: str = "") -> None:
        """Keep why, which file, and what was seen."""
        if reason not in self.reasons:
            raise ValueError(f"{reason!r} is not a reason of {type(self).__name__}")
        self.reason = reason
        self.name = name
        self.detail = detail
        super().__init__(f"{name}: refused ({reason}){': ' + detail if detail else ''}")


class DocumentRefused(InputRefusedError):  # noqa: N818 - its fate, not a fault
    """A document that is not read: stamped secret, not text, scanned, encrypted, too large."""

    reasons = (
        "secret",
        "not_text",
        "unreadable",
        "empty",
        "too_large",
        "encrypted",
        "scanned",
        "wrong_extension",
        "too_slow",
    )


class WorkbookRefused(InputRefusedError):  # noqa: N818
    """A workbook that is not read: lists persons, empty, corrupt, encrypted, too large."""

    reasons = (
        "personal_data",
        "empty",
        "corrupt",
        "encrypted",
        "too_large",
        "too_slow",
        "wrong_extension",
        "secret",
    )


class DeckRefusedError(YardstickError):
    """A .pptx that cannot serve as a template or be refreshed."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep every problem, each a Vietnamese sentence that says what to do."""
        self.problems = tuple(problems)
        super().__init__(" ".join(self.problems))


class StoreError(YardstickError):
    """The store cannot do what was asked: what was tried, where, and why not."""

    def __init__(self, action: str, where: str, why: str) -> None:
        """Keep the action, the path or address, and the cause."""
        self.action = action
        self.where = where
        self.why = why
        super().__init__(f"{action} failed at {where}: {why}")


class StoreBusyError(StoreError):
    """Another process is writing and did not finish in time."""


class UnknownBatchError(YardstickError):
    """A batch that the store does not hold, or that was already undone."""

    def __init__(self, batch_id: str, why: str) -> None:
        """Keep the batch and why it cannot be used."""
        self.batch_id = batch_id
        self.why = why
        super().__init__(f"batch {batch_id}: {why}")


class UnknownSourceError(YardstickError):
    """A source that the store does not hold."""

    def __init__(self, source_id: str) -> None:
        """Keep the source asked for."""
        self.source_id = source_id
        super().__init__(f"the store holds no source {source_id!r}")


class UnknownFigureError(YardstickError):
    """An observation or waiting mention that the store does not hold."""

    def __init__(self, figure_id: int, what: str = "observation") -> None:
        """Keep the number asked for and what was expected to bear it."""
        self.figure_id = figure_id
        self.what = what
        super().__init__(f"the store holds no {what} {figure_id}")


class IncompleteReadingError(YardstickError):
    """A reading that cannot become a figure: something is missing or does not fit."""

    def __init__(self, gaps: Sequence[str]) -> None:
        """Keep what is missing, by the names of the form's fields."""
        self.gaps = tuple(gaps)
        super().__init__(f"the reading cannot be accepted: {', '.join(self.gaps)}")


class AlreadySettledError(YardstickError):
    """A waiting mention that somebody else accepted or rejected in the meantime."""

    def __init__(self, waiting_ids: Sequence[int]) -> None:
        """Keep the mentions that no longer wait."""
        self.waiting_ids = tuple(waiting_ids)
        listed = ", ".join(map(str, self.waiting_ids))
        super().__init__(f"no longer waiting: {listed}")


class NothingToApproveError(YardstickError):
    """An approval for publication that names no figure."""

    def __init__(self) -> None:
        """There is nothing to keep."""
        super().__init__("no figure to approve")


class OutOfScopeError(YardstickError):
    """A batch that touches places or indicators its author may not store."""

    def __init__(self, places: Sequence[str], indicators: Sequence[str]) -> None:
        """Keep the place keys and indicator codes outside the author's scope."""
        self.places = tuple(places)
        self.indicators = tuple(indicators)
        outside = ", ".join((*self.places, *self.indicators))
        super().__init__(f"nothing was stored: outside the author's scope: {outside}")


class MixedStoreError(YardstickError):
    """Real figures meant for an illustrative store, or made-up ones for a real store."""

    def __init__(self, where: str, *, is_illustrative: bool) -> None:
        """Keep the store's directory and which kind of figures it holds."""
        self.where = where
        self.is_illustrative = is_illustrative
        held, other = ("made-up", "real") if is_illustrative else ("real", "made-up")
        super().__init__(
            f"the store {where} holds {held} figures; {other} ones never join them: "
            "name another directory with --store"
        )


class BriefingError(YardstickError):
    """A saved briefing that cannot be read or is no longer there."""

    def __init__(self, where: str, why: str) -> None:
        """Keep which part of it, and what is wrong there."""
        self.where = where
        self.why = why
        super().__init__(f"briefing, {where}: {why}")


class ToolMissingError(YardstickError):
    """A program that an export needs and that is not installed on this machine."""

    def __init__(self, tool: str) -> None:
        """Keep which one: libreoffice or chromium."""
        self.tool = tool
        super().__init__(f"{tool} is not installed on this machine")


class ExportError(YardstickError):
    """A program that made no file of what it was given."""

    def __init__(self, tool: str, why: str) -> None:
        """Keep which one, and what it said."""
        self.tool = tool
        self.why = why
        super().__init__(f"{tool} made no file: {why}")


class AddressRefusedError(YardstickError):
    """An address other than loopback while nobody has to sign in."""

    def __init__(self, address: str) -> None:
        """Keep the address that was asked for."""
        self.address = address
        super().__init__(
            f"address {address!r} refused: until sign-in exists the dashboard is served on this "
            "machine only (127.0.0.1)"
        )
