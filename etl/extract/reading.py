"""A sentence's quantities -> readings: who inherits which subject, what the verb makes of the number, whether it is a
result, an estimate or a target. Each decision leaves its reason."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from etl.extract.clause import Left, Right, Sentence, parse_left, parse_right, split_gap
from etl.extract.lexicon import (
    BACK,
    DISBURSEMENT,
    DONE,
    ESTIMATE,
    FRONT,
    GROWTH_NAME,
    HEAD,
    NATURAL_RATE,
    NO_CUE,
    NOUN_WITH_VERB,
    RATE,
    REFUSED_NOUNS,
    TARGET,
)
from etl.parse.comparison import Base, find_base
from etl.parse.quantity import Quantity


@dataclass
class Reading:
    """One quantity with everything the sentence says about it, before period and place.

    Attributes:
        quantity: The quantity.
        left: What precedes it.
        right: What follows it.
        name: The measured thing in the document's words.
        own_name: True when the name was said here, not inherited.
        kind: actual, estimate or target.
        measure: level, growth, change, completion or rank.
        negative: True when the number counts down.
        comparator: ">=", "<=", "~" or None.
        base: What it is compared with.
        version: original or adjusted.
        unit: The unit, completed.
        refused: Why it is no figure, or ''.
        group: Place in a "lần lượt" list, or None.
        time_item: For lists over periods: the words of its period.
        reasons: field -> why.
    """

    quantity: Quantity
    left: Left
    right: Right
    name: str = ""
    own_name: bool = False
    kind: str = "actual"
    measure: str = "level"
    negative: bool = False
    comparator: str | None = None
    base: Base | None = None
    version: str | None = None
    unit: str = ""
    refused: str = ""
    group: int | None = None
    time_item: tuple[int, int] | None = None
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass
class Scope:
    """What earlier sentences and the headings lend to the next one.

    Attributes:
        subject: The last measured thing named in the paragraph.
        topic: What the heading, or the title, is about.
        target: True while a list of targets goes on.
        default_kind: actual or target, as the section has it.
        default_reason: Why.
        legend: What a flattened table says its percentages are set against.
        unit: A unit that the title gives for bare numbers.
        base: A base that the title gives.
    """

    subject: str = ""
    topic: str = ""
    target: bool = False
    default_kind: str = "actual"
    unit: str = ""
    base: str | None = None
    default_reason: str = "no word of plan or estimate"
    legend: str = ""


_THRESHOLD_NOUN = re.compile(r"xã|phường|thị trấn|huyện|tỉnh|thôn|bản|hộ|doanh nghiệp|cơ sở|trường|sản phẩm|địa phương|hợp tác xã|người|trang trại|đơn vị|chi bộ|khu")
_THRESHOLD_GAP = re.compile(r"^[^;,.()]*?(?<![^\W\d_])(?:đạt|có|nâng chất|hoàn thành|thực hiện đạt|tăng|giảm|trên|dưới|còn|từ|thiếu)(?![^\W\d_])[^;,.()]*$")
_WITHIN = re.compile(r"^[^;,.()]*(?:thuộc|tại|ở|trên tổng số|trong tổng số|trong số|trên địa bàn)\s*$")
_GENERIC = re.compile(
    r"^(?:tỷ lệ|kế hoạch vốn|tổng số|số tiền|kết quả(?: thực hiện)?|giá trị|tổng số vốn|tổng vốn|số liệu|tổng|tổng cộng|giá trị sản xuất|vốn|số vốn|tổng thu|thực hiện|kế hoạch|tiến độ|(?:tốc độ )?tăng trưởng(?: của tỉnh)?|tốc độ tăng|thu|chi)$"
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
        reading = Reading(quantities[index], parse_left(sentence, index, quantities[index].begin, ""), Right(quantities[index].tail, None, "", None, None))
        reading.refused = "threshold that names a counted group"
        readings.append(reading)
    readings.sort(key=lambda reading: reading.quantity.begin)
    live = [reading for reading in readings if not reading.refused]
    _resolve_lists(sentence, live)
    _name(sentence, live, scope)
    _kinds(sentence, live, scope)
    for place, reading in enumerate(live):
        _measure(sentence, reading, live[place - 1] if place else None, scope)
        _refuse(sentence, reading, scope)
    _changes(sentence, live)
    return readings


def _absorbed(sentence: Sentence) -> set[int]:
    """Quantities that only describe the group counted before them ("05 xã nâng chất 02 tiêu chí")."""
    found: set[int] = set()
    for index in range(1, len(sentence.quantities)):
        first, second = sentence.quantities[index - 1], sentence.quantities[index]
        if index - 1 in found:
            continue
        gap = sentence.low[first.tail : second.begin]
        if first.family == "count" and second.family == "count" and second.form == "single" and _WITHIN.search(gap) and _THRESHOLD_NOUN.match(second.noun):
            found.add(index)
            continue
        if first.family != "count" or not _THRESHOLD_NOUN.match(first.noun) or not _THRESHOLD_GAP.match(gap):
            continue
        whole = second.family == "percent" and gap.strip() in ("có", "đã có", "đạt") and re.match(r" (?:số )?(?:xã|thôn|hộ|huyện)", sentence.low[second.tail : second.tail + 8])
        criteria = second.family == "count" and re.match(r"tiêu chí|chỉ tiêu|sao|nội dung|tuổi", second.noun)
        rate = second.family == "percent" and re.search(r"có tỷ lệ|tỷ lệ|tăng|giảm", gap) and not re.search(r" và | với ", gap) and not re.search(r"tăng so|giảm so", gap)
        income = second.family == "money" and re.search(r"thu nhập|doanh thu|vốn", gap) and re.search(r"có|đạt", gap) and "với" not in gap and re.search(r"trên|dưới|từ", gap)
        if criteria or rate or income or whole:
            found.add(index)
    return found


_LIST_CUE = re.compile(r"lần lượt|tương ứng|theo thứ tự")
_LIST_GLUE = re.compile(r"\s*(?:,|;|và|-|/|,\s*và|với)\s*")
_LIST_JOIN = re.compile(r",\s*và\s+|,\s+|;\s+|\s+và\s+|\s+hay\s+|\s*/\s*")


def _resolve_lists(sentence: Sentence, readings: list[Reading]) -> None:
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
        trailing = _LIST_CUE.match(low[run[-1].quantity.tail :].lstrip(" (,")) if cue is None and len(run) > 1 else None
        if (cue or trailing) and len(run) > 1:
            _pair(sentence, run)
            index += len(run)
        else:
            index += 1


def _pair(sentence: Sentence, run: list[Reading]) -> None:
    first, last = run[0], run[-1]
    size = len(run)
    last_unit = last.quantity
    for place, reading in enumerate(run):
        reading.group = place
        if not reading.quantity.unit and last_unit.unit:
            reading.unit = last_unit.unit
            reading.reasons["unit"] = "list under one unit"
    for reading in run[1:]:
        reading.right = reading.right if reading is last else Right(reading.right.end, last.right.base, "", None, None)
    if run[0].right.base is None and last.right.base is not None:
        for reading in run[:-1]:
            reading.right = Right(reading.right.end, last.right.base, "", reading.right.comparator, None)
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
    names = []
    for text in dict.fromkeys((lead.subject or lead.action, _list_text(lead.raw), lead.frame)):
        names = names or _name_items(text, size)
    if names:
        for reading, name in zip(run, names, strict=True):
            reading.name = name
            reading.own_name = True
            reading.reasons["indicator"] = "list of subjects, paired by order"


def _list_text(raw: str) -> str:
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
    years = re.search(r"(?:các )?năm ((?:19|20)\d{2}(?:(?:, | và |, và )(?:năm )?(?:19|20)\d{2})+)", low[begin:end])
    if years:
        found = [(begin + years.start(1) + m.start(), begin + years.start(1) + m.end()) for m in re.finditer(r"(?:19|20)\d{2}", years[1])]
        if len(found) == size:
            return found
    quarters = re.search(r"(?:các )?quý ((?:iii|ii|iv|i|[1-4])(?:(?:, | và |, và )(?:quý )?(?:iii|ii|iv|i|[1-4]))+)", low[begin:end])
    if quarters:
        found = [(begin + quarters.start(1) + m.start(), begin + quarters.start(1) + m.end()) for m in re.finditer(r"iii|ii|iv|i|[1-4]", quarters[1])]
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
    r"^(?P<front>(?:(?:các|ba|bốn|hai|những|cả)\s+)*(?:tỷ trọng lao động (?:trong |của )?(?:các )?(?:ngành|khu vực)?|tỷ trọng (?:các )?(?:ngành|khu vực)?|cơ cấu (?:các )?(?:ngành|khu vực|kinh tế)?|"
    r"chỉ số|khu vực|ngành|nhóm ngành|tổng đàn|đàn|diện tích|sản lượng|năng suất|xếp hạng|giá trị sản xuất(?: ngành)?|tỷ lệ|số|thu|chi|dịch vụ|lĩnh vực))\s+(?P<rest>.+)$",
    re.IGNORECASE,
)


def _name_items(text: str, size: int) -> list[str]:
    """`size` names out of a coordination, a shared front given to each."""
    parts = [part.strip() for part in _LIST_JOIN.split(text) if part.strip()]
    if len(parts) != size:
        # "nông, lâm nghiệp và thủy sản" is one item: join the shortest neighbours until it fits.
        joined = re.split(r",\s+(?=[^,]* và |công nghiệp|dịch vụ|thương mại)|\s+và\s+(?=dịch vụ|thương mại|công nghiệp)", text)
        parts = [part.strip(" ,") for part in joined if part.strip(" ,")]
        parts = [re.sub(r"^và ", "", part) for part in parts]
        if len(parts) != size:
            return []
    found = _SHARED_FRONT.match(parts[0])
    if found and size > 1:
        front = re.sub(r"^(?:(?:các|ba|bốn|hai|những|cả)\s+)+", "", found["front"], flags=re.IGNORECASE)
        same = front.split()[0].lower()
        if front.lower().startswith("cơ cấu"):
            front = "Tỷ trọng"
        return [f"{front} {found['rest']}"] + [
            part if part.lower().startswith((same, "tỷ lệ", "tổng", "thu ", "giá trị")) else f"{front} {part}" for part in parts[1:]
        ]
    return parts


def _name(sentence: Sentence, readings: list[Reading], scope: Scope) -> None:
    subject = scope.subject
    project = ""
    previous: Reading | None = None
    for reading in readings:
        quantity, left = reading.quantity, reading.left
        if reading.group is not None and reading.name:
            subject = reading.name
            previous = reading
            continue
        name, reason = _said_name(reading, previous, subject)
        if name and _GENERIC.match(name.lower()):
            about = scope.topic
            if subject and _BARE_VERB.match(name.lower()):
                name, reason = "", ""
            elif re.fullmatch(r"(?:tốc độ )?tăng trưởng(?: của tỉnh)?", name.lower()):
                name, reason = "Tốc độ tăng trưởng kinh tế", "growth with nothing said of what: the economy's"
            elif about and about.lower() not in name.lower() and name.lower() not in about.lower():
                name, reason = _joined(name, about), "general word completed by the topic"
        base = reading.right.base
        if base is not None and "vốn" in base.words and DISBURSEMENT.search(name.lower()) and "vốn" not in name.lower():
            name = f"{name} {re.sub(r'^(?:so với |so )?(?:tổng )?(?:kế hoạch )?', '', base.words)}"
        if project and re.match(r"^(?:tổng )?(?:số )?vốn(?: đầu tư)?(?: đăng ký)?$", name.lower()):
            name, reason = f"{name} {project}", "capital of the projects counted before it"
        if left.child and name and previous is not None and not HEAD.match(name.lower()) and quantity.family != "count":
            name, reason = f"{previous.name} {name}", "part of the figure before it"
        reading.own_name = bool(name)
        if not name:
            if quantity.form == "target_of_pair" and previous is not None:
                name, reason = previous.name, "second of an actual/target pair"
            elif left.frame and left.break_before in (".", ";", ""):
                name, reason = _list_text(left.frame) or left.frame, "text before the colon"
            elif quantity.form == "rank" and left.break_before == ";" and scope.topic:
                name, reason = scope.topic, "topic of the heading"
            elif previous is not None and subject:
                name, reason = subject, "carried on from the number before"
            elif scope.subject:
                name, reason = scope.subject, "carried on from the sentence before"
            else:
                name, reason = scope.topic, "topic of the heading"
        if (quantity.form == "rank" or quantity.family == "moves") and not re.match(r"(?:xếp hạng|thứ hạng|vị trí)", name.lower()):
            reading.own_name, subject = bool(reading.own_name), name
            field = _FIELD.match(sentence.low, quantity.tail, sentence.end)
            reading.name = f"Xếp hạng {name[:1].lower() + name[1:] if not name[:2].isupper() else name}{' ' + field[1] if field else ''}"
            reading.reasons.setdefault("indicator", reason)
            previous = reading
            continue
        if left.verb == "share" and reading.own_name and quantity.family == "percent" and not re.match(r"tỷ (?:trọng|lệ)|cơ cấu", name.lower()):
            name = f"Tỷ trọng {name[:1].lower() + name[1:] if not name[:2].isupper() else name}"
        reading.name = name
        reading.reasons.setdefault("indicator", reason)
        subject = name or subject
        if quantity.family == "count" and quantity.noun == "dự án":
            project = f"dự án {reading.right.complement}" if reading.right.complement else "dự án"
        previous = reading


_FIELD = re.compile(r"[\s,]*(?:(?:tỉnh|thành phố|huyện|thị xã|xã|phường|địa phương|trong số \d+|trên tổng số \d+)[\s,]*)*((?:thuộc |trong |của |toàn )?(?:khu vực|vùng|cả nước|toàn quốc|toàn tỉnh|trong tỉnh|của tỉnh)[^,;.()\d]{0,40})")
_BARE_VERB = re.compile(r"^(?:thu|chi|giải ngân|thực hiện|tổng số|số tiền|tổng|tỷ lệ)$")
_CASUALTY = re.compile(r"(?:làm )?(chết|bị thương)")


def _joined(name: str, about: str) -> str:
    """"Giá trị sản xuất" + "sản xuất công nghiệp" -> "Giá trị sản xuất công nghiệp"."""
    words, more = name.split(), about.split()
    for size in range(min(len(words), len(more)), 0, -1):
        if [w.lower() for w in words[-size:]] == [w.lower() for w in more[:size]]:
            return " ".join(words + more[size:])
    return f"{name} {about[:1].lower() + about[1:] if not about[:2].isupper() else about}"


def _said_name(reading: Reading, previous: Reading | None, subject: str) -> tuple[str, str]:
    """The name that this number's own clause gives, '' when it gives none."""
    quantity, left, complement = reading.quantity, reading.left, reading.right.complement
    name = left.subject
    if re.fullmatch(r"mức (?:tăng|giảm)(?: trưởng)?|bình quân|trung bình|con số(?: này)?|số (?:này|đó)|đây|mức (?:này|tăng này)|trong đó", name.lower()):
        name = ""
    if quantity.family == "count":
        return _count_name(reading, name, previous, subject)
    if quantity.form == "target_of_pair":
        return name, "subject before the number"
    if not complement or quantity.form == "rank":
        return name, "subject before the number"
    if name:
        return f"{name} {complement}", "subject before the number, noun behind it"
    if quantity.family not in ("percent", "money", "measure", "points"):
        return "", ""
    if left.verb in ("up", "down") and quantity.family == "percent" and HEAD.match(complement.lower()):
        return complement, "what rises or falls stands behind the number"
    follows = previous is not None and left.break_before in (",", "(", " ", "")
    if left.verb in ("up", "down", "exceed", "times", "contribution") or (left.verb in ("level", "equal") and follows and not left.action):
        return (f"{subject} {complement}" if previous is not None and left.verb == "level" else ""), "carried on, with the noun behind the number"
    prefix = "Tỷ lệ " if quantity.family == "percent" else ""
    return f"{prefix}{left.action + ' ' if left.action else ''}{complement}", "noun behind the number"


