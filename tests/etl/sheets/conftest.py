"""What the tests of sheets share: the catalogue and places that ship, and a reader over both."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.extract.sheet import extract_workbook
from etl.extract.sheet_model import SheetExtraction
from etl.read.workbook import read_workbook
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.place import Gazetteer
from yardstick.store.places import read_places

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def catalogue(root: Path) -> Catalogue:
    return read_catalogue((root / "indicators.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def gazetteer(root: Path) -> Gazetteer:
    return read_places(root / "data" / "places")


@pytest.fixture(scope="session")
def extracted(catalogue: Catalogue, gazetteer: Gazetteer) -> Callable[..., SheetExtraction]:
    """Bytes and a file name -> what is read from them."""

    def read(data: bytes, name: str = "book.xlsx", **options: object) -> SheetExtraction:
        return extract_workbook(read_workbook(data, name), catalogue, gazetteer, **options)  # type: ignore[arg-type]

    return read
