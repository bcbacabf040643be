"""Tables that lost their lines: years, months or quarters in a row head columns of numbers."""

import re
from dataclasses import dataclass, field, replace

from etl.extract.cells import Cell, Column, ReadRow, ReadTable, unit_of_cell
from etl.extract.layout import Block
from etl.extract.lexicon import GROWTH_NAME, NATURAL_RATE
from etl.extract.table_titles import Title, is_foreign, place_of_label, title_above, unit_said
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
_ITEM = re.compile(r"(?:^|\s)(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4})[.)]\s+(?=[^\W\d_])")
_CHILD = re.compile(r"\s*[-+*•]\s+(?=\S)")
_MARKS = re.compile(
    r"^(?:[-+*•]\s*|\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[IVX]{1,4}[.)]\s*|[a-zđ][.)]\s*)+"
)
_NOT_LABEL = re.compile(
    r"[;!?:|…]|\. |(?:19|20)\d\d|\d{4,}|\bngày\b|@|https?|điện thoại|\bđt\b", re.IGNORECASE
)
_SHORT_UNIT = re.compile(
    r"[%‰]|\S+/\S+|ha|km2?|m[23]|kg|tấn|tạ|yến|lít|người|hộ|con|usd|đồng|cái|chiếc|bộ|kwh|k?w|mw|"
    r"mva|lượt|giường|xã|thôn|lần|tuổi|điểm|doanh nghiệp|chỗ|máy",
    re.IGNORECASE,
)
_PRICES = re.compile(r"\((?:theo )?giá[^()]*\)|giá (?:so sánh|hiện hành|thực tế).*$", re.IGNORECASE)
_OVER = re.compile(
    r"\s*(?:nguồn|ghi chú|source|note|\(\*\)|bảng \d|biểu \d|page \d)", re.IGNORECASE
)
_LONGEST = 130
# What the parts under a head are parts of.
_WHOLES = (
    (re.compile(r"(?:tốc độ )?tăng trưởng|tốc độ (?:tăng|phát triển)"), "Tốc độ tăng trưởng"),
    (re.compile(r"cơ cấu"), "Cơ cấu"),
    (re.compile(r"(?:tổng )?giá trị sản xuất"), "Giá trị sản xuất"),
    (re.compile(r"(?:tổng )?giá trị (?:gia tăng|tăng thêm)"), "Giá trị gia tăng"),
    (re.compile(r"(?:tổng )?kim ngạch xuất khẩu"), "Kim ngạch xuất khẩu"),
    (re.compile(r"(?:tổng )?kim ngạch nhập khẩu"), "Kim ngạch nhập khẩu"),
    (re.compile(r"(?:tổng )?diện tích"), "Diện tích"),
    (re.compile(r"(?:tổng )?sản lượng"), "Sản lượng"),
    (re.compile(r"năng suất"), "Năng suất"),
)
_SECTOR = re.compile(r"(?:khu vực |ngành )?(?:nông|lâm|thủy|thuỷ|công nghiệp|xây dựng|dịch vụ)\b")


@dataclass
class _Head:
    """The row that the rows under it are parts of."""

    whole: str = ""
    measure: str = "level"
    unit: str = ""
    numbered: bool = False


@dataclass
class _Reading:
    """A table on its way: its columns, what is gathered, the head the next rows stand under."""

    columns: list[Column]
    title: Title
    places: bool
    rows: list[ReadRow] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    head: _Head = field(default_factory=_Head)
    over: _Head = field(default_factory=_Head)
    end: int = 0


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
    columns = _columns(found.group(), title, context)
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
    table = _Reading(columns, title, _PLACES_BELOW.search(before) is not None)
    over = title.name.lower()
    table.over = _Head(_whole(over), _measure(over, title.unit), title.unit)
    _gather(view, blocks, first, at, table)
    alone = len(table.rows) == 1 and _LABELLED.search(before) is not None
    if len(table.rows) < 2 and not (alone and len(table.rows[0].values) == len(columns)):
        return None
    return ReadTable(table.rows, table.end)


def _columns(run: str, title: Title, context: TimeContext) -> list[Column] | None:
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


def _gather(view: View, blocks: list[Block], first: int, at: int, table: _Reading) -> None:
    """Rows from the header on, until the text is no table any more."""
    for index in range(first, len(blocks)):
        block = blocks[index]
        text = view.text[block.begin : block.end]
        begin = at if index == first else 0
        if block.role in ("row", "recipients", "footnote") or _OVER.match(text, begin):
            return
        if index > first and _HEADS.search(view.low, block.begin, block.end):
            return
        if _CHILD.match(text, begin):
            _open_head(table)
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
        if sum(len(piece) for piece in table.pending) > _LONGEST:
            return


