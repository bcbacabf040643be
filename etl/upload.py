"""An upload before it is stored: what each of its figures would change; then the storing."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import PurePath

from etl import load
from etl.extract.commitments import Commitment, commitments
from etl.extract.mention import Mention
from etl.extract.prose import Extraction, extract
from etl.extract.sheet import extract_workbook
from etl.extract.sheet_model import SheetExtraction, SheetFigure
from etl.names import with_name, with_names
from etl.observe import Context, Unmatched, observe
from etl.read.document import Document
from etl.read.limits import read_safely
from etl.read.workbook import Workbook, read_workbook
from etl.reconcile import reconcile
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Finding, Severity
from yardstick.domain.observation import Observation
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer, Place
from yardstick.domain.provenance import CellRef, Locator, Source, SourceKind
from yardstick.domain.vietnamese import fold
from yardstick.store.batch import Batch, BatchKind, Coverage, Receipt, Recorded, Waiting
from yardstick.store.database import Store
from yardstick.store.office import Office
from yardstick.store.preview import compare
from yardstick.store.writer import write

SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
DOCUMENTS = (".txt", ".docx", ".pdf")


class Fate(StrEnum):
    """What storing would do with one figure of an upload."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    SAME = "same"
    WAITING = "waiting"
    REFUSED = "refused"


# A stored figure to compare with: value, low, high, unit.
Old = tuple[Decimal | None, Decimal | None, Decimal | None, str]
# Findings on a cell that was meant to hold a figure and holds none.
_NO_FIGURE = ("not_a_number", "formula_without_value")
_ILLUSTRATION = "so lieu minh hoa"
STORED = (Fate.NEW, Fate.CHANGED, Fate.CONFLICT)


@dataclass(frozen=True)
class Line:
    """One figure or one refused cell of an upload.

    Attributes:
        fate: What storing would do.
        locator: Where it stands.
        quote: What stands there.
        observation: The figure as it would be stored; None for waiting and refused ones.
        mention: The reading, for those that wait.
        reason: Rule or reason for waiting and refused ones.
        detail: What was found and expected, in plain words.
        old: The figure stored now, as (value, low, high, unit), where there is one.
        change_percent: New against old.
    """

    fate: Fate
    locator: Locator
    quote: str
    observation: Observation | None = None
    mention: Mention | None = None
    reason: str = ""
    detail: str = ""
    old: Old | None = None
    change_percent: float | None = None


@dataclass(frozen=True)
class Upload:
    """A file as read, compared with the store; nothing of it is stored yet.

    Attributes:
        source: The source it would become.
        lines: Every figure and every refused cell, in the order of the file.
        findings: Remarks on its cells or sentences.
        coverage: Numbers of a document with what became of them.
        mentions: How many figures were read.
        repeats: Figures that repeat another of the same file.
        is_illustration: True when the file calls its figures made up; they are never stored here.
        commitments: What a document not stored yet commits somebody to.
        place: The place the file is about.
    """

    source: Source
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    coverage: tuple[tuple[int, int, str], ...] = ()
    mentions: int = 0
    repeats: int = 0
    is_illustration: bool = False
    commitments: tuple[Commitment, ...] = ()
    place: Place | None = None

    @property
    def counts(self) -> Counter[Fate]:
        """How many lines meet each fate; their sum is the number of lines."""
        return Counter(line.fate for line in self.lines)

    @property
    def changes_nothing(self) -> bool:
        """True when the store holds everything already."""
        kept = (*STORED, Fate.WAITING)
        return not self.commitments and not any(line.fate in kept for line in self.lines)


