"""Commitments ready to be shown: what was read, what people said of it, where its figure stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import pandas as pd
import streamlit as st

from yardstick.analysis.aim import against
from yardstick.analysis.standing import Standing
from yardstick.domain.period import parse_period
from yardstick.domain.place import Place
from yardstick.store import commitments as store_commitments
from yardstick.store import reader
from yardstick.store.office import Office
from yardstick.store.office_commitments import Said, State, commitment_key, histories
from yardstick.ui import cached
from yardstick.ui.origin import span_of

# A deadline within so many days is near.
NEAR_DAYS = 30


class Timing(StrEnum):
    """How a commitment's deadline lies to today; SETTLED when nobody need look any more."""

    OVERDUE = "overdue"
    NEAR = "near"
    LATER = "later"
    UNDATED = "undated"
    SETTLED = "settled"


@dataclass(frozen=True)
class Item:
    """One commitment.

    Attributes:
        key: What the office knows it by.
        quote: The clause as printed.
        span: Where it stands in its document.
        sentence: Where its sentence stands.
        who: Who is to act, as named; None where nobody is.
        due: The last day; None where it is not known.
        due_words: The words that say by when.
        indicator: Catalogue code of its target; None for a task.
        place: Key of the place it is about.
        target_id: The stored figure that is its target.
        source_id: The document, likewise below.
        history: Everything people said of it, the latest first.
        today: The day it is looked at.
    """

    key: str
    quote: str
    span: tuple[int, int]
    sentence: tuple[int, int]
    who: str | None
    due: date | None
    due_words: str
    indicator: str | None
    place: str | None
    target_id: str | None
    source_id: str
    source_title: str
    source_number: str | None
    source_date: date | None
    history: tuple[Said, ...]
    today: date

    @property
    def state(self) -> State:
        """What was said last; open until somebody says anything."""
        return self.history[0].state if self.history else State.OPEN

    @property
    def days_left(self) -> int | None:
        """Days to the deadline, negative behind it; None without a known one."""
        return None if self.due is None else (self.due - self.today).days

    @property
    def timing(self) -> Timing:
        """How the deadline lies to today."""
        if self.state.is_settled:
            return Timing.SETTLED
        if self.days_left is None:
            return Timing.UNDATED
        if self.days_left < 0:
            return Timing.OVERDUE
        return Timing.NEAR if self.days_left <= NEAR_DAYS else Timing.LATER


_ORDER = list(Timing)


def today() -> date:
    """The day on this machine."""
    return datetime.now().astimezone().date()


@st.cache_resource(show_spinner=False, max_entries=4)
def _read(version: str) -> pd.DataFrame:
    del version
    return store_commitments.commitments(cached.store())


def office() -> Office:
    """The office whose people set the states."""
    return Office.beside(cached.store())


def items() -> tuple[Item, ...]:
    """Every commitment: overdue first, the longest ahead, then by deadline, settled ones last.

    Those of other provinces come after one's own.
    """
    found = _read(cached.store().version)
    if found.empty:
        return ()
    said = histories(office())
    day = today()
    listed = [_item(row, said, day) for row in found.to_dict("records")]
    return tuple(
        sorted(
            listed,
            key=lambda item: (
                is_elsewhere(item),
                _ORDER.index(item.timing),
                item.due or date.max,
                item.source_id,
            ),
        )
    )


def is_elsewhere(item: Item) -> bool:
    """True for a commitment about a place outside the province whose figures these are."""
    home = cached.available().home
    if home is None or item.place is None:
        return False
    return item.place not in _around_home(cached.store().version, home.key)


@st.cache_resource(show_spinner=False, max_entries=4)
def _around_home(version: str, home: str) -> frozenset[str]:
    """The keys of the home province at any time, and of all that ever lay inside it."""
    del version
    gazetteer = cached.gazetteer()
    own = gazetteer[home]
    same = {place.key for place in gazetteer if (place.name, place.level) == (own.name, own.level)}
    return frozenset(
        place.key
        for place in gazetteer
        if place.key in same or any(outer.key in same for outer in gazetteer.ancestors(place))
    )


def _item(row: Mapping[Any, Any], said: Mapping[str, tuple[Said, ...]], day: date) -> Item:
    key = commitment_key(str(row["source_id"]), str(row["quote"]))
    span, sentence = span_of(str(row["locator"])), span_of(str(row["sentence"]))
    assert span is not None  # noqa: S101 - the store holds spans only
    target = row["observation_id"]
    return Item(
        key=key,
        quote=" ".join(str(row["quote"]).split()),
        span=span,
        sentence=sentence or span,
        who=_known(row["who"]),
        due=_day(row["due"]),
        due_words=str(row["due_words"]),
        indicator=_known(row["indicator"]),
        place=_known(row["place"]),
        target_id=None if pd.isna(target) else str(target),
        source_id=str(row["source_id"]),
        source_title=str(row["source_title"]),
        source_number=_known(row["source_number"]),
        source_date=_day(row["source_date"]),
        history=said.get(key, ()),
        today=day,
    )


def _known(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(str(value)).date()


def places(listed: Iterable[Item]) -> tuple[Place, ...]:
    """The places commitments are about, in the order the store's places are offered in."""
    keys = {item.place for item in listed if item.place}
    offered = [place for place in cached.available().places if place.key in keys]
    rest = sorted(keys - {place.key for place in offered})
    return (*offered, *(cached.gazetteer()[key] for key in rest))


def standing(item: Item) -> Standing | None:
    """Where the commitment's indicator stands in the newest period of its year that has a figure.

    Against the targets of whoever set it. A figure of another year says nothing of a target of this
    one: it is only told as the last one known. None for tasks and places without figures.
    """
    if item.indicator is None or item.place is None:
        return None
    place = cached.gazetteer()[item.place]
    if place not in cached.available().places:
        return None
    own = cached.figure(item.target_id) if item.target_id else None
    year = parse_period(own.period).year if own else item.due.year if item.due else None
    period = _newest(cached.store().version, place.key, item.indicator, year) or (
        own.period if own else str(year) if year else None
    )
    if period is None:
        return None
    found = cached.standings(place.key, period, own.authority if own else None)
    one = next((one for one in found if one.indicator.code == item.indicator), None)
    return against(one, own, cached.catalogue()) if one and own else one


@st.cache_resource(show_spinner=False, max_entries=512)
def _newest(version: str, place: str, indicator: str, year: int | None) -> str | None:
    """The period of an indicator's newest figure in a year; of all years where none is asked."""
    del version
    found = reader.current(
        cached.store(), indicators=(indicator,), places=(place,), kinds=("actual", "estimate")
    )
    periods = sorted(map(parse_period, set(found["period"])), key=lambda p: (p.end, p.months))
    newest = [period for period in periods if year is None or period.year == year][-1:]
    return newest[0].code if newest else None


def sentence(item: Item) -> tuple[str, int] | None:
    """The sentence around the clause and where it starts; None when the text is not kept."""
    whole = cached.source_text(item.source_id)
    if whole is None:
        return None
    start, end = item.sentence
    return whole[start:end], start


def counts(listed: Sequence[Item]) -> dict[Timing, int]:
    """How many commitments lie how to today."""
    return {timing: sum(item.timing is timing for item in listed) for timing in Timing}
