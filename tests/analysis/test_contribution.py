"""Who the gap lies with: only what adds up, nothing set off, nobody left out unsaid."""

from decimal import Decimal

from chart_samples import REVENUES, district
from hypothesis import given
from hypothesis import strategies as st
from standing_samples import DISTRICTS, figure, growth_behind, indicator, standing

from yardstick.analysis.contribution import gap_of
from yardstick.domain.indicator import Aggregation


def test_what_others_have_above_is_not_set_off() -> None:
    gap = gap_of(REVENUES)
    assert gap is not None
    assert (gap.total, gap.unit, gap.counted) == (Decimal(85), "tỷ đồng", 4)
    assert [place.name for place in gap.silent] == ["Phù Cừ"]
    assert sum(one.share for one in gap.shortfalls) == 100


def test_growth_and_shares_without_their_plan_do_not_add_up() -> None:
    assert gap_of([growth_behind()]) is None
    assert gap_of(DISTRICTS) is None


def test_a_printed_share_adds_up_by_the_plan_beside_it() -> None:
    plan = figure("400", kind="target", unit="tỷ đồng", period="2024", observation_id="plan")
    behind = DISTRICTS[2]
    planned = standing(
        behind.actual,
        None,
        "missed",
        gap="-18.8",
        bound="50",
        rule="pace",
        pace=Decimal(50),
        completion=Decimal("31.2"),
        place=behind.place,
        indicator=behind.indicator,
        targets=(plan,),
    )
    gap = gap_of([planned])
    assert gap is not None
    assert gap.total == Decimal("75.2")
    assert gap.shortfalls[0].base is plan


def test_a_rate_adds_up_by_its_denominator() -> None:
    poverty = indicator(
        "Hộ nghèo",
        direction="down",
        aggregation=Aggregation(method="ratio", numerator="hộ nghèo", denominator="hộ"),
    )
    poor = standing(
        figure("1.5"),
        figure("1", kind="target", comparator="<="),
        "missed",
        gap="-0.5",
        bound="1",
        place=district("Ân Thi"),
        indicator=poverty,
    )
    assert gap_of([poor]) is None
    gap = gap_of([poor], {"Ân Thi@": figure("40000", unit="hộ")})
    assert gap is not None
    assert (gap.total, gap.unit) == (Decimal(200), "hộ")


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=12))
def test_shares_make_a_whole_and_major_ones_hold_most_of_it(gaps: list[int]) -> None:
    one = REVENUES[0]
    flow = one.indicator
    standings = [
        standing(
            figure(str(1000 + gap), unit="tỷ đồng"),
            figure("1000", kind="target", unit="tỷ đồng"),
            "missed" if gap < 0 else "met",
            gap=str(gap),
            bound="1000",
            place=district(f"Nơi {n}"),
            indicator=flow,
        )
        for n, gap in enumerate(gaps)
    ]
    found = gap_of(standings)
    behind = [gap for gap in gaps if gap < 0]
    if not behind:
        assert found is None
        return
    assert found is not None
    assert found.total == -sum(behind)
    assert abs(sum(one.share for one in found.shortfalls) - 100) < Decimal("1e-9")
    major = sum(one.share for one in found.shortfalls if one.is_major)
    assert major >= Decimal(200) / 3 - Decimal("1e-9")
