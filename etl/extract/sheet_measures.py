"""A number of a cell -> what it says: level, growth, change, completion or rank."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from etl.extract.sheet_headers import HeaderWords
from etl.extract.sheet_hierarchy import Row
from etl.extract.sheet_model import Form
from etl.extract.sheet_numbers import Reading
from etl.extract.sheet_units import as_unit
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Measure
from yardstick.domain.period import Month, Period, Quarter, Year

_POINTS = "điểm %"
_RANKED_UNITS = (None, "hạng", "điểm", "bậc", "rank")
_COMPARISONS = (Measure.GROWTH, Measure.COMPLETION, Measure.CHANGE)
_OWNERS = (
    (re.compile(r"\b(?:tw|trung uong|thu tuong|ttcp|chinh phu)\b"), "plan_central"),
    (re.compile(r"\b(?:dai hoi|dh|nhiem ky)\b"), "plan_term"),
    (re.compile(r"\b(?:tinh|hdnd tinh|ubnd tinh)\b"), "plan_province"),
    (re.compile(r"\bhuyen\b"), "plan_district"),
    (re.compile(r"\bxa\b"), "plan_commune"),
)
# Indices stand around 100; growth of a rate that large would be another mistake.
_INDEX_FROM, _INDEX_TO = 50, 250


@dataclass(frozen=True)
class Amount:
    """A number on its way to a figure: measure, both ends of a range, unit, assumptions."""

    measure: Measure | None
    value: Decimal
    high: Decimal | None
    unit: str | None
    reasons: tuple[str, ...] = ()

    def shifted(self, by: int, reason: str) -> "Amount":
        """The amount with a number added to both ends."""
        high = None if self.high is None else self.high + by
        return replace(self, value=self.value + by, high=high, reasons=(*self.reasons, reason))

    def scaled(self, factor: Decimal | int) -> "Amount":
        """The amount times a number."""
        high = None if self.high is None else self.high * factor
        return replace(self, value=self.value * factor, high=high)

    def negative(self) -> "Amount":
        """The amount of a fall; the ends of a range change places."""
        if self.high is None:
            return replace(self, value=-self.value)
        return replace(self, value=-self.high, high=-self.value)


def measured(
    amount: Amount, reading: Reading, row: Row, form: Form, indicator: Indicator | None
) -> Amount:
    """The amount with its measure settled and its value in that measure's terms.

    Args:
        amount: Value and unit as printed; the measure its column or row names, or None.
        reading: What the cell says beside the number.
        row: The row it stands in.
        form: How its column writes comparisons.
        indicator: The indicator, None outside the catalogue.
    """
    if amount.measure in _COMPARISONS:
        return _compared(amount, reading, row, form)
    if _is_rank(amount, reading, row, indicator):
        return replace(amount, measure=Measure.RANK, unit="hạng")
    if row.named.falls and amount.unit in (None, "%", _POINTS):
        fall = amount.negative() if amount.value > 0 else amount
        return replace(fall, measure=Measure.CHANGE, unit=_POINTS)
    if row.named.growth or (indicator and indicator.accumulation in ("growth", "index")):
        return _grown(amount, reading, row)
    if reading.direction:
        return _moved(amount, reading)
    unit = amount.unit
    if reading.percent and unit not in (None, "%", "‰") and reading.unit != "%":
        unit = "%"
    if reading.percent and unit is None:
        unit = "%"
    unit = per_head(unit, indicator)
    return Amount(Measure.LEVEL, amount.value, amount.high, unit, amount.reasons)


def _is_rank(amount: Amount, reading: Reading, row: Row, indicator: Indicator | None) -> bool:
    of_ranks = indicator is not None and indicator.accumulation == "rank"
    ranks = (
        amount.measure is Measure.RANK
        or (amount.measure is None and amount.unit in ("hạng", "rank"))
        or row.named.rank
        or reading.rank
        or (of_ranks and (reading.total is not None or amount.unit in ("hạng", "rank")))
    )
    # Under "Xếp hạng" the unit of the row is that of its other figures.
    fits = amount.measure is Measure.RANK or amount.unit in _RANKED_UNITS
    return ranks and fits and not reading.percent


def _grown(amount: Amount, reading: Reading, row: Row) -> Amount:
    """Growth of an indicator that is a growth rate or an index; 107,5 stands for 7,5."""
    amount = replace(amount, measure=Measure.GROWTH, unit=amount.unit or "%")
    if reading.direction < 0:
        return amount.negative()
    label = row.label.lower()
    rises = reading.direction or ("tăng" in label and "phát triển" not in label)
    if not rises and _INDEX_FROM <= amount.value <= _INDEX_TO:
        return amount.shifted(-100, "index minus 100")
    return amount


def _moved(amount: Amount, reading: Reading) -> Amount:
    """`Giảm 0,3` in a rate's row is points; `Tăng 5%` in a money row is growth."""
    if reading.direction < 0:
        amount = amount.negative()
    if amount.unit in ("%", "‰"):
        return replace(amount, measure=Measure.CHANGE, unit=_POINTS)
    if reading.percent:
        return replace(amount, measure=Measure.GROWTH, unit="%")
    return replace(amount, measure=Measure.CHANGE)


