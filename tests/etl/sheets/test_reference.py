"""The reference workbooks beside the project: the bars of the sheet reader, real files read."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from etl.extract.sheet import extract_workbook
from etl.read.workbook import read_workbook
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.observation import Measure
from yardstick.domain.place import Gazetteer

BARS = {"value": 0.98, "full": 0.93}


@pytest.mark.slow
def test_the_reference_workbooks_are_read_to_the_bar(root: Path, shared: Path) -> None:
    command = [sys.executable, "-m", "etl", "extract", "--jsonl"]
    run = subprocess.run(
        [
            sys.executable,
            str(shared / "gold" / "score_workbooks.py"),
            "--set",
            str(shared / "gold" / "workbooks"),
            "--json",
            "--",
            *command,
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    score = json.loads(run.stdout)
    assert score["value"]["f1"] >= BARS["value"]
    assert score["full"]["f1"] >= BARS["full"]
    assert score["refusals"][0] == score["refusals"][1]
    assert score["findings"][0] >= 0.8 * score["findings"][1]
    assert score["crashed_or_timeout"] == 0


@pytest.mark.slow
def test_real_workbooks_of_the_statistics_office_are_read(
    shared: Path, catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    for path in sorted((shared / "samples").glob("*.xlsx")):
        found = extract_workbook(read_workbook(path.read_bytes(), path.name), catalogue, gazetteer)
        assert len(found.figures) > 4_000
        growth = [figure for figure in found.figures if figure.measure is Measure.GROWTH]
        # Growth printed as an index of about 100 comes out as growth of a few percent.
        middle = sorted(float(figure.number) for figure in growth)[len(growth) // 2]
        assert -5 < middle < 20
        assert {figure.period[:4] for figure in found.figures if figure.period} <= {
            str(year) for year in range(2010, 2026)
        }
