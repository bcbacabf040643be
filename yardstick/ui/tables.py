"""How tall a table is drawn, so that no empty row hangs under the last one."""

from typing import Literal

# Streamlit fits tables of up to ten rows by itself.
_FITTED = 10


def height(rows: int, most: int) -> int | Literal["auto"]:
    """The height for a table of so many rows: fitted while short, at most `most` pixels."""
    return "auto" if rows <= _FITTED else most
