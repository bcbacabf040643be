"""Figures over time as native line charts: one line, ranks, small panels with the same axes."""

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from yardstick.charts.kinds import Panel, Panels, RankSlope
from yardstick.charts.labels import verdict_glyph
from yardstick.charts.period_labels import period_label
from yardstick.charts.spec import Break, TargetPoint, TimeLine, TimePoint
from yardstick.render import theme
from yardstick.render.deck_colour import GROUND, TEXT, Style
from yardstick.render.deck_metrics import Face, emu, width, wrapped
from yardstick.render.deck_plot import (
    Label,
    Marker,
    NativeChart,
    Plot,
    Series,
    label_formula,
    tick_format,
)
from yardstick.render.deck_words import word

_LINE = Style(line=theme.ACCENT, weight=3)
_ESTIMATE = replace(_LINE, dash="sysDash")
_DOT = Marker("circle", 9, Style(theme.ACCENT, theme.ACCENT))
_HOLLOW = Marker("circle", 10, Style(GROUND, theme.ACCENT, 2.25))
_TARGET = Style(line=TEXT, weight=1.75, dash="dash")
_TARGET_MARK = Marker("dash", 14, Style(TEXT, TEXT, 2))
_LAST_YEAR = Style(line=theme.LAST_YEAR, weight=1.8)
_LAST_DOT = Marker("circle", 5, Style(theme.LAST_YEAR, theme.LAST_YEAR))
_PROJECTED = Style(line=theme.ACCENT, weight=2.25, dash="sysDot")
_BAND = Style(theme.ACCENT, alpha=15_000)
_OWN = Style(line=theme.ACCENT, weight=3.5)
_OTHERS = Style(line=theme.ACTUAL_MUTED, weight=1.5)
_SIZES = (16, 14, 13, 12, 11, 10)
_STEPS = 5
_ROUND = tuple(Decimal(number) for number in ("1", "2", "2.5", "5"))
_SMALL = 10
# Stands on the axis where the places changed; the subtitle says what it is.
BREAK = "¦"


class _Axis:
    """Places along the axis: the periods, and an empty one where the places changed."""

    def __init__(
        self, periods: Sequence[str], ticks: Sequence[str], breaks: Sequence[Break] = ()
    ) -> None:
        before = {gap.before for gap in breaks}
        self.names: list[str] = []
        self.places: list[int | None] = []
        for n, tick in enumerate(ticks):
            if n in before:
                self.names.append(BREAK)
                self.places.append(None)
            self.names.append(tick)
            self.places.append(n)
        self._at = {periods[n]: at for at, n in enumerate(self.places) if n is not None}

    def at(self, period: str) -> int | None:
        """Where a period stands."""
        return self._at.get(period)

    def spread(self, points: Sequence[tuple[str, Decimal | None]]) -> tuple[Decimal | None, ...]:
        """Numbers at their places, gaps elsewhere."""
        row: list[Decimal | None] = [None] * len(self.names)
        for period, value in points:
            at = self.at(period)
            if at is not None:
                row[at] = value
        return tuple(row)


