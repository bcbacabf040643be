"""The parts of the matrix: its choices, finding, heat table, and the figures of the chosen cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from yardstick.analysis.standing import Standing
from yardstick.briefing import findings
from yardstick.charts.heat import HeatTable, cell_key, heat_table
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Period
from yardstick.ui import (
    cached,
    cached_places,
    comparison,
    draw,
    filters,
    headline,
    responsive,
    show,
)
from yardstick.ui.briefing_add import Offer
from yardstick.ui.cached_places import Grid, Tier
from yardstick.ui.messages import period_label, period_title, text, verdict_label
from yardstick.ui.navigation import exists, page
from yardstick.ui.placing import field_names
from yardstick.ui.session import language

# Columns that keep at least 78 px beside the names (LOOK.md), and on a phone.
_WIDE, _NARROW = 12, 4
_BEHIND = (Verdict.MISSED, Verdict.UNLIKELY)

Columns = Mapping[str, tuple[Standing, ...]]


@dataclass(frozen=True)
class View:
    """What the matrix is asked to show; `acts` stands at the end of the filters, for buttons."""

    tier: Tier
    period: Period
    fields: tuple[str, ...]
    authority: str | None
    acts: DeltaGenerator


def view() -> View | None:
    """The choices above the matrix, each in the address; None when no place has a figure."""
    with filters.row(5) as fields:
        filters.as_of(fields[4])
        if not cached_places.tiers():
            return None
        with fields[1]:
            tier = filters.chosen(
                "within",
                text("matrix.tier"),
                cached_places.tiers(),
                cached_places.first_tier(),
                lambda option: f"{option.parent.key}:{option.level}",
                tier_label,
            )
        choices = cached_places.tier_choices(tier)
        with fields[0]:
            period = filters.chosen(
                "period",
                text("filter.period"),
                choices.periods,
                choices.first,
                lambda option: option.code,
                lambda option: period_title(option.code),
            )
        with fields[2]:
            chosen = _fields()
        with fields[3]:
            authority = filters.authority(choices.authorities)
        acts = st.container(width="content", key="filters-acts")
    return View(tier, period, chosen, authority, acts)


def tier_label(tier: Tier) -> str:
    """A row of places as a choice: "Cấp huyện, tỉnh Hưng Yên (10)"."""
    parent = tier.parent.full_name
    return text(f"matrix.tier_label.{tier.level}", parent=parent, known=tier.known)


def _fields() -> tuple[str, ...]:
    """The chosen fields, kept in the address as codes joined by commas; none stand for all."""
    names = field_names()
    asked = tuple(c for c in st.query_params.get("field", "").split(",") if c in names)
    if "matrix-fields" not in st.session_state or st.session_state.get("kept-field") != asked:
        st.session_state["matrix-fields"] = list(asked)
    picked = st.multiselect(
        text("filter.field"),
        list(names),
        format_func=names.__getitem__,
        key="matrix-fields",
        placeholder=text("filter.all"),
        # None chosen stands for all; Streamlit's own "Select all" speaks English only.
        select_all=False,
        on_change=_keep_fields,
    )
    st.session_state["kept-field"] = asked
    return tuple(code for code in names if code in picked)


def _keep_fields() -> None:
    picked = st.session_state["matrix-fields"]
    st.session_state["kept-field"] = tuple(picked)
    if picked:
        st.query_params["field"] = ",".join(picked)
    else:
        st.query_params.pop("field", None)


def within(found: Grid, fields: Sequence[str]) -> Columns:
    """The columns of the chosen fields, in them the places behind most often first."""
    catalogue = cached.catalogue()
    kept = {
        code: standings
        for code, standings in found.columns.items()
        if not fields or catalogue[code].field in fields
    }
    rows = sorted(zip(*kept.values(), strict=True), key=lambda row: -_behind(row))
    return dict(zip(kept, zip(*rows, strict=True), strict=True))


def head(asked: View, found: Grid, columns: Columns) -> str:
    """Where one is, the finding and how many cells have each verdict."""
    where = text(
        "matrix.eyebrow", tier=tier_label(asked.tier), period=period_label(asked.period.code)
    )
    cells = [standing for standings in columns.values() for standing in standings]
    counts = headline.counts(cells)
    chips = [f"<span class='ys-count'>{escape(text('matrix.cells', count=len(cells)))}</span>"]
    chips += [
        show.chip(verdict, f"{verdict_label(verdict)} {counts[Verdict(verdict)]}")
        for verdict in show.VERDICT_ORDER
        if counts[Verdict(verdict)]
    ]
    known = text("matrix.known", known=len(found.places), all=len(found.places) + len(found.silent))
    lead = f"{known}." if found.silent else ""
    return (
        show.page_head(
            where,
            finding(columns),
            lead,
            demo=cached.is_illustrative(),
            draft=headline.has_drafts(one for listed in columns.values() for one in listed),
        )
        + f"<div class='ys-chips'>{''.join(chips)}</div>"
    )


def finding(columns: Columns) -> str:
    """Who is behind most, and on what most places are behind."""
    return findings.of_grid(columns, language())


def _behind(standings: Sequence[Standing]) -> int:
    return sum(standing.verdict in _BEHIND for standing in standings)


def chosen_cell(columns: Columns) -> Standing | None:
    """The standing the address names; None where it names none of these."""
    asked = st.query_params.get("cell", "")
    cells = (standing for standings in columns.values() for standing in standings)
    return next((standing for standing in cells if cell_key(standing) == asked), None)


def heat(columns: Columns, chosen: Standing | None) -> str | None:
    """The heat table in panels of whole fields; the key of the cell clicked just now."""
    places = len(next(iter(columns.values())))
    judged = any(s.verdict.is_judged for standings in columns.values() for s in standings)
    key = "matrix.head" if judged else "matrix.head_plain"
    title = text(key, indicators=len(columns), places=places)
    wide = [spec_of(part, chosen) for part in panels(columns, _WIDE)]
    narrow = [spec_of(part, chosen) for part in slices(columns, _NARROW)]
    first = next(iter(columns.values()))[0]
    more = {"level": str(first.place.level)}
    fields = {cached.catalogue()[code].field for code in columns}
    if len(fields) < len(field_names()):
        more["fields"] = ",".join(sorted(fields))
    parent = first.place.parent or first.place.key
    offer = Offer("heat", "matrix", parent, first.period, more=more)
    return responsive.card("heat", title, text("matrix.subtitle"), wide, narrow, offer=offer)


def slices(columns: Columns, most: int) -> Iterator[Columns]:
    """The columns by field in parts of at most `most`."""
    listed = _by_field(columns)
    for start in range(0, len(listed), most):
        yield {code: columns[code] for code in listed[start : start + most]}


def _by_field(columns: Columns) -> list[str]:
    order = list(field_names())
    return sorted(columns, key=lambda code: order.index(cached.catalogue()[code].field))


def panels(columns: Columns, most: int) -> Iterator[Columns]:
    """The columns in parts of at most `most`, a field torn apart only where it is larger."""
    catalogue = cached.catalogue()
    part: list[str] = []
    for _, codes in groupby(_by_field(columns), key=lambda code: catalogue[code].field):
        left = list(codes)
        if part and len(part) + len(left) > most:
            yield {code: columns[code] for code in part}
            part = []
        while len(left) > most:
            yield {code: columns[code] for code in left[:most]}
            left = left[most:]
        part += left
    if part:
        yield {code: columns[code] for code in part}


def spec_of(columns: Columns, chosen: Standing | None) -> HeatTable:
    """The heat table of these columns."""
    return heat_table(
        columns,
        field_names(),
        title=finding(columns),
        subtitle=text("matrix.subtitle"),
        selected=cell_key(chosen) if chosen is not None else "",
        is_illustrative=cached.is_illustrative(),
        language=language(),
    )


def cell(chosen: Standing | None) -> None:
    """The figures of the chosen cell, with the ways on; says what to do when none is chosen."""
    if chosen is None:
        st.html(show.empty(text("matrix.no_cell_title"), text("matrix.no_cell"), "table"))
        return
    with st.container(border=True, key="matrix-cell"):
        name, actual, gap, same, ways = st.columns([3, 2, 2, 2, 1.6])
        name.html(_cell_name(chosen))
        numbers = comparison.numbers(chosen)
        for column, number in zip((actual, gap, same), (numbers[0], *numbers[2:]), strict=True):
            column.html(number.markup)
        with ways:
            _ways(chosen)
            figures = draw.figures_of(chosen)
            if figures:
                draw.origins(figures, "matrix-cell", cached.passage)


def _cell_name(chosen: Standing) -> str:
    place, name = headline.place_name(chosen.place), chosen.indicator.short(language())
    tag = f" {show.estimate_tag()}" if chosen.actual and chosen.actual.is_estimate else ""
    return (
        f"<div class='ys-small'>{escape(text('matrix.cell'))}</div>"
        f"<h3>{escape(place)} · {escape(name)}</h3>{show.chip(chosen.verdict)}{tag}"
    )


def _ways(chosen: Standing) -> None:
    asked = {"place": chosen.place.key, "period": chosen.period}
    links = (
        ("indicator", "matrix.open_indicator", {**asked, "indicator": chosen.indicator.code}),
        ("place", "matrix.open_place", asked),
    )
    for module, label, query in links:
        if exists(module):
            st.page_link(page(module), label=text(label), query_params=query)


def remarks(found: Grid) -> None:
    """Who and what the table leaves out because nothing is known."""
    lines = left_out(found)
    if lines:
        st.html(show.note("info", "\n".join(lines)))


def left_out(found: Grid) -> list[str]:
    """A sentence on the places, and one on the indicators, of which nothing is known."""
    lines = []
    if found.silent:
        listed = ", ".join(place.name for place in found.silent)
        lines.append(text("matrix.silent", names=listed))
    if found.untold:
        catalogue = cached.catalogue()
        listed = ", ".join(catalogue[code].short(language()) for code in found.untold)
        lines.append(text("matrix.untold", names=listed))
    return lines
