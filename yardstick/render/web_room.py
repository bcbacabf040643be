"""Room left of a plot for its names, reckoned before it is drawn.

Left to itself (automargin) Plotly draws a chart, measures its names and draws it once more: on a
page with two charts half of the time until the first can be seen.
"""

import math
import re
from collections.abc import Iterable
from decimal import Decimal

from yardstick.charts.labels import Language, number_label
from yardstick.render import deck_metrics
from yardstick.render.deck_metrics import EMU_PER_INCH, Face

_PIXELS_PER_INCH, _POINTS_PER_PIXEL = 96, 0.75
# IBM Plex Sans beside Arial, whose widths are known.
_WIDER = 1.06
# Between the name and the plot, beside the axis's own pad.
_AIR = 4
_TAG = re.compile(r"<[^>]+>")


def names(texts: Iterable[str], size: float, pad: float = 0) -> float:
    """Pixels for the widest of the names; they may hold <b>, <span> and <br>."""
    widths = [
        _width(_TAG.sub("", line), size, is_bold=text.startswith("<b>"))
        for text in texts
        for line in text.split("<br>")
    ]
    return math.ceil(max(widths, default=0)) + pad + _AIR


def numbers(
    start: Decimal, end: Decimal, unit: str, size: float, language: Language, pad: float = 0
) -> float:
    """Pixels for the numbers of a value axis from `start` to `end`, about six of them."""
    reach = float(end - start)
    step = 10 ** math.floor(math.log10(reach / 6)) if reach > 0 else 1
    decimals = max(0, -math.floor(math.log10(step))) if step < 1 else 0
    suffix = unit if unit in ("%", "‰") else ""
    return names(
        [number_label(value, decimals, language) + suffix for value in (start, end)], size, pad
    )


def _width(text: str, size: float, *, is_bold: bool) -> float:
    emu = deck_metrics.width(text, Face(size * _POINTS_PER_PIXEL, is_bold=is_bold))
    return emu / EMU_PER_INCH * _PIXELS_PER_INCH * _WIDER
