"""Standings: which figure counts, which target binds, and what the verdict rests on."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from yardstick.analysis.figure import issued_on
from yardstick.analysis.standing import Standing, period_codes, standings
from yardstick.charts.period_labels import date_label
from yardstick.domain.assessment import Verdict
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.period import parse_period
from yardstick.domain.place import Level, Place

PROVINCE = Place("33", None, None, Level.PROVINCE, "tỉnh", "Hưng Yên", None)
ENTRY = """
  - code: {code}
    name_vi: {code}
    name_en: {code}
    field: economy
    unit: "{unit}"
    headline: {headline}
    direction: {direction}
    aggregation: {{method: none}}
    accumulation: {accumulation}
    levels: [province]
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    rows = [
        ("EC01", "%", "growth", "up", "growth"),
        ("FN01", "tỷ đồng", "level", "up", "flow"),
        ("IV01", "tỷ đồng", "level", "up", "flow"),
        ("SO03", "%", "level", "down", "rate"),
        ("GV04", "điểm", "rank", "up", "rank"),
    ]
    text = "fields: [{code: economy, name_vi: Kinh tế, name_en: Economy}]\nindicators:"
    for code, unit, headline, direction, accumulation in rows:
        text += ENTRY.format(
            code=code, unit=unit, headline=headline, direction=direction, accumulation=accumulation
        )
    return read_catalogue(text)


def row(indicator: str, period: str, value: float | None, **more: Any) -> dict[str, Any]:
    plain = {
        "observation_id": "-".join(
            map(str, (indicator, period, value, more.get("kind"), more.get("source_id")))
        ),
        "indicator": indicator,
        "place": PROVINCE.key,
        "value": value,
        "low": None,
        "high": None,
        "total": None,
        "comparator": None,
        "unit": "tỷ đồng",
        "decimals": None,
        "period": period,
        "kind": "actual",
        "measure": "level",
        "status": None,
        "base": None,
        "authority": None,
        "source_id": "s",
        "source_title": "S",
        "source_issuer": None,
        "source_number": None,
        "source_date": "2024-07-01",
        "quote": None,
        "locator": None,
        "in_conflict": False,
        "is_chosen": True,
        "decided": False,
    }
    return {**plain, **more}


def only(
    rows: list[dict[str, Any]], catalogue: Catalogue, period: str = "2024-H1", **more: Any
) -> Standing:
    found = standings(pd.DataFrame(rows), catalogue, PROVINCE, parse_period(period), **more)
    assert len(found) == 1
    return found[0]


def test_growth_is_set_against_the_growth_asked_for_the_year(catalogue: Catalogue) -> None:
    standing = only(
        [
            row("EC01", "2024-H1", 6.81, unit="%", measure="growth", decimals=2),
            row("EC01", "2024", None, low=7.5, high=8, unit="%", measure="growth", kind="target"),
            row("EC01", "2023-H1", 8.21, unit="%", measure="growth", decimals=2),
        ],
        catalogue,
    )
    assert standing.verdict is Verdict.MISSED
    assert standing.gap == Decimal("-0.69")
    assert standing.gap_unit == "điểm %"
    assert standing.same_period is not None
    assert standing.same_period.value == Decimal("8.21")
    assert standing.history == (("2023-H1", Decimal("8.21")), ("2024-H1", Decimal("6.81")))


def test_a_flow_under_way_is_judged_by_pace_with_the_share_computed_from_the_plan(
    catalogue: Catalogue,
) -> None:
    standing = only(
        [
            row("FN01", "2024-H1", 20889),
            row("FN01", "2024-H1", 63, measure="completion", unit="%", comparator=">="),
            row("FN01", "2024", 32823, kind="target"),
        ],
        catalogue,
    )
    assert standing.verdict is Verdict.EXCEEDED
    assert standing.pace == 50
    assert standing.completion is not None
    assert round(standing.completion, 1) == Decimal("63.6")
    assert not standing.completion_printed
    assert [f.measure for f in standing.others] == ["completion"]


