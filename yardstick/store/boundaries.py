"""The boundaries that ship with the product, read from `data/geo`; an office may put in its own."""

import json
import re
from datetime import date
from pathlib import Path

from yardstick.domain.boundary import Layer, layer_of
from yardstick.domain.place import Gazetteer, Level

_NAME = re.compile(r".*-(?P<level>provinces|districts|communes)-(?P<year>\d{4})\.(?:topo|geo)json")


def read_boundaries(directory: Path, gazetteer: Gazetteer) -> tuple[Layer, ...]:
    """Every layer of a directory: `PLACE-LEVELS-YEAR.topojson` or `.geojson`.

    A layer holds at the end of its year. Other files are left alone; a broken one crashes.
    """
    layers = []
    for path in sorted(directory.iterdir()):
        found = _NAME.fullmatch(path.name)
        if found is not None:
            level = Level(found["level"].removesuffix("s"))
            day = date(int(found["year"]), 12, 31)
            data = json.loads(path.read_text("utf-8"))
            layers.append(layer_of(data, gazetteer, level, day))
    return tuple(layers)
