"""The places that ship with the product, read from `data/places`."""

import csv
from pathlib import Path

from yardstick.domain.place import Gazetteer


def read_places(directory: Path) -> Gazetteer:
    """All places and links of `units.csv` and `links.csv`; a broken installation crashes."""
    return Gazetteer.from_rows(_rows(directory / "units.csv"), _rows(directory / "links.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
