"""What a value cell says: a number, a range, a rank, a mark for nothing, or words.

The style of text numbers (20.889,5 or 20,889.5) is decided for a column, never for a cell.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from etl.extract.folding import fold
from etl.extract.sheet_units import unit_of
from etl.read.cells import Cell
from yardstick.domain.observation import Kind
from yardstick.domain.vietnamese import nfc

Style = Literal["vi", "en"]

# Marks for "nothing here": dash, cross, dots, and words to that effect.
_NOTHING = re.compile(
    r"[-–—−_.…*x×:/\\|,'+ ]*|x+|(?:khong(?: co| phat sinh| ap dung| danh gia)?|"
    r"chua co(?: so lieu)?|"
    r"khong co so lieu|chua den ky|kxd|ko|khong giao|chua giao|khong so sanh|trong|blank|null)",
)
# A number is meant and not yet there: a person must come back to the cell.
_PENDING = re.compile(
    r"(?:so lieu )?dang (?:tong hop|cap nhat|ra soat|thu thap|thong ke|bao cao)(?: so lieu)?|"
    r"(?:cap nhat|bao cao|bo sung) sau|cho (?:so lieu|bao cao|tong hop|cap nhat).{0,30}|"
    r"chua (?:bao cao|tong hop|thong ke|cap nhat|nhap)(?: so lieu)?"
)
_NOT_AVAILABLE = re.compile(r"#?n/?\.?a\.?|nan|[+-]?inf(?:inity)?|\?+|err(?:or)?", re.I)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_GROUP_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_FOOTNOTE = re.compile(
    r"(?<=[\d%a-zà-ỹ])\s*(?:\(\*+\)|\*+|\[\d{1,2}\]|[¹²³⁴-⁹]+)$|(?<=[\d%])\s+\(\d{1,2}\)$", re.I
)
_REMARK = re.compile(r"(?<=[\d%])\s*\([^()]*\)\s*$")
_WRITTEN_DATE = re.compile(r"(?:[0-3]?\d)[/.-](?:[01]?\d)[/.-](?:19|20)\d\d")
_SCIENTIFIC = re.compile(r"[+-]?\d(?:[.,]\d+)?e[+-]?\d{1,2}")
# A single letter glued to digits, or a letter between digits: O for 0, l for 1. "5m" and "5đ" are
# units.
_MISTYPED = re.compile(
    r"\d[^\W\d_](?=\d)|\d(?![mđ])[^\W\d_](?![^\W\d_])|(?<![^\W_])[olIO](?=\d)", re.I
)
_MINUS = str.maketrans("−–—‒", "----")

_EN_STRONG = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3}){2,}")
_VI_STRONG = re.compile(
    r"\d{1,3}(?:\.\d{3})+,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,(?:\d{1,2}|\d{4,})"
)
_EN_WEAK = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+")
_DOT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")

_AT_LEAST = re.compile(
    r"^(?:>=|≥|>|tren|hon|tu(?=\s*\d)|it nhat|toi thieu|khong duoi|khong thap hon)$"
)
_AT_MOST = re.compile(
    r"^(?:<=|≤|<|duoi|khong qua|khong vuot qua|toi da|nho hon|thap hon|trong nhom|top|nhom)$"
)
_ABOUT = re.compile(r"^(?:~|≈|khoang|gan|xap xi|tren duoi)$")
_WORDS_BEFORE = re.compile(
    r"(?:(?P<estimate>uoc(?: dat| tinh| thuc hien)?|du kien)|(?P<target>phan dau(?: dat)?|"
    r"muc tieu|ke hoach|kh)"
    r"|(?P<rise>tang(?: them| binh quan)?|vuot)|(?P<fall>giam(?: con)?|thap hon|am)"
    r"|(?P<rank>(?:xep )?(?:thu|hang)(?: hang)?|xep|vi tri)"
    r"|(?P<bound>>=|≥|<=|≤|>|<|~|≈|tren duoi|tren|hon|duoi|khong qua|khong vuot qua|khong duoi|"
    r"khong thap hon|"
    r"it nhat|toi thieu|toi da|khoang|gan|xap xi|nho hon|trong nhom|nhom|top|tu)"
    r"|(?P<filler>dat|con|la|bang|muc|duoc|moi nam|binh quan|dat tu|hoan thanh|so voi nam truoc|"
    r"duy tri|on dinh))"
    r"(?![a-z])"
)


@dataclass(frozen=True)
class Reading:
    """A cell's content as a quantity.

    Attributes:
        value: The number; the lower end of a range.
        high: The upper end of a range.
        total: What stands after the slash of "12/63".
        unit: A unit written in the cell.
        percent: True when the cell writes or shows a percentage.
        comparator: ">=", "<=", "~" or None.
        kind: A word in the cell such as "ước" names the kind.
        direction: 1 for tăng, -1 for giảm, 0 when no such word stands there.
        rank: True for "xếp thứ 12".
        decimals: Digits after the decimal mark, for text.
        bracketed: True for "(12,48)", a negative number in books and ± columns.
    """

    value: Decimal
    high: Decimal | None = None
    total: Decimal | None = None
    unit: str | None = None
    percent: bool = False
    comparator: str | None = None
    kind: Kind | None = None
    direction: int = 0
    rank: bool = False
    decimals: int | None = None
    bracketed: bool = False


@dataclass(frozen=True)
class NoNumber:
    """A cell without a quantity: why, and whether a person should hear of it.

    `reason` is blank (a mark for nothing), words (a remark), or broken (meant as a number).
    """

    reason: Literal["blank", "words", "broken"]
    what: str = ""


def decide_style(texts: Iterable[str]) -> Style | None:
    """The style of a column's text numbers; None when nothing in it tells."""
    strong_en = strong_vi = weak_en = dots = commas = 0
    for text in texts:
        for token in _NUMBER.findall(_GROUP_SPACES.sub("", text)):
            if _EN_STRONG.fullmatch(token):
                strong_en += 1
            elif _VI_STRONG.fullmatch(token):
                strong_vi += 1
            elif _EN_WEAK.fullmatch(token):
                weak_en += 1
            elif _DOT_GROUP.fullmatch(token):
                dots += 1
            elif _COMMA_GROUP.fullmatch(token):
                commas += 1
    if strong_en != strong_vi:
        return "en" if strong_en > strong_vi else "vi"
    if weak_en > dots:
        return "en"
    if dots:
        return "vi"
    # Three decimals in every cell would be chance; three digits after a comma are thousands then.
    return "en" if commas >= 3 and not strong_vi else None


