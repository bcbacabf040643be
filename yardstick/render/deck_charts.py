"""Which native charts a block becomes: one, several of rows too many for one, or small panels."""

from dataclasses import replace

from yardstick.charts.kinds import Composition, Contribution, Panels, RankSlope
from yardstick.charts.spec import BarsWithTargets, Chart, TimeLine
from yardstick.render.deck_bars import bars, composition, contribution, rows_that_fit
from yardstick.render.deck_lines import panel, rank_slope, time_line
from yardstick.render.deck_metrics import emu
from yardstick.render.deck_plot import NativeChart

CHARTS = (BarsWithTargets, TimeLine, Contribution, RankSlope, Panels, Composition)
_PANEL = (emu(2.6), emu(1.5))


def chart_pages(spec: Chart, box: tuple[int, int]) -> list[Chart]:
    """The chart, split where it has more rows than one frame shows readably."""
    most = rows_that_fit(box[1])
    if isinstance(spec, BarsWithTargets):
        rows = spec.bars
        most = rows_that_fit(box[1], 2 if any(bar.detail for bar in rows) else 1)
        return [
            replace(spec, bars=rows[at : at + size]) for at, size in _shares(len(rows), most)
        ] or [spec]
    if isinstance(spec, Contribution):
        shares = spec.shares
        return [
            replace(spec, shares=shares[at : at + size]) for at, size in _shares(len(shares), most)
        ] or [spec]
    if isinstance(spec, Composition):
        stacks = spec.stacks
        return [
            replace(spec, stacks=stacks[at : at + size]) for at, size in _shares(len(stacks), most)
        ] or [spec]
    if isinstance(spec, Panels):
        across, down = _grid_room(box)
        panels = spec.panels
        return [
            replace(spec, panels=panels[at : at + size])
            for at, size in _shares(len(panels), across * down)
        ] or [spec]
    return [spec]


def _shares(count: int, most: int) -> list[tuple[int, int]]:
    """Where each page starts and how many rows it has: about as many on each."""
    if not count:
        return []
    pages = -(-count // most)
    each = -(-count // pages)
    return [(at, min(each, count - at)) for at in range(0, count, each)]


def natives(
    spec: Chart, box: tuple[int, int]
) -> list[tuple[NativeChart, tuple[int, int, int, int]]]:
    """The native charts of one page, each with its place in the box (left, top, width, height)."""
    whole = (0, 0, *box)
    match spec:
        case BarsWithTargets():
            return [(bars(spec, box), whole)]
        case TimeLine():
            return [(time_line(spec, box), whole)]
        case Contribution():
            return [(contribution(spec, box), whole)]
        case Composition():
            return [(composition(spec, box), whole)]
        case RankSlope():
            return [(rank_slope(spec, box), whole)]
        case Panels():
            return _panels(spec, box)
        case _:
            raise TypeError(type(spec).__name__)


def _grid_room(box: tuple[int, int]) -> tuple[int, int]:
    return max(1, box[0] // _PANEL[0]), max(1, box[1] // _PANEL[1])


def _panels(
    spec: Panels, box: tuple[int, int]
) -> list[tuple[NativeChart, tuple[int, int, int, int]]]:
    count = len(spec.panels)
    most_across, _ = _grid_room(box)
    across = min(most_across, count) or 1
    while across > 1 and -(-count // across) == -(-count // (across - 1)):
        across -= 1
    down = -(-count // across) or 1
    size = (box[0] // across, min(box[1] // down, emu(3)))
    return [
        (
            panel(spec, one, size),
            (n % across * size[0], n // across * size[1], *size),
        )
        for n, one in enumerate(spec.panels)
    ]
