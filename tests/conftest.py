"""What every test may ask for: the project's root, and the shared reference material where it exists."""

from pathlib import Path

import pytest

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
