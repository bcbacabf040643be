"""Digits -> exact numbers: dot for thousands, comma for decimals, or as the table says."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Style = Literal["vi", "en"]

# A run of digits with its separators; a sign belongs to it only where nothing stands before.
NUMBER = re.compile(
    r"(?<![\w.,])(?<!\d[-/])[+-]?(?=\d)\d+(?:[.,]\d+)*|(?<!\w)(?<!\d[.,])\d+(?:[.,]\d+)*"
)
_VI_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_VI_DECIMAL = re.compile(r"\d+,\d+")
_EN_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_EN_DECIMAL = re.compile(r"\d+\.\d+")
_LONG_EN = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")


def find_number(text: str, style: Style = "vi") -> Decimal | None:
    """The number a token writes, or None when it is malformed.

    In Vietnamese style `20.889` is twenty thousand and `24,023` is a little over 24; a dot
    followed by other than three digits is a decimal dot (`7.15`). In English style the marks
    change places.
    """
    sign, digits = (text[0], text[1:]) if text[:1] in "+-" else ("", text)
    if style == "en":
        if _EN_THOUSANDS.fullmatch(digits) or _EN_DECIMAL.fullmatch(digits):
            plain = digits.replace(",", "")
        elif digits.isdigit():
            plain = digits
        elif _VI_THOUSANDS.fullmatch(digits) and digits.count(".") > 1:
            plain = digits.replace(".", "").replace(",", ".")
        elif _VI_DECIMAL.fullmatch(digits):
            plain = digits.replace(",", ".")
        else:
            return None
    elif _VI_THOUSANDS.fullmatch(digits) and not digits.startswith("0"):
        plain = digits.replace(".", "").replace(",", ".")
    elif _LONG_EN.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _VI_DECIMAL.fullmatch(digits):
        plain = digits.replace(",", ".")
    elif digits.isdigit() or _EN_DECIMAL.fullmatch(digits):
        plain = digits
    else:
        return None
    return Decimal(sign + plain)


def decide_style(tokens: list[str]) -> Style:
    """The style of one table's numbers, told by the tokens that can be read one way only."""
    english = vietnamese = 0
    for token in tokens:
        digits = token.lstrip("+-")
        if _LONG_EN.fullmatch(digits) or re.fullmatch(r"\d{4,}\.\d+", digits):
            english += 2
        elif _EN_DECIMAL.fullmatch(digits) and not _VI_THOUSANDS.fullmatch(digits):
            english += 1
        elif re.fullmatch(
            r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}", digits
        ) or re.fullmatch(r"\d+,(?:\d{1,2}|\d{4,})", digits):
            vietnamese += 1
    return "en" if english > vietnamese else "vi"


@dataclass(frozen=True)
class NumberToken:
    """One run of digits in the view, with its value.

    Attributes:
        begin: Its first character (a sign included).
        end: One past its last.
        text: The characters, spaces of a bad scan taken out.
        value: The number, or None when it is malformed.
    """

    begin: int
    end: int
    text: str
    value: Decimal | None


# A scan's stray space at a separator is taken out only before a unit, where no list can be meant.
_UNIT_AHEAD = r"(?=\s?(?:%|‰|tỷ|triệu|nghìn|ngàn|đồng|ha\b|tấn|tạ|kg\b|người|hộ|con\b|m2|km2|usd))"
_STRAY = re.compile(
    r"(?<![\w.,])(?P<whole>\d{1,3}) ?(?P<mark>[.,]) ?(?P<rest>\d{1,3})" + _UNIT_AHEAD, re.IGNORECASE
)


# The mark stands, the decimals are gone: "3,%", "2, triệu tấn".
_CUT = re.compile(r"[.,] ?%|, (?:nghìn|ngàn|triệu|tỷ)\b")


# "1.2 38 tỷ": a group of three torn by a space.
_TORN = re.compile(
    r"(?<![\w.,])(?P<head>\d{1,3}\.)(?P<left>\d{1,2}) (?P<right>\d{1,2})" + _UNIT_AHEAD,
    re.IGNORECASE,
)


def _stray(low: str) -> dict[int, NumberToken]:
    found = {}
    for match in _TORN.finditer(low):
        if len(match["left"]) + len(match["right"]) == 3:
            text = match["head"] + match["left"] + match["right"]
            found[match.start()] = NumberToken(match.start(), match.end(), text, find_number(text))
    for match in _STRAY.finditer(low):
        text = match["whole"] + match["mark"] + match["rest"]
        if len(match.group()) == len(text):
            continue
        before_mark = low[match.end("whole")] == " "
        after_mark = low[match.start("mark") + 1] == " "
        if before_mark and after_mark:
            continue
        if match["mark"] == "." and len(match["rest"]) != 3:
            continue
        if match["mark"] == "," and after_mark:
            # "5, 3%" after a verb; never inside an enumeration.
            lead = low[max(0, match.start() - 60) : match.start()]
            if not re.search(
                r"(?:tăng|giảm|đạt|còn|bằng|chiếm|là) (?:hơn |trên |gần |khoảng )?$", lead
            ):
                continue
            if re.search(r"lần lượt|tương ứng", lead) or re.match(
                r"\d+ ?%? ?(?:và|,)", low[match.start("rest") : match.end() + 6]
            ):
                continue
        found[match.start()] = NumberToken(match.start(), match.end(), text, find_number(text))
    return found


def number_tokens(low: str) -> list[NumberToken]:
    """Every run of digits of the (lower-case) view, in order, read in Vietnamese style."""
    stray = _stray(low)
    tokens: list[NumberToken] = []
    last = 0
    for match in NUMBER.finditer(low):
        begin, end = match.span()
        if begin < last:
            continue
        token = stray.get(begin) or NumberToken(
            begin, end, match.group(), find_number(match.group())
        )
        # ",41%" and "3,%" have lost digits: kept as tokens, never given a value.
        orphan = begin > 0 and low[begin - 1] in ".," and (begin < 2 or low[begin - 2] in " (:")
        if token.end == end and (orphan or _CUT.match(low, end)):
            token = NumberToken(begin, end, match.group(), None)
        # A sign is a sign only after a space or bracket, and only when digits follow at once.
        if token.text[0] == "-" and begin > 0 and low[begin - 1] not in " (:|;\n\t":
            token = NumberToken(begin + 1, end, match.group()[1:], find_number(match.group()[1:]))
        tokens.append(token)
        last = token.end
    return tokens
