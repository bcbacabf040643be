"""Places with history.

A code alone is no key, since new communes reuse old codes; (code, valid_from) is.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from yardstick.domain.vietnamese import fold, same_words_key, sort_key
from yardstick.errors import PlaceError

# The two-tier system started on this day: districts ended, provinces and communes merged
# (NQ 202/2025/QH15, NQ 1666/NQ-UBTVQH15).
TWO_TIER_START = date(2025, 7, 1)


class Level(StrEnum):
    """The tier of a place, widest first."""

    COUNTRY = "country"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


_WIDTH = {Level.COUNTRY: 0, Level.PROVINCE: 1, Level.DISTRICT: 2, Level.COMMUNE: 3}
_TYPES: tuple[tuple[str, str], ...] = (
    (r"tỉnh", "tỉnh"),
    (r"thành phố|t\.?p\.?(?=[\s.])", "thành phố"),
    (r"thị xã|t\.?x\.?(?=[\s.])", "thị xã"),
    (r"thị trấn|t\.?t\.?(?=[\s.])", "thị trấn"),
    (r"huyện|h\.", "huyện"),
    (r"phường|p\.", "phường"),
    (r"đặc khu", "đặc khu"),
    (r"xã|x\.", "xã"),
    (r"quận|q\.", "quận"),
)
_TYPED = re.compile(
    r"^(?:" + "|".join(f"(?P<t{n}>{p})" for n, (p, _) in enumerate(_TYPES)) + r")[\s.]*",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\((?P<remark>[^)]*)\)\s*$")


@dataclass(frozen=True)
class Place:
    """An administrative unit during one stretch of its history.

    Attributes:
        code: General Statistics Office code; reused over time.
        valid_from: First day under this name and extent; None when unknown (before the records).
        valid_to: Last day; None while it lasts.
        level: Country, province, district or commune.
        kind: tỉnh, thành phố, thị xã, huyện, xã, phường, thị trấn, đặc khu.
        name: Without the type word.
        parent: Key of the place it belongs to, None for the country.
    """

    code: str
    valid_from: date | None
    valid_to: date | None
    level: Level
    kind: str
    name: str
    parent: str | None

    @cached_property
    def key(self) -> str:
        """`CODE@VALID-FROM`, the place's identity in the store and in addresses.

        `33@` when the start is unknown.
        """
        return place_key(self.code, self.valid_from)

    @property
    def full_name(self) -> str:
        """Type and name as written in a sentence: tỉnh Hưng Yên, huyện Văn Lâm."""
        return f"{self.kind} {self.name}" if self.kind else self.name

    @property
    def title(self) -> str:
        """Type and name with a capital, for headings; ended places say so: Huyện Văn Lâm (cũ)."""
        text = self.full_name
        ended = " (cũ)" if self.valid_to is not None and self.level is not Level.DISTRICT else ""
        return text[:1].upper() + text[1:] + ended

    def existed_on(self, day: date) -> bool:
        """True when the day lies in the place's validity."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


def place_key(code: str, valid_from: date | None) -> str:
    """The identity of a place from its two parts."""
    return f"{code}@{valid_from.isoformat() if valid_from else ''}"


@dataclass(frozen=True)
class PlaceLink:
    """What became of a place: `whole` when all of the old one went into the new one."""

    old: str
    new: str
    whole: bool
    share_area: float | None = None


# "Xã hội", "XÃ HỘI - MÔI TRƯỜNG" is society and no commune called Hội.
_SOCIETY = re.compile(r"(?:xã hội|Xã hội|XÃ HỘI|Xã Hội)(?=\W*$|\s*[-–,&/]|\s+và\b)|[Xx]ã hội\b")


def split_type(text: str) -> tuple[str | None, str]:
    """A written name as (type or None, bare name): "TP. Hưng Yên" -> ("thành phố", "Hưng Yên")."""
    bare = _REMARK.sub("", text).strip(" .,;:")
    found = None if _SOCIETY.match(bare) else _TYPED.match(bare)
    if found is None or not bare[found.end() :].strip():
        return None, bare
    index = next(n for n in range(len(_TYPES)) if found[f"t{n}"])
    return _TYPES[index][1], bare[found.end() :].strip()