def _count_name(reading: Reading, name: str, previous: Reading | None, subject: str) -> tuple[str, str]:
    quantity, left, complement = reading.quantity, reading.left, reading.right.complement
    noun, _, per = quantity.noun.partition("/")
    low_subject = subject.lower()
    if name:
        if _GENERIC.match(name.lower()) and noun in low_subject:
            return "", ""
        if complement and len(complement.split()) <= 8 and complement.lower() not in name.lower():
            name = f"{name} {complement}"
        return name, "subject before the number"
    casualty = _CASUALTY.search(left.action.lower())
    if casualty and noun == "người":
        cause = previous.right.complement if previous is not None and previous.quantity.noun == "vụ" else ""
        cause = cause or re.sub(r"^(?:Số vụ|.*? do) ", "", subject) if re.search(r"^Số vụ | do ", subject) else cause
        return f"Số người {casualty[1]}{' do ' + cause if cause else ''}", "casualties"
    same = noun in low_subject or (previous is not None and previous.quantity.noun == quantity.noun)
    if left.action and left.break_before in ("", " ") and previous is not None and not complement:
        return f"Số {noun} {left.action} {previous.quantity.noun}", "no break since the number before"
    if not complement and same and (not left.action or left.action.lower() in low_subject or left.verb in ("to",)):
        return "", ""
    if not left.action and not complement and left.verb in ("up", "down", "exceed"):
        return ("" if subject else f"Số {noun}"), "counted noun"
    if not left.action and left.verb in ("up", "down", "exceed") and same and left.break_before in (",", "(") and previous is not None and len(complement.split()) <= 2:
        return "", ""
    words = [f"Số {noun}", f"trên {per}" if per in ("vạn dân", "xã", "1.000 dân", "10.000 dân", "100 dân") else "", complement, left.action]
    return " ".join(word for word in words if word), "counted noun with what is said of it"


