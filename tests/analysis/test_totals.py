"""Sums over places say whom they cover; amounts per head only where the people are known."""

from decimal import Decimal

from chart_samples import FLOW, REVENUES, district
from standing_samples import DISTRICTS, figure, growth_behind, indicator, standing

from yardstick.analysis.per_head import per_head
from yardstick.analysis.totals import total_of
from yardstick.charts.place_table import place_table


def test_a_sum_covers_those_with_a_figure_and_names_the_others() -> None:
    total = total_of(REVENUES)
    assert total is not None
    assert (total.count, total.actual, total.asked) == (4, Decimal(940), Decimal(1950))
    assert [place.name for place in total.silent] == ["Phù Cừ"]
    assert total.earlier is None
    assert round(total.completion or 0, 1) == Decimal("48.2")


def test_nothing_is_summed_that_does_not_add_up() -> None:
    assert total_of([growth_behind(), growth_behind()]) is None
    assert total_of(DISTRICTS) is None
    assert total_of(REVENUES[:1]) is None


def test_a_plan_missing_in_one_place_leaves_the_whole_plan_unknown() -> None:
    bare = standing(
        figure("10", unit="tỷ đồng", observation_id="bare"),
        indicator=FLOW,
        place=district("Tiên Lữ"),
    )
    total = total_of([*REVENUES[:2], bare])
    assert total is not None
    assert (total.actual, total.asked, total.completion) == (Decimal(560), None, None)


def test_the_last_row_of_the_table_says_how_many_places_it_covers() -> None:
    table = place_table(REVENUES, total_of(REVENUES))
    first, *_, last = table.rows
    assert table.subtitle == "Đơn vị: tỷ đồng"
    assert table.columns[:3] == ("Địa bàn", "Mục tiêu", "Thực hiện")
    assert [cell.text for cell in first[:4]] == ["Ân Thi", "250", "100", "40%"]
    assert last[0].text == "Cộng 4 địa phương"
    assert last[-1].text == "chưa gồm Phù Cừ; không phải số toàn địa bàn"


def test_amounts_are_divided_by_the_people_they_are_for() -> None:
    people = {
        "Ân Thi@": figure("50000", unit="người"),
        "Văn Lâm@": figure("150", unit="nghìn người"),
    }
    found = per_head(REVENUES, people)
    assert [(one.place.name, one.actual and one.actual.value) for one in found] == [
        ("Ân Thi", Decimal("2.0")),
        ("Văn Lâm", Decimal("3.0")),
    ]
    assert found[0].actual is not None
    assert found[0].actual.unit == "triệu đồng/người"
    assert found[0].actual.observation_id == "rev-Ân Thi"
    assert not found[0].verdict.is_judged


def test_counts_are_told_for_ten_thousand_people_and_people_not_at_all() -> None:
    def of(unit: str) -> str | None:
        counted = standing(
            figure("20", unit=unit),
            indicator=indicator(unit=unit, accumulation="flow"),
            place=district("Ân Thi"),
        )
        found = per_head([counted], {"Ân Thi@": figure("50000", unit="người")})
        return found[0].actual.unit if found and found[0].actual else None

    assert of("doanh nghiệp") == "doanh nghiệp/vạn dân"
    assert of("triệu USD") == "USD/người"
    assert of("người") is None
    assert per_head([growth_behind()], {"33@": figure("50000", unit="người")}) == ()
