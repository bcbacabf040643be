"""Parts of a whole as stacked bars: a missing part leaves the rest open, nothing is stretched."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from yardstick.charts.kinds import Composition, Part, Stack
from yardstick.charts.labels import MISSING, Language, quantity_label, unit_label
from yardstick.charts.notes import newest_date, source_line, word
from yardstick.charts.scale import nice_ceiling

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure

_WHOLE = Decimal(100)
# Printed shares of one decimal may miss 100 by this much.
_ROUNDING = Decimal("0.5")


@dataclass(frozen=True)
class Whole:
    """One stack before it is drawn.

    Attributes:
        key: Identity: a place or period.
        name: Its words.
        parts: (key, name, figure) in the order of the stack; a figure of None is not known.
        total: The whole as printed; None where none is.
    """

    key: str
    name: str
    parts: Sequence[tuple[str, str, "Figure | None"]]
    total: "Figure | None" = None


def composition(
    wholes: Sequence[Whole],
    *,
    title: str | None = None,
    subtitle: str | None = None,
    is_illustrative: bool = False,
    language: Language = "vi",
) -> Composition:
    """Wholes of the same parts, beside each other.

    Shares are drawn on 0 to 100; parts in a unit that does not convert to the first one's count as
    not known.

    Args:
        wholes: Each with the same parts in the same order.
        title: The finding; None writes it: the largest part of the last whole.
        subtitle: What the parts are of; None names the unit and what is missing.
        is_illustrative: Marks made-up figures.
        language: Of the labels.
    """
    figures = [figure for whole in wholes for _, _, figure in whole.parts if figure is not None]
    unit = figures[0].unit if figures else ""
    stacks = tuple(_stack(whole, unit, language) for whole in wholes)
    sums = [sum((p.value for p in s.parts if p.value is not None), Decimal(0)) for s in stacks]
    totals = [whole.total.number_in(unit) or Decimal(0) for whole in wholes if whole.total]
    is_shares = unit == "%" and max(sums, default=Decimal(0)) <= _WHOLE + _ROUNDING
    title = _title(stacks, language) if title is None else title
    return Composition(
        title=title,
        subtitle=_subtitle(unit, stacks, language) if subtitle is None else subtitle,
        unit=unit,
        source=source_line(figures, language),
        as_of=newest_date(figures),
        alt=_alt(title, stacks),
        is_illustrative=is_illustrative,
        language=language,
        stacks=stacks,
        end=_WHOLE if is_shares else nice_ceiling(max([*sums, *totals], default=Decimal(1))),
    )


def _stack(whole: Whole, unit: str, language: Language) -> Stack:
    parts = []
    for key, name, figure in whole.parts:
        value = figure.number_in(unit) if figure is not None else None
        if figure is None or value is None:
            parts.append(Part(key, name, None, MISSING, None))
        else:
            label = quantity_label(value, unit, figure.decimals, language)
            parts.append(Part(key, name, value, label, figure.observation_id))
    total = whole.total.number_in(unit) if whole.total is not None else None
    known = [part.value for part in parts if part.value is not None]
    return Stack(
        key=whole.key,
        name=whole.name,
        parts=tuple(parts),
        total_label=""
        if total is None or whole.total is None
        else quantity_label(total, unit, whole.total.decimals, language),
        is_complete=bool(known) and len(known) == len(parts),
    )


def _title(stacks: Sequence[Stack], language: Language) -> str:
    known = [part for stack in stacks[-1:] for part in stack.parts if part.value is not None]
    if not known:
        return word("parts_none", language)
    largest = max(known, key=lambda part: part.value or Decimal(0))
    return word("parts_largest", language, name=largest.name, value=largest.label)


def _subtitle(unit: str, stacks: Sequence[Stack], language: Language) -> str:
    parts = [unit_label(unit, language)]
    if any(not stack.is_complete for stack in stacks):
        parts.append(word("parts_open", language))
    return " · ".join(part for part in parts if part)


def _alt(title: str, stacks: Sequence[Stack]) -> str:
    told = [
        f"{stack.name}: " + ", ".join(f"{part.name} {part.label}" for part in stack.parts)
        for stack in stacks
    ]
    return f"{title}: {'; '.join(told)}"
