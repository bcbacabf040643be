"""How numbers, units, figures and verdicts are written in Vietnamese and in English."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from yardstick.domain.unit import find_unit
from yardstick.domain.vietnamese import format_number, nfc

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

NO_BREAK = "\u00a0"
MINUS = "−"
MISSING = "—"
# Numbers nobody printed are told without decimals from here on.
_LARGE = 100

VERDICT_WORDS: dict[str, tuple[str, str]] = {
    "exceeded": ("Vượt", "Exceeded"),
    "met": ("Đạt", "Met"),
    "nearly": ("Cơ bản đạt", "Nearly met"),
    "missed": ("Chưa đạt", "Not met"),
    "unlikely": ("Khó đạt", "Unlikely"),
    "no_figure": ("Chưa có số liệu", "No figure"),
    "no_target": ("Không đặt mục tiêu", "No target"),
}
VERDICT_GLYPHS: dict[str, str] = {
    "exceeded": "▲",
    "met": "✓",
    "nearly": "◐",
    "missed": "✕",
    "unlikely": "▼",
    "no_figure": "◌",
    "no_target": "–",
}
_SCALED_MONEY = re.compile(r"(?:(nghìn tỷ|triệu tỷ|tỷ|triệu|nghìn) )?(đồng|USD|EUR)")
_MONEY = {"đồng": "VND", "USD": "USD", "EUR": "EUR"}
_SCALE = {
    None: "",
    "nghìn": " thousand",
    "triệu": " m",
    "tỷ": " bn",
    "nghìn tỷ": " trn",
    "triệu tỷ": " million bn",
}
# After "per": one of them.
_EACH = {"người": "person", "hộ": "household", "lao động": "worker"}
_NOUNS = {
    "điểm %": "pp",
    "điểm": "points",
    "bậc": "places",
    "rank": "rank",
    "lần": "times",
    "tấn": "tonnes",
    "nghìn tấn": "thousand tonnes",
    "xã": "communes",
    "phường": "wards",
    "huyện": "districts",
    "thôn": "hamlets",
    "hộ": "households",
    "người": "people",
    "lao động": "workers",
    "năm": "year",
    "tháng": "month",
    "ngày": "day",
    "vạn dân": "10,000 people",
    "1 vạn dân": "10,000 people",
    "doanh nghiệp": "enterprises",
    "hợp tác xã": "cooperatives",
    "dự án": "projects",
    "trường": "schools",
    "giường": "beds",
    "giường bệnh": "hospital beds",
    "bác sĩ": "doctors",
    "vụ": "cases",
    "con": "head",
    "cụm": "clusters",
    "căn": "dwellings",
    "căn hộ": "dwellings",
    "nhà": "houses",
    "sản phẩm": "products",
    "tiêu chí": "criteria",
    "lượt người": "visits",
    "lượt khách": "visits",
    "m2": "m²",
    "m3": "m³",
    "km2": "km²",
}
_AUTHORITIES = {
    "central": ("trung ương giao", "set by the centre"),
    "province": ("tỉnh giao", "set by the province"),
    "council": ("HĐND giao", "set by the People's Council"),
    "party_committee": ("nghị quyết cấp ủy", "Party committee resolution"),
    "congress": ("nghị quyết đại hội", "congress resolution"),
    "district": ("huyện giao", "set by the district"),
    "commune": ("xã giao", "set by the commune"),
    "aspiration": ("phấn đấu", "strive for"),
}
_STATUSES = {
    "estimate": ("ước", "estimate"),
    "preliminary": ("sơ bộ", "preliminary"),
    "official": ("chính thức", "official"),
}


def _pick(pair: tuple[str, str], language: Language) -> str:
    return pair[1] if language == "en" else pair[0]


def number_label(value: Decimal, decimals: int | None = None, language: Language = "vi") -> str:
    """A number with its separators: 20.889 and 6,81 in Vietnamese, 20,889 and 6.81 in English."""
    text = format_number(value, decimals)
    return text.translate(str.maketrans(".,", ",.")) if language == "en" else text


def unit_label(unit: str, language: Language = "vi") -> str:
    """A unit as shown; English translates each part of triệu đồng/người/năm it knows."""
    if language == "vi":
        return "" if unit == "rank" else unit
    counted, *per = unit.split("/")
    parts = [_english_part(counted), *(_EACH.get(part) or _english_part(part) for part in per)]
    return "" if unit == "rank" else "/".join(parts)


def _english_part(part: str) -> str:
    money = _SCALED_MONEY.fullmatch(part)
    if money:
        return _MONEY[money[2]] + _SCALE[money[1]]
    return _NOUNS.get(part, part)


def with_unit(number: str, unit: str, language: Language = "vi") -> str:
    """Number and unit joined: "%" touches the number, other units follow a no-break space."""
    name = unit_label(unit, language)
    if not name:
        return number
    # Only the number clings to its unit's first word: long units may wrap.
    return number + name if name.startswith(("%", "‰")) else f"{number}{NO_BREAK}{name}"


def quantity_label(
    value: Decimal, unit: str, decimals: int | None = None, language: Language = "vi"
) -> str:
    """A value with its unit: "20.889 tỷ đồng", "6,81%", "−0,69 điểm %"."""
    return with_unit(number_label(value, decimals, language), unit, language)


def rough_decimals(size: Decimal, unit: str) -> int:
    """Digits of a number nobody printed: none for large ones and for things counted one by one."""
    known = find_unit(unit)
    is_whole = known is not None and known.is_whole
    return 0 if is_whole or abs(size) >= _LARGE else 1


def signed_label(
    value: Decimal, unit: str, decimals: int | None = None, language: Language = "vi"
) -> str:
    """A difference with its sign always written: "+2,3 điểm %", "−0,69 điểm %", "0 điểm %"."""
    sign = "+" if value > 0 else ""
    return sign + quantity_label(value, unit, decimals, language)


def figure_number(figure: "Figure", language: Language = "vi") -> str:
    """A figure's number as printed, without its unit: "20.889", "7,5–8", "24/63", "hơn 63"."""
    if figure.low is not None and figure.high is not None:
        low = number_label(figure.low, None, language)
        high = number_label(figure.high, None, language)
        return f"{low}–{high}"
    if figure.value is None:
        return MISSING
    number = number_label(figure.value, figure.decimals, language)
    if figure.total is not None:
        number = f"{number}/{number_label(figure.total, None, language)}"
    return roughly(figure, language) + number


