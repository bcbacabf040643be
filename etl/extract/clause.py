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


def parse_right(sentence: Sentence, index: int, limit: int, absorbed: bool) -> Right:
    """What follows quantity `index`, up to `limit` (the next quantity or the sentence's end)."""
    low = sentence.low
    quantity = sentence.quantities[index]
    at = quantity.tail
    comparator = comparator_after(low[at:limit])
    if comparator:
        at += re.match(r".*?trở (?:lên|xuống)", low[at:limit]).end()  # type: ignore[union-attr]
    time = next(
        (
            t
            for t in sentence.times
            if at <= t.begin < limit
            and re.fullmatch(r"\s*\(?\s*(?:của |trong |vào )?", low[at : t.begin])
        ),
        None,
    )
    if time is not None and quantity.family in ("times",):
        time = None
    if (
        time is not None
        and time.code is not None
        and time.form in ("year", "quarter", "month", "part", "school", "day")
    ):
        closing = re.match(r"\s*\)", low[time.end : limit])
        after_time = time.end + (closing.end() if closing else 0)
    else:
        time, after_time = None, at
    base = None
    if quantity.family in (
        "percent",
        "points",
        "times",
        "measure",
        "money",
        "count",
        "moves",
        "score",
    ):
        base = _base_at(low, after_time, limit, quantity)
        if base is not None and base.begin == after_time == at and time is None and base.end <= at:
            base = None
    end = base.end if base else after_time
    complement = ""
    if quantity.family == "count" and base is None:
        # "5.775/8.227 xã (chiếm 70,2%) đạt chuẩn": it goes on behind the bracket.
        aside = re.match(
            r"\s*\([^()]*\)(?= (?:đạt|được|có|hoàn thành|đã|chưa)(?![^\W\d_]))",
            low[end : sentence.end],
        )
        if aside:
            stop = _COMPLEMENT_STOP.search(low, end + aside.end(), sentence.end)
            said = sentence.text[end + aside.end() : stop.start() if stop else sentence.end].strip(
                " ."
            )
            return Right(end, None, _trim(said), comparator, time)
    if quantity.form != "rank" and not comparator:
        after = sentence.quantities[index + 1].tail if absorbed else end
        stop = _COMPLEMENT_STOP.search(low, after, sentence.end if absorbed else limit)
        reach = stop.start() if stop else (sentence.end if absorbed else limit)
        if base is None or low[end : end + 1] == " ":
            piece = sentence.text[end:reach].strip(" .\n\"'-|")
            if _NO_COMPLEMENT.match(piece.lower()):
                piece = ""
            if piece and (base is None or base.kind == "plan"):
                complement = piece if base is None else ""
                end = reach if base is None else end
    if time is not None and complement == "" and base is None:
        end = after_time
    return Right(end, base, _trim(complement), comparator, time)


_NO_COMPLEMENT = re.compile(
    r"(?:là|này|trên|và|hay|đã|cũng|đều|nữa|mỗi|/|hoặc|trở|so|của (?:tỉnh|huyện|xã|cả nước|"
    r"toàn)|lên|xuống|còn|nhưng|đạt(?! chuẩn| tiêu chuẩn| danh hiệu| bộ| từ| \d| các| và|"
    r" tiêu)|vẫn|mà|thì|tương đương|tức|cả năm|giá)(?![^\W\d_])"
)


def _trim(complement: str) -> str:
    words = complement.split()
    return " ".join(words[:16])


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
