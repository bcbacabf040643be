"""Observing and reconciling: what is stored, what repeats, what waits, and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from etl.extract.mention import Mention
from etl.load import span_of
from etl.observe import Context, Reason, Unmatched, observe
from etl.reconcile import reconcile
from yardstick.domain.catalogue import read_catalogue
from yardstick.domain.observation import Observation
from yardstick.store.places import read_places

PLAIN = Mention(
    quote="20.889 tỷ đồng",
    start=10,
    end=24,
    value=Decimal(20889),
    value_low=None,
    value_high=None,
    total=None,
    unit="tỷ đồng",
    indicator_text="Thu ngân sách nhà nước",
    indicator="FN01",
    kind="actual",
    measure="level",
    comparator=None,
    period="2024-H1",
    place_text="tỉnh Hưng Yên",
    base=None,
    status=None,
    deadline=None,
    version=None,
    authority=None,
    repeat=False,
    confidence=1.0,
    paragraph=0,
    section=None,
    reasons=(),
)


@pytest.fixture(scope="module")
def context(root: Path) -> Context:
    gazetteer = read_places(root / "data" / "places")
    catalogue = read_catalogue((root / "indicators.yaml").read_text("utf-8"))
    return Context(catalogue, gazetteer, gazetteer["33@"], date(2024, 6, 27))


def observed(mention: Mention, context: Context) -> Observation | Unmatched:
    return observe(mention, context, span_of)


def test_a_complete_mention_becomes_an_observation(context: Context) -> None:
    found = observed(PLAIN, context)
    assert isinstance(found, Observation)
    assert (found.place.key, found.period.code, found.decimals) == ("33@", "2024-H1", 0)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"indicator": None}, Reason.UNKNOWN_INDICATOR),
        ({"period": None}, Reason.NO_PERIOD),
        ({"place_text": "huyện Không Có"}, Reason.UNKNOWN_PLACE),
        ({"unit": "ha"}, Reason.UNIT_CONFLICT),
        ({"unit": "%"}, Reason.UNIT_CONFLICT),
        ({"confidence": 0.3}, Reason.UNSURE),
        ({"indicator": "EC02", "place_text": "huyện Văn Lâm"}, Reason.WRONG_LEVEL),
        ({"indicator": "SO03", "unit": "%", "value": Decimal(97)}, Reason.IMPLAUSIBLE),
    ],
)
def test_what_cannot_be_settled_waits_with_its_reason(
    change: dict[str, object], reason: Reason, context: Context
) -> None:
    found = observed(replace(PLAIN, **change), context)  # type: ignore[arg-type]
    assert isinstance(found, Unmatched)
    assert found.reason is reason


def test_a_name_is_looked_up_as_it_was_on_the_day_of_the_source(context: Context) -> None:
    after = replace(context, place=None, issued=date(2025, 9, 1))
    found = observed(replace(PLAIN, period="2025-H1"), after)
    assert isinstance(found, Observation)
    assert found.place.key == "33@2025-07-01"


@pytest.mark.parametrize(
    "again",
    [
        {"value": Decimal(20889)},
        {"value": Decimal("20.889"), "unit": "nghìn tỷ đồng"},
        {"value": Decimal(20800), "comparator": ">="},
        {"value": Decimal(20900)},
        {"period": "2024-6M"},
    ],
)
def test_the_same_fact_again_is_a_repeat(again: dict[str, object], context: Context) -> None:
    found = reconcile([PLAIN, replace(PLAIN, **again)], context, span_of)  # type: ignore[arg-type]
    assert (len(found.observations), len(found.repeats), len(found.conflicts)) == (1, 1, 0)
    assert found.observations[0].value == 20889
    assert found.is_conserved


def test_the_exact_figure_stays_whichever_comes_first(context: Context) -> None:
    about = replace(PLAIN, value=Decimal(63), unit="%", measure="completion", comparator=">=")
    exact = replace(about, value=Decimal("63.6"), comparator=None)
    found = reconcile([about, exact], context, span_of)
    assert [one.value for one in found.observations] == [Decimal("63.6")]


@pytest.mark.parametrize(
    "other", [{"value": Decimal(21445)}, {"value": Decimal(15000), "comparator": ">="}]
)
def test_two_values_of_one_source_are_a_question(
    other: dict[str, object], context: Context
) -> None:
    found = reconcile([PLAIN, replace(PLAIN, **other)], context, span_of)  # type: ignore[arg-type]
    assert len(found.conflicts) == 1
    assert found.conflicts[0].reason is Reason.CONTRADICTION
    assert found.is_conserved


def test_a_rank_in_the_region_is_another_rank_than_one_in_the_country(context: Context) -> None:
    country = replace(
        PLAIN, indicator="EC01", measure="rank", unit="rank", value=Decimal(24), total=Decimal(63)
    )
    region = replace(country, value=Decimal(8), total=Decimal(11))
    found = reconcile([country, region], context, span_of)
    assert [(one.value, one.base) for one in found.observations] == [(24, None), (8, "region")]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "target", "value": Decimal(32823), "period": "2024"},
        {"measure": "completion", "unit": "%", "value": Decimal("63.6")},
        {"measure": "completion", "unit": "%", "value": Decimal("58.1"), "base": "plan_province"},
        {"place_text": "huyện Văn Lâm", "value": Decimal(1400)},
        {"period": "2023-H1", "value": Decimal(15200)},
    ],
)
def test_what_differs_in_more_than_value_is_another_fact(
    other: dict[str, object], context: Context
) -> None:
    found = reconcile([PLAIN, replace(PLAIN, **other)], context, span_of)  # type: ignore[arg-type]
    assert len(found.observations) == 2


def test_an_index_is_stored_as_growth_and_a_doubtful_one_waits(context: Context) -> None:
    growth = replace(
        PLAIN, indicator="IN01", measure="growth", unit="%", value=Decimal("98.5"), quote="98,5%"
    )
    read = replace(growth, reasons=(("measure", "index form: a percentage of the base period"),))
    found = observed(read, context)
    assert isinstance(found, Observation)
    assert (found.value, found.quote) == (Decimal("-1.5"), "98,5%")
    doubtful = observed(replace(growth, reasons=(("measure", "the row's label"),)), context)
    assert isinstance(doubtful, Unmatched)
    assert doubtful.reason is Reason.UNSURE
