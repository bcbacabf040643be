"""Strip rows and heat tables: the numbers are read back from the figures, gaps included."""

from decimal import Decimal
from typing import Any

import pytest
from standing_samples import (
    DISTRICTS,
    figure,
    growth_behind,
    indicator,
    revenue_ahead,
    standing,
)

from yardstick.charts.bars import bars_with_targets
from yardstick.charts.heat import HeatTable, heat_table
from yardstick.charts.strips import Strips, strips
from yardstick.render import theme
from yardstick.render.web import figure as drawn

GROUPS = {"finance": "Tài chính", "economy": "Kinh tế"}
RATE = {"indicator": indicator("Chỉ số ngược", code="EC02", direction="down")}


def rows(**more: Any) -> Strips:
    own = [
        growth_behind(),
        DISTRICTS[2],
        DISTRICTS[1],
        standing(figure("0.9"), figure("0.8", kind="target", comparator="<="), "missed", **RATE),
    ]
    peers = {"EC01": DISTRICTS, "EC02": [standing(figure("0.5"), **RATE, place=DISTRICTS[0].place)]}
    return strips(own, peers, GROUPS, title="T", subtitle="S", **more)


def table(**more: Any) -> HeatTable:
    columns = {"EC01": DISTRICTS[:3], "EC09": tuple(reversed(DISTRICTS[:3]))}
    return heat_table(columns, GROUPS, title="T", subtitle="S", **more)


def trace(plot: Any, name: str) -> Any:
    return next(found for found in plot.data if found.name == name)


def words(plot: Any) -> str:
    return " ".join(note.text for note in plot.layout.annotations)


def read_back(row: Any, x: float | None) -> Decimal | None:
    """The number a mark stands for, from where it is drawn."""
    if x is None:
        return None
    number = row.worst + Decimal(repr(x)) * (row.best - row.worst)
    return round(number, 6)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_strips_read_back(is_narrow: bool) -> None:
    spec = rows()
    plot = drawn(spec, is_narrow=is_narrow)
    actual, target = trace(plot, "actual"), trace(plot, "target")
    assert len(actual.x) == len(spec.rows) == 4
    for row, x, mark in zip(spec.rows, actual.x, target.x, strict=True):
        assert read_back(row, x) == (None if row.value is None else round(row.value, 6))
        assert read_back(row, mark) == (None if row.target is None else round(row.target, 6))
    dots = trace(plot, "peers")
    wanted = [(row, dot) for row in spec.rows for dot in row.peers]
    assert wanted
    for (row, dot), x in zip(wanted, dots.x, strict=True):
        assert read_back(row, x) == round(dot.value, 6)
    assert list(dots.customdata) == [dot.observation_id for _, dot in wanted]
    assert list(actual.customdata) == [row.observation_id for row in spec.rows]


def test_right_is_better_also_where_less_is() -> None:
    row = rows().rows[-1]
    assert row.at(Decimal("0.5")) > row.at(Decimal("0.8")) > row.at(Decimal("0.9"))
    assert row.rank == "2/2"


def test_a_missing_figure_draws_no_mark_and_says_so() -> None:
    spec = rows()
    gap = next(n for n, row in enumerate(spec.rows) if row.value is None)
    plot = drawn(spec)
    assert trace(plot, "actual").x[gap] is None
    assert "Chưa có" in words(plot)
    assert "chưa có số liệu" in spec.alt


def test_strips_say_numbers_ranks_and_estimates_in_words() -> None:
    spec = rows()
    plot = drawn(spec)
    for said in ("31,2", "≥ 50", "ước", "Chưa đạt", "Kinh tế"):
        assert said.replace(" ", "\u00a0") in words(plot) or said in words(plot), said
    assert "hạng 3/3" in spec.alt


