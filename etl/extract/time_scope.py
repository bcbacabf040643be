"""Times that earlier sentences and headings lend, and which of a sentence's times can be lent."""

import re
from dataclasses import dataclass

from etl.extract.clause import Sentence
from etl.extract.reading import Reading
from etl.parse.period import TimeContext, TimeMention


@dataclass
class TimeScope:
    """Times that earlier sentences and the headings lend.

    Attributes:
        frame: The period a sentence of the paragraph opened with.
        heading: The period named in the headings above.
        parent: Period and kind of the figure that "Trong đó" in the next sentence parts.
        past_term: The term before the one the document is about, where the text names it.
        plan: The year of the plan that the text named last.
    """

    frame: TimeMention | None = None
    heading: TimeMention | None = None
    parent: tuple[str, str] | None = None
    past_term: str | None = None
    plan: str | None = None

    def close(self, context: TimeContext) -> None:
        """End a paragraph: a deadline still to come is not the period of the next one."""
        frame = self.frame
        if frame is not None and frame.code and frame.until and frame.form == "year":
            self.frame = None if int(frame.code) > (context.year or 0) else frame

    def hear(self, times: list[TimeMention], context: TimeContext) -> None:
        """Keep the term that ends and the plan's year from a sentence without figures."""
        self.parent = None
        for time in times:
            if time.code is None:
                continue
            ends = context.term and time.form == "span" and time.code < context.term
            if ends and int(time.code[-4:]) == int((context.term or "")[:4]):
                self.past_term = time.code
            if time.planned and time.form == "year":
                self.plan = time.code


def usable_times(sentence: Sentence, readings: list[Reading]) -> list[TimeMention]:
    """The times of a sentence that can be a figure's, not a comparison's or an announcement's."""
    bases = [reading.base for reading in readings if reading.base] + [
        side.base for reading in readings for side in (reading.left, reading.right) if side.base
    ]
    found = []
    for time in sentence.times:
        if (
            (time.noise and not _said_of(sentence, time.end, time.begin))
            or time.form in ("plan", "date")
            or time.code is None
        ):
            continue
        if any(
            base.begin <= time.begin < base.end
            and base.kind == "period"
            and not _said_of(sentence, base.end)
            for base in bases
        ):
            continue
        if any(reading.quantity.begin <= time.begin < reading.quantity.end for reading in readings):
            continue
        found.append(time)
    return found


def _said_of(sentence: Sentence, end: int, begin: int | None = None) -> bool:
    """True when the number is that period's own (cùng kỳ năm 2021 đạt 10,62%)."""
    lead = sentence.low[max(sentence.begin, (begin or end) - 30) : end]
    aside = re.search(r"\((?:cùng kỳ )?(?:năm )?\d{4}$", lead)
    if aside and re.match(r"\s*(?:tăng|giảm)\s+\d", sentence.low[end : end + 14]):
        return True
    # "năm 2021 đạt 10,62%", "quý III/2022 (14,38%)".
    said = re.compile(r"\s*(?:(?:đạt|là|chỉ đạt)\s+|\()\d+(?:[.,]\d+)*\s?[^\d\s)/-]")
    return said.match(sentence.low, end) is not None
