"""Sentences from figures: official style, every number bound to its record, the same every time."""

import re
from pathlib import Path

import pytest
from chart_samples import REVENUES
from standing_samples import figure, growth_behind, indicator, revenue_ahead, standing

from yardstick.analysis.changes import changes
from yardstick.analysis.standing import Standing
from yardstick.briefing.facts import Facts
from yardstick.charts.deck import Remark
from yardstick.charts.labels import Language, figure_label
from yardstick.charts.period_labels import period_label
from yardstick.charts.remarks import best_and_worst, remark_on, what_changed
from yardstick.domain.catalogue import read_catalogue
from yardstick.domain.period import Half, Quarter
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parents[2]


def plain(remark: Remark) -> str:
    return remark.text.replace("\u00a0", " ")


def test_a_sum_of_money_in_official_style() -> None:
    assert plain(remark_on(revenue_ahead())) == (
        "Thu ngân sách 6 tháng đầu năm 2024 ước đạt 20.889 tỷ đồng, bằng 63,6% kế hoạch năm "
        "(32.823 tỷ đồng)."
    )


def test_growth_below_its_target_with_its_rank() -> None:
    ranked = figure("24", total="63", measure="rank", unit="rank", observation_id="rank")
    told = remark_on(growth_behind(others=(ranked,)))
    assert plain(told) == (
        "Chỉ số thử 6 tháng đầu năm 2024 ước tăng 6,81%, thấp hơn mục tiêu (7,5–8%) 0,69 điểm %, "
        "thấp hơn cùng kỳ năm trước 1,40 điểm %; xếp thứ 24/63 cả nước."
    )
    assert {told.text[b.start : b.end] for b in told.bounds if not b.is_reckoned} == {
        "6,81%",
        "7,5–8%",
        "24/63",
    }


def test_less_is_better_and_nothing_known() -> None:
    poverty = indicator("Tỷ lệ hộ nghèo", direction="down")
    told = remark_on(
        standing(
            figure("1.2"),
            figure("1", kind="target", comparator="<=", period="2024"),
            "missed",
            gap="-0.2",
            bound="1",
            indicator=poverty,
        )
    )
    assert plain(told) == (
        "Tỷ lệ hộ nghèo 6 tháng đầu năm 2024 là 1,2%, cao hơn mức cho phép (≤ 1%) 0,2 điểm %."
    )
    assert plain(remark_on(standing(None, verdict="no_figure"))) == (
        "Chỉ số thử 6 tháng đầu năm 2024 chưa có số liệu."
    )


def test_the_first_and_the_last_places_go_by_the_number_told_of_them() -> None:
    best, worst = best_and_worst(REVENUES, names_place=True)
    assert plain(best).startswith("Hai địa phương dẫn đầu: Yên Mỹ 60% kế hoạch năm; ")
    assert plain(worst).startswith("Hai địa phương thấp nhất: Ân Thi 40% kế hoạch năm; ")
    # One that is nearly met, or the farther from a pace of its own, keeps its place in the order.
    poor = indicator("Giải ngân", unit="%")
    found = [
        standing(figure(value), None, verdict, place=place, indicator=poor)
        for value, verdict, place in zip(
            ("37.3", "42", "41.9", "60"),
            ("missed", "missed", "nearly", "met"),
            [one.place for one in REVENUES],
            strict=False,
        )
    ]
    told = plain(best_and_worst(found, names_place=True)[1]).replace("%", "")
    assert [float(n.replace(",", ".")) for n in re.findall(r"\d+(?:,\d+)?", told)] == [37.3, 41.9]
    assert len(best_and_worst(REVENUES, most=1)) == 2
    assert best_and_worst([]) == ()


def numbers(text: str, language: Language, found: Standing) -> list[tuple[int, int]]:
    """The numbers of a sentence that are neither in its period nor in a name."""
    names = [found.indicator.name(language), found.indicator.short(language)]
    hidden = text
    for name in [period_label(found.period, language), *names]:
        hidden = hidden.replace(name, "\0" * len(name))
    return [match.span() for match in re.finditer(r"\d+(?:[.,/–]\d+)*", hidden)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_number_of_the_shipped_figures_is_bound(filled: Path, language: Language) -> None:
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    facts = Facts(Store(filled), catalogue, read_places(ROOT / "data" / "places"))
    place = facts.gazetteer["33@"]
    now = facts.standings(place, Half(2024, 1))
    told = 0
    for one in now:
        remark = remark_on(one, language)
        assert remark == remark_on(one, language)
        for start, end in numbers(remark.text, language, one):
            assert any(b.start <= start and end <= b.end for b in remark.bounds), remark.text
            told += 1
        for bound in remark.bounds:
            shown = facts.figure(bound.observation_id)
            printed = figure_label(shown, language) == remark.text[bound.start : bound.end]
            assert printed or bound.is_reckoned, remark.text
    assert told > 20
    moved = what_changed(changes(now, facts.standings(place, Quarter(2024, 1))), language)
    assert moved
    assert all(len(remark.bounds) == 2 for remark in moved)
