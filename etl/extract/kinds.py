"""Result, estimate or target: the words of plan and estimate and how far they reach."""

import re

from etl.extract.clause import Sentence
from etl.extract.lexicon import DONE, ESTIMATE, NO_CUE, TARGET
from etl.extract.reading import Reading, Scope


def _cue(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    masked = NO_CUE.sub(lambda m: "\u2022" * len(m.group()), text)
    last = None
    for found in pattern.finditer(masked):
        last = found
    return last


def settle_kinds(sentence: Sentence, readings: list[Reading], scope: Scope) -> None:
    low = sentence.low
    opening = low[sentence.begin : readings[0].quantity.begin] if readings else ""
    frame = re.match(
        rf"[\s\"'-]*(?:{ESTIMATE.pattern})[^,:;]{{0,40}}?(?:năm|tháng|quý|"
        rf"kỳ)(?: \d{{4}})?\s*[,:]|[^,;]{{0,30}}(?:{ESTIMATE.pattern})[^,:;]{{0,30}}:",
        opening,
    )
    framed = frame is not None
    estimate = target = False
    child_estimate = False
    if (
        scope.default_kind == "actual"
        and _TASK.match(opening.lstrip(" -+*\"'"))
        and not DONE.search(opening)
    ):
        target = True
    listed = [
        q.begin
        for q in sentence.quantities
        if q.noun == "chỉ tiêu"
        and q.form == "single"
        and re.match(
            r"(?: (?:chủ yếu|cụ thể|phát triển[^:;.]{0,40}))?(?: (?:là|gồm|sau|như sau))*\s*:|"
            r", (?:trong đó|cụ thể)",
            low[q.tail : q.tail + 70],
        )
    ]
    for place, reading in enumerate(readings):
        left, quantity = reading.left, reading.quantity
        words = _without_bases(sentence, left.begin, quantity.begin)
        own = words[words.rfind(";") + 1 :]
        if left.paren and "(" in own:
            inner = own[own.rfind("(") + 1 :]
        else:
            inner = own
        target_cue = _cue(words, TARGET)
        estimate_cue = _cue(inner, ESTIMATE)
        done = DONE.search(words[target_cue.end() :] if target_cue else own)
        kind = scope.default_kind
        reason = scope.default_reason
        if quantity.form == "target_of_pair":
            kind, reason = "target", "second of an actual/target pair"
            reading.kind = kind
            reading.reasons["kind"] = reason
            continue
        bracket = re.search(
            r"\(\s*(?:theo )?(kế hoạch|kh|chỉ tiêu|mục tiêu|dự toán|dt|nq|"
            r"nghị quyết)(?![^\W\d_])[^()]*$",
            words,
        )
        if left.paren and bracket:
            reading.kind, reading.reasons["kind"] = "target", f"in brackets: {bracket[1]}"
            continue
        if left.paren and target_cue and target_cue.start() >= words.rfind("("):
            kind, reason = "target", f"in brackets: {target_cue.group()}"
            reading.kind = kind
            reading.reasons["kind"] = reason
            continue
        if left.paren and place and _is_plan_bracket(readings[place - 1], reading):
            reading.kind, reading.reasons["kind"] = "target", "the plan's own figure in brackets"
            continue
        if quantity.noun == "chỉ tiêu" and target_cue and target_cue.group() != "phấn đấu":
            target_cue = None
        if any(at < quantity.begin for at in listed) and not target and not done:
            target, listed = True, []
        if target_cue:
            target = True
            estimate = False
        elif done and (left.break_before in (";", ".") or place == 0):
            target = False
        if left.break_before == ";" and not framed and not child_estimate:
            estimate = False
        if left.child and place and readings[place - 1].kind == "estimate":
            child_estimate = True
            estimate = True
        if (
            estimate_cue
            and target_cue
            and re.search(r"tiêu", target_cue.group())
            and target_cue.end() <= len(words) - len(inner) + estimate_cue.start()
        ):
            # "các chỉ tiêu chủ yếu như: ... ước đạt": the nearer word decides.
            estimate, target, target_cue = True, False, None
        if estimate_cue and not (
            target_cue
            and target_cue.start() > 0
            and target_cue.end() > estimate_cue.end() + len(words) - len(inner)
        ):
            estimate = True
            target = False if not target_cue else target
        elif (
            reading.own_name
            and reading.group is None
            and not framed
            and not child_estimate
            and not (left.paren and place and left.subject == readings[place - 1].left.subject)
        ):
            estimate = False
        if quantity.form == "rank" and not estimate_cue and not target:
            kind, reason = (
                ("target", "list of targets")
                if scope.target
                else ("actual", "a rank stands as printed")
            )
            if scope.default_kind == "target" and not DONE.search(own):
                kind, reason = "target", scope.default_reason
        elif target:
            kind, reason = (
                "target",
                f"after \u201c{target_cue.group()}\u201d"
                if target_cue
                else "list goes on after a word of plan",
            )
        elif estimate or framed:
            kind, reason = "estimate", "word of estimate in its clause"
        elif scope.target and not done:
            kind, reason = "target", "list of targets goes on from the sentence before"
        elif scope.default_kind == "target" and done:
            kind, reason = "actual", f"\u201c{done.group()}\u201d in a plan"
        reading.kind = kind
        reading.reasons["kind"] = reason
        if reading.group is not None and reading.group > 0:
            reading.kind = readings[place - 1].kind
    scope.target = bool(readings) and readings[-1].kind == "target" and (target or scope.target)


# A sentence that orders: its figures are to be reached.
_TASK = re.compile(
    r"(?:tập trung|tiếp tục|đẩy mạnh|tăng cường|khẩn trương|chỉ đạo|phối hợp|quan tâm|giao|"
    r"yêu cầu|đề nghị|chủ động|nâng cao|huy động|quyết liệt|đẩy nhanh|rà soát)(?![^\W\d_])"
)


def _is_plan_bracket(before: Reading, reading: Reading) -> bool:
    base = before.right.base
    if base is None or base.kind != "plan" or reading.left.verb or reading.left.comparator:
        return False
    return (
        before.quantity.family == "percent"
        and reading.quantity.family != "percent"
        and not re.search(r"\w", reading.left.words.replace("(", ""))
    )


def _without_bases(sentence: Sentence, begin: int, end: int) -> str:
    words = sentence.low[begin:end]
    return re.sub(
        r"(?:so với|so cùng kỳ|so|bằng|cùng kỳ|vượt) (?:ước )?(?:thực hiện|kế hoạch|dự toán|"
        r"chỉ tiêu|mục tiêu|nghị quyết|năm|cùng kỳ)[^,;()]{0,60}?(?=tăng|giảm|đạt|vượt|bằng|"
        r"[,;()]|$)",
        lambda m: " " * len(m.group()),
        words,
    )
