"""Lists said "lần lượt" or "tương ứng": subjects, periods or bases paired item by item."""

import re

from etl.extract.clause import Right, Sentence
from etl.extract.lexicon import BACK, FRONT, NOUN_WITH_VERB
from etl.extract.reading import Reading
from etl.parse.comparison import Base, find_base

_LIST_CUE = re.compile(r"lần lượt|tương ứng|theo thứ tự")


_LIST_GLUE = re.compile(r"\s*(?:,|;|và|-|/|,\s*và|với)\s*")


_LIST_JOIN = re.compile(r",\s*và\s+|,\s+|;\s+|\s+và\s+|\s+hay\s+|\s*/\s*")


def resolve_lists(sentence: Sentence, readings: list[Reading]) -> None:
    """Pair "A, B và C lần lượt đạt 1, 2 và 3" item by item."""
    low = sentence.low
    index = 0
    while index < len(readings):
        first = readings[index]
        cue = _LIST_CUE.search(first.left.words)
        run = [first]
        while index + len(run) < len(readings):
            following = readings[index + len(run)]
            gap = low[run[-1].quantity.tail : following.quantity.begin]
            if not _LIST_GLUE.fullmatch(gap):
                break
            run.append(following)
        trailing = (
            _LIST_CUE.match(low[run[-1].quantity.tail :].lstrip(" (,"))
            if cue is None and len(run) > 1
            else None
        )
        if (cue or trailing) and len(run) > 1:
            _pair(sentence, run)
            index += len(run)
        else:
            index += 1


def _pair(sentence: Sentence, run: list[Reading]) -> None:
    """Give a list's unit and base to all its numbers, and each its own item."""
    last = run[-1]
    last_unit = last.quantity
    for place, reading in enumerate(run):
        reading.group = place
        if not reading.quantity.unit and last_unit.unit:
            reading.unit = last_unit.unit
            reading.reasons["unit"] = "list under one unit"
    for reading in run[1:]:
        reading.right = (
            reading.right
            if reading is last
            else Right(reading.right.end, last.right.base, "", None, None)
        )
    if run[0].right.base is None and last.right.base is not None:
        for reading in run[:-1]:
            reading.right = Right(
                reading.right.end, last.right.base, "", reading.right.comparator, None
            )
    _pair_with_lead(sentence, run)


def _pair_with_lead(sentence: Sentence, run: list[Reading]) -> None:
    """Give the items said before the cue to the numbers: bases, periods or subjects."""
    first, size = run[0], len(run)
    lead = first.left
    items = _time_items(sentence, lead.begin, first.quantity.begin, size)
    bases = _base_items(sentence, lead.begin, first.quantity.begin)
    if len(bases) == size:
        for reading, base in zip(run, bases, strict=True):
            reading.base = base
            reading.name = lead.subject
            reading.reasons["base"] = "list of bases, paired by order"
        return
    if items and len(items) == size:
        for reading, item in zip(run, items, strict=True):
            reading.time_item = item
            reading.name = _cut_at_item(sentence, lead.begin, items[0][0]) or lead.subject
            reading.reasons["period"] = "list of periods, paired by order"
        return
    names: list[str] = []
    for text in dict.fromkeys((lead.subject or lead.action, list_text(lead.raw), lead.frame)):
        names = names or _name_items(text, size)
    if names:
        for reading, name in zip(run, names, strict=True):
            reading.name = name
            reading.own_name = True
            reading.reasons["indicator"] = "list of subjects, paired by order"


def list_text(raw: str) -> str:
    """The coordination before "lần lượt", its verbs and cues off."""
    low = raw.lower()
    cue = _LIST_CUE.search(low)
    text = raw[: cue.start()] if cue else raw
    front = FRONT.match(text.lower())
    text = text[front.end() :] if front else text
    masked = NOUN_WITH_VERB.sub(lambda m: "\u2022" * len(m.group()), text.lower())
    back = BACK.search(masked)
    return (text[: back.start()] if back else text).strip(" ,")


