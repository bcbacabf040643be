"""The lines of an upload: every figure and refused cell of a file, and what storing would do."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from etl.answers import Act, Answer, by_cell, noted, position
from etl.check import doubted, doubts, waiting_for
from etl.extract.mention import Mention
from etl.extract.sheet_model import SheetExtraction, SheetFigure
from etl.names import Names, with_name
from etl.observe import (
    Context,
    Reason,
    Unmatched,
    observation_of,
    observe,
    without_index_form,
)
from etl.read.workbook import Workbook
from yardstick.domain.access import Scope
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Severity
from yardstick.domain.observation import Observation
from yardstick.domain.period import parse_period
from yardstick.domain.place import Place
from yardstick.domain.provenance import CellRef, Locator
from yardstick.store.database import Store
from yardstick.store.preview import compare


class Fate(StrEnum):
    """What storing would do with one figure of an upload."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAME = "same"
    REFUSED = "refused"
    WAITING = "waiting"


# A stored figure to compare with: value, low, high, unit.
Old = tuple[Decimal | None, Decimal | None, Decimal | None, str]
# Findings on a cell that was meant to hold a figure and holds none.
_NO_FIGURE = ("not_a_number", "formula_without_value")
# Doubts that a person's word settles; the others need a name or a unit first.
_SETTLED_BY_WORD = (Reason.IMPLAUSIBLE, Reason.UNSURE)
STORED = (Fate.NEW, Fate.CHANGED, Fate.CONFLICT)
# Cells, as (sheet, address), that a person answered for.
Answered = Collection[tuple[str, str]]
OUT_OF_SCOPE, LEFT_EMPTY, KEPT_OUT = "out_of_scope", "left_empty", "kept_out"


@dataclass(frozen=True)
class Line:
    """One figure or one refused cell of an upload.

    Attributes:
        fate: What storing would do.
        locator: Where it stands.
        quote: What stands there.
        observation: The figure as it would be stored; of refused ones as it was read.
        mention: The reading, for those that wait.
        reason: Rule or reason for waiting and refused ones.
        detail: What was found and expected, in plain words.
        old: The figure stored now, as (value, low, high, unit), where there is one.
        old_title: The source of that figure, where it is another one's.
        change_percent: New against old.
        is_known: True for one that waits in the store already.
    """

    fate: Fate
    locator: Locator
    quote: str
    observation: Observation | None = None
    mention: Mention | None = None
    reason: str = ""
    detail: str = ""
    old: Old | None = None
    old_title: str = ""
    change_percent: float | None = None
    is_known: bool = False


@dataclass(frozen=True)
class Sender:
    """What lines are made with: names an office taught, who answers, what may be stored."""

    names: Names
    author: str
    scope: Scope | None


def sheet_lines(
    found: SheetExtraction,
    context: Context,
    sender: Sender,
    answers: Iterable[Answer],
    printed: Mapping[tuple[str, str], str],
) -> list[Line]:
    """The lines of a workbook; what a person answered for a cell holds for it.

    Args:
        found: What was read, typed numbers in their cells.
        context: The catalogue and the places.
        sender: Names taught, author and scope.
        answers: The person's answers.
        printed: What stands in cells with an answer.
    """
    doubts = {
        (finding.sheet, finding.cell): finding
        for finding in found.findings
        if finding.severity is not Severity.NOTE
    }
    answered = by_cell(answers)
    around: dict[Place | None, Context] = {}
    lines = []
    for figure in found.figures:
        cell = (figure.sheet, figure.cell)
        locator = CellRef(*cell)
        mention = with_name(mention_of(figure), sender.names)
        answer = answered.get(cell)
        if answer is not None and answer.act is Act.REFUSE:
            refused = _waiting(mention, locator, KEPT_OUT, answer.remark)
            lines.append(replace(refused, fate=Fate.REFUSED))
            continue
        doubt = doubts.get(cell)
        if doubt is not None and answer is None:
            # A cell somebody has to look at is kept with its reading, and counts for nothing.
            lines.append(_waiting(mention, locator, doubt.rule, doubt.evidence))
            continue
        own = around.get(figure.place)
        if own is None:
            own = around[figure.place] = replace(context, place=figure.place, issued=None)
        seen = observe(mention, own, lambda _, at=locator: at)  # type: ignore[misc]
        if answer is not None and isinstance(seen, Unmatched) and seen.reason in _SETTLED_BY_WORD:
            seen = _taken_at_word(seen, own, locator)
        if isinstance(seen, Observation):
            seen = noted(seen, answer, printed.get(cell, ""), sender.author)
        lines.append(line_of(seen, locator))
    read = {(figure.sheet, figure.cell) for figure in found.figures}
    lines += _refused(found, read)
    lines += _emptied(answered, printed)
    return [in_scope(line, sender.scope) for line in lines]


def printed(workbook: Workbook, answers: Iterable[Answer]) -> dict[tuple[str, str], str]:
    """What stands in the cells a person answered for."""
    found = {}
    for answer in answers:
        sheet = workbook.sheet(answer.sheet)
        found[answer.place] = sheet.text(*position(answer.cell)) if sheet is not None else ""
    return found


def line_of(found: Observation | Unmatched, locator: Locator) -> Line:
    """The line of one figure, before it is compared with the store."""
    if isinstance(found, Unmatched):
        return _waiting(found.mention, locator, found.reason, found.detail)
    return Line(Fate.NEW, locator, found.quote, observation=found)


