"""The name of the measured thing: said before the number, behind it, or carried on."""

import re

from etl.extract.clause import Sentence
from etl.extract.lexicon import DISBURSEMENT, HEAD, VERB
from etl.extract.pairing import list_text
from etl.extract.places import bare_place, for_place, names_place
from etl.extract.reading import Reading, Scope
from etl.extract.subject import masked_verbs

_GENERIC = re.compile(
    r"^(?:tỷ lệ|kế hoạch vốn|tổng số|số tiền|kết quả(?: thực hiện)?|giá trị|tổng số vốn|"
    r"tổng vốn|số liệu|tổng|tổng cộng|giá trị sản xuất|vốn|số vốn|tổng thu|thực hiện|"
    r"kế hoạch|tiến độ|(?:tốc độ |mức )?tăng trưởng(?: của (?:tỉnh|cả nước))?|tốc độ tăng|thu|chi)$"
)


def name_readings(sentence: Sentence, readings: list[Reading], scope: Scope) -> None:
    """Give every reading the name of what it measures, in the document's words."""
    subject = scope.subject
    project = ""
    previous: Reading | None = None
    for reading in readings:
        quantity = reading.quantity
        counted = subject.startswith("Số ") and quantity.family == "percent"
        placed = names_place(reading.left.subject)
        if placed:
            reading.place = bare_place(reading.left.subject)
        if counted and placed and previous is not None:
            subject = _said_of_places(sentence, previous) or subject
        if counted and previous is None and sentence.places and not reading.left.subject:
            # Places counted before, now each with its rate: not the count's.
            subject = scope.topic
        if placed:
            subject = for_place(subject, reading.left.subject)
        if reading.group is None or not reading.name:
            said = _said_name(reading, previous, subject, scope.topic)
            name, reason = _completed(reading, said, previous, subject, project, scope)
            reading.own_name = bool(name)
            if not name:
                name, reason = _lent_name(reading, previous, subject, scope)
            reading.reasons.setdefault("indicator", reason)
            reading.name = _titled(sentence, reading, name)
            ranked = quantity.form == "rank" or quantity.family == "moves"
            of_total = reading.left.verb == "share" and not reading.left.subject
            if not (of_total and previous is not None):
                subject = (name if ranked else reading.name) or subject
        else:
            subject = reading.name
        if quantity.family == "count" and quantity.noun == "dự án":
            project = f"dự án {reading.right.complement}".strip()
        previous = reading


def _said_of_places(sentence: Sentence, count: Reading) -> str:
    """What the places are told of: "6 địa phương có mức tăng trưởng kinh tế đạt …, gồm: A (x%)"."""
    if not _PLACES_COUNTED.fullmatch(count.quantity.noun):
        return ""
    low = sentence.low[count.quantity.tail : sentence.end]
    low = low[: next((m.start() for m in re.finditer(r"[:;(]", low)), len(low))]
    head = HEAD.search(low)
    if head is None:
        return ""
    verb = re.compile(r"\s(?:đạt|trên|dưới|từ|cao|thấp|\d|hai con|so|trong|,)").search(
        low, head.end()
    )
    begin = count.quantity.tail + head.start()
    end = count.quantity.tail + (verb.start() if verb else len(low))
    said = sentence.text[begin:end].strip(" ,")
    if _BARE_GROWTH.fullmatch(said.lower()):
        return "Tốc độ tăng trưởng kinh tế"
    return said[:1].upper() + said[1:]


def _left_open(reading: Reading) -> bool:
    """True for "hoàn thành 100% ..." that begins a clause without naming anything."""
    left = reading.left
    fresh = left.break_before in (";", ".")
    return fresh and not left.subject and not left.action and "hoàn thành" in left.words


_TASK_OF_PLAN = re.compile(r"^(?:so với |so )?(?:chỉ tiêu|kế hoạch|nhiệm vụ|mục tiêu)\s*(?:về )?")
_NO_TASK = re.compile(
    r"(?:năm|giao|đề ra|đặt ra|tỉnh|huyện|xã|tw|trung ương|hđnd|cả|được|của|theo|vốn|\d|là)"
    r"(?![^\W\d_])"
)
_PLACES_COUNTED = re.compile(r"(?:địa phương|tỉnh|huyện|xã|phường|đơn vị)(?:, .*)?")


