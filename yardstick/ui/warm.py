"""What can be done before anybody asks: pages imported, the catalogue read, the store opened."""

import gc
import logging
from importlib import import_module

from yardstick.errors import YardstickError
from yardstick.ui import cached
from yardstick.ui.navigation import ENTRIES

_LOG = logging.getLogger("yardstick")
# A run of a page makes tens of thousands of objects and drops them again without any cycle.
_YOUNG = 10_000


def warm_up() -> None:
    """Takes the first visitor's waiting on the server's start.

    A store or catalogue that cannot be read does not stop the server: the pages say what is wrong.
    """
    for entry in ENTRIES:
        if entry.exists:
            import_module(f"pages.{entry.module}")
    _ask_once()
    _settle()


def _settle() -> None:
    """Let the collector of garbage pass by all that stays until the server ends.

    Libraries, catalogue and places are some 200,000 objects: one look through them stops every page
    for more than a tenth of a second, in the middle of whatever it does.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


def _ask_once() -> None:
    try:
        if cached.store().is_empty:
            return
        home = cached.available().home
        if home is not None:
            cached.standings(home.key, cached.choices(home).first.code)
    except YardstickError as failure:
        _LOG.warning("not warmed up: %s", failure)
