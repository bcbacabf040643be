"""A sentence's quantities read together: who describes whom, who inherits what."""

import re

from etl.extract.changes import settle_changes
from etl.extract.clause import Right, Sentence, parse_left, parse_right
from etl.extract.gap import split_gap
from etl.extract.kinds import settle_kinds
from etl.extract.measures import settle_measure
from etl.extract.naming import name_readings
from etl.extract.pairing import resolve_lists
from etl.extract.reading import Reading, Scope
from etl.extract.refusal import refuse

_THRESHOLD_NOUN = re.compile(
    r"xã|phường|thị trấn|huyện|tỉnh|thôn|bản|hộ|doanh nghiệp|cơ sở|trường|sản phẩm|"
    r"địa phương|hợp tác xã|người|trang trại|đơn vị|chi bộ|khu"
)


_THRESHOLD_GAP = re.compile(
    r"^[^;,.()]*?(?<![^\W\d_])(?:đạt|có|nâng chất|hoàn thành|thực hiện đạt|tăng|giảm|trên|"
    r"dưới|còn|từ|thiếu)(?![^\W\d_])[^;,.()]*$"
)


_WITHIN = re.compile(
    r"^[^;,.()]*(?:thuộc|tại|ở|trên tổng số|trong tổng số|trong số|trên địa bàn)\s*$"
)


def read_sentence(sentence: Sentence, scope: Scope) -> list[Reading]:
    """The readings of a sentence's quantities, refused ones included."""
    quantities = sentence.quantities
    absorbed = _absorbed(sentence)
    readings: list[Reading] = []
    begin, before = sentence.begin, "."
    kept = [index for index in range(len(quantities)) if index not in absorbed]
    for place, index in enumerate(kept):
        following = kept[place + 1] if place + 1 < len(kept) else None
        left = parse_left(sentence, index, begin, before)
        holder = index
        while holder + 1 in absorbed:
            holder += 1
        if following is not None:
            limit, before = split_gap(sentence, quantities[holder], quantities[following])
        else:
            limit, before = sentence.end, ""
        right = parse_right(sentence, index, limit, holder != index)
        readings.append(Reading(quantities[index], left, right, unit=quantities[index].unit))
        begin = limit
    for index in absorbed:
        reading = Reading(
            quantities[index],
            parse_left(sentence, index, quantities[index].begin, ""),
            Right(quantities[index].tail, None, "", None, None),
        )
        reading.refused = "threshold that names a counted group"
        readings.append(reading)
    readings.sort(key=lambda reading: reading.quantity.begin)
    live = [reading for reading in readings if not reading.refused]
    resolve_lists(sentence, live)
    name_readings(sentence, live, scope)
    settle_kinds(sentence, live, scope)
    last: Reading | None = None
    for reading in live:
        settle_measure(sentence, reading, last, scope)
        refuse(sentence, reading, scope)
        last = last if reading.refused else reading
    settle_changes(sentence, live)
    return readings


def _absorbed(sentence: Sentence) -> set[int]:
    """Quantities that describe the group counted before them (05 xã nâng chất 02 tiêu chí)."""
    found: set[int] = set()
    for index in range(1, len(sentence.quantities)):
        first, second = sentence.quantities[index - 1], sentence.quantities[index]
        if index - 1 in found:
            continue
        gap = sentence.low[first.tail : second.begin]
        if (
            first.family == "count"
            and second.family == "count"
            and second.form == "single"
            and _WITHIN.search(gap)
            and _THRESHOLD_NOUN.match(second.noun)
        ):
            found.add(index)
            continue
        if (
            first.family != "count"
            or not _THRESHOLD_NOUN.match(first.noun)
            or not _THRESHOLD_GAP.match(gap)
        ):
            continue
        whole = (
            second.family == "percent"
            and gap.strip() in ("có", "đã có", "đạt")
            and re.match(
                r" (?:số )?(?:xã|thôn|hộ|huyện)", sentence.low[second.tail : second.tail + 8]
            )
        )
        criteria = second.family == "count" and re.match(
            r"tiêu chí|chỉ tiêu|sao|nội dung|tuổi", second.noun
        )
        rate = (
            second.family == "percent"
            and re.search(r"có tỷ lệ|tỷ lệ|tăng|giảm", gap)
            and not re.search(r" và | với ", gap)
            and not re.search(r"tăng so|giảm so", gap)
        )
        income = (
            second.family == "money"
            and re.search(r"thu nhập|doanh thu|vốn", gap)
            and re.search(r"có|đạt", gap)
            and "với" not in gap
            and re.search(r"trên|dưới|từ", gap)
        )
        if criteria or rate or income or whole:
            found.add(index)
    return found
