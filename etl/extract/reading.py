"""One quantity with everything its sentence says about it, and what a sentence inherits."""

from dataclasses import dataclass, field

from etl.extract.clause import Left, Right
from etl.parse.comparison import Base
from etl.parse.quantity import Quantity


@dataclass
class Reading:
    """One quantity with everything the sentence says about it, before period and place.

    Attributes:
        quantity: The quantity.
        left: What precedes it.
        right: What follows it.
        name: The measured thing in the document's words.
        own_name: True when the name was said here, not inherited.
        kind: actual, estimate or target.
        measure: level, growth, change, completion or rank.
        negative: True when the number counts down.
        comparator: ">=", "<=", "~" or None.
        base: What it is compared with.
        version: original or adjusted.
        unit: The unit, completed.
        refused: Why it is no figure, or ''.
        group: Place in a "lần lượt" list, or None.
        time_item: For lists over periods: the words of its period.
        verb: The verb that governs it, in a list the first item's.
        place: The place it is told of in a list of places, or ''.
        reasons: field -> why.
    """

    quantity: Quantity
    left: Left
    right: Right
    name: str = ""
    own_name: bool = False
    kind: str = "actual"
    measure: str = "level"
    negative: bool = False
    comparator: str | None = None
    base: Base | None = None
    version: str | None = None
    unit: str = ""
    refused: str = ""
    group: int | None = None
    time_item: tuple[int, int] | None = None
    verb: str = ""
    place: str = ""
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass
class Scope:
    """What earlier sentences and the headings lend to the next one.

    Attributes:
        subject: The last measured thing named in the paragraph.
        topic: What the heading, or the title, is about.
        target: True while a list of targets goes on.
        default_kind: actual or target, as the section has it.
        default_reason: Why.
        parent_estimated: True when the last figure of the sentence before is an estimate.
        legend: What a flattened table says its percentages are set against.
        unit: A unit that the title gives for bare numbers.
        base: A base that the title gives.
    """

    subject: str = ""
    topic: str = ""
    target: bool = False
    default_kind: str = "actual"
    unit: str = ""
    base: str | None = None
    default_reason: str = "no word of plan or estimate"
    legend: str = ""
    parent_estimated: bool = False