def _compared(amount: Amount, reading: Reading, row: Row, form: Form) -> Amount:
    growth = amount.measure is Measure.GROWTH
    spoken = next((item for item in (row.words, row.band) if item and item.measure), None)
    if spoken is not None:
        index = growth and amount.value >= _INDEX_FROM and not spoken.rise
        form = Form.INDEX if index else Form.PLAIN
    if reading.direction < 0 and amount.value > 0:
        amount = amount.negative()
    if amount.measure is Measure.CHANGE:
        return replace(amount, unit=_POINTS if amount.unit == "%" else amount.unit)
    amount = replace(amount, unit="%")
    if form is Form.RATIO and not reading.percent:
        amount = amount.scaled(100)
        return amount.shifted(-100, "ratio minus one, in percent") if growth else amount
    if growth and form is not Form.PLAIN and not reading.direction:
        return amount.shifted(-100, "index minus 100")
    return amount


def per_head(unit: str | None, indicator: Indicator | None) -> str | None:
    """The catalogue's unit where the sheet leaves out what it is counted per: triệu đồng/người."""
    if indicator is None or unit is None:
        return unit
    written, canonical = as_unit(unit), indicator.measured_in
    if written is None or "/" in written.dimension or "/" not in canonical.dimension:
        return unit
    same_root = canonical.dimension.startswith(written.dimension + "/")
    return indicator.unit if same_root and written.factor == canonical.factor else unit


def stored_base(words: HeaderWords, measure: Measure, period: Period | None) -> str | None:
    """What a comparison is measured against, in the codes documents use too.

    None stands for what goes without saying: the same period of last year, a plan of nobody's.
    """
    if measure not in _COMPARISONS or words.base is None:
        return None
    if words.base == "plan":
        return next((code for owner, code in _OWNERS if owner.search(words.base_words)), None)
    if words.base == "start":
        year = words.base_period.year if words.base_period is not None else None
        return str(year) if "ky goc" in words.base_words and year else "year_start"
    if words.base == "previous":
        return "last_quarter" if isinstance(period, Quarter) else "last_month"
    return _other_period(words, period)


def _other_period(words: HeaderWords, period: Period | None) -> str | None:
    written = words.base_period
    if written is None or period is None or not (written.year or written.part):
        return None
    base = written.resolve(period)
    if base is None or base in (period.same_period_last_year(), Year(period.year - 1)):
        return None
    if base == period.previous():
        return "last_quarter" if isinstance(period, Quarter) else "last_month"
    if base == Month(period.year - 1, 12):
        return "year_start"
    return base.code
