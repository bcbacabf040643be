"""Where a number was printed: the origin block and a document's text with its figures marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from yardstick.domain.provenance import page_at, paragraph_at, sentence_around, span_of
from yardstick.ui.messages import (
    authority_label,
    date_label,
    figure_label,
    period_title,
    status_label,
    text,
)

if TYPE_CHECKING:
    from yardstick.analysis.figure import Figure

__all__ = ["sentence_around", "span_of"]

_ROW = re.compile(r"row (\d+)")
_CELL = re.compile(r"(?P<sheet>.*)!(?P<cell>[A-Z]{1,3}\d+)")


@dataclass(frozen=True)
class Mark:
    """A figure inside a text: characters `start` to `end` (exclusive) and how it is drawn.

    Attributes:
        style: One of current, accepted, waiting, disputed, basis.
        anchor: Its id in the page.
        title: What a pointer resting on it is told.
        href: Where it leads, relative to the page; empty for a mark that leads nowhere.
    """

    start: int
    end: int
    style: str = "accepted"
    anchor: str = ""
    title: str = ""
    href: str = ""


def marked(passage: str, marks: Sequence[Mark], offset: int = 0) -> str:
    """The passage as markup with its figures marked; overlapping marks keep the first.

    Args:
        passage: A stretch of the document as read.
        marks: Figures, counted in characters of the whole document.
        offset: Where in the document the passage starts.
    """
    parts = []
    at = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start, end = mark.start - offset, mark.end - offset
        if start < at or end > len(passage):
            continue
        anchor = f" id='{escape(mark.anchor)}'" if mark.anchor else ""
        title = f" title='{escape(mark.title)}'" if mark.title else ""
        parts.append(_lines(passage[at:start]))
        inside = _lines(passage[start:end])
        if mark.href:
            inside = (
                f"<a class='ys-mark-link' href='{escape(mark.href)}' target='_self'>{inside}</a>"
            )
        parts.append(
            f"<mark class='ys-figure ys-figure-{mark.style}'{anchor}{title}>{inside}</mark>"
        )
        at = end
    parts.append(_lines(passage[at:]))
    return "".join(parts)


def _mark(mark: Mark, words: str) -> str:
    anchor = f" id='{escape(mark.anchor)}'" if mark.anchor else ""
    title = f" title='{escape(mark.title)}'" if mark.title else ""
    drawn = f"<mark class='ys-figure ys-figure-{mark.style}'{anchor}{title}>{_lines(words)}</mark>"
    if not mark.href:
        return drawn
    return f"<a class='ys-figure-open' href='{escape(mark.href)}' target='_self'>{drawn}</a>"


def _lines(piece: str) -> str:
    return "<br>".join(escape(line) for line in piece.split("\n"))


def with_passage(marks: Sequence[Mark], start: int, end: int) -> list[Mark]:
    """The marks with a passage highlighted around and between them; its first part is anchored.

    Marks do not overlap, so the figures inside the passage cut it into parts.
    """
    cut = sorted((mark.start, mark.end) for mark in marks if mark.end > start and mark.start < end)
    parts, at = [], start
    for first, last in [*cut, (end, end)]:
        if first > at:
            parts.append(Mark(at, min(first, end), style="passage"))
        at = max(at, last)
    if parts:
        parts[0] = replace(parts[0], anchor="passage", title=text("sources.passage"))
    return [*marks, *parts]


def quotation(passage: str, marks: Sequence[Mark] = (), offset: int = 0) -> str:
    """A quoted passage in the documents' face with its figures marked."""
    return f"<blockquote class='ys-quote'>{marked(passage, marks, offset)}</blockquote>"


def document(whole: str, marks: Sequence[Mark]) -> str:
    """A whole document in the documents' face, paragraphs kept, its figures marked in place."""
    return f"<div class='ys-document'>{marked(whole, marks)}</div>"


def locator_label(locator: str | None, whole: str | None = None) -> str:
    """A stored locator in words: "ô E7, trang tính Biểu 02"; empty when there is none.

    Args:
        locator: The locator.
        whole: The text of the document, where it is at hand: "trang 3, đoạn 12".
    """
    if (span := span_of(locator)) and whole:
        paragraph, number = paragraph_at(whole, span[0]), page_at(whole, span[0])
        if number is None:
            return text("origin.paragraph", paragraph=paragraph)
        return text("origin.page", page=number, paragraph=paragraph)
    if span:
        return text("origin.chars", start=span[0], end=span[1])
    if row := _ROW.fullmatch(locator or ""):
        return text("origin.row", row=row[1])
    if cell := _CELL.fullmatch(locator or ""):
        return text("origin.cell", cell=cell["cell"], sheet=cell["sheet"] or "1")
    return locator or ""


def origin(
    figure: "Figure", passage: str | None = None, offset: int = 0, whole: str | None = None
) -> str:
    """The origin block: source, quoted sentence with the figure marked, what kind of figure it is.

    Args:
        figure: The figure.
        passage: The sentence around it as read, for figures of a document; without it the printed
            figure alone is quoted.
        offset: Where in the document the passage starts.
        whole: The whole document, where it is at hand, to tell page and paragraph.
    """
    span = span_of(figure.locator)
    if passage is not None and span is not None:
        quoted = quotation(passage, [Mark(*span, style="current")], offset)
    elif figure.quote:
        quoted = quotation(figure.quote, [Mark(0, len(figure.quote), style="current")])
    else:
        quoted = f"<p class='ys-small'>{escape(text('origin.no_sentence'))}</p>"
    issued = [part for part in (figure.source_number, _date(figure.source_date)) if part]
    issuer = [figure.source_issuer] if figure.source_issuer else []
    rows = [
        (text("origin.figure"), figure_label(figure)),
        (text("origin.period"), period_title(figure.period)),
        (text("origin.kind"), text(f"origin.{figure.kind}")),
        (text("origin.status"), status_label(figure.status)),
        (text("origin.authority"), authority_label(figure.authority)),
        (text("origin.where"), locator_label(figure.locator, whole)),
    ]
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows if value
    )
    return (
        f"<div class='ys-origin'><b class='ys-origin-title'>{escape(figure.source_title)}</b>"
        f"<div class='ys-small'>{escape(' · '.join([*issuer, *issued]))}</div>"
        f"{quoted}<dl>{listed}</dl></div>"
    )


def _date(day: str | None) -> str:
    return date_label(day) if day else ""
