"""What kind of document a file is: by its first bytes, which its name must agree with."""

from enum import StrEnum
from pathlib import PurePath

from yardstick.errors import DocumentRefused

# Larger than any report; a scan of that size holds no text anyway.
MOST_BYTES = 60_000_000


class MediaType(StrEnum):
    """The three ways a document is stored."""

    TEXT = "text/plain"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


_BY_EXTENSION = {".pdf": MediaType.PDF, ".docx": MediaType.DOCX}
_SHORT = {MediaType.TEXT: "text", MediaType.PDF: "pdf", MediaType.DOCX: "docx"}
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
# A PDF may begin after a few bytes of its sender's (ISO 32000-1, annex H.3.4.1).
_PDF_WITHIN = 1024


def media_type(data: bytes, name: str) -> MediaType:
    """The kind of document.

    Raises:
        DocumentRefused: empty, too_large, encrypted, unreadable, or wrong_extension with what the
            bytes are.
    """
    if not data:
        raise DocumentRefused("empty", name, "the file has no bytes")
    if len(data) > MOST_BYTES:
        raise DocumentRefused("too_large", name, f"{len(data)} bytes, at most {MOST_BYTES}")
    expected = _BY_EXTENSION.get(PurePath(name).suffix.lower(), MediaType.TEXT)
    found = _by_content(data, name)
    if found is expected:
        return expected
    if found is MediaType.TEXT:
        raise DocumentRefused("unreadable", name, f"the bytes are no {_SHORT[expected]} file")
    raise DocumentRefused(
        "wrong_extension", name, f"the bytes are {_SHORT[found]}, not {_SHORT[expected]}"
    )


def _by_content(data: bytes, name: str) -> MediaType:
    if data.startswith(_COMPOUND):
        raise _of_compound(data, name)
    if data.startswith(_ZIP):
        return MediaType.DOCX
    if data.startswith(_PDF):
        return MediaType.PDF
    if data.startswith(b"{\\rtf"):
        raise DocumentRefused("wrong_extension", name, "the bytes are rich text (rtf)")
    extension = PurePath(name).suffix.lower()
    if extension == ".pdf" and _PDF in data[:_PDF_WITHIN]:
        return MediaType.PDF
    if extension in _BY_EXTENSION and data[:512].lstrip().lower().startswith((b"<!doc", b"<html")):
        raise DocumentRefused("wrong_extension", name, "the bytes are a web page")
    return MediaType.TEXT


def _of_compound(data: bytes, name: str) -> DocumentRefused:
    """Why a file of the kind Word used before 2007 is not read."""
    if _stream_named(data, "EncryptedPackage"):
        return DocumentRefused("encrypted", name, "the file is protected by a password")
    if _stream_named(data, "WordDocument"):
        return DocumentRefused("wrong_extension", name, "a Word document of the old kind (doc)")
    return DocumentRefused("wrong_extension", name, "an office file of the old kind")


def _stream_named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