def test_a_printed_share_alone_implies_the_whole_plan(catalogue: Catalogue) -> None:
    standing = only([row("IV01", "2024-H1", 45.5, measure="completion", unit="%")], catalogue)
    assert standing.implied
    assert standing.verdict is Verdict.MISSED
    assert standing.gap == Decimal("-4.5")


def test_units_are_made_equal_before_they_are_compared(catalogue: Catalogue) -> None:
    standing = only(
        [
            row("FN01", "2024", 32.9, unit="nghìn tỷ đồng"),
            row("FN01", "2024", 32823, kind="target"),
        ],
        catalogue,
        "2024",
    )
    assert standing.verdict is Verdict.MET
    assert standing.pace is None


def test_two_sources_that_disagree_stay_visible(catalogue: Catalogue) -> None:
    standing = only(
        [
            row("FN01", "2024-H1", 20889, source_id="a", in_conflict=True),
            row("FN01", "2024-H1", 21445, source_id="b", in_conflict=True, is_chosen=False),
        ],
        catalogue,
    )
    assert standing.actual is not None
    assert standing.actual.value == 20889
    assert [f.value for f in standing.rivals] == [21445]


def test_a_state_reported_for_june_is_the_state_of_the_half_year_but_a_flow_is_not(
    catalogue: Catalogue,
) -> None:
    rows = [row("SO03", "2024-06", 0.9, unit="%"), row("FN01", "2024-06", 3000)]
    found = standings(pd.DataFrame(rows), catalogue, PROVINCE, parse_period("2024-H1"))
    assert [s.indicator.code for s in found] == ["SO03"]


def test_less_is_better_where_the_catalogue_says_so(catalogue: Catalogue) -> None:
    rows = [row("SO03", "2024", 0.6, unit="%"), row("SO03", "2024", 0.71, unit="%", kind="target")]
    assert only(rows, catalogue, "2024").verdict is Verdict.EXCEEDED


def test_the_binding_target_comes_first_and_can_be_chosen_by_authority(
    catalogue: Catalogue,
) -> None:
    rows = [
        row("FN01", "2024", 33000),
        row("FN01", "2024", 30000, kind="target", authority="central"),
        row("FN01", "2024", 34000, kind="target", authority="council"),
    ]
    assert only(rows, catalogue, "2024").verdict is Verdict.NEARLY
    assert only(rows, catalogue, "2024", authority="central").verdict is Verdict.EXCEEDED
    assert [t.authority for t in only(rows, catalogue, "2024").targets] == ["council", "central"]


def test_a_target_without_a_figure_is_shown_as_missing(catalogue: Catalogue) -> None:
    standing = only([row("SO03", "2024", 0.71, unit="%", kind="target")], catalogue)
    assert standing.verdict is Verdict.NO_FIGURE
    assert standing.actual is None
    assert standing.target is not None


def test_a_rank_is_judged_as_a_rank(catalogue: Catalogue) -> None:
    rows = [
        row("GV04", "2023", 12, unit="rank", measure="rank", total=63),
        row("GV04", "2023", 45, unit="rank", measure="rank", kind="target"),
        row("GV04", "2023", 67.1, unit="điểm"),
    ]
    standing = only(rows, catalogue, "2023")
    assert standing.verdict is Verdict.EXCEEDED
    assert standing.actual is not None
    assert standing.actual.total == 63


def test_the_codes_asked_for_hold_past_years_and_the_year_of_the_target() -> None:
    codes = period_codes(parse_period("2024-H1"), years=2)
    assert {"2024-H1", "2024-06", "2024-Q2", "2023-H1", "2024", "2023-H2"} <= set(codes)


@pytest.mark.parametrize(
    ("day", "kind", "told", "label"),
    [
        ("2025-01-01", "published", "2025", "2025"),
        ("2025-10-01", "published", "2025-10", "10/2025"),
        ("2025-10-09", "published", "2025-10-09", "09/10/2025"),
        ("2025-01-01", "document", "2025-01-01", "01/01/2025"),
        (None, "published", None, "—"),
    ],
)
def test_no_day_is_told_that_a_source_does_not_give(
    day: str | None, kind: str, told: str | None, label: str
) -> None:
    assert issued_on(day, kind) == told
    assert date_label(told) == label