def roughly(figure: "Figure", language: Language) -> str:
    """The word before a number that is none exactly: "hơn ", "khoảng "; "≥ " of a target; or ""."""
    if figure.kind == "target":
        return {">=": f"≥{NO_BREAK}", "<=": f"≤{NO_BREAK}"}.get(figure.comparator or "", "")
    # What happened is not bounded but approximate: the source's word is kept.
    printed = nfc(figure.quote or "").strip().lower()
    words = {
        ">=": ("hơn", "over", ("hơn", "trên", "gần")),
        "<=": ("dưới", "under", ("dưới", "gần", "chưa đến")),
        "~": ("khoảng", "about", ("khoảng", "gần", "xấp xỉ", "ước")),
    }
    if figure.comparator not in words:
        return ""
    usual, english, known = words[figure.comparator]
    if language == "en":
        return f"{english}{NO_BREAK}"
    word = next((word for word in known if printed.startswith(word)), usual)
    return f"{word}{NO_BREAK}"


def figure_unit(figure: "Figure", language: Language = "vi") -> str:
    """A figure's unit with what a percentage is of: "% kế hoạch" for a completion."""
    if figure.measure == "completion":
        return "% of plan" if language == "en" else "% kế hoạch"
    if figure.measure == "rank":
        return ""
    return unit_label(figure.unit, language)


def figure_label(figure: "Figure", language: Language = "vi") -> str:
    """A figure as written in a line: "20.889 tỷ đồng", "6,81%", "7,5–8%", "≥ 121 triệu đồng"."""
    number = figure_number(figure, language)
    if number == MISSING:
        return MISSING
    if figure.measure == "rank":
        return number if figure.total is not None else f"{_rank(language)} {number}"
    return with_unit(number, figure.unit, language)


def _rank(language: Language) -> str:
    return "rank" if language == "en" else "hạng"


def change_label(figure: "Figure", language: Language = "vi") -> str:
    """A growth or change in words: "tăng 6,58%", "giảm 2%"; other figures as `figure_label`."""
    if figure.measure not in ("growth", "change") or figure.value is None:
        return figure_label(figure, language)
    size = roughly(figure, language)
    size += quantity_label(abs(figure.value), figure.unit, figure.decimals, language)
    if figure.value == 0:
        return "unchanged" if language == "en" else "không đổi"
    if language == "en":
        return ("up " if figure.value > 0 else "down ") + size
    return ("tăng " if figure.value > 0 else "giảm ") + size


def verdict_label(verdict: str, language: Language = "vi") -> str:
    """The verdict in words: Vượt, Đạt, Cơ bản đạt, Chưa đạt, Khó đạt and so on."""
    return _pick(VERDICT_WORDS[verdict], language)


def verdict_glyph(verdict: str) -> str:
    """The verdict's shape, a character of the symbol font."""
    return VERDICT_GLYPHS[verdict]


def marked_number(verdict: str, number: str) -> str:
    """A number behind its verdict's shape; the dash of no target would read as a minus."""
    return number if verdict == "no_target" else f"{VERDICT_GLYPHS[verdict]} {number}"


def authority_label(authority: str | None, language: Language = "vi") -> str:
    """Who set a target, in words; an unnamed authority gives an empty text."""
    return _pick(_AUTHORITIES[authority], language) if authority else ""


def status_label(status: str | None, language: Language = "vi") -> str:
    """How final a figure is: ước, sơ bộ, chính thức; unknown gives an empty text."""
    return _pick(_STATUSES[status], language) if status else ""


def keep_together(title: str) -> str:
    """The title with no-break spaces inside compounds and between a number and its unit."""
    for compound in _COMPOUNDS:
        title = title.replace(compound, compound.replace(" ", NO_BREAK))
    return re.sub(r"(?<=\d) (?=(?:tỷ|triệu|điểm|đồng|%|USD)\b|%)", NO_BREAK, title)


# LOOK.md, Type: compounds that must not be torn apart at a line's end.
_COMPOUNDS = (
    "giải ngân",
    "mục tiêu",
    "xuất khẩu",
    "nhập khẩu",
    "đầu tư",
    "xã hội",
    "ngân sách",
    "chỉ tiêu",
    "số liệu",
    "tiến độ",
    "kế hoạch",
    "hộ nghèo",
    "nông thôn",
    "điểm %",
    "tỷ đồng",
    "chưa đạt",
    "thu tiền",
    "sử dụng đất",
    "tư công",
    "nhà nước",
    "y tế",
    "quốc gia",
    "công nghiệp",
    "nghiệp vụ",
    "rác thải",
    "bảo hiểm",
    "tăng trưởng",
    "trực tuyến",
    "điện tử",
)
