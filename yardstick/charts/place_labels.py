"""How a place is named on a chart: short, and told apart from others of the same name."""

from collections.abc import Sequence

from yardstick.charts.labels import Language
from yardstick.domain.place import Level, Place

_SHORT = {
    (Level.DISTRICT, "thành phố"): "TP",
    (Level.DISTRICT, "thị xã"): "TX",
    (Level.COMMUNE, "thị trấn"): "TT",
}
_KINDS = {
    "tỉnh": "provinces",
    "thành phố": "cities",
    "thị xã": "towns",
    "huyện": "rural districts",
    "quận": "urban districts",
    "thị trấn": "townships",
    "xã": "communes",
    "phường": "wards",
    "đặc khu": "special zones",
}
_COUNTS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ENGLISH = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NAMED = 3


def place_label(place: Place) -> str:
    """Văn Lâm, TP Hưng Yên, TX Mỹ Hào: cities and towns share names with what is around them."""
    short = _SHORT.get((place.level, place.kind))
    return f"{short} {place.name}" if short else place.name


def kinds_named(kind: str, language: Language = "vi") -> str:
    """Several places of a kind: "huyện"; in English "rural districts"."""
    return _KINDS.get(kind, kind) if language == "en" else kind


def listed(names: Sequence[str], language: Language = "vi", most: int = _NAMED) -> str:
    """Names in a row of words; those past `most` are counted: "A, B và 3 nơi khác"."""
    shown, left = list(names[:most]), len(names) - most
    if left > 0:
        shown.append(f"{left} others" if language == "en" else f"{left} nơi khác")
    if len(shown) < 2:
        return "".join(shown)
    word = "and" if language == "en" else "và"
    return f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def counted(number: int, language: Language = "vi") -> str:
    """A small count in words, with a capital to start a title: "Ba"; larger ones in digits."""
    words = _ENGLISH if language == "en" else _COUNTS
    return words[number].capitalize() if number < len(words) else str(number)
