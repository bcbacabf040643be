"""What the verb makes of the number: level, growth, change, completion or rank."""

import re

from etl.extract.clause import Sentence
from etl.extract.lexicon import DISBURSEMENT, GROWTH_NAME, NATURAL_RATE, RATE
from etl.extract.reading import Reading, Scope
from etl.parse.comparison import Base


def settle_measure(
    sentence: Sentence, reading: Reading, before: Reading | None, scope: Scope
) -> None:
    quantity, left, right = reading.quantity, reading.left, reading.right
    verb = left.verb
    if reading.group is not None and reading.group > 0 and before is not None:
        verb = before.reasons.get("_verb", verb)
        reading.comparator = None
    reading.reasons["_verb"] = verb
    reading.base = reading.base or right.base or left.base
    reading.comparator = left.comparator or right.comparator
    if (
        reading.base is not None
        and left.base is reading.base
        and right.base is None
        and reading.base.kind == "plan"
        and verb in ("level", "to", "")
        and left.subject
        and quantity.family == "percent"
    ):
        # "So với nghị quyết ..., tỷ lệ che phủ rừng đạt 66,1%": the frame is not this number's base.
        reading.base = None
    if quantity.form == "range" and reading.comparator == "~":
        reading.comparator = None
    name = reading.name.lower()
    words = left.words
    family = "percent" if reading.unit.startswith(("%", "‰")) else quantity.family
    if family == "bare" and reading.unit:
        family = "points" if "điểm" in reading.unit else "measure"
    signed = sentence.text[quantity.begin : quantity.begin + 1] in "+-"
    down = (
        verb == "down"
        or "mức giảm" in words
        or (
            re.search(r"tăng trưởng âm|tụt|giảm|thấp hơn", words[-18:]) is not None
            and verb in ("down",)
        )
    )
    plan = reading.base is not None and reading.base.kind == "plan"
    rate = RATE.search(name) is not None and not GROWTH_NAME.search(name)
    measure, reason = "level", "a level verb or none"
    if quantity.form == "rank":
        measure, reason = "rank", "a place in an order"
    elif (
        left.source
        and verb in ("up", "down")
        and quantity.form == "single"
        and right.comparator is None
        and re.match(
            r"[^;]{0,60}?(?:lên|xuống|còn|thành)", sentence.low[quantity.tail : quantity.tail + 70]
        )
    ):
        measure, reason = "level", "from A: the level before the change"
        down = False
    elif family == "moves":
        measure, reason = "change", "places moved"
    elif verb == "exceed":
        if (left.comparator == ">=" and re.search(r"vượt (?:mốc|mức|ngưỡng|qua)", words)) or (
            family != "percent" and not plan and not reading.base
        ):
            measure, reason = "level", "vượt as more than"
            reading.comparator = ">="
        else:
            measure, reason = "completion", "the excess over the plan"
    elif family == "times":
        measure, reason = "growth", "a multiple of the base"
    elif family == "points":
        contribution = verb == "contribution" or "đóng góp" in words or "đóng góp" in name
        measure = (
            "level"
            if contribution
            else ("change" if verb in ("up", "down", "") or before is not None else "level")
        )
        reason = "points contributed" if contribution else "percentage points"
        if contribution and not name.startswith("đóng góp"):
            reading.name = f"Đóng góp của {reading.name} vào tăng trưởng"
    elif "mức giảm" in words or ("mức tăng" in words and rate):
        measure, reason = "change", "the size of a fall or rise"
        reading.name = (
            re.sub(r"^mức (?:giảm|tăng)\s*", "", reading.name, flags=re.IGNORECASE) or reading.name
        )
    elif (
        re.search(r"mức (?:tăng|giảm)(?: trưởng)?(?: bình quân)?(?: là| đạt)? $", words)
        and family == "percent"
    ):
        measure, reason, down = (
            "growth",
            "a rate of growth named as such",
            re.search(r"mức giảm[^,;]*$", words) is not None,
        )
    elif verb in ("up", "down"):
        if family == "percent":
            if plan and verb == "up":
                measure, reason = "growth", "more than the plan by a percentage"
            elif plan and before is not None and rate is False and verb == "down" and reading.base:
                measure, reason = "growth", "less than the plan by a percentage"
            elif NATURAL_RATE.search(name):
                measure, reason = (
                    ("change", "a rate's change")
                    if before is not None and not reading.own_name
                    else ("level", "a demographic rate")
                )
            elif rate or (
                GROWTH_NAME.search(name)
                and (
                    (not left.paren and re.search(r"(?:cao|thấp) hơn", words))
                    or (
                        before is not None
                        and before.measure == "growth"
                        and not reading.own_name
                        and verb == "down"
                    )
                )
            ):
                measure, reason = "change", "a rate's change, in points"
            elif (
                not left.paren
                and re.search(r"(?:cao|thấp) hơn", words)
                and before is not None
                and before.quantity.family == "percent"
            ):
                measure, reason = "change", "distance between two percentages"
            else:
                measure, reason = "growth", "a quantity's relative change"
        else:
            measure, reason = "change", "an absolute increase or fall"
    elif verb == "contribution" and family == "percent":
        measure, reason = "level", "a share contributed"
        if not name.startswith("đóng góp"):
            reading.name = f"Đóng góp của {reading.name} vào tăng trưởng"
    elif signed and family == "percent":
        measure, reason = "growth", "a signed percentage"
    elif family == "percent":
        measure, reason = _percent_level(sentence, reading, before, name, plan, scope)
    if (
        reading.left.paren
        and before is not None
        and reading.kind == "target"
        and not reading.own_name
        and before.kind != "target"
        and family == before.quantity.family
    ):
        measure, reason = before.measure, "the plan for the figure before it"
        reading.base = None
        down = before.negative
    elif (
        reading.left.paren
        and before is not None
        and reading.kind == "target"
        and before.kind == "target"
        and not verb
        and family == before.quantity.family
        and not reading.own_name
    ):
        measure, reason, down = before.measure, "another target for the same", before.negative
    if measure == "completion" and not plan:
        reading.base = None
    reading.measure = measure
    reading.negative = bool(down) and measure in ("growth", "change")
    reading.reasons["measure"] = reason


