"""From a reading to a record: place, authority, repeats."""

import re
from dataclasses import replace

from etl.extract.clause import Sentence
from etl.extract.mention import Mention
from etl.extract.reading import Reading
from etl.parse.period import TimeContext
from etl.parse.place import PlaceMention


def past_is_actual(reading: Reading, code: str | None, context: TimeContext) -> None:
    """In a plan, a figure of a year before the plan's is a result."""
    ahead = context.plan_year or context.year
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


def mark_repeats(mentions: list[Mention]) -> list[Mention]:
    """The same value of the same thing in the same period, seen before: a repeat."""
    seen: set[tuple[object, ...]] = set()
    marked = []
    for mention in mentions:
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
