"""Figures against what the store knows: what does not fit waits, what fits is stored."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from test_reconcile import PLAIN

from etl.check import Doubt, checked, doubts
from etl.load import span_of
from etl.observe import Context
from etl.reconcile import Reconciled, reconcile
from etl.run import Inputs, Pipeline
from etl.upload import Desk, Fate
from yardstick.domain.access import User
from yardstick.domain.catalogue import read_catalogue
from yardstick.domain.observation import Authority, Kind, Measure, Observation
from yardstick.domain.period import parse_period
from yardstick.domain.provenance import RowRef, Source, SourceKind
from yardstick.store import desk, writer
from yardstick.store.batch import Batch, BatchKind, Recorded
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "spec" / "checks.yaml").read_text("utf-8"))
CATALOGUE = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
PLACES = read_places(ROOT / "data" / "places")
UNITS = {"level": "tỷ đồng", "growth": "%", "completion": "%"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def figure(said: dict[str, Any], row: int = 1) -> Observation:
    """A figure as a case says it: indicator, period, value, and what differs from a plain level."""
    printed = str(said["value"])
    measure = said.get("measure", "level")
    unit = said.get("unit", UNITS[measure])
    return Observation(
        indicator=said.get("indicator", "FN01"),
        indicator_text=said.get("words", "Thu ngân sách"),
        place=PLACES["33@"],
        period=parse_period(str(said["period"])),
        measure=Measure(measure),
        kind=Kind(said.get("kind", "actual")),
        unit=unit,
        locator=RowRef(row),
        quote=f"{printed} {unit}".replace(" %", "%"),
        value=Decimal(printed.replace(",", ".")),
        decimals=len(printed.partition(",")[2]),
        comparator=said.get("comparator"),
        base=said.get("base"),
        authority=Authority(said["authority"]) if "authority" in said else None,
    )


def keep(store: Store, figures: list[dict[str, Any]], lineage: str = "before") -> None:
    source = Source("before", SourceKind.DOCUMENT, "Báo cáo trước", "aa" * 32, lineage)
    recorded = tuple(Recorded("before", figure(one, row)) for row, one in enumerate(figures, 1))
    if recorded:
        writer.write(store, Batch(BatchKind.LOAD, "máy", sources=(source,), observations=recorded))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_of_the_specification(case: dict[str, Any], store: Store) -> None:
    keep(store, case.get("stored", []))
    batch = [figure(one, row) for row, one in enumerate(case["batch"], 1)]
    found = doubts(batch, store, CATALOGUE)
    assert {doubt.rule for doubt in found} == set(filter(None, [case.get("doubt")]))
    if case.get("doubt"):
        assert {at for doubt in found for at in doubt.positions} == set(case["waits"])
        assert case["arithmetic"] in [doubt.evidence for doubt in found]


def test_a_newer_edition_is_not_set_against_the_one_it_replaces(store: Store) -> None:
    keep(store, [{"period": "2024-Q1", "value": "52"}], lineage="own")
    batch = [
        figure({"period": "2024-Q1", "value": "40"}),
        figure({"period": "2024-H1", "value": "48"}, 2),
    ]
    assert doubts(batch, store, CATALOGUE, lineage="own") == ()
    assert doubts(batch[1:], store, CATALOGUE, lineage="own") != ()


@pytest.fixture
def pipeline(store: Store) -> Pipeline:
    return Pipeline(store=store, catalogue=CATALOGUE, gazetteer=PLACES, author="máy")


HEAD = "BÁO CÁO\nTình hình kinh tế - xã hội tỉnh Hưng Yên {period} năm 2024\n\n"


def read(pipeline: Pipeline, tmp_path: Path, period: str, sentence: str) -> Any:
    folder = tmp_path / period.replace(" ", "-")
    folder.mkdir()
    (folder / "a.txt").write_text(HEAD.format(period=period) + sentence, encoding="utf-8")
    return pipeline.run(Inputs(folder, tmp_path / "none")).outcomes[0]


def test_a_later_document_that_falls_waits_and_changes_nothing_stored(
    pipeline: Pipeline, tmp_path: Path, store: Store
) -> None:
    first = read(pipeline, tmp_path, "quý I", "Thu ngân sách nhà nước quý I đạt 5.200 tỷ đồng.\n")
    assert first.observations == 1
    then = read(
        pipeline,
        tmp_path,
        "6 tháng đầu",
        "Thu ngân sách nhà nước 6 tháng đạt 4.800 tỷ đồng.\n\n"
        "Thu ngân sách nhà nước 6 tháng đạt 4.800 tỷ đồng.\n",
    )
    assert then.is_conserved
    assert then.observations == 0
    waiting = desk.waiting(store)
    # The place that repeats the doubted figure waits with it.
    assert set(waiting["reason"]) == {"cumulative_falls"}
    assert len(waiting) == then.mentions
    reading = waiting["reading"].iat[0]
    assert reading["confidence"] < 0.6
    assert "4.800 tỷ đồng (01–06/2024) < 5.200 tỷ đồng" in reading["detail"]
    assert reading["paragraph"] == 3


def test_what_fits_is_stored(pipeline: Pipeline, tmp_path: Path, store: Store) -> None:
    read(pipeline, tmp_path, "quý I", "Thu ngân sách nhà nước quý I đạt 5.200 tỷ đồng.\n")
    then = read(
        pipeline, tmp_path, "6 tháng đầu", "Thu ngân sách nhà nước 6 tháng đạt 9.800 tỷ đồng.\n"
    )
    assert then.observations == 1
    assert desk.waiting(store).empty


def test_the_documents_own_arithmetic_is_the_reason_it_waits_for(
    pipeline: Pipeline, tmp_path: Path, store: Store
) -> None:
    read(
        pipeline,
        tmp_path,
        "tháng 7",
        "Thu nội địa trong tháng đạt 3,93 tỷ đồng, đạt 78,17% kế hoạch.\n",
    )
    waiting = desk.waiting(store)
    assert waiting["reason"].tolist() == ["unclear_basis", "unclear_basis"]
    details = {reading["detail"] for reading in waiting["reading"]}
    assert details == {"3,93 tỷ đồng (07/2024) ÷ 78,17% = 5,03 tỷ đồng (01–12/2024)"}


def workbook(rows: list[list[object]], tmp_path: Path) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    return path.read_bytes()


def test_a_cell_of_a_sheet_that_falls_waits_until_somebody_answers(
    store: Store, tmp_path: Path
) -> None:
    keep(store, [{"period": "2024-Q1", "value": "5200"}])
    data = workbook(
        [
            ["Tình hình kinh tế - xã hội tỉnh Hưng Yên"],
            ["Chỉ tiêu", "Đơn vị", "Thực hiện 6 tháng năm 2024"],
            ["Thu ngân sách nhà nước trên địa bàn", "Tỷ đồng", 4800],
        ],
        tmp_path,
    )
    upload = Desk(store, CATALOGUE, PLACES, User("an")).read(data, "a.xlsx")
    (line,) = [one for one in upload.lines if one.quote.startswith(("4800", "4.800"))]
    assert (line.fate, line.reason) == (Fate.WAITING, "cumulative_falls")
    assert "< 5200 tỷ đồng [Báo cáo trước]" in line.detail


def test_the_law_of_the_pipeline_holds_for_doubted_repeats(store: Store) -> None:

    context = Context(CATALOGUE, PLACES, PLACES["33@"], None)

    twice = [PLAIN, replace(PLAIN, start=60, end=74)]
    found: Reconciled = reconcile(twice, context, span_of)
    keep(store, [{"period": "2024-Q1", "value": "30000"}])
    after = checked(found, store, CATALOGUE, lineage="x")
    assert after.is_conserved
    assert [one.mention.start for one in after.unmatched] == [10, 60]
    assert isinstance(doubts(found.observations, store, CATALOGUE)[0], Doubt)
