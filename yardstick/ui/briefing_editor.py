"""The slide at hand: its title, remarks, chart, and how the deck is made."""

import re

import streamlit as st

from yardstick.briefing.plan import BlockPlan, Kind, Plan, SlidePlan
from yardstick.briefing.remarks import unmatched
from yardstick.charts.deck import Block, Deck, Slide
from yardstick.ui import briefing_data, briefing_forms, cached, show
from yardstick.ui.messages import text
from yardstick.ui.session import language

_PARAGRAPH = re.compile(r"\n\s*\n")
# Charts one indicator of a place can be shown as.
_OF_INDICATOR: tuple[Kind, ...] = (
    "line",
    "bars",
    "map",
    "contribution",
    "ranks",
    "panels",
    "composition",
)


def editor(now: Plan, deck: Deck) -> None:
    """The fields of the selected slide, the template and the switches, every export."""
    chosen = briefing_data.selected(now)
    with st.container(border=True, key="briefing-editor"):
        if chosen is not None:
            number = [slide.key for slide in now.slides].index(chosen.key)
            st.html(f"<h2>{text('briefing.slide', number=number + 1)}</h2>")
            _slide(now, chosen, deck.slides[number])
            st.divider()
        briefing_forms.template_and_switches(now)
        st.divider()
        briefing_forms.other_forms(now)


def _slide(now: Plan, planned: SlidePlan, slide: Slide) -> None:
    generated = briefing_data.as_generated(now, planned.key)
    stamp = f"{now.key}-{planned.key}-{len(planned.blocks)}"
    _title(planned, slide, generated, stamp)
    for block, shown in zip(planned.blocks, slide.blocks, strict=True):
        if block.kind in ("remarks", "text"):
            _words(planned, block, shown, generated, stamp)
        elif shown.problem:
            st.html(show.note("warning", shown.problem))
    _matching(slide, generated)
    for block in planned.blocks:
        _chart(planned, block, stamp)
    caption = st.text_area(
        text("briefing.caption"),
        planned.caption,
        key=f"briefing-caption-{stamp}",
        height=68,
        help=text("briefing.caption_help"),
    )
    if caption.strip() != planned.caption:
        _replace(planned.model_copy(update={"caption": caption.strip()}))


def _title(planned: SlidePlan, slide: Slide, generated: Slide | None, stamp: str) -> None:
    written = st.text_area(
        text("briefing.slide_title"),
        slide.title,
        key=f"briefing-title-{stamp}-{generated.title if generated else ''}",
        height=68,
    )
    words = _plain(written)
    own = "" if generated is not None and words in ("", _plain(generated.title)) else words
    if own != planned.title and words != _plain(slide.title):
        _replace(planned.model_copy(update={"title": own}))
    if planned.title and st.button(
        text("briefing.from_figures"), type="tertiary", key=f"briefing-title-reset-{stamp}"
    ):
        _forget(f"briefing-title-{stamp}")
        _replace(planned.model_copy(update={"title": ""}))


def _words(
    planned: SlidePlan, block: BlockPlan, shown: Block, generated: Slide | None, stamp: str
) -> None:
    before = "\n\n".join(remark.text for remark in shown.remarks)
    label = "briefing.remarks" if block.kind == "remarks" else "briefing.text"
    key = f"briefing-words-{stamp}-{block.key}"
    written = st.text_area(text(label), before, key=key, height=220)
    paragraphs = tuple(_plain(part) for part in _PARAGRAPH.split(written) if part.strip())
    told = tuple(_plain(remark.text) for remark in shown.remarks)
    if paragraphs != told:
        own = _generated(block, generated)
        words = None if block.kind == "remarks" and paragraphs == own else paragraphs
        _replace(_with(planned, block.model_copy(update={"words": words})))
    if (
        block.kind == "remarks"
        and block.words is not None
        and st.button(text("briefing.from_figures"), type="tertiary", key=f"{key}-reset")
    ):
        _forget(key)
        _replace(_with(planned, block.model_copy(update={"words": None})))


def _generated(block: BlockPlan, generated: Slide | None) -> tuple[str, ...]:
    blocks = generated.blocks if generated is not None else ()
    own = next((one for one in blocks if one.key == block.key), None)
    return tuple(_plain(remark.text) for remark in own.remarks) if own is not None else ()


def _plain(words: str) -> str:
    """Words as a person types them: no no-break spaces, no double ones."""
    return " ".join(words.split())


