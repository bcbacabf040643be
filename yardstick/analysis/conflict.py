"""Sources that disagree about one thing: the figures side by side, and which rule puts one first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import pandas as pd

from yardstick.analysis.crosscheck import PlanTest, plan_test
from yardstick.analysis.figure import Figure, figures

Rule = Literal["decided", "finality", "rank", "date", "entry"]

_FINALITY = {"official": 3, "preliminary": 2, None: 1, "estimate": 0}


@dataclass(frozen=True)
class Conflict:
    """One cell whose sources disagree.

    Attributes:
        figures: One of each line of editions, the one in use first.
        ranks: The weights of their sources.
        is_decided: A person chose, and nothing newer speaks against it.
    """

    figures: tuple[Figure, ...]
    ranks: tuple[int, ...]
    is_decided: bool

    @property
    def used(self) -> Figure:
        """The figure the pages show."""
        return self.figures[0]

    @property
    def key(self) -> str:
        """A name that stays while the order of the figures changes."""
        return f"c{min(int(figure.observation_id) for figure in self.figures)}"

    def holds(self, observation_id: str) -> bool:
        """True when a figure is one of those that disagree."""
        return any(figure.observation_id == observation_id for figure in self.figures)

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
    """The rows of `store.reader.conflicts` as conflicts, in the frame's order."""
    rows = found.to_dict("records")
    listed = list(figures(found))
    keys = [tuple(_known(row[name]) for name in _CELL) for row in rows]
    return tuple(
        _conflict([(listed[at], int(rows[at]["source_rank"])) for at in positions])
        for _, group in groupby(range(len(rows)), key=keys.__getitem__)
        if len(positions := list(group)) > 1
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
