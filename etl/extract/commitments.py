"""A document's dated and quantified tasks: who is to do what by when, in its own words.

Rules for the language of conclusions, notices and resolutions; `promise` says what is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from etl.extract.bodies import Body, addressed, bodies
from etl.extract.cutting import LONGEST, parts, segments, starts_of, tidy
from etl.extract.deadlines import Clock
from etl.extract.layout import Block, lay_out, sentences
from etl.extract.mention import Mention
from etl.extract.promises import Clause, Sentence
from etl.extract.prose import Extraction
from etl.read.document import Document, context_of
from yardstick.domain.vietnamese import same_words_key

_YEAR = re.compile(r"(?:19|20)\d{2}")
_AT = re.compile(r"làm việc với\s+(?P<body>[^\n,.;:]{4,90}?)(?=\s+về\s|\s+và\s|\s*[\n,.;:])", re.I)


@dataclass(frozen=True)
class Commitment:
    """A task or target somebody is to answer for.

    Attributes:
        quote: What is to be done, as printed; `text[start:end] == quote`, always.
        start: First character in the original.
        end: One past the last.
        sentence: Where its sentence stands in the original.
        who: The body that is to act, single-spaced; None where the document names none.
        who_span: Where that name stands; None when it does not stand in the text.
        due: The last day; None where none is said or its year is not.
        due_words: The words that say by when, '' without any.
        targets: Figures read as targets inside the clause.
        confidence: 0 to 1.
        paragraph: The paragraph's place among the document's.
        section: The heading above it.
        reasons: (field, why) pairs.
    """

    quote: str
    start: int
    end: int
    sentence: tuple[int, int]
    who: str | None
    who_span: tuple[int, int] | None
    due: date | None
    due_words: str
    targets: tuple[Mention, ...]
    confidence: float
    paragraph: int
    section: str | None
    reasons: tuple[tuple[str, str], ...]


def commitments(document: Document, extraction: Extraction) -> tuple[Commitment, ...]:
    """The commitments of a document, in the order they are printed.

    Args:
        document: The document.
        extraction: What `extract` read in it; its targets become the commitments' figures.
    """
    known = document.metadata
    context = context_of(known.title or "", known.date, document.text)
    year = None if context.guessed else context.year
    walk = _Walk(document, extraction, Clock(known.date, year))
    return _unrepeated(walk.run())


@dataclass(frozen=True)
class _Who:
    words: str
    span: tuple[int, int] | None
    reason: str
    depth: int = 99


class _Walk:
    """One pass over the paragraphs; remembers who the lists and sections speak to."""

    def __init__(self, document: Document, extraction: Extraction, clock: Clock) -> None:
        self.document = document
        self.clock = clock
        self.view, self.blocks = lay_out(document.text)
        self.by_paragraph: dict[int, list[Mention]] = {}
        for mention in extraction.mentions:
            self.by_paragraph.setdefault(mention.paragraph, []).append(mention)
        self.sections: list[_Who] = []
        self.paragraph_who: _Who | None = None
        self.heading_years = frozenset(_YEAR.findall(document.metadata.title or ""))

    def run(self) -> Iterator[Commitment]:
        depth = 0
        for block in self.blocks:
            if block.role in ("row", "recipients", "footnote"):
                continue
            own = _depth(block.marker)
            depth = depth if own is None else own
            written = self.view.text[block.begin : block.end].rstrip()
            opens = block.role == "heading" or written.endswith(":")
            if block.role == "heading":
                self.sections = [who for who in self.sections if who.depth < depth]
            self.paragraph_who = None
            for begin, end in sentences(self.view, block):
                yield from self._sentence(block, begin, end)
            if opens:
                self._open(block, depth)

    def _open(self, block: Block, depth: int) -> None:
        """A heading or the opening of a list names who the tasks below it are for."""
        body = addressed(self.view, block.body, block.end)
        who = None
        if body and (block.role == "heading" or body.end - block.body < LONGEST):
            who = self._who_of(body, "named by the section")
        elif self.paragraph_who:
            who = replace(self.paragraph_who, reason="named where the list opens")
        if who:
            kept = [other for other in self.sections if other.depth < depth]
            self.sections = [*kept, replace(who, depth=depth)]

    def _who_of(self, body: Body, reason: str) -> _Who:
        span = self.view.span(body.begin, body.end)
        return _Who(" ".join(self.document.text[span[0] : span[1]].split()), span, reason)

    def _sentence(self, block: Block, begin: int, end: int) -> Iterator[Commitment]:
        figures = self._figures(block, begin, end)
        sentence = Sentence(self.view.low, begin, figures, self.clock, self.heading_years)
        spoken: list[Body] = []
        for part_begin, part_end in parts(self.view.low, begin, end):
            starts = starts_of(self.view.low, part_begin, part_end)
            acting = bodies(self.view, part_begin, part_end, starts)
            spoken += acting
            for first, last in segments(self.view.low, part_begin, part_end):
                for clause in sentence.promises(first, last, acting):
                    yield self._commitment(block, (begin, end), clause, acting)
        if spoken:
            self.paragraph_who = self._who_of(spoken[-1], "named earlier in the paragraph")

    def _figures(self, block: Block, begin: int, end: int) -> list[tuple[int, Mention]]:
        """The figures of a sentence, with their places in the view."""
        found = []
        for mention in self.by_paragraph.get(block.number, ()):
            at = next(
                (i for i in range(begin, end) if self.view.span(i, i + 1)[0] >= mention.start), end
            )
            if at < end and self.view.span(begin, begin + 1)[0] <= mention.start:
                found.append((at, mention))
        return found

    def _commitment(
        self,
        block: Block,
        sentence: tuple[int, int],
        clause: Clause,
        acting: list[Body],
    ) -> Commitment:
        text = self.document.text
        start, end = self.view.span(clause.begin, clause.end)
        who = self._who(clause, acting)
        due, words, why = self._due(clause)
        targets = tuple(mention for _, mention in clause.targets)
        confidence = (
            0.5
            + (0.2 if due else 0.1 if words else 0.0)
            + (0.15 if who and who.reason.startswith(("it ", "leads")) else 0.05 if who else 0.0)
            + (0.1 if any(target.indicator for target in targets) else 0.0)
            + (0.05 if clause.time and clause.time.strength == "limit" else 0.0)
        )
        return Commitment(
            quote=text[start:end],
            start=start,
            end=end,
            sentence=self.view.span(*tidy(self.view.low, *sentence, trim=False)),
            who=who.words if who else None,
            who_span=who.span if who else None,
            due=due,
            due_words=words,
            targets=targets,
            confidence=round(min(confidence, 0.99), 2),
            paragraph=block.number,
            section=block.section,
            reasons=(
                ("what", clause.why),
                ("who", who.reason if who else "nobody is named"),
                ("due", why),
            ),
        )

    def _due(self, clause: Clause) -> tuple[date | None, str, str]:
        if clause.time is not None:
            start, end = self.view.span(clause.time.begin, clause.time.end)
            words = " ".join(self.document.text[start:end].split())
            return clause.time.due, words, clause.time.reason
        if clause.due is not None:
            return clause.due, "", "the end of the target's period"
        return None, "", "no time is said"

    def _who(self, clause: Clause, acting: list[Body]) -> _Who | None:
        before = [body for body in acting if body.begin < clause.end]
        for role, reason in (
            ("lead", "leads (chủ trì)"),
            ("assigned", "it is asked of"),
            ("subject", "it is the subject"),
        ):
            named = [body for body in before if body.role == role and body.after <= clause.end]
            if named:
                return self._who_of(named[-1], reason)
        if self.paragraph_who:
            return self.paragraph_who
        if self.sections:
            return self.sections[-1]
        return self._addressee()

    def _addressee(self) -> _Who | None:
        text = self.document.text
        found = _AT.search(text, 0, 1500)
        if found:
            words = " ".join(found["body"].split())
            return _Who(words, found.span("body"), "the document speaks to it")
        issuer = (self.document.metadata.issuer or "").partition("\n")[0].strip()
        if not issuer or self.document.metadata.kind == "news":
            return None
        at = text.find(issuer)
        span = (at, at + len(issuer)) if at >= 0 else None
        return _Who(" ".join(issuer.split()), span, "the body that issued the document")


_ROMAN = re.compile(r"[IVX]+[.)/]?")
_LETTER = re.compile(r"[A-ZĐ][.)]?")
_NUMBER = re.compile(r"\d+(?:\.\d+)*[.)/]?")


def _depth(marker: str) -> int | None:
    """How deep a numbered heading stands; None for bullets and plain paragraphs."""
    if _ROMAN.fullmatch(marker):
        return 1
    if _LETTER.fullmatch(marker):
        return 0
    if _NUMBER.fullmatch(marker):
        return 2 + marker.rstrip(".)/").count(".")
    return None


def _unrepeated(found: Iterator[Commitment]) -> tuple[Commitment, ...]:
    """The same words said again are the same commitment."""
    kept: dict[str, Commitment] = {}
    for commitment in found:
        kept.setdefault(same_words_key(commitment.quote), commitment)
    return tuple(kept.values())
