"""Which period a reading is about.

The nearest expression of time said of it, else the sentence's, the paragraph's, the heading's, the
report's; a target without a year takes the plan's year.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from etl.extract.clause import Sentence
from etl.extract.holding import (
    future,
    in_brackets,
    item_code,
    kept,
    plan_period,
    prefer,
    reaches,
)
from etl.extract.lexicon import HEAD
from etl.extract.reading import Reading
from etl.extract.scope import is_part
from etl.extract.time_scope import TimeScope, usable_times
from etl.parse.period import TimeContext, TimeMention, reach_of

_YEARLY = re.compile(r"(?:bình quân|mỗi năm|hằng năm|hàng năm|hằng năm đạt)(?: \w+){0,3}\s*$")
_RAISED = re.compile(
    r"nâng (?:tổng số |số |tổng |lũy kế )?(?:[^,;\d]{0,30} )?lên|lũy kế|tổng số (?:đến nay|"
    r"từ đầu)|cộng dồn"
)


@dataclass(frozen=True)
class Timed:
    """A reading's period with its reason and, for targets, the last day."""

    code: str | None
    reason: str
    deadline: date | None
    adjacent: bool


def time_readings(
    sentence: Sentence, readings: list[Reading], context: TimeContext, scope: TimeScope
) -> list[Timed]:
    """The period of each reading, in order."""
    times = usable_times(sentence, readings)
    adjacent = {id(reading.right.time) for reading in readings if reading.right.time}
    timed: list[Timed] = []
    for place, reading in enumerate(readings):
        case = _Case(sentence, reading, times, adjacent, context, scope, readings[:place], timed)
        answer = next(found for rule in _RULES if (found := rule(case)) is not None)
        timed.append(replace(answer, deadline=_deadline(case)))
    own = [n for n, r in enumerate(readings) if r.own_name and r.quantity.form != "rank"]
    own = [n for n in own if not timed[n].adjacent] or own
    if own and (code := timed[own[-1]].code):
        scope.parent = code, readings[own[-1]].kind
    opening = readings[0].quantity.begin if readings else sentence.end
    source = _SOURCE.match(sentence.low, sentence.begin, opening)
    start = source.end() if source else sentence.begin
    frames = [
        t
        for t in times
        if t.begin < opening
        and t.form != "relative"
        and t.begin - start < 40
        and sentence.low[max(sentence.begin, t.begin - 1)] != "("
        and not (context.period and t.form == "month" and _after_thing(sentence, t))
        and not _OF_ONE.search(sentence.low, max(sentence.begin, t.begin - 30), t.begin)
    ]
    if frames:
        scope.frame = frames[-1]
    return timed


# A time of one figure only, which lends nothing to the sentences behind it.
_SOURCE = re.compile(r"[\s\"'(+*-]*(?:theo|tại|báo cáo|qua) [^,;:]{3,110}, ")
_OF_ONE = re.compile(r"(?:riêng|bình quân)(?: chung)?(?: trong| của)? $")
_STOCK = re.compile(r"(?:tính )?(?:đến nay|hiện nay|hiện có|hiện)(?![^\W\d_])")


def _after_thing(sentence: Sentence, time: TimeMention) -> bool:
    """True for a time behind the measured thing: that thing's own, not the paragraph's."""
    return HEAD.search(sentence.low, sentence.begin, time.begin) is not None


def _opening(sentence: Sentence) -> str:
    return sentence.low[sentence.begin : sentence.begin + 40].lstrip(" -+*•\"'(")


@dataclass(frozen=True)
class _Case:
    """What the rules look at: one reading, the sentence's times, what came before."""

    sentence: Sentence
    reading: Reading
    times: list[TimeMention]
    adjacent: set[int]
    context: TimeContext
    scope: TimeScope
    before: list[Reading]
    timed: list[Timed]

    @property
    def target(self) -> bool:
        return self.reading.kind == "target"

    @property
    def following(self) -> int:
        """Where the next quantity begins, or the sentence ends."""
        here = self.reading.quantity.begin
        begins = (q.begin for q in self.sentence.quantities if q.begin > here)
        return min(begins, default=self.sentence.end)

    def quoted(self, time: TimeMention) -> str:
        return f"\u201c{self.sentence.text[time.begin : time.end]}\u201d"

    def holds(self, time: TimeMention) -> bool:
        """True for a time before the number that can be its own."""
        return (
            time.end <= self.reading.quantity.begin
            and id(time) not in self.adjacent
            and not (time.planned and not self.target)
        )

    @property
    def behind(self) -> list[TimeMention]:
        """Times in the words behind the number, up to the next one; not a plan's year."""
        quantity, base = self.reading.quantity, self.reading.base
        if base is not None and base.kind == "plan" and not self.target:
            return []
        low = self.sentence.low
        return [
            t
            for t in self.times
            if quantity.tail <= t.begin < self.reading.right.end + 22
            and t.form in ("year", "span", "school", "part", "quarter", "month")
            and t.end <= self.following
            and re.fullmatch(r"[^;,.()\d]*", low[quantity.tail : t.begin])
        ]


