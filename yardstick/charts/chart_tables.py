"""Any chart's own numbers as a table: for an appendix, a workbook, a document without pictures."""

from collections.abc import Sequence
from decimal import Decimal
from functools import singledispatch

from yardstick.charts.deck import FigureTable, TableCell
from yardstick.charts.heat import HeatTable
from yardstick.charts.kinds import AreaMap, Composition, Contribution, Panels, RankSlope
from yardstick.charts.labels import MISSING, Language, quantity_label, verdict_label
from yardstick.charts.period_labels import short_period_label
from yardstick.charts.spec import BarsWithTargets, Chart, TargetPoint, TimeLine, TimePoint
from yardstick.charts.strips import Strips

_WORDS: dict[str, dict[Language, str]] = {
    "name": {"vi": "Tên", "en": "Name"},
    "value": {"vi": "Giá trị", "en": "Value"},
    "target": {"vi": "Mục tiêu", "en": "Target"},
    "same_period": {"vi": "Cùng kỳ", "en": "Same period"},
    "verdict": {"vi": "Đánh giá", "en": "Verdict"},
    "period": {"vi": "Kỳ", "en": "Period"},
    "actual": {"vi": "Thực hiện", "en": "Actual"},
    "last_year": {"vi": "Năm trước", "en": "Year before"},
    "missing": {"vi": "Còn thiếu", "en": "Missing"},
    "share": {"vi": "Phần của cả khoảng thiếu", "en": "Share of the gap"},
    "place": {"vi": "Địa bàn", "en": "Place"},
    "rank": {"vi": "Hạng", "en": "Rank"},
    "detail": {"vi": "Thực hiện / mục tiêu", "en": "Actual / target"},
    "total": {"vi": "Tổng", "en": "Total"},
}


def _word(key: str, chart: Chart) -> str:
    return _WORDS[key][chart.language]


def _number(label: str, value: Decimal | None, record: str | None = None) -> TableCell:
    return TableCell(label, is_number=True, observation_id=record, value=value)


def _quantity(value: Decimal | None, chart: Chart, record: str | None = None) -> TableCell:
    if value is None:
        return TableCell(MISSING, is_number=True)
    shown = value if value == round(value, 2) else round(value, 1)
    return _number(quantity_label(shown, chart.unit, None, chart.language), shown, record)


def _verdict(verdict: str, chart: Chart) -> TableCell:
    return TableCell(verdict_label(verdict, chart.language), verdict=verdict)


def _made(chart: Chart, columns: Sequence[str], rows: Sequence[Sequence[TableCell]]) -> FigureTable:
    return FigureTable(
        title=chart.title,
        subtitle=chart.subtitle,
        unit=chart.unit,
        source=chart.source,
        as_of=chart.as_of,
        alt=chart.alt,
        is_illustrative=chart.is_illustrative,
        language=chart.language,
        columns=tuple(columns),
        rows=tuple(map(tuple, rows)),
    )


@singledispatch
def table_of(chart: Chart) -> FigureTable:
    """The chart's marks as rows, gaps included; columns nothing stands in are left out."""
    raise TypeError(f"no table for {type(chart).__name__}")


@table_of.register
def _(chart: FigureTable) -> FigureTable:
    return chart


@table_of.register
def _(chart: BarsWithTargets) -> FigureTable:
    has_detail = any(bar.detail for bar in chart.bars)
    has_same = any(bar.same_period is not None for bar in chart.bars)
    heads = ["name", *(["detail"] if has_detail else []), "value"]
    heads += ["target", *(["same_period"] if has_same else [])]
    rows = []
    for bar in chart.bars:
        label = bar.label if bar.value is not None else f"{MISSING} ({bar.missing})"
        cells = [TableCell(bar.name)]
        if has_detail:
            cells.append(TableCell(bar.detail))
        cells.append(
            TableCell(
                label,
                is_number=True,
                is_estimate=bar.is_estimate,
                observation_id=bar.observation_id,
                value=bar.value,
            )
        )
        cells.append(_bound(bar.low, bar.high, chart, bar.target_id))
        if has_same:
            cells.append(_quantity(bar.same_period, chart))
        rows.append([*cells, _verdict(bar.verdict, chart)])
    return _made(chart, [_word(head, chart) for head in (*heads, "verdict")], rows)


def _bound(
    low: Decimal | None, high: Decimal | None, chart: Chart, record: str | None
) -> TableCell:
    if low is not None and high is not None:
        ends = "–".join(
            quantity_label(end, "", None, chart.language) for end in (low.normalize(), high)
        )
        return _number(ends + (chart.unit if chart.unit == "%" else ""), None, record)
    return _quantity(low, chart, record)


