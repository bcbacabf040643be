"""Strip rows: all indicators of one place, each among its peers and against its target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.analysis.ranking import Scaled, better, comparable, published, rank, scaled
from yardstick.charts.labels import (
    MISSING,
    NO_BREAK,
    Language,
    figure_number,
    figure_unit,
    number_label,
    verdict_label,
    with_unit,
)
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.spec import Chart

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure
    from yardstick.analysis.standing import Standing

# A row's ends lie this share of its reach beyond the outermost mark.
_ALONE = Decimal("0.25")
_AIR = Decimal("0.06")


@dataclass(frozen=True)
class StripDot:
    """A peer on a row: its figure and its record."""

    key: str
    name: str
    value: Decimal
    label: str
    observation_id: str


@dataclass(frozen=True)
class Strip:
    """One indicator of the place.

    Attributes:
        key: The indicator's code.
        name: Its words at the left.
        group: The field it stands under.
        value: The place's figure on the row's scale; None where there is none.
        number: The figure as shown; "—" where there is none.
        unit: The small words after it: "% kế hoạch".
        target: The mark, or the lower end of a range.
        high: The upper end of a range.
        asked: The target in words: "≥ 50".
        verdict: Verdict word.
        is_estimate: True for ước.
        worst: The figure at the row's left end: right is always better.
        best: The figure at its right end; below `worst` where less is better.
        peers: Other places with a comparable figure.
        rank: "2/10"; empty where there is none.
        is_tied: True when the rank is shared.
        observation_id: The figure's record.
        target_id: The target's record.
    """

    key: str
    name: str
    group: str
    value: Decimal | None
    number: str
    unit: str
    target: Decimal | None
    high: Decimal | None
    asked: str
    verdict: str
    is_estimate: bool
    worst: Decimal
    best: Decimal
    peers: tuple[StripDot, ...]
    rank: str
    is_tied: bool
    observation_id: str | None
    target_id: str | None

    def at(self, number: Decimal) -> Decimal:
        """Where a number stands on the row: 0 at the left end, 1 at the right."""
        return (number - self.worst) / (self.best - self.worst)


@dataclass(frozen=True)
class Strips(Chart):
    """Rows from top to bottom, those of one group together; `place` is the place's name."""

    rows: tuple[Strip, ...]
    place: str


