"""Which indicator a figure is of: its row, its column, the section or the title above it."""

import re
from collections.abc import Iterator

from etl.extract.folding import fold
from etl.extract.sheet_columns import breaks_down
from etl.extract.sheet_headers import header_words
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_keys import name_key
from etl.extract.sheet_model import Role, RowRole
from etl.extract.sheet_names import IndicatorNames
from etl.extract.sheet_reading import TableReading
from etl.extract.sheet_roles import Column
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Measure

# Names of columns that set the value of goods apart from their quantity.
_VALUE_OF_GOODS = re.compile(r"(?:tri gia|gia tri|kim ngach|so tien)")


# Fields of a report and words that say no more: they set no figure apart from another.
_FIELD = re.compile(
    r"\b(?:(?:phat trien )?kinh te|(?:van hoa|an sinh)?[\s,-]*xa hoi|van hoa|moi truong|y te|"
    r"giao duc(?: (?:va )?dao tao)?|khoa hoc(?: (?:va )?cong nghe)?|chuyen doi so|du lich|"
    r"tai chinh|ngan sach|dau tu(?: cong)?|xay dung|ha tang|do thi|nong nghiep|nong thon moi|"
    r"nong lam(?: nghiep)?(?:[\s,]*(?:va )?thuy san)?|cong nghiep|thuong mai|dich vu|"
    r"doanh nghiep|cai cach hanh chinh|quoc phong|an ninh|trat tu|noi chinh|xay dung dang|"
    r"ra soat|dieu tra|tong hop|danh gia|giai quyet|thu tuc hanh chinh|tthc|"
    r"chi tieu|ket qua|tinh hinh|so lieu|thuc hien|linh vuc|nhom|khac|ve|cac|va|chu yeu|chinh|"
    r"mot so|co ban)\b"
)


# A name of so many words may leave out what the title says.
_SHORT = 3


class FigureNames:
    """Names the figures of one table."""

    def __init__(self, reading: TableReading, names: IndicatorNames) -> None:
        """Settle what the title speaks of; names are looked up in `names`."""
        self.reading = reading
        self.names = names
        self._subject = self._spoken_subject()
        self._heads, self._tail = _shared_tail(
            self._subject, [column.name for column in reading.columns.values if column.name]
        )

    def of(self, row: Row, column: Column) -> tuple[str, Indicator | None]:
        """The words that name a figure, and the indicator of the catalogue they mean."""
        text, indicator = self._named(row, column)
        if row.band is not None and row.band.share and column.indicator is None:
            return f"Cơ cấu {text}", None
        return text, indicator

    def _named(self, row: Row, column: Column) -> tuple[str, Indicator | None]:
        rows_are = self.reading.columns.rows_are
        if column.indicator is not None:
            return column.name or column.indicator.name_vi, column.indicator
        if rows_are is Role.INDICATOR and (row.own_indicator or row.named.indicator or row.label):
            if (
                row.place is not None
                and not row.own_indicator
                and not self.reading.columns.of(Role.PLACE)
            ):
                return self._from_above(row, column)
            return self._from_row(row, column)
        if row.own_indicator and row.label:
            return row.text, row.named.indicator
        if column.name:
            return self._from_column(row, column)
        compared = self._compared(column)
        return self._from_column(row, compared) if compared else self._from_above(row, column)

    def _compared(self, column: Column) -> Column | None:
        """The named column before a comparison without a name: "Thu nội địa | So cùng kỳ (%)"."""
        if column.measure is None and not column.words.compares:
            return None
        before = [other for other in self.reading.columns.values if other.index < column.index]
        levels = [other for other in before if other.measure is None and other.name]
        return levels[-1] if levels else None

    def _spoken_subject(self) -> str:
        """What the lines above speak of: the nearest that names an indicator, else the first."""
        context = self.reading.context
        for subject in reversed(context.subjects):
            if self._known(subject, context.unit) is not None:
                return subject
        return context.subject

    def _from_row(self, row: Row, column: Column) -> tuple[str, Indicator | None]:
        if row.role is RowRole.TOTAL and row.named.indicator is None and self._subject:
            text = self._subject
            indicator = self._known(text, row.unit or self.reading.context.unit)
            if column.words.share:
                return f"Cơ cấu {text}", None
        else:
            text = row.text or self._subject
            indicator = row.named.indicator
            if not row.own_indicator and row.parents and row.words is not None:
                parent = next((item for item in reversed(row.parents) if item.own_indicator), None)
                text = parent.text if parent is not None else text
            if column.words.share:
                return f"Cơ cấu {text}", None
        if column.name and self._breaks_down(column):
            money = indicator is not None and indicator.measured_in.dimension in ("đồng", "USD")
            if money and _VALUE_OF_GOODS.fullmatch(fold(column.name)):
                return text, indicator
            return f"{text} - {column.name}", None
        return text, indicator

    def _known(self, text: str, unit: str | None) -> Indicator | None:
        named = self.names.find(text, unit)
        return named.indicator if named.fits else None

    def _from_column(self, row: Row, column: Column) -> tuple[str, Indicator | None]:
        name = column.name
        if self._tail and any(head in fold(name) for head in self._heads):
            name = name if fold(self._tail) in fold(name) else f"{name} {self._tail}"
        unit = self._naming_unit(row, column)
        found = self.names.find(name, unit)
        if found.indicator is None:
            others = (*_without_fields(column), *_with_topic(name, self._subject))
            inner = (self.names.find(words, unit) for words in others)
            found = next((one for one in inner if one.indicator is not None), found)
        if found.indicator is None and self._subject and breaks_down(column):
            # "Phân theo giới tính | Nam": a part of what the title speaks of.
            return f"{self._subject} - {name}", None
        return name, found.indicator

    def _from_above(self, row: Row, column: Column) -> tuple[str, Indicator | None]:
        """The indicator named over the row: a section, the heading of the table, its title."""
        section = next((item for item in reversed(row.parents) if item.own_indicator), None)
        if section is not None:
            return section.text, section.named.indicator
        unit = self._naming_unit(row, column)
        return self._subject, self._known(self._subject, unit) if self._subject else None

    def _naming_unit(self, row: Row, column: Column) -> str | None:
        """The unit a name is looked up with; that of a comparison says nothing about it."""
        compares = column.measure in (Measure.GROWTH, Measure.COMPLETION) or column.words.compares
        own = None if compares else column.words.unit
        unit = own or row.unit or self.reading.context.unit
        return None if unit == "điểm %" or (compares and unit == "%") else unit

    def _breaks_down(self, column: Column) -> bool:
        """True when the names over several columns set figures of one row apart."""
        values = self.reading.columns.values
        if column.measure in (Measure.GROWTH, Measure.COMPLETION) or column.words.compares:
            # "So sánh | DT HĐND": what a ratio is taken of may leave a word no figure bears.
            levels = [other for other in values if other.measure is None]
            if levels and all(other.name != column.name for other in levels):
                return False
        compared = column.measure is None
        names = {
            other.name
            for other in values
            if other.period == column.period
            and other.kind is column.kind
            and not (compared and (other.measure is not None or other.words.compares))
        }
        return len(names) > 1


