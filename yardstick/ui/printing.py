"""“In một trang A4”: a place and the matrix as sheets of paper, made on the server."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from streamlit.delta_generator import DeltaGenerator

from yardstick.analysis.changes import Change, changes
from yardstick.analysis.standing import Standing
from yardstick.charts.paper import MOST_COLUMNS, Paper, PaperBlock, PaperLine
from yardstick.domain.assessment import Verdict
from yardstick.domain.period import Period
from yardstick.domain.place import Place
from yardstick.domain.vietnamese import fold
from yardstick.render import paper
from yardstick.ui import cached, committing, grid, headline, placing, show
from yardstick.ui.cached_places import Grid, Surroundings
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
from yardstick.ui.session import as_of, language, speaking

if TYPE_CHECKING:
    from yardstick.charts.heat import HeatTable
    from yardstick.charts.strips import Strips

_CHANGES, _COMMITMENTS, _VERSIONS = 6, 3, 4


def of_place(where: DeltaGenerator, place: Place, period: Period, around: Surroundings) -> None:
    """The button of a place: upright, with what changed, commitments and changed targets."""
    eyebrow = text(
        "place.eyebrow", place=headline.place_name(place), period=period_label(period.code)
    )
    blocks = (_changes(around), _commitments(place), _versions(around.own))
    sheet = Paper(
        eyebrow=eyebrow,
        finding=placing.finding(place, around.own),
        lead="",
        counts=_counts(around.own),
        picture=placing.picture(place, period),
        charts=(),
        blocks=tuple(block for block in blocks if block is not None),
        remarks=(text("place.rank_note"), *_known()),
        orientation="portrait",
        is_draft=_is_draft(around.own),
        is_illustrative=cached.is_illustrative(),
        language=language(),
    )
    spec = partial(placing.spec_of, place, around)
    _button(where, sheet, lambda: (spec(),), f"{place.name} {period.code}", "place")


def of_matrix(where: DeltaGenerator, asked: grid.View, found: Grid, columns: grid.Columns) -> None:
    """The button of the matrix: lying, every column on the sheet."""
    cells = [standing for standings in columns.values() for standing in standings]
    sheet = Paper(
        eyebrow=text(
            "matrix.eyebrow",
            tier=grid.tier_label(asked.tier),
            period=period_label(asked.period.code),
        ),
        finding=grid.finding(columns),
        lead="",
        counts=_counts(cells),
        picture="",
        charts=(),
        blocks=(),
        remarks=(*grid.left_out(found), *_known()),
        orientation="landscape",
        is_draft=_is_draft(cells),
        is_illustrative=cached.is_illustrative(),
        language=language(),
    )
    parts = _bands(columns)
    spec = partial(grid.spec_of, chosen=None)
    name = f"{text('nav.matrix')} {asked.tier.parent.name} {asked.period.code}"
    _button(where, sheet, lambda: tuple(map(spec, parts)), name, "matrix")


def _bands(columns: grid.Columns) -> tuple[grid.Columns, ...]:
    """As few bands of columns as fit on the sheet, of about the same width."""
    bands = tuple(grid.panels(columns, MOST_COLUMNS))
    for most in range(MOST_COLUMNS - 1, 0, -1):
        narrower = tuple(grid.panels(columns, most))
        if len(narrower) > len(bands):
            break
        bands = narrower
    return bands


def _button(
    where: DeltaGenerator,
    sheet: Paper,
    charts: "Callable[[], tuple[Strips, ...] | tuple[HeatTable, ...]]",
    name: str,
    key: str,
) -> None:
    """Offers the sheet; without a Chromium beside the product it says how to print instead."""
    if not paper.is_available():
        where.caption(text("print.by_hand"))
        return
    where.download_button(
        text("print.sheet"),
        data=partial(_made, sheet, charts),
        file_name=f"{re.sub('[^a-z0-9]+', '-', fold(name).lower()).strip('-')}.pdf",
        mime="application/pdf",
        icon=":material/print:",
        key=f"print-{key}",
        on_click="ignore",
        help=text(f"print.{key}"),
    )


def _made(
    sheet: Paper, charts: "Callable[[], tuple[Strips, ...] | tuple[HeatTable, ...]]"
) -> bytes:
    """Only what was asked for is drawn; outside the page's run nobody knows its language."""
    with speaking(sheet.language):
        return paper.paper_pdf(replace(sheet, charts=charts()))


def _counts(standings: Iterable[Standing]) -> tuple[tuple[str, int], ...]:
    counts = headline.counts(list(standings))
    return tuple(
        (verdict, counts[Verdict(verdict)])
        for verdict in show.VERDICT_ORDER
        if counts[Verdict(verdict)]
    )


def _known() -> tuple[str, ...]:
    day = as_of()
    return () if day is None else (text("print.known_on", date=date_label(day.date())),)


def _is_draft(standings: Iterable[Standing]) -> bool:
    return not cached.is_illustrative() and headline.has_drafts(standings)


def _changes(around: Surroundings) -> PaperBlock | None:
    found = changes(around.own, around.earlier)
    if around.before is None or not found:
        return None
    lines = tuple(_change(change) for change in found[:_CHANGES])
    left = len(found) - len(lines)
    note = text("print.more", count=left) if left else ""
    return PaperBlock(text("place.changes", before=period_label(around.before)), lines, note)


def _change(change: Change) -> PaperLine:
    now = change.now
    then = number(change.earlier.value, change.earlier.decimals)
    value = quantity(change.value.value, change.value.unit, change.value.decimals)
    turned = ""
    if change.turn:
        turned = text("print.turned", verdict=verdict_label(change.before.verdict))
    name = now.indicator.short(language())
    return PaperLine(str(now.verdict), f"{name}{turned}", f"{then} → {value}")


def _commitments(place: Place) -> PaperBlock | None:
    listed = placing.open_commitments(place)
    if not listed:
        return None
    lines = tuple(
        PaperLine(
            "",
            committing.capital(item.quote),
            committing.time_left(item),
            " · ".join(part for part in (item.who or "", committing.due(item)) if part),
        )
        for item in listed[:_COMMITMENTS]
    )
    left = len(listed) - len(lines)
    note = text("print.more", count=left) if left else ""
    return PaperBlock(text("place.commitments"), lines, note)


def _versions(own: Sequence[Standing]) -> PaperBlock | None:
    lines = [
        PaperLine(
            "",
            f"{standing.indicator.short(language())}: {figure_label(figure)}",
            date_label(figure.source_date),
            " · ".join(
                part
                for part in (
                    authority_label(figure.authority),
                    text("place.version_used") if placing.is_used(standing, figure) else "",
                )
                if part
            ),
        )
        for standing in own
        for figure in placing.versions_of(standing)
    ]
    if not lines:
        return None
    left = len(lines) - _VERSIONS
    note = text("print.more", count=left) if left > 0 else ""
    return PaperBlock(text("place.versions"), tuple(lines[:_VERSIONS]), note)
