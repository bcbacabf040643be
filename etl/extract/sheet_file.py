"""What a workbook as a whole says where a sheet says nothing: its period and its place."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from etl.extract.folding import fold
from etl.extract.sheet_cells import is_number
from etl.extract.sheet_context import without_papers
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace
from etl.read.cells import Cell, Sheet, Workbook
from yardstick.domain.period import Period
from yardstick.domain.place import Gazetteer, Level, Place

_CAMEL = re.compile(r"(?<=[a-zà-ỹ])(?=[A-ZĐ])|(?<=[A-Za-z])(?=\d)(?<![TtQq])|(?<=\d)(?=[A-Za-z])")
_TYPES = {
    "tinh": "tỉnh", "huyen": "huyện", "h": "huyện", "xa": "xã", "x": "xã", "phuong": "phường",
    "p": "phường", "tx": "thị xã", "tp": "thành phố", "tt": "thị trấn",
}  # fmt: skip
_NATIONAL = re.compile(r"\bca nuoc\b|\btoan quoc\b|tong cuc thong ke|general statistics")
_MANY = 3
_MOST_ON_A_COVER = 15
_LEVELS = (Level.COUNTRY, Level.PROVINCE, Level.DISTRICT, Level.COMMUNE)
# Longer than any title or label; notes run on, and nothing is read in them.
_LONGEST = 600


def with_short_texts(workbook: Workbook) -> Workbook:
    """The workbook with long texts cut: a title, a head or a label says what it says by then.

    The patterns that titles and heads are read by look back and forth in them; a text as long as a
    cell can hold would take minutes.
    """
    if all(len(text) <= _LONGEST for sheet in workbook for text in sheet.texts):
        return workbook
    return replace(workbook, sheets=tuple(_shortened(sheet) for sheet in workbook))


def _shortened(sheet: Sheet) -> Sheet:
    return replace(sheet, cells={at: _cut(cell) for at, cell in sheet.cells.items()})


def _cut(cell: Cell) -> Cell:
    if not isinstance(cell.value, str) or len(cell.value) <= _LONGEST:
        return cell
    return replace(cell, value=cell.value[:_LONGEST])


def period_of_titles(workbook: Workbook) -> Period | None:
    """The period most titles of the visible sheets give, for sheets that give none."""
    counts: Counter[Period] = Counter()
    for sheet in workbook:
        for row in list(sheet.rows)[:6] if not sheet.hidden else ():
            for cell in sheet.rows[row][:1]:
                if isinstance(cell.value, str) and len(cell.value) >= 12:
                    written = written_period(without_papers(cell.text))
                    resolved = written.resolve(None) if written.year else None
                    if resolved is not None:
                        counts[resolved] += 1
    return max(counts, key=lambda period: (counts[period], period.end)) if counts else None


def period_of_name(name: str) -> Period | None:
    """The period a file's name gives: "bao_cao_thang_9_nam_2023.xlsx", "BC T9-2024.xls"."""
    written = written_period(" ".join(_words(name)))
    return written.resolve(None) if written.year else None


def place_of_name(name: str, gazetteer: Gazetteer) -> WrittenPlace | None:
    """The place a file's name gives with its type, marks or none: "thu_ns_huyen_van_lam.xlsx"."""
    words = _words(name)
    for index, word in enumerate(words[:-1]):
        kind = _TYPES.get(word)
        if kind is None:
            continue
        for count in range(4, 0, -1):
            bare = " ".join(words[index + 1 : index + 1 + count])
            found = gazetteer.candidates(f"{kind} {bare}") if bare else ()
            if len({place.name for place in found}) == 1:
                return WrittenPlace(found[0].full_name, found[0])
    return None


def _words(name: str) -> list[str]:
    stem = _CAMEL.sub(" ", PurePath(name).stem)
    return fold(re.sub(r"[_.,()\[\]\s-]+", " ", stem)).split()


def place_of_cover(workbook: Workbook, places: PlaceNames) -> WrittenPlace | None:
    """The place a cover sheet names: a few lines without a figure before the first table."""
    for sheet in workbook:
        if sheet.hidden:
            continue
        cells = list(sheet.cells.values())
        if len(cells) > _MOST_ON_A_COVER or any(is_number(cell, years=True) for cell in cells):
            return None
        named = [places.in_title(cell.text, None) for cell in cells if isinstance(cell.value, str)]
        found = [(item.place, item) for item in named if item and item.place]
        if found:
            return max(found, key=lambda pair: _LEVELS.index(pair[0].level))[1]
    return None


def province_of_titles(workbook: Workbook, places: PlaceNames) -> WrittenPlace | None:
    """The province a workbook is about, when some sheet names exactly one."""
    found: dict[str, WrittenPlace] = {}
    for sheet in workbook:
        for row in list(sheet.rows)[:8]:
            for cell in sheet.rows[row]:
                if isinstance(cell.value, str):
                    named = places.in_title(cell.text, None)
                    if named and named.place and named.place.level is Level.PROVINCE:
                        found.setdefault(named.place.name, named)
    return next(iter(found.values())) if len(found) == 1 else None


def home_of(workbook: Workbook, gazetteer: Gazetteer) -> Place | None:
    """The province this product serves, for a workbook that names no place at all.

    None when the workbook speaks of the country or of other provinces.
    """
    provinces = {fold(place.name): place for place in gazetteer if place.level is Level.PROVINCE}
    named: set[str] = set()
    for sheet in workbook:
        for text in sheet.texts:
            if len(text) < 120:
                folded = fold(text)
                if _NATIONAL.search(folded):
                    return None
                if folded in provinces:
                    named.add(folded)
    return home_province(gazetteer) if len(named) < _MANY else None


def home_province(gazetteer: Gazetteer) -> Place | None:
    """The province with most of the communes of today that the gazetteer lists."""
    counts: Counter[str] = Counter()
    for place in gazetteer:
        if place.level is Level.COMMUNE and place.valid_to is None:
            counts.update(
                outer.key for outer in gazetteer.ancestors(place) if outer.level is Level.PROVINCE
            )
    return gazetteer[counts.most_common(1)[0][0]] if counts else None
