"""Charts of a slide's preview as HTML: bars, tables, heat; lines and maps as small SVG pictures."""

from base64 import b64encode
from decimal import Decimal
from functools import singledispatch
from html import escape

from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.kinds import AreaMap, Contribution
from yardstick.charts.labels import Language, verdict_glyph
from yardstick.charts.notes import word
from yardstick.charts.spec import Bar, BarsWithTargets, Chart, TimeLine
from yardstick.render import theme

_MOST_ROWS = 11
_FEW = 6
_WIDTH, _HEIGHT = 760, 430


def chart_markup(chart: Chart) -> str:
    """A chart as markup that fills its box."""
    return _drawn(chart)


@singledispatch
def _drawn(chart: Chart) -> str:
    return _table(table_of(chart))


@_drawn.register
def _(chart: FigureTable) -> str:
    return _table(chart)


def _table(chart: FigureTable) -> str:
    heads = "".join(f"<th>{escape(column)}</th>" for column in chart.columns)
    rows, used = [], 0
    for number, row in enumerate(chart.rows):
        if number in chart.groups:
            words = escape(chart.groups[number])
            rows.append(f"<tr class='ys-slide-group'><td colspan='{len(row)}'>{words}</td></tr>")
            used += 1
        rows.append(f"<tr>{''.join(_cell(cell, chart.language) for cell in row)}</tr>")
        used += 1
        if used >= _MOST_ROWS and number + 1 < len(chart.rows):
            left = len(chart.rows) - number - 1
            rows.append(f"<tr class='ys-slide-more'><td colspan='{len(row)}'>+ {left} …</td></tr>")
            break
    return f"<table class='ys-slide-table'><tr>{heads}</tr>{''.join(rows)}</table>"


def _cell(cell: TableCell, language: Language) -> str:
    kind = " class='ys-slide-number'" if cell.is_number else ""
    shape = _glyph(cell.verdict) if cell.verdict else ""
    about = f" <small>{escape(word('estimate', language))}</small>" if cell.is_estimate else ""
    return f"<td{kind}>{shape}{escape(cell.text)}{about}</td>"


def _glyph(verdict: str) -> str:
    css = verdict.replace("_", "-")
    return f"<span class='ys-glyph ys-{css}' aria-hidden='true'>{verdict_glyph(verdict)}</span> "


@_drawn.register
def _(chart: BarsWithTargets) -> str:
    shown = chart.bars[:_MOST_ROWS]
    few = " ys-slide-few" if len(shown) <= _FEW else " ys-slide-many"
    rows = "".join(_bar(bar, chart.end) for bar in shown)
    head = ""
    if chart.mark and shown and shown[0].low is not None:
        at = _share(shown[0].low, chart.end)
        head = (
            f"<div class='ys-slide-bar'><span></span><span class='ys-slide-track'>"
            f"<em style='left:{at}'>{escape(chart.mark)}</em></span><span></span></div>"
        )
    return f"<div class='ys-slide-bars{few}'>{head}{rows}</div>"


def _bar(bar: Bar, end: Decimal) -> str:
    css = bar.verdict.replace("_", "-")
    hatched = " ys-hatched" if bar.is_estimate else ""
    detail = f"<small>{escape(bar.detail)}</small>" if bar.detail else ""
    name = f"<span class='ys-slide-name'>{escape(bar.name)}{detail}</span>"
    if bar.value is None:
        words = f"<span class='ys-slide-missing'>{escape(bar.missing)}</span>"
        return f"<div class='ys-slide-bar'>{name}{words}<span></span></div>"
    marks = "".join(
        f"<i class='ys-slide-target' style='left:{_share(bound, end)}'></i>"
        for bound in (bar.low, bar.high)
        if bound is not None
    )
    width = _share(max(bar.value, Decimal(0)), end)
    fill = f"<i class='ys-bar ys-{css}{hatched}' style='width:{width}'></i>"
    return (
        f"<div class='ys-slide-bar'>{name}<span class='ys-slide-track'>{fill}{marks}</span>"
        f"<span class='ys-slide-value ys-{css}'>{_glyph(bar.verdict)}{escape(bar.label)}</span>"
        "</div>"
    )


def _share(number: Decimal, end: Decimal) -> str:
    return f"{min(Decimal(100), number / end * 100):.1f}%"