def _percent_level(
    sentence: Sentence,
    reading: Reading,
    before: Reading | None,
    name: str,
    plan: bool,
    scope: Scope,
) -> tuple[str, str]:
    left, right = reading.left, reading.right
    if scope.legend and not left.verb:
        plan_word = re.search(r"dự toán|kế hoạch|nghị quyết|chỉ tiêu|giao", scope.legend)
        return ("completion" if plan_word else "growth"), "the legend of the table"
    if plan:
        return "completion", f"set against \u201c{reading.base.words if reading.base else ''}\u201d"
    if re.search(r"= ?100", left.words):
        if "tháng trước" in left.words:
            found = re.search(r"tháng trước", sentence.low[left.begin : reading.quantity.begin])
            if found:
                at = left.begin + found.start()
                reading.base = Base(
                    at, at + len("tháng trước"), "period", "last_month", "tháng trước"
                )
        return "growth", "an index with base 100"
    if reading.base is not None and not RATE.search(name) and not DISBURSEMENT.search(name):
        return "growth", "index form: a percentage of the base period"
    if reading.base is not None and right.base is not None and left.verb == "equal":
        return "growth", "index form: a percentage of the base period"
    if GROWTH_NAME.search(name) and not NATURAL_RATE.search(name):
        return "growth", "the indicator is itself a growth"
    if re.match(r"(?:grdp|gdp|tổng sản phẩm|gtsx)(?! bình quân)", name) and not right.complement:
        return "growth", "of a total only a growth is given in percent"
    if (
        left.verb in ("level", "equal")
        and not right.complement
        and not left.paren
        and reading.own_name
        and _FLOW.match(name)
    ):
        return "completion", "a yearly flow given in percent: the share of its plan"
    if DISBURSEMENT.search(name) or "giải ngân" in left.words:
        return "completion", "a disbursement is a share of its plan"
    if (
        before is not None
        and not reading.own_name
        and before.measure == "level"
        and before.quantity.family in ("money", "measure", "count")
        and before.quantity.form in ("single", "target_of_pair", "actual_of_pair")
        and left.verb in ("level", "equal", "")
        and not right.complement
        and not left.paren
        and left.break_before in (",", "", " ", "-", "(", ")")
    ):
        return "completion", "a percentage behind a quantity, nothing else named"
    if (
        before is not None
        and not reading.own_name
        and before.measure == "growth"
        and left.verb in ("level", "equal", "")
    ):
        return "growth", "said of the growth before it"
    if before is not None and before.measure == "growth" and re.search(r"cùng kỳ", left.words):
        return "growth", "the same rate in another period"
    return "level", "a share or a rate"


_FLOW = re.compile(
    r"(?:tổng )?(?:giá trị sản xuất|thu (?:ngân sách|nội địa|nsnn|cân đối)|chi (?:ngân sách|"
    r"nsnn|thường xuyên|đầu tư)|vốn đầu tư|tổng vốn đầu tư|diện tích gieo|sản lượng|"
    r"kim ngạch|tổng mức bán lẻ|doanh thu|sản xuất |sx |tm-dv|gtsx|khai thác)"
)


def settle_changes(sentence: Sentence, readings: list[Reading]) -> None:
    """ "từ A lên B": both ends are levels; for a target, the original and the adjusted one."""
    for place in range(len(readings) - 1):
        first, second = readings[place], readings[place + 1]
        gap = sentence.low[first.quantity.tail : second.quantity.begin]
        if (
            not first.left.source
            or not re.search(
                r"(?<!trở )(?<![^\W\d_])(?:lên|xuống|còn|thành)(?![^\W\d_])[^\d;]*$", gap
            )
            or ";" in gap
        ):
            continue
        same = first.quantity.family == second.quantity.family
        if not same:
            continue
        measure = "rank" if second.quantity.form == "rank" else "level"
        growth = measure == "level" and GROWTH_NAME.search(first.name.lower()) is not None
        for reading in (first, second):
            reading.measure = "growth" if growth else measure
            reading.negative = False
            reading.reasons["measure"] = "one end of a change from A to B"
        second.name = second.name if second.own_name and second.left.subject else first.name
        adjusted = re.search(
            r"điều chỉnh|nâng chỉ tiêu|giảm chỉ tiêu|chỉ tiêu",
            sentence.low[sentence.begin : first.quantity.begin],
        )
        if first.kind == "target" and adjusted:
            first.version, second.version = "original", "adjusted"
            second.kind = "target"