class Gazetteer:
    """All places known, found by key or by how they are written."""

    def __init__(self, places: Iterable[Place], links: Iterable[PlaceLink] = ()) -> None:
        """Index the places; raises ValueError when a key stands twice."""
        self._by_key: dict[str, Place] = {}
        for place in places:
            if place.key in self._by_key:
                raise ValueError(f"place {place.key} stands twice")
            self._by_key[place.key] = place
        self.links = tuple(links)
        # Place -> itself and the places around it: asked for every row of a sheet.
        self._around: dict[str, frozenset[str]] = {}

    @classmethod
    def from_rows(
        cls, units: Iterable[Mapping[str, str]], links: Iterable[Mapping[str, str]] = ()
    ) -> "Gazetteer":
        """The gazetteer of `data/places/units.csv` and `links.csv`.

        Read as dictionaries of text.
        """

        def day(text: str) -> date | None:
            return date.fromisoformat(text) if text else None

        return cls(
            (
                Place(
                    code=row["code"],
                    valid_from=day(row["valid_from"]),
                    valid_to=day(row["valid_to"]),
                    level=Level(row["level"]),
                    kind=row["type"],
                    name=row["name"],
                    parent=(
                        place_key(row["parent_code"], day(row["parent_valid_from"]))
                        if row["parent_code"]
                        else None
                    ),
                )
                for row in units
            ),
            (
                PlaceLink(
                    old=place_key(row["old_code"], day(row["old_valid_from"])),
                    new=place_key(row["new_code"], day(row["new_valid_from"])),
                    whole=row["relation"] == "whole",
                    share_area=float(row["share_area"]) if row.get("share_area") else None,
                )
                for row in links
            ),
        )

    def __len__(self) -> int:
        return len(self._by_key)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._by_key.values())

    def __getitem__(self, key: str) -> Place:
        """The place of a key; raises PlaceError when there is none."""
        try:
            return self._by_key[key]
        except KeyError:
            raise PlaceError(key) from None

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def find_key(self, key: str | None) -> Place | None:
        """The place of a key, or None when there is none."""
        return self._by_key.get(key) if key else None

    @cached_property
    def _by_name(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = {}
        for place in self._by_key.values():
            for key in {same_words_key(place.name), fold(place.name)}:
                found.setdefault(key, []).append(place)
        return {key: tuple(places) for key, places in found.items()}

    @cached_property
    def _children(self) -> dict[str, tuple[Place, ...]]:
        found: dict[str, list[Place]] = {}
        for place in self._by_key.values():
            if place.parent:
                found.setdefault(place.parent, []).append(place)
        return {
            key: tuple(sorted(places, key=lambda place: sort_key(place.name)))
            for key, places in found.items()
        }

    def children(self, place: Place, on: date | None = None) -> tuple[Place, ...]:
        """The places directly inside, in Vietnamese order; on a day, or ever."""
        inside = self._children.get(place.key, ())
        return tuple(child for child in inside if on is None or child.existed_on(on))

    def ancestors(self, place: Place) -> tuple[Place, ...]:
        """The places around, nearest first."""
        found = []
        key = place.parent
        while key is not None and key in self._by_key:
            found.append(self._by_key[key])
            key = self._by_key[key].parent
        return tuple(found)

    def is_within(self, place: Place, other: Place) -> bool:
        """True when `place` is `other` or lies inside it."""
        around = self._around.get(place.key)
        if around is None:
            keys = (one.key for one in (place, *self.ancestors(place)))
            around = self._around[place.key] = frozenset(keys)
        return other.key in around

    def candidates(
        self, text: str, *, on: date | None = None, within: Place | None = None
    ) -> tuple[Place, ...]:
        """Every place a written name can stand for, likeliest first.

        The type word, where written, must agree ("thành phố" also fits a province-level city). A
        match
        with the same marks beats one without; a place inside `within` beats one outside; of
        equals the
        wider place wins, so that a bare "Hưng Yên" is the province.

        Args:
            text: The name as written: "H. Văn Lâm", "xã Như Quỳnh", "Hưng Yên (sau 1/7/2025)".
            on: The day the text speaks of; places that did not exist then are left out.
            within: The place the text is about.
        """
        kind, bare = split_type(text)
        remark = _REMARK.search(text)
        if remark and on is None:
            on = _day_of_remark(remark["remark"])
        exact = self._by_name.get(same_words_key(bare), ())
        loose = exact or self._by_name.get(fold(bare), ())
        fitting = [
            place
            for place in dict.fromkeys(loose)
            if (kind is None or place.kind == kind) and (on is None or place.existed_on(on))
        ]
        return tuple(
            sorted(
                fitting,
                key=lambda place: (
                    within is not None and not self.is_within(place, within),
                    _WIDTH[place.level],
                    -(place.valid_from or date.min).toordinal(),
                ),
            )
        )

    def find(
        self, text: str, *, on: date | None = None, within: Place | None = None
    ) -> Place | None:
        """The one place a written name stands for, None when there is none or several are likely.

        Several of one level and one name (Trà Cú has both a commune and a township Định An) are
        as likely.
        """
        found = self.candidates(text, on=on, within=within)
        if not found:
            return None
        first = found[0]
        rivals = [
            place
            for place in found[1:]
            if place.level is first.level
            and (within is None or self.is_within(place, within) == self.is_within(first, within))
            and (on is not None or place.code != first.code)
        ]
        return None if rivals else first


def _day_of_remark(remark: str) -> date | None:
    """The day a bracketed remark places a name at: "(cũ)" before 1 July 2025, "(mới)" after."""
    words = fold(remark)
    if words in ("cu", "truoc sap nhap") or words.startswith("truoc"):
        return date(2025, 6, 30)
    if words in ("moi", "sau sap nhap") or words.startswith("sau"):
        return TWO_TIER_START
    return None
