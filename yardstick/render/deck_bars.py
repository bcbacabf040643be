"""Bars lying on their side, as native charts: against targets, shares of a gap, parts of wholes.

PowerPoint joins bars and line markers in one chart only where the bars stand. Scatter points on a
second pair of axes would do in PowerPoint but fall apart in LibreOffice, and the ends of error bars
cannot be made as tall as a mark must be. So the target is a series of its own on the second pair of
axes, without fill, and a thin dark piece stacked on its end is the mark: the number in the sheet is
the target, moving it moves the mark, and both programs draw it alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from yardstick.charts.kinds import Composition, Contribution
from yardstick.charts.labels import verdict_glyph, verdict_label
from yardstick.charts.spec import Bar, BarsWithTargets
from yardstick.render import theme
from yardstick.render.deck_colour import NOTHING, TEXT, Style, verdict_style
from yardstick.render.deck_metrics import Face, emu, width, wrapped
from yardstick.render.deck_plot import (
    Label,
    NativeChart,
    Plot,
    Series,
    label_formula,
    series_column,
)
from yardstick.render.deck_words import word

_SIZES = (18, 16, 14, 13, 12, 11, 10)
# Below this a row of a hall's slide is not read any more: more rows go to a further slide.
_SMALLEST_ROW = emu(0.24)
_NAMES_AT_MOST = 0.4
_MARK = emu(0.035)
_THICKEST = emu(0.55)
_MARK_STYLE = Style(TEXT)
_BAND_STYLE = Style(TEXT, alpha=25_000)
# A frame over the bar: a bar of its own beside it would move the target's mark in LibreOffice.
_SAME_PERIOD = Style(line=theme.INK_3, weight=1.5, dash="sysDash")
_PARTS = (
    (Style(theme.ACTUAL, theme.ACTUAL), theme.WHITE),
    (Style(theme.ACTUAL_MUTED, theme.LAST_YEAR), TEXT),
    (Style(theme.INK_2, theme.INK_2), theme.WHITE),
    (Style(theme.LINE, theme.LAST_YEAR), TEXT),
    (Style(theme.ACCENT, theme.ACCENT, is_hatched=True), TEXT),
    (Style(theme.LAST_YEAR, theme.INK_3), theme.WHITE),
    (Style(theme.INK_3, theme.INK_3, is_hatched=True), TEXT),
)


@dataclass(frozen=True)
class _Frame:
    """How rows share a frame: the size of words, and where the plot stands."""

    size: float
    inner: tuple[float, float, float, float]
    reach: Decimal
    plot_width: int
    is_stacked: bool


def _gap(box: tuple[int, int], names: Sequence[str], least: int) -> int:
    """The gap that keeps few bars from growing into blocks."""
    row = box[1] / max(1, len(names))
    return min(max(least, round((row / _THICKEST - 1) * 100)), 500)


def rows_that_fit(height: int, lines: int = 1) -> int:
    """How many bars one frame holds so that their names, of so many lines, are still read."""
    return max(1, height // (_SMALLEST_ROW * lines))


def _frame(
    names: Sequence[str],
    labels: Sequence[Label],
    end: Decimal,
    box: tuple[int, int],
    top: float = 0.01,
) -> _Frame:
    """The largest words at which every row has room for its name and its label."""
    wide, high = box
    row = high * (0.98 - top) / max(1, len(names))
    for size in _SIZES:
        face, bold = Face(size), Face(size, is_bold=True)
        column = min(
            max((width(line, face) for name in names for line in name.split("\n")), default=0),
            int(wide * _NAMES_AT_MOST),
        )
        column += emu(0.12)
        lines = max((len(wrapped(name, column, face)) for name in names), default=1)
        two = row >= 2 * face.line_height
        if lines * face.line_height <= row or size == _SIZES[-1]:
            break
    beside = max((_label_width(label, bold, face, two) for label in labels), default=0)
    beside = min(beside + emu(0.15), int(wide * 0.45))
    left = column / wide
    plot = wide - column - emu(0.05)
    reach = end * Decimal(plot) / Decimal(max(plot - beside, plot // 4))
    return _Frame(size, (left, top, plot / wide, 0.98 - top), round(reach, 6), plot, two)


def _label_width(label: Label, bold: Face, face: Face, is_stacked: bool) -> int:
    number, verdict = width(label.text, bold), width(label.word, face)
    return max(number, verdict) if is_stacked else number + verdict + width(" ", face)


def _chain(
    numbers: Sequence[Sequence[Decimal | None]], thickness: Decimal
) -> tuple[list[Decimal | None], ...]:
    """The pieces stacked on the second axes: target, mark, range, mark, room up to the label."""
    lows, highs, others = numbers
    marks: list[Decimal | None] = []
    bands: list[Decimal | None] = []
    ends: list[Decimal | None] = []
    rooms: list[Decimal | None] = []
    for low, high, furthest in zip(lows, highs, others, strict=True):
        mark = None if low is None else (-thickness if low < 0 else thickness)
        has_range = low is not None and high is not None and low >= 0
        band = (
            high - low - thickness if has_range and high is not None and low is not None else None
        )
        marks.append(mark)
        bands.append(None if band is None else max(band, Decimal(0)))
        ends.append(thickness if has_range else None)
        taken = sum((piece for piece in (low, mark, bands[-1], ends[-1]) if piece), Decimal(0))
        rooms.append(max((furthest or Decimal(0)) - max(taken, Decimal(0)), Decimal(0)))
    return marks, bands, ends, rooms


def bars(spec: BarsWithTargets, box: tuple[int, int]) -> NativeChart:
    """Figures with their targets, verdicts in shape, word and colour at the end of each bar."""
    language = spec.language
    names = tuple(f"{bar.name}\n{bar.detail}" if bar.detail else bar.name for bar in spec.bars)
    plain_labels = [_verdict_label(spec, bar, is_stacked=False) for bar in spec.bars]
    frame = _frame(names, plain_labels, spec.end, box)
    labels = {
        n: _verdict_label(spec, bar, is_stacked=frame.is_stacked) for n, bar in enumerate(spec.bars)
    }
    start = min((bar.value for bar in spec.bars if bar.value is not None), default=Decimal(0))
    start = min(start * Decimal("1.1"), Decimal(0))
    reach = frame.reach
    thickness = round((reach - start) * Decimal(_MARK) / Decimal(frame.plot_width), 6)
    furthest = [
        max((n for n in (bar.value, bar.same_period) if n is not None), default=None)
        for bar in spec.bars
    ]
    lows = [bar.low for bar in spec.bars]
    marks, bands, ends, rooms = _chain((lows, [bar.high for bar in spec.bars], furthest), thickness)
    actual = Series(
        word("actual", language),
        tuple(bar.value for bar in spec.bars),
        verdict_style("no_target"),
        points={
            n: verdict_style(bar.verdict, is_estimate=bar.is_estimate)
            for n, bar in enumerate(spec.bars)
            if bar.value is not None
        },
    )
    same = tuple(bar.same_period for bar in spec.bars)
    # Every column is there even when empty: what a refresh finds keeps its place in the sheet.
    drawn = [actual, Series(word("same_period", language), same, _SAME_PERIOD)]
    above = [
        # LibreOffice drops the first piece where the first axes hold two series: it is nothing.
        Series(word("base", language), tuple(Decimal(0) for _ in lows)),
        Series(word("target", language), tuple(lows)),
        Series(word("mark", language), tuple(marks), _MARK_STYLE),
        Series(word("range", language), tuple(bands), _BAND_STYLE),
        Series(word("mark_to", language), tuple(ends), _MARK_STYLE),
    ]
    first = series_column(len(drawn))
    last = series_column(len(drawn) + len(above) - 1)
    read = series_column(len(drawn) - 1)
    above.append(
        Series(
            word("room", language),
            tuple(rooms),
            formula=f"MAX(MAX(B{{row}}:{read}{{row}},0)"
            f"-MAX(SUM({first}{{row}}:{last}{{row}}),0),0)",
        )
    )
    beside = round(reach - spec.end, 6)
    above.append(
        Series(
            word("label_place", language),
            tuple(max(beside, thickness) for _ in spec.bars),
            labels=labels,
            position="inBase",
            labelled_by=0,
        )
    )
    return NativeChart(
        categories=names,
        plots=(
            Plot("bar", tuple(drawn), overlap=100, gap=_gap(box, names, 70)),
            Plot(
                "bar",
                tuple(above),
                "stacked",
                overlap=100,
                gap=_gap(box, names, 70) // 2,
                is_secondary=True,
            ),
        ),
        start=start,
        end=reach,
        is_horizontal=True,
        size=frame.size,
        language=language,
        alt=spec.alt,
        title=spec.subtitle,
        inner=frame.inner,
    )


def _verdict_label(spec: BarsWithTargets, bar: Bar, *, is_stacked: bool) -> Label:
    language = spec.language
    glyph = verdict_glyph(bar.verdict)
    colour = theme.VERDICTS[bar.verdict].text
    if bar.value is None:
        return Label(f"{glyph} {bar.missing}", colour=colour)
    estimate = f" ({word('estimate', language)})" if bar.is_estimate else ""
    before = f"{glyph} "
    return Label(
        before + bar.label,
        verdict_label(bar.verdict, language) + estimate,
        colour,
        label_formula(bar.label, bar.value, language, before),
        is_stacked,
    )


def contribution(spec: Contribution, box: tuple[int, int]) -> NativeChart:
    """What each place adds to the gap; the few that make most of it in full colour."""
    language = spec.language
    names = tuple(share.name for share in spec.shares)
    labels = {
        n: Label(
            share.label,
            f"({share.share_label})",
            formula=label_formula(share.label, share.value, language),
        )
        for n, share in enumerate(spec.shares)
    }
    frame = _frame(names, list(labels.values()), spec.end, box)
    strong = Style(theme.ACTUAL, theme.ACTUAL, 1)
    muted = Style(theme.ACTUAL_MUTED, theme.LAST_YEAR, 1)
    values = tuple(share.value for share in spec.shares)
    series = Series(
        f"{word('missing', language)}, {spec.unit}",
        values,
        muted,
        points={n: strong for n, share in enumerate(spec.shares) if share.is_major},
        labels=labels,
    )
    return NativeChart(
        names,
        (Plot("bar", (series,), gap=_gap(box, names, 50)),),
        Decimal(0),
        frame.reach,
        is_horizontal=True,
        size=frame.size,
        language=language,
        alt=spec.alt,
        title=spec.subtitle,
        inner=frame.inner,
    )


def composition(spec: Composition, box: tuple[int, int]) -> NativeChart:
    """Parts of wholes; what is not known is left open at the end of the bar."""
    language = spec.language
    names = tuple(stack.name for stack in spec.stacks)
    totals = [Label(stack.total_label) for stack in spec.stacks]
    frame = _frame(names, totals, spec.end, box, top=0.12)
    heads = spec.stacks[0].parts if spec.stacks else ()
    series = []
    for n, head in enumerate(heads):
        style, letters = _PARTS[n % len(_PARTS)]
        parts = [stack.parts[n] for stack in spec.stacks]
        told = {}
        for row, part in enumerate(parts):
            room = (part.value or Decimal(0)) / frame.reach * frame.plot_width
            if part.value and room > width(part.label, Face(frame.size, is_bold=True)):
                formula = label_formula(part.label, part.value, language)
                told[row] = Label(part.label, colour=letters, formula=formula)
        series.append(
            Series(
                head.name, tuple(part.value for part in parts), style, labels=told, position="ctr"
            )
        )
    if any(stack.total_label for stack in spec.stacks):
        rest = round(max(frame.reach - spec.end, spec.end / 20), 6)
        series.append(
            Series(
                word("total", language),
                tuple(rest for _ in spec.stacks),
                NOTHING,
                labels={n: label for n, label in enumerate(totals) if label.text},
                position="inBase",
            )
        )
    return NativeChart(
        names,
        (Plot("bar", tuple(series), "stacked", overlap=100, gap=_gap(box, names, 45)),),
        Decimal(0),
        frame.reach,
        is_horizontal=True,
        size=frame.size,
        has_legend=True,
        language=language,
        alt=spec.alt,
        title=spec.subtitle,
        inner=frame.inner,
    )
