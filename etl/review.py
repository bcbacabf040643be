"""A person's review: what waits, the reading as a form, and the batch a decision makes.

Nothing is guessed here: a reading with gaps becomes no observation, whoever asks for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pandas as pd

from etl import load
from etl.extract.mention import Mention
from etl.observe import Reason, is_kept_for, is_plausible, observation_of, unit_fits
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Observation
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Gazetteer, Place
from yardstick.domain.provenance import CellRef, Locator, RowRef, TextSpan
from yardstick.domain.unit import find_unit
from yardstick.domain.vietnamese import same_words_key
from yardstick.errors import AlreadySettledError, IncompleteReadingError, PeriodError
from yardstick.store import desk
from yardstick.store.batch import (
    Batch,
    BatchKind,
    Decision,
    Outcome,
    Receipt,
    Recorded,
    Resolution,
)
from yardstick.store.database import Store

_NUMBERS = ("value", "value_low", "value_high", "total")
# What a person answers for is sure.
_CERTAIN = 1.0


class Gap(StrEnum):
    """What keeps a reading from being accepted."""

    INDICATOR = "indicator"
    PLACE = "place"
    PERIOD = "period"
    VALUE = "value"
    UNIT = "unit"
    UNIT_CONFLICT = "unit_conflict"
    WRONG_LEVEL = "wrong_level"


@dataclass(frozen=True)
class Item:
    """A mention that waits for a person.

    Attributes:
        waiting_id: Its number in the store.
        source_id: Where it was read.
        source_title: The source's title.
        source_kind: document, workbook or published.
        issued: The source's date.
        locator: The span, cell or row.
        mention: The whole reading.
        reason: Why it waits: a `Reason`, or the rule of a check.
        detail: What was found, in the reader's words.
    """

    waiting_id: int
    source_id: str
    source_title: str
    source_kind: str
    issued: date | None
    locator: Locator
    mention: Mention
    reason: str
    detail: str

    @property
    def words(self) -> str:
        """A key equal for mentions under the same words."""
        return same_words_key(self.mention.indicator_text)

    @property
    def is_outside(self) -> bool:
        """True for a row or cell whose own name the catalogue does not hold.

        A sentence may have been misread and is looked at one by one; a table says its rows' names
        itself, and hundreds of them can be left outside the catalogue at once.
        """
        is_row = not isinstance(self.locator, TextSpan)
        return is_row and self.reason == Reason.UNKNOWN_INDICATOR


# What is looked at first: contradictions and failed checks, then readings with gaps, then names.
_ORDER = (
    Reason.CONTRADICTION,
    Reason.UNIT_CONFLICT,
    Reason.IMPLAUSIBLE,
    Reason.UNSURE,
    Reason.WRONG_LEVEL,
    Reason.UNKNOWN_PLACE,
    Reason.NO_PERIOD,
    Reason.UNKNOWN_INDICATOR,
)


def turn(item: Item) -> tuple[int, float, int]:
    """The place of an item in the queue: by reason, the least sure first."""
    known = [str(reason) for reason in _ORDER]
    group = known.index(item.reason) if item.reason in known else 1
    return group, item.mention.confidence, item.waiting_id


def waiting_items(store: Store) -> tuple[Item, ...]:
    """Everything that waits, in the order of the queue."""
    return tuple(sorted(map(_item, desk.waiting(store).to_dict("records")), key=turn))


def _item(row: Mapping[Any, Any]) -> Item:
    reading = row["reading"] if isinstance(row["reading"], dict) else {}
    issued = row["source_date"]
    locator = _locator(row)
    return Item(
        waiting_id=int(row["waiting_id"]),
        source_id=str(row["source_id"]),
        source_title=_text(row["source_title"]),
        source_kind=_text(row["source_kind"]),
        issued=None if pd.isna(issued) else pd.Timestamp(issued).date(),
        locator=locator,
        mention=_mention(reading, str(row["quote"]), locator),
        reason=str(row["reason"]),
        detail=str(reading.get("detail", "")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _locator(row: Mapping[Any, Any]) -> Locator:
    if not pd.isna(row["span_start"]):
        return TextSpan(int(row["span_start"]), int(row["span_end"]), str(row["quote"]))
    if not pd.isna(row["row"]):
        return RowRef(int(row["row"]))
    return CellRef(_text(row["sheet"]), _text(row["cell"]))


def _mention(reading: Mapping[str, Any], quote: str, locator: Locator) -> Mention:
    """The mention a stored reading was made from; what the reading leaves out is None."""
    span = (locator.start, locator.end) if isinstance(locator, TextSpan) else (0, 0)
    known = {field.name: reading.get(field.name) for field in fields(Mention)}
    numbers = {name: _decimal(known[name]) for name in _NUMBERS}
    completed: dict[str, Any] = {
        **known,
        **numbers,
        "quote": quote,
        "start": span[0],
        "end": span[1],
        "unit": known["unit"] or "",
        "indicator_text": known["indicator_text"] or "",
        "kind": known["kind"] or "actual",
        "measure": known["measure"] or "level",
        "repeat": bool(known["repeat"]),
        "confidence": float(reading.get("confidence", 0)),
        "paragraph": int(reading.get("paragraph", 0)),
        "reasons": tuple((str(field), str(why)) for field, why in reading.get("reasons", ())),
    }
    return Mention(**completed)


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@dataclass(frozen=True)
class Draft:
    """A reading as a person sees and completes it.

    Attributes:
        mention: Numbers, unit, kind, measure and so on as they stand in the form.
        indicator: The indicator chosen, None while nobody knows.
        place: Likewise.
        period: Likewise.
    """

    mention: Mention
    indicator: Indicator | None
    place: Place | None
    period: Period | None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What keeps it from being accepted, in the order of the form."""
        one = self.mention
        found = []
        if self.indicator is None:
            found.append(Gap.INDICATOR)
        if one.value is None and (one.value_low is None or one.value_high is None):
            found.append(Gap.VALUE)
        if find_unit(one.unit) is None:
            found.append(Gap.UNIT)
        elif self.indicator is not None and not unit_fits(one, self.indicator):
            found.append(Gap.UNIT_CONFLICT)
        if self.period is None:
            found.append(Gap.PERIOD)
        if self.place is None:
            found.append(Gap.PLACE)
        elif self.indicator is not None and not is_kept_for(self.indicator, self.place):
            found.append(Gap.WRONG_LEVEL)
        return tuple(found)

    @property
    def is_plausible(self) -> bool:
        """False when the figure lies outside the indicator's band; True while there is none."""
        return self.indicator is None or is_plausible(self.mention, self.indicator)

    def observation(self, locator: Locator) -> Observation:
        """The observation it makes.

        Raises:
            IncompleteReadingError: Something is missing or does not fit.
        """
        gaps = self.gaps
        if gaps or self.indicator is None or self.place is None or self.period is None:
            raise IncompleteReadingError(gaps)
        sure = replace(self.mention, confidence=_CERTAIN)
        return observation_of(sure, self.indicator, self.place, self.period, locator)


