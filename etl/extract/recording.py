"""From readings to records: code, place, base, authority, confidence, repeats."""

import re
from dataclasses import replace

from etl.extract.clause import Sentence
from etl.extract.layout import Block
from etl.extract.mention import Mention
from etl.extract.reading import Reading
from etl.extract.table import TableFigure
from etl.extract.timing import Timed
from etl.match import Match, Matcher
from etl.parse.period import TimeContext
from etl.parse.place import PlaceMention
from etl.parse.view import View


def past_is_actual(reading: Reading, code: str | None, context: TimeContext) -> None:
    """In a plan, a figure of a year before the plan's is a result."""
    ahead = context.plan_year or context.year
    if (
        reading.kind == "estimate"
        and (reading.left.paren or reading.right.time is not None)
        and code
        and context.year
        and int(code[-4:] if len(code) == 9 else code[:4]) < context.year
    ):
        reading.kind, reading.reasons["kind"] = "actual", "an earlier year than the report's"
    if (
        reading.kind == "actual"
        and code
        and context.published
        and len(code) == 4
        and int(code) > context.published.year
        and reading.measure != "rank"
    ):
        reading.kind, reading.reasons["kind"] = "target", "a year still to come"
    if (
        reading.kind == "target"
        and code
        and ahead
        and reading.reasons.get("kind", "").startswith(
            ("the heading", "under the heading", "list of targets goes")
        )
        and int(code[-4:] if len(code) == 9 else code[:4]) < ahead
    ):
        reading.kind = "actual"
        reading.reasons["kind"] = "a period before the plan's"


def plan_code(context: TimeContext) -> str | None:
    """The period of a target that names none."""
    year = context.plan_year or context.year
    return str(year) if year and not context.guessed else context.term


def inside_bases(place: PlaceMention, readings: list[Reading]) -> bool:
    """True for a place that stands inside a comparison."""
    return any(r.base and r.base.begin <= place.begin < r.base.end for r in readings)


def place_of(sentence: Sentence, reading: Reading, carried: PlaceMention | None) -> str | None:
    """The place the sentence names for a reading, nearest first."""
    usable = [
        p
        for p in sentence.places
        if not (reading.base and reading.base.begin <= p.begin < reading.base.end)
    ]
    own = [p for p in usable if reading.left.begin <= p.begin < reading.quantity.begin]
    if own:
        return own[-1].text
    if reading.place:
        return reading.place
    behind = [
        p
        for p in usable
        if reading.quantity.tail <= p.begin < reading.right.end + 20
        and not re.search(r"[;,.\d]", sentence.low[reading.quantity.tail : p.begin])
    ]
    if behind:
        return behind[0].text
    earlier = [p for p in usable if p.begin < reading.quantity.begin]
    if earlier:
        return earlier[-1].text
    return carried.text if carried else None


def place_level(place: str | None) -> str | None:
    """The level a place's type word tells: province, district or commune."""
    if not place:
        return None
    low = place.lower()
    if low.startswith("tỉnh"):
        return "province"
    if low.startswith(("huyện", "thị xã", "quận")):
        return "district"
    if low.startswith(("xã", "phường", "thị trấn", "đặc khu")):
        return "commune"
    return None


_AUTHORITIES = (
    ("central", r"trung ương giao|thủ tướng|chính phủ giao|tw giao"),
    ("council", r"hđnd|hội đồng nhân dân"),
    ("congress", r"đại hội"),
    ("party_committee", r"tỉnh ủy|huyện ủy|thị ủy|thành ủy|đảng ủy|ban chấp hành"),
    ("province", r"tỉnh giao|ubnd tỉnh"),
    ("district", r"huyện giao|ubnd huyện"),
    ("commune", r"xã giao"),
    ("aspiration", r"phấn đấu"),
)


def authority(reading: Reading) -> str | None:
    """Who set a target, where the clause says so."""
    if reading.kind != "target":
        return None
    words = reading.left.words + " " + (reading.right.base.words if reading.right.base else "")
    return next((name for name, pattern in _AUTHORITIES if re.search(pattern, words)), None)


def settle_base(reading: Reading, code: str | None) -> str | None:
    """The base as stored: None for the same period of last year and for an unnamed plan."""
    base = reading.base
    if base is None or reading.measure in ("level", "rank"):
        return None
    if base.kind == "plan":
        if reading.measure == "completion":
            return base.code if base.code != "plan" else None
        return base.code
    if base.code is not None and base.code.isdigit():
        year = (
            int(code[-4:] if code and "/" in code and len(code) == 9 else code[:4])
            if code
            else None
        )
        return None if year is not None and int(base.code) in (year - 1, year) else base.code
    return base.code


def mark_repeats(mentions: list[Mention]) -> list[Mention]:
    """The same value of the same thing in the same period, seen before: a repeat."""
    seen: set[tuple[object, ...]] = set()
    marked = []
    for mention in sorted(mentions, key=lambda item: (item.start, item.end)):
        about = mention.indicator or mention.indicator_text.lower()[:40]
        key = (
            about,
            mention.numbers,
            mention.unit,
            mention.measure,
            mention.kind,
            mention.period,
            mention.place_text,
            mention.base,
        )
        plain = mention.numbers[0] not in (0, 1, 2, 3, 100) and mention.indicator is not None
        marked.append(replace(mention, repeat=True) if plain and key in seen else mention)
        seen.add(key)
    return marked


