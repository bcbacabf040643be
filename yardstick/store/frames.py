"""The columns every answer declares, and how a frame is brought to them.

Numbers are float64 for computing. The nearest float of a figure of up to fifteen digits prints
back as that figure (6,81 is read 6.81), and `decimals` says how many digits were printed;
`reader.figure` gives the exact Decimal.
"""

import re
from collections.abc import Mapping
from typing import Final

import pandas as pd

TEXT: Final = "str"
FLAG, NUMBER, COUNT, TIME = "bool", "float64", "int64", "datetime64[us]"
SOME_COUNT: Final = "Int64"
DIGITS = "Int8"

OBSERVATION: dict[str, str] = {
    "observation_id": COUNT,
    "batch_id": COUNT,
    "source_id": TEXT,
    "lineage": TEXT,
    "indicator": TEXT,
    "indicator_text": TEXT,
    "place": TEXT,
    "place_level": TEXT,
    "period": TEXT,
    "period_printed": TEXT,
    "period_start": TIME,
    "period_end": TIME,
    "period_year": COUNT,
    "kind": TEXT,
    "is_target": FLAG,
    "measure": TEXT,
    "status": TEXT,
    "base": TEXT,
    "authority": TEXT,
    "version": TEXT,
    "legal_basis": TEXT,
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "total": NUMBER,
    "decimals": DIGITS,
    "comparator": TEXT,
    "unit": TEXT,
    "deadline": TEXT,
    "quote": TEXT,
    "locator": TEXT,
    "confidence": NUMBER,
    "note": TEXT,
    "recorded_at": TIME,
}
SOURCE: dict[str, str] = {
    "source_kind": TEXT,
    "source_title": TEXT,
    "source_number": TEXT,
    "source_issuer": TEXT,
    "source_date": TIME,
    "source_address": TEXT,
    "source_rank": COUNT,
}
STANDING: dict[str, str] = {"in_conflict": FLAG, "is_chosen": FLAG, "decided": FLAG}
CURRENT: dict[str, str] = {**OBSERVATION, **SOURCE, **STANDING}
PLACED: dict[str, str] = {
    "span_start": SOME_COUNT,
    "span_end": SOME_COUNT,
    "sheet": TEXT,
    "cell": TEXT,
    "row": SOME_COUNT,
}

_LOCATOR = re.compile(
    r"chars (?P<start>\d+)-(?P<end>\d+)|row (?P<row>\d+)|(?P<sheet>.*)!(?P<cell>[A-Z]{1,3}\d+)",
    re.DOTALL,
)


def conform(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The frame with exactly the declared columns, in their order and dtypes."""
    wrong = {name: dtype for name, dtype in columns.items() if frame[name].dtype != dtype}
    return frame[list(columns)].astype(wrong) if wrong else frame[list(columns)]


def with_places(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its `locator` split into span_start and span_end, sheet and cell, or row."""
    found = [_LOCATOR.fullmatch(locator) for locator in frame["locator"]]

    def part(name: str) -> list[str | None]:
        return [match[name] if match else None for match in found]

    def counted(name: str) -> list[int | None]:
        return [int(text) if text is not None else None for text in part(name)]

    return frame.assign(
        span_start=pd.array(counted("start"), dtype=SOME_COUNT),
        span_end=pd.array(counted("end"), dtype=SOME_COUNT),
        sheet=pd.Series(part("sheet"), index=frame.index, dtype=TEXT),
        cell=pd.Series(part("cell"), index=frame.index, dtype=TEXT),
        row=pd.array(counted("row"), dtype=SOME_COUNT),
    )
