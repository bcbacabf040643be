"""What each place adds to the gap, as bars: only what is missing and adds up."""

from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.analysis.ranking import better, scaled
from yardstick.charts.kinds import Contribution, Share
from yardstick.charts.labels import (
    Language,
    number_label,
    quantity_label,
    rough_decimals,
    unit_label,
)
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.place_labels import counted, listed, place_label
from yardstick.charts.scale import nice_ceiling

if TYPE_CHECKING:
    from yardstick.analysis.contribution import Gap, Shortfall


def contribution(
    gap: "Gap",
    *,
    title: str | None = None,
    subtitle: str | None = None,
    as_of: str | None = None,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> Contribution:
    """The gap place by place, the largest first.

    Args:
        gap: `analysis.contribution.gap_of`.
        title: The finding; None writes it.
        subtitle: What is missing, unit, who is not counted; None writes it.
        as_of: ISO date; None takes the newest source's.
        is_illustrative: Marks made-up figures.
        language: Of the labels.
    """
    digits = rough_decimals(gap.shortfalls[0].missing, gap.unit)
    shares = tuple(_share(one, gap.unit, digits, language) for one in gap.shortfalls)
    figures = [
        figure
        for one in gap.shortfalls
        for figure in (one.standing.actual, one.standing.target or one.base)
        if figure is not None
    ]
    title = _title(gap, language) if title is None else title
    return Contribution(
        title=title,
        subtitle=_subtitle(gap, language) if subtitle is None else subtitle,
        unit=gap.unit,
        source=source_line(figures, language),
        as_of=as_of or newest_date(figures),
        alt=f"{title}: {'; '.join(f'{s.name} {s.label} ({s.share_label})' for s in shares)}",
        is_illustrative=is_illustrative,
        language=language,
        shares=shares,
        end=nice_ceiling(max(share.value for share in shares)),
        remark=_remark(gap, language),
    )


def _share(one: "Shortfall", unit: str, digits: int, language: Language) -> Share:
    actual, target = one.standing.actual, one.standing.target or one.base
    label = quantity_label(round(one.missing, digits), unit, digits, language)
    return Share(
        key=one.standing.place.key,
        name=place_label(one.standing.place),
        value=one.missing,
        label=label.removesuffix(" đồng") if language == "vi" else label,
        share=one.share,
        share_label=f"{number_label(round(one.share, 0), 0, language)}%",
        is_major=one.is_major,
        observation_id=actual.observation_id if actual is not None else None,
        target_id=target.observation_id if target is not None else None,
    )


def _title(gap: "Gap", language: Language) -> str:
    major = [one for one in gap.shortfalls if one.is_major]
    if len(gap.shortfalls) == 1:
        name = place_label(major[0].standing.place)
        return word("gap_one", language, name=name)
    share = number_label(round(sum((one.share for one in major), Decimal(0)), 0), 0, language)
    key = "gap_single" if len(major) == 1 else "gap_major"
    return word(
        key,
        language,
        count=counted(len(major), language),
        name=place_label(major[0].standing.place),
        share=f"{share}%",
    )


def _subtitle(gap: "Gap", language: Language) -> str:
    unit = unit_label(gap.unit, language)
    if gap.is_seasonal:
        parts = [word("gap_to_usual", language, unit=unit)]
    elif gap.pace is not None:
        parts = [word("gap_to_pace", language, pace=f"{_plain(gap.pace, language)}%", unit=unit)]
    else:
        parts = [word("gap_to_target", language, unit=unit)]
    if gap.silent:
        names = listed([place_label(place) for place in gap.silent], language)
        parts.append(word("gap_silent", language, names=names))
    return " · ".join(parts)


def _plain(number: Decimal, language: Language) -> str:
    shown = round(number, 1)
    return number_label(shown, 0 if shown == shown.to_integral_value() else 1, language)


def _remark(gap: "Gap", language: Language) -> str:
    """What the order hides: the largest gap is not where least of what was asked is reached."""
    first = gap.shortfalls[0]
    own = scaled(first.standing)
    if own is None or len(gap.shortfalls) == 1:
        return ""
    sign = better(first.standing) or 1
    for one in gap.shortfalls[1:]:
        there = scaled(one.standing)
        if there is not None and there.unit == own.unit and sign * (there.value - own.value) < 0:
            return word("gap_remark", language, name=place_label(first.standing.place))
    return ""