def token_value(token: str, style: Style) -> Decimal | None:
    """The number a run of digits and marks writes in a style, None when it is malformed."""
    group, mark = (".", ",") if style == "vi" else (",", ".")
    whole, _, decimals = token.partition(mark)
    if mark in decimals or group in decimals:
        return _other_style(token, group, mark)
    parts = whole.split(group)
    if len(parts) > 1:
        if not all(len(part) == 3 for part in parts[1:]) or not 1 <= len(parts[0]) <= 3:
            return _other_style(token, group, mark)
        if parts[0].startswith("0"):
            return _other_style(token, group, mark)
    return Decimal("".join(parts) + ("." + decimals if decimals else ""))


def _other_style(token: str, group: str, mark: str) -> Decimal | None:
    """A token only the other style explains: 10.98 in a Vietnamese column, 1,5 in an English."""
    whole, _, decimals = token.partition(group)
    if decimals and group not in decimals and mark not in decimals and mark not in whole:
        return Decimal(f"{whole}.{decimals}")
    thousands = whole.split(mark)
    grouped = len(thousands) > 1 and all(len(part) == 3 for part in thousands[1:])
    if grouped and (not decimals or decimals.isdigit()):
        return Decimal("".join(thousands) + ("." + decimals if decimals else ""))
    return None


def read_cell(cell: Cell, style: Style) -> Reading | NoNumber:
    """What a value cell holds; formulas nobody has calculated are told apart by the caller."""
    value = cell.value
    if cell.error:
        return NoNumber("broken", str(value))
    if isinstance(value, bool):
        return NoNumber("broken", "a truth value")
    if isinstance(value, Decimal):
        return _number_cell(value, cell.percent)
    if isinstance(value, date):
        return NoNumber("broken", f"the date {value.isoformat()}")
    return read_text(value or "", style)


def _number_cell(value: Decimal, percent: bool) -> Reading:
    if percent:
        return Reading((value * 100).normalize(), percent=True)
    return Reading(value)


# "Đến năm 2025 đạt 30.000": the year is when; "2,3/năm": the number is per year.
_UNTIL_YEAR = re.compile(r"^đến năm (?:19|20)\d\d\s*(?:đạt|là|còn|:)\s*(?=\D{0,12}\d)", re.I)
_A_YEAR = re.compile(r"(?<=\d)\s*/\s*năm$", re.I)


@lru_cache(maxsize=65536)
def read_text(text: str, style: Style) -> Reading | NoNumber:
    """The quantity a text writes, or why it writes none."""
    written = " ".join(nfc(text).translate(_MINUS).split())
    folded = fold(written)
    if _NOTHING.fullmatch(folded):
        return NoNumber("blank")
    pending = _NOT_AVAILABLE.fullmatch(folded) or _PENDING.fullmatch(folded.strip(" .…()"))
    if folded.startswith("#") or pending:
        return NoNumber("broken", written[:40])
    if not any(character.isdigit() for character in written):
        return NoNumber("words", written[:80])
    if len(written) > 60:
        return NoNumber("words", written[:80])
    if _WRITTEN_DATE.fullmatch(written):
        return NoNumber("broken", f"the date {written}")
    if _SCIENTIFIC.fullmatch(folded):
        return Reading(Decimal(folded.replace(",", ".")))
    bracketed = bool(re.fullmatch(r"\(\s*\d[\d.,\s]*%?\s*\)", written))
    if bracketed:
        written = written.strip("() ")
    written = _UNTIL_YEAR.sub("", _A_YEAR.sub("", written))
    written = _GROUP_SPACES.sub("", written)
    written = _FOOTNOTE.sub("", written)
    written = _REMARK.sub("", written).strip()
    reading = _parsed(written, style)
    if isinstance(reading, Reading) and bracketed:
        return Reading(
            -reading.value, percent=reading.percent, decimals=reading.decimals, bracketed=True
        )
    return reading


