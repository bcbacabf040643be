"""Which period a reading is about.

The nearest expression of time said of it, else the sentence's, the paragraph's, the heading's, the report's;
a target without a year takes the plan's year.
"""

import re
from dataclasses import dataclass
from datetime import date

from etl.extract.clause import Sentence
from etl.extract.reading import Reading
from etl.parse.period import TimeContext, TimeMention, reach_of

_ADJACENT_BASE = re.compile(r"kế hoạch|dự toán|vốn|chỉ tiêu")
_YEARLY = re.compile(r"(?:bình quân|mỗi năm|hằng năm|hàng năm|hằng năm đạt)(?: \w+){0,3}\s*$")
_RAISED = re.compile(
    r"nâng (?:tổng số |số |tổng |lũy kế )?(?:[^,;\d]{0,30} )?lên|lũy kế|tổng số (?:đến nay|"
    r"từ đầu)|cộng dồn"
)


@dataclass
class TimeScope:
    """Times that earlier sentences and the headings lend.

    Attributes:
        frame: The period a sentence of the paragraph opened with.
        heading: The period named in the headings above.
        heading_plan: The period of the plan named in the headings above.
    """

    frame: TimeMention | None = None
    heading: TimeMention | None = None


@dataclass(frozen=True)
class Timed:
    """A reading's period with its reason and, for targets, the last day."""

    code: str | None
    reason: str
    deadline: date | None
    adjacent: bool


