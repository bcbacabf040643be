"""Result, estimate or target: the words of plan and estimate and how far they reach.

A word of plan reaches to the end of its sentence, a word of estimate over its own figure and
what is joined to it by commas; neither crosses a result that is said to have happened.
"""

import re
from dataclasses import dataclass
from itertools import zip_longest

from etl.extract.clause import Sentence
from etl.extract.lexicon import DONE, ESTIMATE, NO_CUE, TARGET
from etl.extract.reading import Reading, Scope
from etl.extract.scope import is_part

# A sentence that orders: its figures are to be reached.
_TASK = re.compile(
    r"(?:tập trung|tiếp tục|đẩy mạnh|tăng cường|khẩn trương|chỉ đạo|phối hợp|quan tâm|giao|"
    r"yêu cầu|đề nghị|chủ động|nâng cao|huy động|quyết liệt|đẩy nhanh|rà soát)(?![^\W\d_])"
)
# "Dự báo năm 2025, ..." and "Ước năm 2024: ...": the word frames the whole sentence.
_FRAME = re.compile(
    rf"[\s\"'-]*(?:{ESTIMATE.pattern})[^,:;]{{0,40}}?(?:năm|tháng|quý|kỳ)(?: \d{{4}})?\s*[,:]|"
    rf"[^,;]{{0,30}}(?:{ESTIMATE.pattern})[^,:;]{{0,30}}:"
)
_ASIDE = re.compile(r"\([^()]*\)")
_BRACKET = re.compile(
    r"\(\s*(?:theo )?(kế hoạch|kh|chỉ tiêu|mục tiêu|dự toán|dt|nq|nghị quyết)(?![^\W\d_])[^()]*$"
)
_LIST_OF_TARGETS = re.compile(
    r"(?:/nhóm chỉ tiêu)?(?: (?:chủ yếu|cụ thể|phát triển[^:;.]{0,40}))?"
    r"(?: (?:là|gồm|sau|như sau))*\s*:|(?:/nhóm chỉ tiêu)?(?: (?:chủ yếu|cụ thể))?"
    r", (?:trong đó|cụ thể)"
)
_BASES = re.compile(
    r"(?:so với|so cùng kỳ|so|bằng|cùng kỳ|vượt) (?:ước )?(?:thực hiện|kế hoạch|dự toán|"
    r"chỉ tiêu|mục tiêu|nghị quyết|năm|cùng kỳ)[^,;()]{0,60}?(?=tăng|giảm|đạt|vượt|bằng|[,;()]|$)"
)


_AGAINST_PLAN = "set against its plan"
# "Bình Định là tỉnh ven biển, có diện tích ...": no plan, whatever the title.
_DESCRIBED = re.compile(
    r" là (?:một )?(?:tỉnh|huyện|xã|phường|thị xã|thành phố|đặc khu|địa phương|vùng)(?![^\W\d_])|"
    r"diện tích tự nhiên"
)
# "xã có 4 sản phẩm đã được công nhận": said to have happened behind the number.
_DONE_BEHIND = re.compile(r"(?: [^\W\d_]+){0,2} đã (?!đề ra|giao|đặt ra|đăng ký)")
# "... và dự ước cả năm, đến nay huyện đã thực hiện đạt": past the word of estimate.
_DONE_SINCE = re.compile(r"[,;:][^;:]*(?<![^\W\d_])đã (?=đạt|thực hiện|hoàn thành|có|thu)")


