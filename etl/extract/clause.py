"""What stands left and right of a number: qualifier, comparison, time, and the noun it counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from etl.extract.subject import split_subject
from etl.parse.comparison import COMPARISON, Base, comparator_after, comparator_before, find_base
from etl.parse.period import TimeMention
from etl.parse.place import PlaceMention
from etl.parse.quantity import Quantity


@dataclass
class Sentence:
    """A sentence of the view with everything recognised in it.

    Attributes:
        text: The view's text (whole document).
        low: The same in lower case.
        begin: Where the sentence begins in the view.
        end: One past its end.
        quantities: Its quantities, in order.
        times: Its expressions of time.
        places: Its places.
        traps: Stretches whose digits are no figures.
    """

    text: str
    low: str
    begin: int
    end: int
    quantities: list[Quantity]
    times: list[TimeMention]
    places: list[PlaceMention]
    traps: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Right:
    """What follows a number.

    Attributes:
        end: Where it ends in the view.
        base: What the number is compared with.
        complement: The noun phrase behind the unit ("xã đạt chuẩn ...").
        comparator: From "trở lên".
        time: A time right behind the number.
    """

    end: int
    base: Base | None
    complement: str
    comparator: str | None
    time: TimeMention | None


@dataclass(frozen=True)
class Left:
    """What precedes a number, up to where the one before it ends.

    Attributes:
        begin: Where it begins in the view.
        subject: The words of the measured thing, '' when it is said elsewhere.
        action: For counts: the words that say what was done.
        verb: The role of the governing verb (see lexicon.VERB), or ''.
        words: The whole text, lower case.
        comparator: From a qualifier before the number.
        base: A comparison standing before the number.
        paren: True inside brackets.
        child: True after "trong đó".
        break_before: The strongest separator at its beginning.
        frame: Text before a colon that governs the list.
        source: True for "từ" (from A), the start of a change.
        raw: The whole clause with times, places and comparisons taken out.
    """

    begin: int
    subject: str
    action: str
    verb: str
    words: str
    comparator: str | None
    base: Base | None
    paren: bool
    child: bool
    break_before: str
    frame: str
    source: bool
    raw: str


_COMPLEMENT_STOP = re.compile(
    r"[;,().:|\n]|(?<![^\W\d_])(?:theo (?!hợp đồng)|tại|trên địa bàn|trong đó|so với|"
    r"trong năm|năm \d{4}|để|nhằm|với|do|gắn với|vào|(?<!đúng và )trước|trong (?!nước|tỉnh|"
    r"danh)|từ (?!\d sao)|thuộc phạm vi|tăng|giảm|đạt (?!chuẩn|tiêu|danh|bộ|từ|\d|các tiêu|"
    r"và)|(?<!và )vượt|(?<!mặt )bằng (?!cấp|khen)|chiếm|thông qua|bao gồm|gồm|nhưng|hay|ước|"
    r"phấn đấu|góp phần|nâng (?!cao|chất)|xếp|đứng|đồng thời|khi|cùng)(?![^\W\d_])"
)


_TIME_LEAD = re.compile(
    r"(?:(?<![^\W\d_])(?:trong|đến|đến hết|hết|tính đến|tính chung|riêng|tính từ|từ|vào|của|"
    r"các|cuối|đầu|thời điểm|vụ mùa|vụ|chung|kể từ|cho|tới|trước|ngày|sau|tính|cả|và|"
    r"cuối kỳ|tháng|quý|i|ii|iii)\s*)+$"
)


_PLACE_LEAD = re.compile(r"(?:(?<![^\W\d_])(?:của|trên địa bàn|tại|ở|toàn|cho|và|,)\s*)+$")


_SHORT_BRACKET = re.compile(
    r"\((?!trừ|không kể|bao gồm|gồm)[^()]*[\d%=:;][^()]*\)|\((?:[^()]{60,})\)|\(\s*\)|"
    r"\((?:kh|th|thực hiện|kế hoạch)[^()]*\)"
)


def blank(low: str, begin: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """A stretch of the text with some spans taken out (a space stands for each)."""
    pieces = []
    at = begin
    for first, last in sorted(spans):
        if last <= at or first >= end:
            continue
        pieces += [low[at : max(at, first)], " "]
        at = min(last, end)
    pieces.append(low[at:end])
    return "".join(pieces)


_BEHIND = ("year", "quarter", "month", "part", "school", "day")
_ASIDE = re.compile(r"\s*\([^()]*\)(?= (?:đạt|được|có|hoàn thành|đã|chưa)(?![^\W\d_]))")


def parse_right(sentence: Sentence, index: int, limit: int, absorbed: bool) -> Right:
    """What follows quantity `index`, up to `limit` (the next quantity or the sentence's end)."""
    low = sentence.low
    quantity = sentence.quantities[index]
    at = quantity.tail
    comparator = comparator_after(low[at:limit])
    if comparator:
        at += len(low[at:limit].partition("trở")[0]) + len("trở lên")
    time, end = _time_behind(sentence, quantity, at, limit)
    base = _base_at(low, end, limit, quantity) if quantity.family not in ("rank", "bare") else None
    if base is not None and base.end <= at:
        base = None
    if base is not None:
        return Right(base.end, base, "", comparator, time)
    aside = _ASIDE.match(low, end, sentence.end) if quantity.family == "count" else None
    if aside:
        # "5.775/8.227 xã (chiếm 70,2%) đạt chuẩn": it goes on behind the bracket.
        said = _noun_phrase(sentence, aside.end(), aside.end(), sentence.end)
        return Right(end, None, said, comparator, time)
    complement = ""
    if quantity.form != "rank" and not comparator:
        after = sentence.quantities[index + 1].tail if absorbed else end
        complement = _noun_phrase(sentence, end, after, sentence.end if absorbed else limit)
    return Right(end, None, complement, comparator, time)


def _time_behind(
    sentence: Sentence, quantity: Quantity, at: int, limit: int
) -> tuple[TimeMention | None, int]:
    """A time right behind the number, and where it (with its bracket) ends."""
    if quantity.family == "times":
        return None, at
    low = sentence.low
    for time in sentence.times:
        if not at <= time.begin < limit or time.code is None or time.form not in _BEHIND:
            continue
        if re.fullmatch(r"\s*\(?\s*(?:của |trong |vào )?", low[at : time.begin]):
            closing = re.match(r"\s*\)", low[time.end : limit])
            return time, time.end + (closing.end() if closing else 0)
    return None, at


def _noun_phrase(sentence: Sentence, begin: int, after: int, limit: int) -> str:
    """The words from `begin` to the first stop behind `after`, at most sixteen, '' if no noun."""
    stop = _COMPLEMENT_STOP.search(sentence.low, after, limit)
    piece = sentence.text[begin : stop.start() if stop else limit].strip(" .\n\"'-|")
    if _NO_COMPLEMENT.match(piece.lower()):
        return ""
    return " ".join(piece.split()[:16])


_NO_COMPLEMENT = re.compile(
    r"(?:là|này|trên|và|hay|đã|cũng|đều|nữa|mỗi|/|hoặc|trở|so|của (?:tỉnh|huyện|xã|cả nước|"
    r"toàn)|lên|xuống|còn|nhưng|đạt(?! chuẩn| tiêu chuẩn| danh hiệu| bộ| từ| \d| các| và|"
    r" tiêu)|vẫn|mà|thì|tương đương|tức|cả năm|giá)(?![^\W\d_])"
)


def _base_at(low: str, at: int, limit: int, quantity: Quantity) -> Base | None:
    base = find_base(low, at, limit)
    if base is None:
        return None
    words = base.words
    led = (
        re.match(r"(?:bình quân )?(?:khi )?(?:so|sánh|với|bằng|hơn|của|theo)(?![^\W\d_])", words)
        is not None
    )
    if base.kind == "plan":
        if quantity.family in ("percent", "times", "points"):
            return base
        return base if re.match(r"so(?![^\W\d_])", words) else None
    same_period = re.match(r"(?:so với |so |với |bằng )?(?:cùng (?:kỳ|thời)|ck)", words)
    if (led and not words.startswith("của")) or same_period or quantity.family == "times":
        return base
    return None


def kept_text(sentence: Sentence, begin: int, end: int) -> str:
    """A stretch of the sentence without comparisons, times, places, traps, bracketed figures."""
    low = sentence.low
    spans: list[tuple[int, int]] = []
    for found in COMPARISON.finditer(low, begin, end):
        base = find_base(low, found.start(), end)
        if base is not None:
            spans.append((base.begin, base.end))
    for time in sentence.times:
        if begin <= time.begin and time.end <= end:
            opening = _TIME_LEAD.search(low[begin : time.begin])
            spans.append((begin + opening.start() if opening else time.begin, time.end))
    for place in sentence.places:
        if begin <= place.begin and place.end <= end:
            opening = _PLACE_LEAD.search(low[begin : place.begin])
            spans.append((begin + opening.start() if opening else place.begin, place.end))
    spans += [(max(begin, a), min(end, b)) for a, b in sentence.traps if a < end and begin < b]
    spans += [(begin + m.start(), begin + m.end()) for m in _SHORT_BRACKET.finditer(low[begin:end])]
    return blank(sentence.text, begin, end, _merged(spans))


_PLAN_ONLY = re.compile(
    r"[\s,]*(?:vượt|đạt|so với|bằng) (?:kế hoạch|mục tiêu|chỉ tiêu)[^,;:]*", re.IGNORECASE
)
_PLAN_WORD = re.compile(
    r"^(?:(?:theo |so với )?(?:kế hoạch|kh|mục tiêu|chỉ tiêu|dự toán|nghị quyết|dt|nq|"
    r"trung ương|tw|tỉnh|huyện|hđnd \w+|thủ tướng(?: chính phủ)?)(?: (?:giao|đề ra|năm|tỉnh|"
    r"huyện|xã|là))*|dự ước|ước|tương đương|tức|cùng kỳ)$"
)


def parse_left(sentence: Sentence, index: int, begin: int, before: str) -> Left:
    """What precedes quantity `index`, from where the words behind the one before it end."""
    low = sentence.low
    quantity = sentence.quantities[index]
    end = quantity.begin
    words = low[begin:end]
    opened = words.rfind("(")
    paren = opened > words.rfind(")")
    outer_begin = begin
    if paren:
        begin = begin + opened + 1
    lead = low[begin:end]
    comparator, taken = comparator_before(lead.rstrip() + (" " if lead.endswith(" ") else ""))
    cut = end - taken
    source = (
        re.search(
            r"(?<![^\W\d_])từ (?:mức |vị trí |vị trí thứ |thứ |hạng )?$",
            low[max(begin, cut - 30) : cut] if taken else low[max(begin, end - 30) : end],
        )
        is not None
    )
    base = _base_before(sentence, begin, end)
    kept = kept_text(sentence, begin, cut)
    kept_low = kept.lower() if len(kept.lower()) == len(kept) else kept
    child = re.search(r"trong đó|bao gồm|gồm(?: có)?:", kept_low) is not None
    piece = kept[kept_low.rfind(";") + 1 :]
    frame = ""
    colon = piece.rfind(":")
    if colon >= 0:
        if piece[colon + 1 :].strip(" .,-("):
            frame, piece = piece[:colon], piece[colon + 1 :]
        else:
            piece = piece[:colon]
    verb, subject, action = split_subject(piece, quantity)
    if paren and _PLAN_WORD.match((subject or action).lower()):
        subject = action = ""
    if paren and not subject and not action:
        outer = kept_text(sentence, outer_begin, begin - 1)
        outer = outer[outer.rfind(";") + 1 :]
        if re.fullmatch(
            r"[\s,]*(?:vượt|đạt|so với|bằng) (?:kế hoạch|mục tiêu|chỉ tiêu)[^,;:]*", outer
        ):
            outer = ""
        if outer.strip(" ,"):
            plan = re.search(
                r"kh|kế hoạch|mục tiêu|chỉ tiêu|giao|tương đương|ước|dự toán|nghị quyết", lead
            )
            outer_verb, subject, _ = split_subject(outer, quantity)
            # "tăng khá (16%)": the verb stands before the bracket.
            verb = verb or ("" if plan else outer_verb)
            child = False
    raw = piece if not paren else kept_text(sentence, outer_begin, begin - 1) + " " + piece
    return Left(
        outer_begin,
        subject,
        action,
        verb,
        low[outer_begin:end],
        comparator,
        base,
        paren,
        child,
        before,
        frame.strip(),
        source,
        raw[raw.rfind(";") + 1 :],
    )


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _base_before(sentence: Sentence, begin: int, end: int) -> Base | None:
    last = None
    for found in COMPARISON.finditer(sentence.low, begin, end):
        base = find_base(sentence.low, found.start(), end)
        if base is not None and base.end > (last.end if last else -1):
            last = base
    return last