def in_scope(line: Line, scope: Scope | None) -> Line:
    """The line, refused where its author may not store it; a place nobody knows lies nowhere."""
    if scope is None or line.fate is Fate.REFUSED:
        return line
    place = indicator = None
    if line.observation is not None:
        place, indicator = line.observation.place.key, line.observation.indicator
    elif line.mention is not None:
        place, indicator = line.mention.place, line.mention.indicator
    if scope.allows(place, indicator):
        return line
    return replace(line, fate=Fate.REFUSED, reason=OUT_OF_SCOPE)


def compared(store: Store, lines: Sequence[Line], lineage: str) -> tuple[Line, ...]:
    """The lines with what the store holds in their cells; one question for all of them."""
    at = [
        n
        for n, line in enumerate(lines)
        if line.observation is not None and line.fate is not Fate.REFUSED
    ]
    observations = [one for n in at if (one := lines[n].observation) is not None]
    if store.is_empty or not observations:
        return tuple(lines)
    settled = list(lines)
    answer = compare(store, observations, lineage=lineage)
    held = answer[answer["state"] != Fate.NEW.value]
    for row in held.to_dict("records"):
        n, fate = at[row["position"]], Fate(row["state"])
        settled[n] = replace(
            lines[n],
            fate=fate,
            old=_old(row),
            old_title=str(row["old_source_title"]) if fate is Fate.CONFLICT else "",
            change_percent=_known(row["change_percent"]),
        )
    return tuple(settled)


def checked(
    store: Store,
    catalogue: Catalogue,
    lines: Sequence[Line],
    lineage: str,
    answered: Answered,
    text: str,
) -> tuple[Line, ...]:
    """The lines compared with the store; those that do not fit what is known around them wait.

    Args:
        store: What is known.
        catalogue: Which indicators are sums since January.
        lines: Before they are compared.
        lineage: The sender's line of editions.
        answered: Cells a person answered for: their word stands.
        text: The text of a document.
    """
    lines = compared(store, lines, lineage)
    at = [n for n, line in enumerate(lines) if line.fate in (*STORED, Fate.SAME)]
    observations = [one for n in at if (one := lines[n].observation) is not None]
    failed = doubted(doubts(observations, store, catalogue, lineage=lineage))
    settled = list(lines)
    for number, doubt in failed.items():
        line = lines[at[number]]
        cell = line.locator
        is_answered = isinstance(cell, CellRef) and (cell.sheet, cell.cell) in answered
        # What is stored already was looked at, or fitted when it came.
        if line.fate is not Fate.SAME and not is_answered:
            found = waiting_for(observations[number], doubt, text)
            settled[at[number]] = line_of(found, cell)
    return tuple(settled)


def _waiting(mention: Mention, locator: Locator, reason: str, detail: str) -> Line:
    return Line(Fate.WAITING, locator, mention.quote, mention=mention, reason=reason, detail=detail)


def _taken_at_word(seen: Unmatched, context: Context, locator: Locator) -> Observation | Unmatched:
    """The figure in spite of a doubt that a person has looked at."""
    mention = seen.mention
    indicator = context.catalogue.find(mention.indicator)
    place = context.gazetteer.find_key(mention.place)
    if indicator is None or place is None or mention.period is None:
        return seen
    grown = without_index_form(mention)
    return observation_of(grown, indicator, place, parse_period(mention.period), locator)


def _refused(found: SheetExtraction, read: set[tuple[str, str]]) -> Iterable[Line]:
    """Cells whose findings keep them out.

    Those that were read all the same are warned about only.
    """
    for finding in found.findings:
        if finding.rule not in _NO_FIGURE or finding.sheet is None or not finding.cell:
            continue
        if (finding.sheet, finding.cell) not in read:
            yield Line(
                Fate.REFUSED,
                CellRef(finding.sheet, finding.cell),
                finding.found or finding.subject,
                reason=finding.rule,
                detail=finding.evidence,
            )


def _emptied(
    answers: Mapping[tuple[str, str], Answer], printed: Mapping[tuple[str, str], str]
) -> Iterable[Line]:
    """Cells a person wants left empty: what stood there was read and kept out."""
    for cell, answer in answers.items():
        if answer.act is Act.EMPTY:
            quote = printed.get(cell, "")
            yield Line(Fate.REFUSED, CellRef(*cell), quote, reason=LEFT_EMPTY, detail=answer.remark)


def mention_of(figure: SheetFigure) -> Mention:
    """A sheet's figure in the form documents' figures have; its place is settled already."""
    return Mention(
        quote=figure.quote,
        start=0,
        end=0,
        value=figure.value,
        value_low=figure.low,
        value_high=figure.high,
        total=figure.total,
        unit=figure.unit or "",
        indicator_text=figure.indicator_text,
        indicator=figure.indicator,
        kind=figure.kind,
        measure=figure.measure,
        comparator=figure.comparator,
        period=figure.period,
        place_text=None if figure.place else figure.place_text,
        base=figure.base,
        status=figure.status,
        deadline=None,
        version=None,
        authority=figure.authority,
        repeat=False,
        confidence=figure.confidence,
        paragraph=0,
        section=None,
        reasons=tuple(("sheet", reason) for reason in figure.reasons),
        place=figure.place.key if figure.place else None,
    )


def _old(row: Mapping[Hashable, object]) -> Old | None:
    if _known(row["old_observation_id"]) is None:
        return None
    value, low, high = (_known(row[f"old_{name}"]) for name in ("value", "low", "high"))
    exact = [None if number is None else Decimal(repr(number)) for number in (value, low, high)]
    return exact[0], exact[1], exact[2], str(row["old_unit"])


def _known(value: object) -> float | None:
    """A number of a frame, None where it is missing."""
    return float(value) if isinstance(value, int | float) and value == value else None
