"""Tables broken into cells between bars, one or none a line, whose rows no mark parts.

The header tells where rows begin: years head columns under which every row is a label and so many
numbers; or the rows are years, under the names of what was measured.
"""

import re
from dataclasses import replace

from etl.extract.cells import Cell, Column, ReadRow, ReadTable, parse_value, unit_of_cell
from etl.extract.layout import Block
from etl.extract.lexicon import GROWTH_NAME, NATURAL_RATE
from etl.extract.line_table import ORDINAL
from etl.extract.table_rows import Head, OpenTable, measure_of, take_row, whole_of
from etl.extract.table_titles import title_above
from etl.extract.year_table import columns_of
from etl.parse.period import TimeContext
from etl.parse.view import View

_BAR = "|"
_MOST_PARTS = 4
_LONGEST = 160
_YEAR = re.compile(
    r"(?:(?:sơ bộ|ước(?: tính| thực hiện)?|thực hiện|kế hoạch|th|kh|ưth)\s*)?(?:năm )?"
    r"(?:19|20)\d\d(?:\s*\((?:sơ bộ|ước|kế hoạch)\))?"
)
_YEAR_HEAD = re.compile(r"(?:năm|thời gian|kỳ|chỉ tiêu|năm/chỉ tiêu)")
_EMPTY = re.compile(r"[-–….]+")

_Cells = list[tuple[Cell, int]]


def read_bar_stream(
    view: View, blocks: list[Block], index: int, context: TimeContext
) -> ReadTable | None:
    """The table whose cells end in bars from a paragraph on, or None."""
    opens = _barred(view, blocks[index]) or (
        _YEAR_HEAD.fullmatch(_text(view, blocks[index]).lower()) is not None
        and index + 1 < len(blocks)
        and _barred(view, blocks[index + 1])
    )
    if not opens or (index and _barred(view, blocks[index - 1])):
        return None
    cells, end = _stream(view, blocks, index)
    return _under_years(view, blocks, index, cells, end, context) or _by_year(cells, end)


def _under_years(
    view: View, blocks: list[Block], index: int, cells: _Cells, end: int, context: TimeContext
) -> ReadTable | None:
    """Rows under a header of years."""
    first = 0
    while first < min(len(cells), 4) and not _is_year(cells[first][0]):
        first += 1
    last = first
    while last < len(cells) and _is_year(cells[last][0]):
        last += 1
    size = last - first
    if size < 2 or (last < len(cells) and parse_value(cells[last][0], "vi") is not None):
        return None
    title = title_above(view, blocks, index)
    run = " ".join(cell.text.lower() for cell, _ in cells[first:last])
    columns = columns_of(run, title, context)
    if columns is None or len(columns) != size:
        return None
    columns = [
        replace(column, kind="actual") if "sơ bộ" in cell.text.lower() else column
        for column, (cell, _) in zip(columns, cells[first:last], strict=True)
    ]
    over = title.name.lower()
    head = Head(whole_of(over), measure_of(over, title.unit), title.unit)
    table = OpenTable(columns, title, places=True, over=head)
    values: list[Cell] = []
    for cell, number in cells[last:]:
        if len(values) < size and table.pending and _is_value(cell):
            values.append(cell)
            if len(values) == size:
                take_row(table, values, number)
                values = []
        elif values or ORDINAL.match(cell.text):
            # A label where a number should stand: no row.
            values = []
            table.pending = [] if ORDINAL.match(cell.text) else [cell.text]
        else:
            table.pending.append(cell.text)
    return ReadTable(table.rows, end) if len(table.rows) > 1 else None


def _by_year(cells: _Cells, end: int) -> ReadTable | None:
    """Rows that are years, under the names of what was measured and their units."""
    if not cells or not _YEAR_HEAD.fullmatch(cells[0][0].text.lower()):
        return None
    at = next((n for n, (cell, _) in enumerate(cells) if n and _is_year(cell)), 0)
    size = 0
    while at + size + 1 < len(cells) and not _is_year(cells[at + size + 1][0]):
        size += 1
    head = [cell.text for cell, _ in cells[1:at]]
    if not at or not size or len(head) not in (size, 2 * size):
        return None
    names, units = head[:size], head[size:] or [""] * size
    columns = [_measured(name, unit) for name, unit in zip(names, units, strict=True)]
    rows = []
    for start in range(at, len(cells), size + 1):
        year, *values = cells[start : start + size + 1]
        if not _is_year(year[0]) or len(values) != size:
            break
        found = re.search(r"\d{4}", year[0].text)
        for (cell, number), (name, column) in zip(values, columns, strict=True):
            dated = replace(column, period=found.group() if found else None)
            rows.append(ReadRow(name, column.unit, None, [(cell, dated, number)]))
    return ReadTable(rows, end) if len(rows) > size else None


def _measured(name: str, unit: str) -> tuple[str, Column]:
    """What a column holds, its unit in brackets behind the name or in a cell below."""
    bracket = re.search(r"\(([^()]{1,24})\)\s*$", name)
    said = unit_of_cell(unit.strip("() ")) or (unit_of_cell(bracket[1]) if bracket else "")
    bare = name[: bracket.start()].strip() if bracket and said else name
    low = bare.lower()
    growth = said.startswith("%") and GROWTH_NAME.search(low) and not NATURAL_RATE.search(low)
    return bare, Column("actual", "growth" if growth else "level", None, said, name)


def _is_year(cell: Cell) -> bool:
    return _YEAR.fullmatch(re.sub(r"\s+", " ", cell.text.lower())) is not None


def _is_value(cell: Cell) -> bool:
    return parse_value(cell, "vi") is not None or _EMPTY.fullmatch(cell.text) is not None


def _ends_cell(text: str) -> bool:
    return text.endswith(_BAR) and text.count(_BAR) == 1 and len(text) < _LONGEST


def _barred(view: View, block: Block) -> bool:
    text = _text(view, block)
    return text == _BAR or _ends_cell(text)


def _stream(view: View, blocks: list[Block], index: int) -> tuple[_Cells, int]:
    """The cells in reading order with their paragraphs, and the paragraph after the last bar."""
    cells: _Cells = []
    parts: list[Block] = []
    end = index
    for at in range(index, len(blocks)):
        text = _text(view, blocks[at])
        if len(text) > _LONGEST or len(parts) >= _MOST_PARTS or text.count(_BAR) > 1:
            break
        if text != _BAR:
            parts.append(blocks[at])
        if not text.endswith(_BAR):
            continue
        end = at + 1
        if parts and (cell := _cell(view, parts)).text:
            cells.append((cell, parts[-1].number))
        parts = []
    if len(parts) == 1 and _is_value(last := _cell(view, parts)):
        # The last cell needs no bar.
        cells.append((last, parts[0].number))
        end = next(n for n in range(end, len(blocks)) if blocks[n] is parts[0]) + 1
    return cells, end


def _text(view: View, block: Block) -> str:
    return view.text[block.begin : block.end].strip()


def _cell(view: View, parts: list[Block]) -> Cell:
    """Paragraphs as one cell; a value is one paragraph, so that its place is exact."""
    raw = view.text[parts[0].begin : parts[0].end]
    bare = raw.strip(" |\n")
    begin = parts[0].begin + (raw.find(bare) if bare else 0)
    text = " ".join(_text(view, part).strip(" |") for part in parts)
    return Cell(begin, begin + len(bare), re.sub(r"\s+", " ", text).strip())
