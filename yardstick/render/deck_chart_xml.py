"""A native chart written as DrawingML, in the order of elements that ECMA-376 asks for.

python-pptx writes charts of one kind only; ours combine bars, lines and areas in one plot area.
"""

import uuid
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from yardstick.render import theme
from yardstick.render.deck_colour import TEXT, Style, colour
from yardstick.render.deck_plot import (
    Label,
    Marker,
    NativeChart,
    Plot,
    Series,
    cells,
    label_column,
    series_column,
)

_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_RANGE_OF_LABELS = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
_SHOWS_RANGE = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
_IDS = uuid.UUID("5b0e4b7a-52a5-4c0f-8a8d-6f0a3c1de001")
_GRID = Style(line=theme.LINE_2)
_AXIS = Style(line=theme.LAST_YEAR)
_SHOW = "".join(
    f'<c:show{what} val="0"/>'
    for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)


def chart_xml(chart: NativeChart) -> bytes:
    """The chart part, without the link to its workbook."""
    lang = "en-US" if chart.language == "en" else "vi-VN"
    writer = _Writer(chart, lang)
    plots = "".join(writer.plot(plot) for plot in chart.plots)
    legend = ""
    if chart.has_legend:
        legend = f'<c:legend><c:legendPos val="t"/>{writer.hidden_in_legend()}'
        legend += f'<c:overlay val="0"/>{writer.words(TEXT)}</c:legend>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<c:date1904 val="0"/><c:lang val="{lang}"/><c:roundedCorners val="0"/>'
        f"<c:chart>{writer.caption()}"
        f"<c:plotArea>{_layout(chart)}{plots}{writer.axes()}</c:plotArea>{legend}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{writer.words(TEXT)}</c:chartSpace>"
    ).encode()


