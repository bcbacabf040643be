"""The label of a row or column -> an indicator of the catalogue, or none.

A count is not the catalogue's rate, a part is not the whole: a label matches when its words are the
name's words, give or take fillers, and its unit fits.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from etl.extract.bilingual import vietnamese_half
from etl.extract.clock import tick
from etl.extract.sheet_keys import name_key
from etl.extract.sheet_units import as_unit, unit_of
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.indicator import Indicator
from yardstick.domain.vietnamese import same_words_key

_MARK = re.compile(
    r"^\s*(?:(?:[IVXLC]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3}|[A-ZĐ]|[a-zđ])\s*[.)/\]:-]+(?=\s|"
    r"[^\d\s])\s*|[-+*•–—·●○▪]+\s*)+"
)
_NUMBER_MARK = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){1,3}\s+(?=\D)")
_IN_WHICH = re.compile(
    r"^\s*(?:trong đó|tr\.?\s?đó|trđ|bao gồm|gồm|chia ra|riêng)\s*[:,-]?\s*", re.I
)
_FOOTNOTE = re.compile(r"\s*(?:\(\s*\d\s*\)|\(\*+\)|\*+|[¹²³⁴-⁹]+|\[\d\])\s*$")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_EXCEPT = re.compile(
    r"\(\s*(?:trừ|không (?:kể|gồm|bao gồm|tính)|chưa (?:kể|gồm|bao gồm|tính))", re.I
)
_LEADING = re.compile(
    r"^(?:tổng số|tổng|ước|số|chỉ tiêu|mức|kết quả|đạt|trong đó|thực hiện|khối lượng|"
    r"duy trì|phấn đấu|giữ vững|nâng)\s+"
)
# What may follow a name without changing it.
_TRAILING = re.compile(
    r"\s+(?:trên địa bàn(?: (?:toàn )?(?:tỉnh|huyện|xã|thành phố|thị xã|phường))?|toàn (?:tỉnh|"
    r"huyện|xã|thành phố|thị xã)|"
    r"trong (?:năm|kỳ|tháng|quý)|(?:cả|hằng|hàng) năm|năm|tăng|đạt|mới|tăng thêm|đa chiều|"
    r"(?:theo )?(?:chuẩn|tiêu chí)(?: (?:nghèo|mới|đa chiều|quốc gia|quy định|tiếp cận))*|"
    r"(?:theo|tính theo)? ?giá (?:so sánh|hiện hành|cố định|thực tế)(?: (?:năm )?\d{4})?|"
    r"giai đoạn [\d ]+|"
    r"so với (?:bình quân )?(?:cùng (?:kỳ|tháng)(?: năm trước)?|(?:năm|tháng|quý|kỳ) trước|"
    r"tháng 12(?: năm trước)?|đầu năm|kế hoạch|dự toán|tổng số.*|dân số.*)|"
    r"(?:bình quân|bq)(?: chung)?(?:\s*/\s*năm| (?:hằng|hàng|mỗi) năm)?|/năm|lũy kế|cộng dồn|"
    r"(?:đến )?(?:cuối|đầu) (?:năm|kỳ|tháng|quý)|đến thời điểm.*|chung|ước (?:tính|đạt)|"
    r"theo quy chuẩn|đông xuân|xuân|mùa|cả năm|"
    r"của (?:tỉnh|huyện|toàn tỉnh)|tại (?:khu vực )?nông thôn|trở lên|theo hợp đồng)$"
)
_GROWTH = re.compile(
    r"^(?:(?:tốc độ|mức|tỷ lệ) (?:tăng|phát triển)(?: trưởng)?(?: bình quân(?: năm)?)?|"
    r"tăng trưởng|chỉ số phát triển)\s+(?:của |về )?(?P<of>.{4,})$"
)
_FALL = re.compile(r"^(?:mức |bình quân )?giảm (?=tỷ lệ )")
_RANK = re.compile(
    r"^(?:xếp hạng|thứ hạng|vị trí xếp hạng|xếp thứ|hạng)(?: (?:của|về|chỉ số))*\s+(?P<of>.{3,})$"
)
_GROWTH_WORDS = re.compile(r"tăng|tốc độ|phát triển|grdp|gdp|ttkt|tổng sản phẩm")
_OTHER_SUBJECT = re.compile(
    r"lao động|cơ cấu|tỷ trọng|dân số|doanh nghiệp|vốn|dư nợ|thuế|đất|việc làm|giá trị sản xuất"
)
# "hộ nghèo còn dưới 0,9%": what is to be reached is no part of the name.
_GOAL = re.compile(
    r"(?:\s+(?:còn|xuống|đạt|từ|trên|dưới|không quá|tối thiểu|ít nhất|khoảng|hơn|mức|ở mức|là|"
    r"bình quân|duy trì)){1,4}\s*[<>≥≤=]*\s*\d[\d.,]*(?:\s*[-–]\s*\d[\d.,]*)?\s*"
    r"(?P<unit>%|‰|(?:nghìn |triệu |tỷ )?(?:đồng|usd|tấn|người|ha)(?:/\w+){0,2})?"
    r"(?:\s+trở (?:lên|xuống))?$",
    re.IGNORECASE,
)
_KIND_OF_THING = re.compile(r"^(?:cây|con|ngành|nhóm)\s+", re.I)
_COUNTING = re.compile(r"^(?:tổng )?số\s")
_RATE = re.compile(r"^(?:tỷ lệ|tỷ trọng|cơ cấu|tốc độ|tỷ suất)\b")


@dataclass(frozen=True)
class Named:
    """What a label names.

    Attributes:
        indicator: The indicator, None when the catalogue has none of that name.
        growth: True for "tốc độ tăng …": the figures are growth of the indicator.
        rank: True for "xếp hạng …".
        falls: True for "giảm tỷ lệ hộ nghèo": the figures say by how much it falls.
        fits: False when the row's unit measures something else than the indicator does.
        known: True when the name, not merely a part of it, is the catalogue's.
    """

    indicator: Indicator | None = None
    growth: bool = False
    rank: bool = False
    fits: bool = True
    falls: bool = False


_SECTOR = r"(?:khu vực |ngành )?"
_SECTORS = (
    (
        "nông lâm nghiệp thủy sản",
        re.compile(rf"khu vực i|{_SECTOR}nông(?: lâm| ngư| diêm| nghiệp| thủy sản)*"),
    ),
    (
        "công nghiệp xây dựng",
        re.compile(rf"khu vực ii|{_SECTOR}công nghiệp (?:tiểu thủ công nghiệp )?xây dựng"),
    ),
    (
        "dịch vụ",
        re.compile(rf"khu vực iii|{_SECTOR}(?:thương mại |du lịch )*dịch vụ(?: du lịch)?"),
    ),
)


def _as_sector(key: str, lead: str) -> tuple[str, ...]:
    """The catalogue's name of a sector however its branches are listed: "nông, lâm, ngư"."""
    plain = " ".join(re.sub(r"[^\w ]+", " ", key).split())
    return tuple(f"{lead} {name}" for name, words in _SECTORS if words.fullmatch(plain))


