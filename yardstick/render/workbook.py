"""A briefing as .xlsx: a sheet a slide with its tables and native charts, then the origins."""

import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import Block, Deck, FigureTable, Slide, TableCell
from yardstick.charts.labels import MISSING, VERDICT_GLYPHS, Language
from yardstick.charts.notes import footer, word
from yardstick.charts.period_labels import date_label
from yardstick.charts.spec import Chart
from yardstick.render import theme
from yardstick.render.workbook_charts import native_chart

_WORDS: dict[str, dict[Language, str]] = {
    "contents": {"vi": "Mục lục", "en": "Contents"},
    "origins": {"vi": "Nguồn gốc", "en": "Origins"},
    "slide": {"vi": "Trang", "en": "Slide"},
    "figure": {"vi": "Số liệu", "en": "Figure"},
    "document": {"vi": "Văn bản", "en": "Document"},
    "passage": {"vi": "Câu hoặc ô", "en": "Sentence or cell"},
    "state": {"vi": "Trạng thái", "en": "State"},
    "draft": {"vi": "dự thảo", "en": "draft"},
    "data": {"vi": "Số liệu biểu đồ", "en": "Chart data"},
    "remarks": {"vi": "Nhận xét", "en": "Remarks"},
    "estimate": {"vi": "Số nghiêng là số ước.", "en": "Figures in italics are estimates."},
}
# Excel allows 31 characters and none of these in the name of a sheet.
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_CHART_ROWS = 18
_WIDEST = 60
# Sentences run over so many columns, in lines of about so many letters.
_COLUMNS, _LETTERS = 7, 100
_BORDER = {"border": 1, "border_color": theme.LINE}


def workbook(deck: Deck) -> bytes:
    """The deck as the bytes of an .xlsx file; nothing in it is a formula.

    Numbers are numbers with the decimals they were printed with; a gap is a dash, never zero.
    Ranges and approximate figures, which are no single number, stay words.
    """
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": deck.title, "author": deck.body or deck.place})
    formats = _Formats(book)
    names: set[str] = set()
    contents = book.add_worksheet(_name(_WORDS["contents"][deck.language], names))
    data = _ChartData()
    sheets = []
    for number, slide in enumerate(deck.slides, 1):
        if any(block.chart is not None or block.remarks for block in slide.blocks):
            sheet = book.add_worksheet(_name(f"{number}. {slide.title}", names))
            _slide(book, sheet, slide, deck, formats, data)
            sheets.append((number, slide.title, sheet.get_name()))
    _contents(contents, deck, sheets, formats)
    origins = book.add_worksheet(_name(_WORDS["origins"][deck.language], names))
    _origins(origins, deck, formats)
    data.write(book, _name(_WORDS["data"][deck.language], names), formats)
    book.close()
    return stream.getvalue()


class _Formats:
    """Cell formats, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        full = {"font_name": "Arial", "font_size": 11, "valign": "top", **properties}
        key = tuple(sorted(full.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(full)
        return self._made[key]


class _ChartData:
    """What the charts are drawn over: a sheet of its own, where a gap is an empty cell.

    Excel draws words as zero, and the tables hold a dash for a gap.
    """

    def __init__(self) -> None:
        self._tables: list[tuple[int, FigureTable]] = []
        self._row = 0

    def placed(self, table: FigureTable) -> int:
        """The row in which the table's head will stand."""
        top = self._row
        self._tables.append((top, table))
        self._row += len(table.rows) + 2
        return top

    def write(self, book: Any, name: str, formats: _Formats) -> None:
        """The sheet, under its name."""
        if not self._tables:
            return
        sheet = book.add_worksheet(name)
        for top, table in self._tables:
            for column, words in enumerate(table.columns):
                sheet.write_string(top, column, words, formats.of(bold=True))
            for row, cells in enumerate(table.rows, top + 1):
                for column, cell in enumerate(cells):
                    if cell.value is not None:
                        shown = formats.of(num_format=number_format(cell, table))
                        sheet.write_number(row, column, float(cell.value), shown)
                    elif not cell.is_number:
                        sheet.write_string(row, column, cell.text, formats.of())
        sheet.set_column(0, 0, 30)


