"""An indicator's words -> the catalogue's code, with a stated confidence.

The longest name found in the words decides, if nothing in the rest narrows it to a part of it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from etl.parse.vocabulary import words
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.vietnamese import fold, same_words_key

_WORD = re.compile(r"[\w%]+(?:/[\w%]+)*")
# Words that may stand beside a name without making it another indicator.
_NEUTRAL = frozenset(words("neutral_words"))


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
_LIGHT = frozenset(words("light_words"))


def _words(text: str) -> tuple[str, ...]:
    words = _WORD.findall(same_words_key(text.replace("-", " ").replace("–", " ")))
    return tuple(word for word in words if word not in _LIGHT) or tuple(words)


@lru_cache(maxsize=4)
def matcher_for(catalogue: Catalogue) -> "Matcher":
    """The matcher of a catalogue, made once."""
    return Matcher(catalogue)


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
            # The short form beside the name (CPI) adds nothing.
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
    """True when the words carry marks, so that a folded match would mix up chỉ and chi."""
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
    "SE01": ("vụ",),
    "SE04": ("người",),
    "SE05": ("người",),
    "EV03": ("cụm công nghiệp", "khu công nghiệp"),
}


def _settle(code: str, unit: str, noun: str, measure: str, share: bool, name: str) -> str | None:
    """The code among those of one family that fits the unit and the measure, or None."""
    points = unit == "điểm %" or ("điểm" in unit and "phần" in unit)
    percent = unit.startswith(("%", "‰")) or points
    money = "đồng" in unit or "USD" in unit or "đô la" in unit
    found = _of_family(code, unit, measure, percent, money)
    if found is None:
        return None
    code = found
    if code in _SECTORS:
        if not percent:
            return None
        shared = share or "tỷ trọng" in name.lower() or "cơ cấu" in name.lower()
        if measure in ("level", "change") and shared:
            code = _SECTORS[code]
    counted = noun.split("/")[0]
    if counted and not money and not _may_be_counted(code, counted):
        return None
    if code in _MONEY:
        if percent and measure == "level":
            return None
        if not money and not percent and unit not in ("lần", "rank", ""):
            return None
    return code


def _of_family(code: str, unit: str, measure: str, percent: bool, money: bool) -> str | None:
    """Level or growth, share or amount: the member of a family of codes that is meant."""
    if code in _TO_GROWTH and (measure == "growth" or (measure == "change" and percent)):
        return _TO_GROWTH[code]
    if code in _TO_LEVEL and money:
        return _TO_LEVEL[code]
    if code in ("IV02", "IV03"):
        rate = percent and measure in ("completion", "level", "change")
        return "IV02" if rate else "IV03"
    if code in ("IV06", "IV07"):
        return "IV07" if percent else "IV06" if unit in ("ha", "m2") else None
    return code


def _may_be_counted(code: str, counted: str) -> bool:
    """True when a count of this noun is kept under the code."""
    allowed = _COUNTED.get(code)
    if code in _RATES and (allowed is None or counted.split(",")[0] not in allowed):
        return False
    if code in ("NT01", "NT02", "NT03", "HE07", "ED01") and allowed is not None:
        return counted in (*allowed, "xã, thị trấn", "xã, phường")
    persons = code in ("SO05", "SO06", "EN01", "EN02", "EN03", "EN04")
    return not (persons and counted in ("dự án", "xã", "lớp", "cuộc"))


# National accounts exist for provinces only; a district's total is its giá trị sản xuất.
_PROVINCE_ONLY = frozenset(("EC01", "EC02", "EC03", "EC04", "EC05", "EC06"))
_RATES = frozenset(words("rate_codes"))
_MONEY = frozenset(words("money_codes"))
