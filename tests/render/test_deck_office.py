"""LibreOffice opens and shows a deck; its pictures are held against what was looked at once.

Fonts differ from machine to machine, so pictures are compared by what stands where: how dark each
cell of a coarse grid is. The accepted measures are those of pictures that were looked at.
"""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from deck_readback import read
from deck_samples import DECK
from PIL import Image

from yardstick.render.deck import write

ACCEPTED = Path(__file__).with_name("accepted_deck.json")
ACROSS, DOWN = 16, 9
# A cell's share of ink may differ by this much: other letters, other hatching.
TOLERANCE = 0.16
MEAN = 0.022

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftoppm")),
        reason="needs LibreOffice and poppler-utils",
    ),
]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    directory = tmp_path_factory.mktemp("deck")
    (directory / "deck.pptx").write_bytes(write(DECK))
    profile = f"-env:UserInstallation=file://{directory}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(directory),
         str(directory / "deck.pptx")],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    subprocess.run(
        ["pdftoppm", "-r", "36", "-png", "deck.pdf", "page"],
        check=True, capture_output=True, cwd=directory, timeout=60,
    )  # fmt: skip
    found = []
    for path in sorted(directory.glob("page-*.png")):
        with Image.open(path) as picture:
            found.append(picture.convert("L"))
    return found


def ink(picture: Image.Image) -> list[float]:
    """How dark each cell of the grid is, 0 for white."""
    small = picture.resize((ACROSS, DOWN), Image.Resampling.BOX)
    return [round(1 - value / 255, 3) for value in small.tobytes()]


def test_every_slide_is_shown(pictures: list[Image.Image]) -> None:
    accepted = json.loads(ACCEPTED.read_text("utf-8"))
    assert len(pictures) == len(accepted)


def test_pictures_are_like_those_that_were_looked_at(pictures: list[Image.Image]) -> None:
    accepted = json.loads(ACCEPTED.read_text("utf-8"))
    for number, (picture, wanted) in enumerate(zip(pictures, accepted, strict=True), 1):
        found = ink(picture)
        apart = [abs(one - other) for one, other in zip(found, wanted, strict=True)]
        assert max(apart) <= TOLERANCE, f"slide {number}: {apart.index(max(apart))}"
        assert sum(apart) / len(apart) <= MEAN, f"slide {number}"


def test_an_empty_slide_would_not_pass(pictures: list[Image.Image]) -> None:
    accepted = json.loads(ACCEPTED.read_text("utf-8"))
    blank = ink(Image.new("L", pictures[0].size, 255))
    assert sum(blank) == 0
    told = [w for w in accepted if max(w) > TOLERANCE or sum(w) / len(w) > MEAN]
    # Covers and the slide of one line are nearly white; all others would be found out.
    assert len(told) >= len(accepted) - 3


def without_results(book: bytes) -> bytes:
    """The workbook with its formulas' stored results taken out, so that they must be reckoned."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as package, zipfile.ZipFile(out, "w") as bare:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith("sheet1.xml"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            bare.writestr(name, data)
    return out.getvalue()


def test_the_workbooks_formulas_write_the_labels(tmp_path: Path) -> None:
    """Numbers changed in PowerPoint's sheet carry their labels along: the formulas are right."""
    charts = [chart for slide in read(write(DECK)) for chart in slide.charts]
    for n, chart in enumerate(charts):
        book = chart.shape.chart.part.chart_workbook.xlsx_part.blob
        (tmp_path / f"{n}.xlsx").write_bytes(without_results(book))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false",
         "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.xlsx")))],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    told = 0
    for n, chart in enumerate(charts):
        with (tmp_path / f"{n}.csv").open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file))
        for column, name in enumerate(head):
            if not name.startswith(("Nhãn:", "Chỗ trống")):
                continue
            for wanted, row in zip(chart.book[name], rows, strict=True):
                if isinstance(wanted, str):
                    assert row[column] == wanted
                    told += 1
                elif wanted is not None:
                    assert float(row[column]) == pytest.approx(float(wanted), abs=1e-6)
    assert told > 80
