"""The palette and sizes every renderer shares (LOOK.md, section 1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yardstick.charts.spec import Break

INK = "#16283F"
INK_2 = "#42526A"
INK_3 = "#5A6A80"
ACCENT = "#1D5B9E"
ACTUAL = "#3F6C9C"
ACTUAL_MUTED = "#AFC0D2"
LAST_YEAR = "#78889B"
LINE = "#D8E0E9"
LINE_2 = "#E9EEF3"
FIELD_BORDER = "#C3CEDA"
PANEL = "#F5F7FA"
WHITE = "#FFFFFF"
NO_FIGURE = "#F1F4F7"
BAND = "rgba(29, 91, 158, 0.14)"

FONT = "'IBM Plex Sans', 'Yardstick Symbols', 'Source Sans 3', 'Noto Sans', 'Segoe UI', sans-serif"

# Pixels: nothing under 12.
TITLE_SIZE = 15
LABEL_SIZE = 13
NOTE_SIZE = 12


@dataclass(frozen=True)
class VerdictColours:
    """One verdict's colours.

    Attributes:
        text: Words on white or on `tint`, at least 4.5:1.
        fill: Bars and areas.
        stroke: Outline of a fill, at least 3:1 on white.
        mark: The glyph.
        tint: Ground of a chip or cell.
    """

    text: str
    fill: str
    stroke: str
    mark: str
    tint: str


VERDICTS: dict[str, VerdictColours] = {
    "exceeded": VerdictColours("#07594E", "#0B6B5D", "#07594E", "#0B6B5D", "#DFF1ED"),
    "met": VerdictColours("#1C6A49", "#4BA37F", "#1C6A49", "#1F7A56", "#E6F4EC"),
    "nearly": VerdictColours("#7A4F00", "#E2A21A", "#A87400", "#B27700", "#FBF0D6"),
    "missed": VerdictColours("#9E2A1B", "#C4412F", "#9E2A1B", "#B8321F", "#FBE8E4"),
    "unlikely": VerdictColours("#9E2A1B", "#C4412F", "#9E2A1B", "#B8321F", "#FBE8E4"),
    "no_figure": VerdictColours("#536277", WHITE, "#8794A6", "#6C7A8D", "#F1F4F7"),
    "no_target": VerdictColours("#536277", ACTUAL, ACTUAL, "#6C7A8D", "#F1F4F7"),
}


def value_ticks(unit: str) -> dict[str, object]:
    """A value axis whose numbers are written as everywhere else, "%" included."""
    return {
        "nticks": 6,
        "separatethousands": True,
        "exponentformat": "none",
        "ticksuffix": unit if unit in ("%", "‰") else "",
        "tickfont": {"size": NOTE_SIZE, "color": INK_3},
    }


def faded(colour: str, share: float) -> str:
    """A colour of this palette laid thinly on white: opaque, so that nothing shines through."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


def break_lines(breaks: Iterable[Break]) -> list[dict[str, Any]]:
    """Dotted lines where the places changed, between the periods of a category axis."""
    return [
        {
            "type": "line",
            "x0": found.before - 0.5,
            "x1": found.before - 0.5,
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "line": {"color": LAST_YEAR, "width": 1.2, "dash": "dot"},
        }
        for found in breaks
    ]


def break_labels(breaks: Iterable[Break]) -> list[dict[str, Any]]:
    """The words at those lines."""
    return [
        {
            "text": found.label,
            "x": found.before - 0.5,
            "yref": "paper",
            "y": 0,
            "xanchor": "right",
            "yanchor": "bottom",
            "xshift": -4,
            "showarrow": False,
            "font": {"size": NOTE_SIZE, "color": INK_3},
        }
        for found in breaks
    ]
