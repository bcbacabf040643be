"""What the upload page holds between runs: files as read, and what a person set in their reading.

A file is opened once, read again only when its edits change, and compared again only when the
store changes: turning a page or opening a list costs nothing.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from etl.extract.sheet_model import Layout
from etl.layout_form import Key, table_key
from etl.read.document import Document
from etl.read.workbook import Workbook
from etl.reading_edits import ReadingEdits
from etl.upload import Desk, ReadSheets, Upload
from yardstick.errors import InputRefusedError, YardstickError
from yardstick.store.office import Office
from yardstick.ui import cached

_EDITS, _ROUND = "upload-edits", "upload-round"


def desk() -> Desk:
    """What uploads are read with."""
    return Desk(cached.store(), cached.catalogue(), cached.gazetteer(), cached.user())


@dataclass(frozen=True)
class File:
    """A file somebody chose.

    Attributes:
        name: Its name.
        data: Its bytes.
        digest: SHA-256 of the bytes, hex: what edits and caches know it by.
    """

    name: str
    data: bytes
    digest: str

    @property
    def key(self) -> str:
        """A short key for widgets."""
        return self.digest[:10]


def file_of(name: str, data: bytes) -> File:
    """The file of an upload widget."""
    return File(name, data, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True)
class Read:
    """A file after reading: the upload, or the failure that refused it."""

    upload: Upload | None
    failure: YardstickError | None


@st.cache_resource(show_spinner=False, max_entries=12)
def _opened(digest: str, name: str, _data: bytes) -> Workbook | Document | InputRefusedError:
    del digest
    try:
        return Desk.opened(_data, name)
    except InputRefusedError as refusal:
        return refusal


@st.cache_resource(show_spinner=False, max_entries=24)
def _sheets(
    digest: str, name: str, mark: str, _workbook: Workbook, _edits: ReadingEdits
) -> ReadSheets | InputRefusedError:
    del digest, name, mark
    try:
        return desk().read_sheets(_workbook, _edits)
    except InputRefusedError as refusal:
        return refusal


def seconds(file: File) -> float:
    """How long a file took from its bytes to its preview, when it was first read here."""
    taken: dict[str, float] = st.session_state.get("upload-seconds", {})
    return taken.get(file.digest, 0.0)


@st.cache_resource(show_spinner=False, max_entries=24)
def _compared(
    version: str, digest: str, name: str, mark: str, _made: Callable[[], Upload]
) -> Upload:
    del version, digest, name, mark
    return _made()


def read(file: File) -> Read:
    """A file compared with the store, under what was set for it."""
    started = time.perf_counter()
    found = _read(file)
    taken: dict[str, float] = st.session_state.setdefault("upload-seconds", {})
    taken.setdefault(file.digest, time.perf_counter() - started)
    return found


def _read(file: File) -> Read:
    edits = edits_of(file)
    opened = _opened(file.digest, file.name, file.data)
    if isinstance(opened, InputRefusedError):
        return Read(None, opened)
    mark = _mark(edits)
    if isinstance(opened, Document):
        document = opened
        made = lambda: desk().read_document(document, edits)  # noqa: E731 - asked only once
    else:
        found = _sheets(file.digest, file.name, mark, opened, edits)
        if isinstance(found, InputRefusedError):
            return Read(None, found)
        sheets = found
        made = lambda: desk().compared(sheets, edits)  # noqa: E731
    return Read(_compared(cached.store().version, file.digest, file.name, mark, made), None)


def table_mark(key: Key) -> str:
    """A short key of a table for widgets."""
    return hashlib.sha256(repr(key).encode()).hexdigest()[:8]


def is_read(file: File) -> bool:
    """True when the file was read in this session before, so that showing it takes no time."""
    seen: set[str] = st.session_state.setdefault("upload-seen", set())
    known = file.digest in seen
    seen.add(file.digest)
    return known


def _mark(edits: ReadingEdits) -> str:
    """Equal for readings under the same edits, remembered layouts and remembered names."""
    office = Office.beside(cached.store())
    layouts = tuple((one.layout_id, one.name) for one in desk().layouts())
    names = tuple(one.name_id for one in office.names())
    told = repr((edits, layouts, names, cached.user()))
    return hashlib.sha256(told.encode()).hexdigest()


def edits_of(file: File) -> ReadingEdits:
    """What a person set in the reading of a file."""
    kept: dict[str, ReadingEdits] = st.session_state.setdefault(_EDITS, {})
    return kept.get(file.digest, ReadingEdits())


def set_edits(file: File, edits: ReadingEdits) -> None:
    """Keep what a person set; the page reads the file anew by it."""
    kept: dict[str, ReadingEdits] = st.session_state.setdefault(_EDITS, {})
    kept[file.digest] = edits


def forget_edits(file: File) -> None:
    """Read the file as the machine does by itself."""
    st.session_state.setdefault(_EDITS, {}).pop(file.digest, None)


def layout_to_edit(file: File, sheets: ReadSheets, key: Key) -> Layout:
    """The layout of a table that an edit starts from: what was set already, else as read."""
    edited = edits_of(file).layout(key) or sheets.used.get(key)
    if edited is not None:
        return edited
    base = sheets.bases.get(key)
    if base is None:
        base = next(one for one in sheets.found.layouts if table_key(one) == key)
    return replace(base, rows=())


def set_layout(file: File, layout: Layout) -> None:
    """Keep an edited layout of one table."""
    set_edits(file, edits_of(file).with_layout(layout))


def uploader_key() -> str:
    """The key of the upload widget; a new one empties it."""
    return f"upload-files-{st.session_state.get(_ROUND, 0)}"


def empty_uploader() -> None:
    """Put every chosen file away; nothing of it is kept."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_EDITS, None)
