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


# "Chủ tịch UBND tỉnh" is followed by the name of a person.
_OFFICER = re.compile(
    r"(?:chủ tịch|bí thư|trưởng|giám đốc|ủy viên|uỷ viên)(?: [^\W\d_]+){0,3}\s$", re.IGNORECASE
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
        if "\n" in text[match.start() : match.start("name")] and not name.isupper():
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
        if _OFFICER.search(text[max(0, match.start() - 40) : match.start()]) and not (
            re.match(rf"(?:{PROVINCES}|{_CITIES})\b", name)
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


# What stands between a place and the wider one it lies in ("huyện X, tỉnh Y", "của tỉnh Y").
_WITHIN = re.compile(
    rf"(?:(?:^|\n)\s*\d{{1,2}}[.)]\s*|{_NAME}(?:, | \(|,? (?:thuộc|của) )|"
    r"(?:huyện|xã|thị xã|phường)(?: \w+){1,3} của |"
    r"dân số )$"
)
_IS_A = re.compile(rf"({_NAME}) là (?:một )?(huyện|thị xã|xã|phường|đặc khu)(?! \w+ \w+ ủy)")
_IN_CAPITALS = {name.upper(): name for name in words("provinces")}
_CAPITALS = re.compile(rf"\bTỈNH\s+({'|'.join(_IN_CAPITALS)})\b")
_TYPES_LOW = "tỉnh|huyện|xã"
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
        if _WITHIN.search(opening[max(0, mention.begin - 40) : mention.begin]):
            weight = 0.2
        scores[mention.text] = scores.get(mention.text, 0.0) + weight
    for match in _CAPITALS.finditer(opening[:1200]):
        name = _IN_CAPITALS[re.sub(r"\s+", " ", match[1])]
        scores[f"tỉnh {name}"] = scores.get(f"tỉnh {name}", 0.0) + 3.0
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
    for match in _IS_A.finditer(opening):
        name = f"{match[2].lower()} {match[1]}"
        scores[name] = scores.get(name, 0.0) + 2.0
    # A text that names only what its place lies in does not say its own.
    if not scores or max(scores.values()) < 0.5:
        return None
    best = max(scores, key=lambda name: scores[name])
    low = opening.lower()
    for levels, sign, own, above in _WIDER:
        if best.startswith(levels) and re.search(sign, low) and not re.search(own, low):
            wider = [name for name in scores if name.startswith(above)]
            return max(wider, key=lambda name: scores[name]) if wider else None
    return best


# A place inside the one a text speaks for ("toàn tỉnh", "HĐND tỉnh") is not its subject.
_WIDER = (
    (
        ("xã", "phường", "thị trấn"),
        r"toàn huyện|toàn tỉnh|huyện ủy|hđnd huyện|tỉnh ủy",
        r"(?!)",
        ("huyện", "tỉnh", "thành phố", "thị xã"),
    ),
    # Gross regional product is told of provinces only.
    (("huyện", "thị xã"), r"\(grdp\)", r"(?!)", ("tỉnh",)),
    (
        ("huyện", "thị xã"),
        r"toàn tỉnh|hđnd tỉnh|(?<!chủ tịch )ubnd tỉnh|tỉnh ủy|(?:trên địa bàn|của) tỉnh"
        r"(?= (?!" + _TYPES_LOW + r")[^\W\d_]*[,.;:]|[,.;:]| (?:đạt|tăng|ước|tiếp|năm|được))",
        r"toàn huyện|huyện ủy|hđnd huyện|ubnd huyện|(?:của|trên địa bàn|là một) huyện|"
        r"toàn thị xã|thị ủy|ubnd thị xã",
        ("tỉnh",),
    ),
)