def _completed(
    reading: Reading,
    said: tuple[str, str],
    previous: Reading | None,
    subject: str,
    project: str,
    scope: Scope,
) -> tuple[str, str]:
    """A name too general to stand alone, completed by the topic, the plan or what came before."""
    name, reason = said
    low, about = name.lower(), scope.topic
    if name and _GENERIC.match(low):
        if subject and _BARE_VERB.match(low):
            return "", ""
        if _BARE_GROWTH.fullmatch(low):
            name, reason = "Tốc độ tăng trưởng kinh tế", "growth of nothing named: the economy's"
        elif previous is None and (thing := _earlier_thing(reading, low)):
            name, reason = _joined(name, thing), "general word completed by its clause"
        elif about and about.lower() not in low and low not in about.lower():
            name, reason = _joined(name, about), "general word completed by the topic"
    base = reading.right.base
    if base is not None and "vốn" in base.words and "vốn" not in low and DISBURSEMENT.search(low):
        name = f"{name} {_PLAN_OF_FUNDS.sub('', base.words)}"
    if not name and base is not None and base.kind == "plan" and _left_open(reading):
        task = _TASK_OF_PLAN.sub("", base.words)
        if task and not _NO_TASK.match(task):
            return task[:1].upper() + task[1:], "what the plan is for"
    if project and _BARE_CAPITAL.match(low):
        return f"{name} {project}", "capital of the projects counted before it"
    part = reading.left.child and previous is not None and reading.quantity.family != "count"
    if part and name and previous is not None and not HEAD.match(name.lower()):
        return f"{previous.name} {name}", "part of the figure before it"
    return name, reason


def _earlier_thing(reading: Reading, name: str) -> str:
    """GDP in "GDP tăng trưởng khá, với tốc độ tăng ước đạt 7,9%"; '' when nothing is named."""
    if not name.startswith(("tốc độ tăng", "mức tăng")):
        return ""
    for segment in reversed(reading.left.raw.split(",")[:-1]):
        low = segment.lower()
        head = HEAD.search(low)
        if head and len(low) == len(segment) and not low[: head.start()].strip():
            verb = VERB.search(masked_verbs(low), head.end())
            return segment[head.start() : verb.start() if verb else len(segment)].strip()
    return ""


def _lent_name(
    reading: Reading, previous: Reading | None, subject: str, scope: Scope
) -> tuple[str, str]:
    """The name of a reading whose own clause names nothing."""
    quantity, left = reading.quantity, reading.left
    if quantity.form == "target_of_pair" and previous is not None:
        return previous.name, "second of an actual/target pair"
    if left.frame and left.break_before in (".", ";", ""):
        return list_text(left.frame) or left.frame, "text before the colon"
    if quantity.form == "rank" and left.break_before == ";" and scope.topic:
        return scope.topic, "topic of the heading"
    if previous is not None and subject:
        return subject, "carried on from the number before"
    if scope.subject:
        return scope.subject, "carried on from the sentence before"
    if quantity.family == "percent" and _GROWS.search(left.words):
        return "Tốc độ tăng trưởng kinh tế", "growth of nothing named: the economy's"
    return scope.topic, "topic of the heading"


def _titled(sentence: Sentence, reading: Reading, name: str) -> str:
    """The name with "Xếp hạng" for a rank and "Tỷ trọng" for a share, where it lacks them."""
    quantity = reading.quantity
    low = name.lower()
    inside = name if name[:2].isupper() else name[:1].lower() + name[1:]
    if quantity.form == "rank" or quantity.family == "moves":
        if re.match(r"(?:xếp hạng|thứ hạng|vị trí)", low):
            return name
        field = _FIELD.match(sentence.low, quantity.tail, sentence.end)
        return f"Xếp hạng {inside}{' ' + field[1] if field else ''}"
    share = reading.left.verb == "share" and quantity.family == "percent"
    if share and not re.match(r"tỷ (?:trọng|lệ)|cơ cấu", low):
        return f"Tỷ trọng {inside}"
    return name


_LIKE_PLACES = re.compile(r"(?: (?:lớn|nhiều|mạnh|cao|khá))*,? (?:như|gồm)(?: có)?:? (?=\S)")
_GROWS = re.compile(r"(?<!tốc độ )tăng trưởng(?: bình quân| khoảng| gần| trên| hơn)*\s*$")
_OTHER_RATE = re.compile(r"(?:cao|thấp) hơn (?:mức|tốc độ) (?:tăng|giảm)(?: trưởng)? $")
_BARE_GROWTH = re.compile(r"(?:tốc độ |mức )?tăng trưởng(?: của (?:tỉnh|cả nước))?")
_BARE_CAPITAL = re.compile(r"^(?:tổng )?(?:số )?vốn(?: đầu tư)?(?: đăng ký)?$")
_PLAN_OF_FUNDS = re.compile(r"^(?:so với |so )?(?:tổng )?(?:kế hoạch )?| năm \d{4}$")
_FIELD = re.compile(
    r"[\s,]*(?:(?:tỉnh|thành phố|huyện|thị xã|xã|phường|địa phương|trong số \d+|"
    r"trên tổng số \d+)[\s,]*)*((?:thuộc |trong |của |toàn )?(?:khu vực|vùng|cả nước|"
    r"toàn quốc|toàn tỉnh|trong tỉnh|của tỉnh)[^,;.()\d]{0,40})"
)


