"""Draws where a place lies among its peers, as a small SVG picture without words."""

from collections.abc import Collection

from yardstick.domain.boundary import Layer, Ring
from yardstick.render import theme

SIZE = 84
_OTHERS = "#dbe3ec"


def locator_svg(layer: Layer, keys: Collection[str], chosen: str) -> str:
    """The peers' outlines, pale, and the place's own in the accent; at most 84 px high or wide.

    Args:
        layer: Where they are drawn in; holds all of `keys`.
        keys: The peers, the place itself among them.
        chosen: The place's key.
    """
    outlines = [outline for outline in layer.outlines if outline.key in keys]
    points = [point for outline in outlines for ring in outline.rings for point in ring]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    scale = SIZE / max(right - left, high - low)

    def path(ring: Ring) -> str:
        drawn = [f"{(x - left) * scale:.1f} {(high - y) * scale:.1f}" for x, y in ring]
        kept = [here for here, before in zip(drawn, ["", *drawn], strict=False) if here != before]
        return f"M{'L'.join(kept)}Z"

    outlines.sort(key=lambda outline: outline.key == chosen)
    shapes = "".join(
        f'<path d="{"".join(path(ring) for ring in outline.rings)}" '
        f'fill="{theme.ACCENT if outline.key == chosen else _OTHERS}"/>'
        for outline in outlines
    )
    width, height = (right - left) * scale, (high - low) * scale
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="-1 -1 {width + 2:.1f} {height + 2:.1f}" fill-rule="evenodd" '
        f'stroke="{theme.WHITE}" stroke-width=".8">{shapes}</svg>'
    )
