"""A document's text -> its figures, its doubts, and what became of every number."""

import re
from dataclasses import dataclass, replace
from datetime import date

from etl.extract.checks import check
from etl.extract.clause import Sentence
from etl.extract.grammar import read_sentence
from etl.extract.layout import Block, lay_out, sentences
from etl.extract.mention import Mention
from etl.extract.outline import Outline, inline_head
from etl.extract.reading import Reading, Scope
from etl.extract.recording import Recorder, inside_bases, mark_repeats, past_is_actual, place_of
from etl.extract.scope import complete_units, remember_topic, unit_of_title
from etl.extract.table import TableFigure, TableReader
from etl.extract.time_scope import TimeScope
from etl.extract.timing import time_readings
from etl.match import matcher_for
from etl.parse.number import NumberToken, number_tokens
from etl.parse.period import TimeContext, TimeMention, time_mentions
from etl.parse.place import PlaceMention, place_mentions
from etl.parse.quantity import Quantity, quantities
from etl.parse.traps import Traps, find_traps
from etl.parse.units import find_unit_after
from etl.parse.view import View
from etl.read.document import Document, context_of
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.finding import Finding
from yardstick.domain.period import parse_period

_ITEM = re.compile(r"\d{1,2}[.)] $")
_DIGITS = re.compile(r"[0-9]+")
# Traps that never belong to an indicator's name; definitions ("trên 1 ha", "dưới 5 tuổi") do.
_OUT_OF_NAMES = ("document number", "date", "span of time", "time of day", "list number")
_FRAMES = ("year", "part", "quarter", "month", "span", "school")
_TARGETS_AHEAD = re.compile(
    r"(?:thông qua|đề ra|xác định|đặt ra|quyết nghị|giao|thống nhất)[^.;]{0,60}"
    r"(?:chỉ tiêu|mục tiêu)(?![^.;]*(?:đã|hoàn thành|đạt được))|"
    r"(?:chỉ tiêu|mục tiêu)[^.;\d]{0,40}:$"
)


# A sentence that turns to what was reached ends a list of targets.
_TOLD = re.compile(
    r"(?<![^\W\d_])(?:báo cáo tại|đánh giá (?:kết quả|tình hình)|kết quả (?:thực hiện|đạt được)|"
    r"(?:đã )?đạt (?:được )?(?:nhiều|những) kết quả)"
)


@dataclass(frozen=True)
class Numeral:
    """One number of the text and what became of it: "figure", or the reason why it is none."""

    text: str
    start: int
    end: int
    disposition: str


@dataclass(frozen=True)
class Extraction:
    """Everything read from one document."""

    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    numerals: tuple[Numeral, ...]


def extract(
    document: Document,
    catalogue: Catalogue,
    *,
    place: str | None = None,
    date: date | None = None,
    title: str | None = None,
    period: str | None = None,
) -> Extraction:
    """The figures of a document.

    Args:
        document: The document.
        catalogue: What indicators there are.
        place: The place the document is about, where it is known; else read from the text.
        date: The document's date, where it is known.
        title: Its title, where it is known.
        period: The code of the period it reports on, where a person said it.
    """
    view, blocks = lay_out(document.text)
    metadata = document.metadata
    heading = title or metadata.title or ""
    context = context_of(heading, date or metadata.date, document.text)
    if period is not None:
        context = replace(context, period=period, year=parse_period(period).year, guessed=False)
    about = place or metadata.place_text
    walk = _Walk(view, blocks, context, heading, Recorder(view, matcher_for(catalogue), about))
    walk.run()
    mentions, findings = check(mark_repeats(walk.recorder.mentions), catalogue, document.text)
    return Extraction(tuple(mentions), tuple(findings), tuple(walk.numerals()))


