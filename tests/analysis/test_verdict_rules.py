"""The written rules: season before elapsed time, unlikely, changes, all three, authorities."""

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from standing_samples import PROVINCE, figure, standing

from yardstick.analysis.authorities import by_authority
from yardstick.analysis.figure import Figure
from yardstick.analysis.judgement import fallen_together
from yardstick.analysis.standing import Standing, standings_by_place
from yardstick.charts.reasons import reason
from yardstick.domain.assessment import Thresholds, Verdict, assess_pace, quickening
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.period import Half, parse_period

ROOT = Path(__file__).resolve().parents[2]
MONEY = {"indicator": "FN01", "unit": "tỷ đồng"}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))


def stand(catalogue: Catalogue, code: str, *found: Figure) -> Standing:
    frame = pd.DataFrame([vars(one) for one in found])
    listed = standings_by_place(frame, catalogue, catalogue[code], (PROVINCE,), Half(2024, 1))
    return listed[0]


def revenue(value: str, *more: Figure) -> tuple[Figure, ...]:
    return (
        figure(value, observation_id="now", **MONEY),
        figure("1000", kind="target", period="2024", observation_id="plan", **MONEY),
        *more,
    )


def test_every_indicator_says_by_which_rule_it_is_judged(catalogue: Catalogue) -> None:
    for item in catalogue:
        assert item.judged is not None, item.code
        assert (item.judged in ("pace", "season", "all")) is item.is_cumulative, item.code


def test_without_past_years_the_elapsed_time_is_the_hint(catalogue: Catalogue) -> None:
    found = stand(catalogue, "FN01", *revenue("480"))
    assert (found.pace, found.season, found.verdict) == (Decimal(50), (), Verdict.NEARLY)
    assert reason(found, catalogue.thresholds(found.indicator)) == (
        "Cơ bản đạt: đạt 48% kế hoạch năm; theo thời gian đã qua cần 50%, nên bằng 96% mức cần có "
        "(từ 105% là vượt, 100% là đạt, 95% là cơ bản đạt)."
    )


def test_a_score_just_short_of_a_limit_is_not_rounded_over_it(catalogue: Catalogue) -> None:
    found = stand(catalogue, "FN01", *revenue("524.8"))
    assert found.verdict is Verdict.MET
    assert "bằng 104,96% mức cần có" in reason(found, catalogue.thresholds(found.indicator))


def test_past_years_give_the_season(catalogue: Catalogue) -> None:
    found = stand(
        catalogue,
        "FN01",
        *revenue(
            "480",
            figure("360", period="2023-H1", observation_id="half", **MONEY),
            figure("900", period="2023", observation_id="whole", **MONEY),
        ),
    )
    assert (found.pace, found.season, found.verdict) == (Decimal(40), (2023,), Verdict.EXCEEDED)
    assert "theo nhịp năm 2023 đến kỳ này cần 40%" in reason(found, Thresholds())
    assert "the pace of 2023 asks for 40% by now" in reason(found, Thresholds(), "en")


def test_a_harvest_is_never_judged_by_elapsed_time(catalogue: Catalogue) -> None:
    crop = {"indicator": "AG01", "unit": "tấn"}
    found = stand(
        catalogue,
        "AG01",
        figure("10", observation_id="now", **crop),
        figure("100", kind="target", period="2024", observation_id="plan", **crop),
    )
    assert found.verdict is Verdict.NO_TARGET


def test_far_behind_from_the_middle_of_the_year_is_unlikely(catalogue: Catalogue) -> None:
    assert quickening(Decimal(25), Decimal(50)) == 3
    found = stand(catalogue, "FN01", *revenue("250"))
    assert found.verdict is Verdict.UNLIKELY
    assert "gấp 3,0 lần" in reason(found, Thresholds())
    early = assess_pace(Decimal(10), Decimal(25), Thresholds(), elapsed=Decimal(25))
    assert early.verdict is Verdict.MISSED
    behind = assess_pace(Decimal(40), Decimal(50), Thresholds(), elapsed=Decimal(50))
    assert behind.verdict is Verdict.MISSED
    assert quickening(Decimal(0), Decimal(50)) is None


def test_a_change_in_points_is_reckoned_from_the_year_before(catalogue: Catalogue) -> None:
    poor = {"indicator": "SO03", "unit": "%"}
    found = stand(
        catalogue,
        "SO03",
        figure("1.2", observation_id="now", **poor),
        figure("2.5", period="2023-H1", observation_id="then", **poor),
        figure(
            "-1.5",
            kind="target",
            measure="change",
            period="2024",
            observation_id="asked",
            indicator="SO03",
            unit="điểm %",
        ),
    )
    assert (found.assessment.rule, found.verdict) == ("delta", Verdict.NEARLY)
    assert found.gap == Decimal("-0.2")
    assert "từ 2,5% đến 1,2%, mục tiêu giảm 1,5\u00a0điểm %" in reason(found, Thresholds())


def accidents(now: str, then: str, code: str = "SE01") -> list[Figure]:
    unit = "vụ" if code == "SE01" else "người"
    return [
        figure(now, unit=unit, indicator=code, observation_id=f"{code}-now"),
        figure(then, unit=unit, indicator=code, period="2023-H1", observation_id=f"{code}-then"),
    ]