def _deadline(case: _Case) -> date | None:
    """The last day named for a target: before the number, behind it, or at the sentence's head."""
    if not case.target:
        return None
    quantity = case.reading.quantity
    dated = [t for t in case.times if t.deadline]
    own = [t for t in dated if case.reading.left.begin <= t.begin and t.end <= quantity.begin]
    reach = min(case.following, _clause_end(case.sentence, quantity.end))
    after = [t for t in dated if quantity.end <= t.begin < reach]
    early = [] if case.before else [t for t in dated if t.begin < quantity.begin]
    chosen = own or after or early
    return chosen[-1].deadline if chosen else None


def _paired(case: _Case) -> Timed | None:
    item = case.reading.time_item
    if item is None:
        return None
    code = item_code(case.sentence, item, case.times, case.context)
    return Timed(code, "list of periods, paired by order", None, True)


def _right_behind(case: _Case) -> Timed | None:
    time = case.reading.right.time
    if time is None or time not in case.times or (time.form == "day" and case.target):
        return None
    code = kept(time, case.reading, case.context)
    return Timed(code, "said right behind the number", None, True)


def _before_number(case: _Case) -> Timed | None:
    left, quantity = case.reading.left, case.reading.quantity
    own = [
        t
        for t in case.times
        if left.begin <= t.begin and case.holds(t) and reaches(case.sentence, t, quantity.begin)
    ]
    if not own or (case.target and case.behind and own[-1].form == "day"):
        return None
    time = prefer(own)
    if case.target and time.form == "relative" and time.word.endswith("tháng"):
        year = case.context.plan_year or case.context.year
        return Timed(str(year) if year else None, "a monthly target of the year", None, False)
    code = _same_part(case, time) or _year_of_frame(case, time)
    code = code or kept(time, case.reading, case.context)
    return Timed(code, f"{case.quoted(time)} before the number", None, False)


def _year_of_frame(case: _Case, time: TimeMention) -> str | None:
    """For "trong năm" under a paragraph that speaks of another year than the title's."""
    frame = case.scope.frame
    if time.word != "trong năm" or frame is None or frame.form != "year" or frame.planned:
        return None
    return frame.code


def _same_part(case: _Case, time: TimeMention) -> str | None:
    """For "(cùng kỳ năm 2021 tăng 7,6%)": the part of that year the number before is about."""
    lead = case.sentence.low[max(0, time.begin - 9) : time.begin]
    if time.form != "year" or time.code is None or not lead.endswith("cùng kỳ "):
        return None
    own = case.timed[-1].code if case.timed else case.context.period
    if own is None or own[4:5] != "-" or "/" in own:
        return None
    return time.code + own[4:]


def _behind_number(case: _Case) -> Timed | None:
    if not case.behind:
        return None
    time = case.behind[0]
    code = _same_part(case, time) or kept(time, case.reading, case.context)
    return Timed(code, f"{case.quoted(time)} behind the number", None, False)


def _yearly_average(case: _Case) -> Timed | None:
    reading = case.reading
    yearly = reading.unit.endswith("/năm") or _YEARLY.search(reading.left.words)
    if not yearly or reading.measure not in ("growth", "change") or reading.kind == "estimate":
        return None
    if not case.context.term:
        return None
    return Timed(case.context.term, "a yearly average over the term", None, False)


def _as_before(case: _Case) -> Timed | None:
    if not case.before or case.reading.own_name or case.timed[-1].adjacent:
        return None
    aside = case.before[-1].left.paren and not case.reading.left.paren
    if aside and len(case.timed) > 1 and case.before[-1].kind != case.reading.kind:
        return Timed(case.timed[-2].code, "as the number before the bracket", None, False)
    if case.reading.left.break_before == ";":
        return None
    if case.target and case.before[-1].kind != "target":
        return None
    pair = case.before[-1].quantity.form == "target_of_pair" and len(case.timed) > 1
    code = case.timed[-2].code if pair and not case.target else case.timed[-1].code
    return Timed(_raised(code, case.reading), "as the number before", None, False)


