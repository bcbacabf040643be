"""Fills and lines of shapes and of marks in charts, as DrawingML."""

from dataclasses import dataclass

from yardstick.render import theme

# Words and marks in the colours of whatever template the slide stands in.
TEXT = "tx1"
GROUND = "bg1"


def colour(name: str, alpha: int | None = None) -> str:
    """A colour: "#RRGGBB", or the template's own by its name; alpha in thousandths of a percent."""
    inner = f'<a:alpha val="{alpha}"/>' if alpha is not None else ""
    if name.startswith("#"):
        return f'<a:srgbClr val="{name[1:]}">{inner}</a:srgbClr>'
    return f'<a:schemeClr val="{name}">{inner}</a:schemeClr>'


@dataclass(frozen=True)
class Style:
    """How a bar, a segment of a line or an area is drawn.

    Attributes:
        fill: Colour; None for none.
        line: Colour of the outline, or of the line itself; None for none.
        weight: Of the line in points.
        is_hatched: The fill as lines on the ground: an estimate.
        dash: "" for a whole line, else "dash", "sysDot", "sysDash".
        alpha: Of the fill, in thousandths of a percent.
    """

    fill: str | None = None
    line: str | None = None
    weight: float = 0.75
    is_hatched: bool = False
    dash: str = ""
    alpha: int | None = None

    def xml(self, tag: str = "c:spPr") -> str:
        """The shape properties."""
        return f"<{tag}>{self.fill_xml()}{self.line_xml()}</{tag}>"

    def fill_xml(self) -> str:
        """The fill alone."""
        if self.fill is None:
            return "<a:noFill/>"
        if self.is_hatched:
            return (
                '<a:pattFill prst="wdUpDiag">'
                f"<a:fgClr>{colour(self.fill)}</a:fgClr><a:bgClr>{colour(GROUND)}</a:bgClr>"
                "</a:pattFill>"
            )
        return f"<a:solidFill>{colour(self.fill, self.alpha)}</a:solidFill>"

    def line_xml(self) -> str:
        """The outline alone."""
        if self.line is None:
            return "<a:ln><a:noFill/></a:ln>"
        dash = f'<a:prstDash val="{self.dash}"/>' if self.dash else ""
        return (
            f'<a:ln w="{round(self.weight * 12700)}" cap="flat">'
            f"<a:solidFill>{colour(self.line)}</a:solidFill>{dash}<a:round/></a:ln>"
        )


NOTHING = Style()


def verdict_style(verdict: str, *, is_estimate: bool = False) -> Style:
    """A bar or place in its verdict's colours; estimates hatched."""
    colours = theme.VERDICTS[verdict]
    dash = "sysDash" if verdict == "no_figure" else ""
    return Style(colours.fill, colours.stroke, 1, is_hatched=is_estimate, dash=dash)
