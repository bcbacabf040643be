"""Series named at their ends: words moved apart where they would touch, broken to fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from yardstick.render import theme

LINE, LETTER = 16, 6.6
_WIDE, _NARROW = 22, 12
_GAP = 2


@dataclass(frozen=True)
class End:
    """Words at a point: position and height on the axes, words, colour; `is_strong` is bold.

    `left_above` is a point at the same position whose own words stand left of it: these words go
    left too, above them, because lines leave both points to the right.
    """

    x: int
    y: float
    text: str
    colour: str
    is_strong: bool = False
    left_above: float | None = None

    def lines(self, *, is_narrow: bool) -> list[str]:
        """The words broken into lines that fit beside the plot."""
        text = self.text.replace("tỷ đồng", "tỷ\u00a0đồng").replace("triệu đồng", "triệu\u00a0đồng")
        return wrap(text, _NARROW if is_narrow else _WIDE, break_long_words=False)


def room(ends: Sequence[End], last: int, *, is_narrow: bool) -> float:
    """Pixels right of the plot for words at its last position."""
    found = [line for end in ends if end.x == last for line in end.lines(is_narrow=is_narrow)]
    return 24 + LETTER * max(map(len, found), default=0)


def labels(ends: Sequence[End], pixels: float, *, is_narrow: bool) -> list[dict[str, Any]]:
    """The words as annotations.

    Args:
        ends: What to name.
        pixels: Pixels a unit of the value axis.
        is_narrow: Drawn for a phone.
    """
    found = []
    for end in ends:
        if end.left_above is not None:
            least = end.left_above * pixels + 2 * LINE + _GAP
            found.append(_beside(end, max(end.y * pixels, least), pixels, is_narrow=is_narrow))
    ends = [end for end in ends if end.left_above is None]
    for x in dict.fromkeys(end.x for end in ends):
        here = sorted((end for end in ends if end.x == x), key=lambda end: -end.y)
        heights = [LINE * len(end.lines(is_narrow=is_narrow)) for end in here]
        middles = _apart([end.y * pixels for end in here], heights)
        for end, middle in zip(here, middles, strict=True):
            found.append(_beside(end, middle, pixels, is_narrow=is_narrow))
    return found


def _beside(end: End, middle: float, pixels: float, *, is_narrow: bool) -> dict[str, Any]:
    """The words of one end with their middle at a height in pixels."""
    is_left = end.left_above is not None
    text = "<br>".join(end.lines(is_narrow=is_narrow))
    side = "right" if is_left else "left"
    return {
        "text": f"<b>{text}</b>" if end.is_strong else text,
        "x": end.x,
        "y": end.y,
        "xanchor": side,
        "xshift": -10 if is_left else 10,
        "yshift": middle - end.y * pixels,
        "align": side,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": theme.NOTE_SIZE, "color": end.colour},
    }


def _apart(middles: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles from top to bottom, moved as little as keeps each clear of its neighbour."""
    placed: list[list[float]] = []  # Groups that touch: [middle of the group, its whole height].
    members: list[list[int]] = []
    for n, (middle, height) in enumerate(zip(middles, heights, strict=True)):
        placed.append([middle, height])
        members.append([n])
        while len(placed) > 1 and _touch(placed[-2], placed[-1]):
            (upper, first), (lower, second) = placed[-2], placed[-1]
            joined = members[-2] + members[-1]
            total = first + second
            weight = (upper * len(members[-2]) + lower * len(members[-1])) / len(joined)
            placed[-2:] = [[weight, total]]
            members[-2:] = [joined]
    found = [0.0] * len(middles)
    for (middle, total), group in zip(placed, members, strict=True):
        top = middle + total / 2
        for n in group:
            found[n] = top - heights[n] / 2
            top -= heights[n]
    return found


def _touch(upper: Sequence[float], lower: Sequence[float]) -> bool:
    return upper[0] - upper[1] / 2 < lower[0] + lower[1] / 2