def test_accidents_killed_and_injured_must_all_have_fallen(catalogue: Catalogue) -> None:
    def counted(killed: str, injured: str) -> Standing:
        rows = [*accidents("20", "25"), *accidents(killed, "9", "SE04")]
        return stand(catalogue, "SE01", *rows, *accidents(injured, "30", "SE05"))

    assert fallen_together([]) is None
    better, worse = counted("8", "29"), counted("10", "30")
    assert (better.verdict, worse.verdict) == (Verdict.MET, Verdict.MISSED)
    assert "cả 3 số đi kèm đều giảm" in reason(better, Thresholds())
    told = reason(worse, Thresholds())
    assert "chưa giảm đủ cả 3 số" in told
    assert "số người chết do tai nạn giao thông từ 9\u00a0người lên 10\u00a0người" in told
    assert "số người bị thương do tai nạn giao thông vẫn 30\u00a0người" in told
    in_english = reason(worse, Thresholds(), "en")
    assert "traffic deaths up from 9" in in_english
    # A part is judged by itself; a part without its year before leaves the others to be judged.
    assert stand(catalogue, "SE04", *accidents("10", "9", "SE04")).verdict is Verdict.MISSED
    alone = stand(catalogue, "SE01", *accidents("20", "25"), accidents("10", "9", "SE04")[0])
    assert [count.indicator.code for count in alone.counts] == ["SE01"]


def test_a_printed_fall_stands_for_a_count_whose_year_before_nobody_gives(
    catalogue: Catalogue,
) -> None:
    grown = {"unit": "%", "measure": "growth", "indicator": "SE04"}
    found = stand(
        catalogue,
        "SE01",
        *accidents("20", "25"),
        figure("11", unit="người", indicator="SE04", observation_id="now"),
        figure("10", observation_id="growth", **grown),
    )
    assert found.verdict is Verdict.MISSED
    assert "số người chết do tai nạn giao thông tăng 10%" in reason(found, Thresholds())


@pytest.mark.parametrize("code", ["SE01", "SE04", "SE05"])
def test_a_count_that_stands_alone_must_have_fallen_too(catalogue: Catalogue, code: str) -> None:
    def counted(now: str) -> Standing:
        rows = [
            figure(now, unit=catalogue[code].unit, indicator=code, observation_id="a"),
            figure(
                "9", unit=catalogue[code].unit, indicator=code, period="2023-H1", observation_id="b"
            ),
        ]
        return stand(catalogue, code, *rows)

    better, same = counted("8"), counted("9")
    assert (better.verdict, same.verdict) == (Verdict.MET, Verdict.MISSED)
    assert reason(better, Thresholds()).startswith("Đạt: giảm so với cùng kỳ.")
    assert "không giảm so với cùng kỳ" in reason(same, Thresholds())


def test_two_authorities_may_see_one_figure_differently(catalogue: Catalogue) -> None:
    found = stand(
        catalogue,
        "FN01",
        figure("500", observation_id="now", **MONEY),
        *(
            figure(
                value,
                kind="target",
                period="2024",
                authority=authority,
                observation_id=authority,
                **MONEY,
            )
            for value, authority in (("1100", "council"), ("900", "province"))
        ),
    )
    seen = by_authority(found, catalogue)
    assert [(one.target.authority, one.verdict) for one in seen] == [
        ("council", Verdict.MISSED),
        ("province", Verdict.EXCEEDED),
    ]
    assert "55,6%" in reason(seen[1].standing, Thresholds())


def test_a_share_asked_below_the_whole_asks_for_less_by_now(catalogue: Catalogue) -> None:
    share = {"indicator": "IV02", "measure": "completion"}
    asked = figure(
        "90", kind="target", period="2024", observation_id="a", authority="council", **share
    )
    strict = figure(
        "100", kind="target", period="2024", observation_id="b", authority="aspiration", **share
    )
    found = stand(catalogue, "IV02", figure("45", observation_id="now", **share), asked, strict)
    assert (found.pace, found.verdict) == (Decimal(45), Verdict.MET)
    seen = by_authority(found, catalogue)
    assert [(one.standing.pace, one.verdict) for one in seen] == [
        (Decimal(45), Verdict.MET),
        (Decimal(50), Verdict.MISSED),
    ]


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (standing(None, verdict="no_figure"), "Chưa có số liệu"),
        (standing(figure("5")), "Chưa nguồn nào nêu mục tiêu"),
        (
            standing(
                figure("97.2"),
                figure("98", kind="target", authority="council"),
                "nearly",
                gap="-0.8",
                bound="98",
                rule="points",
            ),
            "97,2% so với 98% (HĐND giao), kém 0,8",
        ),
    ],
)
def test_every_verdict_says_why(found: Standing, words: str) -> None:
    assert words in reason(found, Thresholds())
    assert reason(found, Thresholds(), "en")
    assert parse_period(found.period)


def test_a_growth_rate_of_a_source_that_disagrees_stays_with_its_own_value(
    catalogue: Catalogue,
) -> None:
    own = {"source_id": "own", **MONEY}
    rival = {"source_id": "rival", "is_chosen": False, "in_conflict": True, **MONEY}
    rate = {"unit": "%", "measure": "growth", "indicator": "FN01"}
    found = stand(
        catalogue,
        "FN01",
        figure("500", observation_id="now", **own),
        figure("540", observation_id="theirs", **rival),
        figure("39.8", observation_id="their-growth", source_id="rival", **rate),
        figure("63", observation_id="share", source_id="own", **{**rate, "measure": "completion"}),
    )
    assert [one.observation_id for one in found.rivals] == ["theirs"]
    assert [one.observation_id for one in found.others] == ["share"]