def _name(wanted: str, taken: set[str]) -> str:
    """A sheet's name Excel accepts, used once."""
    plain = " ".join(_FORBIDDEN.sub(" ", wanted).split()) or "1"
    name = plain[:_LONGEST_NAME].rstrip()
    number = 2
    while name.casefold() in taken:
        ending = f" ({number})"
        name = plain[: _LONGEST_NAME - len(ending)].rstrip() + ending
        number += 1
    taken.add(name.casefold())
    return name


def _slide(
    book: Any, sheet: Any, slide: Slide, deck: Deck, formats: _Formats, data: _ChartData
) -> None:
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, slide.title, formats.of(bold=True, font_size=14))
    row = 1
    if slide.subtitle:
        sheet.write_string(row, 0, slide.subtitle, formats.of(font_color=theme.INK_3))
        row += 1
    if deck.is_illustrative:
        mark = word("watermark", deck.language)
        sheet.write_string(row, 0, mark, formats.of(bold=True, font_color="#6B4A00"))
        row += 1
    row += 1
    widths: dict[int, int] = {}
    for block in slide.blocks:
        if block.chart is not None:
            row = _chart(book, sheet, block.chart, row, widths, formats, data)
        elif block.problem:
            sheet.write_string(row, 0, block.problem, formats.of(font_color=theme.INK_3))
            row += 2
    row = _remarks(sheet, slide.blocks, deck, row, formats)
    source = footer(slide.source, slide.as_of, deck.language)
    small = formats.of(font_size=9, font_color=theme.INK_3, text_wrap=True)
    _across(sheet, row, source, small)
    if deck.known_on:
        told = word("known_on", deck.language, day=date_label(deck.known_on))
        _across(sheet, row + 1, told, small)
    for column, width in widths.items():
        sheet.set_column(column, column, min(_WIDEST, max(10, width + 2)))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _across(sheet: Any, row: int, words: str, shape: Any) -> None:
    """Words over several columns, the row as high as they need."""
    if not words:
        return
    sheet.merge_range(row, 0, row, _COLUMNS - 1, "", shape)
    sheet.write_string(row, 0, words, shape)
    sheet.set_row(row, 15 * (1 + len(words) // _LETTERS))


def _remarks(sheet: Any, blocks: Sequence[Block], deck: Deck, row: int, formats: _Formats) -> int:
    said = [remark.text for block in blocks for remark in block.remarks]
    if said:
        head = _WORDS["remarks"][deck.language]
        sheet.write_string(row, 0, head, formats.of(bold=True))
        for number, words in enumerate(said, 1):
            _across(sheet, row + number, words, formats.of(text_wrap=True))
        row += len(said) + 2
    return row


def _chart(
    book: Any,
    sheet: Any,
    chart: Chart,
    row: int,
    widths: dict[int, int],
    formats: _Formats,
    data: _ChartData,
) -> int:
    """The table of a chart and, beside its numbers, the chart itself; the next free row."""
    table = table_of(chart)
    row = _table(sheet, table, row, widths, formats)
    name = _WORDS["data"][table.language]
    drawn = native_chart(book, name, chart, table, data.placed) if table.rows else None
    if drawn is not None:
        sheet.insert_chart(row, 0, drawn, {"object_position": 2})
        row += _CHART_ROWS
    return row + 1


def _table(
    sheet: Any, table: FigureTable, row: int, widths: dict[int, int], formats: _Formats
) -> int:
    head = formats.of(bold=True, bg_color=theme.PANEL, text_wrap=True, **_BORDER)
    for column, words in enumerate(table.columns):
        sheet.write_string(row, column, words, head)
        widths[column] = max(widths.get(column, 0), min(len(words), 24))
    row += 1
    group = formats.of(bold=True, font_color=theme.INK_2, **_BORDER)
    for number, cells in enumerate(table.rows):
        if number in table.groups:
            sheet.write_string(row, 0, table.groups[number], group)
            row += 1
        for column, cell in enumerate(cells):
            _cell(sheet, row, column, cell, table, formats)
            widths[column] = max(widths.get(column, 0), len(cell.text))
        row += 1
    if any(cell.is_estimate for cells in table.rows for cell in cells):
        note = _WORDS["estimate"][table.language]
        sheet.write_string(row, 0, note, formats.of(font_size=9, font_color=theme.INK_3))
        row += 1
    return row + 1


def _cell(
    sheet: Any, row: int, column: int, cell: TableCell, table: FigureTable, formats: _Formats
) -> None:
    properties: dict[str, Any] = {**_BORDER, "italic": cell.is_estimate}
    if cell.verdict in theme.VERDICTS:
        colours = theme.VERDICTS[cell.verdict]
        properties |= {"font_color": colours.text, "bg_color": colours.tint}
    if cell.value is not None:
        properties |= {"align": "right", "num_format": number_format(cell, table)}
        sheet.write_number(row, column, float(cell.value), formats.of(**properties))
        return
    words = cell.text
    if cell.verdict and not cell.is_number:
        words = f"{VERDICT_GLYPHS[cell.verdict]} {words}"
    if cell.is_number:
        properties["align"] = "right"
    else:
        properties["text_wrap"] = True
    sheet.write_string(row, column, words or ("" if not cell.is_number else MISSING),
                       formats.of(**properties))  # fmt: skip


def number_format(cell: TableCell, table: FigureTable) -> str:
    """Excel's own format: as many decimals as printed, the chart's unit behind the number.

    Separators are written as Excel stores them; it shows those of the machine.
    """
    assert cell.value is not None  # noqa: S101 - asked for numbers only
    digits = cell.decimals
    if digits is None:
        exponent = cell.value.normalize().as_tuple().exponent
        digits = min(2, max(0, -int(exponent)))
    plain = "#,##0" + (f".{'0' * digits}" if digits else "")
    if not table.unit or not cell.text.rstrip().endswith(table.unit):
        return plain
    unit = table.unit.replace('"', "'")
    return f'{plain}"{unit}"' if unit.startswith(("%", "‰")) else f'{plain} "{unit}"'


def _contents(
    sheet: Any, deck: Deck, sheets: Sequence[tuple[int, str, str]], formats: _Formats
) -> None:
    sheet.write_string(0, 0, deck.title, formats.of(bold=True, font_size=16))
    sheet.write_string(1, 0, " · ".join(filter(None, (deck.place, deck.body, deck.day))),
                       formats.of(font_color=theme.INK_3))  # fmt: skip
    for row, (number, title, name) in enumerate(sheets, 3):
        address = f"internal:'{name}'!A1"
        link = formats.of(font_color=theme.ACCENT, underline=1)
        sheet.write_url(row, 0, address, link, string=f"{number}. {title}"[:255])
    sheet.set_column(0, 0, 90)


def _origins(sheet: Any, deck: Deck, formats: _Formats) -> None:
    heads = ("slide", "figure", "document", "passage", "state")
    for column, head in enumerate(heads):
        words = _WORDS[head][deck.language]
        sheet.write_string(0, column, words, formats.of(bold=True, bg_color=theme.PANEL, **_BORDER))
    row = 1
    wrapped = formats.of(text_wrap=True, **_BORDER)
    for number, slide in enumerate(deck.slides, 1):
        origins = {o.observation_id: o for block in slide.blocks for o in block.origins}
        for origin in origins.values():
            sheet.write_number(row, 0, number, wrapped)
            draft = _WORDS["draft"][deck.language] if origin.is_draft else ""
            for column, words in enumerate(
                (origin.label, origin.document, origin.passage, draft), 1
            ):
                sheet.write_string(row, column, words, wrapped)
            row += 1
    for column, width in enumerate((7, 55, 45, 80, 12)):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
