"""The parts of the page of one place: its finding, strip rows, changes, changed targets, table."""

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from yardstick.analysis.changes import Change, changes
from yardstick.analysis.figure import Figure
from yardstick.analysis.standing import Standing
from yardstick.briefing import findings, neighbours
from yardstick.briefing.sentences import say
from yardstick.charts.deck import TableCell
from yardstick.charts.strips import Strips, rank_words, strips
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Period
from yardstick.domain.place import Place
from yardstick.ui import (
    briefing_add,
    cached,
    cached_places,
    cards,
    committing,
    committing_data,
    figure_table,
    filters,
    headline,
    responsive,
    show,
)
from yardstick.ui.briefing_add import Offer
from yardstick.ui.cached_places import Surroundings
from yardstick.ui.committing_data import Item, Timing
from yardstick.ui.messages import (
    authority_label,
    date_label,
    figure_label,
    number,
    period_label,
    quantity,
    text,
    verdict_label,
)
from yardstick.ui.navigation import page
from yardstick.ui.session import language

_SHOWN = 7
_TABLE_COLUMNS = ("indicator", "field", "actual", "target", "gap", "rank", "verdict")
_MISSING = "—"
_COMMITMENTS = 3


def finding(place: Place, own: Sequence[Standing]) -> str:
    """The sentence a leader would say of a place."""
    return findings.of_place(place, own, language())


def tally(own: Sequence[Standing]) -> str:
    """How many indicators have each verdict, as chips."""
    counts = headline.counts(own)
    chips = (
        show.chip(verdict, f"{verdict_label(verdict)} {counts[Verdict(verdict)]}")
        for verdict in show.VERDICT_ORDER
        if counts[Verdict(verdict)]
    )
    return f"<div class='ys-chips'>{''.join(chips)}</div>"


def field_names() -> dict[str, str]:
    """Field code -> name in the session's language, in the order shown."""
    english = language() == "en"
    return {f.code: f.name_en if english else f.name_vi for f in cached.catalogue().fields}


def compared(where: DeltaGenerator, place: Place, around: Surroundings) -> Surroundings:
    """The choice "So với": all its peers, or only those of its own kind where that is a choice."""
    if not neighbours.same_kind(place, around.places):
        return around
    narrower = neighbours.among_its_kind(place, around)
    choices = {"all": around, "kind": narrower}
    with where:
        among = filters.chosen(
            "against",
            text("filter.against"),
            tuple(choices),
            "all",
            str,
            lambda option: _peers(choices[option]),
        )
    return choices[among]


def spec_of(place: Place, around: Surroundings) -> Strips:
    """The strip rows of a place."""
    return strips(
        around.own,
        around.peers,
        field_names(),
        title=of_ranks(around),
        among=len(around.places),
        subtitle=say("place.strips_subtitle", language(), peers=_peers(around), place=place.name),
        is_illustrative=cached.is_illustrative(),
        language=language(),
    )


def _peers(around: Surroundings) -> str:
    return findings.peers_named(around.places, around.kind, language())


def rows(place: Place, around: Surroundings) -> str | None:
    """The strip rows in their card; the id of the figure that was clicked."""
    spec = spec_of(place, around)
    remark = text("place.rank_note")
    more = {"against": "kind"} if around.kind else {}
    return responsive.card(
        "strips",
        spec.title,
        spec.subtitle,
        [spec],
        [spec],
        remark,
        offer=Offer("strips", "place", place.key, around.own[0].period, more=more),
    )


def of_ranks(around: Surroundings) -> str:
    """The finding of the strip rows: where the place stands best and worst."""
    return findings.of_ranks(around.own, around.peers, len(around.places), language())


def changed(around: Surroundings) -> None:
    """What changed since the period before, worse first."""
    with st.container(border=True, key="place-changes", gap="small"):
        found = changes(around.own, around.earlier)
        if around.before is None or not found:
            st.html(show.empty(text("place.no_changes"), text("place.no_changes_text"), "list"))
            return
        turns = Counter((change.turn > 0) - (change.turn < 0) for change in found)
        st.html(
            show.chart_head(
                text("place.changes", before=period_label(around.before)),
                text("place.changes_count", worse=turns[-1], better=turns[1], same=turns[0]),
            )
        )
        st.html("".join(_change(change) for change in found[:_SHOWN]))
        missing = len(around.own) - len(found)
        if missing:
            st.html(show.foot(text("place.changes_missing", count=missing)))


def _change(change: Change) -> str:
    now, before = change.now, change.before
    words = {
        "before": verdict_label(before.verdict),
        "now": verdict_label(now.verdict),
    }
    key = "turn_down" if change.turn < 0 else "turn_up" if change.turn else "kept"
    if not now.verdict.is_judged:
        key = "unjudged_move"
    name = escape(now.indicator.short(language()))
    then = number(change.earlier.value, change.earlier.decimals)
    value = quantity(change.value.value, change.value.unit, change.value.decimals)
    moved = f"{cards.linked(then, before.actual)} → {cards.linked(value, now.actual)}"
    return (
        f"<div class='ys-change'>{show.glyph(now.verdict)}"
        f"<span>{name}: {escape(text(f'place.{key}', **words))}</span>"
        f"<b>{moved}</b></div>"
    )


