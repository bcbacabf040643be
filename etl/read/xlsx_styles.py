"""Cell styles of an Excel file (xlsx, xlsm): percent, date, bold, indent and font."""

from dataclasses import dataclass, field

from etl.read.cells import shows_date, shows_percent

_BUILT_IN_PERCENT = {9, 10}
_BUILT_IN_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


@dataclass(frozen=True)
class Style:
    """What a cell's style says about its content."""

    percent: bool = False
    is_date: bool = False
    bold: bool = False
    indent: int = 0
    font: str = ""


@dataclass
class Styles:
    """Fonts, number formats and the cell styles made of them."""

    formats: dict[int, str] = field(default_factory=dict)
    fonts: list[tuple[str, bool]] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    _path: list[str] = field(default_factory=list)
    _font: list[object] = field(default_factory=lambda: ["", False])
    _pending: dict[str, str] = field(default_factory=dict)
    _indent: int = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._path.append(element)
        where = self._path[-2] if len(self._path) > 1 else ""
        if element == "numFmt":
            number = whole(attributes.get("numFmtId"), -1)
            self.formats[number] = attributes.get("formatCode", "")
        elif element == "font" and where == "fonts":
            self._font = ["", False]
        elif element in ("name", "rFont") and where == "font":
            self._font[0] = attributes.get("val", "")
        elif element == "b" and where == "font":
            self._font[1] = attributes.get("val", "1") not in ("0", "false")
        elif element == "xf" and where == "cellXfs":
            self._pending, self._indent = attributes, 0
        elif element == "alignment" and where == "xf":
            self._indent = whole(attributes.get("indent"), 0)

    def end(self, element: str) -> None:
        """An element ends."""
        self._path.pop()
        where = self._path[-1] if self._path else ""
        if element == "font" and where == "fonts":
            self.fonts.append((str(self._font[0]), bool(self._font[1])))
        elif element == "xf" and where == "cellXfs":
            number = whole(self._pending.get("numFmtId"), 0)
            code = self.formats.get(number, "")
            index = whole(self._pending.get("fontId"), 0)
            font, bold = self.fonts[index] if 0 <= index < len(self.fonts) else ("", False)
            self.styles.append(
                Style(
                    percent=number in _BUILT_IN_PERCENT or shows_percent(code),
                    is_date=number in _BUILT_IN_DATES or (bool(code) and shows_date(code)),
                    bold=bold,
                    indent=max(0, min(self._indent, 15)),
                    font=font,
                )
            )

    def text(self, _: str) -> None:
        """Styles hold no text."""


def whole(text: str | None, otherwise: int) -> int:
    """The whole number an attribute holds."""
    try:
        return int(text) if text else otherwise
    except ValueError:
        return otherwise
