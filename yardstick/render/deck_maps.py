"""Maps as shapes: one freeform a place, named by it, all in one group, words on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from yardstick.charts.kinds import Area, AreaMap
from yardstick.charts.labels import marked_number, verdict_glyph, verdict_label
from yardstick.render import theme
from yardstick.render.deck_colour import GROUND, Style, colour
from yardstick.render.deck_metrics import Face, emu, width
from yardstick.render.deck_shapes import Box, Paragraph, Run, body_xml

_SIZES = (14, 12, 11, 10, 9)
# Words may stand this much over a place's own borders: half strength fills let them be read.
_OVER = 1.25
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
    return area.name, marked_number(area.verdict, area.label)


def map_xml(spec: AreaMap, box: tuple[int, int, int, int], first_id: int, lang: str) -> str:
    """The shapes inside the map's group; their numbers start at `first_id`."""
    scale = _scale(spec, box)
    shapes, words = [], []
    for n, placed in enumerate(_placed(spec, scale)):
        shapes.append(_outline(spec, placed[0], scale, first_id + 2 * n))
        words.append(_words(spec, placed, first_id + 2 * n + 1, lang))
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


def _placed(spec: AreaMap, scale: _Scale) -> list[tuple[Area, tuple[str, ...], float, Box]]:
    """The words of each place, where they stand and how large; none into another's.

    Places with most room choose first: name and figure, else the figure, else the verdict's shape.
    """
    taken: list[Box] = []
    found = {}
    order = sorted(spec.areas, key=lambda area: -_room(area, scale))
    for area in order:
        name, figure = area_words(area)
        shape = (verdict_glyph(area.verdict),)
        room = _room(area, scale) * _OVER
        tries = [(lines, size) for lines in ((name, figure), (figure,)) for size in _SIZES]
        for lines, size in [*tries, (shape, _SIZES[-1])]:
            box = _words_box(area, scale, lines, size)
            fits = box.width - emu(0.1) <= room and not any(_meet(box, there) for there in taken)
            if fits or lines is shape:
                break
        taken.append(box)
        found[area.key] = (area, lines, size, box)
    return [found[area.key] for area in spec.areas]


def _words_box(area: Area, scale: _Scale, lines: Sequence[str], size: float) -> Box:
    x, y = scale.at(area.anchor)
    face = Face(size, is_bold=True)
    wide = max(max(width(text, face) for text in lines), emu(0.2)) + emu(0.1)
    high = len(lines) * face.line_height
    return Box(x - wide // 2, y - high // 2, wide, high)


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _words(
    spec: AreaMap, placed: tuple[Area, tuple[str, ...], float, Box], number: int, lang: str
) -> str:
    area, lines, size, box = placed
    ink = colour(theme.INK)
    runs = [Run(text, size=size, is_bold=True, fill=ink) for text in lines]
    paragraphs = [Paragraph((run,), "ctr") for run in runs]
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr("# " + area_name(spec, area))}/>'
        '<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"{body_xml(paragraphs, lang, anchor='ctr', insets=0, wrap='none')}</p:sp>"
    )