def _cut_at_item(sentence: Sentence, begin: int, at: int) -> str:
    text = sentence.text[begin:at]
    low = text.lower()
    found = re.search(r"(?:trong )?(?:các )?(?:năm|quý)\s*$", low)
    text = text[: found.start()] if found else text
    front = FRONT.match(text.lower())
    text = text[front.end() :] if front else text
    for place in sentence.places:
        text = text.replace(sentence.text[place.begin : place.end], " ")
    back = BACK.search(text.lower())
    return re.sub(r"\s+", " ", text[: back.start()] if back else text).strip(" ,")


def _time_items(sentence: Sentence, begin: int, end: int, size: int) -> list[tuple[int, int]]:
    low = sentence.low
    years = re.search(
        r"(?:các )?năm ((?:19|20)\d{2}(?:(?:, | và |, và )(?:năm )?(?:19|20)\d{2})+)",
        low[begin:end],
    )
    if years:
        found = [
            (begin + years.start(1) + m.start(), begin + years.start(1) + m.end())
            for m in re.finditer(r"(?:19|20)\d{2}", years[1])
        ]
        if len(found) == size:
            return found
    quarters = re.search(
        r"(?:các )?quý ((?:iii|ii|iv|i|[1-4])(?:(?:, | và |, và )(?:quý )?(?:iii|ii|iv|i|"
        r"[1-4]))+)",
        low[begin:end],
    )
    if quarters:
        found = [
            (begin + quarters.start(1) + m.start(), begin + quarters.start(1) + m.end())
            for m in re.finditer(r"iii|ii|iv|i|[1-4]", quarters[1])
        ]
        if len(found) == size:
            return found
    return []


def _base_items(sentence: Sentence, begin: int, end: int) -> list[Base]:
    found = []
    for match in re.finditer(r"so với |so cùng|(?<=và )cùng kỳ", sentence.low[begin:end]):
        base = find_base(sentence.low, begin + match.start(), end)
        if base is not None and base.end > base.begin:
            found.append(base)
    return found


_SHARED_FRONT = re.compile(
    r"^(?P<front>(?:(?:các|ba|bốn|hai|những|cả)\s+)*(?:tốc độ tăng trưởng|"
    r"tăng trưởng|tốc độ tăng|tỷ trọng lao động (?:trong |"
    r"của )?(?:các )?(?:ngành|khu vực)?|tỷ trọng (?:các )?(?:ngành|khu vực)?|"
    r"cơ cấu (?:các )?(?:ngành|khu vực|kinh tế)?|"
    r"chỉ số|khu vực|ngành|nhóm ngành|tổng đàn|đàn|diện tích|sản lượng|năng suất|xếp hạng|"
    r"giá trị sản xuất(?: ngành)?|tỷ lệ|số|thu|chi|dịch vụ|lĩnh vực))\s+(?P<rest>.+)$",
    re.IGNORECASE,
)


def _name_items(text: str, size: int) -> list[str]:
    """`size` names out of a coordination, a shared front given to each."""
    parts = [part.strip() for part in _LIST_JOIN.split(text) if part.strip()]
    if len(parts) != size:
        # "nông, lâm nghiệp và thủy sản" is one item: join the shortest neighbours until it fits.
        joined = re.split(
            r",\s+(?=[^,]* và |công nghiệp|dịch vụ|thương mại)|\s+và\s+(?=dịch vụ|thương mại|"
            r"công nghiệp)",
            text,
        )
        parts = [part.strip(" ,") for part in joined if part.strip(" ,")]
        parts = [re.sub(r"^và ", "", part) for part in parts]
        if len(parts) != size:
            return []
    found = _SHARED_FRONT.match(parts[0])
    if found and size > 1:
        front = re.sub(
            r"^(?:(?:các|ba|bốn|hai|những|cả)\s+)+", "", found["front"], flags=re.IGNORECASE
        )
        same = front.split()[0].lower()
        if front.lower().startswith("cơ cấu"):
            front = "Tỷ trọng"
        return [f"{front} {found['rest']}"] + [
            part
            if part.lower().startswith((same, "tỷ lệ", "tổng", "thu ", "giá trị"))
            else f"{front} {part}"
            for part in parts[1:]
        ]
    return parts
