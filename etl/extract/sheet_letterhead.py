"""Rows above a table that only look like its header: letterheads, titles, captions."""

from itertools import pairwise

from etl.extract.sheet_grid import GridRows


def is_one_line(rows: GridRows, row: int) -> bool:
    """True for a row with one cell: a title, or words over the figures."""
    return len({cell.text for cell in rows.sheet.rows[row]}) == 1 and len(rows.sheet.rows[row]) == 1


def is_letterhead(rows: GridRows, position: int) -> bool:
    """True above a header that a blank row, or a title over the labels, sets apart.

    "UBND TỈNH …" at the left and "Biểu số 02" over the figures are no header, however wide.
    """
    ahead = rows.rows[position : position + 9]
    for above, below in pairwise(ahead):
        if rows.is_body(below):
            return False
        parted = below - above > 1 or (above != ahead[0] and is_one_line(rows, above))
        if parted and any(rows.role_cells(row) >= 2 for row in _until_body(rows, below)):
            return True
        if rows.role_cells(below):
            return False
    return False


def _until_body(rows: GridRows, first: int) -> list[int]:
    """Rows from one on, up to the figures."""
    found = []
    for row in rows.rows[rows.rows.index(first) :][:9]:
        if rows.is_body(row):
            break
        found.append(row)
    return found


def is_caption(rows: GridRows, position: int) -> bool:
    """True for titles of whole tables: merged over the labels' own heads and the figures' alike."""
    if position + 1 >= len(rows.rows):
        return False
    row, below = rows.rows[position : position + 2]
    if below != row + 1 or rows.role_cells(below) < 2:
        return False
    merges = [rows.covered.get((row, cell.column)) for cell in rows.sheet.rows[row]]
    return all(
        merge is not None
        and merge.right > merge.left
        and merge.bottom == row
        and rows.is_role(below, merge.left)
        for merge in merges
    )
