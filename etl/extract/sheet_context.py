"""What a sheet says about all its figures: place, reporting period, unit, subject, kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from etl.extract.bilingual import vietnamese_half
from etl.extract.folding import fold
from etl.extract.sheet_headers import header_words
from etl.extract.sheet_names import bare_label
from etl.extract.sheet_periods import WrittenPeriod, written_period
from etl.extract.sheet_places import PlaceNames, WrittenPlace, day_in, without_office
from etl.extract.sheet_tables import Table
from etl.extract.sheet_units import unit_in_title, unit_of
from etl.read.cells import Cell, Sheet, address
from yardstick.domain.observation import Kind
from yardstick.domain.period import Period, Span, Year
from yardstick.domain.place import Place
from yardstick.domain.vietnamese import nfc

_PAPER = re.compile(
    r"\bngay (?:nhan|gui)(?: bao cao)?\s*:.*|"
    r"\((?:[^()]*?)(?:kem theo|ban hanh|nguon|so lieu minh hoa|nghi quyet so|quyet dinh so|"
    r"bao cao so)[^()]*\)|"
    r"\b(?:theo )?(?:bo )?(?:chuan|tieu chi)\b[^.;()]{0,60}?(?:giai doan|thoi ky)"
    r"\s*\d{4}\s*-\s*\d{4}|"
    r"^.{0,25},\s*ngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam\s*[\d.…]*\s*$|\b(?:kem theo|"
    r"ban hanh kem|nguon\s*:|can cu)\b.*|\bso\s*[\d.…]*\s*/[\w-]+"
)
_PRICES = re.compile(r"gia (?:so sanh|co dinh|ss|cd)\s*(?:nam )?\d{4}")
_NUMBERING = re.compile(
    r"^\s*(?:(?:biểu|bảng|phụ lục|mẫu|bieu)\s*(?:số)?\s*[\w./-]*\s*[.:)–-]?\s*|\d{1,3}\.\s*)", re.I
)
_ILLUSTRATION = re.compile(r"\(?\s*số liệu minh h[oọ]ạ?a?\s*\)?\s*[-–]?", re.I)
_AUTHORITY_LINE = re.compile(
    r"^(?:ubnd|hđnd|[uủ][ỷy] ban|hội đồng|sở |cục |chi cục|phòng |ban |tổng cục|bộ |cộng ho[àa]|"
    r"độc lập|tỉnh [uủ]|huyện [uủ]|th[àị][nị]?h? [uủ]|đảng [uủ]|kho bạc|công an |văn phòng |"
    r"(?:bảo hiểm xã hội|bhxh) (?:tỉnh|huyện|thị xã|thành phố|việt nam|khu vực)|"
    r"ngân hàng nhà nước|ban chỉ đạo|liên đoàn|trung tâm |bộ chỉ huy|tòa án|viện kiểm sát)"
)
_TARGET_YEAR = re.compile(
    r"(?:ke hoach|du toan|muc tieu|chi tieu|phuong huong|nhiem vu|du kien|"
    r"phan dau)[^0-9]{0,60}?(?:nam )?((?:19|20)\d\d)(?!\s*-\s*\d{4})"
)
_UNIT_WORDS = re.compile(r"\(?\s*(?:đvt|đơn vị(?: tính)?)\s*:[^)]*\)?", re.IGNORECASE)
_TRAILING_TIME = re.compile(
    r"(?:\s+(?:các|đến|trong|và|năm|tháng|quý|giai đoạn|thời kỳ|kỳ))+$", re.IGNORECASE
)
_REPORTING = re.compile(
    r"(?:(?:theo dõi|tiến độ|tình hình|tổng hợp|báo cáo|kết quả|số liệu|thống kê|đánh giá|rà soát|"
    r"thực hiện|ước thực hiện|ước|biểu|bảng|cập nhật|so sánh|chi tiết|nhanh|về|công tác|"
    r"phụ lục|danh mục|chỉ tiêu)\s+)+",
    re.IGNORECASE,
)
_DONE_YEAR = re.compile(
    r"(?:thuc hien|ket qua|tinh hinh|uoc)[^0-9]{0,60}?(?:nam )?((?:19|20)\d\d)(?!\s*-\s*\d{4})"
)


@dataclass(frozen=True)
class Context:
    """The defaults of one table.

    Attributes:
        place: Where rows and columns name none.
        place_cell: The cell that names it, for findings.
        within: The province or district its places are looked up in.
        report: The reporting period.
        target_year: The year a title gives its plan, where it differs from the report's.
        unit: Unit above the table.
        kind: Kind in the metadata.
        plans: True when the title speaks of a plan and of nothing done.
        estimates: True when the title says that its figures are estimated.
        subject: What the title speaks of, without place, period and unit.
        subjects: The same of every line above the table that may be a title.
        title: The title's words.
    """

    place: WrittenPlace | None = None
    place_cell: str | None = None
    within: Place | None = None
    report: Period | None = None
    target_year: int | None = None
    unit: str | None = None
    kind: Kind | None = None
    plans: bool = False
    estimates: bool = False
    subject: str = ""
    subjects: tuple[str, ...] = ()
    title: str = ""


_PLACE_KEYS = (
    "dia ban", "dia phuong", "don vi hanh chinh", "huyen", "xa", "tinh", "don vi bao cao", "don vi",
)  # fmt: skip
_PERIOD_KEYS = (
    "ky bao cao", "ky nhap lieu", "ky so lieu", "ky", "thoi gian", "thoi ky", "quy", "thang",
    "nam bao cao", "nam",
)  # fmt: skip


class Contexts:
    """Works out the context of each table; what one table says holds for the next of its sheet."""

    def __init__(
        self,
        places: PlaceNames,
        fallback: WrittenPlace | None,
        report: Period | None,
        home: Place | None = None,
    ) -> None:
        """Start from the place and period given for the whole file, which a sheet may overrule.

        `home` stands in where neither the sheet nor the places it lists name one.
        """
        self.places = places
        self.fallback = fallback
        self.report = report
        self.home = home

    def of(self, sheet: Sheet, table: Table, before: Context | None) -> Context:
        """The context of one table, given that of the table above it on the sheet."""
        report = self._report(sheet, table, before)
        place, cell = self._place(sheet, table, before, report)
        lines = [line for line in table.lines if isinstance(line.value, str)]
        context = Context(
            place=place,
            place_cell=cell,
            within=self._within(place),
            report=report,
            target_year=self._target_year(lines, report),
            unit=self._unit(table, lines)
            or (before.unit if before and (not lines or table.captioned) else None),
            kind=self._kind(table) or (before.kind if before else None),
            plans=_speaks_of_plans(lines),
            estimates=_speaks_of_estimates(lines),
            title=" ".join(line.text for line in lines)[:500],
        )
        subjects = tuple(_subjects(lines, place))
        subject = subjects[0] if subjects else before.subject if before else ""
        return replace(context, subject=subject, subjects=subjects)

    def _report(self, sheet: Sheet, table: Table, before: Context | None) -> Period | None:
        from_meta = self._period_in_meta(table)
        if from_meta is not None:
            return from_meta
        found: Period | None = None
        for line in table.lines:
            if not isinstance(line.value, str):
                continue
            written = written_period(without_papers(line.text))
            resolved = None if written.is_empty else written.resolve(found or self.report)
            speaks = resolved is not None and (written.part or written.year)
            if speaks and (found is None or _is_nearer(resolved, written, found)):
                found = resolved
        if found is not None:
            return found
        if before is not None and before.report is not None:
            return before.report
        tab = written_period(fold(sheet.name))
        if tab.part or tab.year:
            return tab.resolve(self.report) or self.report
        return self.report

    @staticmethod
    def _period_in_meta(table: Table) -> Period | None:
        words = []
        for key in _PERIOD_KEYS:
            if key in table.meta:
                value = table.meta[key][0]
                lead = f"{key} " if key in ("nam", "thang", "quy") else ""
                words.append(
                    lead + fold(value) if value[:1].isdigit() or len(value) <= 3 else fold(value)
                )
        if not words:
            return None
        written = written_period(" ".join(words))
        return None if written.is_empty else written.resolve(None)

    def _place(
        self, sheet: Sheet, table: Table, before: Context | None, report: Period | None
    ) -> tuple[WrittenPlace | None, str | None]:
        on = day_in(report or _newest_year(table))
        spoken = self._keyed(table) or self._place_in_meta(table, on)
        if spoken is not None:
            return spoken
        issuer: tuple[WrittenPlace, str] | None = None
        for line in table.lines:
            if not isinstance(line.value, str):
                continue
            is_authority = bool(_AUTHORITY_LINE.match(nfc(line.text).lower()))
            found = self.places.in_title(line.text, on)
            if found is None and is_authority:
                found = self.places.of_issuer(line.text, on)
            if found is None:
                continue
            where = (found, address(line.row, line.column))
            if not is_authority and without_papers(line.text).strip(" ()"):
                return self._narrowed(where, sheet, on)
            issuer = issuer or where
        if before is not None and before.place is not None and not issuer:
            return before.place, before.place_cell
        tab = self._tab(sheet, on, issuer[0].place if issuer else None)
        if tab is not None:
            return tab, None
        if issuer is not None:
            return issuer
        return self.fallback, None

    def _place_in_meta(self, table: Table, on: date | None) -> tuple[WrittenPlace, str] | None:
        for key in _PLACE_KEYS:
            if key not in table.meta:
                continue
            text, cell = table.meta[key]
            text = without_office(text)
            place = self.places.find(text, on, None) or self.places.find(text, None, None)
            if place is None:
                inside = self.places.in_title(text, on)
                place = inside.place if inside else None
            known = place is not None or key in _PLACE_KEYS[:6]
            if text and known and not text[:1].isdigit() and len(text) < 60:
                return WrittenPlace(text, place), address(cell.row, cell.column)
        return None

    def _keyed(self, table: Table) -> tuple[WrittenPlace, str] | None:
        """The place whose key our own form carries; its printed name is the one shown."""
        if "ma dia ban" not in table.meta:
            return None
        key, cell = table.meta["ma dia ban"]
        if key not in self.places.gazetteer:
            return None
        place = self.places.gazetteer[key]
        printed = table.meta.get("dia ban", (place.full_name, cell))[0]
        if fold(printed) != fold(place.full_name):
            return None
        return WrittenPlace(place.full_name, place), address(cell.row, cell.column)

    def _narrowed(
        self, where: tuple[WrittenPlace, str], sheet: Sheet, on: object
    ) -> tuple[WrittenPlace, str | None]:
        """A sheet a district: the tab names the place inside the one the title names."""
        tab = self._tab(sheet, None, where[0].place)
        if tab is not None and tab.place != where[0].place:
            return tab, None
        return where

    def _tab(self, sheet: Sheet, on: object, within: Place | None) -> WrittenPlace | None:
        name = sheet.name.strip()
        if not name or any(character.isdigit() for character in name):
            return None
        place = self.places.find(name, None, within)
        if place is None and within is not None:
            place = self.places.find(name, None, None)
        if place is None:
            return None
        if within is not None and not self.places.is_inside(place, within):
            return None
        return WrittenPlace(place.full_name if place.name == name else name, place)

    def _within(self, place: WrittenPlace | None) -> Place | None:
        if place is not None and place.place is not None:
            return place.place
        return self.fallback.place if self.fallback else None

    @staticmethod
    def _target_year(lines: list[Cell], report: Period | None) -> int | None:
        text = " ".join(fold(line.text) for line in lines)
        target = _TARGET_YEAR.search(text)
        done = _DONE_YEAR.search(text)
        if target and done and target[1] != done[1]:
            return int(target[1])
        return None

    @staticmethod
    def _unit(table: Table, lines: list[Cell]) -> str | None:
        for key in ("dvt", "don vi tinh", "don vi"):
            if key in table.meta and (unit := unit_in_title(table.meta[key][0])):
                return unit
        for line in reversed(lines):
            unit = unit_in_title(line.text)
            if unit is not None:
                return unit
        return None

    @staticmethod
    def _kind(table: Table) -> Kind | None:
        for key in ("loai so lieu", "loai", "so lieu"):
            if key in table.meta:
                return header_words(table.meta[key][0]).kind
        return None


def _subjects(lines: list[Cell], place: WrittenPlace | None) -> Iterator[str]:
    """What each line that may be a title speaks of, from top to bottom."""
    for line in lines:
        text = line.text
        if (
            len(_UNIT_WORDS.sub("", text).strip()) < 8
            or unit_of(text.strip("()"))
            or _AUTHORITY_LINE.match(nfc(text).lower())
        ):
            continue
        if ":" in text and len(text.split(":")[0]) < 20 and not _NUMBERING.match(text):
            continue
        if without_papers(text).strip(" ()"):
            yield subject_of(text, place)


def _is_nearer(period: Period | None, written: WrittenPeriod, than: Period) -> bool:
    """True when a later line narrows the period of an earlier one, never when it widens it."""
    if period is None or isinstance(period, Span):
        return False
    return isinstance(than, Span) or bool(written.part and isinstance(than, Year))


def _speaks_of_estimates(lines: list[Cell]) -> bool:
    """True when the title says that all below is estimated, and speaks of no other figures."""
    for line in lines:
        folded = without_papers(line.text)
        if len(folded) > 15 and not _AUTHORITY_LINE.match(nfc(line.text).lower()):
            others = re.search(
                r"ke hoach|muc tieu|du toan|ket qua|tinh hinh|\bva (?:du )?uoc", folded
            )
            if re.search(r"\b(?:uoc (?:thuc hien|tinh|dat)|uoc th)\b", folded):
                return not others
    return False


def _speaks_of_plans(lines: list[Cell]) -> bool:
    for line in lines:
        folded = without_papers(line.text)
        if len(folded) > 15 and not _AUTHORITY_LINE.match(nfc(line.text).lower()):
            done = re.search(
                r"thuc hien|ket qua|tinh hinh|\buoc\b|bao cao|danh gia|tien do", folded
            )
            planned = re.search(
                r"ke hoach|muc tieu|du toan|giao chi tieu|"
                r"\bchi tieu\b.{0,80}\bgiao(?: cho| cac|:?$)",
                folded,
            )
            return bool(planned) and not done
    return False


def _newest_year(table: Table) -> Period | None:
    """The newest year in a header, for places of a sheet whose title names no period."""
    found = [
        written.year
        for parts in table.headings.values()
        for text, _ in parts
        if (written := written_period(fold(text))).year is not None
    ]
    return Year(max(year for year in found if year is not None)) if found else None


def without_papers(text: str) -> str:
    """The folded text without numbers of papers, sources and price bases, whose years mislead."""
    return _PRICES.sub(" ", _PAPER.sub(" ", fold(text)))


def subject_of(text: str, place: WrittenPlace | None = None) -> str:
    """What a title speaks of: "1. Vốn đầu tư … tỉnh Hưng Yên năm 2024" -> "Vốn đầu tư …"."""
    bare = _ILLUSTRATION.sub(" ", _NUMBERING.sub("", vietnamese_half(text)))
    if place is not None and place.text:
        bare = re.sub(
            rf"(?:trên địa bàn|của|tại|ở)?\s*{re.escape(place.text)}", " ", bare, flags=re.I
        )
    bare = re.sub(r"\((?:đvt|đơn vị)[^)]*\)", " ", bare, flags=re.I)
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", bare) if unit_in_title(bare) else bare
    bare = re.split(
        r"\s(?:phân theo|chia theo|theo (?:huyện|xã|đơn vị|địa phương|tháng|quý|năm)|(?:của |"
        r"tại )?các (?:huyện|xã|đơn vị|địa phương|phường))\b",
        bare,
        flags=re.I,
    )[0]
    bare = " ".join(bare.split())
    # "tháng 8 và 8 tháng năm 2024": a title may name several periods.
    for _ in range(3):
        spans = written_period(fold(bare)).spans
        if not spans or len(fold(bare)) != len(bare):
            break
        for start, end in sorted(spans, reverse=True):
            bare = bare[:start] + " " + bare[end:]
        bare = re.sub(r"\s+", " ", bare).strip()
    bare = re.sub(r"\s+", " ", bare).strip(" -–:;,.()")
    bare = re.sub(
        r"(?:\s+(?:các|đến|trong|và|năm|tháng|quý|giai đoạn|thời kỳ|kỳ))+$", "", bare, flags=re.I
    )
    # "Theo dõi tiến độ thu ngân sách" is about the revenue, whatever is done with its figures.
    reported = _REPORTING.match(bare)
    if reported and len(bare) - reported.end() >= 4:
        bare = bare[reported.end() :]
    return bare_label(bare) if bare else ""