class _Writer:
    def __init__(self, chart: NativeChart, lang: str) -> None:
        self._chart = chart
        self._lang = lang
        self._all = list(chart.series)
        self._next = 0

    def words(self, name: str, size: float | None = None) -> str:
        """Text properties."""
        return (
            "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
            f'<a:defRPr sz="{round((size or self._chart.size) * 100)}" b="0">'
            f"<a:solidFill>{colour(name)}</a:solidFill></a:defRPr></a:pPr>"
            f'<a:endParaRPr lang="{self._lang}"/></a:p></c:txPr>'
        )

    def caption(self) -> str:
        """The heading of a small chart, or that there is none."""
        label = self._chart.caption
        if label is None:
            return '<c:autoTitleDeleted val="1"/>'
        size = round(self._chart.size * 100)
        lang = f'lang="{self._lang}" sz="{size}"'
        runs = f'<a:r><a:rPr {lang} b="1"/><a:t>{escape(label.text)}</a:t></a:r>'
        if label.word:
            fill = f"<a:solidFill>{colour(label.colour)}</a:solidFill>"
            runs += f'<a:r><a:rPr {lang} b="1">{fill}</a:rPr><a:t> {escape(label.word)}</a:t></a:r>'
        return (
            f"<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>{runs}</a:p></c:rich></c:tx>"
            '<c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>'
        )

    def hidden_in_legend(self) -> str:
        """Helpers without a fill or line of their own are not named in the legend."""
        return "".join(
            f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
            for n, series in enumerate(self._all)
            if series.style.fill is None and series.style.line is None and not series.marker
        )

    def plot(self, plot: Plot) -> str:
        sets = "".join(self._series(plot, series) for series in plot.series)
        axes = "".join(f'<c:axId val="{n}"/>' for n in self._ids(plot.is_secondary))
        if plot.kind == "bar":
            lies = "bar" if self._chart.is_horizontal else "col"
            return (
                f'<c:barChart><c:barDir val="{lies}"/><c:grouping val="{plot.grouping}"/>'
                f'<c:varyColors val="0"/>{sets}<c:gapWidth val="{plot.gap}"/>'
                f'<c:overlap val="{plot.overlap}"/>{axes}</c:barChart>'
            )
        grouping = "stacked" if plot.grouping == "stacked" else "standard"
        start = f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{sets}'
        if plot.kind == "area":
            return f"<c:areaChart>{start}{axes}</c:areaChart>"
        return f'<c:lineChart>{start}<c:marker val="1"/>{axes}</c:lineChart>'

    def _ids(self, is_secondary: bool) -> tuple[int, int]:
        return (50010, 50020) if is_secondary else (50030, 50040)

    def _series(self, plot: Plot, series: Series) -> str:
        position = self._next
        self._next += 1
        chart = self._chart
        letters = series_column(position)
        count = len(chart.categories)
        name = (
            f"<c:tx><c:strRef><c:f>Sheet1!${letters}$1</c:f><c:strCache>"
            f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(series.name)}</c:v></c:pt>'
            "</c:strCache></c:strRef></c:tx>"
        )
        start = f'<c:idx val="{position}"/><c:order val="{position}"/>{name}{series.style.xml()}'
        if plot.kind == "bar":
            start += '<c:invertIfNegative val="0"/>'
        if plot.kind == "line":
            start += _marker(series.marker or Marker())
        spots = sorted({*series.points, *series.markers})
        start += "".join(self._spot(plot, series, n) for n in spots)
        labels, extension = self._labels(plot, series, position)
        names = _points(enumerate(chart.categories))
        numbers = _points(
            (n, plain(value)) for n, value in enumerate(series.values) if value is not None
        )
        data = (
            f"<c:cat><c:strRef><c:f>{cells('A', count)}</c:f>"
            f'<c:strCache><c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat>'
            f"<c:val><c:numRef><c:f>{cells(letters, count)}</c:f><c:numCache>"
            f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{numbers}'
            "</c:numCache></c:numRef></c:val>"
        )
        smooth = '<c:smooth val="0"/>' if plot.kind == "line" else ""
        return f"<c:ser>{start}{labels}{data}{smooth}{extension}</c:ser>"

    def _spot(self, plot: Plot, series: Series, n: int) -> str:
        inner = f'<c:idx val="{n}"/>'
        if plot.kind == "bar":
            inner += '<c:invertIfNegative val="0"/>'
        if n in series.markers:
            inner += _marker(series.markers[n])
        style = series.points.get(n, series.style)
        return f'<c:dPt>{inner}<c:bubble3D val="0"/>{style.xml()}</c:dPt>'

    def _labels(self, plot: Plot, series: Series, position: int) -> tuple[str, str]:
        """The labels, and the series' extension that says which cells they stand in."""
        if not series.labels or plot.kind == "area":
            return "", ""
        usual = series.position or ("t" if plot.kind == "line" else "outEnd")
        where = f'<c:dLblPos val="{usual}"/>'
        each = "".join(
            f'<c:dLbl><c:idx val="{n}"/>{self._rich(label, position, n)}'
            f'<c:dLblPos val="{label.position or usual}"/>{_SHOW}'
            f'<c:extLst><c:ext uri="{_SHOWS_RANGE}" xmlns:c15="{_C15}"><c15:dlblFieldTable/>'
            '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
            for n, label in sorted(series.labels.items())
        )
        rest = (
            f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{self.words(TEXT)}{where}{_SHOW}"
        )
        letters = label_column(self._chart, position)
        count = len(self._chart.categories)
        texts = _points((n, label.text) for n, label in sorted(series.labels.items()))
        extension = (
            f'<c:extLst><c:ext uri="{_RANGE_OF_LABELS}" xmlns:c15="{_C15}"><c15:datalabelsRange>'
            f"<c15:f>{cells(letters, count)}</c15:f><c15:dlblRangeCache>"
            f'<c:ptCount val="{count}"/>{texts}</c15:dlblRangeCache></c15:datalabelsRange>'
            "</c:ext></c:extLst>"
        )
        return f"<c:dLbls>{each}{rest}</c:dLbls>", extension

    def _rich(self, label: Label, position: int, n: int) -> str:
        """The number as a field bound to its cell, the verdict's word behind or under it."""
        size = round(self._chart.size * 100)
        fill = f"<a:solidFill>{colour(label.colour)}</a:solidFill>"
        name = str(uuid.uuid5(_IDS, f"{position}/{n}")).upper()
        number = (
            f'<a:fld id="{{{name}}}" type="CELLRANGE"><a:rPr lang="{self._lang}" sz="{size}" b="1">'
            f"{fill}</a:rPr><a:pPr/><a:t>{escape(label.text)}</a:t></a:fld>"
        )
        word = ""
        if label.word:
            joined = label.word if label.is_stacked else f" {label.word}"
            word = (
                f'<a:r><a:rPr lang="{self._lang}" sz="{size}" b="0">{fill}</a:rPr>'
                f"<a:t>{escape(joined)}</a:t></a:r>"
            )
        between = "</a:p><a:p>" if label.word and label.is_stacked else ""
        body = '<a:bodyPr wrap="none" lIns="38100" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        return (
            f"<c:tx><c:rich>{body}<a:lstStyle/><a:p>{number}{between}{word}</a:p></c:rich></c:tx>"
        )

    def axes(self) -> str:
        """Both pairs where two are used; the second is there to be measured by, not to be read."""
        second = any(plot.is_secondary for plot in self._chart.plots)
        return self._pair(is_secondary=False) + (self._pair(is_secondary=True) if second else "")

    def _pair(self, *, is_secondary: bool) -> str:
        chart = self._chart
        names, numbers = self._ids(is_secondary)
        lies = chart.is_horizontal
        reading = '<c:orientation val="maxMin"/>' if lies else '<c:orientation val="minMax"/>'
        downwards = "maxMin" if chart.is_reversed else "minMax"
        side, foot = ("l", "b") if lies else ("b", "l")
        if is_secondary:
            foot = "t" if lies else "r"
        line = Style() if is_secondary else _AXIS
        shown = chart.ticks is not None and not is_secondary
        grid = f"<c:majorGridlines>{_GRID.xml()}</c:majorGridlines>" if shown else ""
        code = chart.ticks or "General"
        step = f'<c:majorUnit val="{plain(chart.step)}"/>' if chart.step else ""
        # A reversed value axis would carry the names to the top: they stay at the foot.
        crosses = "max" if chart.is_reversed else "autoZero"
        names_at = "nextTo" if chart.is_reversed else "low"
        return (
            f'<c:catAx><c:axId val="{names}"/><c:scaling>{reading}</c:scaling>'
            f'<c:delete val="{int(is_secondary)}"/><c:axPos val="{side}"/>'
            '<c:numFmt formatCode="General" sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{names_at}"/>{line.xml()}{self.words(TEXT)}'
            f'<c:crossAx val="{numbers}"/><c:crosses val="{crosses}"/><c:auto val="0"/>'
            '<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
            f'<c:valAx><c:axId val="{numbers}"/><c:scaling><c:orientation val="{downwards}"/>'
            f'<c:max val="{plain(chart.end)}"/><c:min val="{plain(chart.start)}"/></c:scaling>'
            f'<c:delete val="0"/><c:axPos val="{foot}"/>{grid}'
            f'<c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/>'
            '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
            f'<c:tickLblPos val="{"nextTo" if shown else "none"}"/>{Style().xml()}'
            f"{self.words(theme.INK_3 if shown else TEXT, min(self._chart.size, 14))}"
            f'<c:crossAx val="{names}"/><c:crosses val="{"max" if is_secondary else "autoZero"}"/>'
            f'<c:crossBetween val="between"/>{step}</c:valAx>'
        )


def _layout(chart: NativeChart) -> str:
    if chart.inner is None:
        return "<c:layout/>"
    where = "".join(
        f'<c:{name} val="{share:.4f}"/>' for name, share in zip("xywh", chart.inner, strict=True)
    )
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/>'
        f'<c:xMode val="edge"/><c:yMode val="edge"/>{where}</c:manualLayout></c:layout>'
    )


def _marker(marker: Marker) -> str:
    if marker.symbol == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    return (
        f'<c:marker><c:symbol val="{marker.symbol}"/><c:size val="{marker.size}"/>'
        f"{marker.style.xml()}</c:marker>"
    )


def _points(pairs: object) -> str:
    return "".join(
        f'<c:pt idx="{n}"><c:v>{escape(str(text))}</c:v></c:pt>'
        for n, text in pairs  # type: ignore[attr-defined]
    )


def plain(number: Decimal) -> str:
    """A number as XML writes it: all digits, a point, no exponent."""
    return format(number.normalize(), "f")