def _cue(text: str, pattern: re.Pattern[str]) -> re.Match[str] | None:
    masked = NO_CUE.sub(lambda m: "\u2022" * len(m.group()), text)
    last = None
    for found in pattern.finditer(masked):
        last = found
    return last


def _kinds(sentence: Sentence, readings: list[Reading], scope: Scope) -> None:
    low = sentence.low
    opening = low[sentence.begin : readings[0].quantity.begin] if readings else ""
    frame = re.match(
        rf"[\s\"'-]*(?:{ESTIMATE.pattern})[^,:;]{{0,40}}?(?:năm|tháng|quý|kỳ)(?: \d{{4}})?\s*[,:]|[^,;]{{0,30}}(?:{ESTIMATE.pattern})[^,:;]{{0,30}}:", opening
    )
    framed = frame is not None
    estimate = target = False
    child_estimate = False
    if scope.default_kind == "actual" and _TASK.match(opening.lstrip(" -+*\"'")) and not DONE.search(opening):
        target = True
    listed = [
        q.begin for q in sentence.quantities
        if q.noun == "chỉ tiêu" and q.form == "single" and re.match(r"(?: (?:chủ yếu|cụ thể|phát triển[^:;.]{0,40}))?(?: (?:là|gồm|sau|như sau))*\s*:|, (?:trong đó|cụ thể)", low[q.tail : q.tail + 70])
    ]  # fmt: skip
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
        bracket = re.search(r"\(\s*(?:theo )?(kế hoạch|kh|chỉ tiêu|mục tiêu|dự toán|dt|nq|nghị quyết)(?![^\W\d_])[^()]*$", words)
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
        if estimate_cue and target_cue and re.search(r"tiêu", target_cue.group()) and target_cue.end() <= len(words) - len(inner) + estimate_cue.start():
            # "các chỉ tiêu chủ yếu như: ... ước đạt": the nearer word decides.
            estimate, target, target_cue = True, False, None
        if estimate_cue and not (target_cue and target_cue.start() > 0 and target_cue.end() > estimate_cue.end() + len(words) - len(inner)):
            estimate = True
            target = False if not target_cue else target
        elif reading.own_name and reading.group is None and not framed and not child_estimate and not (left.paren and place and left.subject == readings[place - 1].left.subject):
            estimate = False
        if quantity.form == "rank" and not estimate_cue and not target:
            kind, reason = ("target", "list of targets") if scope.target else ("actual", "a rank stands as printed")
            if scope.default_kind == "target" and not DONE.search(own):
                kind, reason = "target", scope.default_reason
        elif target:
            kind, reason = "target", f"after \u201c{target_cue.group()}\u201d" if target_cue else "list goes on after a word of plan"
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
_TASK = re.compile(r"(?:tập trung|tiếp tục|đẩy mạnh|tăng cường|khẩn trương|chỉ đạo|phối hợp|quan tâm|giao|yêu cầu|đề nghị|chủ động|nâng cao|huy động|quyết liệt|đẩy nhanh|rà soát)(?![^\W\d_])")