@lru_cache(maxsize=16384)
def bare_label(text: str) -> str:
    """A label without its numbering, "Trong đó:", footnote marks and outer signs."""
    bare = _MARK.sub("", vietnamese_half(text))
    bare = _NUMBER_MARK.sub("", bare)
    bare = _IN_WHICH.sub("", bare)
    bare = _MARK.sub("", bare) or bare
    bare = _FOOTNOTE.sub("", bare)
    return bare.strip(" :;.,") or text.strip()


@lru_cache(maxsize=16384)
def label_unit(text: str) -> str | None:
    """The unit in brackets (or after a comma) at the end of a label: "Trứng (Triệu quả)"."""
    for bracket in reversed(list(_BRACKET.finditer(text))):
        inner = re.sub(r"^(?:đvt|đơn vị(?: tính)?)\s*:\s*", "", bracket[1].strip(), flags=re.I)
        unit = unit_of(inner)
        if unit is not None:
            return unit
    goal = _GOAL.search(text)
    if goal and goal["unit"]:
        return unit_of(goal["unit"])
    tail = re.search(r"(?:,|\s[-–])\s*(%|tỷ đồng|triệu đồng|triệu usd|ha|tấn)\s*$", text, re.I)
    return unit_of(tail[1]) if tail else None


@lru_cache(maxsize=16384)
def without_unit(text: str) -> str:
    """A label without the bracket that holds its unit."""
    kept = text
    for bracket in reversed(list(_BRACKET.finditer(text))):
        inner = re.sub(r"^(?:đvt|đơn vị(?: tính)?)\s*:\s*", "", bracket[1].strip(), flags=re.I)
        if unit_of(inner) is not None:
            kept = kept[: bracket.start()] + kept[bracket.end() :]
    return re.sub(r"\s+", " ", kept).strip(" ,;:-")


def _counts(plain: str) -> bool:
    """True when a name, or a part of it, is a count: "hộ nghèo - số hộ"."""
    return any(_COUNTING.match(part) for part in re.split(r"\s+[-–]\s+", plain))


