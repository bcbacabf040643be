"""Where the words between two numbers stop belonging to the first."""

import re

from etl.extract.clause import Sentence
from etl.extract.lexicon import HEAD, VERB
from etl.extract.subject import masked_verbs
from etl.parse.quantity import Quantity
from etl.parse.syllable import LOWER, UPPER

_BREAK = re.compile(
    r"[;()]|(?<!nông)(?<!lâm nghiệp)(?<!xuất)(?<!nông nghiệp),| trong đó| bao gồm|"
    r" với (?=tổng|số|vốn|dân số|quy mô|mật độ|diện tích|giá trị|kinh phí|doanh thu)|"
    r" (?<!đạt )(?<!thành )và (?=đạt|tăng|giảm|bằng|vượt|\d|tổng|số|ngành|khu vực|các ngành|"
    r"tỷ lệ|thu|giá trị|xếp|đứng|thứ|đóng góp|cao hơn|thấp hơn|có|làm)| hay | nhưng |"
    r" làm (?=chết|bị)|: "
)


def split_gap(sentence: Sentence, quantity: Quantity, following: Quantity) -> tuple[int, str]:
    """Where the text between two numbers stops belonging to the first, and the separator there."""
    low = sentence.low
    begin, end = _behind_time(sentence, quantity.tail, following.begin), following.begin
    gap = low[begin:end]
    semicolon = _last_semicolon(gap)
    if semicolon >= 0:
        return begin + semicolon, ";"
    # One character more, so that a look-ahead sees the next number.
    found = _BREAK.search(low, begin, end + 1)
    if found is not None and found.start() < end:
        return found.start(), found.group().strip() or ","
    joint = _joint(gap)
    if joint is not None:
        return begin + joint, ","
    capital = re.search(rf"(?<=\s)[{UPPER}][{LOWER}]", sentence.text[begin:end])
    if capital and not gap[: capital.start()].strip(" %|"):
        at = begin + capital.start()
        if not any(place.begin <= at < place.end for place in sentence.places):
            return at, ","
    verb = _first_verb(gap)
    return (begin + verb, " ") if verb else (end, "")


def _behind_time(sentence: Sentence, begin: int, end: int) -> int:
    """Past a bracket that holds a time, which stays with the number before it."""
    bracket = re.match(r"\s*\(([^()\d]{0,20}\d{0,4}[^()]{0,12})\)", sentence.low[begin:end])
    if bracket is None:
        return begin
    first, last = begin + bracket.start(1), begin + bracket.end()
    timed = any(first <= time.begin < last and time.code for time in sentence.times)
    return last if timed else begin


def _last_semicolon(gap: str) -> int:
    """The last semicolon outside brackets, or -1."""
    depth, last = 0, -1
    for place, letter in enumerate(gap):
        if letter in "()":
            depth += 1 if letter == "(" else -1
        elif letter == ";" and depth <= 0:
            last = place
    return last


def _joint(gap: str) -> int | None:
    """The "và" that starts a new subject."""
    for joint in re.finditer(r" và ", gap):
        rest = gap[joint.end() :]
        later = VERB.search(masked_verbs(rest))
        earlier = VERB.search(masked_verbs(gap[: joint.start()]))
        if HEAD.match(rest) or (later and later.start() > 0):
            return joint.start()
        if not earlier and len(rest.split()) > 1:
            return joint.start()
    return None


def _first_verb(gap: str) -> int:
    """Where the first verb that can govern the next number stands; 0 without one."""
    for found in VERB.finditer(masked_verbs(gap)):
        if found.lastgroup != "level" or found.group() in ("đạt", "là"):
            return found.start()
    return 0