_BARE_VERB = re.compile(r"^(?:thu|chi|giải ngân|thực hiện|tổng số|số tiền|tổng|tỷ lệ)$")


_CASUALTY = re.compile(r"(?:làm )?(chết|bị thương)")


def _joined(name: str, about: str) -> str:
    """Two names joined at the words they share (giá trị sản xuất + sản xuất công nghiệp)."""
    words, more = name.split(), about.split()
    for size in range(min(len(words), len(more)), 0, -1):
        if [w.lower() for w in words[-size:]] == [w.lower() for w in more[:size]]:
            return " ".join(words + more[size:])
    return f"{name} {about[:1].lower() + about[1:] if not about[:2].isupper() else about}"


def _said_name(
    reading: Reading, previous: Reading | None, subject: str, about: str
) -> tuple[str, str]:
    """The name that this number's own clause gives, '' when it gives none."""
    quantity, left, complement = reading.quantity, reading.left, reading.right.complement
    name = _before_places(reading, left.subject)
    if subject and _OTHER_RATE.search(left.words):
        return "", ""
    if (subject or about) and (quantity.family != "count" or not complement) and names_place(name):
        name = ""
    if re.fullmatch(
        r"mức (?:tăng|giảm)(?: trưởng)?|bình quân|trung bình|con số(?: này)?|số (?:này|đó)|đây|"
        r"mức (?:này|tăng này)|trong đó|mức (?:cao|thấp)(?: \w+){0,4}",
        name.lower(),
    ):
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
    if (
        left.verb in ("up", "down")
        and quantity.family == "percent"
        and HEAD.match(complement.lower())
    ):
        return complement, "what rises or falls stands behind the number"
    follows = previous is not None and left.break_before in (",", "(", " ", "")
    if left.verb == "share" and previous is not None and subject and follows:
        return f"Tỷ trọng {subject}", "share of the figure before it"
    if left.verb in ("up", "down", "exceed", "times", "contribution") or (
        left.verb in ("level", "equal") and follows and not left.action
    ):
        return (
            f"{subject} {complement}" if previous is not None and left.verb == "level" else ""
        ), "carried on, with the noun behind the number"
    prefix = "Tỷ lệ " if quantity.family == "percent" else ""
    return (
        f"{prefix}{left.action + ' ' if left.action else ''}{complement}",
        "noun behind the number",
    )


def _before_places(reading: Reading, name: str) -> str:
    """A name without the place that opens a list ("diện tích giảm lớn như: Ân Thi")."""
    opening = _LIKE_PLACES.search(name)
    if opening is None or not names_place(name[opening.end() :]):
        return name
    reading.place = bare_place(name[opening.end() :])
    return name[: opening.start()]


def _count_name(
    reading: Reading, name: str, previous: Reading | None, subject: str
) -> tuple[str, str]:
    quantity, left, complement = reading.quantity, reading.left, reading.right.complement
    noun, _, per = quantity.noun.partition("/")
    low_subject = subject.lower()
    if name:
        if _GENERIC.match(name.lower()) and noun in low_subject:
            return "", ""
        if complement and len(complement.split()) <= 8 and complement.lower() not in name.lower():
            name = f"{name} {complement}"
        return name, "subject before the number"
    # "làm chết 7 người", and the other way round: "làm 7 người chết".
    casualty = _CASUALTY.search(left.action.lower()) or _CASUALTY.match(complement.lower())
    if casualty and noun == "người":
        cause = (
            previous.right.complement
            if previous is not None and previous.quantity.noun == "vụ"
            else ""
        )
        cause = (
            cause or re.sub(r"^(?:Số vụ|.*? do) ", "", subject)
            if re.search(r"^Số vụ | do ", subject)
            else cause
        )
        return f"Số người {casualty[1]}{' do ' + cause if cause else ''}", "casualties"
    same = noun in low_subject or (previous is not None and previous.quantity.noun == quantity.noun)
    if left.action and left.break_before in ("", " ") and previous is not None and not complement:
        return (
            f"Số {noun} {left.action} {previous.quantity.noun}",
            "no break since the number before",
        )
    if (
        not complement
        and same
        and (not left.action or left.action.lower() in low_subject or left.verb in ("to",))
    ):
        return "", ""
    if not left.action and not complement and left.verb in ("up", "down", "exceed"):
        return ("" if subject else f"Số {noun}"), "counted noun"
    if (
        not left.action
        and left.verb in ("up", "down", "exceed")
        and same
        and left.break_before in (",", "(")
        and previous is not None
        and len(complement.split()) <= 2
    ):
        return "", ""
    words = [
        f"Số {noun}",
        f"trên {per}" if per in ("vạn dân", "xã", "1.000 dân", "10.000 dân", "100 dân") else "",
        complement,
        left.action,
    ]
    return " ".join(word for word in words if word), "counted noun with what is said of it"
