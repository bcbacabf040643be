"""The columns every answer declares, and how a frame is brought to them.

Numbers are float64 for computing. The nearest float of a figure of up to fifteen digits prints
back as that figure (6,81 is read 6.81), and `decimals` says how many digits were printed;
`reader.figure` gives the exact Decimal.
"""

import json
import re
from collections.abc import Mapping
from typing import Final

import pandas as pd
from pandas.api.types import pandas_dtype

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
STANDING: dict[str, str] = {
    "in_conflict": FLAG,
    "is_chosen": FLAG,
    "decided": FLAG,
    "is_approved": FLAG,
}
CURRENT: dict[str, str] = {**OBSERVATION, **SOURCE, **STANDING}
READING: dict[str, str] = {
    "indicator": TEXT,
    "indicator_text": TEXT,
    "place": TEXT,
    "period": TEXT,
    "period_printed": TEXT,
    "kind": TEXT,
    "measure": TEXT,
    "status": TEXT,
    "base": TEXT,
    "authority": TEXT,
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "total": NUMBER,
    "decimals": DIGITS,
    "comparator": TEXT,
    "unit": TEXT,
    "deadline": TEXT,
}
PLACED: dict[str, str] = {
    "span_start": SOME_COUNT,
    "span_end": SOME_COUNT,
    "sheet": TEXT,
    "cell": TEXT,
    "row": SOME_COUNT,
}
FIGURES_OF: dict[str, str] = {
    "state": TEXT,
    "observation_id": SOME_COUNT,
    "waiting_id": SOME_COUNT,
    "batch_id": COUNT,
    **READING,
    "quote": TEXT,
    "locator": TEXT,
    "confidence": NUMBER,
    "note": TEXT,
    "reason": TEXT,
    "reading": "object",
    "is_approved": FLAG,
    "approved_by": TEXT,
    "approved_at": TIME,
    **PLACED,
}
SOURCES: dict[str, str] = {
    "source_id": TEXT,
    "kind": TEXT,
    "title": TEXT,
    "number": TEXT,
    "issuer": TEXT,
    "issued": TIME,
    "address": TEXT,
    "content_hash": TEXT,
    "lineage": TEXT,
    "rank": COUNT,
    "batch_id": COUNT,
    "author": TEXT,
    "recorded_at": TIME,
    "has_text": FLAG,
    "figures": COUNT,
    "approved": COUNT,
    "waiting": COUNT,
    "repeats": COUNT,
    "findings": COUNT,
}
COVERAGE: dict[str, str] = {"span_start": COUNT, "span_end": COUNT, "disposition": TEXT}
WAITING: dict[str, str] = {
    "waiting_id": COUNT,
    "batch_id": COUNT,
    "source_id": TEXT,
    "source_title": TEXT,
    "source_kind": TEXT,
    "source_date": TIME,
    "locator": TEXT,
    "quote": TEXT,
    "reading": "object",
    "reason": TEXT,
    "recorded_at": TIME,
    **PLACED,
}
RESOLVED: dict[str, str] = {
    "waiting_id": COUNT,
    "batch_id": COUNT,
    "source_id": TEXT,
    "source_title": TEXT,
    "source_kind": TEXT,
    "locator": TEXT,
    "quote": TEXT,
    "reason": TEXT,
    "outcome": TEXT,
    "remark": TEXT,
    "author": TEXT,
    "recorded_at": TIME,
}
FINDINGS: dict[str, str] = {
    "batch_id": COUNT,
    "source_id": TEXT,
    "source_title": TEXT,
    "severity": TEXT,
    "rule": TEXT,
    "subject": TEXT,
    "evidence": TEXT,
    "sheet": TEXT,
    "cell": TEXT,
}
BATCHES: dict[str, str] = {
    "batch_id": COUNT,
    "kind": TEXT,
    "author": TEXT,
    "note": TEXT,
    "file_name": TEXT,
    "content_hash": TEXT,
    "recorded_at": TIME,
    "is_live": FLAG,
    "undone_by": SOME_COUNT,
    "undone_at": TIME,
    "undone_author": TEXT,
    "undoes": SOME_COUNT,
    "source_title": TEXT,
    "sources": COUNT,
    "observations": COUNT,
    "repeats": COUNT,
    "waiting": COUNT,
    "findings": COUNT,
    "decisions": COUNT,
    "withdrawals": COUNT,
    "approvals": COUNT,
}
BATCH_FIGURES: dict[str, str] = {
    "observation_id": COUNT,
    "state": TEXT,
    "indicator": TEXT,
    "place": TEXT,
    "period": TEXT,
    "kind": TEXT,
    "measure": TEXT,
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "unit": TEXT,
    "comparator": TEXT,
    "decimals": DIGITS,
    "quote": TEXT,
    "locator": TEXT,
    "note": TEXT,
    "withdrawn_by": SOME_COUNT,
}
BATCH_CHANGES: dict[str, str] = {
    "state": TEXT,
    "indicator": TEXT,
    "place": TEXT,
    "period": TEXT,
    "measure": TEXT,
    "kind": TEXT,
    "old_value": NUMBER,
    "old_low": NUMBER,
    "old_high": NUMBER,
    "old_unit": TEXT,
    "new_value": NUMBER,
    "new_low": NUMBER,
    "new_high": NUMBER,
    "new_unit": TEXT,
    "locator": TEXT,
}
HISTORY: dict[str, str] = {
    "observation_id": COUNT,
    "batch_id": COUNT,
    "relation": TEXT,
    "state": TEXT,
    "indicator": TEXT,
    "place": TEXT,
    "period": TEXT,
    "measure": TEXT,
    "kind": TEXT,
    "status": TEXT,
    "value": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "unit": TEXT,
    "decimals": DIGITS,
    "comparator": TEXT,
    "quote": TEXT,
    "locator": TEXT,
    "source_id": TEXT,
    "source_title": TEXT,
    "lineage": TEXT,
    "batch_kind": TEXT,
    "author": TEXT,
    "recorded_at": TIME,
    "ended_by": SOME_COUNT,
    "ended_author": TEXT,
    "ended_reason": TEXT,
    "ended_at": TIME,
}
REPEATS: dict[str, str] = {
    "source_id": TEXT,
    "source_title": TEXT,
    "locator": TEXT,
    "quote": TEXT,
    "batch_id": COUNT,
    **PLACED,
}
DECISIONS: dict[str, str] = {
    "observation_id": COUNT,
    "lineage": TEXT,
    "reason": TEXT,
    "batch_id": COUNT,
    "author": TEXT,
    "recorded_at": TIME,
    "is_undone": FLAG,
}
APPROVALS: dict[str, str] = {
    "observation_id": COUNT,
    "is_approved": FLAG,
    "remark": TEXT,
    "batch_id": COUNT,
    "author": TEXT,
    "recorded_at": TIME,
    "is_undone": FLAG,
}
DESCRIPTIONS: dict[str, str] = {
    "batch_id": COUNT,
    "title": TEXT,
    "number": TEXT,
    "issuer": TEXT,
    "issued": TIME,
    "kind": TEXT,
    "place": TEXT,
    "period": TEXT,
    "reason": TEXT,
    "author": TEXT,
    "recorded_at": TIME,
    "is_undone": FLAG,
}
AVAILABLE: dict[str, str] = {"observations": COUNT, "targets": COUNT}
COMPARED: dict[str, str] = {
    "position": COUNT,
    "state": TEXT,
    "old_observation_id": SOME_COUNT,
    "old_value": NUMBER,
    "old_low": NUMBER,
    "old_high": NUMBER,
    "old_unit": TEXT,
    "old_decimals": DIGITS,
    "old_kind": TEXT,
    "old_status": TEXT,
    "old_lineage": TEXT,
    "old_source_title": TEXT,
    "change_percent": NUMBER,
}

_LOCATOR = re.compile(
    r"chars (?P<start>\d+)-(?P<end>\d+)|row (?P<row>\d+)|(?P<sheet>.*)!(?P<cell>[A-Z]{1,3}\d+)",
    re.DOTALL,
)


def conform(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The frame with exactly the declared columns, in their order and dtypes."""
    # Column by column: astype of a wide frame costs three times as much, on every page.
    have = {name: str(dtype) for name, dtype in zip(frame.columns, frame.dtypes, strict=True)}
    arrays = {
        name: frame[name].array
        if have[name] == dtype
        else frame[name].astype(pandas_dtype(dtype)).array
        for name, dtype in columns.items()
    }
    return pd.DataFrame(arrays, index=frame.index, copy=False)


def with_readings(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its `reading`, stored as JSON, as a dict, or None where there is none."""
    read = [json.loads(one) if isinstance(one, str) else None for one in frame["reading"]]
    return frame.assign(reading=pd.Series(read, index=frame.index, dtype=object))


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
