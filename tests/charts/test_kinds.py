"""Builders of map, contribution, ranks, panels, composition, attainment: what they say."""

from decimal import Decimal

import pytest
from chart_samples import LAYER, REVENUES, by_period, district, every_kind
from standing_samples import DISTRICTS, figure, growth_behind, standing

from yardstick.analysis.contribution import gap_of
from yardstick.analysis.projection import Ahead, ahead
from yardstick.analysis.standing import Standing
from yardstick.charts.areas import area_map
from yardstick.charts.attainment import attained, attainment_bars
from yardstick.charts.composition import Whole, composition
from yardstick.charts.contribution import contribution
from yardstick.charts.findings import of_places
from yardstick.charts.kinds import Composition, RankSlope
from yardstick.charts.notes import foot
from yardstick.charts.projecting import method
from yardstick.charts.ranks import rank_slope
from yardstick.charts.spec import BarsWithTargets, TimeLine
from yardstick.domain.period import Half


def test_a_map_draws_places_without_a_figure_with_the_reason() -> None:
    chart = area_map(DISTRICTS[:3], LAYER, missing={"Đông Hồ@": "không gửi báo cáo"})
    reasons = {area.name: area.missing for area in chart.areas}
    assert reasons == {
        "Văn Giang": "",
        "Phù Cừ": "chưa có số liệu",
        "Ân Thi": "",
        "Khoái Châu": "chưa có số liệu",
        "Đông Hồ": "không gửi báo cáo",
    }
    assert chart.title == "Chỉ Ân Thi chưa đạt mục tiêu"
    assert foot(chart).startswith("Ranh giới: ")


def test_a_contribution_says_who_holds_most_and_who_is_not_counted() -> None:
    gap = gap_of(REVENUES)
    assert gap is not None
    chart = contribution(gap)
    assert [(share.name, share.label, share.share_label) for share in chart.shares] == [
        ("Văn Lâm", "50,0\u00a0tỷ", "59%"),
        ("Ân Thi", "25,0\u00a0tỷ", "29%"),
        ("Kim Động", "10,0\u00a0tỷ", "12%"),
    ]
    assert chart.title == "Hai địa phương chiếm 88% phần còn thiếu"
    assert "50% kế hoạch" in chart.subtitle
    assert "chưa tính Phù Cừ" in chart.subtitle
    assert chart.remark.startswith("Văn Lâm không thấp nhất về tỷ lệ")


def test_a_lone_place_behind_holds_all_of_the_gap() -> None:
    gap = gap_of(REVENUES[:1])
    assert gap is not None
    assert contribution(gap, language="en").title == "All that is missing lies in Ân Thi"


def test_ranks_need_two_periods_that_can_be_ranked() -> None:
    found = by_period()
    assert rank_slope(dict(list(found.items())[:1])) is None
    chart = rank_slope(found, district("Ân Thi"))
    assert chart is not None
    assert chart.title == "Ân Thi từ hạng 1/3 (6 tháng đầu năm 2022) xuống hạng 3/3"
    ranks = {line.name: [step.rank for step in line.steps] for line in chart.lines}
    assert ranks == {"Yên Mỹ": [3, 1, 1], "Văn Lâm": [2, None, 2], "Ân Thi": [1, 2, 3]}


def test_ranks_are_among_the_same_places_where_the_sets_are_far_apart() -> None:
    def known(year: int, values: dict[str, str]) -> list[Standing]:
        return [
            standing(
                figure(value, period=f"{year}-H1", observation_id=f"{name}-{year}"),
                place=district(name),
                period=f"{year}-H1",
            )
            for name, value in values.items()
        ]

    few = {"Ân Thi": "9", "Văn Lâm": "8", "Yên Mỹ": "10"}
    many = {"Ân Thi": "7", "Văn Lâm": "8", "Yên Mỹ": "10", "A": "11", "B": "12", "C": "13"}
    chart = rank_slope(
        {Half(2023, 1): known(2023, few), Half(2024, 1): known(2024, many)}, district("Ân Thi")
    )
    assert chart is not None
    # Second of three, then sixth of six: among the three it fell by one.
    assert chart.title == "Ân Thi từ hạng 2/3 (6 tháng đầu năm 2023) xuống hạng 3/3"
    assert {line.name for line in chart.lines} == set(few)
    assert "ở mọi kỳ" in chart.subtitle