def open_commitments(place: Place) -> list[Item]:
    """What conclusions asked of the place and nobody settled yet."""
    return [
        item
        for item in committing_data.items()
        if item.place == place.key and item.timing is not Timing.SETTLED
    ]


def commitments(place: Place) -> None:
    """What conclusions asked of the place by a date, the most pressing first."""
    listed = open_commitments(place)
    if not listed:
        return
    with st.container(border=True, key="place-commitments", gap="small"):
        st.html(show.chart_head(text("place.commitments"), ""))
        st.html("".join(_commitment(item) for item in listed[:_COMMITMENTS]))
        st.page_link(
            page("commitments"),
            label=text("place.commitments_all", count=len(listed)),
            query_params={"place": place.key},
        )


def _commitment(item: Item) -> str:
    said = f"<div class='ys-small'>{escape(item.who)}</div>" if item.who else ""
    where = urlencode({"source": item.source_id, "passage": f"{item.span[0]}-{item.span[1]}"})
    quoted = escape(item.quote[:1].upper() + item.quote[1:])
    return (
        "<div class='ys-promise'><div>"
        f"<a class='ys-figure-link' href='nguon?{escape(where)}' target='_self'>{quoted}</a>"
        f"{said}<div class='ys-small'>{escape(committing.due(item))}</div></div>"
        f"{committing.chip(item)}</div>"
    )


def picture(place: Place, period: Period) -> str:
    """Where the place lies among its peers, as SVG; empty without boundaries."""
    return cached_places.locator(place, period)


def locator(place: Place, period: Period) -> str:
    """A small picture of where the place lies among its peers; empty without boundaries."""
    drawn = picture(place, period)
    if not drawn:
        return ""
    coded = b64encode(drawn.encode()).decode()
    alt = escape(text("place.locator", place=place.full_name))
    return f"<img class='ys-locator' alt='{alt}' src='data:image/svg+xml;base64,{coded}'>"


def versions(own: Sequence[Standing]) -> None:
    """Targets that were changed: every version with its date, the one in use marked."""
    for standing in own:
        listed = versions_of(standing)
        if not listed:
            continue
        with st.container(border=True, key=f"versions-{standing.indicator.code}", gap="small"):
            name = standing.indicator.short(language())
            st.html(f"<h3>{escape(text('place.versions'))}: {escape(name)}</h3>")
            st.html("".join(_version(standing, figure) for figure in listed))


def versions_of(standing: Standing) -> list[Figure]:
    """Targets of one authority, measure and period that differ, oldest first."""
    used = standing.target
    if used is None:
        return []
    same = [
        figure
        for figure in standing.targets
        if (figure.authority, figure.measure, figure.period)
        == (used.authority, used.measure, used.period)
    ]
    if len({(figure.value, figure.low, figure.high) for figure in same}) < 2:
        return []
    return sorted(same, key=lambda figure: figure.source_date or "")


def is_used(standing: Standing, figure: Figure) -> bool:
    """True for the version of a target the standing is judged by."""
    used = standing.target
    return used is not None and figure.observation_id == used.observation_id


def _version(standing: Standing, figure: Figure) -> str:
    current = is_used(standing, figure)
    mark = " ys-version-used" if current else ""
    parts = [figure.source_title, text("place.version_used") if current else ""]
    asked = f"{figure_label(figure)} · {authority_label(figure.authority)}"
    return (
        f"<div class='ys-version{mark}'><b>{escape(date_label(figure.source_date))}</b>"
        f"<span>{cards.linked(asked, figure)}</span>"
        f"<span class='ys-small'>{escape(' · '.join(part for part in parts if part))}</span></div>"
    )


def table(around: Surroundings) -> None:
    """Every number of the page in a table."""
    with st.expander(text("place.table"), key="place-table"):
        st.caption(text("place.table_hint"))
        names = field_names()
        standings = [s for code in names for s in around.own if s.indicator.field == code]
        heads = [text(f"column.{name}") for name in _TABLE_COLUMNS]
        rows = [_row(standing, names, around) for standing in standings]
        st.html(figure_table.markup(heads, rows, name=text("place.table")))
        own = around.own[0]
        briefing_add.button(Offer("table", "place", own.place.key, own.period), "place-table")


def _row(standing: Standing, fields: Mapping[str, str], around: Surroundings) -> list[TableCell]:
    actual, target = standing.actual, standing.target
    return [
        TableCell(standing.indicator.name(language())),
        TableCell(fields[standing.indicator.field]),
        TableCell(
            figure_label(actual) if actual else _MISSING,
            is_number=True,
            observation_id=actual.observation_id if actual else None,
        ),
        TableCell(
            cards.target_label(standing),
            is_number=True,
            observation_id=target.observation_id if target else None,
        ),
        TableCell(cards.gap_label(standing), is_number=True),
        TableCell(_rank_words(standing, around), is_number=True),
        TableCell(verdict_label(standing.verdict), verdict=str(standing.verdict)),
    ]


def _rank_words(standing: Standing, around: Surroundings) -> str:
    peers = around.peers.get(standing.indicator.code, ())
    return rank_words(standing, peers, len(around.places)) or _MISSING