def _without_fields(column: Column) -> Iterator[str]:
    """A column's name without the heads over it that name only a field, or repeat its own words.

    "Kinh tế | Tốc độ tăng GRDP (%)" is GRDP; "Nông thôn | Tỷ lệ hộ nghèo" is not the rate.
    """
    if not column.path:
        return
    *over, (leaf, _) = column.path
    own = set(name_key(leaf).split())
    kept = [
        text
        for text, _ in over
        if not _names_a_field(text) and not set(name_key(text).split()) <= own
    ]
    if kept and len(kept) < len(over):
        names = (header_words(text).name for text in (*kept, leaf))
        yield " - ".join(name for name in names if name)
    if not kept:
        yield leaf


def _with_topic(name: str, subject: str) -> Iterator[str]:
    """A short name with the last words of the title: "Tổng thu" in a sheet on "du lịch"."""
    words = subject.split()
    if len(name.split()) > _SHORT:
        return
    for count in range(1, min(_SHORT, len(words)) + 1):
        topic = " ".join(words[-count:])
        yield f"{name} {topic}"
        yield f"{name} từ {topic}"


def _names_a_field(text: str) -> bool:
    """True for "Kinh tế", "Kết quả khác 9 tháng năm 2025": no word sets the figures apart."""
    name = fold(header_words(text).name)
    return not re.search(r"[^\W\d_]", _FIELD.sub(" ", name))


def _shared_tail(subject: str, columns: list[str]) -> tuple[tuple[str, ...], str]:
    """What a title that lists its columns says of all of them, and the listed words, folded.

    "Diện tích, năng suất và sản lượng lúa cả năm" over the columns Diện tích, Năng suất, Sản
    lượng -> "lúa cả năm".
    """
    items = [item.strip() for item in re.split(r"\s*,\s*|\s+và\s+", subject) if item.strip()]
    if len(items) < 2 or not columns:
        return (), ""
    *others, last = items
    folded = [fold(column) for column in columns]
    listed = [fold(item) for item in others]
    listed = [item for item in listed if any(column.startswith(item) for column in folded)]
    if any(column.startswith(fold(last)) for column in folded):
        return (), ""
    words = last.split()
    for count in range(len(words) - 1, 0, -1):
        head = fold(" ".join(words[:count]))
        if listed and any(column.startswith(head) for column in folded):
            return (*listed, head), " ".join(words[count:])
    return (), ""
