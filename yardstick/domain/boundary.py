"""Outlines of places: what a boundary file says, in flat coordinates, for a day it fits."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import cos, radians
from typing import Any

from yardstick.domain.place import Gazetteer, Level

Point = tuple[float, float]
Ring = tuple[Point, ...]
# Heights at which room for words is looked for, as parts of a place's extent.
_LINES = tuple(n / 16 for n in range(3, 14))


@dataclass(frozen=True)
class Outline:
    """One place's extent.

    Attributes:
        key: The place's key.
        name: Without the type word.
        rings: Outer rings and holes, north up, one degree of latitude a unit.
        anchor: Where words about it stand: inside, where there is most room.
    """

    key: str
    name: str
    rings: tuple[Ring, ...]
    anchor: Point


@dataclass(frozen=True)
class Layer:
    """The outlines of one level of places on one day.

    Attributes:
        attribution: Whose boundaries they are, as the file says; empty for those that ship.
    """

    level: Level
    day: date
    outlines: tuple[Outline, ...]
    attribution: str = ""


def fitting(layers: Iterable[Layer], keys: Iterable[str], level: Level, day: date) -> Layer | None:
    """The layer that holds every one of the places; None where boundaries do not fit them.

    Args:
        layers: What is at hand.
        keys: Place keys compared on one chart; not empty.
        level: Their level.
        day: A day the figures speak of; the layer nearest to it is taken.
    """
    wanted = set(keys)
    found = [
        layer
        for layer in layers
        if layer.level is level and wanted and wanted <= {o.key for o in layer.outlines}
    ]
    return min(found, key=lambda layer: abs((layer.day - day).days), default=None)


def layer_of(data: Mapping[str, Any], gazetteer: Gazetteer, level: Level, day: date) -> Layer:
    """A TopoJSON topology or a GeoJSON collection as a layer.

    Shapes whose code names no place of the level on that day are left out.
    """
    shapes = list(_topology(data) if data.get("type") == "Topology" else _collection(data))
    lines = [y for _, rings in shapes for ring in rings for _, y in ring]
    narrow = cos(radians((min(lines) + max(lines)) / 2)) if lines else 1.0
    places = {
        place.code: place for place in gazetteer if place.level is level and place.existed_on(day)
    }
    outlines = []
    for code, rings in shapes:
        place = places.get(code)
        if place is not None:
            flat = tuple(tuple((x * narrow, y) for x, y in ring) for ring in rings)
            outlines.append(Outline(place.key, place.name, flat, _anchor(flat)))
    return Layer(level, day, tuple(outlines), str(data.get("attribution", "")))


def _collection(data: Mapping[str, Any]) -> Iterable[tuple[str, list[list[Point]]]]:
    for feature in data["features"]:
        shape = feature["geometry"]
        polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
        rings = [[(x, y) for x, y, *_ in ring] for polygon in polygons for ring in polygon]
        yield str(feature["properties"]["code"]), rings


def _topology(data: Mapping[str, Any]) -> Iterable[tuple[str, list[list[Point]]]]:
    """Shapes of a topology: arcs are shared lines, delta-encoded when there is a transform."""
    arcs = [_arc(arc, data.get("transform")) for arc in data["arcs"]]
    for collection in data["objects"].values():
        for shape in collection["geometries"]:
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            rings = [_ring(ring, arcs) for polygon in polygons for ring in polygon]
            yield str(shape["properties"]["code"]), rings


def _arc(arc: Sequence[Sequence[float]], transform: Mapping[str, Any] | None) -> list[Point]:
    if transform is None:
        return [(x, y) for x, y, *_ in arc]
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    x = y = 0.0
    found = []
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        found.append((x * wide + left, y * high + low))
    return found


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """Arcs joined end to start; a negative number is the arc read backwards."""
    ring: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _anchor(rings: Sequence[Ring]) -> Point:
    """The middle of the widest stretch that lies well inside the largest ring."""
    ring = max(rings, key=lambda one: abs(_area(one)))
    ys = [y for _, y in ring]
    low, high = min(ys), max(ys)
    best, room = ring[0], -1.0
    for part in _LINES:
        y = low + (high - low) * part
        # Stretches near the middle of the height are worth more: words have height too.
        weight = 1 - abs(part - 0.5)
        crossings = sorted(_crossings(ring, y))
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            if (right - left) * weight > room:
                best, room = ((left + right) / 2, y), (right - left) * weight
    return best


def _crossings(ring: Ring, y: float) -> Iterable[float]:
    for (x0, y0), (x1, y1) in pairwise(ring):
        if (y0 <= y) != (y1 <= y):
            yield x0 + (x1 - x0) * (y - y0) / (y1 - y0)


def _area(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring)) / 2
