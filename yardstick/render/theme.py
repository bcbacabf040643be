"""The palette and sizes every renderer shares (LOOK.md, section 1)."""

from dataclasses import dataclass

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
