"""“Thêm vào bản trình chiếu”: the button at charts, tables, maps and remarks of every page."""

from dataclasses import dataclass, field

import streamlit as st

from yardstick.briefing.plan import BlockPlan, Form, Kind, SlidePlan
from yardstick.briefing.templates import about, chart_slide
from yardstick.charts.deck import SlideLayout
from yardstick.ui import briefing_data
from yardstick.ui.messages import text

_LAYOUTS = {
    "tally": SlideLayout.RESULT,
    "table": SlideLayout.TABLE,
    "commitments": SlideLayout.COMMITMENTS,
    "heat": SlideLayout.TABLE,
    "strips": SlideLayout.TABLE,
    "text": SlideLayout.TEXT,
    "remarks": SlideLayout.TEXT,
}


@dataclass(frozen=True)
class Offer:
    """What a page offers for the briefing.

    Attributes:
        kind: Of the chart or table: a kind of `briefing.plan`.
        page: The page's module, to say where it came from.
        place: Key of the place.
        period: Period code.
        indicator: Catalogue code; None where the chart is about all of them.
        authority: Only targets of this authority; None for all.
        more: Further options, e.g. order, level, fields; for remarks `about`: the kind of chart
            they speak of.
        form: "table" for a chart's figures as a table.
    """

    kind: Kind
    page: str
    place: str
    period: str
    indicator: str | None = None
    authority: str | None = None
    more: dict[str, str] = field(default_factory=dict)
    form: Form = ""

    @property
    def slide(self) -> SlidePlan:
        """The slide it becomes."""
        options = about(self.place, self.period, self.indicator, self.authority) | self.more
        key = "-".join(part for part in (self.kind, self.indicator or "") if part)
        layout = _LAYOUTS.get(self.kind, SlideLayout.CHART)
        if self.form == "table":
            layout = SlideLayout.TABLE
        made = chart_slide(key, self.kind, options, layout=layout)
        blocks: tuple[BlockPlan, ...] = made.blocks
        if self.form:
            first = blocks[0].model_copy(update={"form": self.form})
            blocks = (first, *blocks[1:])
        return made.model_copy(update={"blocks": blocks, "added_from": self.page})


def button(offer: Offer, key: str) -> None:
    """The small button; a click adds the slide and says to which briefing.

    Args:
        offer: What is added.
        key: Part of the widget's key, unique on the page.
    """
    if st.button(
        text("briefing.add"),
        key=f"briefing-add-{key}",
        icon=":material/add_to_queue:",
        type="tertiary",
    ):
        grown = briefing_data.add(offer.slide, offer.place, offer.period)
        count = len(grown.slides)
        st.toast(text("briefing.added", name=grown.name, count=count), icon=":material/check:")
