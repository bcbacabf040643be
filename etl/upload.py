"""An upload before it is stored: what each of its figures would change; then the storing."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from etl import load
from etl.answers import with_answers
from etl.extract.commitments import Commitment, commitments
from etl.extract.prose import Extraction, extract
from etl.extract.sheet import extract_workbook
from etl.extract.sheet_model import Layout, SheetExtraction
from etl.layout_form import Fitting, Key, fingerprint, form_of, layout_name, table_key
from etl.names import with_names
from etl.observe import Context
from etl.read.bounded import USUAL, Limits
from etl.read.collector import collector_resting
from etl.read.document import Document, DocumentMetadata
from etl.read.limits import read_safely
from etl.read.workbook import Workbook
from etl.read.workbook_limits import open_safely
from etl.reading_edits import ReadingEdits, as_json
from etl.reconcile import reconcile
from etl.upload_lines import (
    STORED,
    Answered,
    Fate,
    Line,
    Sender,
    checked,
    in_scope,
    line_of,
    printed,
    sheet_lines,
)
from yardstick.domain.access import User
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Finding
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer, Place
from yardstick.domain.provenance import Source, SourceKind
from yardstick.domain.vietnamese import fold
from yardstick.errors import MixedStoreError
from yardstick.store import office_layouts
from yardstick.store.batch import Batch, BatchKind, Coverage, Receipt, Recorded, Waiting
from yardstick.store.batches import waiting_places
from yardstick.store.database import Store
from yardstick.store.illustration import is_illustrative
from yardstick.store.office import Office
from yardstick.store.office_layouts import RememberedLayout
from yardstick.store.writer import write

SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
DOCUMENTS = (".txt", ".docx", ".pdf")
_ILLUSTRATION = "so lieu minh hoa"
_REPORTING_UNIT_RANK = 30


@dataclass(frozen=True)
class ReadSheets:
    """A workbook as read under a person's edits; compared with no store yet.

    Attributes:
        workbook: What the file holds.
        found: Figures, findings and layouts.
        bases: Table -> its layout as the machine reads it by itself.
        used: Table -> the layout it was read by, where a person or a remembered form set one.
        recognised: Table -> the remembered layout it was read by.
        is_illustration: True when the file calls its figures made up.
    """

    workbook: Workbook
    found: SheetExtraction
    bases: Mapping[Key, Layout]
    used: Mapping[Key, Layout]
    recognised: Mapping[Key, RememberedLayout]
    is_illustration: bool


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
        is_illustration: True when the file calls its figures made up.
        commitments: What a document not stored yet commits somebody to.
        place: The place the file is about.
        metadata: What a document says of itself.
        sheets: How a workbook was read.
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
    metadata: DocumentMetadata | None = None
    sheets: ReadSheets | None = None

    @property
    def counts(self) -> Counter[Fate]:
        """How many lines meet each fate; their sum is the number of lines."""
        return Counter(line.fate for line in self.lines)

    @property
    def changes_nothing(self) -> bool:
        """True when the store holds everything already, what waits included."""
        return not self.commitments and not any(
            line.fate in STORED or (line.fate is Fate.WAITING and not line.is_known)
            for line in self.lines
        )


@dataclass(frozen=True)
class Desk:
    """What uploads are read with, and who sends them."""

    store: Store
    catalogue: Catalogue
    gazetteer: Gazetteer
    user: User

    @property
    def lineage(self) -> str:
        """Uploads of one sender replace each other; those of another stand beside them."""
        return f"upload:{self.user.sender}"

    @property
    def unit(self) -> str:
        """The reporting unit's place key; '' for the office itself."""
        return self.user.unit.key if self.user.unit is not None else ""

    def read(self, data: bytes, name: str, edits: ReadingEdits | None = None) -> Upload:
        """The file compared with the store.

        Raises:
            DocumentRefused: A document that is not read.
            WorkbookRefused: A workbook that is not read, or a kind of file nobody reads.
        """
        edits = edits or ReadingEdits()
        opened = self.opened(data, name)
        if isinstance(opened, Document):
            return self.read_document(opened, edits)
        return self.compared(self.read_sheets(opened, edits), edits)

    @staticmethod
    def opened(data: bytes, name: str, limits: Limits = USUAL) -> Workbook | Document:
        """What the bytes hold, before any of it is understood; raises as `read` does."""
        if PurePath(name).suffix.lower() in DOCUMENTS:
            return read_safely(data, name, limits)
        return open_safely(data, name, limits)

    def layouts(self) -> tuple[RememberedLayout, ...]:
        """The layouts this sender's sheets are read by."""
        return office_layouts.layouts(Office.beside(self.store), self.unit)

    def read_sheets(
        self,
        workbook: Workbook,
        edits: ReadingEdits,
        remembered: tuple[RememberedLayout, ...] | None = None,
    ) -> ReadSheets:
        """The workbook's figures under a person's edits and remembered layouts.

        Raises:
            WorkbookRefused: empty, also when everything was left out by the edits.
        """
        known = office_layouts.by_fingerprint(self.layouts() if remembered is None else remembered)
        forms = {mark: layout.form for mark, layout in known.items()}
        fitting = Fitting(edits.layouts, forms, edits.declined)
        found = extract_workbook(
            with_answers(workbook, edits.answers),
            self.catalogue,
            self.gazetteer,
            place=self.user.unit,
            layout=fitting,
        )
        return ReadSheets(
            workbook,
            found,
            fitting.bases,
            fitting.used,
            {key: known[mark] for key, mark in fitting.recognised.items()},
            _is_illustration(workbook),
        )

    def compared(self, read: ReadSheets, edits: ReadingEdits) -> Upload:
        """The upload a workbook makes, each figure against what the store holds."""
        with collector_resting():
            return self._compared(read, edits)

    def _compared(self, read: ReadSheets, edits: ReadingEdits) -> Upload:
        workbook = read.workbook
        source = Source(
            source_id=workbook.content_hash[:16],
            kind=SourceKind.WORKBOOK,
            title=_title(read.found, workbook.name),
            content_hash=workbook.content_hash,
            lineage=self.lineage,
            issuer=None,
            address=PurePath(workbook.name).name,
            rank=_REPORTING_UNIT_RANK,
        )
        lines = sheet_lines(
            read.found,
            Context(self.catalogue, self.gazetteer, None, None),
            self._sender(),
            edits.answers,
            printed(workbook, edits.answers),
        )
        return Upload(
            source,
            self._settled(lines, source, {answer.place for answer in edits.answers}),
            read.found.findings,
            mentions=len(lines),
            is_illustration=read.is_illustration,
            sheets=read,
        )

    def read_document(self, document: Document, edits: ReadingEdits) -> Upload:
        """The upload a document makes, what it says of itself corrected by a person."""
        if edits.metadata is not None:
            document = replace(document, metadata=edits.metadata)
        known = document.metadata
        where = self.gazetteer.find_key(edits.place)
        named = where.full_name if where is not None else None
        said = known.period if edits.metadata is not None else None
        found: Extraction = extract(document, self.catalogue, place=named, period=said)
        if where is None and known.place_text:
            where = self.gazetteer.find(known.place_text, on=known.date)
        period = parse_period(known.period) if known.period else None
        context = Context(self.catalogue, self.gazetteer, where, known.date, period)
        sender = self._sender()
        reconciled = reconcile(with_names(found.mentions, sender.names), context, load.span_of)
        lines = [line_of(one, one.locator) for one in reconciled.observations]
        lines += [
            line_of(one, load.span_of(one.mention))
            for one in (*reconciled.unmatched, *reconciled.conflicts)
        ]
        lines = [in_scope(line, sender.scope) for line in lines]
        source = load.document_source(document)
        is_new = not self.store.knows(document.content_hash)
        promised = commitments(document, found) if is_new else ()
        if self.user.scope is not None and where is not None:
            promised = promised if self.user.scope.allows(where.key, None) else ()
        return Upload(
            source,
            self._settled(lines, source, text=document.text),
            found.findings,
            tuple((n.start, n.end, n.disposition) for n in found.numerals),
            mentions=reconciled.mentions,
            repeats=len(reconciled.repeats),
            is_illustration=_ILLUSTRATION in fold(document.text),
            commitments=promised,
            place=where,
            metadata=known,
        )

    def _sender(self) -> Sender:
        names = Office.beside(self.store).by_words()
        return Sender(names, self.user.name, self.user.scope)

    def _settled(
        self, lines: list[Line], source: Source, answered: Answered = (), text: str = ""
    ) -> tuple[Line, ...]:
        found = checked(self.store, self.catalogue, lines, source.lineage, answered, text)
        waiting = waiting_places(self.store, source.source_id)
        return tuple(
            replace(line, is_known=(line.locator.locator, line.quote) in waiting)
            if line.fate is Fate.WAITING
            else line
            for line in found
        )

    def may_store(self, upload: Upload) -> bool:
        """True when store and upload are both of real figures, or both of made-up ones."""
        return upload.is_illustration == is_illustrative(self.store)

    def store_upload(
        self, upload: Upload, edits: ReadingEdits | None = None, *, remember: bool = False
    ) -> Receipt | None:
        """Store the good lines and what waits, as one batch; None when nothing would change.

        Args:
            upload: The file as previewed.
            edits: What the person set, kept with the batch.
            remember: Whether the layouts of its tables are remembered for the next sheet.

        Raises:
            MixedStoreError: Made-up figures for a real store, or real ones for an illustrative one.
            OutOfScopeError: Figures the sender may not store.
        """
        if not self.may_store(upload):
            where = str(self.store.versions.directory)
            raise MixedStoreError(where, is_illustrative=is_illustrative(self.store))
        receipt = None
        if not upload.changes_nothing:
            receipt = write(self.store, self._batch(upload), scope=self.user.scope)
        office = Office.beside(self.store)
        kept = as_json(edits) if edits is not None else {}
        if receipt is not None and kept:
            office_layouts.keep_reading(office, receipt.batch_id, receipt.recorded_at, kept)
        if remember and upload.sheets is not None:
            self._remember(office, upload, upload.sheets)
        return receipt

    def _remember(self, office: Office, upload: Upload, read: ReadSheets) -> None:
        name = upload.source.title
        for layout in read.found.layouts:
            key = table_key(layout)
            base = read.bases.get(key)
            if base is None:
                continue
            form = form_of(base, layout, read.used.get(key))
            mark = fingerprint(base)
            office_layouts.remember_layout(
                office,
                layout_name(layout.title) or name,
                mark,
                form,
                author=self.user.name,
                unit=self.unit,
            )
            office_layouts.used(
                office,
                mark,
                unit=self.unit,
                file_name=upload.source.address or name,
                period=layout.period,
            )

    def _batch(self, upload: Upload) -> Batch:
        source_id = upload.source.source_id
        stored = [
            line.observation
            for line in upload.lines
            if line.observation is not None and line.fate in STORED
        ]
        waiting = (
            Waiting(source_id, line.locator, line.quote, _reading(line), line.reason)
            for line in upload.lines
            if line.fate is Fate.WAITING and line.mention is not None and not line.is_known
        )
        return Batch(
            kind=BatchKind.UPLOAD,
            author=self.user.name,
            note=upload.source.title,
            file_name=upload.source.address,
            content_hash=upload.source.content_hash,
            sources=(upload.source,),
            observations=tuple(Recorded(source_id, observation) for observation in stored),
            waiting=tuple(waiting),
            findings=tuple((source_id, finding) for finding in upload.findings),
            coverage=tuple(Coverage(source_id, *numeral) for numeral in upload.coverage),
            descriptions=load.described(source_id, upload.metadata, upload.place),
            commitments=load.committed(
                source_id,
                upload.commitments,
                {one.locator: n for n, one in enumerate(stored)},
                stored,
                upload.place,
            ),
        )


def _reading(line: Line) -> dict[str, Any]:
    return load.reading_of(line.mention, line.detail) if line.mention is not None else {}


def _is_illustration(workbook: Workbook) -> bool:
    """True when a cell of the workbook carries the mark of made-up figures."""
    return any(
        "minh h" in text.lower() and _ILLUSTRATION in fold(text)
        for sheet in workbook.sheets
        for text in sheet.texts
    )


def _title(found: SheetExtraction, name: str) -> str:
    return next((layout.title for layout in found.layouts if layout.title), PurePath(name).stem)
