"""The words of column headers and metadata: kind, measure, base and what is left as a name.

Patterns run on folded text, whose positions equal those of the composed original.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from etl.extract.clock import tick
from etl.extract.folding import fold
from etl.extract.sheet_periods import WrittenPeriod, written_period
from etl.extract.sheet_units import unit_of
from yardstick.domain.observation import Authority, Kind, Measure, Status
from yardstick.domain.vietnamese import nfc

_KIND_WORDS = {
    Kind.ESTIMATE: re.compile(
        r"\b(?:uoc(?: (?:tinh|dat|th|thuc hien|kq|ca nam))*|du uoc|u\.?\s?th|uth|so bo|"
        r"du kien(?: th| thuc hien)?|kha nang(?: th| thuc hien)?|u\.?kh|estimated?)\b"
    ),
    Kind.TARGET: re.compile(
        r"\b(?:ke hoach|kh(?:tw|hdnd|dc)?|du toan|dt(?:tw|hdnd|hd|dp)|dt(?=\b(?!\s*tich))|"
        r"muc tieu|phan dau|nhiem vu(?: con lai)?|phuong huong|nghi quyet|nq(?: ?dh)?|mt|"
        r"chi tieu (?:giao|ke hoach|kh|nq|nam|den nam|duoc giao|phan dau|tinh giao|huyen giao|"
        r"dai hoi)|"
        r"(?:tinh|tw|trung uong|huyen|thi xa|thanh pho|tx|tp|xa|phuong|hdnd|ubnd|cap tren|"
        r"thu tuong|ttcp|chinh phu) giao|"
        r"chi tieu giao|(?:chi tieu|kh|ke hoach|dt|du toan)(?: \w+){1,4}? giao|"
        r"target|planned|plan)\b"
    ),
    Kind.ACTUAL: re.compile(
        r"\b(?:thuc hien|th(?=\b(?!\s*(?:tran)))|ket qua(?: thuc hien| dat duoc)?|thuc te|luy ke|"
        r"cong don|"
        r"da thuc hien|dat duoc|quyet toan|qt|lk|chinh thuc|actual)\b"
    ),
}
_PRICE_BASE = re.compile(
    r"\(?\b(?:theo )?gia (?:so sanh|ss|co dinh|cd|hien hanh|hh|thuc te|tt)\b(?:\s*(?:nam )?(?:19|"
    r"20)\d\d)?\)?"
)
_TARGET_BASE = (
    r"(?:ke hoach|kh|du toan|dt|nghi quyet|nq|muc tieu|chi tieu|phan dau|plan|target)"
    r"(?:tw|hdnd|hd|dc|dp)?"
    r"(?: (?:tw|tinh|huyen|thi xa|thanh pho|xa|phuong|hdnd|ubnd|trung uong|thu tuong|ttcp|"
    r"cap tren|giao|duoc giao|dai hoi|"
    r"dieu chinh|dau))*"
    r"(?:\s*(?:ca )?nam)?(?:\s*(?:19|20)\d\d)?"
)
_PAST_BASE = (
    r"(?:(?:thuc hien |th )?(?:cung ky|ck)(?:\s*(?:nam )?(?:truoc|ngoai|(?:19|20)\d\d))?"
    r"|cung (?:thoi diem|thang|quy)(?: (?:thang|quy|nam))? truoc"
    r"|(?:thuc hien |th )?nam (?:truoc|ngoai)|(?:thang|quy|ky) truoc(?: lien ke)?"
    r"|(?:dau|cuoi) nam(?: (?:truoc|(?:19|20)\d\d))?|ky goc(?: nam)?\s*(?:(?:19|20)\d\d)?"
    r"|(?:thang \d{1,2}|quy (?:iv|iii|ii|i|[1-4]))\s*(?:(?:nam|/)\s*)?(?:(?:19|20)\d\d)?"
    r"|\d{1,2} ?(?:thang|t)(?: (?:dau )?nam|/)? ?(?:19|20)\d\d"
    r"|(?:uth|th|thuc hien|uoc th|uoc thuc hien|uoc)?\s*(?:nam )?(?:19|20)\d\d"
    r"|31/12(?:/(?:19|20)\d\d)?|uth|uoc thuc hien|thuc hien|th)"
)
_BASES = rf"(?P<base>(?P<target>{_TARGET_BASE})|(?P<past>{_PAST_BASE}))\b"
_SPOKEN_PAST = r"(?:cung ky|ck)(?:\s*(?:nam )?(?:truoc|ngoai|(?:19|20)\d\d))?|nam (?:truoc|ngoai)"
# In order of weight: "so với X", then "A/X", then "% X", "đạt X".
_AGAINST = (
    re.compile(rf"\b(?:(?:so|ss)\b(?: sanh(?= voi))?(?: voi\b)?|vs\b\.?)[\s:|(]*{_BASES}"),
    re.compile(rf"(?<=so sanh )[^|]*\bvoi\b[\s:|(]*{_BASES}"),
    re.compile(rf"(?P<slash>/)\s*{_BASES}"),
    re.compile(
        r"(?:%\s*(?:cua |dat |th |thuc hien |hoan thanh )?|\bbang (?:% )?|\bdat (?:% |ty le )?|"
        r"\bty le (?:% )?(?:dat |hoan thanh |thuc hien )?|\bhoan thanh (?:% )?|"
        r"\bvuot (?:% )?)[\s(]*"
        rf"(?P<base>(?P<target>{_TARGET_BASE})|(?P<past>{_SPOKEN_PAST}))\b"
    ),
)
_NUMBER_WORD = re.compile(r"\bsố\b", re.IGNORECASE)
# "ƯTH2020": a year glued on to the word before.
_GLUED_YEAR = re.compile(r"(?<=[^\W\d_])(?=(?:19|20)\d\d(?!\d))")
_COMPLETION = re.compile(
    r"\b(?:ty le|muc do|tien do|% |phan tram )\s*(?:hoan thanh|dat|thuc hien)(?: ke hoach| kh|"
    r" du toan| dt)?\b(?! (?:chuan|tieu chi|danh hieu|yeu cau))"
    r"|\bhoan thanh (?:ke hoach|kh)\b|%\s*(?:hoan thanh|dat|thuc hien)\b"
)
_RATIO_MARK = re.compile(r"\bso sanh\b(?! voi)|\bss\b|\bty le so sanh\b")
_RISE = re.compile(
    r"\b(?:toc do tang(?: truong)?|tang truong|muc tang|tang\s*(?:\(\+\))?\s*[,/;-]?\s*giam|"
    r"tang\s*\(|"
    r"tang them|bien dong|td)\b|\(\+\s*[/,;]?\s*-\)|\+/-|\btang\b|\bgiam\b"
)
_DIFFERENCE = re.compile(r"\b(?:chenh lech|tang giam tuyet doi|zo tuyet doi|tuyet doi)\b")
_PACE = re.compile(r"\btoc do phat trien\b|\bchi zo phat trien\b")
_SHARE = re.compile(r"\b(?:co cau|ty trong|ty le trong tong)\b")
_RANK = re.compile(r"\b(?:xep hang|xep thu|thu hang|vi tri xep hang|thu bac|hang\s*/\s*\d+)\b")
_AUTHORITY = (
    (
        re.compile(r"\b(?:tw|trung uong|thu tuong|ttcp|chinh phu|bo)\b.{0,8}\bgiao\b"),
        Authority.CENTRAL,
    ),
    (re.compile(r"\bhdnd\b"), Authority.COUNCIL),
    (re.compile(r"\b(?:ubnd )?tinh giao\b"), Authority.PROVINCE),
    (re.compile(r"\b(?:huyen|thi xa|thanh pho|tx|tp) giao\b"), Authority.DISTRICT),
    (re.compile(r"\bdai hoi\b|\bdh\b"), Authority.CONGRESS),
    (re.compile(r"\bphan dau\b"), Authority.ASPIRATION),
)
# Words that belong to a header without naming anything.
_FILLER = re.compile(
    r"\b(?:trong (?:thang|quy|ky|nam|do)|phan theo [a-z ]+|chia ra|chia theo|"
    r"tr\.?\s?do|zo lieu|gia tri|ket qua|"
    r"tong zo|tong cong|tong|chung|cac|cua|va|den|het|"
    r"nam|thang|quy|ky|dau|cuoi|ca|thoi diem|ngay|tinh|tai|theo|so|zo|voi|bang|dat|ty le|"
    r"don vi tinh|dvt|don vi|dieu chinh|"
    r"sau dieu chinh|bo sung|giao|duoc giao|dau ky|cuoi ky|bao cao|chinh thuc|binh quan|bq|"
    r"chi tieu|chua|co|la|ghi|"
    r"tuong doi|tw|tinh|huyen|xa|hdnd|ubnd|lan \d|phan tram|toan)\b|"
    r"[\d\s()%.,:;/|+*=\-–—\[\]&#\"'<>≥≤]+"
)
_POINTS = "điểm %"
_REST = re.compile(r"[^\W\d_]{1,}")
_MALE = re.compile(r"\bnam\b(?! (?:định|sách|trực|giang|đàn|phi)\b)")


@dataclass(frozen=True)
class HeaderWords:
    """What a header says.

    Attributes:
        period: Its time words, those of the base left out.
        kind: Kind of its figures (of the numerator for a ratio).
        measure: None when nothing says otherwise than level.
        base: plan, same_period, previous, start, or None.
        base_words: The base as written, folded.
        base_period: Time words of the base.
        rise: True when falls are negative and the column holds changes, never an index.
        pace: True for tốc độ phát triển, an index by definition.
        compares: True for a bare "so sánh" that does not say with what.
        percent: True when the header says the numbers are percentages.
        unit: Unit in brackets.
        share: True for structure columns.
        status: estimate, preliminary, official.
        authority: Who set the targets.
        name: The words left: an indicator, a place, a breakdown.
    """

    period: WrittenPeriod
    kind: Kind | None = None
    measure: Measure | None = None
    base: str | None = None
    base_words: str = ""
    base_period: WrittenPeriod | None = None
    rise: bool = False
    pace: bool = False
    compares: bool = False
    percent: bool = False
    unit: str | None = None
    share: bool = False
    status: Status | None = None
    authority: Authority | None = None
    name: str = ""

    @property
    def says_something(self) -> bool:
        """True when the words hold more than a name."""
        return not self.period.is_empty or bool(
            self.kind or self.measure or self.unit or self.compares or self.share or self.percent
        )


@lru_cache(maxsize=16384)
def header_words(text: str) -> HeaderWords:
    """What a header (or a part of it) says; parts of a hierarchy are joined by " | "."""
    spaced = _GLUED_YEAR.sub(" ", nfc(text))
    return _header_words(" ".join(spaced.split()))


@lru_cache(maxsize=16384)
def _header_words(text: str) -> HeaderWords:
    tick()
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    # "số" (number) must not be taken for "so" (against): "Dân số 2023", "so 2023".
    for number in _NUMBER_WORD.finditer(text):
        folded = folded[: number.start()] + "zo" + folded[number.end() :]
    cuts: list[tuple[int, int]] = []
    unit = _bracketed_unit(text, cuts)
    rest = _blank(folded, cuts)
    for price in _PRICE_BASE.finditer(rest):
        rest = _blank(rest, [price.span()])
    percent = "%" in folded or "phan tram" in folded
    base, base_words, rest = _against(rest, cuts)
    measure = _measure(rest, base, percent)
    rise = bool(_RISE.search(rest)) and measure in (Measure.GROWTH, Measure.CHANGE)
    pace = bool(_PACE.search(rest))
    period = written_period(rest)
    cuts.extend(period.spans)
    kind, status = _kind(rest, cuts)
    authority = next((who for words, who in _AUTHORITY if words.search(folded)), None)
    for pattern in (_RATIO_MARK, _RISE, _DIFFERENCE, _PACE, _SHARE, _RANK, _COMPLETION):
        if measure is not None or pattern in (_RATIO_MARK, _SHARE):
            cuts.extend(found.span() for found in pattern.finditer(rest))
    compares = base is None and (bool(_RATIO_MARK.search(rest)) or _is_bare_percent(folded))
    if unit is None and percent and base is None and measure is None and not compares:
        unit = "%"
    return HeaderWords(
        period=period,
        kind=kind,
        measure=Measure.GROWTH if pace else Measure.CHANGE if unit == _POINTS else measure,
        base=base,
        base_words=base_words,
        base_period=written_period(base_words) if base_words else None,
        rise=rise,
        pace=pace,
        compares=compares,
        percent=percent,
        unit=unit,
        share=base is None and bool(_SHARE.search(rest)),
        status=status,
        authority=authority if kind is Kind.TARGET else None,
        name=_name(text, folded, cuts),
    )


def _is_bare_percent(folded: str) -> bool:
    """True for "Tỷ lệ (%)", "%": a comparison that leaves open with what."""
    return bool(
        re.fullmatch(
            r"[\s(|)]*(?:(?:ty le|dat)(?: dat| phan tram)?\s*)?(?:[(|)%\s]|phan tram)*", folded
        )
    ) and bool(folded.strip(" |()"))


def _bracketed_unit(text: str, cuts: list[tuple[int, int]]) -> str | None:
    for bracket in re.finditer(
        r"[(\[]\s*(?:đvt|đơn vị(?: tính)?)?\s*:?\s*([^()\[\]]+?)\s*[)\]]", text, re.I
    ):
        unit = unit_of(bracket[1])
        if unit is not None:
            cuts.append(bracket.span())
            return unit
    spoken = re.search(r"(?:đvt|đơn vị tính)\s*:\s*([^()|;,]+)", text, re.I)
    if spoken and (unit := unit_of(spoken[1])):
        cuts.append(spoken.span())
        return unit
    return None


def _against(rest: str, cuts: list[tuple[int, int]]) -> tuple[str | None, str, str]:
    """(kind of base, its words, the text without it)."""
    found = next(
        (match for words in _AGAINST for match in words.finditer(rest) if _is_base(rest, match)),
        None,
    )
    if found is None:
        found = _under_comparison(rest)
    if found is None:
        return None, "", rest
    words = found["base"]
    cuts.append(found.span())
    rest = _blank(rest, [found.span()])
    if found["target"]:
        return "plan", words, rest
    if re.search(r"(?:thang|quy|ky) truoc", words) and "cung thang" not in words:
        return "previous", words, rest
    if re.search(r"dau nam|cuoi nam|31/12|ky goc", words):
        return "start", words, rest
    return "same_period", words, rest


def _under_comparison(rest: str) -> re.Match[str] | None:
    """The base where the heading above says "So sánh (%)" and the column only with what."""
    mark = _RATIO_MARK.search(rest)
    bar = rest.find("|", mark.end()) if mark else -1
    if bar < 0:
        return None
    return re.compile(rf"[\s|(%)]*(?:voi |so voi )?{_BASES}").match(rest, bar)


def _is_base(rest: str, found: re.Match[str]) -> bool:
    """False for "ƯTH/ TH 2024" (estimate, or actual once known) and for periods such as 9T/2024."""
    if "slash" not in found.re.groupindex:
        return True
    before = rest[: found.start()].rstrip()
    if found["base"][0].isdigit() and re.search(
        r"(?:\d\s?t|thang\s*\d{1,2}|quy \w{1,3}|\bq\w{1,3}|(?<!\d)\d{1,2})$", before
    ):
        return False
    if re.match(r"(?:th|thuc hien|uth|uoc)\b", found["base"]) and not re.search(
        r"cung ky|\bck\b|truoc", found["base"]
    ):
        return bool(re.search(r"so sanh|%", rest)) or bool(re.search(r"\d{4}$", before))
    return bool(re.search(r"[a-z]|\d{4}", before))


def _measure(rest: str, base: str | None, percent: bool) -> Measure | None:
    if _RANK.search(rest):
        return Measure.RANK
    if base == "plan":
        if _DIFFERENCE.search(rest) and not percent:
            return Measure.CHANGE
        return Measure.COMPLETION
    if base is not None:
        absolute = _DIFFERENCE.search(rest) or (_RISE.search(rest) and "toc do" not in rest)
        return Measure.CHANGE if absolute and not percent else Measure.GROWTH
    if _COMPLETION.search(rest):
        return Measure.COMPLETION
    if _DIFFERENCE.search(rest):
        return Measure.CHANGE
    if re.search(
        r"\btoc do tang|\btang truong\b|\btang\W{0,6}giam\b|\(\+\s*[/,;]?\s*-\)|\+/-", rest
    ):
        return Measure.GROWTH if percent or "toc do" in rest or "truong" in rest else Measure.CHANGE
    return None


def _kind(rest: str, cuts: list[tuple[int, int]]) -> tuple[Kind | None, Status | None]:
    kind: Kind | None = None
    status: Status | None = None
    for candidate, words in _KIND_WORDS.items():
        found = list(words.finditer(rest))
        if not found:
            continue
        cuts.extend(match.span() for match in found)
        if kind is None:
            kind = candidate
            if candidate is Kind.ESTIMATE:
                preliminary = any("so bo" in match.group() for match in found)
                status = Status.PRELIMINARY if preliminary else Status.ESTIMATE
            elif any("chinh thuc" in match.group() for match in found):
                status = Status.OFFICIAL
    return kind, status


def _blank(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _whole(part: str) -> str:
    """A part without signs around it, nor a bracket that lost its other half to them."""
    bare = part.strip(" -–:;,.()/%")
    return re.sub(r"\s*\([^()]*$", "", bare) if bare.count("(") > bare.count(")") else bare


def _name(text: str, folded: str, cuts: list[tuple[int, int]]) -> str:
    """The original words that no rule has taken; empty when only fillers are left."""
    kept = _blank(text, cuts)
    if _MALE.search(kept.lower()):
        # Without its mark "năm" (year) reads as "nam" (men).
        return " ".join(re.sub(r"[\s|]+", " ", kept).split()).strip(" -–:;,.()/%")
    if not _REST.search(_FILLER.sub(" ", _blank(folded, cuts))):
        return ""
    parts = [_whole(re.sub(r"\s+", " ", part)) for part in kept.split("|")]
    return " - ".join(part for part in parts if part and _REST.search(_FILLER.sub(" ", fold(part))))
