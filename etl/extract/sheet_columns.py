"""What each column of a table holds: labels of rows, or figures of one period, kind and measure."""

import re
from collections import Counter
from dataclasses import replace

from etl.extract.folding import fold
from etl.extract.sheet_cells import ColumnCells
from etl.extract.sheet_comparisons import assign_periods
from etl.extract.sheet_context import Context
from etl.extract.sheet_edits import Edits
from etl.extract.sheet_formulas import column_formulas
from etl.extract.sheet_headers import header_words
from etl.extract.sheet_model import Role
from etl.extract.sheet_names import IndicatorNames, bare_label
from etl.extract.sheet_periods import written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace, day_in, has_type_word
from etl.extract.sheet_roles import PLACE_HEADING, Column, Columns, RoleReader
from etl.extract.sheet_tables import Table
from etl.extract.sheet_units import unit_of
from etl.read.cells import Sheet
from yardstick.domain.observation import Measure
from yardstick.domain.place import Level, split_type
from yardstick.domain.unit import find_unit
from yardstick.domain.vietnamese import nfc

_BREAKDOWN = re.compile(r"\W*(?:phan theo|chia theo|chia ra|trong do|tr\.? ?do)\b")


class ColumnReader:
    """Reads the columns of a table."""

    def __init__(self, places: PlaceNames, names: IndicatorNames) -> None:
        """Look up places and indicators with these."""
        self.places = places
        self.roles = RoleReader(places, names)

    def read(
        self, sheet: Sheet, table: Table, context: Context, edits: Edits | None = None
    ) -> Columns:
        """The columns of a table with role, period, kind, measure and place.

        Args:
            sheet: The sheet.
            table: Its table.
            context: What holds where columns say nothing.
            edits: What a person has set; it wins.
        """
        body = table.columns_of(sheet)
        indexes = [
            index
            for index in sorted(set(table.headings) | set(body))
            if table.first <= index <= table.last
        ]
        columns: list[Column] = []
        for index in indexes:
            path = _with_one_period(table.headings.get(index, []))
            header = _joined(path)
            content = body.get(index) or ColumnCells([])
            words = header_words(header)
            columns.append(Column(index, header, Role.SKIP, words, path, content=content))
        _differences_of_rates(columns)
        self.roles.assign(columns, context)
        if edits is not None:
            edits.set_roles(columns)
        level = self._level(columns, context)
        listed = any(column.role is Role.PLACE for column in columns)
        for column in columns:
            if column.role is Role.VALUE:
                self._place_and_name(column, context, level, rows_are_places=listed)
        rows_are = self._orientation(columns, context)
        assign_periods(columns, context, column_formulas(sheet, table))
        if edits is not None:
            edits.set_columns(columns)
        return Columns(columns, rows_are, level)

    def _level(self, columns: list[Column], context: Context) -> Level | None:
        """The level most places of a list share; decides a bare name that stands for two."""
        counts: Counter[Level] = Counter()
        on = day_in(context.report)
        for column in columns:
            texts: list[str] = []
            if column.role is Role.PLACE:
                texts = [cell.text for cell in column.cells if isinstance(cell.value, str)][:400]
            elif column.role is Role.VALUE:
                texts = [text for text, _ in column.path]
            for text in texts:
                label = bare_label(text)
                if len(label) < 40 and not self.places.is_whole(label):
                    place = self.places.find(label, on, context.within)
                    if place is not None:
                        counts[place.level] += 1
        return counts.most_common(1)[0][0] if counts else None

    def _place_and_name(
        self, column: Column, context: Context, level: Level | None, *, rows_are_places: bool
    ) -> None:
        """The place and the indicator a value column's header names.

        Where the rows are places, "Cộng" over a column adds up periods, not places.
        """
        on = day_in(context.report)
        names: list[str] = []
        texts = [(text, wide) for text, wide in column.path]
        joined = column.header.replace(" | ", " ")
        whole = self.places.find(joined, on, context.within, level) if len(joined) < 40 else None
        if whole is not None and len(texts) > 1:
            column.place = WrittenPlace(joined, whole)
            return
        others: list[str] = []
        for text, wide in texts:
            label = re.sub(r"\s*\([^)]*\)\s*$", "", text).strip()
            if self.places.is_whole(label) and (wide or len(texts) == 1):
                if rows_are_places:
                    continue
                place = context.place.place if context.place else None
                column.place = WrittenPlace(context.place.text if context.place else label, place)
                others.append("|")
                continue
            place = self.places.find(label, on, context.within, level) if len(label) < 40 else None
            typed = has_type_word(label) and label[:1].isupper()
            if place is not None and (typed or place.level is level):
                column.place = WrittenPlace(label, place)
                others.append("|")
                continue
            if (
                typed
                and (wide or (level is not None and not rows_are_places))
                and header_words(label).name
                and (_is_name(label) if not wide else not PLACE_HEADING.fullmatch(fold(label)))
            ):
                column.place = WrittenPlace(label, None)
                others.append("|")
                continue
            others.append(_bracketed(text))
            if wide:
                others.append("|")
        rest = " ".join(others)
        for piece in rest.split("|"):
            name = header_words(piece).name if piece.strip() else ""
            if name:
                names.append(name)
        column.name = " - ".join(dict.fromkeys(names))
        if column.place is not None:
            column.words = header_words(rest.strip(" |"))

    @staticmethod
    def _orientation(columns: list[Column], context: Context) -> Role:
        """What the rows of a table are: indicators, places or periods."""
        roles = [column.role for column in columns]
        if Role.INDICATOR in roles:
            return Role.INDICATOR
        if Role.PLACE in roles:
            return Role.PLACE
        return Role.PERIOD if Role.PERIOD in roles else Role.INDICATOR


