"""A document's dated and quantified tasks: who is to do what by when, in its own words.

Rules for the language of conclusions, notices and resolutions; `promise` says what is refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from etl.extract.bodies import Body, addressed, bodies
from etl.extract.cutting import (
    LONGEST,
    number_of,
    parts,
    pieces_of,
    reach,
    says_what,
    segments,
    starts_of,
    tidy,
)
from etl.extract.deadlines import Clock, Deadline, deadlines
from etl.extract.layout import Block, lay_out, sentences
from etl.extract.mention import Mention
from etl.extract.promise import AIM, refused
from etl.extract.prose import Extraction
from etl.read.document import Document, context_of
from yardstick.domain.period import parse_period
from yardstick.domain.vietnamese import same_words_key

_AT = re.compile(r"làm việc với\s+(?P<body>[^\n,.;:]{4,90}?)(?=\s+về\s|\s+và\s|\s*[\n,.;:])", re.I)
# What the extraction says of a target's period when the text itself, not the report, gave it.
_STATED = ("before the number", "behind", "earlier in", "heading's", "paragraph's", "list of")


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
    walk = _Walk(document, extraction, Clock(known.date, context.year))
    return _unrepeated(walk.run())


@dataclass(frozen=True)
class _Clause:
    begin: int
    end: int
    deadline: Deadline | None
    targets: tuple[tuple[int, Mention], ...]
    why: str


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
        self.lent: Deadline | None = None

    def run(self) -> Iterator[Commitment]:
        depth = 0
        for block in self.blocks:
            if block.role in ("row", "recipients", "footnote"):
                continue
            own = _depth(block.marker)
            depth = depth if own is None else own
            opens = block.role == "heading" or self.view.text[: block.end].rstrip().endswith(":")
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
        targets = self._targets(block, begin, end)
        self.lent = None
        spoken: list[Body] = []
        for part_begin, part_end in parts(self.view.low, begin, end):
            starts = starts_of(self.view.low, part_begin, part_end)
            acting = bodies(self.view, part_begin, part_end, starts)
            spoken += acting
            for first, last in segments(self.view.low, part_begin, part_end):
                for clause in self._clauses(first, last, acting, targets):
                    yield self._commitment(block, (begin, end), clause, acting)
        if spoken:
            self.paragraph_who = self._who_of(spoken[-1], "named earlier in the paragraph")

    def _targets(self, block: Block, begin: int, end: int) -> list[tuple[int, Mention]]:
        """The figures read as targets in a sentence, with their places in the view."""
        found = []
        wanted = [m for m in self.by_paragraph.get(block.number, ()) if m.kind == "target"]
        for mention in wanted:
            at = next(
                (i for i in range(begin, end) if self.view.span(i, i + 1)[0] >= mention.start), end
            )
            if at < end and self.view.span(begin, begin + 1)[0] <= mention.start:
                found.append((at, mention))
        return found

    def _clauses(
        self,
        begin: int,
        end: int,
        acting: list[Body],
        targets: list[tuple[int, Mention]],
    ) -> Iterator[_Clause]:
        """The clauses of one segment that promise something."""
        low = self.view.low
        pieces = pieces_of(low, begin, end)
        times = deadlines(low, begin, end, self.clock)
        here = [(at, mention) for at, mention in targets if begin <= at < end]
        found: list[_Clause] = []
        floor = begin
        for number, time in enumerate(times):
            following = times[number + 1].begin if number + 1 < len(times) else end
            first, last, is_frame = reach(low, pieces, time, max(floor, begin), end, acting, times)
            if is_frame:
                self.lent = time
                last = min(last, following)
            inside = tuple((at, m) for at, m in here if first <= at < last)
            first, last = tidy(low, first, last)
            if time.due is not None and self.clock.is_over(time.due):
                continue
            why = refused(low, first, last, time, has_target=bool(inside))
            if why is None:
                if is_frame:
                    first = behind_frame(low, time, first, last, acting)
                found.append(_Clause(first, last, time, inside, "a time limit"))
                floor = last
        taken = {at for clause in found for at, _ in clause.targets}
        for at, mention in here:
            if at not in taken and (clause := self._aim(pieces, times, at, mention, acting)):
                over = next(
                    (c for c in found if c.begin < clause.end and clause.begin < c.end), None
                )
                if over is None:
                    found.append(clause)
                else:
                    found[found.index(over)] = replace(
                        over,
                        begin=min(over.begin, clause.begin),
                        end=max(over.end, clause.end),
                        targets=(*over.targets, *clause.targets),
                    )
        yield from sorted(found, key=lambda clause: clause.begin)

    def _aim(
        self,
        pieces: list[tuple[int, int]],
        times: list[Deadline],
        at: int,
        mention: Mention,
        acting: list[Body],
    ) -> _Clause | None:
        """The clause of a target without a time limit of its own."""
        low = self.view.low
        number = number_of(pieces, at)
        first, last = pieces[number]
        while number and not says_what(low, first, at) and at - pieces[number - 1][0] < LONGEST:
            number -= 1
            first = pieces[number][0]
        first = max([first, *(b.after for b in acting if first <= b.begin and b.after <= at)])
        first, last = tidy(low, first, last)
        if first >= at or refused(low, first, last, None, has_target=True):
            return None
        own = [t for t in times if t.strength != "on" and first <= t.begin < last]
        tail = [t for t in times if t.strength != "on" and t.begin >= last]
        time = next(iter([*own, *tail]), self.lent)
        due = time.due if time else _period_end(mention)
        if due is not None and self.clock.is_over(due):
            return None
        if not self._is_asked(mention, pieces[0][0], at):
            return None
        return _Clause(first, last, time, ((at, mention),), "a figure to be reached")

    def _is_asked(self, mention: Mention, begin: int, at: int) -> bool:
        """False for a plan's figure that only serves to measure a result."""
        if AIM.search(self.view.low, begin, at):
            return True
        why = dict(mention.reasons).get("kind", "")
        return (mention.indicator is not None and "heading" in why) or "list of targets" in why

    def _commitment(
        self,
        block: Block,
        sentence: tuple[int, int],
        clause: _Clause,
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
            + (0.05 if clause.deadline and clause.deadline.strength == "limit" else 0.0)
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

    def _due(self, clause: _Clause) -> tuple[date | None, str, str]:
        if clause.deadline is not None:
            time = clause.deadline
            start, end = self.view.span(time.begin, time.end)
            return time.due, " ".join(self.document.text[start:end].split()), time.reason
        for _, mention in clause.targets:
            if due := _period_end(mention):
                return due, "", f"the end of the target's period, {mention.period}"
        return None, "", "no time is said"

    def _who(self, clause: _Clause, acting: list[Body]) -> _Who | None:
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


def _period_end(mention: Mention) -> date | None:
    """The end of a target's period, where the text gave it."""
    if mention.deadline:
        return date.fromisoformat(mention.deadline)
    why = dict(mention.reasons).get("period", "")
    if mention.period is None or not any(stated in why for stated in _STATED):
        return None
    return parse_period(mention.period).end


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
