"""The mark of a store whose figures are made up to show the product; real ones never join it."""

from yardstick.errors import MixedStoreError
from yardstick.store.database import Store

MARKER = "ILLUSTRATION"
_WORDS = "SỐ LIỆU MINH HỌA - Every figure in this store was made up to show the product.\n"


def is_illustrative(store: Store) -> bool:
    """True when every figure of the store is made up."""
    return (store.versions.directory / MARKER).exists()


def mark_illustrative(store: Store) -> None:
    """Mark a store as illustrative for good, before anything is written to it.

    Raises:
        MixedStoreError: The store holds real figures.
    """
    if is_illustrative(store):
        return
    directory = store.versions.directory
    if not store.is_empty:
        raise MixedStoreError(str(directory), is_illustrative=False)
    directory.mkdir(parents=True, exist_ok=True)
    (directory / MARKER).write_text(_WORDS, encoding="utf-8")


def refuse_illustrative(store: Store) -> None:
    """Raises MixedStoreError when a store is not for real figures."""
    if is_illustrative(store):
        raise MixedStoreError(str(store.versions.directory), is_illustrative=True)