def _take_runs(text: str, begin: int, block: Block, table: _Reading) -> int | None:
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
        if not _row(table, cells, block.number):
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


def _open_head(table: _Reading) -> None:
    """What was said before "- " without numbers heads the rows under it."""
    said = " ".join(table.pending).strip()
    table.pending.clear()
    if said:
        label, unit = _split_unit(_tidy(said))
        low = label.lower()
        table.head = _Head(_whole(low), _measure(low, unit), unit)


def _row(table: _Reading, cells: list[Cell], number: int) -> bool:
    """Take a run of numbers with the label gathered before it; False where it is no row."""
    pieces = [piece.strip() for piece in table.pending if piece.strip()]
    table.pending.clear()
    marked = any(not piece.isascii() for piece in pieces)
    own = [
        piece
        for piece in pieces
        if not re.fullmatch(r"[\d.,]+", piece) and not (marked and is_foreign(piece))
    ]
    said = " ".join(own)
    numbered = False
    item = _ITEM.search(said)
    if item:
        said, numbered = said[item.start() :].strip(), True
    child = _CHILD.match(said) is not None
    label, unit = _split_unit(_tidy(said))
    years = _PRICES.sub("", label)
    if not label or len(label) > _LONGEST or _NOT_LABEL.search(years):
        return False
    low = label.lower()
    place = place_of_label(label, table.places)
    # A title that names the whole ("Sản lượng lúa") stands over rows without a unit of their own.
    titled = bool(not child and not unit and table.title.unit and table.over.whole)
    head = table.over if titled else table.head
    under = titled or child or (head.numbered and not numbered and _SECTOR.match(low) is not None)
    if under:
        unit = unit or head.unit
        measure = head.measure if unit.startswith("%") else "level"
        if head.whole and head.whole.lower() not in low and not _whole(low):
            label = f"{head.whole} {label[:1].lower()}{label[1:]}"
        elif _whole(low):
            measure = _measure(low, unit)
    else:
        unit = unit or table.title.unit
        measure = _measure(low, unit)
        table.head = _Head(_whole(low), measure, unit, numbered)
    total = table.title.name and re.match(r"(?:tổng số|toàn tỉnh|toàn huyện|cả nước)\b", low)
    if place or total:
        if not table.title.name:
            return False
        unit = unit or table.title.unit
        label = table.title.name
        measure = _measure(label.lower(), unit)
    elif table.title.index and unit in ("", "%"):
        measure, unit = "growth", "%"
        label = table.title.of_index(label)
    values = [
        (cell, column, number)
        for cell, column in zip(cells, table.columns, strict=False)
        if cell.text[-1:].isdigit() or cell.text.endswith("%")
    ]
    if len(values) > 1 and re.fullmatch(r"0[.,]0+", values[-1][0].text):
        values.pop()
    compared = f" {table.title.compared}" if measure == "growth" else ""
    values = [
        (cell, column, at)
        if column.measure == "growth"
        else (cell, replace(column, measure=measure, title=column.title + compared), at)
        for cell, column, at in values
    ]
    table.rows.append(ReadRow(label, unit, place, values))
    return True


def _tidy(said: str) -> str:
    """A label without its number and without its name in English."""
    label = _MARKS.sub("", said).strip(" ,.")
    twin = re.search(r"\s+[-/–]\s+(?=[A-Z])", label)
    if twin and is_foreign(label[twin.end() :]) and not label[: twin.start()].isascii():
        label = label[: twin.start()]
    return label.strip(" ,.-")


def _split_unit(label: str) -> tuple[str, str]:
    """A label and the unit it ends in, or ''."""
    bracket = re.search(r"\(([^()]{1,24})\)$", label)
    if bracket and (unit := unit_of_cell(bracket[1])):
        return label[: bracket.start()].strip(" ,"), unit
    words = label.split()
    if place_of_label(label, named_only=False):
        return label, ""
    for take in (4, 3, 2, 1):
        unit = unit_of_cell(" ".join(words[-take:])) if len(words) > take else ""
        if unit and (take > 1 or _SHORT_UNIT.fullmatch(unit)):
            rest = " ".join(words[:-take]).strip(" ,-")
            return (label if rest.lower() in ("số", "tổng số", "tỷ lệ") else rest), unit
    return label, ""


def _whole(low: str) -> str:
    return next((name for pattern, name in _WHOLES if pattern.match(low)), "")


def _measure(low: str, unit: str) -> str:
    growth = unit.startswith("%") and GROWTH_NAME.search(low) and not NATURAL_RATE.search(low)
    return "growth" if growth else "level"
