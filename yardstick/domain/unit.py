"""Units and exact quantities: tỷ đồng is 10⁹ đồng, a percentage is not a percentage point.

A count keeps its noun.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from yardstick.domain.vietnamese import same_words_key
from yardstick.errors import UnitError

# Scale words in front of a unit, longest first: "nghìn tỷ đồng", "triệu USD", "vạn tấn", "nghìn
# ha".
_SCALES: tuple[tuple[str, Decimal], ...] = (
    ("nghìn tỷ", Decimal(10) ** 12),
    ("triệu tỷ", Decimal(10) ** 15),
    ("tỷ", Decimal(10) ** 9),
    ("triệu", Decimal(10) ** 6),
    ("nghìn", Decimal(10) ** 3),
    ("vạn", Decimal(10) ** 4),
)
# What stands after the scale word -> (dimension, factor to the dimension's base).
_BASES: dict[str, tuple[str, Decimal]] = {
    "đồng": ("đồng", Decimal(1)),
    "usd": ("USD", Decimal(1)),
    "eur": ("EUR", Decimal(1)),
    "%": ("%", Decimal(1)),
    "‰": ("%", Decimal("0.1")),
    "điểm %": ("điểm %", Decimal(1)),
    "ha": ("ha", Decimal(1)),
    "m2": ("ha", Decimal("0.0001")),
    "km2": ("ha", Decimal(100)),
    "km": ("m", Decimal(1000)),
    "m": ("m", Decimal(1)),
    "m3": ("m3", Decimal(1)),
    "tấn": ("tấn", Decimal(1)),
    "tạ": ("tấn", Decimal("0.1")),
    "yến": ("tấn", Decimal("0.01")),
    "kg": ("tấn", Decimal("0.001")),
    "kwh": ("kWh", Decimal(1)),
    "kw": ("kW", Decimal(1)),
    "mw": ("kW", Decimal(1000)),
    "teu": ("TEU", Decimal(1)),
    "rank": ("rank", Decimal(1)),
    "bậc": ("bậc", Decimal(1)),
    "điểm": ("điểm", Decimal(1)),
    "lần": ("lần", Decimal(1)),
}
_SPELLINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), wanted)
    for pattern, wanted in (
        (r"\btỉ\b", "tỷ"),
        (r"\bngàn\b", "nghìn"),
        (r"ƣ", "ư"),
        (r"\btỷ\s*\.\s*đồng\b", "tỷ đồng"),
        (r"\btỷ\s*\.?\s*đ(?=$|[\s./])\.?", "tỷ đồng"),
        (r"\b(?:trđ|trđồng|tr\.?\s*đồng|tr\.\s*đ|triệu\s+đ)(?=$|[\s./])\.?", "triệu đồng"),
        (r"\bvnđ\b|\bvnd\b|\bđồng việt nam\b", "đồng"),
        (r"\bđô la(?: mỹ)?\b|\bđô-la(?: mỹ)?\b|\bus\$|\$", "usd"),
        (r"\bđiểm phần trăm\b|\b%\s*điểm\b|\bđiểm\s*%", "điểm %"),
        (r"\bphần trăm\b", "%"),
        (r"\bphần nghìn\b", "‰"),
        (r"²", "2"),
        (r"³", "3"),
        (r"\b(?:hạng|thứ hạng|thứ)(?=$|/| )", "rank"),
        (r"\bngười dân\b", "người"),
        (r"\bmét\b", "m"),
    )
)


@dataclass(frozen=True)
class Unit:
    """A unit of measure.

    Attributes:
        code: The normalised spelling, e.g. "tỷ đồng", "triệu đồng/người/năm", "xã".
        dimension: What can be converted into what: units of one dimension measure the same thing.
        factor: How many base units of the dimension one of this unit is; exact.
        counted: True for counted nouns (xã, hộ, doanh nghiệp) that no table lists.
    """

    code: str
    dimension: str
    factor: Decimal
    counted: bool = False

    @property
    def is_ratio(self) -> bool:
        """True for percent and per mille: differences of such figures are percentage points."""
        return self.dimension == "%"

    @property
    def is_whole(self) -> bool:
        """True for things counted one by one: there is no half a household."""
        return self.counted and self.factor == 1 and "/" not in self.dimension

    def convert(self, value: Decimal, to: "Unit") -> Decimal:
        """The value in another unit of the same dimension, exactly.

        Raises:
            UnitError: The units measure different things (percent and percentage point do).
        """
        if self.dimension != to.dimension:
            raise UnitError(self.code, to.code)
        return value * self.factor / to.factor


@dataclass(frozen=True)
class Quantity:
    """An exact number with its unit."""

    value: Decimal
    unit: Unit

    def to(self, unit: Unit) -> "Quantity":
        """The same quantity in another unit; raises UnitError between different dimensions."""
        return Quantity(self.unit.convert(self.value, unit), unit)


def normal_spelling(text: str) -> str:
    """The unit as this product spells it: tỷ not tỉ, nghìn not ngàn, USD, % for phần trăm."""
    spelled = same_words_key(text.strip().strip("()"))
    for pattern, wanted in _SPELLINGS:
        spelled = pattern.sub(wanted, spelled)
    spelled = re.sub(r"\s*/\s*", "/", spelled)
    spelled = re.sub(r"\s+", " ", spelled).strip(" .")
    return re.sub(r"\busd\b", "USD", spelled)


def _scaled(text: str) -> tuple[str, Decimal]:
    for word, factor in _SCALES:
        if text == word:
            # "tỷ" alone is money in every source seen; "nghìn" or "triệu" alone says nothing.
            return ("đồng", factor) if word.endswith("tỷ") else ("", factor)
        if text.startswith(word + " "):
            return text.removeprefix(word + " "), factor
    return text, Decimal(1)


@lru_cache(maxsize=4096)
def find_unit(text: str) -> Unit | None:
    """The unit a text names, or None when it names none that can be relied on.

    Money, percentages, areas, weights and ranks are read from a table; any other short noun
    phrase is
    a counted unit of its own dimension (xã, hộ, doanh nghiệp, giường/vạn dân).
    """
    code = normal_spelling(text)
    if (
        not code
        or len(code) > 60
        or any(c.isdigit() for c in re.sub(r"[mk]?m[23]|1 vạn", "", code))
    ):
        return None
    head, _, per = code.partition("/")
    base, factor = _scaled(head)
    if not base:
        return None
    known = _BASES.get(base.lower())
    if known is not None:
        dimension, own = known
    elif re.fullmatch(r"[^\W\d_][\w ,\-]*", base):
        dimension, own = base, Decimal(1)
    else:
        return None
    if head == "tỷ" or head.endswith(" tỷ"):
        code = code.replace(head, head + " đồng", 1)
    if per and not (base == "rank" or dimension in ("%", "điểm %")):
        dimension = f"{dimension}/{_per(per)}"
    return Unit(code, dimension, factor * own, counted=known is None)


def _per(text: str) -> str:
    parts = [part.removeprefix("1 ").strip() for part in text.split("/")]
    # "triệu đồng/người" and "triệu đồng/người/năm" are one indicator printed two ways.
    return "/".join(part for part in parts if part != "năm") or "năm"


def unit(text: str) -> Unit:
    """The unit a text names.

    Raises:
        UnitError: It names none.
    """
    found = find_unit(text)
    if found is None:
        raise UnitError(text)
    return found
