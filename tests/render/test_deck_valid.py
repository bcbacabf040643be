"""What we write is OOXML as its schemas have it: charts in one plot area, tags, templates, maps."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from deck_samples import DECK
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from yardstick.render.deck import write
from yardstick.render.deck_template import BUILT_IN, built_in

# PowerPoint itself writes both into one extension of a label (MS-ODRAWXML 2.24.3); the schema the
# validator goes by allows one.
KNOWN = ("Choice allows at most 1 occurrence(s), found 2", "/dLbl[")


def violations(pptx: bytes, directory: Path) -> list[str]:
    path = directory / "deck.pptx"
    path.write_bytes(pptx)
    found = OpenXmlValidator(max_errors=0).validate(path)
    return [
        f"{error.part_uri} {error.path}: {error.description}"
        for error in found.errors
        if not (error.description == KNOWN[0] and KNOWN[1] in (error.path or ""))
    ]


@pytest.mark.parametrize("style", BUILT_IN)
def test_a_deck_of_every_kind_is_valid(style: str, tmp_path: Path) -> None:
    assert violations(write(DECK, style), tmp_path) == []


@pytest.mark.parametrize("style", BUILT_IN)
def test_the_templates_are_valid(style: str, tmp_path: Path) -> None:
    assert violations(built_in(style), tmp_path) == []


def test_the_validator_sees_what_is_wrong(tmp_path: Path) -> None:
    """An axis before its plots is what PowerPoint refuses to open."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write(DECK))) as package,
        zipfile.ZipFile(out, "w") as changed,
    ):
        for name in package.namelist():
            data = package.read(name)
            if name == "ppt/charts/chart1.xml":
                root = etree.fromstring(data)
                area = next(root.iter("{*}plotArea"))
                area.insert(0, area.find("{*}valAx"))
                data = etree.tostring(root)
            changed.writestr(name, data)
    assert violations(out.getvalue(), tmp_path)


def test_python_pptx_and_openpyxl_open_everything() -> None:
    presentation = Presentation(io.BytesIO(write(DECK)))
    books = 0
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                blob = shape.chart.part.chart_workbook.xlsx_part.blob
                sheet = openpyxl.load_workbook(io.BytesIO(blob)).active
                assert sheet is not None
                assert sheet.max_row >= 2
                books += 1
    assert books > 15


def test_numbers_of_shapes_are_unique_and_links_lead_somewhere() -> None:
    data = write(DECK)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        assert len(names) == len(package.namelist())
        for name in names:
            if name.startswith("ppt/slides/slide"):
                root = etree.fromstring(package.read(name))
                numbers = [one.get("id") for one in root.iter("{*}cNvPr")]
                assert len(numbers) == len(set(numbers)), name
                rels = etree.fromstring(
                    package.read(name.replace("slides/", "slides/_rels/") + ".rels")
                )
                known = {one.get("Id") for one in rels}
                used = {
                    value
                    for one in root.iter()
                    for key, value in one.attrib.items()
                    if key.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/rel")
                }
                assert used <= known


def test_texts_are_never_formulas_in_the_workbooks() -> None:
    """Only our own formulas, of references and of words of ours, stand in the workbooks."""
    with zipfile.ZipFile(io.BytesIO(write(DECK))) as package:
        for name in package.namelist():
            if name.startswith("ppt/embeddings/"):
                sheet = openpyxl.load_workbook(io.BytesIO(package.read(name))).active
                assert sheet is not None
                for row in sheet.iter_rows(min_col=1, max_col=1):
                    assert row[0].data_type != "f"
