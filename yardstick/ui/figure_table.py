"""A table of figures as the page's own text: every number a link that opens its origin in place.

Text, not a grid: it is there with the page, prints, is read by a screen reader and needs none of
the 1.2 MB a browser loads for a grid.
"""

from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import urlencode

import streamlit as st

from yardstick.analysis.figure import Figure
from yardstick.charts.deck import TableCell
from yardstick.ui import cached, show

_ASKED = "figure"


def markup(
    columns: Sequence[str], rows: Sequence[Sequence[TableCell]], *, name: str, total: bool = False
) -> str:
    """The table: numbers right, verdicts with their shape, figures as links.

    Args:
        columns: Heads; a head whose column holds numbers stands right like them.
        rows: As many cells as heads each; the first names the row.
        name: Of the table, for screen readers.
        total: The last row is a sum.
    """
    are_numbers = [any(row[n].is_number for row in rows) for n in range(len(columns))]
    heads = "".join(
        f"<th scope='col'{_right(is_number)}>{escape(head)}</th>"
        for head, is_number in zip(columns, are_numbers, strict=True)
    )
    body = "".join(
        _row(row, are_numbers, is_total=total and n == len(rows) - 1) for n, row in enumerate(rows)
    )
    return (
        f"<div class='ys-scroll' tabindex='0' role='region' aria-label='{escape(name)}'>"
        f"<table class='ys-df ys-figures' aria-label='{escape(name)}'>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def asked(*, once: bool = False) -> Figure | None:
    """The figure the address asks for, set by following one of the table's links.

    Args:
        once: Forgotten by the next run, so that closing it keeps it closed.

    Raises:
        UnknownFigureError: No figure has that number.
    """
    observation_id = st.query_params.get(_ASKED)
    if not observation_id:
        return None
    if once:
        del st.query_params[_ASKED]
    return cached.figure(observation_id)


def _row(cells: Sequence[TableCell], are_numbers: Sequence[bool], *, is_total: bool) -> str:
    address = {name: value for name, value in st.query_params.items() if name != _ASKED}
    first, *others = cells
    parts = [f"<th scope='row'>{escape(first.text)}</th>"]
    parts += [
        f"<td{_right(is_number)}>{_cell(cell, address)}</td>"
        for cell, is_number in zip(others, are_numbers[1:], strict=True)
    ]
    total = " class='ys-total'" if is_total else ""
    return f"<tr{total}>{''.join(parts)}</tr>"


def _cell(cell: TableCell, address: Mapping[str, str]) -> str:
    words = escape(cell.text)
    if cell.verdict:
        return (
            f"<span class='ys-verdict-cell'>{show.glyph(cell.verdict)}<span>{words}</span></span>"
        )
    if cell.observation_id is None:
        return words
    href = escape(urlencode({**address, _ASKED: cell.observation_id}))
    return f"<a class='ys-figure-link' href='?{href}' target='_self'>{words}</a>"


def _right(is_number: bool) -> str:
    return " class='ys-r'" if is_number else ""