def time_line(spec: TimeLine, box: tuple[int, int]) -> NativeChart:
    """A figure over periods, its targets, the year before, and where it is headed."""
    language = spec.language
    axis = _Axis(spec.periods, spec.ticks, spec.breaks)
    size = _size(axis.names, box[0])
    words = Face(size)
    band, headed = _projection(spec, axis)
    # Every column is there even when empty: what a refresh finds keeps its place in the sheet.
    lines = [
        _actual(spec, axis, size, box[0]),
        *_targets(spec.target, spec.is_path, axis, spec),
        _year_before(spec, axis),
        headed,
    ]
    plots = (band, Plot("line", _apart(lines, spec.start, spec.end), "standard"))
    start, end, step = _ends(spec.start, spec.end)
    foot = max(len(wrapped(name, box[0] // max(1, len(axis.names)), words)) for name in axis.names)
    below = (foot * words.line_height + emu(0.12)) / box[1]
    left = (width(f"{end:.0f}.", words) + emu(0.15)) / box[0]
    bold = Face(size, is_bold=True)
    names = [
        width(label.text, bold)
        for series in lines
        for at, label in series.labels.items()
        if not label.formula and not label.position and at == len(axis.names) - 1
    ]
    beside = max(names, default=0) - box[0] * 9 // 10 // max(1, len(axis.names)) // 2
    right = (max(beside, 0) + emu(0.15)) / box[0]
    return NativeChart(
        tuple(axis.names),
        plots,
        start,
        end,
        ticks=tick_format(start, end, language) if step is not None else None,
        step=step,
        size=size,
        language=language,
        alt=spec.alt,
        title=spec.subtitle,
        inner=(left, 0.07, 1 - left - right, 0.93 - below),
    )


def _apart(lines: Sequence[Series], start: Decimal, end: Decimal) -> tuple[Series, ...]:
    """Labels of one period not into each other, nor into another line's mark just above.

    At the last period names stand at the right of their points; numbers are over or under theirs.
    """
    placed = [dict(series.labels) for series in lines]
    last = max((len(series.values) for series in lines), default=0) - 1
    for at in {at for labels in placed for at in labels}:
        heights = [(value, n) for n, series in enumerate(lines)
                   if (value := series.values[at]) is not None]  # fmt: skip
        free = {"t", "b", "r"}
        for value, n in sorted(heights, reverse=True):
            if at not in placed[n] or placed[n][at].position:
                continue
            is_name = not placed[n][at].formula
            above = any(other > value for other, m in heights if m != n)
            near_foot = (value - start) * 12 < end - start
            wished = ["r", "t", "b"] if is_name and at == last else ["t", "b", "r"]
            if above and wished[0] == "t" and not near_foot:
                wished = ["b", "r", "t"]
            side = next((side for side in wished if side in free), wished[0])
            free.discard(side)
            placed[n][at] = replace(placed[n][at], position=side)
    return tuple(
        replace(series, labels=labels) for series, labels in zip(lines, placed, strict=True)
    )


def _size(names: Sequence[str], room: int) -> float:
    """The largest words that stand under their own points without touching."""
    each = room * 9 // 10 // max(1, len(names))
    for size in _SIZES:
        if all(width(part, Face(size)) <= each for name in names for part in name.split()):
            return size
    return _SIZES[-1]


def _ends(start: Decimal, end: Decimal) -> tuple[Decimal, Decimal, Decimal | None]:
    """The ends and a round, whole step between ticks; none where only fractions would do."""
    found = []
    for count in range(2, 9):
        step = (end - start) / count
        if step >= 1 and step == step.to_integral_value() and start % step == 0:
            leading = step.scaleb(-step.adjusted())
            found.append((leading not in _ROUND, abs(count - _STEPS), step))
    return start, end, min(found)[2] if found else None


def _actual(spec: TimeLine, axis: _Axis, size: float, room: int) -> Series:
    points: dict[int, Style] = {}
    markers: dict[int, Marker] = {}
    labels: dict[int, Label] = {}
    shown = _shown(spec.actual, axis, size, room)
    for point in spec.actual:
        at = axis.at(point.period)
        if at is None or point.value is None:
            continue
        if point.is_estimate:
            points[at], markers[at] = _ESTIMATE, _HOLLOW
        if point.period in shown:
            formula = label_formula(point.label, point.value, spec.language)
            labels[at] = Label(point.label, colour=theme.ACCENT, formula=formula)
    return Series(
        word("actual", spec.language),
        axis.spread([(point.period, point.value) for point in spec.actual]),
        _LINE,
        points=points,
        marker=_DOT,
        markers=markers,
        labels=labels,
        position="t",
    )


def _shown(points: Sequence[TimePoint], axis: _Axis, size: float, room: int) -> set[str]:
    """The points whose labels do not run into each other: from the last one backwards."""
    each = room * 9 // 10 / max(1, len(axis.names))
    shown: set[str] = set()
    free = math.inf
    for point in reversed(points):
        at = axis.at(point.period)
        if at is None or point.value is None:
            continue
        half = width(point.label, Face(size, is_bold=True)) / 2
        middle = (at + 0.5) * each
        if middle + half <= free:
            shown.add(point.period)
            free = middle - half
    return shown


def _targets(
    targets: Sequence[TargetPoint], is_path: bool, axis: _Axis, spec: TimeLine
) -> list[Series]:
    language = spec.language
    style = _TARGET if is_path else Style()
    lows = axis.spread([(point.period, point.low) for point in targets])
    highs = axis.spread([(point.period, point.high) for point in targets])
    told = [(at, point.label) for point in targets if (at := axis.at(point.period)) is not None]
    on_low: dict[int, Label] = {}
    on_high: dict[int, Label] = {}
    for at, text in told[-1:]:
        above = on_low if highs[at] is None else on_high
        above[at] = Label(f"{word('target', language).lower()} {text}")
    return [
        Series(word("target", language), lows, style, marker=_TARGET_MARK, labels=on_low),
        Series(word("target_to", language), highs, style, marker=_TARGET_MARK, labels=on_high),
    ]


def _year_before(spec: TimeLine, axis: _Axis) -> Series:
    name = word("last_year", spec.language)
    values = axis.spread([(point.period, point.value) for point in spec.last_year])
    known = [n for n, value in enumerate(values) if value is not None]
    # Named where the other lines have no words yet: three quarters along.
    named = {known[len(known) * 3 // 4]: Label(name, colour=theme.INK_3)} if known else {}
    return Series(name, values, _LAST_YEAR, marker=_LAST_DOT, labels=named)


def _at_last(values: Sequence[Decimal | None], text: str, colour: str) -> dict[int, Label]:
    known = [n for n, value in enumerate(values) if value is not None]
    return {known[-1]: Label(text, colour=colour)} if known else {}


def _projection(spec: TimeLine, axis: _Axis) -> tuple[Plot, Series]:
    """A band between the ends, and the dotted way from the last figure to the year's end."""
    ahead = spec.projection.points if spec.projection else ()
    language = spec.language
    known = [point for point in spec.actual if point.value is not None] if ahead else []
    joint = [(known[-1].period, known[-1].value)] if known else []
    lows = axis.spread([*joint, *((point.period, point.low) for point in ahead)])
    widths = axis.spread(
        [*((period, Decimal(0)) for period, _ in joint)]
        + [(point.period, point.high - point.low) for point in ahead]
    )
    values = axis.spread([*joint, *((point.period, point.value) for point in ahead)])
    named = {}
    for point in ahead[-1:]:
        at = axis.at(point.period)
        if at is not None:
            said, opening, rest = point.label.partition(" (")
            # Long words: over the dotted way, where a rising sum leaves room, not beside the plot.
            named[at] = Label(
                said,
                word=f"{opening.strip()}{rest}",
                colour=theme.ACCENT,
                formula=label_formula(said, point.value, language),
                is_stacked=True,
                position="l",
            )
    band = Plot(
        "area",
        (
            Series(word("band_low", language), lows),
            Series(word("band", language), widths, _BAND),
        ),
        "stacked",
    )
    return band, Series(word("projection", language), values, _PROJECTED, labels=named)


def rank_slope(spec: RankSlope, box: tuple[int, int]) -> NativeChart:
    """Ranks over periods, the first on top; the place's own line in full colour."""
    axis = _Axis(spec.periods, spec.ticks, spec.breaks)
    high = int(box[1] * 0.86)
    size = next(
        (s for s in _SIZES[1:] if Face(s).line_height * max(1, spec.count) <= high), _SIZES[-1]
    )
    series = []
    ordered = sorted(spec.lines, key=lambda line: line.is_own)
    for line in ordered:
        values = axis.spread(
            [
                (step.period, None if step.rank is None else Decimal(step.rank))
                for step in line.steps
            ]
        )
        own = line.is_own
        colour = theme.ACCENT if own else theme.INK_3
        ranks = {axis.at(step.period): step.label for step in line.steps}
        labels = {
            at: Label(f"{line.name} · {ranks[at]}", colour=colour)
            for at in _at_last(values, line.name, colour)
        }
        if own:
            for step in line.steps:
                at = axis.at(step.period)
                if at is not None and step.rank is not None and at not in labels:
                    labels[at] = Label(step.label, colour=colour, position="t")
        style = _OWN if own else _OTHERS
        dot = Style(style.line, style.line)
        series.append(
            Series(
                line.name,
                values,
                style,
                marker=Marker("circle", 9 if own else 5, dot),
                labels=labels,
                position="r",
            )
        )
    names = max(
        (width(f"{line.name} · 00", Face(size, is_bold=True)) for line in spec.lines), default=0
    )
    each = box[0] * 0.9 / max(1, len(axis.names))
    right = min(max(names + emu(0.15) - each / 2, 0) / box[0], 0.4)
    left = (width("00", Face(size)) + emu(0.15)) / box[0]
    below = (Face(size).line_height + emu(0.15)) / box[1]
    return NativeChart(
        tuple(axis.names),
        (Plot("line", tuple(series), "standard"),),
        Decimal("0.5"),
        Decimal(spec.count) + Decimal("0.5"),
        is_reversed=True,
        size=size,
        language=spec.language,
        alt=spec.alt,
        title=spec.subtitle,
        inner=(left, 0.02, 1 - left - right, 0.97 - below),
    )


def panel(spec: Panels, one: Panel, box: tuple[int, int]) -> NativeChart:
    """One place's small line; all panels have the same axes."""
    language = spec.language
    axis = _Axis(spec.periods, spec.ticks)
    whole = TimeLine(
        title=one.name, subtitle=spec.subtitle, unit=spec.unit, source="", as_of=None, alt=spec.alt,
        is_illustrative=spec.is_illustrative, language=language, periods=spec.periods,
        ticks=spec.ticks, actual=one.actual, target=one.target,
        is_path=len({period[:4] for period in spec.periods}) == 1, last_year=(), breaks=(),
        start=spec.start, end=spec.end,
    )  # fmt: skip
    size = _SMALL if box[0] < emu(3.2) else 12
    line = replace(
        _actual(whole, axis, size, box[0]), marker=replace(_DOT, size=5), labels={},
        markers={},
    )  # fmt: skip
    markers = {
        at: replace(_HOLLOW, size=6)
        for point in one.actual
        if point.is_estimate and (at := axis.at(point.period)) is not None
    }
    line = replace(line, markers=markers, style=replace(_LINE, weight=2))
    targets = [
        replace(series, labels={}, marker=Marker("dash", 8, Style(TEXT, TEXT, 1.5)))
        for series in _targets(one.target, whole.is_path, axis, whole)
    ]
    every = max(1, math.ceil(sum(width(f"{t} ", Face(size)) for t in spec.ticks) / box[0]))
    names = tuple(
        name if n % every == 0 or n == len(axis.names) - 1 else " "
        for n, name in enumerate(axis.names)
    )
    colour = theme.VERDICTS[one.verdict].text
    caption = Label(one.name, f"{verdict_glyph(one.verdict)} {one.label}", colour)
    below = (Face(size).line_height + emu(0.08)) / box[1]
    top = (Face(size).line_height + emu(0.12)) / box[1]
    return NativeChart(
        names if every > 1 else tuple(axis.names),
        (Plot("line", (line, *targets), "standard"),),
        spec.start,
        spec.end,
        size=size,
        language=language,
        alt=f"{one.name}: {one.label}",
        title=", ".join(period_label(period, language) for period in spec.periods[-1:]),
        inner=(0.04, top, 0.92, 1 - top - below),
        caption=caption,
    )
