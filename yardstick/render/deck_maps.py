"""Maps as shapes: one freeform a place, named by it, all in one group, words on top."""

from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from yardstick.charts.kinds import Area, AreaMap
from yardstick.charts.labels import verdict_glyph, verdict_label
from yardstick.render import theme
from yardstick.render.deck_colour import GROUND, Style, colour
from yardstick.render.deck_metrics import Face, emu, width
from yardstick.render.deck_shapes import Paragraph, Run, body_xml

_SIZES = (14, 12, 11, 10, 9)
# Verdict colours at half strength let ink words stand on them.
_HALF = 50_000


@dataclass(frozen=True)
class _Scale:
    """From the map's own coordinates, y to the north, to EMU on the slide."""

    left: float
    top: float
    factor: float
    x: int
    y: int

    def at(self, point: tuple[float, float]) -> tuple[int, int]:
        return (
            self.x + round((point[0] - self.left) * self.factor),
            self.y + round((self.top - point[1]) * self.factor),
        )


def _scale(spec: AreaMap, box: tuple[int, int, int, int]) -> _Scale:
    points = [point for area in spec.areas for ring in area.rings for point in ring]
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    wide, high = (max(xs) - min(xs)) or 1, (max(ys) - min(ys)) or 1
    factor = min(box[2] / wide, box[3] / high)
    x = box[0] + round((box[2] - wide * factor) / 2)
    y = box[1] + round((box[3] - high * factor) / 2)
    return _Scale(min(xs), max(ys), factor, x, y)


def area_name(spec: AreaMap, area: Area) -> str:
    """The shape's name: the place's, with its key where two places share one."""
    twins = sum(other.name == area.name for other in spec.areas)
    return area.name if twins == 1 else f"{area.name} ({area.key})"


def area_style(area: Area) -> Style:
    """The fill of a place; hatched for estimates, an outline where there is no figure."""
    colours = theme.VERDICTS[area.verdict]
    if area.verdict == "no_figure":
        return Style(theme.PANEL, theme.LAST_YEAR, 0.75, dash="sysDash")
    return Style(colours.fill, GROUND, 1, is_hatched=area.is_estimate, alpha=_HALF)


def area_alt(spec: AreaMap, area: Area) -> str:
    """Place, figure and verdict in words."""
    told = area.missing or area.label
    return f"{area.name}: {told} ({verdict_label(area.verdict, spec.language)})"


def area_words(area: Area) -> tuple[str, str]:
    """The two lines on a place."""
    return area.name, f"{verdict_glyph(area.verdict)} {area.label}"


def map_xml(spec: AreaMap, box: tuple[int, int, int, int], first_id: int, lang: str) -> str:
    """The shapes inside the map's group; their numbers start at `first_id`."""
    scale = _scale(spec, box)
    shapes, words = [], []
    for n, area in enumerate(spec.areas):
        shapes.append(_outline(spec, area, scale, first_id + 2 * n))
        words.append(_words(spec, area, scale, first_id + 2 * n + 1, lang))
    return "".join(shapes) + "".join(words)


def _outline(spec: AreaMap, area: Area, scale: _Scale, number: int) -> str:
    rings = [[scale.at(point) for point in ring] for ring in area.rings]
    xs = [x for ring in rings for x, _ in ring]
    ys = [y for ring in rings for _, y in ring]
    left, top = min(xs), min(ys)
    wide, high = max(max(xs) - left, 1), max(max(ys) - top, 1)
    path = ""
    for ring in rings:
        steps = [f'<a:pt x="{x - left}" y="{y - top}"/>' for x, y in ring]
        path += f"<a:moveTo>{steps[0]}</a:moveTo>"
        path += "".join(f"<a:lnTo>{step}</a:lnTo>" for step in steps[1:]) + "<a:close/>"
    style = area_style(area)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(area_name(spec, area))}'
        f" descr={quoteattr(area_alt(spec, area))}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f'<p:spPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{wide}" h="{high}">{path}</a:path></a:pathLst></a:custGeom>'
        f"{style.fill_xml()}{style.line_xml()}</p:spPr></p:sp>"
    )


def _room(area: Area, scale: _Scale) -> int:
    """How wide a place is at the height its words stand."""
    _, y = area.anchor
    crossings = []
    for ring in area.rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y1 <= y) != (y2 <= y):
                crossings.append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    left = [x for x in crossings if x <= area.anchor[0]]
    right = [x for x in crossings if x > area.anchor[0]]
    if not left or not right:
        return 0
    half = min(area.anchor[0] - max(left), min(right) - area.anchor[0])
    return round(2 * half * scale.factor)


def _words(spec: AreaMap, area: Area, scale: _Scale, number: int, lang: str) -> str:
    """Name and figure where they fit, else the figure, else the verdict's shape alone."""
    room = _room(area, scale)
    name, figure = area_words(area)
    lines: tuple[str, ...] = (verdict_glyph(area.verdict),)
    size = _SIZES[-1]
    for tried in ((name, figure), (figure,)):
        fits = next(
            (s for s in _SIZES if all(width(t, Face(s, is_bold=True)) <= room for t in tried)), None
        )
        if fits is not None:
            lines, size = tried, fits
            break
    ink = colour(theme.INK)
    paragraphs = [
        Paragraph((Run(text, size=size, is_bold=True, fill=ink),), "ctr") for text in lines
    ]
    x, y = scale.at(area.anchor)
    wide = max(max(width(text, Face(size, is_bold=True)) for text in lines), emu(0.2)) + emu(0.1)
    high = len(lines) * Face(size).line_height
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr("# " + area_name(spec, area))}/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{x - wide // 2}" y="{y - high // 2}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"{body_xml(paragraphs, lang, anchor='ctr', insets=0, wrap='none')}</p:sp>"
    )
