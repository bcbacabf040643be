"""What can be done before anybody asks: pages imported, the catalogue read, the store opened."""

import logging
from importlib import import_module

from yardstick.errors import YardstickError
from yardstick.ui import cached
from yardstick.ui.navigation import ENTRIES

_LOG = logging.getLogger("yardstick")


def warm_up() -> None:
    """Takes the first visitor's waiting on the server's start.

    A store or catalogue that cannot be read does not stop the server: the pages say what is wrong.
    """
    for entry in ENTRIES:
        if entry.exists:
            import_module(f"pages.{entry.module}")
    try:
        if cached.store().is_empty:
            return
        home = cached.available().home
        if home is not None:
            cached.standings(home.key, cached.choices(home).first.code)
    except YardstickError as failure:
        _LOG.warning("not warmed up: %s", failure)