def _is_plan_bracket(before: Reading, reading: Reading) -> bool:
    base = before.right.base
    if base is None or base.kind != "plan" or reading.left.verb or reading.left.comparator:
        return False
    return before.quantity.family == "percent" and reading.quantity.family != "percent" and not re.search(r"\w", reading.left.words.replace("(", ""))


def _without_bases(sentence: Sentence, begin: int, end: int) -> str:
    words = sentence.low[begin:end]
    return re.sub(
        r"(?:so với|so cùng kỳ|so|bằng|cùng kỳ|vượt) (?:ước )?(?:thực hiện|kế hoạch|dự toán|chỉ tiêu|mục tiêu|nghị quyết|năm|cùng kỳ)[^,;()]{0,60}?(?=tăng|giảm|đạt|vượt|bằng|[,;()]|$)",
        lambda m: " " * len(m.group()), words,
    )  # fmt: skip


def _measure(sentence: Sentence, reading: Reading, before: Reading | None, scope: Scope) -> None:
    quantity, left, right = reading.quantity, reading.left, reading.right
    verb = left.verb
    if reading.group is not None and reading.group > 0 and before is not None:
        verb = before.reasons.get("_verb", verb)
        reading.comparator = None
    reading.reasons["_verb"] = verb
    reading.base = reading.base or right.base or left.base
    reading.comparator = left.comparator or right.comparator
    if reading.base is not None and left.base is reading.base and right.base is None and reading.base.kind == "plan" and verb in ("level", "to", "") and left.subject and quantity.family == "percent":
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
    down = verb == "down" or "mức giảm" in words or re.search(r"tăng trưởng âm|tụt|giảm|thấp hơn", words[-18:]) is not None and verb in ("down",)
    plan = reading.base is not None and reading.base.kind == "plan"
    rate = RATE.search(name) is not None and not GROWTH_NAME.search(name)
    measure, reason = "level", "a level verb or none"
    if quantity.form == "rank":
        measure, reason = "rank", "a place in an order"
    elif left.source and verb in ("up", "down") and quantity.form == "single" and right.comparator is None and re.match(r"[^;]{0,60}?(?:lên|xuống|còn|thành)", sentence.low[quantity.tail : quantity.tail + 70]):
        measure, reason = "level", "from A: the level before the change"
        down = False
    elif family == "moves":
        measure, reason = "change", "places moved"
    elif verb == "exceed":
        if left.comparator == ">=" and re.search(r"vượt (?:mốc|mức|ngưỡng|qua)", words) or (family != "percent" and not plan and not reading.base):
            measure, reason = "level", "vượt as more than"
            reading.comparator = ">="
        else:
            measure, reason = "completion", "the excess over the plan"
    elif family == "times":
        measure, reason = "growth", "a multiple of the base"
    elif family == "points":
        contribution = verb == "contribution" or "đóng góp" in words or "đóng góp" in name
        measure = "level" if contribution else ("change" if verb in ("up", "down", "") or before is not None else "level")
        reason = "points contributed" if contribution else "percentage points"
        if contribution and not name.startswith("đóng góp"):
            reading.name = f"Đóng góp của {reading.name} vào tăng trưởng"
    elif "mức giảm" in words or "mức tăng" in words and rate:
        measure, reason = "change", "the size of a fall or rise"
        reading.name = re.sub(r"^mức (?:giảm|tăng)\s*", "", reading.name, flags=re.IGNORECASE) or reading.name
    elif re.search(r"mức (?:tăng|giảm)(?: trưởng)?(?: bình quân)?(?: là| đạt)? $", words) and family == "percent":
        measure, reason, down = "growth", "a rate of growth named as such", re.search(r"mức giảm[^,;]*$", words) is not None
    elif verb in ("up", "down"):
        if family == "percent":
            if plan and verb == "up":
                measure, reason = "growth", "more than the plan by a percentage"
            elif plan and before is not None and rate is False and verb == "down" and reading.base:
                measure, reason = "growth", "less than the plan by a percentage"
            elif NATURAL_RATE.search(name):
                measure, reason = ("change", "a rate's change") if before is not None and not reading.own_name else ("level", "a demographic rate")
            elif rate or (GROWTH_NAME.search(name) and (not left.paren and re.search(r"(?:cao|thấp) hơn", words) or (before is not None and before.measure == "growth" and not reading.own_name and verb == "down"))):
                measure, reason = "change", "a rate's change, in points"
            elif not left.paren and re.search(r"(?:cao|thấp) hơn", words) and before is not None and before.quantity.family == "percent":
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
    if reading.left.paren and before is not None and reading.kind == "target" and not reading.own_name and before.kind != "target" and family == before.quantity.family:
        measure, reason = before.measure, "the plan for the figure before it"
        reading.base = None
        down = before.negative
    elif reading.left.paren and before is not None and reading.kind == "target" and before.kind == "target" and not verb and family == before.quantity.family and not reading.own_name:
        measure, reason, down = before.measure, "another target for the same", before.negative
    if measure == "completion" and not plan:
        reading.base = None
    reading.measure = measure
    reading.negative = bool(down) and measure in ("growth", "change")
    reading.reasons["measure"] = reason


