"""How far an expression of time holds, and which period it stands for."""

import re

from etl.extract.clause import Sentence
from etl.extract.lexicon import HEAD
from etl.extract.reading import Reading
from etl.parse.period import TimeContext, TimeMention


def kept(time: TimeMention, reading: Reading, context: TimeContext) -> str | None:
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


def reaches(sentence: Sentence, time: TimeMention, at: int, target: bool = False) -> bool:
    """True when a time said earlier still holds: same clause, or a sentence's opening."""
    gap = sentence.low[time.end : at]
    if ";" not in gap:
        return True
    # "trong tháng 11 một số mặt hàng tăng khá như: A tăng 5%; B tăng 3%": the head of a list.
    if re.match(r"[^;:.\d]*:", gap):
        return True
    figures = (q.begin for q in sentence.quantities if not q.noun.startswith("chỉ tiêu"))
    opening = min(figures, default=sentence.end)
    head = sentence.low[sentence.begin : time.begin].rpartition(":")[2]
    framing = time.until and time.begin < opening and not HEAD.search(head)
    if target and (time.form == "span" or framing):
        return True
    lead = sentence.low[sentence.begin : time.begin]
    if time.word == "cả năm" and time.begin < opening:
        return True
    clause = lead[max(lead.rfind(";"), lead.rfind(":"), -1) + 1 :]
    return len(clause.strip()) < 22


def in_brackets(sentence: Sentence, time: TimeMention) -> bool:
    """True when a bracket open before the time is not closed."""
    lead = sentence.low[sentence.begin : time.begin]
    return lead.rfind("(") > lead.rfind(")")


def prefer(own: list[TimeMention]) -> TimeMention:
    """The last time before the number; a full period wins over a bare "trong năm"."""
    last = own[-1]
    if (
        last.form == "relative"
        and len(own) > 1
        and last.word.startswith(("hằng", "hàng", "bình", "mỗi", "lũy"))
    ):
        return own[-2]
    return last


def future(time: TimeMention, context: TimeContext) -> bool:
    """True when a time can be a plan's: a year, a span, or a part that is not over."""
    if time.code is None:
        return False
    if context.year is None:
        return True
    last = int(time.code[-4:]) if "/" in time.code and time.form != "part" else int(time.code[:4])
    if last > context.year:
        return True
    return last == context.year and (
        time.code[4:] == "" or time.form == "span" or time.code.endswith(("H2", "Q4"))
    )


def plan_period(context: TimeContext) -> str | None:
    """The period of a target that names none."""
    if context.plan_year:
        return str(context.plan_year)
    if context.term and (context.period == context.term or context.period is None):
        return context.term
    return str(context.year) if context.year and not context.guessed else None


def item_code(
    sentence: Sentence, item: tuple[int, int], times: list[TimeMention], context: TimeContext
) -> str | None:
    """The period one word of a list of years or quarters stands for."""
    word = sentence.low[item[0] : item[1]]
    if re.fullmatch(r"\d{4}", word):
        return word
    quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(word) or int(word)
    year = next(
        (m[1] for m in re.finditer(r"năm (\d{4})", sentence.low[item[1] : item[1] + 60])), None
    )
    year = year or (str(context.year) if context.year else None)
    return f"{year}-Q{quarter}" if year else None
