"""The parts a deck gains: charts with their workbooks, and what shapes carry about themselves."""

from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.parts.chart import ChartPart

from yardstick.render.deck_binding import CONTENT_TYPE as TAGS
from yardstick.render.deck_binding import RELATIONSHIP, Binding
from yardstick.render.deck_chart_xml import chart_xml
from yardstick.render.deck_plot import NativeChart
from yardstick.render.deck_workbook import workbook


class PartCounter:
    """Numbers the parts a deck gains."""

    def __init__(self, package: Any) -> None:
        """Go on after the parts there are."""
        self._package = package
        taken = {str(part.partname) for part in package.iter_parts()}
        self._tags = sum(name.startswith("/ppt/tags/") for name in taken)
        self._charts = sum(name.startswith("/ppt/charts/") for name in taken)
        self._books = sum(name.startswith("/ppt/embeddings/") for name in taken)
        self._taken = taken

    def _free(self, template: str, number: int) -> tuple[PackURI, int]:
        number += 1
        while template.format(number) in self._taken:
            number += 1
        return PackURI(template.format(number)), number

    def bind(self, binding: Binding, owner: Any) -> str:
        """A tags part related to its owner."""
        name, self._tags = self._free("/ppt/tags/tag{}.xml", self._tags)
        part = Part(name, TAGS, self._package, binding.xml())
        return str(owner.relate_to(part, RELATIONSHIP))

    def chart(self, native: NativeChart, owner: Any) -> str:
        """A chart part with its workbook, related to the slide."""
        name, self._charts = self._free("/ppt/charts/chart{}.xml", self._charts)
        part = ChartPart.load(name, CONTENT_TYPE.DML_CHART, self._package, chart_xml(native))
        book, self._books = self._free("/ppt/embeddings/Microsoft_Excel_Sheet{}.xlsx", self._books)
        sheet = Part(book, CONTENT_TYPE.SML_SHEET, self._package, workbook(native))
        link = part.relate_to(sheet, RELATIONSHIP_TYPE.PACKAGE)
        outer = etree.SubElement(part._element, _c("externalData"))
        outer.set(_R_ID, link)
        etree.SubElement(outer, _c("autoUpdate")).set("val", "0")
        return str(owner.relate_to(part, RELATIONSHIP_TYPE.CHART))


_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def _c(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/drawingml/2006/chart}}{name}"