def _cue(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """The last word of plan or estimate, those that are only bases or names passed over."""
    masked = NO_CUE.sub(lambda m: "\u2022" * len(m.group()), text)
    last = None
    for found in pattern.finditer(masked):
        last = found
    return last


@dataclass
class _Clause:
    """The words before one number as the cues see them."""

    words: str
    own: str
    inner: str
    target: re.Match[str] | None
    estimate: re.Match[str] | None
    done: re.Match[str] | None

    @property
    def estimate_at(self) -> int:
        """Where the word of estimate ends, counted in `words`; -1 without one."""
        if self.estimate is None:
            return -1
        return self.estimate.end() + len(self.words) - len(self.inner)


def _clause(sentence: Sentence, reading: Reading) -> _Clause:
    left, quantity = reading.left, reading.quantity
    words = _BASES.sub(lambda m: " " * len(m.group()), sentence.low[left.begin : quantity.begin])
    # What a closed bracket explains ("GRDP (chỉ tiêu ...)") is no cue for what follows it.
    words = _ASIDE.sub(lambda m: " " * len(m.group()), words)
    own = words[words.rfind(";") + 1 :]
    inner = own[own.rfind("(") + 1 :] if left.paren else own
    target = _cue(words, TARGET)
    done = DONE.search(words[target.end() :] if target else own)
    done = done or _DONE_BEHIND.match(sentence.low, quantity.tail)
    estimate = _cue(inner, ESTIMATE)
    if estimate and _DONE_SINCE.search(inner, estimate.end()):
        estimate = None
    return _Clause(words, own, inner, target, estimate, done)


@dataclass
class _State:
    """How far the cues of a sentence have reached."""

    framed: bool
    target: bool
    listed: list[int]
    estimate: bool = False
    children: bool = False
    described: bool = False


_PLAN_FIGURE = re.compile(
    r"(?:so với|vượt|cao hơn|thấp hơn) (?:cả )?(?:chỉ tiêu|mục tiêu|kế hoạch|dự toán)"
    r"(?: đề ra| là| giao| đặt ra| đạt)*\s*$"
)
_SET = re.compile(r"[^,;.]{0,30}(?:của (?:nghị|đại|kế)|giao|đề ra|đặt ra)")


def is_plan_figure(sentence: Sentence, reading: Reading) -> bool:
    """True for the plan's own figure ("cao hơn chỉ tiêu 1,2 tỷ USD của Nghị quyết")."""
    behind = sentence.low[reading.quantity.tail : sentence.end]
    return (
        reading.quantity.family != "percent"
        and _PLAN_FIGURE.search(reading.left.words) is not None
        and _SET.match(behind) is not None
    )


def _bracketed(
    sentence: Sentence, clause: _Clause, reading: Reading, before: Reading | None
) -> str | None:
    """Why a number in brackets, or behind "so với chỉ tiêu", is a plan's; or None."""
    if reading.quantity.form == "target_of_pair":
        return "second of an actual/target pair"
    if is_plan_figure(sentence, reading):
        return "the plan's own figure"
    if not reading.left.paren:
        return None
    if bracket := _BRACKET.search(clause.words):
        return f"in brackets: {bracket[1]}"
    if clause.target and clause.target.start() >= clause.words.rfind("("):
        return f"in brackets: {clause.target.group()}"
    if before is not None and _is_plan_bracket(before, reading):
        return "the plan's own figure in brackets"
    return None


def _is_plan_bracket(before: Reading, reading: Reading) -> bool:
    base = before.right.base
    if base is None or base.kind != "plan" or reading.left.verb or reading.left.comparator:
        return False
    return (
        before.quantity.family == "percent"
        and reading.quantity.family != "percent"
        and not re.search(r"\w", reading.left.words.replace("(", ""))
    )


def _is_met(reading: Reading, following: Reading | None) -> bool:
    """True for a figure of its own then set against its plan ("..., đạt 16,2% kế hoạch")."""
    if not reading.own_name or reading.quantity.family == "percent" or following is None:
        return False
    base = following.right.base
    return (
        following.quantity.family == "percent"
        and not following.own_name
        and not following.left.paren
        and (
            following.left.verb in ("level", "equal", "to") or "tương đương" in following.left.words
        )
        and base is not None
        and base.kind == "plan"
    )


def _advance(
    state: _State, clause: _Clause, reading: Reading, before: Reading | None, met: bool
) -> None:
    """Let the words before a number open or close the reach of plan and estimate."""
    left = reading.left
    if reading.quantity.noun == "chỉ tiêu" and clause.target and clause.target[0] != "phấn đấu":
        clause.target = None
    if any(at < reading.quantity.begin for at in state.listed) and not clause.done:
        state.target, state.listed = True, []
    if clause.target:
        state.target, state.estimate = True, False
    elif met or (clause.done and (left.break_before in (";", ".") or before is None)):
        state.target = False
    if left.break_before == ";" and not state.framed and not state.children:
        state.estimate = False
    if left.child and before is not None and before.kind == "estimate":
        state.children = state.estimate = True
    noun_cue = clause.target is not None and "tiêu" in clause.target[0]
    if noun_cue and clause.target and clause.target.end() <= clause.estimate_at:
        # "các chỉ tiêu chủ yếu như: ... ước đạt": the nearer word decides.
        clause.target = None
        state.target = False
    _advance_estimate(state, clause, reading, before)


def _advance_estimate(
    state: _State, clause: _Clause, reading: Reading, before: Reading | None
) -> None:
    left = reading.left
    later_plan = (
        clause.target is not None
        and clause.target.start() > 0
        and clause.target.end() > clause.estimate_at
    )
    if clause.estimate and not later_plan:
        state.estimate = True
        state.target = state.target and clause.target is not None
        return
    if not left.subject and left.verb in ("share", "up", "down"):
        return
    aside = left.paren and before is not None and left.subject == before.left.subject
    if reading.own_name and reading.group is None and not (state.framed or state.children or aside):
        state.estimate = False


def _kind(
    state: _State, clause: _Clause, reading: Reading, scope: Scope, met: bool
) -> tuple[str, str]:
    if reading.quantity.form == "rank" and not clause.estimate and not state.target:
        if scope.default_kind == "target" and not DONE.search(clause.own):
            return "target", scope.default_reason
        if scope.target:
            return "target", "list of targets"
        return "actual", "a rank stands as printed"
    if state.target:
        if clause.target:
            return "target", f"after \u201c{clause.target.group()}\u201d"
        return "target", "list goes on after a word of plan"
    if state.estimate or state.framed:
        return "estimate", "word of estimate in its clause"
    if scope.target and not clause.done:
        return "target", "list of targets goes on from the sentence before"
    if state.described:
        return "actual", "a description of the place"
    if met and scope.default_kind == "target" and not scope.default_reason.startswith("under"):
        return "actual", _AGAINST_PLAN
    if scope.default_kind == "target" and clause.done:
        return "actual", f"\u201c{clause.done.group()}\u201d in a plan"
    return scope.default_kind, scope.default_reason


def settle_kinds(sentence: Sentence, readings: list[Reading], scope: Scope) -> None:
    """Decide for each reading whether it is a result, an estimate or a target."""
    if not readings:
        scope.target = False
        return
    opening = sentence.low[sentence.begin : readings[0].quantity.begin]
    orders = scope.default_kind == "actual" and _TASK.match(opening.lstrip(" -+*\"'"))
    listed = [
        quantity.begin
        for quantity in sentence.quantities
        if quantity.noun.startswith("chỉ tiêu")
        and quantity.form == "single"
        and _LIST_OF_TARGETS.match(sentence.low[quantity.tail : quantity.tail + 70])
    ]
    state = _State(
        _FRAME.match(opening) is not None or (scope.parent_estimated and is_part(opening)),
        bool(orders) and not DONE.search(opening),
        listed,
        described=_DESCRIBED.search(opening) is not None,
    )
    before: Reading | None = None
    for reading, following in zip_longest(readings, readings[1:]):
        clause = _clause(sentence, reading)
        if why := _bracketed(sentence, clause, reading, before):
            reading.kind, reading.reasons["kind"] = "target", why
        else:
            met = _is_met(reading, following)
            _advance(state, clause, reading, before, met)
            if met and not clause.target:
                scope.target = False
            reading.kind, reading.reasons["kind"] = _kind(state, clause, reading, scope, met)
            if reading.group and before is not None:
                reading.kind = before.kind
            elif (
                before is not None
                and not reading.own_name
                and not clause.target
                and before.reasons["kind"] == _AGAINST_PLAN
            ):
                reading.kind, reading.reasons["kind"] = "actual", _AGAINST_PLAN
        before = reading
    scope.target = readings[-1].kind == "target" and (state.target or scope.target)
