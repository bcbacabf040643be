"""A briefing as a report in Word, in the form of Nghị định 30/2020/NĐ-CP on clerical work.

Appendix I of the decree: A4, margins 20-20-30-15 mm, Times New Roman 13-14, quốc hiệu and tiêu ngữ
at the right, the issuer at the left, number and place with date under them, page numbers on top in
the middle from the second page.
"""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import Block, Deck, FigureTable, Slide, SlideLayout, TableCell
from yardstick.charts.labels import VERDICT_GLYPHS, Language
from yardstick.charts.notes import footer, word
from yardstick.charts.period_labels import date_label
from yardstick.charts.spec import Chart
from yardstick.errors import ExportError
from yardstick.render import image

Progress = Callable[[int, int], None]
_FACE = "Times New Roman"
_SIZE = 14
# Millimetres between the margins.
_ACROSS = 165
# About the width of a letter of 12 points, and what a cell keeps free at both sides.
_LETTER, _PADDING, _WIDEST = 2.25, 4.5, 80.0
_WORDS: dict[str, dict[Language, str]] = {
    "nation": {
        "vi": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "en": "SOCIALIST REPUBLIC OF VIET NAM",
    },
    "motto": {"vi": "Độc lập - Tự do - Hạnh phúc", "en": "Independence - Freedom - Happiness"},
    "number": {"vi": "Số:        /BC-…", "en": "No.:        /BC-…"},
    "report": {"vi": "BÁO CÁO", "en": "REPORT"},
    "remarks": {"vi": "Nhận xét:", "en": "Remarks:"},
    "origins": {"vi": "Phụ lục: nguồn gốc số liệu", "en": "Appendix: origins of figures"},
    "draft": {"vi": "dự thảo", "en": "draft"},
    "office": {"vi": "CƠ QUAN BAN HÀNH", "en": "ISSUING OFFICE"},
    "recipients": {"vi": "Nơi nhận:", "en": "Recipients:"},
    "sign": {"vi": "QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ", "en": "TITLE OF THE SIGNATORY"},
    "filed": {"vi": "- Lưu: VT.", "en": "- File."},
}


def document(deck: Deck, *, with_pictures: bool = False, progress: Progress | None = None) -> bytes:
    """The deck as the bytes of a .docx file.

    Args:
        deck: What it says.
        with_pictures: Charts as pictures, where a Chromium makes them; as tables otherwise and
            where a picture fails.
        progress: Called with slides done and slides in all.
    """
    report = docx.Document()
    _page_form(report)
    _head(report, deck)
    number = 0
    for done, slide in enumerate(deck.slides, 1):
        if slide.layout not in (SlideLayout.TITLE, SlideLayout.CLOSING):
            number += 1
            _section(report, slide, number, deck, with_pictures=with_pictures)
        if progress is not None:
            progress(done, len(deck.slides))
    _signature(report, deck)
    _origins(report, deck)
    report.core_properties.title = deck.title
    report.core_properties.author = deck.body or deck.place
    report.core_properties.language = "en-US" if deck.language == "en" else "vi-VN"
    stream = io.BytesIO()
    report.save(stream)
    return stream.getvalue()


def _page_form(report: Any) -> None:
    section = report.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    style = report.styles["Normal"]
    style.font.name, style.font.size = _FACE, Pt(_SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FACE)
    style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.space_after = Pt(6)
    numbered = section.header.paragraphs[0]
    numbered.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = numbered.add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run._r.append(_field(kind, words))


