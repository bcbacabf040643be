"""A document's text -> its figures, its doubts, and what became of every number."""

import re
from dataclasses import dataclass
from datetime import date

from etl.extract.clause import Sentence
from etl.extract.grammar import read_sentence
from etl.extract.layout import Block, lay_out, sentences
from etl.extract.mention import Mention
from etl.extract.reading import Reading, Scope
from etl.extract.recording import (
    authority,
    inside_bases,
    mark_repeats,
    past_is_actual,
    place_level,
    place_of,
    plan_code,
)
from etl.extract.scope import (
    PLAN_TITLE,
    RESULT_TITLE,
    complete_units,
    default_kind,
    marker_level,
    remember_topic,
    topic,
    unit_of_title,
)
from etl.extract.table import TableFigure, TableReader
from etl.extract.timing import TimeScope, settle_base, time_readings
from etl.match import Matcher
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

_DIGITS = re.compile(r"[0-9]+")


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


@dataclass
class Reader:
    """What stays the same while one document is read."""

    view: View
    blocks: list[Block]
    traps: Traps
    tokens: list[NumberToken]
    context: TimeContext
    place: str | None
    title: str
    matcher: Matcher


def extract(
    document: Document,
    catalogue: Catalogue,
    *,
    place: str | None = None,
    date: date | None = None,
    title: str | None = None,
) -> Extraction:
    """The figures of a document.

    Args:
        document: The document.
        catalogue: What indicators there are.
        place: The place the document is about, where it is known; else read from the text.
        date: The document's date, where it is known.
        title: Its title, where it is known.
    """
    view, blocks = lay_out(document.text)
    metadata = document.metadata
    heading = title or metadata.title or ""
    published = date or metadata.date
    context = context_of(heading, published, document.text)
    reader = Reader(
        view,
        blocks,
        find_traps(view.text, view.low),
        number_tokens(view.low),
        context,
        place or metadata.place_text,
        heading,
        Matcher(catalogue),
    )
    return _Walk(reader).run()


