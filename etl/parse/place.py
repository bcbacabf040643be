"""Names of places in running text: the type word and the capitalised name behind it."""

import re
from dataclasses import dataclass

from etl.parse.syllable import UPPER
from etl.parse.vocabulary import words

_TYPES = "tỉnh|thành phố|huyện|thị xã|thị trấn|xã|phường|đặc khu|quận|tp\\.?|tx\\.?|tt\\."
_NAME = rf"[{UPPER}][\w'’]*(?:(?: - |-| )[{UPPER}][\w'’]*){{0,4}}"
_PLACE = re.compile(rf"\b(?P<type>(?:(?i:{_TYPES})))\s?(?P<name>{_NAME})")
_FULL = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
# Capitals that follow "xã" or "tỉnh" without being its name.
_NOT_NAME = re.compile(
    r"(?:ủy|uỷ|Ủy|Uỷ|Đoàn|Hội|Ban|Bí|Chủ|Đảng|Công an|Quân|Mặt trận|MTTQ|UBND|HĐND|UBMT|NTM|"
    r"BCH|BTV|OCOP|GRDP|PAR|PCI|PAPI|DDCI|IOC|Nghị|Quyết|Báo|Thông|Kế|Khu|Năm|Trong|Đến|"
    r"Tổng|Các|Số|Thu|Tỷ|Giá|Văn phòng|Sở|Phòng|Trung tâm|Trường|Đại hội|TW|Cục|Chi|Kho|"
    r"Hà)\b(?! [" + UPPER + "])"
)


# Provinces are often named without their type word.
PROVINCES = "|".join(words("provinces"))
_CITIES = "|".join(words("cities"))
_BARE = re.compile(
    rf"(?<![\w])(?<![{UPPER}])(?:(?P<province>{PROVINCES})|(?P<city>{_CITIES}))(?!\w)(?! "
    rf"[{UPPER}])(?! \()"
)
_NAME_BEFORE = re.compile(
    rf"(?:[{UPPER}][\w]*|báo|đài|sông|cảng|sân bay|đại học|công ty|vùng|ông|bà)\s$"
)


@dataclass(frozen=True)
class PlaceMention:
    """A place named in the view."""

    begin: int
    end: int
    text: str


def place_mentions(text: str, begin: int, end: int) -> list[PlaceMention]:
    """The places with a type word ("huyện Kbang", "TP. Hưng Yên") in a stretch of the view."""
    found = []
    for match in _PLACE.finditer(text, begin, end):
        name = match["name"]
        if name.isupper() and len(name) <= 5:
            continue
        first = name.split()[0]
        if _NOT_NAME.fullmatch(first) and " " not in name:
            continue
        if re.match(r"(?:Ủy|Uỷ|Đảng|Đoàn|Hội|Ban|Bí|Chủ)\b", name):
            continue
        if (
            re.match(
                r"(?:Nông|NTM|Nội|Trung|Văn|Mặt|Nhân|Phó|Anh|Kinh|Quốc|Việt Nam|Lãnh|Thường|Cơ)\b",
                name,
            )
            and len(name.split()) < 2
        ):
            continue
        kind = match["type"].lower().rstrip(".")
        found.append(PlaceMention(match.start(), match.end(), f"{_FULL.get(kind, kind)} {name}"))
    for match in _BARE.finditer(text, begin, end):
        if any(p.begin <= match.start() < p.end for p in found) or _NAME_BEFORE.search(
            text[max(0, match.start() - 16) : match.start()]
        ):
            continue
        found.append(
            PlaceMention(
                match.start(),
                match.end(),
                f"{'tỉnh' if match['province'] else 'thành phố'} {match.group()}",
            )
        )
    return sorted(found, key=lambda mention: mention.begin)


_SUBJECT = re.compile(
    rf"(?:ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|đảng bộ|huyện ủy|tỉnh ủy|thị ủy|"
    rf"thành ủy|đảng ủy|trên địa bàn|của)\s+(?:{_TYPES})\s*$"
)


def subject_place(text: str, head: int = 6000) -> str | None:
    """The place a document is about: the one named most in its opening.

    A body's name (Tỉnh ủy Hưng Yên, Huyện ủy Văn Lâm) counts as the place it governs.
    """
    scores: dict[str, float] = {}
    opening = text[:head]
    for mention in place_mentions(opening, 0, len(opening)):
        weight = 2.0 if mention.begin < 600 else 1.0
        scores[mention.text] = scores.get(mention.text, 0.0) + weight
    for match in re.finditer(
        rf"(?i:(tỉnh|huyện|thị|thành|xã|đảng) (?:ủy|bộ))\s+(?:(?i:tỉnh|huyện|xã|phường|thị xã|"
        rf"thành phố)\s+)?({_NAME})",
        opening,
    ):
        level = {
            "tỉnh": "tỉnh",
            "huyện": "huyện",
            "thị": "thị xã",
            "thành": "thành phố",
            "xã": "xã",
        }.get(match[1].lower())
        if level:
            name = f"{level} {match[2]}"
            scores[name] = scores.get(name, 0.0) + (2.0 if match.start() < 600 else 1.0)
    if not scores:
        return None
    best = max(scores, key=lambda name: scores[name])
    low = opening.lower()
    if best.startswith(("xã", "phường", "thị trấn")) and re.search(
        r"toàn huyện|toàn tỉnh|huyện ủy|hđnd huyện|tỉnh ủy", low
    ):
        wider = [
            name for name in scores if name.startswith(("huyện", "tỉnh", "thành phố", "thị xã"))
        ]
        return max(wider, key=lambda name: scores[name]) if wider else None
    return best
