"""Made-up figures for the ten old districts of Hưng Yên, to show the product with; never real ones.

The same figures every time: each number is drawn from its own name alone. They hold what real
figures hold: gaps, estimates, a revision, a conflict, changed targets and a break of places.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from etl.illustration_rules import RULES, SEASON, SHARES, SIZES, STRENGTHS, Rule
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.observation import Authority, Kind, Measure, Observation, Status
from yardstick.domain.period import Cumulative, Month, Period, Year
from yardstick.domain.place import TWO_TIER_START, Gazetteer, Place
from yardstick.domain.provenance import CellRef, Source, SourceKind
from yardstick.domain.vietnamese import format_number
from yardstick.store.batch import Batch, BatchKind, Recorded
from yardstick.store.database import Store
from yardstick.store.illustration import mark_illustrative
from yardstick.store.writer import write

TITLE = "SỐ LIỆU MINH HỌA"
YEARS = (2023, 2024)
PROVINCE = "33@"
_ISSUER = "Số liệu do máy tạo, không phải số liệu thật"
_FLOWS = ("flow", "flow_season")
_BREAK_YEAR = 2025
_COMMUNE_CODES = ("HE01", "GV02", "GV03", "DX01")
_OLD_COMMUNES = ("11986@", "11992@", "11995@", "12001@")
# Reports that never came: a whole month of a district, and one indicator of another.
_SILENT = (("333", 2024, 6, ("IV02", "IV03", "IV07", "EN01")), ("332", 2024, 11, None))
_NEVER = (("323", "NT02"),)
_LOST = 0.015
# Estimated at the end of these months, by these districts (None: by all).
_ESTIMATED = {(2024, 6): ("325", "329", "330"), (2024, 12): None}
_REVISED = (("325", "FN01"), ("325", "IV02"), ("329", "IV02"), ("330", "IN02"))
_DISPUTED = (("330", "SO03"), ("327", "EN02"), ("325", "IN02"), ("33", "EN01"))
_ADJUSTED = (("325", "IV03"), ("329", "FN03"), ("333", "FN03"))
_HALF, _DECEMBER = 6, 12
# When somebody loaded what had been issued by then; in UTC, noon in Hưng Yên.
_DAYS = (date(2024, 7, 5), date(2024, 8, 6), date(2024, 9, 3), date(2025, 1, 6), date(2026, 1, 7))
_MORNING = time(5)


@dataclass(frozen=True)
class _Sheet:
    """One made-up source and what it prints."""

    source: Source
    rows: tuple[Recorded, ...]


def illustrate(store: Store, catalogue: Catalogue, gazetteer: Gazetteer) -> int:
    """Fill a store of its own with the made-up figures; how many were added, 0 when all are there.

    A store filled by an earlier version of this module keeps what it holds: the two sets would
    dispute each other.

    Raises:
        MixedStoreError: The store holds real figures.
    """
    mark_illustrative(store)
    listed = batches(catalogue, gazetteer)
    if not store.is_empty and not any(store.knows(str(one.content_hash)) for _, one in listed):
        return 0
    added = 0
    for day, batch in listed:
        if batch.content_hash is not None and not store.knows(batch.content_hash):
            write(store, batch, moment=datetime.combine(day, _MORNING))
            added += len(batch.observations)
    return added


def batches(catalogue: Catalogue, gazetteer: Gazetteer) -> tuple[tuple[date, Batch], ...]:
    """What came in on which day: every sheet on the first of these after it was issued.

    So the figures can be looked at as they were known before a revision, a second source, the rest
    of the year and the communes were there.
    """
    maker = _Maker(catalogue, gazetteer)
    sheets = [
        *maker.plans(),
        *maker.reports(),
        *maker.revision(),
        *maker.rival(),
        *maker.communes(),
    ]
    found = []
    after = date.min
    for day in _DAYS:
        came = [sheet for sheet in sheets if after < (sheet.source.issued or date.min) <= day]
        found.append((day, _batch(f"minh-hoa-{day.isoformat()}", came)))
        after = day
    return tuple(found)


def _batch(name: str, sheets: Iterable[_Sheet]) -> Batch:
    listed = tuple(sheets)
    rows = tuple(row for sheet in listed for row in sheet.rows)
    told = "\n".join(f"{row.source_id} {row.observation}" for row in rows)
    return Batch(
        kind=BatchKind.LOAD,
        author="illustrate",
        note=TITLE,
        file_name=name,
        content_hash=hashlib.sha256(told.encode()).hexdigest(),
        sources=tuple(sheet.source for sheet in listed),
        observations=rows,
    )


def _noise(*name: object) -> float:
    """A number from -1 to 1, rarely far from 0, always the same for a name."""
    drawn = Random("/".join(map(str, name)))  # noqa: S311 - nothing secret depends on it
    return (drawn.random() + drawn.random() + drawn.random()) * 2 / 3 - 1


class _Maker:
    """Draws the figures; places and rules are read once."""

    def __init__(self, catalogue: Catalogue, gazetteer: Gazetteer) -> None:
        self._catalogue = catalogue
        self._gazetteer = gazetteer
        self._province = gazetteer[PROVINCE]
        self._districts = gazetteer.children(self._province, date(YEARS[-1], 12, 31))

    def reports(self) -> Iterator[_Sheet]:
        """One sheet a month: each district as it reported, and the province."""
        for year in YEARS:
            for month in range(1, _DECEMBER + 1):
                period = Cumulative(year, month).canonical()
                source = _source(
                    f"bao-cao-{year}-{month:02d}",
                    f"Biểu tổng hợp tháng {month}/{year}",
                    period.end + timedelta(days=4),
                )
                yield _Sheet(source, tuple(self._reported(source, year, month, period)))

    def _reported(
        self, source: Source, year: int, month: int, period: Period
    ) -> Iterator[Recorded]:
        for place in (self._province, *self._districts):
            for row, rule in enumerate(RULES):
                if month % rule.every or self._is_lost(place, rule, year, month):
                    continue
                value = self._value(rule, place, year, month)
                estimated = self._is_estimated(place, rule, year, month)
                yield self._row(source, rule, place, period, value, row, estimated=estimated)

    def plans(self) -> Iterator[_Sheet]:
        """What was asked of each place in each year, by two authorities, and what was changed."""
        for year in YEARS:
            set_by = (
                (Authority.PROVINCE, Authority.COUNCIL, f"Giao chỉ tiêu năm {year}", 0.0),
                (Authority.ASPIRATION, Authority.ASPIRATION, f"Chương trình hành động {year}", 1.0),
            )
            for number, (of_district, of_province, title, beyond) in enumerate(set_by, 1):
                source = _source(f"giao-{year}-{number}", title, date(year - 1, 12, 10 + number))
                rows = [
                    self._target(
                        source,
                        rule,
                        place,
                        year,
                        row,
                        of_province if place == self._province else of_district,
                        beyond,
                        "original" if (place.code, rule.code) in _ADJUSTED else None,
                    )
                    for place in (self._province, *self._districts)
                    for row, rule in enumerate(RULES)
                ]
                yield _Sheet(source, tuple(rows))
        source = _source("dieu-chinh", "Điều chỉnh chỉ tiêu năm 2024", date(2024, 7, 15))
        changed = [
            self._target(
                source, rule, place, 2024, row, Authority.PROVINCE, -1.5, version="adjusted"
            )
            for place in self._districts
            for row, rule in enumerate(RULES)
            if (place.code, rule.code) in _ADJUSTED
        ]
        yield _Sheet(source, tuple(changed))

    def rival(self) -> Iterator[_Sheet]:
        """A second source that disagrees on some figures of the first half of 2024."""
        source = _source(
            "nien-giam", "Số liệu thống kê 6 tháng đầu năm 2024", date(2024, 8, 30), rank=50
        )
        yield _Sheet(source, tuple(self._again(source, _DISPUTED, 1.06, Status.PRELIMINARY)))

    def revision(self) -> Iterator[_Sheet]:
        """The first half of 2024 again, as the reporting offices corrected it in August."""
        source = _source(
            "bao-cao-2024-06-chinh-thuc", "Biểu tổng hợp tháng 6/2024, chính thức", date(2024, 8, 5)
        )
        source = _of_lineage(source, "bao-cao-2024-06")
        yield _Sheet(source, tuple(self._again(source, _REVISED, 0.97, Status.OFFICIAL)))

    def _again(
        self, source: Source, named: Iterable[tuple[str, str]], factor: float, status: Status
    ) -> Iterator[Recorded]:
        places = {place.code: place for place in (self._province, *self._districts)}
        rules = {rule.code: (row, rule) for row, rule in enumerate(RULES)}
        period = Cumulative(2024, _HALF).canonical()
        for code, indicator in named:
            row, rule = rules[indicator]
            value = self._value(rule, places[code], 2024, _HALF) * factor
            yield self._row(source, rule, places[code], period, value, row, status=status)

    def communes(self) -> Iterator[_Sheet]:
        """A few communes before 01/07/2025 and those that took them in, each only in its time."""
        old = [self._gazetteer[key] for key in _OLD_COMMUNES]
        into = {link.new for link in self._gazetteer.links if link.old in _OLD_COMMUNES}
        new = [self._gazetteer[key] for key in sorted(into)]
        rules = [rule for rule in RULES if rule.code in _COMMUNE_CODES]
        for month in range(1, _DECEMBER + 1):
            period = Month(_BREAK_YEAR, month)
            before = period.end < TWO_TIER_START
            source = _source(
                f"xa-{_BREAK_YEAR}-{month:02d}",
                f"Biểu cấp xã tháng {month}/{_BREAK_YEAR}",
                period.end + timedelta(days=6),
            )
            rows = [
                self._row(source, rule, place, period, value, row)
                for place in (old if before else new)
                for row, rule in enumerate(rules)
                for value in [self._value(rule, place, _BREAK_YEAR, month)]
            ]
            yield _Sheet(source, tuple(rows))
        source = _source("giao-xa", f"Giao chỉ tiêu cấp xã năm {_BREAK_YEAR}", date(2025, 1, 8))
        asked = [
            self._target(source, rule, place, _BREAK_YEAR, row, authority, 0.0)
            for places, authority in ((old, Authority.DISTRICT), (new, Authority.PROVINCE))
            for place in places
            for row, rule in enumerate(rules)
        ]
        yield _Sheet(source, tuple(asked))

    def _is_lost(self, place: Place, rule: Rule, year: int, month: int) -> bool:
        if place == self._province:
            return False
        silent = any(
            (place.code, year, month) == (code, its_year, its_month)
            and (codes is None or rule.code in codes)
            for code, its_year, its_month, codes in _SILENT
        )
        drawn = Random(f"lost/{place.key}/{rule.code}/{year}/{month}").random()  # noqa: S311
        return silent or (place.code, rule.code) in _NEVER or drawn < _LOST

    def _is_estimated(self, place: Place, rule: Rule, year: int, month: int) -> bool:
        indicator = self._catalogue[rule.code]
        if (year, month) not in _ESTIMATED or indicator.accumulation not in (*_FLOWS, "growth"):
            return False
        by = _ESTIMATED[year, month]
        return by is None or place.code in by

    def _value(self, rule: Rule, place: Place, year: int, month: int) -> float:
        """What a place truly reached by the end of a month; the province sums its districts."""
        if place == self._province:
            each = [self._value(rule, district, year, month) for district in self._districts]
            return math.fsum(each) if rule.sized else math.fsum(each) / len(each)
        full = self._year_end(rule, place, year)
        if rule.measure == "completion" or (rule.sized and self._is_flow(rule)):
            return full * self._reached(rule, place, year, month)
        wobble = _noise("month", rule.code, place.key, year, month) * rule.spread * 0.12
        way = rule.yearly * (month / _DECEMBER - 1)
        value = full * (1 + way + wobble) if rule.sized else full + way + wobble
        return self._kept(rule, value)

    def _year_end(self, rule: Rule, place: Place, year: int) -> float:
        strength = STRENGTHS.get(place.code, _noise("strength", place.key))
        sign = -1 if self._catalogue[rule.code].direction == "down" else 1
        apart = (0.6 * strength * sign + 0.7 * _noise("year", rule.code, place.key, year)) * (
            rule.spread
        )
        grown = rule.yearly * (year - YEARS[-1])
        if rule.sized:
            return rule.typical * SIZES.get(place.code, 0.1) * (1 + grown + apart)
        return self._kept(rule, rule.typical + grown + apart)

    def _plan(self, rule: Rule, place: Place, year: int, beyond: float) -> float:
        """What was asked: near what is usually reached, the same share for every place."""
        if place == self._province:
            each = [self._plan(rule, district, year, beyond) for district in self._districts]
            return math.fsum(each) if rule.sized else math.fsum(each) / len(each)
        grown = rule.yearly * (year - YEARS[-1])
        sign = -1 if self._catalogue[rule.code].direction == "down" else 1
        ease = 0.03 if rule.sized else abs(rule.yearly) * 0.3
        more = rule.asked + sign * (beyond * (0.04 if rule.sized else 0.15 * rule.spread) - ease)
        if rule.sized:
            return rule.typical * SIZES.get(place.code, 0.1) * (1 + grown + more)
        return self._kept(rule, rule.typical + grown + more)

    def _is_flow(self, rule: Rule) -> bool:
        return self._catalogue[rule.code].accumulation in _FLOWS

    def _reached(self, rule: Rule, place: Place, year: int, month: int) -> float:
        """The part of the year's flow that came in by a month's end; it never falls."""
        parts = [
            weight * (1 + 0.25 * _noise("season", rule.code, place.key, year, n))
            for n, weight in enumerate(SEASON)
        ]
        return math.fsum(parts[:month]) / math.fsum(parts)

    def _kept(self, rule: Rule, value: float) -> float:
        """Inside what such a figure can be."""
        value = max(value, 10.0**-rule.decimals)
        return min(value, 100.0) if rule.code in SHARES else value

    def _target(
        self,
        source: Source,
        rule: Rule,
        place: Place,
        year: int,
        row: int,
        authority: Authority,
        beyond: float,
        version: str | None = None,
    ) -> Recorded:
        value = self._plan(rule, place, year, beyond)
        if rule.measure == "completion":
            value = 100.0 if beyond else 95.0
        digits = rule.decimals if rule.sized is False else 0
        return self._row(
            source,
            rule,
            place,
            Year(year),
            value,
            row,
            decimals=min(digits, 1) if value >= 1 else digits,
            authority=authority,
            version=version,
        )

    def _row(
        self,
        source: Source,
        rule: Rule,
        place: Place,
        period: Period,
        value: float,
        row: int,
        *,
        estimated: bool = False,
        status: Status | None = None,
        decimals: int | None = None,
        authority: Authority | None = None,
        version: str | None = None,
    ) -> Recorded:
        indicator = self._catalogue[rule.code]
        digits = rule.decimals if decimals is None else decimals
        number = round(Decimal(repr(value)), digits)
        kind = Kind.TARGET if authority else Kind.ESTIMATE if estimated else Kind.ACTUAL
        down = indicator.direction == "down"
        observation = Observation(
            indicator=rule.code,
            indicator_text=indicator.name_vi,
            place=place,
            period=period,
            measure=Measure(rule.measure),
            kind=kind,
            unit=indicator.unit if rule.measure == "level" else "%",
            locator=CellRef(place.full_name, f"{'D' if authority is None else 'E'}{row + 6}"),
            quote=format_number(number, digits),
            value=number,
            comparator=("<=" if down else ">=") if authority else None,
            status=Status.ESTIMATE if estimated else status,
            authority=authority,
            version=version,
            decimals=digits,
        )
        return Recorded(source.source_id, observation)


def _source(name: str, title: str, issued: date, rank: int = 30) -> Source:
    return Source(
        source_id=f"minh-hoa-{name}",
        kind=SourceKind.WORKBOOK,
        title=f"{TITLE} · {title}",
        content_hash=hashlib.sha256(f"illustration {name}".encode()).hexdigest(),
        lineage=f"illustration:{name}",
        issuer=_ISSUER,
        issued=issued,
        address=f"{name}.xlsx",
        rank=rank,
    )


def _of_lineage(source: Source, name: str) -> Source:
    """The source as a newer edition of another."""
    return Source(**{**source.__dict__, "lineage": f"illustration:{name}"})
