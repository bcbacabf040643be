"""What every test may ask for: the project, the shared reference material, a filled store."""

from pathlib import Path

import pytest

from etl.illustration import illustrate
from etl.run import Inputs, Pipeline
from yardstick.domain.catalogue import read_catalogue
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's root directory."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the project; the test is skipped where it is absent."""
    directory = ROOT.parent / "shared"
    if not (directory / "gold").is_dir():
        pytest.skip("needs the reference material in ../shared, which is not on this machine")
    return directory


def pipeline_into(directory: Path) -> Pipeline:
    """The pipeline over a store of its own, with the catalogue and places that ship."""
    return Pipeline(
        store=Store(directory),
        catalogue=read_catalogue((ROOT / "indicators.yaml").read_text("utf-8")),
        gazetteer=read_places(ROOT / "data" / "places"),
        author="tester",
    )


@pytest.fixture(scope="session")
def shipped() -> Inputs:
    """The documents and published figures that ship."""
    return Inputs(ROOT / "data" / "documents", ROOT / "data" / "published")


@pytest.fixture(scope="session")
def filled(shipped: Inputs, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with everything that ships, read once; tests only look at it."""
    directory = tmp_path_factory.mktemp("filled") / "store"
    report = pipeline_into(directory).run(shipped)
    assert not report.refused
    return directory


@pytest.fixture(scope="session")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of made-up figures, read once; tests only look at it."""
    directory = tmp_path_factory.mktemp("demo") / "store"
    catalogue = read_catalogue((root / "indicators.yaml").read_text("utf-8"))
    illustrate(Store(directory), catalogue, read_places(root / "data" / "places"))
    return directory


@pytest.fixture
def pipeline(tmp_path: Path) -> Pipeline:
    """The pipeline over an empty store of this test's own."""
    return pipeline_into(tmp_path / "store")
