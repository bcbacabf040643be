"""Where the words between two numbers stop belonging to the first."""

import re

from etl.extract.clause import Sentence
from etl.extract.lexicon import HEAD, VERB
from etl.extract.subject import masked_verbs
from etl.parse.quantity import Quantity
from etl.parse.syllable import LOWER, UPPER

_BREAK = re.compile(
    r"[;()]|(?<!nông)(?<!lâm nghiệp)(?<!xuất)(?<!nông nghiệp),| trong đó| bao gồm|"
    r" với (?=tổng|số|vốn|diện tích|giá trị|kinh phí|doanh thu)|"
    r" (?<!đạt )(?<!thành )và (?=đạt|tăng|giảm|bằng|vượt|\d|tổng|số|ngành|khu vực|các ngành|"
    r"tỷ lệ|thu|giá trị|xếp|đứng|thứ|đóng góp|cao hơn|thấp hơn|có|làm)| hay | nhưng |"
    r" làm (?=chết|bị)|: "
)


def split_gap(sentence: Sentence, quantity: Quantity, following: Quantity) -> tuple[int, str]:
    """Where the text between two numbers stops belonging to the first, and the separator there."""
    low = sentence.low
    begin, end = quantity.tail, following.begin
    opening = re.match(r"\s*\(([^()\d]{0,20}\d{0,4}[^()]{0,12})\)", low[begin:end])
    if opening and any(
        begin + opening.start(1) <= t.begin < begin + opening.end() and t.code
        for t in sentence.times
    ):
        begin += opening.end()
    gap = low[begin:end]
    depth = 0
    semicolon = -1
    for place, letter in enumerate(gap):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth -= 1
        elif letter == ";" and depth <= 0:
            semicolon = place
    if semicolon >= 0:
        return begin + semicolon, ";"
    # One character more, so that a look-ahead sees the next number.
    found = _BREAK.search(low, begin, end + 1)
    if found is None or found.start() >= end:
        for joint in re.finditer(r" và ", gap):
            rest = gap[joint.end() :]
            head = HEAD.match(rest)
            verb_later = VERB.search(masked_verbs(rest))
            if (
                head
                or (verb_later and verb_later.start() > 0)
                or (not VERB.search(masked_verbs(gap[: joint.start()])) and len(rest.split()) > 1)
            ):
                return begin + joint.start(), ","
        verb = None
        for verb_found in VERB.finditer(masked_verbs(gap)):
            if verb_found.lastgroup not in ("level",) or verb_found.group() in ("đạt", "là"):
                verb = verb_found
                break
        capital = re.search(rf"(?<=\s)[{UPPER}][{LOWER}]", sentence.text[begin:end])
        if (
            capital
            and not gap[: capital.start()].strip(" %|")
            and not any(p.begin <= begin + capital.start() < p.end for p in sentence.places)
        ):
            return begin + capital.start(), ","
        if verb is not None and verb.start() > 0:
            return begin + verb.start(), " "
        return end, ""
    return found.start(), found.group().strip() or ","
