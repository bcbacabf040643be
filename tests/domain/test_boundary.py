"""Boundaries: arcs joined, codes joined to the places of their day, layers that fit or do not."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from yardstick.domain.boundary import fitting, layer_of
from yardstick.domain.place import Gazetteer, Level, Place
from yardstick.store.boundaries import read_boundaries
from yardstick.store.places import read_places

DATA = Path(__file__).resolve().parents[2] / "data"
DAY = date(2024, 12, 31)
HALVES = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    # A square cut by the line between (12, 20) and (12, 22); the cut is shared.
    "arcs": [[[4, 0], [0, 4]], [[4, 4], [-4, 0], [0, -4], [4, 0]], [[4, 4], [4, 0], [0, -4],
             [-4, 0]]],
    "objects": {
        "places": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "1"}},
                {"type": "MultiPolygon", "arcs": [[[~0, ~2]]], "properties": {"code": "2"}},
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"code": "9"}},
            ]
        }
    },
}  # fmt: skip


def gazetteer() -> Gazetteer:
    return Gazetteer(
        Place(code, None, until, Level.DISTRICT, "huyện", name, None)
        for code, name, until in (("1", "Tây", None), ("2", "Đông", None), ("3", "Cũ", DAY))
    )


def test_arcs_are_joined_forwards_and_backwards_and_unknown_codes_left_out() -> None:
    layer = layer_of(HALVES, gazetteer(), Level.DISTRICT, DAY)
    assert [outline.name for outline in layer.outlines] == ["Tây", "Đông"]
    west, east = layer.outlines
    assert west.rings[0][0] == west.rings[0][-1]
    assert {round(y, 6) for _, y in east.rings[0]} == {20, 22}
    assert west.anchor[0] < east.anchor[0]
    assert west.anchor[1] == pytest.approx(21)


def test_a_layer_fits_only_when_it_holds_every_place() -> None:
    layer = layer_of(HALVES, gazetteer(), Level.DISTRICT, DAY)
    assert fitting([layer], ["1@"], Level.DISTRICT, DAY) is layer
    assert fitting([layer], ["1@", "3@"], Level.DISTRICT, DAY) is None
    assert fitting([layer], ["1@"], Level.COMMUNE, DAY) is None
    assert fitting([layer], [], Level.DISTRICT, DAY) is None


def test_shipped_boundaries_hold_the_places_of_their_day() -> None:
    places = read_places(DATA / "places")
    layers = {layer.level: layer for layer in read_boundaries(DATA / "geo", places)}
    assert {level: len(layer.outlines) for level, layer in layers.items()} == {
        Level.PROVINCE: 34,
        Level.DISTRICT: 10,
        Level.COMMUNE: 104,
    }
    old, new = places["33@"], places["33@2025-07-01"]
    districts = [place.key for place in places.children(old, DAY)]
    communes = [place.key for place in places.children(new, date(2025, 12, 31))]
    every = list(layers.values())
    assert fitting(every, districts, Level.DISTRICT, DAY) is layers[Level.DISTRICT]
    assert fitting(every, communes, Level.COMMUNE, DAY) is layers[Level.COMMUNE]
    # The 63 provinces of before have other outlines than the 34 of now.
    assert fitting(every, ["01@", "33@"], Level.PROVINCE, DAY) is None


def test_the_words_of_every_shipped_place_stand_inside_it() -> None:
    places = read_places(DATA / "places")
    for layer in read_boundaries(DATA / "geo", places):
        for outline in layer.outlines:
            x, y = outline.anchor
            inside = sum(
                (y0 <= y) != (y1 <= y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0)
                for ring in outline.rings
                for (x0, y0), (x1, y1) in pairwise(ring)
            )
            assert inside % 2, outline.name
