"""Sheets of many layouts against what they say: `tests/spec/sheets_*.yaml`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import books
import pytest
import yaml

from etl.extract.sheet_model import SheetExtraction, SheetFigure
from yardstick.domain.finding import Severity

SPECS = sorted((Path(__file__).parents[2] / "spec").glob("sheets_*.yaml"))
CASES = [case for path in SPECS for case in yaml.safe_load(path.read_text("utf-8"))]


def as_read(figure: SheetFigure) -> list[Any]:
    """A figure in the order of the specifications."""
    if figure.low is not None and figure.high is not None:
        value: Any = [float(figure.low), float(figure.high)]
    else:
        value = float(figure.number)
    return [
        figure.indicator or figure.indicator_text,
        figure.place.full_name if figure.place else figure.place_text,
        figure.period,
        figure.kind.value,
        figure.measure.value,
        value,
        figure.unit,
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_sheet_is_read_as_its_specification_says(
    case: dict[str, Any], extracted: Callable[..., SheetExtraction]
) -> None:
    sheets = case.get("sheets") or [case]
    found = extracted(books.xlsx(sheets))
    figures = {
        (f"{figure.sheet}!" if len(sheets) > 1 else "") + figure.cell: as_read(figure)
        for figure in found.figures
    }
    for cell, expected in case["expect"].items():
        assert cell in figures, f"{cell} was not read"
        *words, value, unit = expected
        *read_words, read_value, read_unit = figures[cell]
        assert [str(word).lower() for word in read_words] == [str(word).lower() for word in words]
        assert read_value == pytest.approx(value, rel=1e-6), cell
        assert (read_unit or "").lower() == (unit or "").lower(), cell
    if "figures" in case:
        assert len(figures) == case["figures"]
    told = [
        [finding.rule, finding.cell]
        for finding in found.findings
        if finding.severity is not Severity.NOTE
    ]
    assert sorted(told, key=str) == sorted(case.get("findings", []), key=str)