class _Walk:
    """One pass over the paragraphs."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.mentions: list[Mention] = []
        self.fates: dict[int, str] = {}
        self._token_at = 0
        self._lead: tuple[str, int] = ("", -1)
        self._path: list[tuple[int, str, int]] = []
        self._matched: dict[str, str] = {}
        self.tables: TableReader | None = None
        self._frame: TimeMention | None = None
        self._target = False

    def run(self) -> Extraction:
        reader = self.reader
        unit, _ = unit_of_title(reader.title.lower())
        self.tables = TableReader(reader.view, reader.blocks, reader.context, unit)
        by_block: dict[int, list[TableFigure]] = {}
        for figure in self.tables.read():
            by_block.setdefault(figure.block, []).append(figure)
        for block in reader.blocks:
            if block.number in self.tables.taken:
                self._table_block(block, by_block.get(block.number, []))
            else:
                self._block(block)
        mentions = mark_repeats(sorted(self.mentions, key=lambda m: (m.start, m.end)))
        return Extraction(tuple(mentions), (), tuple(self._numerals()))

    def _tokens(self, begin: int, end: int) -> list[NumberToken]:
        tokens = self.reader.tokens
        while self._token_at < len(tokens) and tokens[self._token_at].begin < begin:
            self._token_at += 1
        at = self._token_at
        found = []
        while at < len(tokens) and tokens[at].begin < end:
            found.append(tokens[at])
            at += 1
        return found

    def _block(self, block: Block) -> None:
        view = self.reader.view
        for token in self._tokens(block.begin, block.body):
            self.fates[token.begin] = "list number"
        text = view.low[block.body : block.end].strip()
        if block.role == "recipients":
            for token in self._tokens(block.begin, block.end):
                self.fates[token.begin] = "recipients"
            return
        self._headings(block, text)
        scope = self._scope(block)
        times = TimeScope(
            heading=self._heading_time(), frame=self._frame if block.role == "body" else None
        )
        scope.target = self._target and block.role == "body"
        place: PlaceMention | None = None
        for begin, end in sentences(view, block):
            place = self._sentence(block, begin, end, scope, times, place)
        if block.role == "heading":
            self._frame, self._target = None, False
        elif block.role == "body":
            self._frame, self._target = times.frame, scope.target

    def _table_block(self, block: Block, figures: list[TableFigure]) -> None:
        for token in self._tokens(block.begin, block.end):
            self.fates.setdefault(token.begin, "table cell without a reading")
        for figure in figures:
            for token in self.reader.tokens:
                if figure.begin <= token.begin < figure.end:
                    self.fates[token.begin] = "figure"
            self._table_mention(block, figure)

    def _table_mention(self, block: Block, figure: TableFigure) -> None:
        view, reader = self.reader.view, self.reader
        start, end = view.span(figure.begin, figure.end)
        sign = -1 if figure.negative else 1
        low, high = figure.low, figure.high
        if low is not None and high is not None and sign < 0:
            low, high = -high, -low
        period = figure.period or (
            plan_code(reader.context) if figure.kind == "target" else reader.context.period
        )
        level = place_level(reader.place)
        match = reader.matcher.find(
            figure.label, unit=figure.unit, noun="", measure=figure.measure, level=level
        )
        self.mentions.append(
            Mention(
                quote=view.original[start:end],
                start=start,
                end=end,
                value=figure.value * sign if figure.value is not None else None,
                value_low=low,
                value_high=high,
                total=None,
                unit=figure.unit,
                indicator_text=figure.label[:1].upper() + figure.label[1:],
                indicator=match.code if match else None,
                kind=figure.kind,
                measure=figure.measure,
                comparator=figure.comparator,
                period=period,
                place_text=reader.place,
                base=None,
                status="estimate" if figure.kind == "estimate" else None,
                deadline=None,
                version=None,
                authority=None,
                repeat=False,
                confidence=round(0.6 + 0.25 * (match.confidence if match else 0.2), 2),
                paragraph=block.number,
                section=block.section,
                reasons=(
                    ("kind", figure.reason),
                    ("measure", figure.reason),
                    ("indicator", "row label"),
                    ("period", figure.reason),
                ),
            )
        )

    def _headings(self, block: Block, text: str) -> None:
        level = marker_level(block.marker) if block.marker else (1 if text.isupper() else 9)
        opens = block.role == "heading" or (text.endswith(":") and len(text) < 300)
        bullet = block.marker in ("-", "+", "•", "●", "▪", "*", "") and block.role != "heading"
        if not bullet:
            self._path = [entry for entry in self._path if entry[0] < level]
        elif text.endswith(":"):
            rank = 10 if block.marker in ("", "-") else 11
            self._path = [entry for entry in self._path if entry[0] < rank]
            level = rank
        elif not block.marker and block.role == "body":
            self._path = [entry for entry in self._path if entry[0] < 10]
        if opens:
            self._path.append(
                (level if level != 9 else 1 if block.role == "heading" else 10, text, block.begin)
            )

    def _scope(self, block: Block) -> Scope:
        title_kind = default_kind(self.reader.title)
        kind, reason = title_kind
        for _, text, _begin in self._path:
            plan, result = PLAN_TITLE.search(text), RESULT_TITLE.search(text)
            listed = re.search(r"mục tiêu|chỉ tiêu", text) and not re.search(
                r"đạt|vượt|hoàn thành", text
            )
            if (plan or listed) and not result and not re.search(r"kết quả|đạt được", text):
                kind, reason = "target", f"under the heading \u201c{text[:60]}\u201d"
            elif result and not plan:
                kind, reason = "actual", f"under the heading \u201c{text[:60]}\u201d"
        unit, base = unit_of_title(self.reader.title.lower())
        for _, text, _begin in self._path:
            found, other = unit_of_title(text)
            unit, base = found or unit, other or base
        legend = _LEGEND.search(self.reader.view.low[block.begin : block.end])
        if legend:
            found = find_unit_after(" " + legend[1].strip(), 0)
            unit = found.text if found else unit
        about = topic(self._path[-1][1] if self._path else "", self.reader.title)
        return Scope(
            "", about, False, kind, unit, base, reason, legend[2].strip() if legend else ""
        )

    def _heading_time(self):  # type: ignore[no-untyped-def]
        for _, text, _begin in reversed(self._path):
            found = [
                t
                for t in time_mentions(text, 0, len(text), self.reader.context)
                if t.code and not t.noise and t.form not in ("plan", "date", "relative", "day")
            ]
            if found:
                return found[-1]
        return None

    def _sentence(
        self,
        block: Block,
        begin: int,
        end: int,
        scope: Scope,
        times: TimeScope,
        place: PlaceMention | None,
    ) -> PlaceMention | None:
        view, reader = self.reader.view, self.reader
        tokens = self._tokens(begin, end)
        mentioned = list(time_mentions(view.low, begin, end, reader.context))
        mentioned = [
            t
            for t in mentioned
            if not (
                t.form == "year"
                and view.low[t.begin].isdigit()
                and find_unit_after(view.low, t.end)
            )
        ]
        mentioned = [
            t
            for t in mentioned
            if t.form not in ("day", "date") or _dated(view.low, t, reader.traps)
        ]
        dated = [
            token for token in tokens if any(t.begin <= token.begin < t.end for t in mentioned)
        ]
        for token in dated:
            self.fates[token.begin] = "date"
        tokens = [token for token in tokens if token not in dated]
        found, excluded = quantities(view.low, tokens, reader.traps, begin, end)
        for token, why in excluded:
            self.fates[token.begin] = why
        places = place_mentions(view.text, begin, end)
        if block.role == "heading" and not any(q.family in ("percent", "money") for q in found):
            for quantity in found:
                self._fate(quantity, "heading")
            found = []
        masked = [
            (t.begin, t.end) for t in reader.traps.within(begin, end) if t.name in _OUT_OF_NAMES
        ]
        sentence = Sentence(view.text, view.low, begin, end, found, mentioned, places, masked)
        if not found:
            frames = [
                t
                for t in mentioned
                if t.code
                and not t.noise
                and t.form in ("year", "part", "quarter", "month", "span", "school")
            ]
            if frames and frames[0].begin - begin < 25:
                times.frame = frames[0]
            remember_topic(view, sentence, scope)
            if _TARGETS_AHEAD.search(view.low[begin:end]):
                scope.target = True
            return next((p for p in places if p.begin - begin < 12), place)
        found = complete_units(sentence, scope)
        sentence.quantities = found
        readings = read_sentence(sentence, scope)
        live = [r for r in readings if not r.refused]
        for reading in readings:
            self._fate(reading.quantity, reading.refused or "figure")
        timed = time_readings(sentence, live, reader.context, times)
        for reading, when in zip(live, timed, strict=True):
            past_is_actual(reading, when.code, reader.context)
            where = place_of(sentence, reading, place)
            self._mention(block, sentence, reading, when, where, scope)
        if live:
            scope.subject = live[-1].name
        elif _TARGETS_AHEAD.search(view.low[begin:end]):
            scope.target = True
        return next(
            (p for p in places if p.begin - begin < 40 and not inside_bases(p, live)), place
        )

    def _fate(self, quantity: Quantity, fate: str) -> None:
        for token in self.reader.tokens:
            if quantity.begin <= token.begin < quantity.end:
                self.fates[token.begin] = fate
            elif token.begin >= quantity.end:
                break

    def _mention(
        self,
        block: Block,
        sentence: Sentence,
        reading: Reading,
        when,
        where: str | None,
        scope: Scope,
    ) -> None:  # type: ignore[no-untyped-def]
        quantity, view = reading.quantity, self.reader.view
        start, end = view.span(quantity.begin, quantity.end)
        place = where or self.reader.place
        level = place_level(place)
        name = re.sub(r"\s+", " ", reading.name).strip(" ,;:.-(")
        name = name[:1].upper() + name[1:] if name else name
        share = reading.left.verb == "share" or "chiếm" in reading.left.words[-12:]
        match = None
        noun = quantity.noun.partition("/")[0] if quantity.family == "count" else ""
        said = (
            reading.left.subject
            if len(reading.left.subject.split()) > 3
            and reading.left.subject in reading.name
            and not reading.reasons.get("indicator", "").startswith("general")
            else name
        )
        for text in dict.fromkeys(
            (
                said,
                name,
                f"{reading.left.action} {noun} {reading.right.complement}"
                if noun and reading.own_name
                else name,
            )
        ):
            if not text.strip():
                continue
            match = self.reader.matcher.find(
                text,
                unit=reading.unit,
                noun=quantity.noun if quantity.family == "count" else "",
                measure=reading.measure,
                level=level,
                share=share,
            )
            if match:
                if reading.own_name:
                    self._matched[reading.name] = text
                break
        if match is None:
            text = next(
                (
                    self._matched[known]
                    for known in self._matched
                    if reading.name.startswith(known)
                    and (
                        not reading.own_name
                        or reading.reasons.get("indicator", "").startswith("carried")
                    )
                ),
                "",
            )
            if text:
                match = self.reader.matcher.find(
                    text,
                    unit=reading.unit,
                    noun=noun,
                    measure=reading.measure,
                    level=level,
                    share=share,
                )
        sign = -1 if reading.negative else 1
        value = quantity.value * sign if quantity.value is not None else None
        low, high = quantity.low, quantity.high
        if low is not None and high is not None and sign < 0:
            low, high = -high, -low
        words = reading.left.words
        status = (
            "estimate"
            if reading.kind == "estimate"
            else "preliminary"
            if "sơ bộ" in words
            else "official"
            if "chính thức" in words
            else None
        )
        base = settle_base(reading, when.code)
        if base is None and reading.base is None and reading.measure == "growth":
            base = scope.base
        confidence = (
            0.55
            + (0.25 * match.confidence if match else 0.05)
            + (0.1 if reading.own_name else 0.0)
            + (0.05 if when.code else 0.0)
            + (0.05 if reading.unit else 0.0)
        )
        reasons = {key: why for key, why in reading.reasons.items() if not key.startswith("_")}
        reasons["period"] = when.reason
        reasons["place"] = "named in the sentence" if where else "the document's place"
        if match:
            reasons["code"] = f"\u201c{match.why}\u201d, {match.confidence:.2f}"
        self.mentions.append(
            Mention(
                quote=view.original[start:end],
                start=start,
                end=end,
                value=value,
                value_low=low,
                value_high=high,
                total=quantity.total,
                unit=reading.unit,
                indicator_text=name,
                indicator=match.code if match else None,
                kind=reading.kind,
                measure=reading.measure,
                comparator=reading.comparator,
                period=when.code,
                place_text=place,
                base=base,
                status=status,
                deadline=when.deadline.isoformat()
                if when.deadline and reading.kind == "target"
                else None,
                version=reading.version,
                authority=authority(reading),
                repeat=False,
                confidence=round(min(confidence, 0.99), 2),
                paragraph=block.number,
                section=block.section,
                reasons=tuple(reasons.items()),
            )
        )

    def _numerals(self) -> list[Numeral]:
        found = []
        for token in self.reader.tokens:
            start, end = self.reader.view.span(token.begin, token.end)
            found.append(
                Numeral(
                    self.reader.view.original[start:end],
                    start,
                    end,
                    self.fates.get(token.begin, "no unit"),
                )
            )
        # Digits taken out with lost superscripts, and those of a list number torn by a repair.
        covered = sorted((numeral.start, numeral.end) for numeral in found)
        at = 0
        for match in _DIGITS.finditer(self.reader.view.original):
            while at < len(covered) and covered[at][1] <= match.start():
                at += 1
            if at == len(covered) or covered[at][0] >= match.end():
                found.append(Numeral(match.group(), match.start(), match.end(), "footnote mark"))
        return sorted(found, key=lambda numeral: numeral.start)


# Traps that never belong to an indicator's name; definitions ("trên 1 ha", "dưới 5 tuổi") do.
_OUT_OF_NAMES = ("document number", "date", "span of time", "time of day", "list number")


def _dated(low: str, time: TimeMention, traps: Traps) -> bool:
    """False for a part of a whole that looks like day and month (12/12 xã)."""
    if re.search(r"ngày|(?:19|20)\d{2}", low[time.begin : time.end]):
        return True
    trap = traps.over(time.begin, time.end)
    return trap is not None and trap.name == "date"


_TARGETS_AHEAD = re.compile(
    r"(?:thông qua|đề ra|xác định|đặt ra|quyết nghị|giao|thống nhất)[^.;]{0,60}(?:chỉ tiêu|"
    r"mục tiêu)(?![^.;]*(?:đã|hoàn thành|đạt được))|(?:chỉ tiêu|mục tiêu)[^.;\d]{0,40}:$"
)


# "(tỷ đồng; % so với dự toán)" at the end of a flattened table names the units of its columns.
_LEGEND = re.compile(r"\(([^();]{2,20});\s*%\s*(?:so với\s*)?([^()]{2,40})\)\s*\.?\s*$")
