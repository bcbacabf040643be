"""Undo and as-of as laws: what holds is what replaying the batches that count would give."""

import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from store_figures import DISTRICT, PROVINCE, REPORT, batch, figure

from yardstick.store import reader, writer
from yardstick.store.batch import Batch, BatchKind, Withdrawal
from yardstick.store.database import Store

PLACES = (PROVINCE, DISTRICT)
CODES = ("TC01", "KT01")


@dataclass(frozen=True)
class Load:
    """A batch of figures of one lineage: (place, indicator) -> value."""

    lineage: str
    figures: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True)
class Withdraw:
    """Takes back one of the observations stored so far."""

    pick: int


@dataclass(frozen=True)
class Undo:
    """Undoes one of the batches so far, undoings included."""

    pick: int


@dataclass
class Model:
    """The plainest store there is: batches in a list, replayed from the start for every answer."""

    batches: list[object] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)
    observations: list[int] = field(default_factory=list)

    def live(self, length: int) -> list[bool]:
        live = [True] * length
        # An undoing counts only if it is not undone itself, so the later is judged first.
        for at in reversed(range(length)):
            done = self.batches[at]
            if live[at] and isinstance(done, tuple) and done[0] == "undo":
                live[done[1]] = False
        return live

    def current(self, length: int) -> set[tuple[str, str, str, float]]:
        live = self.live(length)
        replayed = [self.batches[at] for at in range(length) if live[at]]
        gone = {one[1] for one in replayed if one[0] == "withdraw"}
        held: dict[tuple[str, str, str], float] = {}
        for one in replayed:
            if one[0] == "load":
                _, lineage, rows = one
                for number, place, code, value in rows:
                    if number not in gone:
                        held[PLACES[place].key, CODES[code], lineage] = float(value)
        return {(*key, value) for key, value in held.items()}


loads = st.builds(
    Load,
    lineage=st.sampled_from("ab"),
    figures=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 5)),
        min_size=1,
        max_size=3,
        unique_by=lambda row: row[:2],
    ).map(tuple),
)
acts = st.one_of(
    loads, loads, st.builds(Withdraw, st.integers(0, 99)), st.builds(Undo, st.integers(0, 99))
)


def perform(store: Store, model: Model, act: Load | Withdraw | Undo) -> None:
    match act:
        case Load(lineage, rows):
            source = replace(REPORT, source_id=lineage, lineage=lineage)
            observations = [
                figure(str(value), place=PLACES[place], indicator=CODES[code])
                for place, code, value in rows
            ]
            receipt = writer.write(store, batch(*observations, source=source))
            numbered = [
                (number, *row) for number, row in zip(receipt.observation_ids, rows, strict=True)
            ]
            model.observations.extend(receipt.observation_ids)
            model.batches.append(("load", lineage, numbered))
        case Withdraw(pick):
            if not model.observations:
                return
            number = model.observations[pick % len(model.observations)]
            back = (Withdrawal(number, "nhầm"),)
            receipt = writer.write(store, Batch(BatchKind.REVIEW, "thử", withdrawals=back))
            model.batches.append(("withdraw", number))
        case Undo(pick):
            live = [at for at, is_live in enumerate(model.live(len(model.batches))) if is_live]
            if not live:
                return
            at = live[pick % len(live)]
            receipt = writer.undo(store, at + 1, author="thử", reason="nhầm")
            model.batches.append(("undo", at))
    model.times.append(receipt.recorded_at)


def held(store: Store, as_of: datetime | None = None) -> set[tuple[str, str, str, float]]:
    found = reader.current(store, as_of=as_of)
    rows = zip(found["place"], found["indicator"], found["lineage"], found["value"], strict=True)
    answer = set(rows)
    assert len(answer) == len(found)
    return answer


@settings(max_examples=15, deadline=None)
@given(st.lists(acts, min_size=2, max_size=7))
def test_what_holds_is_what_replaying_the_live_batches_gives(script):
    with tempfile.TemporaryDirectory() as directory:
        store = Store(Path(directory))
        model = Model()
        for act in script:
            perform(store, model, act)
            assert held(store) == model.current(len(model.batches))
        for length, time in enumerate(model.times, 1):
            assert held(store, time) == model.current(length)
        store.close()