def _carried(case: _Case) -> Timed | None:
    begin = case.reading.quantity.begin
    carried = [
        t
        for t in case.times
        if case.holds(t)
        and not in_brackets(case.sentence, t)
        and reaches(case.sentence, t, begin, case.target)
    ]
    if not carried:
        return None
    time = carried[-1]
    turned = case.target and case.before and case.before[-1].kind != "target"
    if turned and case.reading.left.begin > time.end and not future(time, case.context):
        whole = time.code[:4] if time.code and "/" not in time.code else None
        code = plan_period(case.context) or whole
        return Timed(code, "a target without a year", None, False)
    code = _year_of_frame(case, time) or kept(time, case.reading, case.context)
    if case.target and code and code.endswith("-H2") and case.before:
        code = code[:4]
    return Timed(code, f"{case.quoted(time)} earlier in the sentence", None, False)


def _part_of(case: _Case) -> Timed | None:
    parent = case.scope.parent
    if parent is None or not is_part(_opening(case.sentence)):
        return None
    if case.target != (parent[1] == "target"):
        return None
    return Timed(parent[0], "part of the figure in the sentence before", None, False)


def _stock(case: _Case) -> Timed | None:
    """What there is "đến nay" is a stock of the report's own period, not of a year named before."""
    frame, context = case.scope.frame, case.context
    if case.target or not _STOCK.match(_opening(case.sentence)) or frame is None:
        return None
    if context.period is None or context.guessed or frame.form != "year":
        return None
    if not context.period.startswith(frame.code or "-") or context.period == context.term:
        return None
    return Timed(context.period, "a stock at the report's period", None, False)


def _past_term(case: _Case) -> Timed | None:
    """Results told at a congress are those of the term that ends."""
    past, context = case.scope.past_term, case.context
    if past is None or case.target or context.period not in (None, context.term):
        return None
    return Timed(past, "a result of the term that ends", None, False)


def _paragraph(case: _Case) -> Timed | None:
    frame = case.scope.frame
    if frame is None or (frame.planned and not case.target):
        return None
    if case.target and not future(frame, case.context):
        return None
    return Timed(frame.code, "the paragraph's period", None, False)


def _heading(case: _Case) -> Timed | None:
    heading = case.scope.heading
    if heading is None or heading.code is None or (heading.planned and not case.target):
        return None
    if case.target and (heading.code[4:5] == "-" or not future(heading, case.context)):
        return None
    return Timed(heading.code, "the heading's period", None, False)


def _plan(case: _Case) -> Timed | None:
    if not case.target:
        return None
    code = case.scope.plan or plan_period(case.context)
    if code is None and case.timed and (said := case.timed[-1].code):
        code = said[:4] if "/" not in said else None
    return Timed(code, "a target without a year: the plan's", None, False)


def _report(case: _Case) -> Timed:
    context, reading = case.context, case.reading
    code = context.period
    if code is None or (context.term == code and context.published):
        if context.published:
            code = str(context.published.year)
        elif context.year and not context.guessed:
            code = str(context.year)
    described = reading.reasons.get("kind") == "a description of the place"
    if described and code and context.published and int(code[:4]) > context.published.year:
        # What a place is like is told as of the day of the text, not of the year it aims at.
        code = str(context.published.year)
    code = _raised(code, reading)
    if reading.measure == "completion" and code and "-Q" in code and reading.base is not None:
        code = reach_of(code)
    rest = case.sentence.low[reading.quantity.begin : case.sentence.end]
    if code and code.endswith("-12") and re.search(r"so với (?:cuối )?năm", rest):
        code = code[:4]
    return Timed(code, "the report's period", None, False)


_RULES = (
    _paired, _right_behind, _before_number, _behind_number, _yearly_average, _as_before, _carried,
    _part_of, _stock, _paragraph, _heading, _plan, _past_term, _report,
)  # fmt: skip


def _raised(code: str | None, reading: Reading) -> str | None:
    """A month's figure "raised to" a total counts from January on."""
    if code and len(code) == 7 and code[5:].isdigit() and _RAISED.search(reading.left.words):
        return reach_of(code)
    return code


def _clause_end(sentence: Sentence, at: int) -> int:
    place = sentence.low.find(";", at, sentence.end)
    return place if place >= 0 else sentence.end
