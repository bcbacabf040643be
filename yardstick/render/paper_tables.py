"""Strip rows and heat tables as HTML for paper: narrow rows, everything said in words beside."""

from functools import singledispatch
from html import escape
from itertools import groupby

from yardstick.charts.heat import HeatCell, HeatColumn, HeatRow, HeatTable
from yardstick.charts.labels import keep_together, verdict_glyph
from yardstick.charts.notes import cell_word, word
from yardstick.charts.strips import Strip, Strips
from yardstick.render import theme
from yardstick.render.web_heat import GROUNDS


@singledispatch
def table(chart: Strips | HeatTable) -> str:
    """The chart as a table, its finding and how to read it above."""
    raise TypeError(type(chart).__name__)


@table.register
def _strips(chart: Strips) -> str:
    language = chart.language
    heads = "".join(
        f"<th class='{name}'>{escape(word(f'strip_{name}', language))}</th>" for name in _HEADS
    )
    rows = []
    for group, listed in groupby(chart.rows, key=lambda row: row.group):
        rows.append(f"<tr class='group'><td colspan='{len(_HEADS)}'>{escape(group)}</td></tr>")
        rows += [_strip(chart, row) for row in listed]
    return (
        f"<div class='chart'><h2>{escape(keep_together(chart.title))}</h2>"
        f"<div class='note'>{escape(chart.subtitle)}</div>"
        f"<table class='strips'><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


_HEADS = ("indicator", "actual", "target", "position", "rank", "verdict")


def _strip(chart: Strips, row: Strip) -> str:
    tag = f" ({word('estimate', chart.language)})" if row.is_estimate else ""
    unit = f" <small>{escape(row.unit)}{tag}</small>" if row.value is not None else ""
    position, _, count = row.rank.partition("/")
    rank = f"<b>{position}</b><small>/{count}</small>" if count else ""
    return (
        f"<tr><td>{escape(keep_together(row.name))}</td>"
        f"<td class='number'><b>{escape(row.number)}</b>{unit}</td>"
        f"<td class='number'>{escape(row.asked)}</td><td>{_track(row)}</td>"
        f"<td class='number'>{rank}</td><td>{_verdict(chart, row)}</td></tr>"
    )


def _verdict(chart: Strips, row: Strip) -> str:
    colours = theme.VERDICTS[row.verdict]
    words = cell_word(row.verdict, chart.language)
    return (
        f"<span class='verdict' style='color:{colours.text}'>"
        f"<i style='color:{colours.mark}'>{verdict_glyph(row.verdict)}</i> {escape(words)}</span>"
    )


def _track(row: Strip) -> str:
    """Peers as dots, the target as a mark, the place as its verdict's shape; right is better."""
    dots = "".join(f"<s style='left:{float(row.at(dot.value)):.1%}'></s>" for dot in row.peers)
    marks = "".join(
        f"<u style='left:{float(row.at(bound)):.1%}'></u>"
        for bound in (row.target, row.high)
        if bound is not None
    )
    own = ""
    if row.value is not None:
        colours = theme.VERDICTS[row.verdict]
        # Without a target the dash of the verdict would read as a minus: a disc stands for it.
        shape = "●" if row.verdict == "no_target" else verdict_glyph(row.verdict)
        own = f"<i style='left:{float(row.at(row.value)):.1%};color:{colours.mark}'>{shape}</i>"
    return f"<div class='track{'' if row.peers else ' alone'}'>{dots}{marks}{own}</div>"


@table.register
def _heat(chart: HeatTable) -> str:
    groups = "".join(
        f"<th class='field' colspan='{len(list(listed))}'><span>{escape(group)}</span></th>"
        for group, listed in groupby(chart.columns, key=lambda column: column.group)
    )
    names = "".join(_column(column) for column in chart.columns)
    behind = escape(word("cell_behind", chart.language))
    rows = "".join(_row(chart, row) for row in chart.rows)
    sums = "".join(f"<td>{_sum(column)}</td>" for column in chart.columns)
    return (
        "<table class='heat'><thead>"
        f"<tr><th></th>{groups}<th></th></tr><tr><th></th>{names}<th>{behind}</th></tr></thead>"
        f"<tbody>{rows}<tr class='sums'><td>{behind}</td>{sums}<td></td></tr></tbody></table>"
    )


def _column(column: HeatColumn) -> str:
    asked = f"<small>{escape(column.asked)}</small>" if column.asked else ""
    return (
        f"<th>{escape(keep_together(column.name))}<small>{escape(column.unit)}</small>{asked}</th>"
    )


def _row(chart: HeatTable, row: HeatRow) -> str:
    cells = "".join(_cell(chart, cell) for cell in row.cells)
    return f"<tr><td class='name'>{escape(row.name)}</td>{cells}<td>{_sum(row)}</td></tr>"


def _sum(counted: HeatRow | HeatColumn) -> str:
    if not counted.judged:
        return ""
    return f"<b>{counted.behind}</b><small>/{counted.judged}</small>"


def _cell(chart: HeatTable, cell: HeatCell) -> str:
    colours = theme.VERDICTS[cell.verdict]
    words = cell_word(cell.verdict, chart.language)
    tag = f" <small>{word('estimate', chart.language)}</small>" if cell.is_estimate else ""
    ground = GROUNDS.get(cell.verdict, colours.tint)
    silent = " class='silent'" if cell.verdict == "no_figure" else ""
    return (
        f"<td{silent} style='background:{ground}'><div style='color:{colours.text}'>"
        f"<i style='color:{colours.mark}'>{verdict_glyph(cell.verdict)}</i> {escape(words)}</div>"
        f"<b>{escape(cell.number)}</b>{tag}</td>"
    )


TABLE_STYLE = f"""
table{{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}}
thead{{display:table-header-group}}
tr{{break-inside:avoid}}
small{{font-size:9px;color:{theme.INK_3}}}
.chart{{margin-top:8px}}
.strips{{margin-top:4px}}
.strips th{{font-weight:500;font-size:9.5px;color:{theme.INK_2};text-align:left;padding:0 4px 2px}}
.strips td{{padding:2.6px 4px;border-top:1px solid {theme.LINE_2};line-height:13px}}
.strips .group td{{font-size:9.5px;color:{theme.INK_3};padding:4px 4px 1px;border-top:0}}
.strips .group{{break-after:avoid}}
.strips th.actual,.strips th.target,.strips th.rank,.number{{text-align:right}}
.strips .number,.strips .verdict{{white-space:nowrap}}
.strips th.position{{width:29%;padding-left:10px}}
.strips th.verdict{{width:88px}}
.strips td:nth-child(4){{padding:0 10px}}
.strips td:nth-child(6){{padding-left:10px}}
.verdict{{font-weight:500}}
.track{{position:relative;height:13px}}
.track::before{{content:'';position:absolute;left:0;right:0;top:6px;
border-top:1.3px solid {theme.LINE}}}
.track.alone::before{{border-top-style:dashed}}
.track>*{{position:absolute;transform:translateX(-50%);text-decoration:none}}
.track s{{top:3.5px;width:6px;height:6px;border-radius:50%;background:{theme.ACTUAL_MUTED}}}
.track u{{top:0;width:2.6px;height:13px;background:{theme.INK}}}
.track i{{top:0;font-size:13px;line-height:13px}}
.heat{{margin-top:8px;border-collapse:separate;border-spacing:1.5px;table-layout:fixed;
font-size:9px;line-height:11px;text-align:center}}
.heat th{{font-weight:600;vertical-align:bottom;line-height:11px;padding:0 1px 2px}}
.heat th small{{display:block;font-size:8.5px;font-weight:400}}
.heat th.field span{{display:block;font-weight:400;color:{theme.INK_2};
border-bottom:1px solid {theme.LINE};padding-bottom:1px}}
.heat th:first-child{{width:76px}}
.heat th:last-child{{width:46px;font-weight:400;color:{theme.INK_2}}}
.heat td{{padding:1.5px 1px;white-space:nowrap;overflow:hidden}}
.heat td small{{font-size:8.5px}}
.heat td.name,.heat .sums td:first-child{{text-align:right;padding-right:5px;font-size:10px;
white-space:normal}}
.heat td.silent{{outline:1px dashed {theme.VERDICTS["no_figure"].stroke};outline-offset:-1px}}
"""
