"""Places as sheets name them: in titles, metadata, tabs, headers and rows."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from etl.extract.bilingual import vietnamese_half
from etl.extract.clock import tick
from etl.extract.folding import fold
from yardstick.domain.period import Period
from yardstick.domain.place import Gazetteer, Level, Place, split_type
from yardstick.domain.vietnamese import nfc

_WHOLE = re.compile(
    r"(?:\W|\d)*(?:(?:toan|ca) (?:tinh|huyen|thi xa|thanh pho|xa|phuong|vung|quan|dia ban)|"
    r"tong (?:so|cong)(?: toan (?:tinh|huyen))?|"
    r"tong|chung|cong|tong chung|binh quan(?: chung)?(?: toan tinh)?|binh quan toan (?:tinh|"
    r"huyen)|chung toan tinh)\W*"
)
_ALL_OF = re.compile(r"^(?:toàn|cả|trên địa bàn)\s+(?=(?:tỉnh|huyện|thành phố|thị xã|xã)\s)", re.I)
# "UBND phường Phố Hiến" in a list is the ward's figure.
_OFFICE = re.compile(
    r"^(?:ubnd|[uủ][ỷy] ban nhân dân|hđnd)\s+(?=(?:tỉnh|huyện|thành phố|thị xã|xã|phường)\s)", re.I
)
_COUNTRY = re.compile(r"ca nuoc|toan quoc|viet nam|trong nuoc|toan nuoc")
_TYPE_WORDS = (
    r"(?:tỉnh|thành phố|t\.?p\.?|thị xã|t\.?x\.?|thị trấn|t\.?t\.?|huyện|h\.|phường|p\.|xã|x\.|"
    r"đặc khu|quận)"
)
# A name: words with a capital each; in capitals throughout for headings.
_NAMED = re.compile(
    rf"(?<![\w/])(?P<type>{_TYPE_WORDS})\s+(?!(?:tỉnh|thành phố|thị xã|huyện|xã|phường|"
    rf"thị trấn)\b)(?=(?P<name>[^\W\d_][\w'’-]*(?:\s+[^\W\d_][\w'’-]*){{0,4}}))",
    re.IGNORECASE,
)
_LISTING = re.compile(
    r"phân theo|chia theo|theo (?:huyện|xã|đơn vị|địa phương|địa bàn)|các (?:huyện|xã)|"
    r"từng (?:huyện|xã)",
    re.I,
)
_LEVEL_OF_TYPE = {
    "tỉnh": Level.PROVINCE, "huyện": Level.DISTRICT, "thị xã": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "xã": Level.COMMUNE, "phường": Level.COMMUNE, "thị trấn": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
}  # fmt: skip


@dataclass(frozen=True)
class WrittenPlace:
    """A place as printed, and which one it is; `place` is None when nobody has heard of it."""

    text: str
    place: Place | None


class PlaceNames:
    """Finds places for one workbook; remembers what it has found."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Search in the gazetteer, at any time until a day is given."""
        self.gazetteer = gazetteer
        self._seen: dict[tuple[str, date | None, str | None, Level | None], Place | None] = {}

    def find(
        self,
        text: str,
        on: date | None,
        within: Place | None,
        level: Level | None = None,
    ) -> Place | None:
        """The place a name stands for on a day; its type may have changed since (huyện, thị xã).

        Args:
            text: As written, with or without its type.
            on: A day the figures are about.
            within: The place around.
            level: The level its neighbours in a list have; decides a bare "Hưng Yên".
        """
        key = (text, on, within.key if within else None, level)
        if key not in self._seen:
            self._seen[key] = self._find(nfc(text).strip(" .,:;*"), on, within, level)
        return self._seen[key]

    def _find(
        self, text: str, on: date | None, within: Place | None, level: Level | None
    ) -> Place | None:
        tick()
        text = re.sub(r"\s+", " ", re.sub(r"^[\d.)\-+*•\s]+", "", vietnamese_half(text)))
        text = re.sub(r"\s+[-–]\s+", " ", text)
        text = _ALL_OF.sub("", _OFFICE.sub("", text))
        if _COUNTRY.fullmatch(fold(text)):
            return next((place for place in self.gazetteer if place.level is Level.COUNTRY), None)
        if not text or len(text) > 60:
            return None
        for day in dict.fromkeys((on, None)):
            found = self._fitting(
                self.gazetteer.candidates(text, on=day, within=within), within, level
            )
            if found is not None:
                return found
        kind, bare = split_type(text)
        if kind is None:
            return None
        wanted = _LEVEL_OF_TYPE.get(kind)
        levels = {wanted} if wanted else {Level.PROVINCE, Level.DISTRICT}
        for day in dict.fromkeys((on, None)):
            others = [
                place
                for place in self.gazetteer.candidates(bare, on=day, within=within)
                if place.level in levels and place.level is not Level.PROVINCE
            ]
            found = self._fitting(others, within, level)
            if found is not None:
                return found
        return None

    def is_inside(self, place: Place, around: Place) -> bool:
        """True when a place lies in another, or in one of its name at another time."""
        return self.gazetteer.is_within(place, around) or any(
            (outer.name, outer.level) == (around.name, around.level)
            for outer in (place, *self.gazetteer.ancestors(place))
        )

    def _fitting(
        self, candidates: Iterable[Place], within: Place | None, level: Level | None
    ) -> Place | None:
        fitting = list(candidates)
        if within is not None:
            inside = [place for place in fitting if self.is_inside(place, within)]
            fitting = inside or [place for place in fitting if place.level is Level.PROVINCE]
        if level is not None:
            fitting = [place for place in fitting if place.level is level] or fitting
        if not fitting:
            return None
        first = fitting[0]
        rivals = {
            place.code
            for place in fitting
            if place.level is first.level and place.code != first.code
        }
        return None if rivals else first

    def in_title(self, text: str, on: date | None) -> WrittenPlace | None:
        """The narrowest place a line names with its type, or the typed words nobody knows."""
        tick()
        unknown: WrittenPlace | None = None
        best: WrittenPlace | None = None
        for match in _NAMED.finditer(text):
            found = self._longest(match, text, on)
            if found is None:
                if (
                    unknown is None
                    and _is_proper(match["name"])
                    and not text[match.start() :].isupper()
                ):
                    unknown = WrittenPlace(f"{match['type']} {match['name']}", None)
                continue
            if best is None or _depth(found.place) > _depth(best.place):
                best = found
        return best or (unknown if _whole_line(text, unknown) else None)

    def of_issuer(self, text: str, on: date | None) -> WrittenPlace | None:
        """The province or district an office bears in its name: "SỞ TÀI CHÍNH HƯNG YÊN"."""
        words = text.split()
        level = Level.PROVINCE if re.match(r"sở|cục|ban dân", nfc(text).lower()) else Level.DISTRICT
        for count in (3, 2, 1):
            name = " ".join(words[-count:])
            if len(words) > count and _is_proper(name):
                found = self.find(name, on, None, level)
                if found is None and on is not None:
                    found = self.find(name, None, None, level)
                if found is not None and found.level is level:
                    return WrittenPlace(found.full_name, found)
        return None

    def _longest(self, match: re.Match[str], text: str, on: date | None) -> WrittenPlace | None:
        words = match["name"].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if not _is_proper(name):
                continue
            written = f"{match['type']} {name}"
            place = self.find(written, on, None)
            if place is None and on is not None:
                place = self.find(written, None, None)
            if place is not None:
                return WrittenPlace(written, place)
        return None

    def is_whole(self, text: str) -> bool:
        """True for "Toàn tỉnh", "Tổng số": the place the table is about."""
        return bool(_WHOLE.fullmatch(fold(vietnamese_half(text))))


def _whole_line(text: str, unknown: WrittenPlace | None) -> bool:
    return unknown is not None and len(text.strip()) <= len(unknown.text) + 4


def _depth(place: Place | None) -> int:
    order = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
    return order.index(place.level) if place else -1


def _is_proper(name: str) -> bool:
    return all(word[:1].isupper() for word in name.split())


def speaks_of_many(text: str) -> bool:
    """True for titles that promise a list of places: "phân theo huyện, thị xã"."""
    return bool(_LISTING.search(text))


def day_in(period: Period | None) -> date | None:
    """A day on which places are looked up for figures of a period: its last."""
    return period.end if period is not None else None


def without_office(text: str) -> str:
    """The place of an office that only stands for it: "UBND xã Như Quỳnh" -> "xã Như Quỳnh"."""
    return _OFFICE.sub("", text)


def has_type_word(text: str) -> bool:
    """True when a name starts with the type of a place: "Huyện …", "P. …"."""
    return split_type(_OFFICE.sub("", text))[0] is not None