class _Walk:
    """One pass over the paragraphs."""

    def __init__(
        self, view: View, blocks: list[Block], context: TimeContext, title: str, recorder: Recorder
    ) -> None:
        self.view, self.blocks, self.context, self.title = view, blocks, context, title
        self.recorder = recorder
        self._traps: Traps = find_traps(view.text, view.low)
        self._tokens = number_tokens(view.low)
        self._at = 0
        self._fates: dict[int, str] = {}
        self._outline = Outline(title, context)
        self._headline = title.lower()
        self._frame: TimeMention | None = None
        self._times = TimeScope()
        self._target = False

    def run(self) -> None:
        """Read every paragraph, tables first."""
        unit, _ = unit_of_title(self.title.lower())
        tables = TableReader(self.view, self.blocks, self.context, unit)
        by_block: dict[int, list[TableFigure]] = {}
        for figure in tables.read():
            by_block.setdefault(figure.block, []).append(figure)
        for block in self.blocks:
            if block.number in tables.taken:
                self._table(block, by_block.get(block.number, []))
            else:
                self._paragraph(block)

    def _between(self, begin: int, end: int) -> list[NumberToken]:
        """The number tokens of a stretch; stretches are asked for in ascending order."""
        while self._at < len(self._tokens) and self._tokens[self._at].begin < begin:
            self._at += 1
        at = self._at
        while at < len(self._tokens) and self._tokens[at].begin < end:
            at += 1
        return self._tokens[self._at : at]

    def _mark(self, tokens: list[NumberToken], quantity: Quantity, fate: str) -> None:
        for token in tokens:
            if quantity.begin <= token.begin < quantity.end:
                self._fates[token.begin] = fate

    def _table(self, block: Block, figures: list[TableFigure]) -> None:
        tokens = self._between(block.begin, block.end)
        for token in tokens:
            inside = any(f.begin <= token.begin < f.end for f in figures)
            self._fates[token.begin] = "figure" if inside else "table cell without a reading"
        for figure in figures:
            self.recorder.add_cell(block, figure, self.context)

    def _paragraph(self, block: Block) -> None:
        for token in self._between(block.begin, block.body):
            self._fates[token.begin] = "list number"
        if block.role == "recipients":
            for token in self._between(block.body, block.end):
                self._fates[token.begin] = "recipients"
            return
        text = self.view.low[block.body : block.end].strip()
        following = self.blocks[block.number + 1 : block.number + 2]
        self._outline.enter(block, text, following[0].marker if following else "")
        head = text[: inline_head(text)]
        scope = self._outline.scope(text, head)
        running = block.role == "body"
        times = replace(
            self._times, frame=self._frame if running else None, heading=self._outline.time(head)
        )
        scope.target = self._target and running
        place: PlaceMention | None = None
        for first, end in sentences(self.view, block):
            begin = max(first, block.body + len(head))
            for token in self._between(block.body, begin):
                self._fates.setdefault(token.begin, "list number")
            if head and _ITEM.search(self.view.low, max(block.body, begin - 4), begin):
                times.frame, scope.subject = None, ""
            place = self._sentence(block, begin, end, scope, times, place)
        times.close(self.context)
        if running and (text in self._headline or self._heads(block, following)):
            # A headline speaks for itself, not for the text under it.
            scope.target, times.frame = False, None
        self._times = times
        if running:
            self._target = scope.target
            # What one numbered item says of its time is its own.
            if not block.marker[:2].strip("(").isdigit():
                self._frame = times.frame
        elif block.role == "heading":
            self._frame, self._target = None, False

    def _heads(self, block: Block, following: list[Block]) -> bool:
        """True for a short line without a stop over a paragraph of sentences."""
        line = self.view.text[block.body : block.end].strip()
        if block.marker or len(line) > 130 or line.endswith((".", ":", ";", ",", "…")):
            return False
        return any(not b.marker and b.role == "body" and b.end - b.begin > 160 for b in following)

    def _recognised(self, block: Block, begin: int, end: int) -> Sentence:
        """A sentence with its quantities, times and places; every other number gets its fate."""
        low = self.view.low
        tokens = self._between(begin, end)
        times = [
            time
            for time in time_mentions(low, begin, end, self.context)
            if _is_time(low, time, self._traps)
        ]
        dated = [t for t in tokens if any(m.begin <= t.begin < m.end for m in times)]
        self._fates.update((token.begin, "date") for token in dated)
        free = [token for token in tokens if token not in dated]
        found, excluded = quantities(low, free, self._traps, begin, end)
        self._fates.update((token.begin, why) for token, why in excluded)
        if block.role == "heading" and not any(q.family in ("percent", "money") for q in found):
            for quantity in found:
                self._mark(tokens, quantity, "heading")
            found = []
        places = place_mentions(self.view.text, begin, end)
        inside = self._traps.within(begin, end)
        masked = [(t.begin, t.end) for t in inside if t.name in _OUT_OF_NAMES]
        return Sentence(self.view.text, low, begin, end, found, times, places, masked)

    def _sentence(
        self,
        block: Block,
        begin: int,
        end: int,
        scope: Scope,
        times: TimeScope,
        place: PlaceMention | None,
    ) -> PlaceMention | None:
        """Read one sentence; the place it leaves for the next."""
        sentence = self._recognised(block, begin, end)
        if not sentence.quantities:
            self._silent(sentence, scope, times)
            return next((p for p in sentence.places if p.begin - begin < 12), place)
        sentence.quantities = complete_units(sentence, scope)
        readings = read_sentence(sentence, scope)
        tokens = self._between(begin, end)
        for reading in readings:
            self._mark(tokens, reading.quantity, reading.refused or "figure")
        live = [reading for reading in readings if not reading.refused]
        timed = time_readings(sentence, live, self.context, times)
        for reading, when in zip(live, timed, strict=True):
            past_is_actual(reading, when.code, self.context)
            where = place_of(sentence, reading, place)
            self.recorder.add(block, reading, when, where, scope.base)
        if live and live[-1].kind == "actual":
            scope.target = False
        scope.parent_estimated = bool(live) and _parted(live)
        if live:
            scope.subject = live[-1].name
        elif _TARGETS_AHEAD.search(self.view.low[begin:end]):
            scope.target = True
        return self._next_place(sentence, live, place)

    def _next_place(
        self, sentence: Sentence, live: list[Reading], place: PlaceMention | None
    ) -> PlaceMention | None:
        opening = (p for p in sentence.places if p.begin - sentence.begin < 40)
        return next((p for p in opening if not inside_bases(p, live)), place)

    def _silent(self, sentence: Sentence, scope: Scope, times: TimeScope) -> None:
        """Take from a sentence without figures what it lends to the next ones."""
        frames = [t for t in sentence.times if t.code and not t.noise and t.form in _FRAMES]
        if frames and frames[0].begin - sentence.begin < 25:
            times.frame = frames[0]
        elif frames and _TOLD.search(self.view.low, frames[-1].end, sentence.end):
            times.frame = frames[-1]
        times.hear(sentence.times, self.context)
        remember_topic(self.view, sentence, scope)
        low = self.view.low[sentence.begin : sentence.end]
        if _TARGETS_AHEAD.search(low):
            scope.target = True
        elif _TOLD.search(low):
            scope.target = False

    def numerals(self) -> list[Numeral]:
        """Every number of the original text with what became of it."""
        original = self.view.original
        found = []
        for token in self._tokens:
            start, end = self.view.span(token.begin, token.end)
            fate = self._fates.get(token.begin, "no unit")
            found.append(Numeral(original[start:end], start, end, fate))
        # Digits taken out with lost superscripts have no token in the view.
        covered = sorted((numeral.start, numeral.end) for numeral in found)
        at = 0
        for match in _DIGITS.finditer(original):
            while at < len(covered) and covered[at][1] <= match.start():
                at += 1
            if at == len(covered) or covered[at][0] >= match.end():
                found.append(Numeral(match.group(), match.start(), match.end(), "footnote mark"))
        return sorted(found, key=lambda numeral: numeral.start)


def _parted(live: list[Reading]) -> bool:
    """True when "Trong đó" in the next sentence goes on with an estimate."""
    own = [r for r in live if r.own_name and r.quantity.form != "rank"] or live
    return (next((r for r in reversed(own) if r.right.time is None), own[-1])).kind == "estimate"


def _is_time(low: str, time: TimeMention, traps: Traps) -> bool:
    """False for a count that looks like a year, a part of a whole that looks like a day."""
    if time.form == "year" and low[time.begin].isdigit():
        return find_unit_after(low, time.end) is None
    if time.form not in ("day", "date"):
        return True
    if re.search(r"ngày|(?:19|20)\d{2}", low[time.begin : time.end]):
        return True
    trap = traps.over(time.begin, time.end)
    return trap is not None and trap.name == "date"