def strips(
    own: Sequence["Standing"],
    peers: Mapping[str, Sequence["Standing"]],
    groups: Mapping[str, str],
    *,
    title: str,
    subtitle: str,
    among: int = 0,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> Strips:
    """The standings of a place as rows, in the order of the groups, then as given.

    Args:
        own: The place's standings.
        peers: Indicator code -> the standings of the other places.
        groups: Field code -> its name, in the order shown.
        title: The finding.
        subtitle: How to read the marks.
        among: How many places there are, with figures or without.
        is_illustrative: Marks made-up figures.
        language: Of the labels.
    """
    order = list(groups)
    listed = sorted(own, key=lambda standing: order.index(standing.indicator.field))
    rows = tuple(
        _row(s, peers.get(s.indicator.code, ()), groups[s.indicator.field], among, language)
        for s in listed
    )
    figures = [f for s in listed for f in (s.actual, s.target) if f is not None]
    return Strips(
        title=title,
        subtitle=subtitle,
        unit="",
        source=source_line(figures, language),
        as_of=newest_date(figures),
        alt=_alt(title, rows, language),
        is_illustrative=is_illustrative,
        language=language,
        rows=rows,
        place=own[0].place.name if own else "",
    )


def rank_words(own: "Standing", peers: Sequence["Standing"], among: int = 0) -> str:
    """The rank a source gives, else the one among enough known places: "2/10", or ""."""
    said = published(own)
    if said is not None:
        return f"{number_label(said.number, 0)}/{number_label(said.total or Decimal(0), 0)}"
    found = rank(own, peers, among=among)
    return f"{found.position}/{found.count}" if found is not None else ""


def _row(
    own: "Standing", peers: Sequence["Standing"], group: str, among: int, language: Language
) -> Strip:
    scale = scaled(own)
    others = [peer for peer in peers if peer.place != own.place]
    known = comparable(scale, others) if scale is not None else _known(others)
    dots = tuple(_dot(peer, there, language) for peer, there in known)
    position = rank(own, others, among=among)
    target = scale.bound if scale is not None else None
    numbers = [dot.value for dot in dots]
    numbers += [n for n in (scale.value if scale else None, target) if n is not None]
    if scale is not None and scale.high is not None:
        numbers.append(scale.high)
    low, high = _ends(numbers, has_peers=bool(dots))
    # Alone on its row a mark in the middle would say "average".
    is_alone = not dots and target is None
    downwards = better(own) < 0
    actual = own.actual
    return Strip(
        key=own.indicator.code,
        name=own.indicator.short(language),
        group=group,
        value=scale.value if scale is not None and not is_alone else None,
        number=_number(scale, actual, language),
        unit=unit_words(own, scale, language),
        target=target,
        high=scale.high if scale is not None else None,
        asked=_asked(own, scale, language),
        verdict=str(own.verdict),
        is_estimate=actual is not None and actual.is_estimate,
        worst=high if downwards else low,
        best=low if downwards else high,
        peers=dots,
        rank=rank_words(own, others, among),
        is_tied=position is not None and position.is_tied and published(own) is None,
        observation_id=actual.observation_id if actual is not None else None,
        target_id=own.target.observation_id if own.target is not None else None,
    )


def _known(others: Sequence["Standing"]) -> list[tuple["Standing", Scaled]]:
    """The peers' figures where the place itself has none: those like the first of them."""
    first = next((there for there in map(scaled, others) if there is not None), None)
    return comparable(first, others) if first is not None else []


def _dot(peer: "Standing", there: Scaled, language: Language) -> StripDot:
    assert peer.actual is not None  # noqa: S101 - only figures are on a scale
    label = with_unit(_number(there, peer.actual, language), unit_words(peer, there, language))
    return StripDot(peer.place.key, peer.place.name, there.value, label, peer.actual.observation_id)


def _ends(numbers: Sequence[Decimal], *, has_peers: bool) -> tuple[Decimal, Decimal]:
    if not numbers:
        return Decimal(0), Decimal(1)
    low, high = min(numbers), max(numbers)
    if not has_peers:
        # Without others the two marks are as far apart as they differ, not at the ends.
        air = max(abs(low), abs(high), Decimal(1)) * _ALONE
        return low - air, high + air
    air = (high - low) * _AIR or max(abs(high), Decimal(1)) * _AIR
    return low - air, high + air


def _number(scale: Scaled | None, actual: "Figure | None", language: Language) -> str:
    if scale is None or actual is None:
        return MISSING
    if scale.is_share and actual.measure != "completion":
        return number_label(scale.value, scale.decimals, language)
    return figure_number(actual, language)


def unit_words(standing: "Standing", scale: Scaled | None, language: Language) -> str:
    """The small words after a number: what a share is of, "% tăng", or the unit."""
    actual = standing.actual
    if scale is None or actual is None:
        return ""
    if scale.is_share:
        return word(
            "of_asked" if standing.indicator.accumulation == "stock" else "of_plan", language
        )
    if actual.measure == "growth":
        return word("growth", language)
    return figure_unit(actual, language)


def _asked(own: "Standing", scale: Scaled | None, language: Language) -> str:
    """The target in a word: the bound on the row's scale, else as printed."""
    target = own.target
    if scale is None or scale.bound is None:
        return figure_number(target, language) if target is not None else ""
    if target is not None and target.measure == scale.measure and not _is_pace(own):
        return figure_number(target, language)
    sign = "≤" if better(own) < 0 else "≥"
    shown = round(scale.bound, 1)
    digits = 0 if shown == shown.to_integral_value() else 1
    return f"{sign}{NO_BREAK}{number_label(shown, digits, language)}"


def _is_pace(own: "Standing") -> bool:
    return own.assessment.rule == "pace"


def _alt(title: str, rows: Sequence[Strip], language: Language) -> str:
    told = []
    for row in rows:
        if row.value is None:
            told.append(f"{row.name}: {word('no_figure', language)}")
            continue
        parts = [f"{row.name}: {with_unit(row.number, row.unit)}"]
        if row.asked:
            parts.append(f"{word('target', language).lower()} {row.asked}")
        parts.append(verdict_label(row.verdict, language))
        if row.rank:
            parts.append(word("rank", language, rank=row.rank))
        told.append(", ".join(parts))
    return f"{title}: {'; '.join(told)}"
