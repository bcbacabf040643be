"""Bars with targets: order, missing places, like beside like, and what is said in words."""

from decimal import Decimal

from standing_samples import DISTRICTS, figure, growth_behind, indicator, revenue_ahead, standing

from yardstick.charts.bars import bars_with_targets


def test_the_worst_comes_first_and_places_without_figures_last_by_name() -> None:
    chart = bars_with_targets(DISTRICTS, title="T")
    assert [bar.name for bar in chart.bars] == [
        "Ân Thi",
        "Khoái Châu",
        "Văn Giang",
        "Đông Hồ",
        "Phù Cừ",
    ]
    assert [bar.value for bar in chart.bars[-2:]] == [None, None]
    assert chart.bars[-1].missing == "chưa có số liệu"


def test_other_orders() -> None:
    by_name = bars_with_targets(DISTRICTS, title="T", order="name")
    assert [bar.name for bar in by_name.bars[:3]] == ["Ân Thi", "Khoái Châu", "Văn Giang"]
    by_value = bars_with_targets(DISTRICTS, title="T", order="value")
    assert by_value.bars[0].name == "Văn Giang"


def test_a_bar_keeps_its_record_its_ring_and_whether_it_is_an_estimate() -> None:
    bar = bars_with_targets(DISTRICTS, title="T").bars[0]
    assert bar.observation_id == "obs-Ân Thi"
    assert (bar.value, bar.low, bar.same_period) == (
        Decimal("31.2"),
        Decimal(50),
        Decimal("43.2"),
    )
    assert bar.is_estimate


def test_a_shared_target_is_named_once() -> None:
    assert bars_with_targets(DISTRICTS, title="T").mark == "tiến độ 50%"
    mixed = bars_with_targets(
        [growth_behind(), standing(figure("5"), figure("4", kind="target"), "met", bound="4")],
        title="T",
        by="indicator",
    )
    assert mixed.mark == ""


def test_another_unit_is_not_drawn_on_the_same_axis() -> None:
    heads = standing(figure("3", unit="xã"), indicator=indicator("Số xã", unit="xã"))
    chart = bars_with_targets([growth_behind(), heads], title="T", by="indicator")
    assert [bar.value for bar in chart.bars] == [Decimal("6.81"), None]


def test_a_cumulative_flow_is_drawn_as_its_share_of_the_plan() -> None:
    bar = bars_with_targets([revenue_ahead()], title="T", by="indicator").bars[0]
    assert (bar.label, bar.low) == ("63,6%", Decimal(50))


def test_the_words_name_finding_values_source_and_date() -> None:
    chart = bars_with_targets(DISTRICTS, title="Ân Thi thấp nhất", missing={"Phù Cừ@": "chưa gửi"})
    assert chart.alt.startswith("Ân Thi thấp nhất: Ân Thi 31,2% (Chưa đạt)")
    assert "Phù Cừ chưa gửi" in chart.alt
    assert chart.source == "Nguồn: Báo cáo thử (28/06/2024)"
    assert chart.as_of == "2024-06-28"
    assert chart.subtitle == "Giải ngân, % kế hoạch · gạch chéo: số ước · ○ cùng kỳ năm trước"


def test_less_is_better_turns_the_order_round() -> None:
    poor = indicator("Hộ nghèo", direction="down")
    rows = [standing(figure(value), indicator=poor) for value in ("1.0", "3.0", "2.0")]
    values = [bar.value for bar in bars_with_targets(rows, title="T", by="indicator").bars]
    assert values == [Decimal("3.0"), Decimal("2.0"), Decimal("1.0")]


def test_a_figure_without_a_plan_is_not_said_to_be_missing() -> None:
    money = figure("13925", unit="tỷ đồng")
    plain = standing(money, None, "no_target", indicator=revenue_ahead().indicator)
    bar = bars_with_targets([revenue_ahead(), plain], title="T").bars[-1]
    assert bar.value is None
    assert bar.missing == "13.925\u00a0tỷ đồng, không có kế hoạch để so"
    assert bar.verdict == "no_target"
