"""Python's collector of garbage at rest while a file is read.

Every cell and every figure is a handful of small objects that live to the end: looking through them
for garbage again and again took a third of the time, and more in a server that holds much already.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOCK = threading.Lock()
_resting = 0


@contextmanager
def collector_resting() -> Iterator[None]:
    """Collect no garbage inside; several threads may be inside at once."""
    global _resting
    with _LOCK:
        _resting += 1
        was_on = gc.isenabled()
        if _resting == 1 and was_on:
            gc.disable()
    try:
        yield
    finally:
        with _LOCK:
            _resting -= 1
            if _resting == 0:
                gc.enable()
