"""The pipeline as one sentence: read, extract, observe, reconcile, check; load alone writes."""

import hashlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from etl import load
from etl.check import checked
from etl.extract.commitments import commitments
from etl.extract.prose import extract
from etl.names import with_names
from etl.observe import Context, Unmatched
from etl.published import observe_published
from etl.read.document import Document
from etl.read.limits import read_safely
from etl.read.published import published_hash, read_published
from etl.reconcile import reconcile
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer
from yardstick.errors import InputRefusedError
from yardstick.store.database import Store
from yardstick.store.office import Office

DOCUMENTS = (".txt", ".docx", ".pdf")


@dataclass(frozen=True)
class Outcome:
    """What became of one input.

    Attributes:
        name: File or table.
        mentions: Figures read.
        observations: Figures stored.
        repeats: Places that print a stored figure again.
        unmatched: Figures that wait for a person.
        conflicts: Figures that contradict another of the same source, waiting as well.
        findings: Remarks of the checks.
        refused: Why nothing was read; None when it was.
        is_unchanged: True when the content was read before and left alone.
        seconds: Time taken.
    """

    name: str
    mentions: int = 0
    observations: int = 0
    repeats: int = 0
    unmatched: int = 0
    conflicts: int = 0
    findings: int = 0
    refused: str | None = None
    is_unchanged: bool = False
    seconds: float = 0.0

    @property
    def is_conserved(self) -> bool:
        """Nothing vanished between reading and storing."""
        return self.mentions == self.observations + self.repeats + self.unmatched + self.conflicts


@dataclass
class Report:
    """The outcomes of a run, in the order of the inputs."""

    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def refused(self) -> list[Outcome]:
        """Inputs of which nothing was read."""
        return [outcome for outcome in self.outcomes if outcome.refused]

    @property
    def is_conserved(self) -> bool:
        """Nothing vanished in any input."""
        return all(outcome.is_conserved for outcome in self.outcomes)

    def total(self, name: str) -> int:
        """The sum of one count over all inputs, e.g. `total("observations")`."""
        return sum(int(getattr(outcome, name)) for outcome in self.outcomes)


@dataclass(frozen=True)
class Inputs:
    """Where input lies; missing directories hold nothing."""

    documents: Path
    published: Path

    def files(self) -> Iterator[Path]:
        """Documents in the order of their names, below the directory too."""
        if self.documents.is_dir():
            for path in sorted(self.documents.rglob("*")):
                if path.suffix.lower() in DOCUMENTS and not path.name.startswith((".", "~")):
                    yield path


Progress = Callable[[int, int, Outcome], None]


@dataclass(frozen=True)
class Pipeline:
    """The store, the catalogue and the places that every input is read with."""

    store: Store
    catalogue: Catalogue
    gazetteer: Gazetteer
    author: str

    def run(self, inputs: Inputs, progress: Progress = lambda *_: None) -> Report:
        """Everything under the inputs that the store does not know, each in its own transaction.

        A file that is refused stops nothing; content read before is not read again.
        """
        steps: list[Callable[[], Outcome]] = []
        if (inputs.published / "figures.csv").is_file():
            steps.append(partial(self.load_published, inputs.published))
        steps += [partial(self.load_document, path) for path in inputs.files()]
        report = Report()
        for number, step in enumerate(steps, 1):
            started = time.perf_counter()
            outcome = replace(step(), seconds=time.perf_counter() - started)
            report.outcomes.append(outcome)
            progress(number, len(steps), outcome)
        return report

    def load_document(self, path: Path) -> Outcome:
        """One document read, reconciled, checked and stored; or the reason why not."""
        data = path.read_bytes()
        if self.store.knows(hashlib.sha256(data).hexdigest()):
            return Outcome(path.name, is_unchanged=True)
        try:
            document = read_safely(data, path.name)
        except InputRefusedError as refusal:
            return Outcome(path.name, refused=str(refusal))
        extraction = extract(document, self.catalogue)
        mentions = with_names(extraction.mentions, Office.beside(self.store).by_words())
        context = self._context(document)
        reconciled = checked(
            reconcile(mentions, context, load.span_of),
            self.store,
            self.catalogue,
            lineage=load.document_source(document).lineage,
            text=document.text,
        )
        numerals = ((n.start, n.end, n.disposition) for n in extraction.numerals)
        batch = load.document_batch(
            document,
            reconciled,
            extraction.findings,
            numerals,
            author=self.author,
            promised=commitments(document, extraction),
            place=context.place,
        )
        load.load(self.store, batch)
        return Outcome(
            name=path.name,
            mentions=reconciled.mentions,
            observations=len(reconciled.observations),
            repeats=len(reconciled.repeats),
            unmatched=len(reconciled.unmatched),
            conflicts=len(reconciled.conflicts),
            findings=len(extraction.findings),
        )

    def load_published(self, directory: Path) -> Outcome:
        """The published figures, unless both tables are as they were."""
        name = f"{directory.name}/figures.csv"
        if self.store.knows(published_hash(directory)):
            return Outcome(name, is_unchanged=True)
        published = read_published(directory)
        names = Office.beside(self.store).by_words()
        rows = tuple(observe_published(published, self.catalogue, self.gazetteer, names))
        note = f"{len(published.sources)} sources"
        load.load(self.store, load.published_batch(published, rows, author=self.author, note=note))
        waiting = sum(isinstance(row.found, Unmatched) for row in rows)
        return Outcome(
            name, mentions=len(rows), observations=len(rows) - waiting, unmatched=waiting
        )

    def _context(self, document: Document) -> Context:
        known = document.metadata
        place = None
        if known.place_text:
            place = self.gazetteer.find(known.place_text, on=known.date)
        period = parse_period(known.period) if known.period else None
        return Context(self.catalogue, self.gazetteer, place, known.date, period)