@pytest.mark.parametrize("is_narrow", [False, True])
def test_heat_reads_back(is_narrow: bool) -> None:
    spec = table()
    plot = drawn(spec, is_narrow=is_narrow)
    cells = trace(plot, "cells")
    for row, numbers, texts in zip(spec.rows, cells.customdata, cells.text, strict=True):
        for cell, number, text in zip(row.cells, numbers, texts, strict=True):
            assert number == (None if cell.value is None else float(cell.value))
            assert cell.number in text
    clicks = trace(plot, "clicks")
    assert list(clicks.customdata) == [cell.key for row in spec.rows for cell in row.cells]
    assert clicks.hoverinfo == "none"


def test_every_verdict_has_its_own_step_of_the_scale() -> None:
    cells = trace(drawn(table()), "cells")
    steps = list(theme.VERDICTS)
    for row, codes in zip(table().rows, cells.z, strict=True):
        for cell, code in zip(row.cells, codes, strict=True):
            assert steps[int(code)] == cell.verdict


def test_a_missing_cell_is_a_dashed_outline_and_counts_for_nothing() -> None:
    spec = table()
    assert [row.judged for row in spec.rows] == [2, 0, 2]
    assert spec.columns[0].behind == 1
    dashed = [shape for shape in drawn(spec).layout.shapes if shape.line.dash == "4px,3px"]
    assert len(dashed) == 2
    assert "Phù Cừ: Giải ngân — (Chưa có số liệu)" in spec.alt


def test_the_selected_cell_is_outlined() -> None:
    key = table().rows[2].cells[0].key
    boxes = [s for s in drawn(table(selected=key)).layout.shapes if s.line.color == theme.ACCENT]
    assert (-0.47, 1.55) in [(box.x0, box.y0) for box in boxes]
    assert len(boxes) < len(table().rows) * len(table().columns)


@pytest.mark.parametrize("spec", [rows(is_illustrative=True), table(is_illustrative=True)])
def test_made_up_figures_carry_the_watermark(spec: Strips | HeatTable) -> None:
    assert "SỐ LIỆU MINH HỌA" in words(drawn(spec))


def test_english_leaves_no_vietnamese_words() -> None:
    for spec in (rows(language="en"), table(language="en")):
        shown = words(drawn(spec)) + spec.alt
        for left_over in ("Chưa", "Mục tiêu", "hạng", "ước"):
            assert left_over not in shown


def test_long_names_get_more_room_than_two_lines() -> None:
    plain = drawn(rows())
    name = "Share of communes meeting the advanced standard of new rural development"
    own = [standing(figure("61.4"), indicator=indicator(name))]
    long = drawn(strips(own, {}, GROUPS, title="T", subtitle="S"))
    assert long.layout.margin.l > plain.layout.margin.l
    written = next(note.text for note in long.layout.annotations if "Share" in note.text)
    assert written.count("<br>") <= 2


def test_on_a_phone_a_reason_is_broken_into_lines() -> None:
    money = figure("13925", unit="tỷ đồng")
    plain = standing(money, None, "no_target", indicator=revenue_ahead().indicator)
    chart = bars_with_targets([revenue_ahead(), plain], title="T")
    for is_narrow in (False, True):
        note = next(
            one.text
            for one in drawn(chart, is_narrow=is_narrow).layout.annotations
            if "13.925" in one.text
        )
        assert ("<br>" in note) is is_narrow


def test_on_a_phone_a_figure_without_a_target_does_not_look_negative() -> None:
    unit = indicator("GRDP bình quân", unit="triệu đồng/người", accumulation="average")
    plain = standing(figure("101.5", unit="triệu đồng/người"), None, indicator=unit)
    chart = heat_table({"EC01": [plain]}, GROUPS, title="T", subtitle="S")
    plot = drawn(chart, is_narrow=True)
    assert trace(plot, "cells").text[0][0] == "<b>101,5</b>"
    (head,) = plot.layout.xaxis.ticktext
    assert "đồng/" in head
    assert "người" in head