def _percent_level(sentence: Sentence, reading: Reading, before: Reading | None, name: str, plan: bool, scope: Scope) -> tuple[str, str]:
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
                reading.base = Base(at, at + len("tháng trước"), "period", "last_month", "tháng trước")
        return "growth", "an index with base 100"
    if reading.base is not None and not RATE.search(name) and not DISBURSEMENT.search(name):
        return "growth", "index form: a percentage of the base period"
    if reading.base is not None and right.base is not None and left.verb == "equal":
        return "growth", "index form: a percentage of the base period"
    if GROWTH_NAME.search(name) and not NATURAL_RATE.search(name):
        return "growth", "the indicator is itself a growth"
    if re.match(r"(?:grdp|gdp|tổng sản phẩm|gtsx)(?! bình quân)", name) and not right.complement:
        return "growth", "of a total only a growth is given in percent"
    if left.verb in ("level", "equal") and not right.complement and not left.paren and reading.own_name and _FLOW.match(name):
        return "completion", "a yearly flow given in percent: the share of its plan"
    if DISBURSEMENT.search(name) or "giải ngân" in left.words:
        return "completion", "a disbursement is a share of its plan"
    if before is not None and not reading.own_name and before.measure == "level" and before.quantity.family in ("money", "measure", "count") and before.quantity.form in ("single", "target_of_pair", "actual_of_pair") and left.verb in ("level", "equal", "") and not right.complement and not left.paren and left.break_before in (",", "", " ", "-", "(", ")"):
        return "completion", "a percentage behind a quantity, nothing else named"
    if before is not None and not reading.own_name and before.measure == "growth" and left.verb in ("level", "equal", ""):
        return "growth", "said of the growth before it"
    if before is not None and before.measure == "growth" and re.search(r"cùng kỳ", left.words):
        return "growth", "the same rate in another period"
    return "level", "a share or a rate"


