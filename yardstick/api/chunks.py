"""Which files of Streamlit's own client a page will ask for, so that they can be asked for at once.

The client loads each kind of element by itself when the first of its kind arrives, and learns only
then which files that one needs in turn. On a page with a chart these are four rounds one after the
other, and the largest file of all (Plotly, 4.7 MB) comes last.
"""

import re
from functools import cache
from pathlib import Path

# What stands on nearly every page. DataFrame is left out: its tables stand below the charts.
ELEMENTS = ("Html", "PlotlyChart", "Selectbox", "ButtonGroup", "Button", "PageLink")
CHART = "PlotlyChart"

# The imports at the head of a built file: import{a as b}from"./x.js"; and import"./x.js";
_IMPORT = re.compile(r'(?:\bfrom|\bimport)"\./([\w.-]+\.js)"')
_HEAD = 20_000


@cache
def chunk(scripts: Path, element: str) -> str | None:
    """The file an element comes in, such as "Selectbox.7rsxE6LC.js"; None where there is none."""
    found = sorted(path.name for path in scripts.glob(f"{element}.*.js"))
    return found[0] if len(found) == 1 else None


@cache
def needed(scripts: Path) -> tuple[str, ...]:
    """Names of the files of ELEMENTS and of all they import, the importing one first."""
    waiting = [name for element in ELEMENTS if (name := chunk(scripts, element)) is not None]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name in found or not (scripts / name).is_file():
            continue
        found[name] = None
        with (scripts / name).open(encoding="utf-8", errors="replace") as file:
            waiting += _IMPORT.findall(file.read(_HEAD))
    return tuple(found)
