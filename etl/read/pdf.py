"""PDF documents with a text layer -> their text: paragraphs whole across lines and pages."""

import ctypes
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from etl.read.pdf_flow import PageLines, lines_of, margins, reading_order, without_furniture
from etl.read.pdf_page import read_page
from etl.read.pdf_text import Writer
from etl.read.text import LARGEST
from yardstick.errors import DocumentRefused

MOST_PAGES = 1_000
_TAIL = 4_096
# A page whose picture covers more and that has fewer letters is a scan.
_SCAN_COVER = 0.5
_SCAN_LETTERS = 150
_ODD = re.compile(r"[\ufffd\ue000-\uf8ff]")


def read_pdf(data: bytes, name: str) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF and the offset at which each page begins.

    A paragraph or a row of a table is one line. Page numbers and the headers and footers that
    pages share are left out; footnotes follow the paragraph that ends their page. Every page but
    the first begins with `PAGE_MARK`. Letters are composed (NFC); TCVN3 fonts are decoded.

    Raises:
        DocumentRefused: unreadable, encrypted, too_large, scanned, empty or not_text.
    """
    if b"%%EOF" not in data[-_TAIL:]:
        raise DocumentRefused("unreadable", name, "the file ends before its end mark")
    with _opened(data, name) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > MOST_PAGES:
            raise DocumentRefused("too_large", name, f"{count} pages, at most {MOST_PAGES}")
        pages = [_page(document, number, name) for number in range(count)]
    _refuse_scan(pages, name)
    without_furniture(pages)
    edges = [margins(page) for page in pages if page.bands]
    usual = (
        median(left for left, _ in edges) if edges else 0.0,
        median(right for _, right in edges) if edges else 0.0,
    )
    writer = Writer()
    for number, page in enumerate(pages):
        writer.page(reading_order(page, usual), number)
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


def _page(document: Any, number: int, name: str) -> PageLines:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        raise DocumentRefused("unreadable", name, f"page {number + 1} cannot be opened")
    try:
        return lines_of(read_page(page))
    finally:
        pdfium.FPDF_ClosePage(page)


def _refuse_scan(pages: Sequence[PageLines], name: str) -> None:
    """Refuse a document of which half the pages or more are pictures with hardly a letter.

    Reading the rest would look whole and lose most of the figures unseen.
    """
    letters = [sum(len(word.text) for word in page.content.words) for page in pages]
    scans = sum(
        page.content.picture > _SCAN_COVER and count < _SCAN_LETTERS
        for page, count in zip(pages, letters, strict=True)
    )
    if scans and 2 * scans >= len(pages):
        raise DocumentRefused("scanned", name, f"{scans} of {len(pages)} pages are pictures")
    if not any(letters):
        pictures = any(page.content.picture for page in pages)
        raise DocumentRefused("scanned" if pictures else "empty", name, "no page has letters")