_FLOW = re.compile(
    r"(?:tổng )?(?:giá trị sản xuất|thu (?:ngân sách|nội địa|nsnn|cân đối)|chi (?:ngân sách|nsnn|thường xuyên|đầu tư)|vốn đầu tư|tổng vốn đầu tư|diện tích gieo|sản lượng|kim ngạch|tổng mức bán lẻ|doanh thu|sản xuất |sx |tm-dv|gtsx|khai thác)"
)


def _changes(sentence: Sentence, readings: list[Reading]) -> None:
    """"từ A lên B": both ends are levels; for a target, the original and the adjusted one."""
    for place in range(len(readings) - 1):
        first, second = readings[place], readings[place + 1]
        gap = sentence.low[first.quantity.tail : second.quantity.begin]
        if not first.left.source or not re.search(r"(?<!trở )(?<![^\W\d_])(?:lên|xuống|còn|thành)(?![^\W\d_])[^\d;]*$", gap) or ";" in gap:
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
        adjusted = re.search(r"điều chỉnh|nâng chỉ tiêu|giảm chỉ tiêu|chỉ tiêu", sentence.low[sentence.begin : first.quantity.begin])
        if first.kind == "target" and adjusted:
            first.version, second.version = "original", "adjusted"
            second.kind = "target"