def usable_times(sentence: Sentence, readings: list[Reading]) -> list[TimeMention]:
    """The times of a sentence that can be a figure's, not a comparison's or an announcement's."""
    bases = [reading.base for reading in readings if reading.base] + [
        side.base for reading in readings for side in (reading.left, reading.right) if side.base
    ]
    found = []
    for time in sentence.times:
        if (
            (time.noise and not _said_of(sentence, time.end))
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


def _said_of(sentence: Sentence, end: int) -> bool:
    """True when the number is that period's own (cùng kỳ năm 2021 đạt 10,62%)."""
    return re.match(r"\s*(?:đạt|là|chỉ đạt)\s+\d", sentence.low[end : end + 14]) is not None


def time_readings(
    sentence: Sentence, readings: list[Reading], context: TimeContext, scope: TimeScope
) -> list[Timed]:
    """The period of each reading, in order."""
    times = usable_times(sentence, readings)
    adjacent = {id(reading.right.time) for reading in readings if reading.right.time}
    timed: list[Timed] = []
    for place, reading in enumerate(readings):
        timed.append(
            _time_one(sentence, reading, times, adjacent, context, scope, readings[:place], timed)
        )
    opening = readings[0].quantity.begin if readings else sentence.end
    frames = [
        t
        for t in times
        if t.begin < opening
        and t.form != "relative"
        and t.begin - sentence.begin < 40
        and sentence.low[max(sentence.begin, t.begin - 1)] != "("
    ]
    if frames:
        scope.frame = frames[-1]
    return timed


def _time_one(
    sentence: Sentence,
    reading: Reading,
    times: list[TimeMention],
    adjacent: set[int],
    context: TimeContext,
    scope: TimeScope,
    before: list[Reading],
    timed: list[Timed],
) -> Timed:
    quantity, left, right = reading.quantity, reading.left, reading.right
    target = reading.kind == "target"
    deadline = None
    if target:
        limits = [
            t for t in times if t.deadline and left.begin <= t.begin and t.end <= quantity.begin
        ]
        following = min(
            (q.begin for q in sentence.quantities if q.begin > quantity.begin), default=sentence.end
        )
        after = [
            t
            for t in times
            if t.deadline
            and quantity.end <= t.begin < min(following, _clause_end(sentence, quantity.end))
        ]
        early = (
            [
                t
                for t in times
                if t.deadline and t.begin < quantity.begin and t.begin >= sentence.begin
            ]
            if not before
            else []
        )
        chosen = (limits or after or early)[-1:] if limits or after or early else []
        deadline = chosen[0].deadline if chosen else None
    if reading.time_item is not None:
        return Timed(
            _item_code(sentence, reading.time_item, times, context),
            "list of periods, paired by order",
            deadline,
            True,
        )
    if right.time is not None and right.time in times and not (right.time.form == "day" and target):
        return Timed(
            _kept(right.time, reading, context), "said right behind the number", deadline, True
        )
    behind = [
        t
        for t in times
        if quantity.tail <= t.begin < right.end + 22
        and t.form in ("year", "span", "school", "part", "quarter", "month")
    ]
    behind = [
        t
        for t in behind
        if re.fullmatch(r"[^;,.()\d]*", sentence.low[quantity.tail : t.begin])
        and not re.search(r"(?:năm|cuối năm|đầu năm|so với .*)$", "")
    ]
    if reading.base is not None and reading.base.kind == "plan" and not target:
        behind = []
    following_begin = min(
        (r.begin for r in sentence.quantities if r.begin > quantity.begin), default=sentence.end
    )
    behind = [t for t in behind if t.end <= following_begin]
    own = [
        t
        for t in times
        if left.begin <= t.begin
        and t.end <= quantity.begin
        and id(t) not in adjacent
        and _reaches(sentence, t, quantity.begin)
        and not (t.planned and not target)
    ]
    if target and own and behind and own[-1].form == "day":
        own = []
    if own:
        chosen_time = _prefer(own, reading, sentence)
        if chosen_time.form == "relative" and re.search(r"tháng$", chosen_time.word) and target:
            return Timed(
                str(context.plan_year or context.year) if context.year else None,
                "a monthly target of the year",
                deadline,
                False,
            )
        return Timed(
            _kept(chosen_time, reading, context),
            f"\u201c{sentence.text[chosen_time.begin : chosen_time.end]}\u201d before the number",
            deadline,
            False,
        )
    if behind:
        return Timed(
            _kept(behind[0], reading, context),
            f"\u201c{sentence.text[behind[0].begin : behind[0].end]}\u201d behind the number",
            deadline,
            False,
        )
    span_wanted = (
        (reading.unit.endswith("/năm") and reading.measure in ("growth", "change"))
        or (_YEARLY.search(left.words) and reading.measure in ("growth", "change"))
    ) and reading.kind != "estimate"
    if span_wanted and context.term:
        return Timed(context.term, "a yearly average over the term", deadline, False)
    if (
        before
        and timed
        and not reading.own_name
        and not timed[-1].adjacent
        and left.break_before != ";"
    ):
        pair = before[-1].quantity.form == "target_of_pair" and not target and len(timed) > 1
        code = timed[-2].code if pair else timed[-1].code
        if _RAISED.search(left.words) and code and len(code) == 7 and code[5:].isdigit():
            code = reach_of(code)
        if not (target and before[-1].kind != "target"):
            return Timed(code, "as the number before", deadline, False)
    carried = [
        t
        for t in times
        if t.end <= quantity.begin
        and id(t) not in adjacent
        and not _in_brackets(sentence, t)
        and _reaches(sentence, t, quantity.begin, target)
        and not (t.planned and not target)
    ]
    if carried:
        chosen_time = carried[-1]
        if (
            target
            and before
            and before[-1].kind != "target"
            and left.begin > chosen_time.end
            and not _future(chosen_time, context)
        ):
            return Timed(
                _plan_period(context), "a target without a year: the plan's year", deadline, False
            )
        code = _kept(chosen_time, reading, context)
        if target and code and code.endswith("-H2") and before:
            code = code[:4]
        return Timed(
            code,
            f"\u201c{sentence.text[chosen_time.begin : chosen_time.end]}\u201d "
            f"earlier in the sentence",
            deadline,
            False,
        )
    if (
        scope.frame is not None
        and not (scope.frame.planned and not target)
        and not (target and not _future(scope.frame, context))
    ):
        return Timed(scope.frame.code, "the paragraph's period", deadline, False)
    if (
        scope.heading is not None
        and scope.heading.code is not None
        and not (scope.heading.planned and not target)
        and not (target and (scope.heading.code[4:5] == "-" or not _future(scope.heading, context)))
    ):
        return Timed(scope.heading.code, "the heading's period", deadline, False)
    if target:
        return Timed(
            _plan_period(context), "a target without a year: the plan's year", deadline, False
        )
    code = context.period
    if code is None or (context.term == code and context.published):
        code = (
            str(context.published.year)
            if context.published
            else (str(context.year) if context.year and not context.guessed else code)
        )
    if _RAISED.search(left.words) and code and len(code) == 7 and code[5:].isdigit():
        code = reach_of(code)
    if reading.measure == "completion" and code and "-Q" in code and reading.base is not None:
        code = reach_of(code)
    if (
        code
        and code.endswith("-12")
        and re.search(r"so với (?:cuối )?năm", sentence.low[quantity.begin : sentence.end])
    ):
        code = code[:4]
    return Timed(code, "the report's period", deadline, False)


def _clause_end(sentence: Sentence, at: int) -> int:
    place = sentence.low.find(";", at, sentence.end)
    return place if place >= 0 else sentence.end


def _kept(time: TimeMention, reading: Reading, context: TimeContext) -> str | None:
    """The time's code; the report's year said of a result is the part it reports on."""
    if (
        time.form == "year"
        and reading.kind != "target"
        and context.period
        and context.period[:4] == time.code
        and context.period[4:5] == "-"
        and not time.until
        and context.period[5] in "HQ123456789"
        and "/" not in context.period
    ):
        return (
            context.period
            if context.period[5:6] in "HQ" or context.period.endswith("M")
            else time.code
        )
    return time.code


def _reaches(sentence: Sentence, time: TimeMention, at: int, target: bool = False) -> bool:
    """True when a time said earlier still holds: same clause, or a sentence's opening."""
    if ";" not in sentence.low[time.end : at] or (target and (time.until or time.form == "span")):
        return True
    lead = sentence.low[sentence.begin : time.begin]
    clause = lead[max(lead.rfind(";"), lead.rfind(":"), -1) + 1 :]
    return len(clause.strip()) < 22


def _in_brackets(sentence: Sentence, time: TimeMention) -> bool:
    lead = sentence.low[sentence.begin : time.begin]
    return lead.rfind("(") > lead.rfind(")")


def _prefer(own: list[TimeMention], reading: Reading, sentence: Sentence) -> TimeMention:
    """The last time before the number; a full period wins over a bare "trong năm"."""
    last = own[-1]
    if (
        last.form == "relative"
        and len(own) > 1
        and last.word.startswith(("hằng", "hàng", "bình", "mỗi", "lũy"))
    ):
        return own[-2]
    return last


def _future(time: TimeMention, context: TimeContext) -> bool:
    """True when a time can be a plan's: a year, a span, or a part that is not over."""
    if time.code is None:
        return False
    if context.year is None:
        return True
    last = int(time.code[-4:]) if "/" in time.code and time.form != "part" else int(time.code[:4])
    if last > context.year:
        return True
    return last == context.year and (time.code[4:] == "" or time.code.endswith(("H2", "Q4")))


def _plan_period(context: TimeContext) -> str | None:
    if context.plan_year:
        return str(context.plan_year)
    if context.term and (context.period == context.term or context.period is None):
        return context.term
    return str(context.year) if context.year and not context.guessed else None


def _item_code(
    sentence: Sentence, item: tuple[int, int], times: list[TimeMention], context: TimeContext
) -> str | None:
    word = sentence.low[item[0] : item[1]]
    if re.fullmatch(r"\d{4}", word):
        return word
    quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(word) or int(word)
    year = next(
        (m[1] for m in re.finditer(r"năm (\d{4})", sentence.low[item[1] : item[1] + 60])), None
    )
    year = year or (str(context.year) if context.year else None)
    return f"{year}-Q{quarter}" if year else None


def settle_base(reading: Reading, code: str | None) -> str | None:
    """The base as stored: None for the same period of last year and for an unnamed plan."""
    base = reading.base
    if base is None or reading.measure in ("level", "rank"):
        return None
    if base.kind == "plan":
        if reading.measure == "completion":
            return base.code if base.code != "plan" else None
        return base.code
    if base.code is not None and base.code.isdigit():
        year = (
            int(code[-4:] if code and "/" in code and len(code) == 9 else code[:4])
            if code
            else None
        )
        return None if year is not None and int(base.code) in (year - 1, year) else base.code
    return base.code
