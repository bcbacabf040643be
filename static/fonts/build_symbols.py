"""Draws symbols.woff2: the verdict shapes as a font, one drawing for chips, buttons and charts.

Run by hand after a change: `pip install fonttools brotli` (neither is needed to run the product),
then `python static/fonts/build_symbols.py`.
"""

from math import cos, pi, sin
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000
WIDTH = 1000
# The shapes stand on the text as capitals of IBM Plex Sans do (cap height 698), a little larger.
CENTRE = (500, 349)
RADIUS = 440
# Rings stand inside words and brackets, so they take less room.
NARROW = (380, 349)
WIDTHS = {"space": 300, "ring": 760, "disc": 760}

Point = tuple[float, float]


def polygon(pen: Cu2QuPen, points: list[Point]) -> None:
    """Adds a closed shape: clockwise to fill, the other way round to cut out."""
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def arc(centre: Point, radius: float, start: float, end: float, steps: int = 48) -> list[Point]:
    """Points along an arc from `start` to `end`, in degrees, clockwise when end < start."""
    angles = [start + (end - start) * step / steps for step in range(steps + 1)]
    return [
        (centre[0] + radius * cos(a * pi / 180), centre[1] + radius * sin(a * pi / 180))
        for a in angles
    ]


def triangle(pen: Cu2QuPen) -> None:
    """Exceeded."""
    x, y = CENTRE
    polygon(pen, [(x - 460, y - 385), (x, y + 430), (x + 460, y - 385)])


def disc(pen: Cu2QuPen) -> None:
    """Met: a disc with a tick cut out."""
    x, y = CENTRE
    polygon(pen, arc(CENTRE, RADIUS, 360, 0)[:-1])
    tick = [(x - 245, y - 10), (x - 65, y - 190), (x + 258, y + 160)]
    tick += [(x + 168, y + 244), (x - 65, y - 7), (x - 157, y + 78)]
    polygon(pen, tick)


def half_disc(pen: Cu2QuPen) -> None:
    """Nearly met: a ring whose left half is full."""
    polygon(pen, arc(CENTRE, RADIUS, 360, 0)[:-1])
    inner = RADIUS - 105
    polygon(pen, [(CENTRE[0], CENTRE[1] - inner), *arc(CENTRE, inner, -90, 90)[1:]])


def crossed_square(pen: Cu2QuPen) -> None:
    """Missed: a square with rounded corners and a cross cut out."""
    x, y = CENTRE
    r, c = 420, 90
    corners = [(x + r - c, y - r + c, 360, 270), (x - r + c, y - r + c, 270, 180)]
    corners += [(x - r + c, y + r - c, 180, 90), (x + r - c, y + r - c, 90, 0)]
    polygon(pen, [p for cx, cy, a, b in corners for p in arc((cx, cy), c, a, b, 10)])
    a, w = 200, 62
    half = w * 0.7071
    cross: list[Point] = []
    for turn in range(4):
        angle = turn * pi / 2
        arm = ((w * 1.4142, 0.0), (a + half, a - half), (a - half, a + half))
        cross += [
            (x + px * cos(angle) - py * sin(angle), y + px * sin(angle) + py * cos(angle))
            for px, py in arm
        ]
    polygon(pen, cross)


def arrowed_disc(pen: Cu2QuPen) -> None:
    """Unlikely: a disc with a downward arrow cut out."""
    x, y = CENTRE
    polygon(pen, arc(CENTRE, RADIUS, 360, 0)[:-1])
    a = 60
    arrow = [(x - a, y + 260), (x - a, y - 20), (x - 210, y - 20), (x, y - 270)]
    arrow += [(x + 210, y - 20), (x + a, y - 20), (x + a, y + 260)]
    polygon(pen, arrow)


def dashed_ring(pen: Cu2QuPen) -> None:
    """No figure."""
    for start in range(0, 360, 45):
        outer = arc(CENTRE, RADIUS - 20, start + 27, start, 10)
        inner = arc(CENTRE, RADIUS - 130, start, start + 27, 10)
        polygon(pen, [*outer, *inner])


def ring(pen: Cu2QuPen) -> None:
    """The same period of the year before."""
    polygon(pen, arc(NARROW, 330, 360, 0)[:-1])
    polygon(pen, arc(NARROW, 215, 0, 360)[:-1])


def full_disc(pen: Cu2QuPen) -> None:
    """A mark of the current series."""
    polygon(pen, arc(NARROW, 330, 360, 0)[:-1])


SHAPES = {
    "▲": ("exceeded", triangle),
    "✓": ("met", disc),
    "◐": ("nearly", half_disc),
    "✕": ("missed", crossed_square),
    "▼": ("unlikely", arrowed_disc),
    "◌": ("nofigure", dashed_ring),
    "○": ("ring", ring),
    "●": ("disc", full_disc),
}


def main() -> None:
    """Writes symbols.woff2 beside this file."""
    glyphs = {".notdef": TTGlyphPen(None).glyph(), "space": TTGlyphPen(None).glyph()}
    for name, draw in SHAPES.values():
        inner = TTGlyphPen(None)
        draw(Cu2QuPen(inner, max_err=1.0))
        glyphs[name] = inner.glyph()
    font = FontBuilder(EM, isTTF=True)
    font.setupGlyphOrder(list(glyphs))
    font.setupCharacterMap({0x20: "space"} | {ord(c): name for c, (name, _) in SHAPES.items()})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics({name: (WIDTHS.get(name, WIDTH), 0) for name in glyphs})
    font.setupHorizontalHeader(ascent=1025, descent=-275)
    font.setupNameTable(
        {"familyName": "Yardstick Symbols", "styleName": "Regular", "version": "1.0"}
    )
    font.setupOS2(sTypoAscender=1025, sTypoDescender=-275, usWinAscent=1025, usWinDescent=275)
    font.setupPost()
    # A fixed date: the same drawing gives the same bytes.
    font.font["head"].created = font.font["head"].modified = 3800000000
    font.font.recalcTimestamp = False
    font.font.flavor = "woff2"
    font.save(Path(__file__).with_name("symbols.woff2"))


if __name__ == "__main__":
    main()