_VERDICT = re.compile(r"đạt|vượt|hoàn thành|thực hiện")
_ATTENDANCE = re.compile(r"dự hội nghị|tham dự|có mặt|biểu quyết|hội nghị có|đại biểu|phiếu|nhất trí|thống nhất 1?0?0?%? ?\d")
_ONE_PROJECT = re.compile(r"tổng mức đầu tư|mức đầu tư|tổng dự toán|dự toán công trình|giá gói thầu|trị giá|mức phạt|xử phạt|phạt tiền|giá khởi điểm|mỗi suất|suất quà|mỗi hộ|tặng quà|ủng hộ|mỗi (?:em|cháu|gia đình|nhà|căn)")


def _refuse(sentence: Sentence, reading: Reading, scope: Scope) -> None:
    quantity, left = reading.quantity, reading.left
    noun = quantity.noun.split("/")[0]
    around = sentence.low[max(sentence.begin, quantity.begin - 90) : min(sentence.end, quantity.tail + 60)]
    after = sentence.low[quantity.tail : quantity.tail + 40]
    refused = ""
    if quantity.family == "bare" and not reading.unit:
        refused = "no unit"
    elif quantity.family == "count" and not noun:
        refused = "scale without a noun"
    elif noun in REFUSED_NOUNS and (quantity.form != "part" or REFUSED_NOUNS[noun] != "things set or listed"):
        refused = REFUSED_NOUNS[noun]
    elif noun == "chỉ tiêu" and quantity.form != "part" and not (_VERDICT.search(after[:30]) or re.search(r"đạt|vượt|hoàn thành", left.words[-16:])):
        refused = "number of targets set"
    elif quantity.form != "part" and noun in ("chỉ tiêu", "tiêu chí") and re.search(r"(?:đề ra|đặt ra|giao|gồm|xác định|với)\s*$", left.words):
        refused = "number of targets set"
    elif noun in ("đồng chí", "đại biểu") or (_ATTENDANCE.search(around) and quantity.family in ("count", "percent") and not reading.own_name):
        refused = "attendance or vote"
    elif quantity.family == "money" and _ONE_PROJECT.search(left.words[-70:]) and not re.search(r"tổng mức đầu tư (?:toàn xã hội|đăng ký)", left.words):
        refused = "amount of one project, gift or fine"
    elif quantity.family == "count" and _ONE_PROJECT.search(sentence.low[sentence.begin : quantity.begin]) and noun in ("phòng", "lớp", "tầng", "nhà", "suất", "giường"):
        refused = "part of one project"
    elif not reading.name.strip():
        refused = "nothing it could measure"
    elif quantity.value is not None and quantity.family == "percent" and abs(quantity.value) > Decimal(100000):
        refused = "no percentage has this size"
    reading.refused = refused


Check = Callable[[Reading], str]
