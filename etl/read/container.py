"""What a file is by its bytes, and whether it may be opened at all; nothing is unpacked here."""

import io
import zipfile
import zlib
from enum import StrEnum
from pathlib import PurePath

from etl.read.cells import MOST_BYTES
from yardstick.errors import WorkbookRefused

# A workbook unpacks to 5-30 times its size; a bomb to a thousand times and more.
MOST_UNPACKED = 400 * 1024 * 1024
MOST_RATIO = 200
RATIO_FROM = 8 * 1024 * 1024
MOST_PARTS = 5000

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"


class Format(StrEnum):
    """The four ways a workbook is stored."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    DELIMITED = "csv"


_BY_EXTENSION = {
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".xls": Format.XLS,
    ".ods": Format.ODS,
    ".csv": Format.DELIMITED,
    ".tsv": Format.DELIMITED,
}


def recognise(data: bytes, name: str) -> Format:
    """The format of the bytes, after every check that needs no unpacking.

    A workbook under another workbook's extension is read as what it is: programs that export
    spreadsheets name them .xls whatever they write, and Excel opens them.

    Raises:
        WorkbookRefused: too_large, wrong_extension, encrypted, corrupt or empty.
    """
    expected = _BY_EXTENSION.get(PurePath(name).suffix.lower())
    if expected is None:
        raise WorkbookRefused("wrong_extension", name, "expected xlsx, xlsm, xls, ods or csv")
    if not data:
        raise WorkbookRefused("empty", name, "the file has no bytes")
    if len(data) > MOST_BYTES:
        raise WorkbookRefused("too_large", name, f"{len(data)} bytes, at most {MOST_BYTES}")
    found = _by_content(data, name)
    if data.startswith(_PDF):
        raise WorkbookRefused("wrong_extension", name, "the bytes are a PDF document")
    if found is None and expected is not Format.DELIMITED:
        raise WorkbookRefused("corrupt", name, f"the bytes are no {expected} file")
    return found or expected


def _by_content(data: bytes, name: str) -> Format | None:
    if data.startswith(_COMPOUND):
        if _stream_named(data, "EncryptedPackage") or _stream_named(data, "EncryptionInfo"):
            raise WorkbookRefused("encrypted", name, "the file is protected by a password")
        if _stream_named(data, "WordDocument"):
            raise WorkbookRefused("wrong_extension", name, "the bytes are a Word document")
        return Format.XLS
    if data[:4] in (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00"):
        return Format.XLS
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return _in_archive(data, name)
    return None


def _stream_named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _in_archive(data: bytes, name: str) -> Format:
    parts = open_archive(data, name).namelist()
    if "xl/workbook.xml" in parts:
        return Format.XLSX
    if "content.xml" in parts and "mimetype" in parts:
        return Format.ODS
    if (
        "xl/workbook.bin" in parts
        or "word/document.xml" in parts
        or "ppt/presentation.xml" in parts
    ):
        raise WorkbookRefused("wrong_extension", name, "the archive holds another kind of document")
    raise WorkbookRefused("corrupt", name, "the archive holds no workbook")


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, once its directory promises to unpack to a bearable size.

    Raises:
        WorkbookRefused: corrupt, encrypted or too_large (a zip bomb).
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as error:
        raise WorkbookRefused("corrupt", name, f"broken archive: {error}") from None
    if any(part.flag_bits & 0x1 for part in parts):
        raise WorkbookRefused("encrypted", name, "the archive is protected by a password")
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise WorkbookRefused("too_large", name, f"{len(parts)} parts, {unpacked} bytes unpacked")
    if unpacked > RATIO_FROM and unpacked > MOST_RATIO * len(data):
        raise WorkbookRefused(
            "too_large", name, f"unpacks to {unpacked // len(data)} times its size"
        )
    return archive


def unpack(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """One part of an archive, never more than the directory promised.

    Raises:
        WorkbookRefused: corrupt when it is absent or broken, too_large when it lied about its size.
    """
    try:
        promised = archive.getinfo(part).file_size
        with archive.open(part) as stream:
            content = stream.read(promised + 1)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise WorkbookRefused("corrupt", name, f"part {part} cannot be read: {error}") from None
    except (NotImplementedError, RuntimeError) as error:
        raise WorkbookRefused("corrupt", name, f"part {part} cannot be unpacked: {error}") from None
    if len(content) > promised:
        raise WorkbookRefused("too_large", name, f"part {part} is larger than it says")
    return content
