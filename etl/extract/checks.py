"""Checks that need only the document: its own arithmetic, structures that add up, plausible bands.

A failed check lowers the confidence of the figures it doubts and asks a person; nothing is
corrected.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby, pairwise

from etl.extract.mention import Mention
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.period import parse_period
from yardstick.domain.unit import Quantity, find_unit

_DOUBT = 0.6
_SHARES = ("EC07", "EC08", "EC09")


@dataclass(frozen=True)
class _Doubt:
    """A failed check: the figures it doubts, the rule and what was found."""

    mentions: tuple[int, ...]
    rule: str
    evidence: str
    severity: Severity = Severity.WARNING


def check(
    mentions: list[Mention], catalogue: Catalogue, text: str
) -> tuple[list[Mention], list[Finding]]:
    """The mentions with lowered confidence where a check failed, and the findings."""
    doubts = [
        *_part_and_percent(mentions),
        *_plan_arithmetic(mentions),
        *_monthly_basis(mentions, catalogue),
        *_structure(mentions),
        *_bands(mentions, catalogue),
        *_falling(mentions, catalogue),
        *_change_and_growth(mentions),
    ]
    doubted: dict[int, _Doubt] = {}
    for doubt in doubts:
        for index in doubt.mentions:
            doubted.setdefault(index, doubt)
    checked = [
        _lowered(mention, doubted[index]) if index in doubted else mention
        for index, mention in enumerate(mentions)
    ]
    findings = [
        Finding(
            doubt.severity,
            doubt.rule,
            " … ".join(mentions[index].quote for index in doubt.mentions),
            doubt.evidence,
        )
        for doubt in doubts
    ]
    return checked, findings


def _lowered(mention: Mention, doubt: _Doubt) -> Mention:
    """The mention, less sure, with the arithmetic that does not come out."""
    why = ("check", f"{doubt.rule}: {doubt.evidence}")
    sure = round(mention.confidence * _DOUBT, 2)
    return replace(mention, confidence=sure, reasons=(*mention.reasons, why))


def _plain(number: Decimal) -> str:
    text = f"{number.quantize(Decimal('0.01')):f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _near(first: Mention, second: Mention) -> bool:
    return first.paragraph == second.paragraph and 0 <= second.start - first.end < 160


def _exact(mention: Mention) -> bool:
    return mention.value is not None and mention.comparator is None


def _part_and_percent(mentions: list[Mention]) -> Iterator[_Doubt]:
    """66/112 thôn, chiếm 58,9%: the part over the whole is the percentage beside it."""
    for index, (part, share) in enumerate(pairwise(mentions)):
        if part.total is None or part.measure == "rank" or part.value is None:
            continue
        if part.value > part.total:
            yield _Doubt(
                (index,), "part_over_whole", f"{_plain(part.value)} > {_plain(part.total)}"
            )
        elif part.total and share.unit == "%" and _exact(share) and _near(part, share):
            if share.measure != "level" or share.indicator_text != part.indicator_text:
                continue
            expected = part.value / part.total * 100
            if share.value is not None and abs(expected - share.value) > Decimal("0.6"):
                evidence = f"{part.quote} = {_plain(expected)}% ≠ {share.quote}"
                yield _Doubt((index, index + 1), "part_and_percent", evidence)


def _base_value(mention: Mention) -> Decimal | None:
    """The value in the base of its unit's dimension, for comparing tỷ with triệu."""
    unit = find_unit(mention.unit)
    if unit is None or mention.value is None:
        return None
    return Quantity(mention.value, unit).value * unit.factor


def _plan_arithmetic(mentions: list[Mention]) -> Iterator[_Doubt]:
    """Result over plan is the completion printed with them."""
    for index, share in enumerate(mentions):
        if share.measure != "completion" or share.unit != "%" or not _exact(share):
            continue
        around = [
            (place, other)
            for place, other in enumerate(
                mentions[max(0, index - 3) : index + 2], max(0, index - 3)
            )
            if other.indicator_text == share.indicator_text
            and other.paragraph == share.paragraph
            and other.measure == "level"
            and _exact(other)
            and other.unit != "%"
        ]
        results = [(p, o) for p, o in around if o.kind != "target"]
        plans = [(p, o) for p, o in around if o.kind == "target"]
        if len(results) != 1 or len(plans) != 1 or share.value is None or "vượt" in share.quote:
            continue
        result, plan = _base_value(results[0][1]), _base_value(plans[0][1])
        if result is None or not plan:
            continue
        expected = result / plan * 100
        excess = expected - 100
        if min(abs(expected - share.value), abs(excess - share.value)) > Decimal("1.5"):
            evidence = (
                f"{results[0][1].quote} ÷ {plans[0][1].quote} = {_plain(expected)}% ≠ {share.quote}"
            )
            yield _Doubt((results[0][0], plans[0][0], index), "plan_arithmetic", evidence)


