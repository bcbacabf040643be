"""PDF documents with a text layer -> their text as it is read: paragraphs whole across lines and pages."""

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from etl.parse.syllable import is_syllable
from etl.read.pdf_flow import Line, PageLines, lines_of, reading_order, without_furniture
from etl.read.pdf_page import read_page
from etl.read.text import LARGEST
from etl.read.wording import line_of
from yardstick.domain.provenance import PAGE_MARK
from yardstick.errors import DocumentRefused

MOST_PAGES = 1_000
# A page whose picture covers more and that has fewer letters is a scan.
_SCAN_COVER = 0.5
_SCAN_LETTERS = 150
_FULL_STOP = (".", ";", ":", "!", "?")
_MARKER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)/]?|[IVX]{1,5}[.)]|[a-zđA-ZĐ][.)]|\(\d{1,2}\)|[-+•●▪*–]|Điều \d+)\s"
)
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff]")


def read_pdf(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF and the offset at which each page begins.

    A paragraph or a row of a table is one line. Page numbers and the headers and footers that pages
    share are left out; footnotes follow the paragraph that ends their page. Every page but the first
    begins with `PAGE_MARK`. Letters are composed (NFC); TCVN3 fonts are decoded.

    Raises:
        DocumentRefused: unreadable, encrypted, too_large, scanned, empty or not_text.
    """
    with _opened(data, name) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise DocumentRefused("too_large", name, f"{count} pages, at most {MOST_PAGES}")
        pages = [_page(document, number) for number in range(count)]
    _refuse_scan(pages, name)
    without_furniture(pages)
    writer = _Writer()
    for number, page in enumerate(pages):
        writer.page(reading_order(page), number)
    text, starts = writer.whole()
    if not text.strip():
        raise DocumentRefused("empty", name)
    if len(_ODD.findall(text)) > 0.05 * len(text):
        raise DocumentRefused("not_text", name, "the fonts do not say which letters they draw")
    if len(text) > LARGEST:
        raise DocumentRefused("too_large", name, f"more than {LARGEST} characters")
    return text, starts


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Any]:
    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise DocumentRefused("encrypted", name, "the file asks for a password")
        raise DocumentRefused("unreadable", name, f"PDF error {error}")
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page(document: Any, number: int) -> PageLines:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        # A page that cannot be opened is as good as empty: the others may be whole.
        return PageLines(_blank())
    try:
        return lines_of(read_page(page))
    finally:
        pdfium.FPDF_ClosePage(page)