def test_ranks_are_broken_where_the_places_changed() -> None:
    chart = every_kind()["ranks"]
    assert isinstance(chart, RankSlope)
    assert chart.breaks == ()
    later = {
        period.shifted(2): [
            standing(
                figure(
                    str(n), period=period.shifted(2).code, observation_id=f"{period}-{one.place}"
                ),
                place=one.place,
            )
            for n, one in enumerate(found, 1)
        ]
        for period, found in by_period().items()
    }
    moved = rank_slope(later)
    assert moved is not None
    assert [found.before for found in moved.breaks] == [2]


def test_a_part_in_another_unit_is_not_known_and_the_stack_says_so() -> None:
    whole = Whole("a", "A", [("x", "X", figure("40")), ("y", "Y", figure("9", unit="tỷ đồng"))])
    chart = composition([whole])
    assert [part.value for part in chart.stacks[0].parts] == [Decimal(40), None]
    assert not chart.stacks[0].is_complete
    assert "để trống" in chart.subtitle
    assert isinstance(every_kind()["composition"], Composition)


def test_attainment_is_percent_of_what_was_asked_least_first() -> None:
    chart = every_kind()["attainment"]
    assert isinstance(chart, BarsWithTargets)
    assert [(bar.label, bar.detail) for bar in chart.bars][:2] == [
        ("80,0%", "40,0% / tiến độ 50%"),
        ("90,0%", "45,0% / tiến độ 50%"),
    ]
    last = chart.bars[-1]
    assert (last.value, last.missing) == (None, "không tính được tỷ lệ")
    growth = attainment_bars([growth_behind()]).bars[0]
    assert (growth.label, growth.detail) == ("90,8%", "6,81% / 7,5–8%")
    assert chart.mark == "mục tiêu = 100%"


def test_what_is_nearly_met_is_never_called_met() -> None:
    met = standing(figure("8"), figure("8", kind="target"), "met", bound="8")
    nearly = standing(figure("7.8"), figure("8", kind="target"), "nearly", bound="8")
    title = "1 trong 2 chỉ tiêu đã có số liệu thấp hơn mục tiêu"
    assert attainment_bars([met, nearly]).title == title
    assert of_places([met, nearly]) == "1 trong 2 địa phương có số liệu đạt mục tiêu, 1 cơ bản đạt"
    assert of_places([met, met]) == "Cả 2 địa phương có số liệu đạt mục tiêu"


def test_where_less_is_better_attainment_is_the_target_over_the_figure() -> None:
    fewer = standing(
        figure("5"),
        figure("4", kind="target", comparator="<="),
        "missed",
        bound="4",
        indicator=growth_behind().indicator.model_copy(update={"direction": "down"}),
    )
    assert attained(fewer) == Decimal(80)


def test_the_plain_pace_is_said_to_come_out_low() -> None:
    found = ahead({2024: {6: Decimal(50)}}, 2024)
    assert isinstance(found, Ahead)
    said = method(found)
    assert "giữ nhịp bình quân 6 tháng qua, chưa tính mùa vụ" in said
    assert "thường thấp hơn số cả năm" in said
    assert "chưa đủ năm trước để tính sai số" in said


def test_a_line_says_its_projection_and_how_it_was_reckoned() -> None:
    chart = every_kind()["line"]
    assert isinstance(chart, TimeLine)
    assert chart.projection is not None
    assert "Dự báo 31/12: khoảng 115\u00a0tỷ đồng (92–138)" in chart.alt
    assert foot(chart).startswith(
        "Dự báo: số 6 tháng chia cho phần cùng kỳ trong cả năm 2023; "
        "dải: sai số nếu chỉ giữ nhịp bình quân trong năm 2023, ±20,0%"
    )
    assert [(point.period, round(point.low, 4)) for point in chart.target] == [
        ("2024-01", Decimal("9.1667")),
        ("2024-H1", Decimal(55)),
        ("2024", Decimal(110)),
    ]
    assert chart.is_path


@pytest.mark.parametrize("kind", every_kind())
def test_english_charts_hold_no_vietnamese_words_of_ours(kind: str) -> None:
    chart = every_kind(language="en")[kind]
    for ours in ("địa phương", "chưa có", "Mục tiêu", "tiến độ", "kế hoạch", "Dự báo", "hạng"):
        assert ours not in f"{chart.title} {chart.subtitle} {chart.alt}", ours
