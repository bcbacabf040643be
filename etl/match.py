"""An indicator's words -> the catalogue's code, with a stated confidence: the longest name found in the words, if nothing
in the rest narrows it to a part of that indicator.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.vietnamese import fold, same_words_key

_WORD = re.compile(r"[\w%]+(?:/[\w%]+)*")
# Words that may stand beside a name without making it another indicator.
_NEUTRAL = frozenset(
    ["tổng", "số", "của", "các", "trên", "địa", "bàn", "toàn", "tỉnh", "huyện", "xã", "phường", "thị", "trấn", "thành", "phố", "quận", "đặc", "khu", "ta", "trong", "năm", "tháng", "quý", "kỳ", "bình", "quân", "hằng", "hàng", "mỗi", "chung", "tính", "đạt", "được", "đến", "nay", "và", "thực", "hiện", "ước", "tốc", "độ", "tăng", "trưởng", "tỷ", "lệ", "mức", "kết", "quả", "công", "tác", "tình", "hình", "chỉ", "tiêu", "giá", "trị", "mới", "cả", "vụ", "nước", "nhà", "người", "dân", "xếp", "hạng", "điểm", "chỉ", "số", "bộ", "so", "với", "kế", "hoạch", "dự", "toán", "vốn", "theo", "quy", "định", "hiện", "có", "còn", "lại", "thứ", "cấp", "cho", "về", "từ", "là", "một", "lượng", "quy", "mô", "giá", "hiện", "hành", "thực", "tế", "sánh", "lần", "phần", "trăm", "tiến", "giao", "giảm", "còn", "dưới", "nhiều", "địa", "phương", "thấp", "cao", "phát", "sinh", "đang", "hoạt", "động", "hoàn", "thành", "chuẩn", "quốc", "gia", "đa", "chiều", "giai", "đoạn", "nhiệm", "kỳ", "cuối", "đầu", "khoảng", "đề", "ra", "hơn", "nữa", "theo", "tiêu", "chí", "huy", "động", "thu", "khá", "đã", "duy", "trì", "thành", "lập", "đưa", "giải", "quyết", "tạo", "xảy", "ra", "làm", "việc", "trở", "lên", "sử", "dụng", "tham", "gia", "sau", "hợp", "nhất", "sắp", "xếp", "tăng", "khu", "vực", "điều", "chỉnh", "ngành", "bước", "qua", "tại", "bảo", "đảm", "xây", "dựng", "cùng", "giữ", "vững", "ổn", "định", "hội", "đồng", "nhân", "vùng", "đồng", "bằng", "sông", "hồng", "thuộc", "khi", "đó", "con", "số", "mạnh", "nhẹ", "nhanh", "chậm", "tháng", "đầu", "tiên", "này", "cần", "phải", "đón", "hút", "qua", "hoạch", "lũy", "kế", "cấp", "mới", "trung", "ương", "nghị", "quyết", "hđnd", "ubnd", "đối", "lập", "chủ", "yếu"]
)


@dataclass(frozen=True)
class Match:
    """A code with how sure the match is and what decided it."""

    code: str
    confidence: float
    why: str


@dataclass(frozen=True)
class _Name:
    words: tuple[str, ...]
    code: str
    gap: int
    rank: int


# Little words that a name may have or lack.
_LIGHT = frozenset(["có", "được", "các", "của", "những"])


def _words(text: str) -> tuple[str, ...]:
    words = _WORD.findall(same_words_key(text.replace("-", " ").replace("–", " ")))
    return tuple(word for word in words if word not in _LIGHT) or tuple(words)


class Matcher:
    """The catalogue prepared for matching."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Index every name, synonym, abbreviation and look-alike by its first word."""
        self._catalogue = catalogue
        self._names: dict[str, list[_Name]] = {}
        self._folded: dict[str, list[_Name]] = {}
        self._unlike: dict[str, list[tuple[str, ...]]] = {}
        for indicator in catalogue:
            for text in (indicator.name_vi, *indicator.synonyms, *indicator.abbreviations):
                self._add(indicator, text)
            self._unlike[indicator.code] = [_words(text) for text in indicator.unlike]
        self._cached = lru_cache(maxsize=8192)(self._candidates)

    def _add(self, indicator: Indicator, text: str) -> None:
        head, gap, tail = text.partition("…")
        words = _words(head) + _words(tail)
        if not words:
            return
        name = _Name(words, indicator.code, len(_words(head)) if gap else 0, len(words))
        self._names.setdefault(words[0], []).append(name)
        folded = tuple(fold(word) for word in words)
        self._folded.setdefault(folded[0], []).append(_Name(folded, name.code, name.gap, name.rank))

    def find(
        self,
        name: str,
        *,
        unit: str = "",
        noun: str = "",
        measure: str = "level",
        level: str | None = None,
        share: bool = False,
    ) -> Match | None:
        """The code of an indicator's words.

        Args:
            name: The words, as the document has them.
            unit: The figure's unit in normal spelling.
            noun: The noun counted, if it is a count.
            measure: level, growth, change, completion or rank.
            level: province, district or commune, where known: GRDP is never a district's.
            share: True when the sentence says "chiếm".
        """
        best: Match | None = None
        for match in self._cached(name, noun):
            code = _settle(match.code, unit, noun, measure, share, name)
            if code is None or code not in self._catalogue:
                continue
            if level in ("district", "commune") and code in _PROVINCE_ONLY:
                continue
            if best is None or match.confidence > best.confidence:
                best = Match(code, match.confidence, match.why)
        return best

    def _candidates(self, name: str, noun: str) -> tuple[Match, ...]:
        words = _words(name)
        neutral = _NEUTRAL.union(_words(noun))
        found = self._spot(words, self._names, 1.0, neutral)
        if not found:
            found = (
                self._spot(tuple(fold(word) for word in words), self._folded, 0.8, neutral)
                if not _marked(words)
                else []
            )
        return tuple(found)

    def _spot(
        self,
        words: tuple[str, ...],
        index: dict[str, list[_Name]],
        weight: float,
        neutral: frozenset[str],
    ) -> list[Match]:
        hits: list[tuple[int, int, _Name, frozenset[int]]] = []
        for at, word in enumerate(words):
            for name in index.get(word, ()):
                places = _places(words, at, name)
                if places is not None:
                    hits.append((name.rank, -at, name, places))
        hits.sort(key=lambda hit: (-hit[0], -hit[1]))
        matches: list[Match] = []
        longest = hits[0][0] if hits else 0
        for rank, _, name, places in hits:
            if self._blocked(name, words, places):
                continue
            if matches and rank < longest - 3:
                break
            # "chỉ số giá tiêu dùng (CPI)": the short form beside the name adds nothing.
            own = places.union(*(other for _, _, hit, other in hits if hit.code == name.code))
            rest = [words[place] for place in range(len(words)) if place not in own]
            narrow = [word for word in rest if word not in neutral and not word.isdigit()]
            covered = any(other is not name and places < wider for _, _, other, wider in hits)
            if narrow or covered:
                continue
            confidence = weight * (0.97 if not rest else 0.9 if len(rest) <= 4 else 0.8)
            matches.append(Match(name.code, round(confidence, 2), " ".join(name.words)))
        return matches

    def _blocked(self, name: _Name, words: tuple[str, ...], places: frozenset[int]) -> bool:
        for unlike in self._unlike[name.code]:
            if len(unlike) < len(name.words):
                continue
            for at in range(len(words) - len(unlike) + 1):
                if (
                    words[at : at + len(unlike)] == unlike
                    and places & set(range(at, at + len(unlike)))
                    and unlike != name.words
                ):
                    return True
        return False