def draft_of(item: Item, catalogue: Catalogue, gazetteer: Gazetteer) -> Draft:
    """The form of a waiting mention as the reader filled it in."""
    one = item.mention
    place = gazetteer.find_key(one.place)
    if place is None and one.place_text:
        place = gazetteer.find(one.place_text, on=item.issued)
    return Draft(one, catalogue.find(one.indicator), place, period_named(one.period))


def period_named(code: str | None) -> Period | None:
    """The period of a code, None where there is none or it names no period."""
    try:
        return parse_period(code) if code else None
    except PeriodError:
        return None


@dataclass(frozen=True)
class Accepted:
    """An accepted reading: the item, the form as the person left it, and their remark."""

    item: Item
    draft: Draft
    as_read: Draft
    remark: str = ""

    @property
    def outcome(self) -> Outcome:
        """Corrected as soon as the form differs from what the reader filled in."""
        return Outcome.ACCEPTED if self.draft == self.as_read else Outcome.CORRECTED


def accept(store: Store, readings: Sequence[Accepted], *, author: str) -> Receipt:
    """Store the observations of accepted readings, as one batch.

    Raises:
        IncompleteReadingError: One of them has a gap; nothing is stored then.
        AlreadySettledError: One of them no longer waits.
    """
    _check_waiting(store, [one.item for one in readings])
    first = readings[0].item
    return load.load(
        store,
        Batch(
            kind=BatchKind.REVIEW,
            author=author,
            note=_note(first.mention, len(readings)),
            observations=tuple(
                Recorded(one.item.source_id, one.draft.observation(one.item.locator))
                for one in readings
            ),
            resolutions=tuple(
                Resolution(one.item.waiting_id, one.outcome, number, one.remark or None)
                for number, one in enumerate(readings)
            ),
        ),
    )


