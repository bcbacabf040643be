"""The form to fill in: what it holds, that it reads back, that LibreOffice opens it."""

import io
import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from etl.extract.sheet import extract_workbook
from etl.read.workbook import read_workbook
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.finding import Severity
from yardstick.domain.period import parse_period
from yardstick.domain.place import Gazetteer, Place
from yardstick.render.template import template, written
from yardstick.store.places import read_places

PERIODS = ("2024", "2024-H1", "2024-H2", "2024-Q3", "2024-08", "2024-9M")


@pytest.fixture(scope="module")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def gazetteer(root: Path) -> Gazetteer:
    return read_places(root / "data" / "places")


@pytest.fixture(scope="module")
def place(gazetteer: Gazetteer) -> Place:
    found = gazetteer.find("huyện Văn Lâm", on=date(2024, 6, 30))
    assert found is not None
    return found


def filled(data: bytes, values: dict[int, float], kind: str | None = None) -> bytes:
    """The form with numbers typed into the column of results, from the first row on."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        for offset, value in values.items():
            sheet.cell(8 + offset, 7).value = value
            if kind:
                sheet.cell(8 + offset, 8).value = kind
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def of_level(catalogue: Catalogue, place: Place) -> list:
    return [item for item in catalogue if place.level in item.levels]


@pytest.mark.parametrize("code", PERIODS)
def test_a_filled_form_reads_back_without_a_question(
    catalogue: Catalogue, gazetteer: Gazetteer, place: Place, code: str
) -> None:
    period = parse_period(code)
    indicators = of_level(catalogue, place)
    values = {
        number: float(item.plausible.level[1] / 2 if item.plausible.level else 5)
        for number, item in enumerate(indicators)
    }
    found = extract_workbook(
        read_workbook(filled(template(indicators, place, period), values), "form.xlsx"),
        catalogue,
        gazetteer,
    )
    assert [item.rule for item in found.findings if item.severity is not Severity.NOTE] == []
    assert [figure.indicator for figure in found.figures] == [item.code for item in indicators]
    assert {figure.period for figure in found.figures} == {code}
    assert {figure.place for figure in found.figures} == {place}
    assert [float(figure.number) for figure in found.figures] == list(values.values())
    assert {figure.kind.value for figure in found.figures} == {"actual"}


def test_the_kind_chosen_in_a_row_holds_for_its_result_and_not_for_its_target(
    catalogue: Catalogue, gazetteer: Gazetteer, place: Place
) -> None:
    indicators = [catalogue["FN01"], catalogue["SO03"]]
    known = known_frame(place, [("FN01", "2024", True, 2300.0), ("FN01", "2023", False, 2100.0)])
    data = template(indicators, place, parse_period("2024"), known)
    found = extract_workbook(
        read_workbook(filled(data, {0: 2200, 1: 0.9}, "Ước thực hiện"), "form.xlsx"),
        catalogue,
        gazetteer,
    )
    read = [(f.indicator, f.period, f.kind.value, float(f.number)) for f in found.figures]
    assert read == [
        ("FN01", "2024", "target", 2300.0),
        ("FN01", "2024", "estimate", 2200.0),
        ("SO03", "2024", "estimate", 0.9),
    ]


def known_frame(place: Place, rows: list[tuple[str, str, bool, float]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "indicator": code,
                "place": place.key,
                "period": period,
                "measure": "level",
                "is_target": target,
                "value": value,
                "unit": "tỷ đồng",
            }
            for code, period, target, value in rows
        ]
    )


def test_known_figures_stand_beside_in_the_unit_of_the_form(
    catalogue: Catalogue, place: Place
) -> None:
    known = known_frame(place, [("FN01", "2023-H1", False, 950.5)])
    known.loc[0, ["unit", "value"]] = ["triệu đồng", 950_500.0]
    book = openpyxl.load_workbook(
        io.BytesIO(template([catalogue["FN01"]], place, parse_period("2024-H1"), known))
    )
    sheet = book.worksheets[0]
    assert sheet.cell(8, 5).value == pytest.approx(950.5)
    assert sheet.cell(8, 5).protection.locked
    assert not sheet.cell(8, 7).protection.locked


def test_the_form_is_guarded_and_speaks_vietnamese(catalogue: Catalogue, place: Place) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(template(of_level(catalogue, place), place, parse_period("2024-Q1")))
    )
    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["D"].hidden
    checks = sheet.data_validations.dataValidation
    assert {check.type for check in checks} == {"decimal", "list"}
    assert all("Ô này chỉ nhận số" in check.error for check in checks if check.type == "decimal")
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_all_places_of_a_level_get_a_sheet_each(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    places = [item for item in gazetteer if item.kind == "xã" and item.valid_to is None][:40]
    data = template([catalogue["SO03"]], places, parse_period("2025-Q4"))
    found = extract_workbook(
        read_workbook(filled(data, {0: 1.5}), "forms.xlsx"), catalogue, gazetteer
    )
    assert [figure.place for figure in found.figures] == places
    assert not [item for item in found.findings if item.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2024", "năm 2024"),
        ("2024-H1", "6 tháng đầu năm 2024"),
        ("2024-Q3", "quý III năm 2024"),
        ("2024-08", "tháng 8 năm 2024"),
        ("2024-9M", "9 tháng năm 2024"),
        ("2021/2025", "giai đoạn 2021-2025"),
    ],
)
def test_periods_are_written_as_offices_write_them(code: str, words: str) -> None:
    assert written(parse_period(code)) == words


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saves_reads_the_same(
    catalogue: Catalogue, gazetteer: Gazetteer, place: Place, tmp_path: Path, kind: str
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (soffice) on the path")
    indicators = of_level(catalogue, place)[:12]
    data = filled(template(indicators, place, parse_period("2024-9M")), {0: 41.5, 3: 12})
    source = tmp_path / "form.xlsx"
    source.write_bytes(data)
    out = tmp_path / "out"
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    saved = out / f"form.{kind}"
    ours = extract_workbook(read_workbook(data, "form.xlsx"), catalogue, gazetteer)
    theirs = extract_workbook(read_workbook(saved.read_bytes(), saved.name), catalogue, gazetteer)

    def key(figure):  # type: ignore[no-untyped-def]
        return (figure.cell, figure.indicator, figure.period, figure.place, figure.number)

    assert [key(figure) for figure in theirs.figures] == [key(figure) for figure in ours.figures]
    assert len(ours.figures) == 2