def _status(reading: Reading) -> str | None:
    if reading.kind == "estimate":
        return "estimate"
    if "sơ bộ" in reading.left.words:
        return "preliminary"
    return "official" if "chính thức" in reading.left.words else None


def _tidy(name: str) -> str:
    bare = re.sub(r"\s+", " ", name).strip(" ,;:.-(")
    if bare.count("(") > bare.count(")"):
        bare = f"{bare})"
    return bare[:1].upper() + bare[1:]


class Recorder:
    """Turns readings and table cells into mentions."""

    def __init__(self, view: View, matcher: Matcher, place: str | None) -> None:
        """Keep what all records of a document share."""
        self._view, self._matcher, self._place = view, matcher, place
        self._known: dict[str, str] = {}
        self.mentions: list[Mention] = []

    def _match(self, reading: Reading, name: str, place: str | None) -> Match | None:
        """The code of a reading's own words, else of the words it was carried on from."""
        quantity, left = reading.quantity, reading.left
        counted = quantity.noun if quantity.family == "count" else ""
        why = reading.reasons.get("indicator", "")
        own = left.subject
        own = own if len(own.split()) > 3 and own in reading.name else name
        texts = [name if why.startswith("general") else own, name]
        if counted and reading.own_name:
            texts.append(f"{left.action} {counted.partition('/')[0]} {reading.right.complement}")
        if not reading.own_name or why.startswith("carried"):
            texts += [text for known, text in self._known.items() if reading.name.startswith(known)]
        share = left.verb == "share" or "chiếm" in left.words[-12:]
        for text in dict.fromkeys(text for text in texts if text.strip()):
            match = self._matcher.find(
                text,
                unit=reading.unit,
                noun=counted,
                measure=reading.measure,
                level=place_level(place),
                share=share,
            )
            if match is not None:
                if reading.own_name:
                    self._known[reading.name] = text
                return match
        return None

    def add(
        self,
        block: Block,
        reading: Reading,
        when: Timed,
        where: str | None,
        title_base: str | None,
    ) -> None:
        """Record one reading of a sentence."""
        quantity = reading.quantity
        start, end = self._view.span(quantity.begin, quantity.end)
        place = where or self._place
        name = _tidy(reading.name)
        match = self._match(reading, name, place)
        base = settle_base(reading, when.code)
        if base is None and reading.base is None and reading.measure == "growth":
            base = title_base
        sure = 0.6 + (0.25 * match.confidence if match else 0.05)
        sure += (0.1 if reading.own_name else 0.0) + (0.05 if when.code else 0.0)
        reasons = dict(reading.reasons)
        reasons["period"] = when.reason
        reasons["place"] = "named in the sentence" if where else "the document's place"
        if match:
            reasons["code"] = f"\u201c{match.why}\u201d, {match.confidence:.2f}"
        low, high, value = quantity.low, quantity.high, quantity.value
        if reading.negative:
            value = -abs(value) if value is not None else None
            low, high = (-high, -low) if low is not None and high is not None else (None, None)
        limit = when.deadline if reading.kind == "target" else None
        self.mentions.append(
            Mention(
                quote=self._view.original[start:end],
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
                status=_status(reading),
                deadline=limit.isoformat() if limit else None,
                version=reading.version,
                authority=authority(reading),
                repeat=False,
                confidence=round(min(sure, 0.99), 2),
                paragraph=block.number,
                section=block.section,
                reasons=tuple(reasons.items()),
            )
        )

    def add_cell(self, block: Block, figure: TableFigure, context: TimeContext) -> None:
        """Record one cell of a table."""
        start, end = self._view.span(figure.begin, figure.end)
        low, high, value = figure.low, figure.high, figure.value
        if figure.negative:
            value = -value if value is not None else None
            low, high = (-high, -low) if low is not None and high is not None else (None, None)
        silent = plan_code(context) if figure.kind == "target" else context.period
        place = figure.place or self._place
        match = self._matcher.find(
            figure.label,
            unit=figure.unit,
            measure=figure.measure,
            level=place_level(place),
        )
        why = figure.reason
        self.mentions.append(
            Mention(
                quote=self._view.original[start:end],
                start=start,
                end=end,
                value=value,
                value_low=low,
                value_high=high,
                total=None,
                unit=figure.unit,
                indicator_text=figure.label,
                indicator=match.code if match else None,
                kind=figure.kind,
                measure=figure.measure,
                comparator=figure.comparator,
                period=figure.period or silent,
                place_text=place,
                base=figure.base,
                status="estimate" if figure.kind == "estimate" else None,
                deadline=None,
                version=None,
                authority=None,
                repeat=False,
                confidence=round(0.6 + 0.25 * (match.confidence if match else 0.2), 2),
                paragraph=block.number,
                section=block.section,
                reasons=(
                    ("kind", why),
                    ("measure", why),
                    ("indicator", "row label"),
                    ("period", why),
                ),
            )
        )