def reject(store: Store, items: Sequence[Item], *, author: str, remark: str = "") -> Receipt:
    """Take mentions off the queue without a figure, as one batch.

    Raises:
        AlreadySettledError: One of them no longer waits.
    """
    _check_waiting(store, items)
    return load.load(
        store,
        Batch(
            kind=BatchKind.REVIEW,
            author=author,
            note=_note(items[0].mention, len(items)),
            resolutions=tuple(
                Resolution(item.waiting_id, Outcome.REJECTED, remark=remark or None)
                for item in items
            ),
        ),
    )


def _check_waiting(store: Store, items: Sequence[Item]) -> None:
    still = set(desk.waiting(store)["waiting_id"])
    gone = [item.waiting_id for item in items if item.waiting_id not in still]
    if gone:
        raise AlreadySettledError(gone)


def decide(
    store: Store,
    observation_id: int,
    *,
    author: str,
    reason: str,
    note: str,
    also: Iterable[int] = (),
) -> Receipt:
    """Store a person's choice among figures that disagree.

    Args:
        store: Where to.
        observation_id: The figure chosen.
        author: Who chose.
        reason: Why.
        note: What was chosen, for the list of decisions.
        also: What the chosen source says beside it: the share of the plan that goes with a level.

    Raises:
        ValueError: No reason was given.
    """
    if not reason.strip():
        raise ValueError("a decision needs a reason")
    return load.load(
        store,
        Batch(
            kind=BatchKind.DECISION,
            author=author,
            note=note,
            decisions=tuple(
                Decision(one, reason.strip()) for one in dict.fromkeys((observation_id, *also))
            ),
        ),
    )


def _note(mention: Mention, count: int) -> str:
    more = f" (+{count - 1})" if count > 1 else ""
    return f"{mention.indicator_text}: {mention.quote}{more}"


def namesakes(item: Item, items: Iterable[Item]) -> tuple[Item, ...]:
    """Other waiting mentions under the same words that have no indicator either."""
    return tuple(
        one
        for one in items
        if one.waiting_id != item.waiting_id
        and one.words == item.words
        and one.mention.indicator is None
    )


def named(
    items: Iterable[Item], indicator: Indicator, catalogue: Catalogue, gazetteer: Gazetteer
) -> tuple[Accepted, ...]:
    """The items that become figures once their words mean an indicator; the others still wait.

    Only readings without a gap, inside the plausible band, are taken.
    """
    found = []
    for item in items:
        as_read = draft_of(item, catalogue, gazetteer)
        draft = replace(
            as_read, mention=replace(item.mention, indicator=indicator.code), indicator=indicator
        )
        if not draft.gaps and draft.is_plausible:
            found.append(Accepted(item, draft, as_read))
    return tuple(found)


def is_known_name(words: str, indicator: Indicator) -> bool:
    """True when the catalogue lists the words as a name of the indicator."""
    names = (indicator.name_vi, *indicator.synonyms, *indicator.abbreviations)
    return same_words_key(words) in {same_words_key(name) for name in names}