@_drawn.register
def _(chart: Contribution) -> str:
    rows = []
    for share in chart.shares[:_MOST_ROWS]:
        width = _share(share.value, chart.end)
        tone = theme.ACTUAL if share.is_major else theme.ACTUAL_MUTED
        rows.append(
            f"<div class='ys-slide-bar'><span class='ys-slide-name'>{escape(share.name)}</span>"
            f"<span class='ys-slide-track'><i class='ys-bar' style='width:{width};"
            f"background:{tone}'></i></span>"
            f"<span class='ys-slide-value'>{escape(share.share_label)}</span></div>"
        )
    return f"<div class='ys-slide-bars'>{''.join(rows)}</div>"


def _picture(inside: str, width: int = _WIDTH, height: int = _HEIGHT) -> str:
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="IBM Plex Sans, Noto Sans, Segoe UI, Arial, sans-serif">{inside}</svg>'
    )
    data = b64encode(drawn.encode()).decode()
    return f"<img class='ys-slide-picture' alt='' src='data:image/svg+xml;base64,{data}'>"


@_drawn.register
def _(chart: TimeLine) -> str:
    left, right, top, bottom = 50, _WIDTH - 60, 40, _HEIGHT - 50
    count = max(len(chart.periods) - 1, 1)
    spread = (chart.end - chart.start) or Decimal(1)

    def x(period: str) -> float:
        return left + (right - left) * chart.periods.index(period) / count

    def y(value: Decimal) -> float:
        return float(bottom - (bottom - top) * float((value - chart.start) / spread))

    parts = [
        f'<line x1="{left}" x2="{right}" y1="{bottom}" y2="{bottom}" '
        f'stroke="{theme.FIELD_BORDER}"/>'
    ]
    for period, tick in zip(chart.periods, chart.ticks, strict=True):
        parts.append(_words(x(period), bottom + 32, tick, theme.INK_3))
    for target in chart.target:
        ends = (target.low, target.high if target.high is not None else target.low)
        for bound in dict.fromkeys(ends):
            parts.append(
                f'<line x1="{x(target.period) - 22:.0f}" x2="{x(target.period) + 22:.0f}" '
                f'y1="{y(bound):.0f}" y2="{y(bound):.0f}" stroke="{theme.INK}" stroke-width="4"/>'
            )
    before = None
    for point in chart.actual:
        if point.value is None:
            before = None
            continue
        here = (x(point.period), y(point.value))
        if before is not None:
            dashed = ' stroke-dasharray="8 6"' if point.is_estimate else ""
            parts.append(
                f'<line x1="{before[0]:.0f}" y1="{before[1]:.0f}" x2="{here[0]:.0f}" '
                f'y2="{here[1]:.0f}" stroke="{theme.ACCENT}" stroke-width="4"{dashed}/>'
            )
        before = here
    known = [point for point in chart.actual if point.value is not None]
    told = {known[0].period, known[-1].period} if len(known) > _FEW else {p.period for p in known}
    for point in known:
        if point.value is not None:
            fill = theme.WHITE if point.is_estimate else theme.ACCENT
            parts.append(
                f'<circle cx="{x(point.period):.0f}" cy="{y(point.value):.0f}" r="7" '
                f'fill="{fill}" stroke="{theme.ACCENT}" stroke-width="3"/>'
            )
            if point.period in told:
                parts.append(_words(x(point.period), y(point.value) - 16, point.label, theme.INK))
    return _picture("".join(parts))


def _words(x: float, y: float, words: str, colour: str, size: int = 20) -> str:
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="middle" '
        f'fill="{colour}">{escape(words)}</text>'
    )


@_drawn.register
def _(chart: AreaMap) -> str:
    points = [point for area in chart.areas for ring in area.rings for point in ring]
    if not points:
        return _table(table_of(chart))
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = min(_WIDTH / ((east - west) or 1), _HEIGHT / ((north - south) or 1))
    width, height = int((east - west) * scale) + 4, int((north - south) * scale) + 4

    def at(point: tuple[float, float]) -> str:
        return f"{(point[0] - west) * scale + 2:.0f} {(north - point[1]) * scale + 2:.0f}"

    parts = []
    for area in chart.areas:
        colours = theme.VERDICTS[area.verdict]
        path = "".join("M" + "L".join(map(at, ring)) + "Z" for ring in area.rings)
        parts.append(
            f'<path d="{path}" fill="{colours.fill}" fill-opacity="0.55" fill-rule="evenodd" '
            f'stroke="{theme.WHITE}" stroke-width="2"/>'
        )
    size = max(10, min(20, width // 28))
    if len(chart.areas) <= 15:
        for area in chart.areas:
            x, y = at(area.anchor).split()
            parts.append(_words(float(x), float(y), area.name, theme.INK, size))
            parts.append(_words(float(x), float(y) + size, area.label, theme.INK, size))
    return _picture("".join(parts), width, height)
