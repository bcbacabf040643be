"""A limit on the time one workbook may take, asked for wherever work may grow with its size."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from etl.read.collector import collector_resting
from yardstick.errors import WorkbookRefused

# An ordinary sheet takes a second, 100,000 cells a few; whoever needs more was made to hurt.
MOST_SECONDS = 60.0


class _Clock(threading.local):
    """The deadline of the workbook this thread reads; none while it reads none."""

    deadline: float | None = None
    seconds: float = MOST_SECONDS
    name: str = ""


_CLOCK = _Clock()


@contextmanager
def limited(name: str, seconds: float | None = None) -> Iterator[None]:
    """Refuse the workbook inside when it takes longer; garbage is collected afterwards.

    Args:
        name: The file's name, for the refusal.
        seconds: By the clock; MOST_SECONDS where not given.

    Raises:
        WorkbookRefused: too_slow, from `tick`.
    """
    seconds = MOST_SECONDS if seconds is None else seconds
    before = (_CLOCK.deadline, _CLOCK.seconds, _CLOCK.name)
    _CLOCK.deadline, _CLOCK.seconds, _CLOCK.name = time.monotonic() + seconds, seconds, name
    try:
        with collector_resting():
            yield
    finally:
        _CLOCK.deadline, _CLOCK.seconds, _CLOCK.name = before


def tick() -> None:
    """Stop the reading when its time is up; costs nothing to call for every row.

    Raises:
        WorkbookRefused: too_slow.
    """
    if _CLOCK.deadline is not None and time.monotonic() > _CLOCK.deadline:
        raise WorkbookRefused("too_slow", _CLOCK.name, f"stopped after {_CLOCK.seconds:g} seconds")
