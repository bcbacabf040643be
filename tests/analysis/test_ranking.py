"""Ranks among peers: direction, ties, and what may not be compared."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from standing_samples import DISTRICTS, figure, indicator, standing

from yardstick.analysis.ranking import Rank, rank, scaled
from yardstick.analysis.standing import Standing
from yardstick.charts.strips import rank_words
from yardstick.domain.place import Level, Place


def at(name: str, value: str | None, direction: str = "up", **more: Any) -> Standing:
    place = Place(name, None, None, Level.DISTRICT, "huyện", name, None)
    actual = figure(value, observation_id=name, **more) if value is not None else None
    return standing(actual, place=place, indicator=indicator(direction=direction))


PEERS = [at("B", "9.0"), at("C", "7.5"), at("D", "7.5"), at("E", None)]


@pytest.mark.parametrize(
    ("value", "position", "tied"),
    [("9.5", 1, False), ("9.0", 1, True), ("8", 2, False), ("7.5", 2, True), ("1", 4, False)],
)
def test_more_is_better_and_equals_share_a_position(value: str, position: int, tied: bool) -> None:
    assert rank(at("A", value), PEERS) == Rank(position, 4, tied)


def test_less_is_better_where_the_indicator_says_so() -> None:
    peers = [at("B", "0.9", "down"), at("C", "1.2", "down")]
    assert rank(at("A", "0.5", "down"), peers) == Rank(1, 3, False)


@pytest.mark.parametrize(
    "own",
    [
        at("A", None),
        at("A", "8", "neutral"),
        at("A", "8", unit="tỷ đồng"),
        at("A", "8", measure="growth"),
    ],
)
def test_no_rank_without_a_figure_a_direction_or_a_like(own: Standing) -> None:
    assert rank(own, PEERS) is None


def test_a_place_is_not_ranked_against_itself() -> None:
    own = at("B", "9.0")
    assert rank(own, PEERS) == Rank(1, 3, False)


def test_amounts_are_compared_by_their_share_of_what_was_asked() -> None:
    def stock(name: str, value: str, asked: str) -> Standing:
        place = Place(name, None, None, Level.DISTRICT, "huyện", name, None)
        return standing(
            figure(value, unit="tỷ đồng"),
            figure(asked, unit="tỷ đồng", kind="target", period="2024"),
            "met",
            place=place,
            indicator=indicator(unit="tỷ đồng", accumulation="stock"),
        )

    large, small = stock("A", "900", "1000"), stock("B", "110", "100")
    share = scaled(large)
    assert share is not None
    assert (share.value, share.bound, share.is_share) == (Decimal(90), Decimal(100), True)
    assert rank(large, [small]) == Rank(2, 2, False)


def test_flows_are_ranked_by_their_pace() -> None:
    assert rank(DISTRICTS[0], DISTRICTS) == Rank(1, 3, False)
    assert rank(DISTRICTS[2], DISTRICTS) == Rank(3, 3, False)
    assert rank(DISTRICTS[1], DISTRICTS) is None


@pytest.mark.parametrize(("among", "ranked"), [(0, True), (7, True), (8, False), (63, False)])
def test_those_that_happen_to_be_known_are_no_ranking(among: int, ranked: bool) -> None:
    assert (rank(at("A", "8"), PEERS, among=among) is not None) == ranked


def test_a_rank_that_a_source_gives_comes_before_one_of_a_few() -> None:
    own = at("A", "8")
    said = figure("24", total="63", measure="rank", unit="rank", observation_id="rank")
    assert rank_words(replace(own, others=(said,)), PEERS) == "24/63"
    assert rank_words(own, PEERS) == "2/4"
    assert rank_words(own, PEERS, among=63) == ""