def side_by_side(columns: Columns) -> int | None:
    """The column where a second table begins to the right.

    The same label heading stands again after figures, or a label column after an empty column.
    """
    heads: dict[str, Column] = {}
    indexes = {column.index for column in columns.all}
    for column in columns.all:
        if column.role not in (Role.INDICATOR, Role.PLACE, Role.PERIOD) or not column.header:
            continue
        first = heads.setdefault(fold(column.header), column)
        between = [other for other in columns.values if other.index < column.index]
        if not between or not any(other.index > column.index for other in columns.values):
            continue
        last = between[-1].index
        start = min(
            (
                other.index
                for other in columns.all
                if last < other.index < column.index and other.role is Role.ORDINAL
            ),
            default=column.index,
        )
        again = first is not column and any(other.index > first.index for other in between)
        parted = start - 1 not in indexes and last < start - 1
        if again or (parted and _labels_before(columns, last)):
            return start
    return None


def _differences_of_rates(columns: list[Column]) -> None:
    """Under "Tăng, giảm" the same "Tỷ lệ (%)" as under the years before is apart by points."""
    plain = {
        fold(column.path[-1][0])
        for column in columns
        if len(column.path) > 1 and column.words.measure is None
    }
    for column in columns:
        last = fold(column.path[-1][0]) if len(column.path) > 1 else ""
        rises = column.words.rise and not column.words.pace and "toc do" not in fold(column.header)
        if rises and last.startswith("ty le") and last in plain and column.words.base is None:
            column.words = replace(column.words, measure=Measure.CHANGE, unit="điểm %")


def _is_name(label: str) -> bool:
    """True for "Huyện Bình An", a name after a type; False for "Xã đạt chuẩn"."""
    bare = split_type(label)[1]
    return bool(bare) and all(word[:1].isupper() for word in bare.split())


def breaks_down(column: Column) -> bool:
    """True under "Phân theo giới tính", "Trong đó": the column is a part of a whole."""
    return any(_BREAKDOWN.match(fold(part)) for part, _ in column.path[:-1])


def _labels_before(columns: Columns, last: int) -> bool:
    roles = (Role.INDICATOR, Role.PLACE, Role.PERIOD)
    return any(column.role in roles and column.index < last for column in columns.all)


def _with_one_period(path: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The parts of a head, those over one that names its own year without their period.

    "Mục tiêu giai đoạn 2026-2030 | 2027" is of 2027; "6 tháng | 2024" says one period in two parts.
    """
    said = [written_period(fold(nfc(text))) for text, _ in path]
    own = [header_words(text).period.year is not None for text, _ in path]
    inner = max((n for n, has_year in enumerate(own) if has_year), default=0)
    kept = []
    for n, (text, wide) in enumerate(path):
        outer = said[n]
        is_narrowed = outer.last is not None or said[inner].part or not outer.part
        if n < inner and outer.year is not None and is_narrowed:
            rest = nfc(text)
            for start, end in sorted(outer.spans, reverse=True):
                rest = f"{rest[:start]} {rest[end:]}"
            text = " ".join(rest.split()).strip(" -–:;,.")
        if text:
            kept.append((text, wide))
    return kept


def _joined(path: list[tuple[str, bool]]) -> str:
    """Header parts as one text: parts that span several columns are set apart by a bar."""
    text = ""
    for index, (part, wide) in enumerate(path):
        text += _bracketed(part)
        if index + 1 < len(path):
            text += " | " if wide else " "
    return " ".join(text.split())


def _bracketed(part: str) -> str:
    """A header part in brackets when it is a unit of measure and nothing else."""
    unit = find_unit(unit_of(part) or "") if part[:1] not in "([" else None
    scaled = re.match(r"(?:nghìn|triệu|tỷ|1000|1\.000)\b", part.lower())
    return f"({part})" if unit is not None and (not unit.counted or scaled) else part
