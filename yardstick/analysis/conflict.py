"""Sources that disagree about one thing, side by side, and which rule puts one of them first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from yardstick.analysis.crosscheck import PlanTest, plan_test
from yardstick.analysis.figure import Figure, figures

Rule = Literal["decided", "finality", "rank", "date", "entry"]

_FINALITY = {"official": 3, "preliminary": 2, None: 1, "estimate": 0}


@dataclass(frozen=True)
class Conflict:
    """One fact on which sources disagree: its cell and, where that is disputed too, its share.

    Attributes:
        figures: One of each line of editions, the one in use first.
        ranks: The weights of their sources.
        is_decided: A person chose, and nothing newer speaks against it.
        beside: The figures of the share of the plan that goes with a level, where sources
            disagree on it as well.
    """

    figures: tuple[Figure, ...]
    ranks: tuple[int, ...]
    is_decided: bool
    beside: tuple[Figure, ...] = ()

    @property
    def used(self) -> Figure:
        """The figure the pages show."""
        return self.figures[0]

    @property
    def key(self) -> str:
        """A name that stays while the order of the figures changes."""
        return f"c{min(int(figure.observation_id) for figure in (*self.figures, *self.beside))}"

    @property
    def options(self) -> tuple[Figure, ...]:
        """What a person chooses among: one figure of every source that takes part."""
        named = {figure.source_id for figure in self.figures}
        return (*self.figures, *(one for one in self.beside if one.source_id not in named))

    def said_by(self, source_id: str) -> tuple[Figure, ...]:
        """Everything one source says of the fact."""
        return tuple(one for one in (*self.figures, *self.beside) if one.source_id == source_id)

    def holds(self, observation_id: str) -> bool:
        """True when a figure is one of those that disagree."""
        every = (*self.figures, *self.beside)
        return any(figure.observation_id == observation_id for figure in every)

    @property
    def rule(self) -> Rule:
        """Why the figure in use comes before the next one.

        A person's decision, then official over preliminary over unmarked over estimate, then the
        weight of the issuer, the later date, the later entry: the order the store keeps.
        """
        if self.is_decided:
            return "decided"
        first, other = self.figures[0], self.figures[1]
        if _finality(first) != _finality(other):
            return "finality"
        if self.ranks[0] != self.ranks[1]:
            return "rank"
        if (first.source_date or "") != (other.source_date or ""):
            return "date"
        return "entry"


def _finality(figure: Figure) -> int:
    return 0 if figure.kind == "estimate" else _FINALITY[figure.status]


_CELL = ("indicator", "place", "period", "measure", "is_target", "base", "authority", "version")


def conflicts_of(found: pd.DataFrame) -> tuple[Conflict, ...]:
    """The rows of `store.reader.conflicts` as conflicts, in the frame's order.

    A level and the share of the plan it makes are one fact: they are looked at together.
    """
    cells: dict[tuple[object, ...], list[tuple[Figure, int]]] = {}
    for row, figure in zip(found.to_dict("records"), figures(found), strict=True):
        key = tuple(_known(row[name]) for name in _CELL)
        cells.setdefault(key, []).append((figure, int(row["source_rank"])))
    return _together(_conflict(pairs) for pairs in cells.values() if len(pairs) > 1)


_ONE_FACT = ("level", "completion")


def _together(conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts with those about one fact made one, where the level stands in front."""
    facts: dict[tuple[object, ...], list[Conflict]] = {}
    for conflict in conflicts:
        one = conflict.used
        fact = one.measure in _ONE_FACT and one.base is None and one.kind != "target"
        about = (one.indicator, one.place, one.period)
        facts.setdefault((*about, "fact") if fact else (*about, conflict.key), []).append(conflict)
    return tuple(_one(same) for same in facts.values())


def _one(same: Sequence[Conflict]) -> Conflict:
    first, *others = (
        sorted(same, key=lambda conflict: _ONE_FACT.index(conflict.used.measure))
        if (len(same) > 1)
        else same
    )
    return replace(
        first,
        beside=tuple(figure for other in others for figure in other.figures),
        is_decided=all(conflict.is_decided for conflict in same),
    )


def _conflict(pairs: Sequence[tuple[Figure, int]]) -> Conflict:
    return Conflict(
        tuple(figure for figure, _ in pairs),
        tuple(rank for _, rank in pairs),
        all(figure.decided for figure, _ in pairs),
    )


def _known(value: object) -> object:
    return value if isinstance(value, str | bool) else ""


def plan_tests(conflict: Conflict, around: Sequence[Figure]) -> tuple[PlanTest | None, ...]:
    """For each figure: does it fit the plan, and the share its own source prints."""
    return tuple(plan_test(figure, around) for figure in conflict.figures)
