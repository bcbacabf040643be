"""A store of its own for every test, in a directory that goes away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from yardstick.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "store")
    yield store
    store.close()