@dataclass(frozen=True)
class Desk:
    """What uploads are read with, and who sends them."""

    store: Store
    catalogue: Catalogue
    gazetteer: Gazetteer
    author: str

    @property
    def lineage(self) -> str:
        """Uploads of one sender replace each other; those of another stand beside them."""
        return f"upload:{self.author}"

    def read(self, data: bytes, name: str, *, place: Place | None = None) -> Upload:
        """The file compared with the store.

        Raises:
            DocumentRefused: A document that is not read.
            WorkbookRefused: A workbook that is not read, or a kind of file nobody reads.
        """
        if PurePath(name).suffix.lower() in DOCUMENTS:
            return self._document(read_safely(data, name), place)
        return self._workbook(read_workbook(data, name), place)

    def store_upload(self, upload: Upload) -> Receipt | None:
        """Store the good lines and what waits, as one batch.

        None when nothing would change, or when the file's figures are made up.
        """
        if upload.changes_nothing or upload.is_illustration:
            return None
        source_id = upload.source.source_id
        stored = [
            line.observation
            for line in upload.lines
            if line.observation is not None and line.fate in STORED
        ]
        batch = Batch(
            kind=BatchKind.UPLOAD,
            author=self.author,
            note=upload.source.title,
            file_name=upload.source.address,
            content_hash=upload.source.content_hash,
            sources=(upload.source,),
            observations=tuple(Recorded(source_id, observation) for observation in stored),
            waiting=tuple(
                Waiting(
                    source_id,
                    line.locator,
                    line.quote,
                    load.reading_of(line.mention, line.detail),
                    line.reason,
                )
                for line in upload.lines
                if line.fate is Fate.WAITING and line.mention is not None
            ),
            findings=tuple((source_id, finding) for finding in upload.findings),
            coverage=tuple(Coverage(source_id, *numeral) for numeral in upload.coverage),
            commitments=load.committed(
                source_id,
                upload.commitments,
                {one.locator: n for n, one in enumerate(stored)},
                stored,
                upload.place,
            ),
        )
        return write(self.store, batch)

    def _workbook(self, workbook: Workbook, place: Place | None) -> Upload:
        found = extract_workbook(workbook, self.catalogue, self.gazetteer, place=place)
        doubts = {
            (finding.sheet, finding.cell): finding
            for finding in found.findings
            if finding.severity is not Severity.NOTE
        }
        names = Office.beside(self.store).by_words()
        lines: list[Line] = []
        for figure in found.figures:
            locator = CellRef(figure.sheet, figure.cell)
            mention = with_name(mention_of(figure), names)
            doubt = doubts.get((figure.sheet, figure.cell))
            if doubt is not None:
                # A cell somebody has to look at is kept with its reading, and counts for nothing.
                lines.append(
                    Line(
                        Fate.WAITING,
                        locator,
                        figure.quote,
                        mention=mention,
                        reason=doubt.rule,
                        detail=doubt.evidence,
                    )
                )
                continue
            context = Context(self.catalogue, self.gazetteer, figure.place, None)
            lines.append(_line(observe(mention, context, lambda _, at=locator: at), locator))  # type: ignore[misc]
        read = {(figure.sheet, figure.cell) for figure in found.figures}
        lines += _refused(found, read)
        source = Source(
            source_id=workbook.content_hash[:16],
            kind=SourceKind.WORKBOOK,
            title=_title(found, workbook.name),
            content_hash=workbook.content_hash,
            lineage=self.lineage,
            issuer=None,
            address=PurePath(workbook.name).name,
            rank=30,
        )
        return Upload(
            source,
            self._compared(lines, source.lineage),
            found.findings,
            mentions=len(read),
            is_illustration=_is_illustration(workbook),
        )

    def _document(self, document: Document, place: Place | None) -> Upload:
        found: Extraction = extract(
            document, self.catalogue, place=place.full_name if place else None
        )
        known = document.metadata
        where = place or (
            self.gazetteer.find(known.place_text, on=known.date) if known.place_text else None
        )
        period = parse_period(known.period) if known.period else None
        context = Context(self.catalogue, self.gazetteer, where, known.date, period)
        mentions = with_names(found.mentions, Office.beside(self.store).by_words())
        reconciled = reconcile(mentions, context, load.span_of)
        lines = [_line(one, one.locator) for one in reconciled.observations]
        lines += [
            _line(one, load.span_of(one.mention))
            for one in (*reconciled.unmatched, *reconciled.conflicts)
        ]
        source = load.document_source(document)
        is_new = not self.store.knows(document.content_hash)
        return Upload(
            source,
            self._compared(lines, source.lineage),
            found.findings,
            tuple((n.start, n.end, n.disposition) for n in found.numerals),
            mentions=reconciled.mentions,
            repeats=len(reconciled.repeats),
            commitments=commitments(document, found) if is_new else (),
            place=where,
        )

    def _compared(self, lines: Sequence[Line], lineage: str) -> tuple[Line, ...]:
        """The lines with what the store holds in their cells; one question for all of them."""
        at = [n for n, line in enumerate(lines) if line.observation is not None]
        observations = [one for n in at if (one := lines[n].observation) is not None]
        if self.store.is_empty or not observations:
            return tuple(lines)
        settled = list(lines)
        answer = compare(self.store, observations, lineage=lineage)
        for n, row in zip(at, answer.to_dict("records"), strict=True):
            settled[n] = replace(
                lines[n],
                fate=Fate(row["state"]),
                old=_old(row),
                change_percent=_known(row["change_percent"]),
            )
        return tuple(settled)


def _line(found: Observation | Unmatched, locator: Locator) -> Line:
    if isinstance(found, Unmatched):
        return Line(
            Fate.WAITING,
            locator,
            found.mention.quote,
            mention=found.mention,
            reason=found.reason,
            detail=found.detail,
        )
    return Line(Fate.NEW, locator, found.quote, observation=found)


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


def _is_illustration(workbook: Workbook) -> bool:
    """True when a cell of the workbook carries the mark of made-up figures."""
    return any(
        isinstance(cell.value, str) and _ILLUSTRATION in fold(cell.value)
        for sheet in workbook.sheets
        for cell in sheet.cells.values()
    )


def _title(found: SheetExtraction, name: str) -> str:
    return next((layout.title for layout in found.layouts if layout.title), PurePath(name).stem)


def _old(row: Mapping[Hashable, object]) -> Old | None:
    if _known(row["old_observation_id"]) is None:
        return None
    value, low, high = (_known(row[f"old_{name}"]) for name in ("value", "low", "high"))
    exact = [None if number is None else Decimal(repr(number)) for number in (value, low, high)]
    return exact[0], exact[1], exact[2], str(row["old_unit"])


def _known(value: object) -> float | None:
    """A number of a frame, None where it is missing."""
    return float(value) if isinstance(value, int | float) and value == value else None
