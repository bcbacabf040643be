"""Bytes -> a document: its text, and what its heading and signature say of it.

Anything that must not be read is refused here.
"""

import hashlib
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from etl.parse.heading import heading_context
from etl.parse.period import TimeContext
from etl.parse.place import subject_place
from etl.parse.syllable import UPPER
from etl.read.format import MediaType, media_type
from etl.read.text import decode, refuse_secret
from yardstick.domain.provenance import PAGE_MARK


@dataclass(frozen=True)
class DocumentMetadata:
    """What a document says of itself; every field may be unknown and is shown for correction.

    Attributes:
        title: Type and subject, as headed.
        number: "604-KL/HU".
        date: The day it was issued.
        issuer: The body that issued it.
        kind: report, resolution, conclusion, notice, plan, programme, directive, decision,
            release or news.
        place_text: The place it is about.
        period: The code of the period it reports on.
    """

    title: str | None = None
    number: str | None = None
    date: "date | None" = None
    issuer: str | None = None
    kind: str | None = None
    place_text: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class Document:
    """A text with its provenance.

    Attributes:
        name: The file's name.
        text: Its characters; spans of figures count in them.
        content_hash: SHA-256 of the bytes.
        media_type: What kind of file it was.
        metadata: What its heading says.
        pages: Where each page begins, for formats that have pages.
    """

    name: str
    text: str
    content_hash: str
    media_type: str
    metadata: DocumentMetadata
    pages: tuple[int, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The page (from 1) on which an offset stands, or None for a text without pages."""
        number = sum(1 for begin in self.pages if begin <= offset)
        return number or None


_KINDS = (
    ("report", r"báo cáo"),
    ("resolution", r"nghị quyết"),
    ("conclusion", r"kết luận"),
    ("notice", r"thông báo"),
    ("release", r"thông cáo"),
    ("plan", r"kế hoạch"),
    ("programme", r"chương trình"),
    ("directive", r"chỉ thị"),
    ("decision", r"quyết định"),
)
_NUMBER = re.compile(
    r"số\s*:?\s*(\d{1,5}\s?[-/]\s?[A-ZĐƯa-zđư0-9]+(?:[-/][A-ZĐƯa-zđư&]+)*)", re.IGNORECASE
)
_LONG_DATE = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_SHORT_DATE = re.compile(
    r"(?:ngày\s+)?(?<![\d/.])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", re.IGNORECASE
)
_ISO_DATE = re.compile(r"(?<![\d/.-])((?:19|20)\d{2})-(\d{2})-(\d{2})(?![\d/.-])")
# A day or month put before the text by whoever stored it.
_STAMP = re.compile(r"^(?:date\s+)?((?:19|20)\d{2})-(0[1-9]|1[0-2])(?:-\d{2})?(?=\s|$)\s*")
# The day of a document that is only cited.
_CITED = re.compile(
    r"(?:nghị quyết|quyết định|chỉ thị|kế hoạch|công văn|kết luận|thông báo|nghị định|luật|"
    r"thông tư|văn bản|hướng dẫn)[^.;,\n]{0,60}(?:,\s*)?$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^(?:\s|\*)*((?:ĐẢNG BỘ|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|"
    r"TỈNH ỦY|TỈNH UỶ|HUYỆN ỦY|HUYỆN UỶ|THỊ ỦY|THÀNH ỦY|ĐẢNG ỦY|BAN CHẤP HÀNH|BAN THƯỜNG VỤ|"
    r"CỤC THỐNG KÊ|CHI CỤC THỐNG KÊ|SỞ )[^\n]{0,60})$",
    re.MULTILINE,
)
_BODY_TEXT = re.compile(
    r"\b((?:Ban Thường vụ|Ban Chấp hành Đảng bộ|Thường trực|Ủy ban nhân dân|UBND|HĐND|"
    r"Hội đồng nhân dân|Cục Thống kê)\s+(?:Tỉnh ủy|Huyện ủy|Thị ủy|Thành ủy|tỉnh|huyện|"
    r"thị xã|thành phố|xã|phường)(?:\s+[" + UPPER + r"][\w]*){0,3})"
)
_INTRO = re.compile(
    r"^(?:căn cứ|ngày \d|thực hiện|kính gửi|sáng|chiều|trên cơ sở|trong \d|trong năm|"
    r"sau khi|\(?ảnh|năm \d{4},|[-+•]|1\.|i\.)",
    re.IGNORECASE,
)


def _day(found: re.Match[str] | None) -> date | None:
    if found is None:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _iso_day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _stamped_month(found: re.Match[str]) -> date:
    year, month = int(found[1]), int(found[2])
    return date(year, month, monthrange(year, month)[1])


def _is_cited(head: str, found: re.Match[str]) -> bool:
    return _CITED.search(head[max(0, found.start() - 90) : found.start()]) is not None


def heading_of(text: str) -> str:
    """The lines that name the document: type and subject, up to where the running text begins."""
    lines = []
    taken = 0
    for line in text[:4000].splitlines():
        bare = _STAMP.sub("", re.sub(r"[*_#]+", " ", line).strip())
        if not bare:
            continue
        if re.match(
            r"cộng hòa xã hội|độc lập|đảng cộng sản|số\s*:?\s*\d|-{3,}|_{3,}", bare.lower()
        ):
            continue
        if (
            re.fullmatch(r"(?:s?tt|chỉ tiêu|stt chỉ tiêu.*|đơn vị tính)", bare.lower())
            or bare.count("|") > 1
        ):
            break
        if taken and (
            _INTRO.match(bare) or len(bare) > 260 or (bare.endswith((".", ";")) and len(bare) > 120)
        ):
            break
        if len(bare) > 400 or (bare.endswith((".", ";")) and len(bare) > 50 and not bare.isupper()):
            break
        lines.append(bare)
        taken += len(bare)
        if taken > 420 or len(lines) > 9:
            break
    return " ".join(lines)


def describe(text: str) -> DocumentMetadata:
    """What the opening of a text says about the document."""
    opening = unicodedata.normalize("NFC", text[:6000])
    title = re.sub(r"\s+", " ", heading_of(opening)).strip() or None
    head = opening[:2500]
    days = (
        [_iso_day(m) for m in _ISO_DATE.finditer(head[:200])]
        or [_stamped_month(m) for m in _STAMP.finditer(head.lstrip())]
        or [_day(m) for m in _LONG_DATE.finditer(head)]
        or [_day(m) for m in _SHORT_DATE.finditer(head) if not _is_cited(head, m)]
    )
    day = next((d for d in days if d is not None and 1990 <= d.year <= 2100), None)
    number = _NUMBER.search(opening[:1200])
    kind = None
    low = (title or "").lower()
    first = min(
        ((low.find(word), name) for name, word in _KINDS if low.find(word) >= 0), default=None
    )
    if first is not None:
        kind = first[1]
    elif title:
        kind = "news"
    body = _BODY.search(head) or _BODY_TEXT.search(opening)
    context = context_of(title, day, opening)
    return DocumentMetadata(
        title[:400] if title else None,
        re.sub(r"\s", "", number[1]) if number else None,
        day,
        body[1].strip() if body else None,
        kind,
        subject_place(opening),
        context.period,
    )


def context_of(title: str | None, day: date | None, opening: str) -> TimeContext:
    """The document's time, from its heading first, then from its first paragraphs."""
    context = heading_context((title or "").lower(), day)
    if context.year is None:
        year = _year_of(f"{title or ''} {opening}")
        context = (
            replace(
                heading_context((title or "").lower(), date(year, 12, 31)),
                published=None,
                guessed=True,
            )
            if year
            else context
        )
    if context.period is not None and context.period != context.term:
        return context
    start = unicodedata.normalize("NFC", opening[:2600]).lower()
    wider = heading_context(start, day or (date(context.year, 12, 31) if context.year else None))
    if context.period is None and wider.period is not None and wider.period != wider.term:
        if (
            context.year is not None
            and wider.year is not None
            and abs(wider.year - context.year) > 1
        ):
            return context
        return replace(
            wider,
            plan_year=context.plan_year or wider.plan_year,
            term=context.term,
            published=day,
            guessed=context.guessed,
        )
    return context


_BASE_YEAR = re.compile(
    r"(?:cùng kỳ(?: năm)?|(?<!tháng )(?:cuối|đầu) năm|so với năm|so năm|"
    r"(?:so với|so)(?: bình quân)? tháng 12(?:\s*[-/.]\s*|\s+năm\s+)) ?((?:19|20)\d{2})"
)
_ANY_YEAR = re.compile(r"(?<![\d/.,-])((?:19|20)\d{2})(?![\d/]|[.,-]\d)")
_SPAN_OF_YEARS = re.compile(
    r"(?:19|20)\d{2}\s*[-–]\s*(?:19|20)?\d{2}(?!\d)|(?:đến|tầm nhìn|tới) (?:năm )?20\d{2}"
)


def _year_of(text: str) -> int | None:
    """The year of a text without a date: after the one it compares with, or named most."""
    low = unicodedata.normalize("NFC", text[:20000]).lower()
    bases = [int(year) + 1 for year in _BASE_YEAR.findall(low)]
    if bases:
        return max(set(bases), key=bases.count)
    years = [int(year) for year in _ANY_YEAR.findall(_SPAN_OF_YEARS.sub(" ", low))]
    return max(set(years), key=lambda year: (years.count(year), year)) if years else None


def read_document(data: bytes, name: str) -> Document:
    """A document from the bytes of a file.

    Raises:
        DocumentRefused: With the reason; nothing of the file is kept.
    """
    kind = media_type(data, name)
    pages: tuple[int, ...] = ()
    # Only those who read the format pay for the libraries that open it.
    if kind is MediaType.PDF:
        from etl.read.pdf import read_pdf

        text, pages = read_pdf(data, name)
    elif kind is MediaType.DOCX:
        from etl.read.docx import read_docx

        text = read_docx(data, name)
    else:
        text = decode(data, name)
    plain = unicodedata.normalize("NFC", text).replace(PAGE_MARK, "")
    refuse_secret(plain, name)
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, text, digest, kind.value, describe(plain), pages)