def _marked(words: Iterable[str]) -> bool:
    """True when the words carry Vietnamese marks, so that a folded match would mix up chỉ and chi."""
    return any(not word.isascii() for word in words)


def _places(words: tuple[str, ...], at: int, name: _Name) -> frozenset[int] | None:
    if not name.gap:
        return (
            frozenset(range(at, at + name.rank))
            if words[at : at + name.rank] == name.words
            else None
        )
    head, tail = name.words[: name.gap], name.words[name.gap :]
    if words[at : at + len(head)] != head:
        return None
    for start in range(at + len(head), len(words) - len(tail) + 1):
        if words[start : start + len(tail)] == tail:
            return frozenset(range(at, at + len(head))) | frozenset(range(start, start + len(tail)))
    return None


_TO_GROWTH = {"EC02": "EC01", "EC10": "EC11"}
_TO_LEVEL = {"EC01": "EC02", "EC11": "EC10"}
_SECTORS = {"EC04": "EC07", "EC05": "EC08", "EC06": "EC09"}
# The nouns whose count is kept under a rate's code.
_COUNTED = {
    "SO03": ("hộ",),
    "SO04": ("hộ",),
    "NT01": ("xã",),
    "NT02": ("xã",),
    "NT03": ("xã",),
    "NT04": ("tiêu chí",),
    "HE07": ("xã",),
    "DX01": ("tài khoản",),
    "ED01": ("trường",),
    "HE03": ("giường bệnh", "giường"),
    "HE04": ("bác sĩ", "bác sỹ"),
    "SE01": ("vụ", "người"),
    "EV03": ("cụm công nghiệp", "khu công nghiệp"),
}


