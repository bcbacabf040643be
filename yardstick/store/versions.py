"""Published versions: files that never change, a CURRENT pointer, and the lock writers take.

Knows files only, no database. A process killed at any moment leaves CURRENT on a whole version.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from yardstick.errors import StoreBusyError, StoreError

_BLOCK = 1024 * 1024
_DRAFT = "draft"
_T = TypeVar("_T")


class Step(StrEnum):
    """Where a writer stands, in this order; COPYING comes once for every block."""

    WAITING = "waiting"
    COPYING = "copying"
    STORING = "storing"
    STORED = "stored"
    COMMITTED = "committed"
    SORTING = "sorting"
    SEALED = "sealed"
    PLACED = "placed"
    PUBLISHED = "published"


OnStep = Callable[[Step], None]


def ignore_step(_: Step) -> None:
    """Take no notice of a writer's progress."""


class Versions:
    """The directory of a store: `CURRENT`, `writer.lock` and `versions/000001.duckdb` and on.

    Args:
        directory: Where the store lives; made by the first writer.
        keep: How many versions stay, the current one included.
        patience: Seconds a writer waits for another one.
    """

    def __init__(self, directory: Path, *, keep: int = 5, patience: float = 120.0) -> None:
        """Remember the place; nothing is opened or made."""
        self.directory = directory
        self.keep = max(keep, 2)
        self.patience = patience
        self._files = directory / "versions"
        self._pointer = directory / "CURRENT"

    @property
    def current(self) -> int:
        """The number of the published version, 0 before the first."""
        try:
            text = _patiently(lambda: self._pointer.read_text(encoding="ascii"))
        except FileNotFoundError:
            return 0
        if not text.strip().isdecimal():
            raise StoreError("reading the pointer", str(self._pointer), f"it says {text!r}")
        return int(text)

    def path(self, number: int) -> Path:
        """The file of a version."""
        return self._files / f"{number:06d}.duckdb"

    @contextmanager
    def draft(self, on_step: OnStep = ignore_step) -> Iterator["Draft"]:
        """A private copy of the current version, published when the block ends without a failure.

        One writer at a time, over all processes: a second one waits here.

        Raises:
            StoreBusyError: The other writer did not finish in time.
            StoreError: The directory cannot be written.
        """
        try:
            self._files.mkdir(parents=True, exist_ok=True)
            # No fallback to a lock that is only a file: a killed writer would leave it for ever.
            lock = FileLock(self.directory / "writer.lock", fallback_to_soft=False)
            on_step(Step.WAITING)
            with lock.acquire(timeout=self.patience):
                self._sweep()
                number = self.current
                draft = Draft(self._files, number + 1)
                try:
                    if number:
                        _copy(self.path(number), draft.path, on_step)
                    yield draft
                    self._publish(draft, on_step)
                finally:
                    draft.discard()
                self._prune(number + 1)
        except Timeout:
            why = f"another writer did not finish within {self.patience:g} s"
            raise StoreBusyError("writing", str(self.directory), why) from None
        except OSError as error:
            raise StoreError("writing", str(self.directory), str(error)) from error

    def backup(self, target: Path) -> None:
        """Copy the current version to a file of its own, whole and synced.

        Raises:
            StoreError: Nothing is published yet, or the target cannot be written.
        """
        number = self.current
        if not number:
            raise StoreError("backup", str(self.directory), "nothing is stored yet")
        partial = target.with_name(target.name + ".partial")
        try:
            _copy(self.path(number), partial, ignore_step)
            _sync(partial)
            _replace(partial, target)
        except OSError as error:
            raise StoreError("backup", str(target), str(error)) from error

    def _publish(self, draft: "Draft", on_step: OnStep) -> None:
        _sync(draft.path)
        on_step(Step.SEALED)
        _replace(draft.path, self.path(draft.number))
        _sync_directory(self._files)
        on_step(Step.PLACED)
        pointer = self._pointer.with_name("CURRENT.next")
        pointer.write_text(f"{draft.number:06d}\n", encoding="ascii")
        _sync(pointer)
        _replace(pointer, self._pointer)
        _sync_directory(self.directory)
        on_step(Step.PUBLISHED)

    def _sweep(self) -> None:
        """Remove what killed writers left: drafts, and a version CURRENT never pointed at."""
        current = self.current
        for path in self._files.iterdir():
            number = path.name.partition(".")[0]
            unpublished = number.isdecimal() and int(number) > current
            if path.name.startswith(_DRAFT) or unpublished:
                _remove(path)

    def _prune(self, current: int) -> None:
        for path in self._files.iterdir():
            number = path.name.partition(".")[0]
            if number.isdecimal() and int(number) <= current - self.keep:
                _remove(path)


class Draft:
    """A version being written; `is_new` when there was none to copy."""

    def __init__(self, directory: Path, number: int) -> None:
        """Choose the path; the copy is made by the one who asked for the draft."""
        self.number = number
        self.is_new = number == 1
        self._directory = directory
        self.path = directory / f"{_DRAFT}-{number:06d}.duckdb"

    def fill_from(self, backup: Path) -> None:
        """Make the draft a copy of another file."""
        _copy(backup, self.path, ignore_step)

    @contextmanager
    def rewritten(self) -> Iterator[Path]:
        """A path for a second draft that takes the first one's place when the block ends."""
        fresh = self._directory / f"{_DRAFT}-{self.number:06d}-sorted.duckdb"
        _remove(fresh)
        yield fresh
        _replace(fresh, self.path)

    def discard(self) -> None:
        """Remove every file of the draft that was not published."""
        for path in self._directory.glob(f"{_DRAFT}-*"):
            _remove(path)


def _copy(source: Path, target: Path, on_step: OnStep) -> None:
    with source.open("rb") as reading, target.open("wb") as writing:
        while block := reading.read(_BLOCK):
            on_step(Step.COPYING)
            writing.write(block)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_directory(path: Path) -> None:
    if os.name == "nt":  # Windows opens no directories and keeps renames in its journal.
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(source: Path, target: Path) -> None:
    _patiently(lambda: source.replace(target))


def _patiently(act: Callable[[], _T], *, patience: float = 5.0) -> _T:
    """Do it again while Windows refuses because another process has the file open just now."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return act()
        except PermissionError:
            if os.name != "nt" or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _remove(path: Path) -> None:
    """Remove a file or directory; one that Windows holds open is left for the next sweep."""
    with suppress(FileNotFoundError, PermissionError):
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
