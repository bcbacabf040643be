"""What the made-up figures look like: 25 indicators of a district, their size, spread and noise."""

from dataclasses import dataclass
from typing import Literal

Reported = Literal[1, 3, 6, 12]


@dataclass(frozen=True)
class Rule:
    """How one indicator's made-up figures are drawn.

    Attributes:
        code: Catalogue code.
        typical: Of a middling district in 2024; for flows the whole year's.
        spread: How far districts lie apart, as a share of `typical`, or in points for shares.
        yearly: Change from one year to the next, as `spread`.
        decimals: Digits printed.
        every: Months between two reports.
        sized: True for amounts that grow with the district; False for shares and rates.
        asked: What is asked for, as `spread`, beside what is usually reached.
        measure: Of the printed figures.
    """

    code: str
    typical: float
    spread: float
    yearly: float
    decimals: int
    every: Reported
    sized: bool
    asked: float
    measure: Literal["level", "growth", "completion"] = "level"


RULES = (
    Rule("EC11", 8.2, 1.8, 0.4, 2, 1, False, 0.2, "growth"),
    Rule("EC12", 82, 12, 6, 1, 12, False, 1),
    Rule("FN01", 1450, 0.12, 0.08, 1, 1, True, 0.0),
    Rule("FN02", 980, 0.10, 0.07, 1, 1, True, 0.02),
    Rule("FN03", 420, 0.25, 0.05, 1, 1, True, 0.12),
    Rule("FN08", 46, 0.15, -0.06, 1, 1, True, -0.02),
    Rule("IV02", 87, 9, 2, 1, 1, False, 3, "completion"),
    Rule("IV03", 385, 0.12, 0.09, 1, 1, True, 0.04),
    Rule("IV07", 71, 13, 6, 1, 3, False, 2),
    Rule("EN01", 128, 0.15, 0.06, 0, 1, True, 0.01),
    Rule("EN02", 1180, 0.06, 0.07, 0, 1, True, 0.0),
    Rule("IN02", 21400, 0.07, 0.10, 0, 1, True, 0.01),
    Rule("IN03", 4250, 0.06, 0.11, 0, 1, True, 0.0),
    Rule("NT02", 68, 14, 7, 1, 3, False, 1),
    Rule("NT05", 27, 0.2, 0.15, 0, 3, True, 0.0),
    Rule("SO03", 0.92, 0.28, -0.25, 2, 6, False, -0.02),
    Rule("SO05", 2350, 0.09, 0.03, 0, 1, True, 0.0),
    Rule("HE01", 93.6, 1.5, 0.8, 1, 1, False, 0.2),
    Rule("HE02", 38.5, 5, 2.4, 1, 1, False, 0.5),
    Rule("ED01", 80, 5, 3, 1, 3, False, 0),
    Rule("EV02", 92, 3, 1.6, 1, 3, False, 0.3),
    Rule("GV01", 87, 5, 1, 1, 1, False, 0),
    Rule("GV02", 98.2, 0.9, 0.4, 1, 1, False, 0),
    Rule("GV03", 62, 9, 12, 1, 1, False, 7),
    Rule("DX01", 74, 7, 11, 1, 1, False, 0),
)
# Whole-of-100 shares never pass it.
SHARES = ("HE01", "ED01", "EV02", "GV01", "GV02", "GV03", "DX01", "NT02", "IV07", "HE02")

# A district's size beside a middling one, by its code; the weights are invented like the rest.
SIZES = {
    "323": 1.25,
    "325": 1.15,
    "326": 1.3,
    "327": 1.2,
    "328": 1.3,
    "329": 0.75,
    "330": 1.0,
    "331": 0.85,
    "332": 0.65,
    "333": 0.55,
}
# How well a district does, from -1 to 1: some lead, some trail, most lie between.
STRENGTHS = {
    "323": -0.15,
    "325": 0.35,
    "326": 0.8,
    "327": 0.6,
    "328": 0.3,
    "329": -0.9,
    "330": 0.1,
    "331": 0.15,
    "332": -0.65,
    "333": -0.4,
}
# What part of a year's flow usually falls into each month.
SEASON = (7.9, 6.8, 8.2, 8.3, 8.5, 9.3, 8.0, 8.2, 8.4, 8.6, 8.7, 9.1)