def _settle(code: str, unit: str, noun: str, measure: str, share: bool, name: str) -> str | None:
    """The code among those of one family that fits the unit and the measure, or None."""
    percent = unit.startswith(("%", "‰")) or ("điểm" in unit and "phần" in unit) or unit == "điểm %"
    money = "đồng" in unit or "USD" in unit or "đô la" in unit
    low = name.lower()
    if code in _TO_GROWTH and (measure == "growth" or (measure == "change" and percent)):
        code = _TO_GROWTH[code]
    elif code in _TO_LEVEL and money:
        code = _TO_LEVEL[code]
    elif code == "EC01" and measure == "completion":
        code = "EC01"
    if (
        code in _SECTORS
        and percent
        and measure in ("level", "change")
        and (share or "tỷ trọng" in low or "cơ cấu" in low)
    ):
        code = _SECTORS[code]
    if code in _SECTORS and not percent:
        return None
    if code in ("IV02", "IV03"):
        code = "IV02" if percent and measure in ("completion", "level", "change") else "IV03"
    if code in ("IV06", "IV07"):
        code = "IV07" if percent else "IV06" if unit in ("ha", "m2") else ""
        if not code:
            return None
    counted = noun.split("/")[0].removesuffix("s")
    if counted and not money:
        allowed = _COUNTED.get(code)
        rate = code in _RATES
        if rate and (allowed is None or counted.split(",")[0] not in allowed):
            return None
        if (
            allowed is not None
            and code in ("NT01", "NT02", "NT03", "HE07", "ED01")
            and counted not in (*allowed, "xã, thị trấn", "xã, phường")
        ):
            return None
        if code in ("SO05", "SO06", "EN01", "EN02", "EN03", "EN04") and counted in (
            "dự án",
            "xã",
            "lớp",
            "cuộc",
        ):
            return None
    if code in _MONEY and percent and measure == "level":
        return None
    if code in _MONEY and not money and not percent and unit not in ("lần", "rank", ""):
        return None
    return code


# National accounts exist for provinces only; a district's total is its giá trị sản xuất.
_PROVINCE_ONLY = frozenset(("EC01", "EC02", "EC03", "EC04", "EC05", "EC06"))
_RATES = frozenset(
    ["SO02", "SO03", "SO04", "SO07", "SO08", "SO09", "HE01", "HE02", "HE05", "HE06", "HE07", "ED01", "ED02", "CU01", "EV01", "EV02", "EV03", "GV01", "GV02", "GV03", "DX01", "NT01", "NT02", "NT03", "NT06", "IV02", "IV07", "IV08", "FN10", "AG07", "SE02", "SE03", "EC01", "EC04", "EC05", "EC06", "EC07", "EC08", "EC09", "EC11", "EC14", "IN01"]
)
_MONEY = frozenset(
    ["EC02", "EC10", "EC12", "EC13", "FN01", "FN02", "FN03", "FN04", "FN05", "FN06", "FN07", "FN08", "FN09", "IV01", "IV03", "IV04", "IV05", "IN02", "IN03", "IN04", "IN05", "IN07"]
)
