"""A .pptx read back the way a person sees it, for tests: charts, tables, words, notes by slide."""

import io
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import openpyxl
from pptx import Presentation

from yardstick.render.deck_binding import RELATIONSHIP, Binding, find_binding

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class ReadChart:
    """A chart's cache and its workbook: names, series by name, words by series."""

    names: list[str]
    series: dict[str, list[Decimal | None]]
    labels: dict[str, dict[int, str]]
    book: dict[str, list[Any]]
    shape: Any


@dataclass
class ReadSlide:
    """One slide."""

    slide: Any
    bound: list[tuple[Binding, Any]] = field(default_factory=list)
    charts: list[ReadChart] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)

    def texts(self, role: str) -> list[str]:
        return [shape.text_frame.text for binding, shape in self.bound if binding.role == role]

    @property
    def title(self) -> str:
        return (self.texts("title") or self.texts("cover") or [""])[0]

    @property
    def notes(self) -> str:
        return self.slide.notes_slide.notes_text_frame.text if self.slide.has_notes_slide else ""

    @property
    def everything(self) -> str:
        return "\n".join(
            shape.text_frame.text for shape in self.slide.shapes if shape.has_text_frame
        )


def read(pptx: bytes) -> list[ReadSlide]:
    found = []
    for slide in Presentation(io.BytesIO(pptx)).slides:
        one = ReadSlide(slide)
        for shape in slide.shapes:
            binding = binding_of(slide.part, shape.element)
            if binding is not None:
                one.bound.append((binding, shape))
            if shape.has_chart:
                one.charts.append(read_chart(shape))
            if shape.has_table:
                rows = [[cell.text for cell in row.cells] for row in shape.table.rows]
                one.tables.append(rows)
        found.append(one)
    return found


def binding_of(part: Any, element: Any) -> Binding | None:
    tags = element.xpath("./*/p:nvPr/p:custDataLst/p:tags")
    if not tags:
        return None
    related = part.rels[tags[0].get(R_ID)]
    assert related.reltype == RELATIONSHIP
    return find_binding(related.target_part.blob)


def read_chart(shape: Any) -> ReadChart:
    root = shape.chart.part._element
    names: list[str] = []
    series: dict[str, list[Decimal | None]] = {}
    labels: dict[str, dict[int, str]] = {}
    for one in root.iter(f"{C}ser"):
        name = one.find(f"{C}tx").findtext(f".//{C}v")
        category, values = one.find(f"{C}cat"), one.find(f"{C}val")
        names = [text or "" for text in points(category)]
        series[name] = [None if text is None else Decimal(text) for text in points(values)]
        labels[name] = {
            int(label.find(f"{C}idx").get("val")): "".join(text.text for text in label.iter("{*}t"))
            for label in one.iter(f"{C}dLbl")
        }
    book = openpyxl.load_workbook(
        io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob), data_only=True
    )
    columns = [list(column) for column in book["Sheet1"].iter_cols(values_only=True)]
    return ReadChart(names, series, labels, {col[0]: col[1:] for col in columns if col[0]}, shape)


def points(data: Any) -> list[str | None]:
    count = int(data.find(f".//{C}ptCount").get("val"))
    row: list[str | None] = [None] * count
    for point in data.iter(f"{C}pt"):
        row[int(point.get("idx"))] = point.findtext(f"{C}v")
    return row


def same(found: Any, wanted: Any) -> bool:
    """Equal to the last digit, gaps included."""
    left = [None if value is None else Decimal(str(value)).normalize() for value in found]
    right = [None if value is None else Decimal(str(value)).normalize() for value in wanted]
    return left == right
