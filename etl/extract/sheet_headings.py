"""The header band of a table -> what stands over each column, from top to bottom."""

import re
from datetime import date

from etl.extract.bilingual import is_english, vietnamese_half
from etl.extract.sheet_grid import GridRows
from etl.extract.sheet_units import unit_of
from etl.read.cells import Cell


def headings(rows: GridRows, header: list[int]) -> dict[int, list[tuple[str, bool]]]:
    """Every column's header parts from top to bottom, merged and evident spans filled across."""
    band = [row for row in header if not rows.is_letters(row)]
    columns = sorted(
        {cell.column for row in band for cell in rows.sheet.rows[row]} | _merged(rows, band)
    )
    last = max(rows.numeric_from, default=0)
    columns = [column for column in columns if column <= max(last, 1) or column in columns]
    parts: dict[int, list[tuple[str, frozenset[int]]]] = {column: [] for column in columns}
    done: dict[int, set[tuple[int, int]]] = {column: set() for column in columns}
    for row in band:
        texts = {cell.column: cell.text for cell in rows.sheet.rows[row]}
        spans = _spans(rows, row, band, texts, columns)
        reach: dict[tuple[int, int], set[int]] = {}
        for column, origin in spans.items():
            reach.setdefault(origin, set()).add(column)
        units = row != band[0] and _are_units(rows.sheet.rows[row])
        for column, origin in spans.items():
            text = _heading_text(rows.sheet.cells.get(origin))
            if text and origin not in done[column]:
                done[column].add(origin)
                over = frozenset(reach[origin])
                if units and parts[column] and parts[column][-1][1] <= over and text[0] != "(":
                    text = f"({text})"
                parts[column].append((text, over))
    return {column: _with_width(_one_language(found)) for column, found in parts.items() if found}


def _are_units(cells: tuple[Cell, ...]) -> bool:
    """True for a row of units under the names: "Tiêu chí", "%", "Thôn"."""
    texts = [vietnamese_half(cell.text).strip("()") for cell in cells if cell.text]
    return bool(texts) and all(unit_of(text) for text in texts)


def _one_language(parts: list[tuple[str, frozenset[int]]]) -> list[tuple[str, frozenset[int]]]:
    """The parts without the English ones that only repeat Vietnamese ones: "Sơ bộ", "Prel."."""
    vietnamese = [part for part in parts if not is_english(part[0])]
    told = " ".join(text for text, _ in vietnamese)
    for text, over in parts:
        # "Sơ bộ" over "Prel. 2023": the year is in neither language.
        year = re.search(r"\b(?:19|20)\d\d\b", text) if is_english(text) else None
        if year is not None and year[0] not in told:
            vietnamese.append((year[0], over))
    return vietnamese if any(not text.isascii() for text, _ in vietnamese) else parts


def _heading_text(cell: Cell | None) -> str:
    """The text of a header cell; a date on the first of a month stands for the month."""
    if cell is None:
        return ""
    if isinstance(cell.value, date) and cell.value.day == 1:
        return f"tháng {cell.value.month}/{cell.value.year}"
    if isinstance(cell.value, str) and "\n" in cell.value:
        # A line break parts the languages, and words of one.
        return " ".join(vietnamese_half(cell.value.strip()).split())
    return vietnamese_half(cell.text)


def _with_width(parts: list[tuple[str, frozenset[int]]]) -> list[tuple[str, bool]]:
    """Each part with True when it heads more columns than the next: not a fragment of one."""
    found = []
    for index, (text, reach) in enumerate(parts):
        below = parts[index + 1][1] if index + 1 < len(parts) else reach
        found.append((text, len(reach) > 1 and (reach != below or index + 1 == len(parts))))
    return found


def _merged(rows: GridRows, band: list[int]) -> set[int]:
    return {
        column
        for (row, column), merge in rows.covered.items()
        if row in band and merge.right - merge.left < 200
    }


def _spans(
    rows: GridRows, row: int, band: list[int], texts: dict[int, str], columns: list[int]
) -> dict[int, tuple[int, int]]:
    """Column -> the cell whose text heads it in this row."""
    found: dict[int, tuple[int, int]] = {}
    merged_here = any(
        merge.right > merge.left for column in columns if (merge := rows.covered.get((row, column)))
    )
    carried: int | None = None
    for column in columns:
        merge = rows.covered.get((row, column))
        if merge is not None and (merge.top, merge.left) != (row, column):
            found[column] = (merge.top, merge.left)
            carried = None
        elif column in texts:
            found[column] = (row, column)
            carried = column if merge is None or merge.right == merge.left else None
        elif (
            carried is not None and not merged_here and _may_carry(rows, row, band, carried, column)
        ):
            found[column] = (row, carried)
        else:
            carried = None
    return found


def _may_carry(rows: GridRows, row: int, band: list[int], source: int, column: int) -> bool:
    """True when an unmerged heading evidently spans on to a column: both have parts below it."""
    below = [other for other in band if other > row]
    above = [other for other in band if other < row]
    if not below:
        return False
    has_own_below = any((other, column) in rows.sheet.cells for other in below)
    source_has = any((other, source) in rows.sheet.cells for other in below)
    has_own_above = any(
        (other, column) in rows.sheet.cells and (other, column - 1) in rows.sheet.cells
        for other in above
    )
    return has_own_below and source_has and not has_own_above
