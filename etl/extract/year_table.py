"""Tables that lost their lines: years, months or quarters in a row head columns of numbers."""

import re
from dataclasses import replace

from etl.extract.cells import Cell, Column, ReadTable
from etl.extract.layout import Block
from etl.extract.table_rows import (
    CHILD,
    LONGEST,
    Head,
    OpenTable,
    measure_of,
    open_head,
    take_row,
    whole_of,
)
from etl.extract.table_titles import Title, title_above, unit_said
from etl.parse.period import TimeContext, month_code
from etl.parse.view import View

_KIND = (
    r"(?:ước thực hiện|ước th|ưth|ước|thực hiện|th|kế hoạch|kh|dự toán|dt|mục tiêu|dự kiến|"
    r"sơ bộ|chính thức)"
)
_YEAR = rf"(?:{_KIND} )?(?:năm )?(?:19|20)\d\d(?: \({_KIND}\))?"
_OF_YEAR = r"(?:(?:/| năm |/năm )(?:19|20)\d\d)?"
_MONTH = rf"(?:{_KIND} )?tháng (?:1[0-2]|0?[1-9])(?!\d){_OF_YEAR}"
_QUARTER = rf"(?:{_KIND} )?quý (?:iv|i{{1,3}}|[1-4])(?!\w){_OF_YEAR}"
_HEADS = re.compile(
    "|".join(
        rf"(?<![\w/.,(-]){head}(?:\s+{head}){{2,}}(?![\w/,-])" for head in (_YEAR, _MONTH, _QUARTER)
    )
)
_HEAD = re.compile(rf"{_MONTH}|{_QUARTER}|{_YEAR}")
_BEFORE = re.compile(
    r"\s*(?:(?:s?tt|các|một số|tên|chỉ tiêu|nội dung|danh mục|hạng mục|tiêu chí|năm|ngành|loại|"
    r"lĩnh vực|huyện|xã|tỉnh|thành phố|địa phương|đơn vị|đvt|đv|tính|đo|chủ yếu|kinh tế|xã hội|"
    r"sản phẩm|mặt hàng|nhóm hàng|year|unit|items?|indicators?)[\s,()/-]*)*"
)
_LABELLED = re.compile(r"chỉ tiêu|nội dung|đvt|đv tính|đơn vị|danh mục|hạng mục|tiêu chí")
_PLACES_BELOW = re.compile(r"huyện|xã|tỉnh|thành phố|địa phương")
# Names of months and quarters in English under the Vietnamese ones.
_ENGLISH = re.compile(
    r"\s*(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|q[1-4]|quarter i{0,3}v?|"
    r"year|prel)\.?\s*)+(?=\s|$)"
)
_EXTRA = re.compile(
    r"\s*(?P<title>(?:tốc độ (?:tăng|phát triển)|tăng (?:bình quân|bq)|bình quân|bq|cả năm)"
    r"[^\d%()]{0,40}?(?:\s\d{1,3}(?=\s+\())?\s*(?:\(%(?:/năm)?\)|%|$|(?=\s\d{1,2}\.? [^\W\d_])))"
)
# The last year of a yearbook's header, broken over lines: "Sơ bộ / Prel. / 2021".
_LAST_YEAR = re.compile(
    r"\s*(?P<kind>sơ bộ|ước tính|ước)\s*[-–]?\s*(?:(?:prel|est)\.?)?\s*"
    r"(?P<year>(?:19|20)\d\d)(?=\s|$)"
)
_NUMBER = r"[+-]?\d+(?:[.,]\d+)*%?(?=\s|$)"
_RUN = re.compile(rf"(?<!\S){_NUMBER}(?:\s+(?:{_NUMBER}|(?:-|…|\.{{2,3}})(?=\s+[-+\d…]|\s*$)))*")
_CELL = re.compile(r"\S+")
_OVER = re.compile(
    r"\s*(?:nguồn|ghi chú|source|note|\(\*\)|bảng \d|biểu \d|page \d)", re.IGNORECASE
)


def read_year_table(
    view: View, blocks: list[Block], index: int, context: TimeContext
) -> ReadTable | None:
    """The table whose header stands in a paragraph, or None.

    Args:
        view: The text.
        blocks: Its paragraphs.
        index: The paragraph that may be a header.
        context: What the document's heading says of time.
    """
    block = blocks[index]
    low = view.low[block.begin : min(block.end, block.begin + 400)]
    found = _HEADS.search(low)
    if found is None:
        return None
    before = low[: found.start()]
    unit = unit_said(before)
    if not unit and not _BEFORE.fullmatch(before):
        return None
    title = title_above(view, blocks, index)
    title = replace(title, unit=unit or title.unit)
    columns = columns_of(found.group(), title, context)
    if columns is None:
        return None
    at = found.end()
    english = _ENGLISH.match(low, at)
    at = english.end() if english else at
    first = index
    split = _LAST_YEAR.match(view.low, block.begin + at)
    if split:
        columns.append(_last_year(split, columns))
        first = _block_at(blocks, index, split.end())
        at = split.end() - blocks[first].begin
    extra, at, first = _extra(view, blocks, first, at)
    if extra:
        columns.append(_extra_column(extra, columns))
    table = OpenTable(columns, title, _PLACES_BELOW.search(before) is not None)
    over = title.name.lower()
    table.over = Head(whole_of(over), measure_of(over, title.unit), title.unit)
    _gather(view, blocks, first, at, table)
    alone = len(table.rows) == 1 and _LABELLED.search(before) is not None
    if len(table.rows) < 2 and not (alone and len(table.rows[0].values) == len(columns)):
        return None
    return ReadTable(table.rows, table.end)