def _field(kind: str, words: str) -> Any:
    if words:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = words
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _head(report: Any, deck: Deck) -> None:
    """Issuer and number at the left, nation and date at the right, then what it is."""
    table = report.add_table(rows=1, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    left, right = table.rows[0].cells
    _widths(table, (64, 101))
    body = (deck.body or _WORDS["office"][deck.language]).upper()
    _lines(left, [(deck.place.upper(), False, 12), (body, True, 13)], ruled=True)
    _lines(
        right,
        [(_WORDS["nation"][deck.language], True, 12), (_WORDS["motto"][deck.language], True, 13)],
        ruled=True,
    )
    left.add_paragraph(_WORDS["number"][deck.language]).alignment = WD_ALIGN_PARAGRAPH.CENTER
    dated = right.add_paragraph()
    dated.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dated.add_run(_dated(deck)).italic = True
    title = report.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = Pt(18)
    title.add_run(_WORDS["report"][deck.language]).bold = True
    about = report.add_paragraph()
    about.alignment = WD_ALIGN_PARAGRAPH.CENTER
    about.paragraph_format.space_after = Pt(12)
    about.add_run(deck.title).bold = True
    if deck.is_illustrative:
        mark = report.add_paragraph()
        mark.alignment = WD_ALIGN_PARAGRAPH.CENTER
        mark.add_run(word("watermark", deck.language)).bold = True
    if deck.known_on:
        told = word("known_on", deck.language, day=date_label(deck.known_on))
        known = report.add_paragraph()
        known.alignment = WD_ALIGN_PARAGRAPH.CENTER
        known.add_run(f"({told})").italic = True


def _lines(cell: Any, lines: Sequence[tuple[str, bool, int]], *, ruled: bool) -> None:
    for number, (words, is_bold, size) in enumerate(lines):
        paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(words)
        run.bold, run.font.size = is_bold, Pt(size)
    if ruled:
        rule = cell.add_paragraph("―――――――")
        rule.alignment = WD_ALIGN_PARAGRAPH.CENTER
        rule.runs[0].font.size = Pt(8)


def _dated(deck: Deck) -> str:
    day = date.fromisoformat(deck.day)
    if deck.language == "en":
        return f"{deck.place}, {date_label(day)}"
    place = deck.place
    for kind in ("Tỉnh ", "Thành phố ", "Huyện ", "Thị xã ", "Xã ", "Phường "):
        place = place.removeprefix(kind)
    # The decree: days under 10 and the months 1 and 2 take a zero in front.
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{place}, ngày {day.day:02d} tháng {month} năm {day.year}"


def _section(report: Any, slide: Slide, number: int, deck: Deck, *, with_pictures: bool) -> None:
    head = report.add_paragraph()
    head.paragraph_format.keep_with_next = True
    head.paragraph_format.space_before = Pt(12)
    head.add_run(f"{number}. {slide.title}").bold = True
    if slide.subtitle:
        under = report.add_paragraph()
        under.paragraph_format.keep_with_next = True
        run = under.add_run(slide.subtitle)
        run.italic, run.font.size = True, Pt(12)
    for block in slide.blocks:
        _block(report, block, with_pictures=with_pictures)
    source = footer(slide.source, slide.as_of, deck.language)
    if source:
        small = report.add_paragraph()
        run = small.add_run(source)
        run.italic, run.font.size = True, Pt(11)


def _block(report: Any, block: Block, *, with_pictures: bool) -> None:
    if block.problem:
        report.add_paragraph(block.problem)
    if block.chart is not None:
        _chart(report, block.chart, with_pictures=with_pictures)
    for remark in block.remarks:
        paragraph = report.add_paragraph(remark.text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(10)


def _chart(report: Any, chart: Chart, *, with_pictures: bool) -> None:
    if with_pictures and image.is_drawn(chart):
        try:
            made = image.picture(chart, width=900, is_framed=False)
        except ExportError:
            made = None
        if made is not None:
            report.add_picture(io.BytesIO(made), width=Mm(165))
            _described(report, chart.alt)
            return
    _table(report, table_of(chart))


def _described(report: Any, alt: str) -> None:
    """The picture's text for those who do not see it."""
    report.inline_shapes[-1]._inline.docPr.set("descr", alt)


def _table(report: Any, table: FigureTable) -> None:
    made = report.add_table(rows=1, cols=len(table.columns))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for cell, words in zip(made.rows[0].cells, table.columns, strict=True):
        _written(cell, words, is_bold=True, align=WD_ALIGN_PARAGRAPH.CENTER)
    _repeated(made.rows[0])
    for number, cells in enumerate(table.rows):
        if number in table.groups:
            row = made.add_row().cells
            _written(row[0].merge(row[-1]), table.groups[number], is_bold=True)
        for cell, shown in zip(made.add_row().cells, cells, strict=True):
            _figure(cell, shown, table.language)
    _widths(made, _shares(table))
    report.add_paragraph().paragraph_format.space_after = Pt(0)


def _shares(table: FigureTable) -> tuple[float, ...]:
    """Millimetres for each column: as its longest word and its length ask for."""
    wanted: list[tuple[float, float]] = []
    for column, head in enumerate(table.columns):
        cells = [row[column].text for row in table.rows] or [""]
        # A no-break space keeps a number and its word together.
        words = [word for text in (head, *cells) for word in text.split(" ")]
        narrowest = max(map(len, words)) * _LETTER + _PADDING
        longest = max(map(len, (head, *cells))) * _LETTER + _PADDING
        wanted.append((narrowest, min(longest, _WIDEST)))
    least, most = sum(low for low, _ in wanted), sum(high for _, high in wanted)
    if least >= _ACROSS or most <= least:
        return tuple(_ACROSS * low / least for low, _ in wanted)
    share = min(1.0, (_ACROSS - least) / (most - least))
    widths = [low + max(0.0, high - low) * share for low, high in wanted]
    return tuple(_ACROSS * width / sum(widths) for width in widths)


def _widths(table: Any, millimetres: Sequence[float]) -> None:
    """Columns of a width; Word asks the cells, LibreOffice the grid."""
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _repeated(row: Any) -> None:
    """The head stands on every page the table runs over."""
    properties = row._tr.get_or_add_trPr()
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    properties.append(element)


def _figure(cell: Any, shown: TableCell, language: Language) -> None:
    words = shown.text
    if shown.verdict and shown.verdict in VERDICT_GLYPHS:
        words = f"{VERDICT_GLYPHS[shown.verdict]} {words}"
    if shown.is_estimate:
        words = f"{words} ({word('estimate', language)})"
    align = WD_ALIGN_PARAGRAPH.RIGHT if shown.is_number else WD_ALIGN_PARAGRAPH.LEFT
    _written(cell, words, align=align, is_italic=shown.is_estimate)


def _written(
    cell: Any,
    words: str,
    *,
    is_bold: bool = False,
    is_italic: bool = False,
    align: Any = WD_ALIGN_PARAGRAPH.LEFT,
) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = is_bold, is_italic, Pt(12)


def _signature(report: Any, deck: Deck) -> None:
    table = report.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    _lines(left, [(_WORDS["recipients"][deck.language], True, 12)], ruled=False)
    left.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    filed = left.add_paragraph(_WORDS["filed"][deck.language])
    filed.runs[0].font.size = Pt(11)
    _lines(right, [(_WORDS["sign"][deck.language], True, 13)], ruled=False)


def _origins(report: Any, deck: Deck) -> None:
    origins = {
        origin.observation_id: origin
        for slide in deck.slides
        for block in slide.blocks
        for origin in block.origins
    }
    if not origins:
        return
    report.add_page_break()
    head = report.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(_WORDS["origins"][deck.language]).bold = True
    for number, origin in enumerate(origins.values(), 1):
        paragraph = report.add_paragraph()
        run = paragraph.add_run(f"{number}. {origin.label}")
        run.bold, run.font.size = True, Pt(11)
        if origin.is_draft:
            draft = paragraph.add_run(f" [{_WORDS['draft'][deck.language]}]")
            draft.font.color.rgb, draft.font.size = RGBColor(0x9E, 0x2A, 0x1B), Pt(11)
        told = paragraph.add_run(f". {origin.document}. {origin.passage}")
        told.font.size = Pt(11)