def _parsed(written: str, style: Style) -> Reading | NoNumber:
    tokens = list(_NUMBER.finditer(written))
    if not tokens or len(tokens) > 3:
        return NoNumber("words" if tokens else "broken", written[:80])
    if _MISTYPED.search(written):
        return NoNumber("broken", written[:40])
    values = [token_value(token.group(), style) for token in tokens]
    first = values[0]
    if first is None or any(value is None for value in values[:2]):
        return NoNumber("broken", written[:40])
    if re.search(r"\d[.,]\s*(?:%|$)", written):
        # The mark stands, the decimals are gone: "4,%".
        return NoNumber("broken", written[:40])
    lead = _lead(fold(written[: tokens[0].start()]))
    if lead is None:
        return NoNumber("words", written[:80])
    ends = _both_ends(written, tokens, values)
    if ends is None:
        return NoNumber("words", written[:80])
    high, total, end = ends
    tail = written[end:].strip()
    percent = "%" in written
    unit, comparator = _tail(tail, lead.comparator)
    if unit is None and tail and comparator is lead.comparator and not _is_small_noun(tail):
        return NoNumber("words", written[:80])
    value = -first if lead.negative else first
    if high is not None and high < value:
        high = None if not lead.negative else high
    if high is not None and high < value:
        return NoNumber("broken", written[:40])
    return Reading(
        value,
        high,
        total,
        unit,
        percent,
        comparator,
        lead.kind,
        lead.direction,
        lead.rank,
        _decimals(tokens[0].group(), style),
    )


def _is_small_noun(tail: str) -> bool:
    """True for what may follow a number beside a unit: a short noun in small letters, signs."""
    words = tail.lstrip("%.,;*+ ")
    return not words or (words[0].islower() and len(words) <= 25)


def _both_ends(
    written: str, tokens: list[re.Match[str]], values: list[Decimal | None]
) -> tuple[Decimal | None, Decimal | None, int] | None:
    """(upper end, whole of a part, where the numbers stop); None when they belong to no pair."""
    end = tokens[0].end()
    if len(tokens) == 1:
        return None, None, end
    link = fold(written[end : tokens[1].start()]).replace("%", "").strip()
    link = re.sub(r"^[a-z ]{1,12}(?=\s*(?:-|den)$)", "", link).strip()
    end = tokens[1].end()
    if link in ("-", "den", "toi", "--") or re.fullmatch(r"(?:-|den)\s*(?:duoi|gan)?", link):
        return values[1], None, end
    return (None, values[1], end) if link == "/" else None


@dataclass(frozen=True)
class _Lead:
    comparator: str | None = None
    kind: Kind | None = None
    direction: int = 0
    rank: bool = False
    negative: bool = False


def _lead(folded: str) -> _Lead | None:
    """What stands before the number; None when it is more than the known words."""
    negative = False
    rest = folded.strip(" :;(")
    if rest.endswith("-"):
        negative, rest = True, rest[:-1].rstrip()
    rest = rest.rstrip("+").rstrip()
    comparator: str | None = None
    kind: Kind | None = None
    direction, rank = 0, False
    while rest:
        found = _WORDS_BEFORE.match(rest)
        if found is None or not found.group():
            return None
        word = found.group()
        match found.lastgroup:
            case "estimate":
                kind = Kind.ESTIMATE
            case "target":
                kind = Kind.TARGET
            case "rise":
                direction = 1
            case "fall":
                # "giảm còn 3,2" gives the level reached.
                direction = 0 if word.endswith("con") else -1
            case "rank":
                rank = True
            case "bound":
                comparator = _comparator(word) or comparator
            case _:
                pass
        rest = rest[found.end() :].strip(" :;")
    return _Lead(comparator, kind, direction, rank, negative)


def _comparator(word: str) -> str | None:
    if _AT_LEAST.match(word):
        return ">="
    if _AT_MOST.match(word):
        return "<="
    return "~" if _ABOUT.match(word) else None


def _tail(tail: str, comparator: str | None) -> tuple[str | None, str | None]:
    folded = fold(tail)
    if folded.endswith("tro len"):
        comparator, tail = ">=", tail[: -len("trở lên")]
    elif folded.endswith("tro xuong"):
        comparator, tail = "<=", tail[: -len("trở xuống")]
    words = tail.strip(" .;,*")
    if words.startswith("%"):
        return "%", comparator
    return unit_of(words) if words else None, comparator


def _decimals(token: str, style: Style) -> int:
    mark = "," if style == "vi" else "."
    return len(token.partition(mark)[2])
