"""Sources that disagree about one thing, side by side, and which rule puts one of them first."""

from collections.abc import Sequence
from dataclasses import dataclass
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
    cells: dict[tuple[object, ...], list[tuple[Figure, int]]] = {}
    for row, figure in zip(found.to_dict("records"), figures(found), strict=True):
        key = tuple(_known(row[name]) for name in _CELL)
        cells.setdefault(key, []).append((figure, int(row["source_rank"])))
    return tuple(_conflict(pairs) for pairs in cells.values() if len(pairs) > 1)


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
