"""A card whose charts are drawn for both widths: the browser shows those that fit its window.

Plotly cannot move a label out of the way by itself, and the server does not see the window.
"""

from collections.abc import Sequence

import streamlit as st

from yardstick.charts.notes import footer
from yardstick.charts.spec import Chart
from yardstick.render import web
from yardstick.ui import briefing_add, draw, show
from yardstick.ui.briefing_add import Offer
from yardstick.ui.session import on_phone


def card(
    key: str,
    title: str,
    subtitle: str,
    wide: Sequence[Chart],
    narrow: Sequence[Chart],
    *remarks: str,
    offer: Offer | None = None,
) -> str | None:
    """The charts under one head, source and date below.

    Args:
        key: Of the container and, with a number, of the charts.
        title: The finding.
        subtitle: How to read the marks.
        wide: From 900 px on.
        narrow: Below 900 px, and on phones.
        remarks: Further lines of the foot.
        offer: What “Thêm vào bản trình chiếu” adds; None leaves the button out.

    Returns:
        What the mark clicked just now names; None in every other run.
    """
    picked = None
    with st.container(border=True, key=f"chart-{key}", gap="small"):
        st.html(show.chart_head(title, subtitle))
        if not on_phone():
            with st.container(key=f"wide-{key}", gap="medium"):
                picked = _charts(f"{key}-wide", wide, is_narrow=False)
        with st.container(key=f"narrow-{key}", gap="medium"):
            picked = _charts(f"{key}-narrow", narrow, is_narrow=True) or picked
        first = wide[0]
        st.html(show.foot(footer(first.source, first.as_of, first.language), *remarks))
        if offer is not None:
            briefing_add.button(offer, key)
    return picked


def _charts(key: str, charts: Sequence[Chart], *, is_narrow: bool) -> str | None:
    picked = None
    for number, spec in enumerate(charts):
        selected = st.plotly_chart(
            web.ready(spec, is_narrow=is_narrow),
            theme=None,
            config=web.CONFIG,
            key=f"{key}-{number}",
            alt=spec.alt,
            on_select="rerun",
            selection_mode="points",
        )
        picked = draw.newly_picked(f"{key}-{number}", selected) or picked
    return picked
