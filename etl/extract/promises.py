"""The clauses of a sentence that promise something: dated tasks, and figures to be reached."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from etl.extract.bodies import Body
from etl.extract.cutting import (
    LONGEST,
    behind_frame,
    connected,
    number_of,
    pieces_of,
    reach,
    says_what,
    tidy,
)
from etl.extract.deadlines import Clock, Deadline, deadlines
from etl.extract.mention import Mention
from etl.extract.promise import AIM, HEAD, PLEDGE, refused
from yardstick.domain.period import parse_period

Placed = tuple[int, Mention]

# What the extraction says of a target's period when the text itself, not the report, gave it.
_STATED = ("before the number", "behind", "earlier in", "heading's", "paragraph's", "list of")
_OF_THE_PLAN = "the plan's year"
_BRACKETS = re.compile(r"\([^()]*\)?")


@dataclass(frozen=True)
class Clause:
    """A clause of the view that promises something.

    Attributes:
        begin: Its first character.
        end: One past its last.
        time: The time that limits it, in it or lent by the sentence.
        due: The last day where no words of the sentence say it: the end of the target's period.
        targets: The figures to be reached, with their places in the view.
        why: What made it a promise.
    """

    begin: int
    end: int
    time: Deadline | None
    due: date | None
    targets: tuple[Placed, ...]
    why: str


class Sentence:
    """One sentence; a time at its head is lent to what follows.

    Args:
        low: The lower-case view.
        begin: The sentence's first character.
        figures: Its figures with their places in the view.
        clock: The document's own time.
        heading_years: The years the document's title names.
    """

    def __init__(
        self,
        low: str,
        begin: int,
        figures: list[Placed],
        clock: Clock,
        heading_years: frozenset[str],
    ) -> None:
        """Keep what every segment is read with."""
        self._low = low
        self._begin = begin
        self._targets = [(at, figure) for at, figure in figures if figure.kind == "target"]
        self._results = [at for at, figure in figures if figure.kind != "target"]
        self._clock = clock
        self._heading_years = heading_years
        self._lent: Deadline | None = None

    def promises(self, begin: int, end: int, acting: list[Body]) -> list[Clause]:
        """The promises of one segment, in order.

        Args:
            begin: The segment's first character.
            end: One past its last.
            acting: The bodies that act in the sentence.
        """
        pieces = pieces_of(self._low, begin, end)
        times = deadlines(self._low, begin, end, self._clock)
        found = list(self._dated(pieces, times, acting))
        here = [(at, mention) for at, mention in self._targets if begin <= at < end]
        taken = {at for clause in found for at, _ in clause.targets}
        for at, mention in here:
            clause = None if at in taken else self._aim(pieces, times, at, mention, acting)
            if clause is None:
                continue
            over = [c for c in found if c.begin < clause.end and clause.begin < c.end]
            if not over:
                found.append(clause)
                continue
            joined = replace(
                over[0],
                begin=min(over[0].begin, clause.begin),
                end=max(over[0].end, clause.end),
                targets=(*over[0].targets, *clause.targets),
            )
            found[found.index(over[0])] = joined
        if not found and self._low.startswith(":", end):
            self._lent = next((time for time in times if time.strength != "on"), self._lent)
        return sorted(found, key=lambda clause: clause.begin)

    def _dated(
        self, pieces: list[tuple[int, int]], times: list[Deadline], acting: list[Body]
    ) -> Iterator[Clause]:
        """The clauses around the times of a segment."""
        low = self._low
        floor, end = pieces[0][0], pieces[-1][1]
        for number, time in enumerate(times):
            following = times[number + 1].begin if number + 1 < len(times) else end
            first, last, is_frame = reach(low, pieces, time, floor, end, acting, times)
            if is_frame:
                self._lent = time
                last = min(last, following)
            first, last = tidy(low, first, last)
            if time.due is not None and self._clock.is_over(time.due):
                continue
            inside = tuple((at, m) for at, m in self._targets if first <= at < last)
            if refused(low, first, last, time, has_target=bool(inside)):
                continue
            if is_frame:
                first = behind_frame(low, time, first, last, acting)
            if self._is_result(first, last, is_frame=is_frame, has_target=bool(inside)):
                continue
            inside = tuple((at, m) for at, m in inside if at >= first)
            yield Clause(first, last, time, None, inside, "a time limit")
            floor = last

    def _is_result(self, first: int, last: int, *, is_frame: bool, has_target: bool) -> bool:
        """True when figures that were reached stand in a clause, and nobody pledges anything."""
        if not any(first <= at < last for at in self._results):
            return False
        if PLEDGE.search(_BRACKETS.sub(" ", self._low[first:last])):
            return False
        unsure = is_frame and self._clock.published is None
        return has_target or unsure or not HEAD.match(self._low, connected(self._low, first))

    def _aim(
        self,
        pieces: list[tuple[int, int]],
        times: list[Deadline],
        at: int,
        mention: Mention,
        acting: list[Body],
    ) -> Clause | None:
        """The clause of a target without a time limit of its own."""
        low = self._low
        number = number_of(pieces, at)
        first, last = pieces[number]
        while (
            number and not says_what(low, first, at, last) and at - pieces[number - 1][0] < LONGEST
        ):
            number -= 1
            first = pieces[number][0]
        first = max([first, *(b.after for b in acting if first <= b.begin and b.after <= at)])
        first, last = tidy(low, first, last)
        if first >= at or refused(low, first, last, None, has_target=True):
            return None
        if self._is_result(first, last, is_frame=False, has_target=True):
            return None
        lending = [t for t in times if t.strength != "on" and t.begin >= first]
        time = next(iter(lending), self._lent)
        due = None if time else self._period_end(mention)
        known = time.due if time else due
        if known is not None and self._clock.is_over(known):
            return None
        if not self._is_asked(mention, at):
            return None
        return Clause(first, last, time, due, ((at, mention),), "a figure to be reached")

    def _is_asked(self, mention: Mention, at: int) -> bool:
        """False for a plan's figure that only serves to measure a result."""
        if AIM.search(self._low, self._begin, at):
            return True
        why = dict(mention.reasons).get("kind", "")
        return (mention.indicator is not None and "heading" in why) or "list of targets" in why

    def _period_end(self, mention: Mention) -> date | None:
        """The end of a target's period, where the text gave it."""
        if mention.deadline:
            return date.fromisoformat(mention.deadline)
        if mention.period is None:
            return None
        why = dict(mention.reasons).get("period", "")
        stated = any(words in why for words in _STATED)
        if stated or (_OF_THE_PLAN in why and mention.period[-4:] in self._heading_years):
            return parse_period(mention.period).end
        return None