def _monthly_basis(mentions: list[Mention], catalogue: Catalogue) -> Iterator[_Doubt]:
    """One month's flow cannot be most of a year's plan: the percentage is of something else."""
    for index, (level, share) in enumerate(pairwise(mentions)):
        if level.measure != "level" or share.measure != "completion" or share.unit != "%":
            continue
        if (
            level.indicator_text != share.indicator_text
            or not _exact(share)
            or not _near(level, share)
        ):
            continue
        indicator = catalogue.find(level.indicator)
        flow = indicator is not None and indicator.is_cumulative
        period = level.period or ""
        monthly = len(period) == 7 and period[5:].isdigit()
        if not flow or not monthly or share.value is None or level.value is None:
            continue
        if share.value > 40 and level.period == share.period and not period.endswith("-01"):
            implied = level.value / share.value * 100
            evidence = (
                f"{level.quote} ({period[5:]}/{period[:4]}) ÷ {share.quote} = "
                f"{_plain(implied)} {level.unit} (01–12/{period[:4]})"
            )
            yield _Doubt((index, index + 1), "unclear_basis", evidence)


def _structure(mentions: list[Mention]) -> Iterator[_Doubt]:
    """Shares of agriculture, industry and services make 100 (taxes on products may be a fourth)."""
    shares = [
        (index, mention)
        for index, mention in enumerate(mentions)
        if mention.indicator in _SHARES and mention.measure == "level" and mention.value is not None
    ]

    def key(item: tuple[int, Mention]) -> tuple[str, str, str, int]:
        mention = item[1]
        return (mention.kind, mention.period or "", mention.place_text or "", mention.paragraph)

    for _, grouped in groupby(sorted(shares, key=key), key=key):
        group = list(grouped)
        if sorted(mention.indicator or "" for _, mention in group) != list(_SHARES):
            continue
        total = sum((mention.value for _, mention in group if mention.value), Decimal(0))
        if total > Decimal("100.5") or total < Decimal(80):
            places = tuple(index for index, _ in group)
            parts = " + ".join(mention.quote for _, mention in group)
            yield _Doubt(places, "structure_sum", f"{parts} = {_plain(total)}% ≠ 100%")


def _bands(mentions: list[Mention], catalogue: Catalogue) -> Iterator[_Doubt]:
    """A value outside its indicator's plausible band waits for a person."""
    for index, mention in enumerate(mentions):
        indicator = catalogue.find(mention.indicator)
        if indicator is None or mention.measure == "rank":
            continue
        band = getattr(indicator.plausible, mention.measure, None)
        unit = find_unit(mention.unit)
        if band is None or unit is None:
            continue
        if mention.measure == "level":
            wanted = indicator.measured_in
            if unit.dimension != wanted.dimension:
                continue
            numbers = [unit.convert(number, wanted) for number in mention.numbers]
        elif mention.unit.startswith("%"):
            numbers = list(mention.numbers)
        else:
            continue
        low, high = Decimal(str(band[0])), Decimal(str(band[1]))
        if (
            mention.measure == "growth"
            and mention.numbers[0] > 90
            and "index" in str(dict(mention.reasons).get("measure"))
        ):
            numbers = [number - 100 for number in numbers]
        if any(not low <= number <= high for number in numbers):
            evidence = f"{mention.quote} ∉ [{_plain(low)}; {_plain(high)}]"
            yield _Doubt((index,), "implausible", evidence)


def _falling(mentions: list[Mention], catalogue: Catalogue) -> Iterator[_Doubt]:
    """A cumulative flow never falls within its year."""
    series: dict[tuple[object, ...], list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(mentions):
        indicator = catalogue.find(mention.indicator)
        if indicator is None or not indicator.is_cumulative or mention.repeat:
            continue
        if mention.measure != "level" or mention.kind != "actual" or not _exact(mention):
            continue
        if mention.period is None or "/" in mention.period:
            continue
        if not parse_period(mention.period).is_cumulative:
            continue
        about = (mention.indicator, mention.indicator_text, mention.place_text, mention.period[:4])
        series.setdefault((*about, mention.unit), []).append((index, mention))
    for figures in series.values():
        figures.sort(key=lambda item: parse_period(item[1].period or "0001").end)
        for (first, early), (second, late) in pairwise(figures):
            if early.period != late.period and (early.value or 0) > (late.value or 0):
                evidence = f"{late.quote} ({_span(late)}) < {early.quote} ({_span(early)})"
                yield _Doubt((first, second), "cumulative_falls", evidence)


def _span(mention: Mention) -> str:
    period = parse_period(mention.period or "")
    return f"{period.start.month:02d}–{period.end.month:02d}/{period.year}"


def _change_and_growth(mentions: list[Mention]) -> Iterator[_Doubt]:
    """tăng 44 tỷ (6,7%): the change over last year's level is the growth printed with it."""
    for index in range(len(mentions) - 2):
        level, *others = mentions[index : index + 3]
        if level.measure != "level" or not _exact(level) or level.kind == "target":
            continue
        same = [m for m in others if m.indicator_text == level.indicator_text and m.base is None]
        change = next((m for m in same if m.measure == "change" and m.unit == level.unit), None)
        growth = next((m for m in same if m.measure == "growth" and m.unit == "%"), None)
        if change is None or growth is None or not _exact(change) or not _exact(growth):
            continue
        if level.value is None or change.value is None or growth.value is None:
            continue
        before = level.value - change.value
        if before <= 0 or not _near(level, growth) or growth.value > 90:
            continue
        expected = change.value / before * 100
        if abs(expected - growth.value) > max(Decimal(1), abs(growth.value) / 10):
            evidence = f"{change.quote} ÷ {_plain(before)} = {_plain(expected)}% ≠ {growth.quote}"
            yield _Doubt((index, index + 1, index + 2), "change_and_growth", evidence)