def columns_of(run: str, title: Title, context: TimeContext) -> list[Column] | None:
    """A column for each head; None where they do not rise."""
    columns: list[Column] = []
    last: tuple[int, int] = (0, 0)
    for head in _HEAD.finditer(run):
        text = head.group()
        named = re.search(r"(?:19|20)\d\d", text)
        year = int(named.group()) if named else title.year or context.year
        month = re.search(r"tháng (\d+)", text)
        quarter = re.search(r"quý (iv|i{1,3}|[1-4])", text)
        part = 0
        code = str(year) if year else None
        if month:
            part = int(month[1])
            code = month_code(year, part) if year else None
        elif quarter:
            part = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(quarter[1]) or int(quarter[1])
            code = f"{year}-Q{part}" if year else None
        kind = "actual"
        if re.search(r"ước|ưth|dự kiến", text):
            kind = "estimate"
        elif re.search(r"kế hoạch|kh\b|dự toán|dt\b|mục tiêu", text):
            kind = "target"
        at = (year or 0, part)
        if at < last or (at == last and columns[-1].kind == kind):
            return None
        if columns and at[0] - last[0] > 10:
            return None
        last = at
        columns.append(Column(kind, "level", code, "", text))
    return columns


def _last_year(split: re.Match[str], columns: list[Column]) -> Column:
    kind = "actual" if split["kind"] == "sơ bộ" else "estimate"
    return replace(columns[-1], kind=kind, period=split["year"], title=split.group().strip())


def _block_at(blocks: list[Block], index: int, at: int) -> int:
    """The paragraph a place of the view stands in, from a paragraph on."""
    while index + 1 < len(blocks) and blocks[index + 1].begin < at:
        index += 1
    return index


def _extra(view: View, blocks: list[Block], index: int, at: int) -> tuple[str, int, int]:
    """A last column of means or rates: its title, and where the rows begin after it."""
    block = blocks[index]
    rest = view.low[block.begin + at : block.end]
    found = _EXTRA.match(rest)
    if found is None:
        return "", at, index
    title = found["title"]
    if "%" in title or found.end() < len(rest.rstrip()):
        return title, at + found.end(), index
    # The head goes on below, a page number perhaps between: "tăng bq / 91 / (%)".
    for after in range(index + 1, min(index + 4, len(blocks))):
        text = view.low[blocks[after].begin : blocks[after].end]
        percent = re.match(r"\s*\(?%(?:/năm)?\)?(?=\s|$)", text)
        if percent:
            return f"{title} (%)", percent.end(), after
        if not re.fullmatch(r"\s*\d{1,3}\s*", text):
            break
    return title, len(view.text[block.begin : block.end]), index


def _extra_column(title: str, columns: list[Column]) -> Column:
    first, last = columns[0].period, columns[-1].period
    kind = columns[-1].kind
    if re.match(r"tốc độ|tăng", title):
        span = f"{first}/{last}" if first and last and len(first + last) == 8 else last
        return Column(kind, "growth", span, "%", title)
    whole = last[:4] if last else None
    return Column(kind, "level", whole, "%" if "%" in title else "", title)


def _gather(view: View, blocks: list[Block], first: int, at: int, table: OpenTable) -> None:
    """Rows from the header on, until the text is no table any more."""
    for index in range(first, len(blocks)):
        block = blocks[index]
        text = view.text[block.begin : block.end]
        begin = at if index == first else 0
        if block.role in ("row", "recipients", "footnote") or _OVER.match(text, begin):
            return
        if index > first and _HEADS.search(view.low, block.begin, block.end):
            return
        if CHILD.match(text, begin):
            open_head(table)
        last = _take_runs(text, begin, block, table)
        if last is None:
            return
        if last > begin:
            table.end = index + 1
        rest = text[last:].strip()
        if rest:
            table.pending.append(rest)
        # A row of one value cannot be given a column; its label ends here.
        if last == begin and re.search(r"[^\W\d_].* \d[\d.,]*$", rest):
            table.pending.clear()
        if sum(len(piece) for piece in table.pending) > LONGEST:
            return


def _take_runs(text: str, begin: int, block: Block, table: OpenTable) -> int | None:
    """Take the rows of one paragraph: where the last one ends, None where the table is over."""
    size = len(table.columns)
    last = begin
    for run in _RUN.finditer(text, begin):
        cells = [
            Cell(block.begin + cell.start(), block.begin + cell.end(), cell.group())
            for cell in _CELL.finditer(text, run.start(), run.end())
        ]
        if len(cells) == size + 1:
            cells = _without_ordinal(cells, text[run.end() : run.end() + 2].strip())
        if len(cells) > size:
            return None
        if len(cells) < 2 or len(cells) * 2 < size:
            continue
        table.pending.append(text[last : cells[0].begin - block.begin])
        if not take_row(table, cells, block.number):
            return None
        last = cells[-1].end - block.begin
    return last


def _without_ordinal(cells: list[Cell], after: str) -> list[Cell]:
    """A run of one number too many without the next row's number or the label's last one."""
    if re.fullmatch(r"\d{1,2}", cells[-1].text) and after[:1].isupper():
        return cells[:-1]
    if re.fullmatch(r"\d{1,2}|(?:19|20)\d\d", cells[0].text):
        return cells[1:]
    return cells
