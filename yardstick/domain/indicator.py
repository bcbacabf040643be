"""What an indicator is: its unit, which way is good, how it adds up, how it gathers over a year."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from yardstick.domain.place import Level
from yardstick.domain.unit import Unit, find_unit

Direction = Literal["up", "down", "neutral"]
Accumulation = Literal[
    "flow", "flow_season", "stock", "average", "rate", "growth", "index", "share", "rank"
]
Rule = Literal["pace", "season", "year_end", "rank", "all"]
Headline = Literal["growth", "level", "completion", "rank"]
Band = tuple[float, float]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class FieldOfWork(_Entry):
    """A field (lĩnh vực) under which indicators are shown."""

    code: str
    name_vi: str
    name_en: str


class Aggregation(_Entry):
    """How a figure of a wider place comes from those inside it: sums for flows and counts only."""

    method: Literal["sum", "none", "ratio", "weighted_mean"]
    numerator: str | None = None
    denominator: str | None = None
    weight: str | None = None

    @model_validator(mode="after")
    def _named_parts(self) -> "Aggregation":
        if self.method == "ratio" and not (self.numerator and self.denominator):
            raise ValueError("a ratio needs numerator and denominator")
        if self.method == "weighted_mean" and not self.weight:
            raise ValueError("a weighted mean needs a weight")
        return self


class Thresholds(_Entry):
    """From which share of the target (percent) or distance (points) a verdict holds.

    Attributes:
        exceeded: Vượt from here.
        met: Đạt from here.
        nearly: Cơ bản đạt from here.
        points: True when the three numbers are distances to the target in its own unit (0 = on
        target).
        unlikely: Khó đạt when each month left must bring this many times what each so far brought.
    """

    exceeded: float = 105
    met: float = 100
    nearly: float = 95
    points: bool = False
    unlikely: float = 2

    @model_validator(mode="before")
    @classmethod
    def _in_points(cls, raw: Any) -> Any:
        # Written in the file as `points: {exceeded: …, met: …, nearly: …}`.
        if isinstance(raw, dict) and isinstance(raw.get("points"), dict):
            return {**raw["points"], "points": True}
        return raw

    @model_validator(mode="after")
    def _falling(self) -> "Thresholds":
        if not self.exceeded >= self.met >= self.nearly:
            raise ValueError("thresholds must fall: exceeded >= met >= nearly")
        return self


class UsualTarget(_Entry):
    """How targets for the indicator are usually written."""

    comparator: Literal[">=", "<=", "=", "range", "rank", "none"] = ">="


class Plausible(_Entry):
    """Bands outside which a figure waits for a person; (low, high), both inside."""

    level: Band | None = None
    growth: Band | None = None
    completion: Band | None = None
    change: Band | None = None


class Indicator(_Entry):
    """One indicator of the catalogue."""

    code: str = Field(pattern=r"^[A-Z]{2}\d{2}$")
    name_vi: str
    name_en: str
    short_vi: str | None = None
    short_en: str | None = None
    field: str
    unit: str
    also_units: tuple[str, ...] = ()
    # For a rate: what its numerator counts; such a count is never the value of the rate.
    count_unit: str | None = None
    # Indicators that share words with this one; unit and measure tell them apart.
    siblings: tuple[str, ...] = ()
    # The indicator this count is told of with; an extraction is reported under that one's code.
    part_of: str | None = None
    headline: Headline = "level"
    direction: Direction
    aggregation: Aggregation
    accumulation: Accumulation
    frequency: Literal["month", "quarter", "half", "year"] = "year"
    levels: tuple[Level, ...]
    official_group: str | None = None
    official_code: str | None = None
    tier: Literal["core", "extended"] = "core"
    target: UsualTarget = UsualTarget()
    thresholds: Thresholds | None = None
    judged: Rule | None = None
    plausible: Plausible = Plausible()
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    # `not` in the file: phrases that look alike and are other indicators.
    unlike: tuple[str, ...] = Field(default=(), alias="not")
    definition_vi: str = ""
    definition_en: str = ""
    note: str | None = None

    @field_validator("unit", "also_units")
    @classmethod
    def _known_unit(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        for text in (value,) if isinstance(value, str) else value:
            if find_unit(text) is None:
                raise ValueError(f"unit {text!r} is not known")
        return value

    @property
    def measured_in(self) -> Unit:
        """The canonical unit."""
        found = find_unit(self.unit)
        assert found is not None  # noqa: S101 - held by the validator
        return found

    @property
    def is_cumulative(self) -> bool:
        """True for flows, which grow from January on: the elapsed share of the year is a hint."""
        return self.accumulation in ("flow", "flow_season")

    @property
    def rule(self) -> Rule:
        """By which rule a figure meets its target; by how it accumulates where none is written."""
        if self.judged is not None:
            return self.judged
        if self.accumulation == "flow_season":
            return "season"
        return "pace" if self.is_cumulative else "year_end"

    def name(self, language: str = "vi") -> str:
        """The full name in Vietnamese or English."""
        return self.name_en if language == "en" else self.name_vi

    def short(self, language: str = "vi") -> str:
        """The short name where one is given, else the full one."""
        short = self.short_en if language == "en" else self.short_vi
        return short or self.name(language)