def _matching(slide: Slide, generated: Slide | None) -> None:
    """How many numbers of the words stand in the figures, and which do not."""
    if generated is None or not slide.blocks:
        return
    known = [generated.title, generated.subtitle, generated.source]
    for block in generated.blocks:
        known += [remark.text for remark in block.remarks]
        known += [origin.label for origin in block.origins]
        known += [block.chart.alt] if block.chart is not None else []
    words = [slide.title, *(r.text for block in slide.blocks for r in block.remarks)]
    matched, strange = unmatched(" ".join(words), known)
    parts = [text("briefing.matched", count=matched)]
    if strange:
        parts.append(text("briefing.strange", numbers="; ".join(strange)))
        st.html(show.note("warning", ". ".join(parts)))
        return
    open_ones = briefing_data.disputed_ids()
    used = {o.observation_id for block in slide.blocks for o in block.origins} & open_ones
    if used:
        names = {cached.catalogue()[cached.figure(one).indicator].short(language()) for one in used}
        parts.append(text("briefing.awaiting", names=", ".join(sorted(names))))
    st.caption("; ".join(parts) + ".")


def _chart(planned: SlidePlan, block: BlockPlan, stamp: str) -> None:
    """Which indicator, as which chart; a chart's figures as a table."""
    key = f"{stamp}-{block.key}"
    if "indicator" in block.options and block.kind in _OF_INDICATOR:
        codes = [indicator.code for indicator in cached.available().indicators]
        own = block.options["indicator"]
        listed = list(dict.fromkeys((own, *codes)))
        code = st.selectbox(
            text("filter.indicator"),
            listed,
            format_func=lambda one: cached.catalogue()[one].short(language()),
            key=f"briefing-indicator-{key}",
        )
        kind = st.selectbox(
            text("briefing.chart"),
            _OF_INDICATOR,
            index=_OF_INDICATOR.index(block.kind),
            format_func=lambda one: text(f"briefing.chart.{one}"),
            key=f"briefing-kind-{key}",
        )
        if (code, kind) != (own, block.kind):
            _aim_anew(planned, block, code, kind)
    if block.kind == "line":
        _span(planned, block, key)
    if block.kind in ("remarks", "text", "table", "tally", "commitments"):
        return
    form = st.segmented_control(
        text("briefing.form"),
        ["chart", "table"],
        default=block.form or "chart",
        format_func=lambda one: text(f"briefing.form.{one}"),
        required=True,
        key=f"briefing-form-{key}",
    )
    wanted = "table" if form == "table" else ""
    if wanted != block.form:
        _replace(_with(planned, block.model_copy(update={"form": wanted})))


def _span(planned: SlidePlan, block: BlockPlan, key: str) -> None:
    """Over the months of the year, or the same period over the years."""
    own = block.options.get("span", "years")
    span = st.segmented_control(
        text("indicator.span"),
        ["year", "years"],
        default=own,
        format_func=lambda one: text(f"indicator.span.{one}"),
        required=True,
        key=f"briefing-span-{key}",
    )
    if span != own:
        options = {**block.options, "span": span}
        _replace(_with(planned, block.model_copy(update={"options": options})))


def _aim_anew(planned: SlidePlan, block: BlockPlan, code: str, kind: Kind) -> None:
    """Another indicator or chart; the remarks on the old one go along."""
    old = block.options["indicator"]
    blocks = []
    for one in planned.blocks:
        options = dict(one.options)
        is_it = one.key == block.key
        is_about_it = one.kind == "remarks" and options.get("indicator") == old
        if is_it or is_about_it:
            options["indicator"] = code
        if is_about_it:
            options["about"] = kind
        changes: dict[str, object] = {"options": options}
        if is_it:
            changes["kind"] = kind
        if is_about_it:
            changes["words"] = None
        blocks.append(one.model_copy(update=changes))
    _replace(planned.model_copy(update={"blocks": tuple(blocks), "title": ""}))


def _with(planned: SlidePlan, block: BlockPlan) -> SlidePlan:
    blocks = tuple(block if one.key == block.key else one for one in planned.blocks)
    return planned.model_copy(update={"blocks": blocks})


def _replace(planned: SlidePlan) -> None:
    briefing_data.change(lambda plan: plan.with_slide(planned))
    st.rerun()


def _forget(prefix: str) -> None:
    for key in [str(key) for key in st.session_state if str(key).startswith(prefix)]:
        del st.session_state[key]
