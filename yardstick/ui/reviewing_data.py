"""What the review page asks the store, answered once per version: queue, conflicts, neighbours."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from etl.check import ARITHMETIC
from etl.observe import Reason
from etl.review import Item, waiting_items
from yardstick.analysis.conflict import Conflict, conflicts_of
from yardstick.analysis.figure import Figure, figures
from yardstick.domain.period import parse_period
from yardstick.store import desk, reader
from yardstick.store.office import Office
from yardstick.ui import cached

# Words of a table's row that the catalogue does not hold are left out many at once.
OUTSIDE = Reason.UNKNOWN_INDICATOR
CONFLICT = "conflict"


@dataclass(frozen=True)
class Entry:
    """One place of the queue: a mention that waits, or a cell whose sources disagree."""

    key: str
    item: Item | None = None
    conflict: Conflict | None = None

    @property
    def group(self) -> str:
        """Why it waits, as the queue groups it."""
        return CONFLICT if self.item is None else self.item.reason

    @property
    def source_ids(self) -> frozenset[str]:
        """The sources it was read in."""
        if self.item is not None:
            return frozenset({self.item.source_id})
        assert self.conflict is not None  # noqa: S101 - one of the two is always there
        return frozenset(figure.source_id for figure in self.conflict.options)


@dataclass(frozen=True)
class Queue:
    """Everything a person may be asked.

    Attributes:
        entries: What needs a look one by one, what matters most first.
        outside: Rows of tables under names the catalogue does not hold.
        decided: Conflicts somebody decided.
        done: How many of the first kind are settled.
        outside_done: How many of the second kind are settled.
    """

    entries: tuple[Entry, ...]
    outside: tuple[Item, ...]
    decided: tuple[Entry, ...]
    done: int
    outside_done: int

    def find(self, key: str | None) -> Entry | None:
        """The entry of a key, among those decided too."""
        every = (*self.entries, *(entry_of(item) for item in self.outside), *self.decided)
        return next((entry for entry in every if entry.key == key), None)

    def conflict_of(self, observation_id: str | None) -> Entry | None:
        """The conflict a figure takes part in."""
        return next(
            (
                entry
                for entry in (*self.entries, *self.decided)
                if entry.conflict is not None and entry.conflict.holds(observation_id or "")
            ),
            None,
        )

    @property
    def disputed(self) -> frozenset[str]:
        """Numbers of the figures that nobody has decided on."""
        return frozenset(
            figure.observation_id
            for entry in self.entries
            if entry.conflict is not None
            for figure in (*entry.conflict.figures, *entry.conflict.beside)
        )


def entry_of(item: Item) -> Entry:
    """A waiting mention as an entry of the queue."""
    return Entry(f"w{item.waiting_id}", item=item)


@st.cache_resource(show_spinner=False, max_entries=4)
def _queue(version: str) -> Queue:
    del version
    store = cached.store()
    items = waiting_items(store)
    disputes = sorted(
        conflicts_of(reader.conflicts(store)),
        key=lambda conflict: parse_period(conflict.used.period).end,
        reverse=True,
    )
    listed = [Entry(conflict.key, conflict=conflict) for conflict in disputes]
    settled = desk.resolved(store)
    outside_done = int(
        ((settled["reason"] == OUTSIDE) & ~settled["locator"].str.startswith("chars ")).sum()
    )
    open_conflicts = [one for one in listed if one.conflict and not one.conflict.is_decided]
    decided = tuple(one for one in listed if one.conflict and one.conflict.is_decided)
    return Queue(
        entries=(*open_conflicts, *(entry_of(item) for item in items if not item.is_outside)),
        outside=tuple(item for item in items if item.is_outside),
        decided=decided,
        done=len(settled) - outside_done + len(decided),
        outside_done=outside_done,
    )


def queue() -> Queue:
    """What waits at the store's current version."""
    return _queue(cached.store().version)


def waiting_count() -> int:
    """How much needs a person's look, for the navigation."""
    return len(queue().entries)


@st.cache_resource(show_spinner=False, max_entries=256)
def _around(version: str, indicator: str, place: str, year: int) -> tuple[Figure, ...]:
    del version
    found = reader.current(cached.store(), indicators=(indicator,), places=(place,), years=(year,))
    return tuple(figures(found))


def around(indicator: str, place: str, year: int) -> tuple[Figure, ...]:
    """Everything known of an indicator in a place and year: what a figure is checked against."""
    return _around(cached.store().version, indicator, place, year)


@st.cache_resource(show_spinner=False, max_entries=64)
def _findings(version: str, source_id: str) -> pd.DataFrame:
    del version
    return desk.findings(cached.store(), source_id=source_id)


def findings_on(item: Item) -> list[tuple[str, str]]:
    """What checks remarked on an item: rule, and the arithmetic or the figures it is about."""
    found = _findings(cached.store().version, item.source_id)
    quote, where = item.mention.quote, item.locator.locator
    return [
        (str(row.rule), str(row.evidence if row.rule in ARITHMETIC else row.subject))
        for row in found.itertuples()
        if where in (row.subject, f"{row.sheet}!{row.cell}")
        or (isinstance(row.subject, str) and quote in row.subject.split(" … "))
    ]


@st.cache_resource(show_spinner=False, max_entries=4)
def _recent(version: str) -> pd.DataFrame:
    del version
    found = desk.batches(cached.store())
    return found[found["kind"].isin(["review", "decision"])].reset_index(drop=True)


def recent() -> pd.DataFrame:
    """Reviews and decisions, the latest first: `store.frames.BATCHES`."""
    return _recent(cached.store().version)


@st.cache_resource(show_spinner=False)
def _office(directory: str) -> Office:
    del directory
    return Office.beside(cached.store())


def office() -> Office:
    """The office's own file beside the store."""
    return _office(str(cached.store().versions.directory))


def sources_of(entries: Iterable[Entry]) -> dict[str, tuple[str, int]]:
    """Source -> its title and how many entries it has, those with most first."""
    titles: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(entry.source_ids)
        if entry.item is not None:
            titles[entry.item.source_id] = entry.item.source_title
        elif entry.conflict is not None:
            titles |= {one.source_id: one.source_title for one in entry.conflict.options}
    return {name: (titles[name], count) for name, count in counts.most_common()}