def _under(over: str, plain: str) -> Iterator[str]:
    """What a label can say together with the one it stands under, likeliest first."""
    over = _KIND_OF_THING.sub("", without_unit(over))
    yield from (f"{over} {plain}", f"{plain} {over}", f"{plain} do {over}", f"{plain} vì {over}")
    if _COUNTING.match(plain) and over.lower().startswith(_COUNTING.sub("", plain)):
        # "Số doanh nghiệp" under "Doanh nghiệp thành lập mới".
        yield f"số {over}"
    bare = _BRACKET.sub(" ", plain).strip()
    if bare != plain.strip():
        yield f"{over} {bare}"


class IndicatorNames:
    """The catalogue's names, ready to be found."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Index names, synonyms, abbreviations and the look-alikes that are other indicators."""
        self.catalogue = catalogue
        self._exact: dict[str, Indicator] = {}
        self._unlike: set[str] = set()
        for indicator in catalogue:
            english = (indicator.name_en, indicator.name_en.split(",")[0])
            for name in (
                indicator.name_vi,
                *indicator.synonyms,
                *indicator.abbreviations,
                *english,
            ):
                self._exact.setdefault(name_key(name), indicator)
                stripped = name_key(_BRACKET.sub(" ", name))
                if stripped:
                    self._exact.setdefault(stripped, indicator)
        for indicator in catalogue:
            self._unlike.update(
                key for name in indicator.unlike if (key := name_key(name)) not in self._exact
            )
        # The same words in another order, where they stand for one indicator only.
        self._bags: dict[tuple[str, ...], Indicator | None] = {}
        for key, indicator in self._exact.items():
            bag = tuple(sorted(key.split()))
            if len(bag) >= 4:
                other = self._bags.setdefault(bag, indicator)
                if other is not None and other.code != indicator.code:
                    self._bags[bag] = None
        self._words = [set(name.split()) for name in self._exact]
        self._seen: dict[tuple[str, str | None, tuple[str, ...]], Named] = {}

    def find(self, label: str, unit: str | None, above: tuple[str, ...] = ()) -> Named:
        """The indicator a label names.

        Args:
            label: As printed.
            unit: The row's unit, None when it has none.
            above: Labels of the rows above it in the hierarchy, widest first.
        """
        key = (label, unit, above)
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = self._find(bare_label(label), unit, above)
        return found

    def likeness(self, key: str) -> float:
        """How like the catalogue's names a key is, 0 to 1: the best overlap of words."""
        words = set(key.split())
        best = 0.0
        for others in self._words:
            shared = len(words & others)
            if shared:
                best = max(best, 2 * shared / (len(words) + len(others)))
        return best

    def of_code(self, code: str) -> Indicator | None:
        """The indicator of a code column's cell."""
        return self.catalogue.find(code.strip().upper())

    def _find(self, label: str, unit: str | None, above: tuple[str, ...]) -> Named:
        tick()
        plain = same_words_key(without_unit(label)).replace("tỉ lệ", "tỷ lệ")
        plain = _GOAL.sub("", plain) or plain
        falls = _FALL.match(plain)
        if falls:
            plain = plain[falls.end() :]
        ranked = _RANK.match(plain)
        rises = _GROWTH.match(plain)
        for candidate in self._readings(plain, above):
            indicator = candidate
            by_rank = indicator.accumulation == "rank" and not indicator.measured_in.is_ratio
            if ranked is None and by_rank and unit in ("%",):
                continue
            if indicator.accumulation == "growth" and not self._speaks_of_growth(
                plain, unit, above
            ):
                continue
            if self._fits(indicator, unit, plain, growth=bool(rises), rank=bool(ranked)):
                own_rate = indicator.accumulation in ("growth", "index", "rate", "share")
                growth = bool(rises) and not own_rate
                by_points = bool(falls) and indicator.measured_in.is_ratio
                return Named(indicator, growth, bool(ranked), falls=by_points)
            numerator = self._numerator(indicator, plain)
            if numerator is not None and self._fits(
                numerator, unit, plain, growth=False, rank=False
            ):
                return Named(numerator, bool(rises))
            if self._conflicts(indicator, unit, plain):
                return Named(indicator, bool(rises), bool(ranked), fits=False)
        return Named(None, bool(rises), bool(ranked))

    def _numerator(self, indicator: Indicator, plain: str) -> Indicator | None:
        """The amount a rate is made of: "vốn đầu tư công giải ngân" in money is no rate."""
        if _RATE.match(plain) or not indicator.measured_in.is_ratio:
            return None
        return self.catalogue.find(indicator.aggregation.numerator or "")

    @staticmethod
    def _speaks_of_growth(plain: str, unit: str | None, above: tuple[str, ...]) -> bool:
        """A bare sector ("công nghiệp và xây dựng") is growth only where growth is spoken of."""
        if _GROWTH_WORDS.search(plain):
            return True
        context = same_words_key(" ".join(above))
        if _OTHER_SUBJECT.search(context):
            return False
        return bool(_GROWTH_WORDS.search(context)) or (unit == "%" and not above)

    def _readings(self, plain: str, above: tuple[str, ...]) -> Iterable[Indicator]:
        """Indicators the words can stand for, likeliest first."""
        context = name_key(" ".join(above))
        key = name_key(plain)
        if key in self._unlike:
            return
        if "cơ cấu" in context and "lao động" not in context:
            yield from self._known("tỷ trọng " + key, *_as_sector(key, "tỷ trọng"))
        elif _GROWTH_WORDS.search(context) and not _OTHER_SUBJECT.search(context):
            yield from self._known(*_as_sector(key, "tăng trưởng khu vực"))
        if "giá hiện hành" in plain or "giá thực tế" in plain:
            bare = name_key(_BRACKET.sub(" ", plain))
            yield from self._known(f"{bare} theo giá hiện hành", f"{bare} giá hiện hành")
        if key in self._exact:
            yield from self._known(key, f"{key} giá hiện hành")
        elif above:
            for joined in _under(bare_label(above[-1]), plain):
                forms = self._shortened(same_words_key(joined))
                yield from self._known(*(name_key(form) for form in forms))
        for variant in self._variants(plain):
            if variant in self._unlike:
                return
            if variant in self._exact:
                yield self._exact[variant]
        shuffled = self._bags.get(tuple(sorted(key.split())))
        if shuffled is not None:
            yield shuffled

    def _known(self, *keys: str) -> Iterable[Indicator]:
        """The indicators of those keys that are names."""
        return [self._exact[key] for key in keys if key in self._exact]

    def _variants(self, plain: str) -> Iterable[str]:
        """Keys of the label with less and less around the name."""
        seen = {name_key(plain)}
        # "(trừ tiền đất)" makes it another indicator; other brackets only explain.
        queue = [plain] if _EXCEPT.search(plain) else [plain, _BRACKET.sub(" ", plain)]
        queue += [
            bracket[1]
            for bracket in _BRACKET.finditer(plain)
            if len(bracket[1].split()) <= (2 if bracket[1].isascii() else 1)
        ][:1]
        for pattern in (_GROWTH, _RANK):
            if found := pattern.match(plain):
                queue += [found["of"], _BRACKET.sub(" ", found["of"])]
        for text in queue:
            for form in self._shortened(" ".join(text.split()).strip(" ,;:-")):
                key = name_key(form)
                if key and key not in seen:
                    seen.add(key)
                    yield key

    @staticmethod
    def _shortened(text: str) -> Iterable[str]:
        yield text
        current = text
        for _ in range(4):
            shorter = _TRAILING.sub("", current)
            if shorter == current:
                break
            current = shorter
            yield current
        lead = _LEADING.sub("", current)
        if lead != current and not _COUNTING.match(current):
            yield lead
        dash = re.split(r"\s+[-–]\s+", current)
        if len(dash) == 2:
            yield from dash[:1] if len(dash[0]) > len(dash[1]) else ()

    def _fits(
        self, indicator: Indicator, unit: str | None, plain: str, *, growth: bool, rank: bool
    ) -> bool:
        if _counts(plain) and indicator.measured_in.is_ratio:
            return False
        if unit is None or rank:
            return True
        written = as_unit(unit)
        if written is None or unit in ("hạng", "điểm", "lần"):
            return unit != "lần"
        if growth and not indicator.measured_in.is_ratio:
            return written.is_ratio
        if indicator.accumulation in ("growth", "index"):
            return written.is_ratio
        known = [as_unit(text) for text in (indicator.unit, *indicator.also_units)]
        if any(item is not None and item.dimension == written.dimension for item in known):
            return True
        # Counted nouns differ in wording (người, lượt người, lao động); money and measures do not.
        canonical = indicator.measured_in
        return written.counted and (
            canonical.counted or written.dimension.split("/")[0] in canonical.dimension
        )

    def _conflicts(self, indicator: Indicator, unit: str | None, plain: str) -> bool:
        """True when the name is surely the indicator's, so that the unit must be wrong."""
        if unit is None or indicator.accumulation in ("growth", "share", "index"):
            return False
        if _counts(plain) and indicator.measured_in.is_ratio:
            return False
        if indicator.measured_in.is_ratio:
            return bool(_RATE.match(plain))
        written = as_unit(unit)
        monies = {"đồng", "USD", "EUR"}
        if written is not None and {written.dimension, indicator.measured_in.dimension} <= monies:
            # The same capital in another currency is another statistic, not a slip.
            return False
        return not (written is not None and written.is_ratio and not _COUNTING.match(plain))
