"""Tables broken into one cell a line: cells between lone bars, names and values by turns."""

import re
from dataclasses import replace

from etl.extract.cells import Cell, Column, ReadRow, ReadTable, parse_value, read_column
from etl.extract.layout import Block
from etl.extract.lexicon import GROWTH_NAME, NATURAL_RATE
from etl.extract.table_titles import place_of_label, title_above
from etl.parse.period import TimeContext, time_mentions
from etl.parse.view import View

_BAR = "|"
_MOST_HEADS = 40
_MOST_PARTS = 5
_PLACE_HEAD = re.compile(
    r"(?:tên )?(?:tỉnh|thành phố|địa phương|huyện|thị xã|quận|xã|phường|đơn vị)"
    r"(?:(?:,| và|/|,? ?-) ?(?:tỉnh|thành phố|địa phương|huyện|thị xã|quận|xã|phường|đặc khu))*"
)
_UNIT_BEHIND = re.compile(r"\((?P<unit>[^()]{1,24})\)\s*$")
_PROJECTED = re.compile(r"dự kiến|(?<!tr)ước|dự báo")
_AIMED = re.compile(r"mục tiêu|kế hoạch|chỉ tiêu|phấn đấu")


def read_barred_lines(
    view: View, blocks: list[Block], index: int, context: TimeContext
) -> ReadTable | None:
    """The table whose cells stand between lines of a single bar, or None.

    Two bars in a row end a row. The header may have groups ("... so với:") over its columns.
    """
    before = (_text(view, block) for block in blocks[max(0, index - _MOST_PARTS - 1) : index])
    if _text(view, blocks[index]) != _BAR or _BAR in before:
        return None
    rows, end = _rows(view, blocks, index)
    heads: list[list[str]] = []
    at = 0
    while at < len(rows) and _numbers(rows[at]) < 2:
        heads.append([cell.text for cell, _ in rows[at]])
        at += 1
    body = [row for row in rows[at:] if _numbers(row) >= 2]
    if len(body) < 2 or not heads:
        return None
    size = _numbers(body[0])
    titles = _titles(heads, size)
    if titles is None:
        return None
    columns = [read_column(text, context) for text in titles]
    title = title_above(view, blocks, index)
    found = []
    for row in body:
        (label, _), *values = row
        if len(values) != size or parse_value(label, "vi") is not None or len(label.text) > 130:
            continue
        indexed = bool(title.index) and title.unit in ("", "%")
        name = title.of_index(label.text) if indexed else label.text
        unit = "%" if indexed else title.unit
        low = name.lower()
        rate = indexed or (GROWTH_NAME.search(low) and not NATURAL_RATE.search(low))
        cells = [
            (cell, replace(column, measure="growth") if _level_rate(column, rate) else column, n)
            for (cell, n), column in zip(values, columns, strict=True)
        ]
        found.append(ReadRow(name, unit, None, cells))
    return ReadTable(found, end) if len(found) > 1 else None


def _level_rate(column: Column, rate: object) -> bool:
    return bool(rate) and column.measure == "level" and column.unit in ("", "%")


def _rows(view: View, blocks: list[Block], index: int) -> tuple[list[list[tuple[Cell, int]]], int]:
    """Rows of cells with their paragraphs, and the paragraph after the last bar."""
    rows: list[list[tuple[Cell, int]]] = [[]]
    parts: list[Block] = []
    end = index
    for at in range(index, len(blocks)):
        block = blocks[at]
        text = _text(view, block)
        if text != _BAR:
            if len(text) > 160 or len(parts) >= _MOST_PARTS:
                break
            parts.append(block)
            continue
        end = at + 1
        if parts:
            rows[-1].append((_cell(view, parts), parts[0].number))
            parts = []
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row], end


def _numbers(row: list[tuple[Cell, int]]) -> int:
    return sum(1 for cell, _ in row[1:] if parse_value(cell, "vi") is not None)


def _titles(heads: list[list[str]], size: int) -> list[str] | None:
    """A title for each column, groups spread over the columns under them."""
    wide = [row for row in heads if any(len(text) > 3 for text in row)]
    if not wide or sum(len(row) for row in wide) > _MOST_HEADS:
        return None
    last = wide[-1]
    above = wide[-2] if len(wide) > 1 else []
    groups = [at for at, text in enumerate(above) if text.rstrip().endswith(":")]
    if len(groups) == 1:
        at = groups[0]
        spread = [f"{above[at]} {text}" for text in last]
        titles = above[:at] + spread + above[at + 1 :]
        if len(titles) in (size, size + 1):
            return titles[-size:]
    return last[-size:] if len(last) in (size, size + 1) else None


def read_pairs(
    view: View, blocks: list[Block], index: int, context: TimeContext
) -> ReadTable | None:
    """The table of places with one value each, name and value by turns, or None.

    Its header names places ("Tỉnh, thành phố"), then what is measured with unit in brackets; both
    may stand twice, for a table of two halves.
    """
    if index + 5 >= len(blocks) or not _PLACE_HEAD.fullmatch(_text(view, blocks[index]).lower()):
        return None
    title = _text(view, blocks[index + 1])
    unit = _UNIT_BEHIND.search(title)
    if unit is None or len(title) > 120 or not re.match(r"[^\W\d_]", title):
        return None
    at = index + 2
    if _text(view, blocks[at]) == _text(view, blocks[index]):
        at += 2
    column = _measured(title, _lines_above(view, blocks, index), context)
    name = title[: unit.start()]
    for time in time_mentions(name.lower(), 0, len(name), context):
        name = name[: time.begin] + name[time.end :] if time.code else name
        break
    name = re.sub(r"\s+", " ", re.sub(r"\b(?:giai đoạn|năm)\s*$", "", name.strip())).strip(" ,-")
    rows = []
    while at + 1 < len(blocks):
        value = _cell(view, [blocks[at + 1]])
        place = place_of_label(_capital(_text(view, blocks[at])), named_only=True)
        if place is None or parse_value(value, "vi") is None:
            break
        rows.append(ReadRow(name, column.unit, place, [(value, column, blocks[at + 1].number)]))
        at += 2
    return ReadTable(rows, at) if len(rows) > 2 and column.unit and name else None


def _measured(title: str, above: str, context: TimeContext) -> Column:
    """What the one column of values holds."""
    low = title.lower()
    column = read_column(title, context)
    unit = column.unit or ("%" if "(%)" in low else "")
    growth = GROWTH_NAME.search(low) and not NATURAL_RATE.search(low)
    kind = column.kind
    if kind == "actual" and _PROJECTED.search(above):
        kind = "estimate"
    elif kind == "actual" and _AIMED.search(above):
        kind = "target"
    measure = "growth" if growth else "level" if column.measure == "growth" else column.measure
    return Column(kind, measure, column.period, unit, title)


def _lines_above(view: View, blocks: list[Block], index: int) -> str:
    """The line that stands right over a table, lower case."""
    if not index:
        return ""
    above = _text(view, blocks[index - 1]).lower()
    return above if len(above) < 200 else ""


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:].lower() if name.isupper() else name


def _text(view: View, block: Block) -> str:
    return view.text[block.begin : block.end].strip()


def _cell(view: View, parts: list[Block]) -> Cell:
    """Paragraphs as one cell; a value is one paragraph, so that its place is exact."""
    raw = view.text[parts[0].begin : parts[0].end]
    bare = raw.strip()
    begin = parts[0].begin + raw.find(bare)
    text = " ".join(_text(view, part) for part in parts)
    return Cell(begin, begin + len(bare), re.sub(r"\s+", " ", text))