@table_of.register
def _(chart: TimeLine) -> FigureTable:
    targets = {point.period: point for point in chart.target}
    before = {point.period: point for point in chart.last_year}
    heads = ["period", "actual", *(["target"] if targets else [])]
    heads += ["last_year"] if before else []
    rows = []
    for point in chart.actual:
        cells = [TableCell(short_period_label(point.period, chart.language)), _point(point, chart)]
        if targets:
            cells.append(_target(targets.get(point.period)))
        if before:
            earlier = before.get(point.period)
            cells.append(_point(earlier, chart) if earlier else TableCell(MISSING, is_number=True))
        rows.append(cells)
    return _made(chart, [_word(head, chart) for head in heads], rows)


def _point(point: TimePoint, chart: Chart) -> TableCell:
    return TableCell(
        point.label,
        is_number=True,
        is_estimate=point.is_estimate,
        observation_id=point.observation_id,
        value=point.value,
    )


def _target(point: TargetPoint | None) -> TableCell:
    if point is None:
        return TableCell(MISSING, is_number=True)
    plain = point.low if point.high is None else None
    return _number(point.label, plain, point.observation_id)


@table_of.register
def _(chart: Strips) -> FigureTable:
    heads = ("name", "actual", "target", "rank", "verdict")
    rows = []
    groups = {}
    for number, strip in enumerate(chart.rows):
        if not number or strip.group != chart.rows[number - 1].group:
            groups[number] = strip.group
        unit = strip.unit
        joined = strip.number + unit if unit.startswith("%") else f"{strip.number} {unit}".strip()
        rows.append(
            [
                TableCell(strip.name),
                TableCell(
                    joined if strip.value is not None else MISSING,
                    is_number=True,
                    is_estimate=strip.is_estimate,
                    observation_id=strip.observation_id,
                    value=strip.value,
                ),
                _number(strip.asked or MISSING, None, strip.target_id),
                TableCell(strip.rank or MISSING, is_number=True),
                _verdict(strip.verdict, chart),
            ]
        )
    made = _made(chart, [_word(head, chart) for head in heads], rows)
    return FigureTable(**{**vars(made), "groups": groups})


@table_of.register
def _(chart: HeatTable) -> FigureTable:
    heads = [_word("place", chart)] + [
        f"{column.name} ({column.unit})" if column.unit else column.name for column in chart.columns
    ]
    rows = [
        [
            TableCell(row.name),
            *(
                TableCell(
                    cell.number,
                    is_number=True,
                    verdict=cell.verdict,
                    is_estimate=cell.is_estimate,
                    observation_id=cell.observation_id,
                    value=cell.value,
                )
                for cell in row.cells
            ),
        ]
        for row in chart.rows
    ]
    return _made(chart, heads, rows)


@table_of.register
def _(chart: AreaMap) -> FigureTable:
    heads = [_word(head, chart) for head in ("place", "value", "verdict")]
    rows = [
        [
            TableCell(area.name),
            TableCell(
                area.label if not area.missing else f"{MISSING} ({area.missing})",
                is_number=True,
                is_estimate=area.is_estimate,
                observation_id=area.observation_id,
            ),
            _verdict(area.verdict, chart),
        ]
        for area in chart.areas
    ]
    return _made(chart, heads, rows)


@table_of.register
def _(chart: Contribution) -> FigureTable:
    heads = [_word(head, chart) for head in ("place", "missing", "share")]
    rows = [
        [
            TableCell(share.name),
            _number(share.label, share.value, share.observation_id),
            _number(share.share_label, share.share, share.observation_id),
        ]
        for share in chart.shares
    ]
    return _made(chart, heads, rows)


@table_of.register
def _(chart: RankSlope) -> FigureTable:
    rows = [
        [
            TableCell(line.name),
            *(
                _number(
                    step.label if step.rank is not None else MISSING,
                    Decimal(step.rank) if step.rank is not None else None,
                    step.observation_id,
                )
                for step in line.steps
            ),
        ]
        for line in chart.lines
    ]
    return _made(chart, [_word("place", chart), *chart.ticks], rows)


@table_of.register
def _(chart: Panels) -> FigureTable:
    rows = [
        [
            TableCell(panel.name),
            *(_point(point, chart) for point in panel.actual),
            _verdict(panel.verdict, chart),
        ]
        for panel in chart.panels
    ]
    heads = [_word("place", chart), *chart.ticks, _word("verdict", chart)]
    return _made(chart, heads, rows)


@table_of.register
def _(chart: Composition) -> FigureTable:
    first = chart.stacks[0].parts if chart.stacks else ()
    heads = [_word("name", chart), *(part.name for part in first), _word("total", chart)]
    rows = [
        [
            TableCell(stack.name),
            *(_number(part.label, part.value, part.observation_id) for part in stack.parts),
            _number(stack.total_label or MISSING, None),
        ]
        for stack in chart.stacks
    ]
    return _made(chart, heads, rows)
