"""A briefing as it is saved: which slides show what, in whose words; JSON in and out."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from yardstick.charts.deck import Definition, SlideLayout
from yardstick.domain.period import Period, parse_period
from yardstick.errors import BriefingError, YardstickError

Kind = Literal[
    "bars",
    "line",
    "map",
    "contribution",
    "ranks",
    "panels",
    "composition",
    "heat",
    "strips",
    "attainment",
    "table",
    "tally",
    "commitments",
    "remarks",
    "text",
]
Form = Literal["", "table"]
_NUMBERED = re.compile(r"(.*?)-(\d+)")


class _Saved(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class BlockPlan(_Saved):
    """One chart, table or text to be built.

    Attributes:
        key: Stable over rebuilds; unique in the briefing.
        kind: What is built.
        options: Which figures: indicator, place, period, authority and the like.
        words: A person's paragraphs in place of those written from figures; None for none.
        form: "table" shows a chart's figures as a table.
    """

    key: str = Field(min_length=1)
    kind: Kind
    options: dict[str, str] = {}
    words: tuple[str, ...] | None = None
    form: Form = ""

    @property
    def definition(self) -> Definition:
        """What is carried in an exported file."""
        shape = {"form": self.form} if self.form else {}
        return Definition(self.kind, {**self.options, **shape})


class SlidePlan(_Saved):
    """One slide.

    Attributes:
        key: Stable over rebuilds; unique in the briefing.
        layout: How it is arranged.
        blocks: In reading order.
        title: A person's title; empty takes the finding.
        caption: A person's remark for the notes page.
        added_from: The page it was added from, by its module's name; empty for templates.
    """

    key: str = Field(min_length=1)
    layout: SlideLayout
    blocks: tuple[BlockPlan, ...] = ()
    title: str = ""
    caption: str = ""
    added_from: str = ""


class Plan(_Saved):
    """A whole briefing.

    Attributes:
        key: Stable identity.
        name: What it is saved as; the title of its title slide as well.
        place: Key of the place it is about.
        period: Period code.
        authority: Only targets of this authority; None for all.
        as_of: The day whose knowledge it is fixed to; None for the latest.
        day: The day on the title slide.
        body: The office that presents it.
        slides: In order.
        template: Name of the template of its slides.
        has_notes: Origins go into the notes.
        has_appendix: The figures of every chart follow as tables.
    """

    key: str = Field(min_length=1)
    name: str = Field(min_length=1)
    place: str
    period: str
    authority: str | None = None
    as_of: date | None = None
    day: date
    body: str = ""
    slides: tuple[SlidePlan, ...] = ()
    template: str = ""
    has_notes: bool = True
    has_appendix: bool = False

    def slide(self, key: str) -> SlidePlan | None:
        """The slide of that key; None when it was removed."""
        return next((slide for slide in self.slides if slide.key == key), None)

    def with_slide(self, changed: SlidePlan) -> "Plan":
        """The plan with a slide in place of the one of the same key."""
        slides = tuple(changed if s.key == changed.key else s for s in self.slides)
        return self.model_copy(update={"slides": slides})

    def without(self, key: str) -> "Plan":
        """The plan without a slide."""
        return self.model_copy(update={"slides": tuple(s for s in self.slides if s.key != key)})

    def moved(self, key: str, steps: int) -> "Plan":
        """The plan with a slide moved up (negative) or down, as far as there is room."""
        slides = list(self.slides)
        at = next((n for n, slide in enumerate(slides) if slide.key == key), None)
        if at is None:
            return self
        slide = slides.pop(at)
        slides.insert(max(0, min(len(slides), at + steps)), slide)
        return self.model_copy(update={"slides": tuple(slides)})

    def with_added(self, slide: SlidePlan) -> "Plan":
        """The plan with a slide more, before the closing one; its keys made unique."""
        slides = list(self.slides)
        is_closed = bool(slides) and slides[-1].layout is SlideLayout.CLOSING
        at = len(slides) - 1 if is_closed else len(slides)
        slides.insert(at, _named_anew(slide, self))
        return self.model_copy(update={"slides": tuple(slides)})


def _named_anew(slide: SlidePlan, plan: Plan) -> SlidePlan:
    taken = {s.key for s in plan.slides} | {b.key for s in plan.slides for b in s.blocks}
    key = _free(slide.key, taken)
    blocks = []
    for block in slide.blocks:
        taken.add(key)
        blocks.append(block.model_copy(update={"key": _free(block.key, taken)}))
        taken.add(blocks[-1].key)
    return slide.model_copy(update={"key": key, "blocks": tuple(blocks)})


def _free(key: str, taken: set[str]) -> str:
    number = 2
    numbered = _NUMBERED.fullmatch(key)
    stem = numbered[1] if numbered and key in taken else key
    free = key
    while free in taken:
        free = f"{stem}-{number}"
        number += 1
    return free


def read_plan(written: str) -> Plan:
    """A saved briefing.

    Raises:
        BriefingError: It is not one: what is wrong, and where in it.
    """
    try:
        plan = Plan.model_validate_json(written)
        parse_period(plan.period)
    except ValidationError as error:
        first = error.errors()[0]
        raise BriefingError(".".join(map(str, first["loc"])), str(first["msg"])) from error
    except YardstickError as error:
        raise BriefingError("period", str(error)) from error
    keys = [s.key for s in plan.slides] + [b.key for s in plan.slides for b in s.blocks]
    if len(keys) != len(set(keys)):
        raise BriefingError("slides", "a key is used twice")
    return plan


def written(plan: Plan) -> str:
    """The plan as it is saved."""
    return plan.model_dump_json(exclude_defaults=True)


def aimed(plan: Plan, *, place: str, period: str) -> Plan:
    """The same briefing for another place or period; every definition goes along.

    What named the old place or period names the new one; another year's period keeps its distance
    to it. Words a person wrote about the old figures are taken out: they would say what no longer
    holds. A briefing about another period is no longer fixed to a day.
    """
    before, after = parse_period(plan.period), parse_period(period)
    swaps: Mapping[str, Callable[[str], str]] = {
        "place": lambda key: place if key == plan.place else key,
        "period": lambda code: _shifted(code, before, after),
    }
    if (place, after.code) == (plan.place, before.code):
        return plan
    slides = tuple(
        slide.model_copy(
            update={
                "title": "",
                "blocks": tuple(_aimed(block, swaps) for block in slide.blocks),
            }
        )
        for slide in plan.slides
    )
    changes = {"place": place, "period": after.code, "slides": slides, "as_of": None}
    return plan.model_copy(update=changes)


def at_period(block: BlockPlan, before: str, after: str) -> BlockPlan:
    """The block for another period: what named the old one names the new one."""
    old, new = parse_period(before), parse_period(after)
    return _aimed(block, {"period": lambda code: _shifted(code, old, new)})


def _aimed(block: BlockPlan, swaps: Mapping[str, Callable[[str], str]]) -> BlockPlan:
    options = {
        name: swaps[name](value) if name in swaps else value
        for name, value in block.options.items()
    }
    kept = block.words if block.kind == "text" else None
    return block.model_copy(update={"options": options, "words": kept})


def _shifted(code: str, before: Period, after: Period) -> str:
    own = parse_period(code).canonical()
    if own == before.canonical():
        return after.code
    return own.shifted(after.year - before.year).canonical().code
