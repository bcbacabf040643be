"""Draws a spark as a small SVG picture; its labels are set by the page, in the page's font."""

from collections.abc import Callable
from itertools import pairwise

from yardstick.charts.spec import Spark
from yardstick.render import theme

WIDTH, HEIGHT = 132, 26
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, WIDTH - 8, 5, HEIGHT - 5


def spark_svg(spark: Spark) -> str:
    """The picture, 132 x 26: dots joined where neighbours are known, gaps as short dashes."""
    numbers = [float(number) for _, number in spark.points if number is not None]
    edges = [float(edge) for edge in (spark.low, spark.high) if edge is not None]
    low, high = min(numbers + edges), max(numbers + edges)
    spread = (high - low) or 1.0

    def y(number: float) -> float:
        return _BOTTOM - (number - low) / spread * (_BOTTOM - _TOP)

    xs = positions(len(spark.points))
    parts = [_band(y, edges)] if edges else []
    known = [
        (x, y(float(number))) if number is not None else None
        for x, (_, number) in zip(xs, spark.points, strict=True)
    ]
    for first, last in pairwise(known):
        if first and last:
            path = f"M{first[0]:.1f} {first[1]:.1f}L{last[0]:.1f} {last[1]:.1f}"
            parts.append(f'<path d="{path}" stroke="{theme.ACTUAL}" stroke-width="1.8"/>')
    for x, point in zip(xs, known, strict=True):
        if point is None:
            parts.append(
                f'<path d="M{x - 2.5:.1f} {_BOTTOM}h5" stroke="{theme.LAST_YEAR}" '
                'stroke-width="1.2" stroke-dasharray="1.5 1.5"/>'
            )
    dots = [point for point in known if point is not None]
    for x_dot, y_dot in dots[:-1]:
        parts.append(f'<circle cx="{x_dot:.1f}" cy="{y_dot:.1f}" r="2.4" fill="{theme.ACTUAL}"/>')
    x_last, y_last = dots[-1]
    parts.append(f'<circle cx="{x_last:.1f}" cy="{y_last:.1f}" r="3.4" fill="{theme.INK}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def positions(count: int) -> list[float]:
    """Where each period stands, in pixels from the left."""
    if count == 1:
        return [float(_LEFT)]
    return [_LEFT + (_RIGHT - _LEFT) * n / (count - 1) for n in range(count)]


def _band(y: Callable[[float], float], edges: list[float]) -> str:
    top, bottom = y(max(edges)), y(min(edges))
    height = max(bottom - top, 2.0)
    return (
        f'<rect x="2" y="{top - 1:.1f}" width="{WIDTH - 4}" height="{height:.1f}" '
        f'fill="{theme.INK}" opacity="0.14"/>'
    )
