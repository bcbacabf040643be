"""Nothing runs off a slide, and nothing runs out of its box; long tables go on."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from deck_readback import read
from deck_samples import DECK, REMARKS, block, common, heat, slide, table

from yardstick.charts.deck import Deck, FigureTable, Remark, SlideLayout, TableCell
from yardstick.render.deck import BUILT_IN, write
from yardstick.render.deck_metrics import Face, fitting, height, width, wrapped
from yardstick.render.deck_tables import table_grid, table_pages

LONG = "Đẩy nhanh tiến độ giải ngân vốn đầu tư công, giải phóng mặt bằng các dự án trọng điểm"
ROOM = (9_000_000, 4_500_000)


def alone(*slides: Any) -> Deck:
    return replace(DECK, slides=tuple(slides))


def outside(pptx: bytes) -> Iterator[str]:
    for number, one in enumerate(read(pptx), 1):
        for shape in one.slide.shapes:
            if shape.name == "SỐ LIỆU MINH HỌA":
                continue
            right, bottom = shape.left + shape.width, shape.top + shape.height
            if shape.left < 0 or shape.top < 0 or right > 12_192_000 or bottom > 6_858_000:
                yield f"{number}: {shape.name}"


@pytest.mark.parametrize("style", BUILT_IN)
def test_every_shape_stands_on_its_slide(style: str) -> None:
    assert list(outside(write(DECK, style))) == []


def test_charts_tables_and_remarks_do_not_lie_over_each_other() -> None:
    roles = (
        "chart",
        "table",
        "map",
        "remarks",
        "caption",
        "title",
        "subtitle",
        "footer",
        "problem",
    )
    for number, one in enumerate(read(write(DECK)), 1):
        shapes = [(b.role, s) for b, s in one.bound if b.role in roles]
        for n, (role, shape) in enumerate(shapes):
            for other_role, other in shapes[n + 1 :]:
                apart = (
                    shape.left + shape.width <= other.left + 10_000
                    or other.left + other.width <= shape.left + 10_000
                    or shape.top + shape.height <= other.top + 20_000
                    or other.top + other.height <= shape.top + 20_000
                )
                assert apart, f"{number}: {role} {shape.name} / {other_role} {other.name}"


def test_words_fit_their_boxes() -> None:
    for number, one in enumerate(read(write(DECK)), 1):
        for binding, shape in one.bound:
            if binding.role not in ("remarks", "subtitle", "footer", "title"):
                continue
            sizes = [
                run.font.size.pt for p in shape.text_frame.paragraphs for run in p.runs
                if run.font.size
            ]  # fmt: skip
            size = max(sizes, default=28 if binding.role == "title" else 16)
            lines = [p.text for p in shape.text_frame.paragraphs]
            face = Face(size, is_bold=binding.role == "title")
            high = height(lines, shape.width, face)
            assert high <= shape.height + 10_000, f"{number}: {binding.role}"


@pytest.mark.parametrize("rows", [1, 9, 40, 120])
def test_a_long_table_goes_on_with_its_head(rows: int) -> None:
    spec = table(rows)
    shown = read(write(alone(slide("t", SlideLayout.TABLE, block("t1", "table", spec)))))
    heads = {tuple(one.tables[0][0]) for one in shown}
    assert heads == {spec.columns}
    names = [row[0] for one in shown for row in one.tables[0][1:]]
    assert [name for name in names if name not in spec.groups.values()] == [
        row[0].text for row in spec.rows
    ]
    assert all(one.title.endswith("(tiếp theo)") == (n > 0) for n, one in enumerate(shown))
    assert (len(shown) > 1) == (rows > 15)
    # A heading never stands alone at the foot of a slide.
    assert not any(one.tables[0][-1][0] in spec.groups.values() for one in shown)


def test_a_wide_table_goes_on_with_its_names() -> None:
    spec = heat(6, 30)
    pages = table_pages(table_grid(spec), ROOM)
    assert len(pages) > 1
    assert all(page.grid.head[0].text == "Địa bàn" for page in pages)
    columns = [cell.text.split("\n")[0] for page in pages for cell in page.grid.head[1:]]
    assert columns == [column.name for column in spec.columns]
    assert all(sum(page.widths) <= ROOM[0] for page in pages)


@pytest.mark.parametrize("rows", [3, 30, 100])
@pytest.mark.parametrize("words", [1, 6])
def test_no_page_of_a_table_is_higher_than_its_room(rows: int, words: int) -> None:
    spec = FigureTable(
        **common("Nhiệm vụ"),
        columns=("Nhiệm vụ", "Hạn"),
        rows=tuple((TableCell(f"{n}. " + LONG * words), TableCell("31/12")) for n in range(rows)),
    )
    for page in table_pages(table_grid(spec), ROOM):
        assert sum(page.heights) <= ROOM[1]
        face = Face(page.size)
        for row, high in zip(page.grid.rows, page.heights[1:], strict=True):
            lines = len(wrapped(row.cells[0].text, page.widths[0] - 130_000, face))
            assert high >= lines * face.line_height


def test_many_remarks_go_on_and_none_is_lost() -> None:
    words = tuple(Remark(f"{n}. {LONG}, {LONG}, {LONG}.") for n in range(24))
    deck = alone(slide("t", SlideLayout.TEXT, block("w", "remarks", remarks=words), title="Việc"))
    pptx = write(deck)
    told = "\n".join(text for one in read(pptx) for text in one.texts("remarks"))
    assert told.split("\n") == [remark.text for remark in words]
    assert len(read(pptx)) > 1
    assert list(outside(pptx)) == []


def test_remarks_beside_a_chart_go_on_to_the_next_slide() -> None:
    charted = next(s for s in DECK.slides if s.key == "s1")
    words = (*REMARKS, *(Remark(f"{n}. {LONG}.") for n in range(9)))
    blocks = (charted.blocks[0], replace(charted.blocks[1], remarks=words))
    shown = read(write(alone(replace(charted, blocks=blocks))))
    told = "\n".join(text for one in shown for text in one.texts("remarks"))
    assert told.split("\n") == [remark.text for remark in words]


def test_a_long_title_takes_smaller_letters() -> None:
    long = next(s for s in DECK.slides if s.key == "s3")
    title = f"{LONG} và xây dựng nông thôn mới nâng cao, kiểu mẫu trên địa bàn tỉnh"
    [one] = read(write(alone(replace(long, title=title))))
    assert one.title == title
    [size] = {
        run.font.size.pt for p in one.slide.shapes.title.text_frame.paragraphs for run in p.runs
    }
    assert size < 28


def test_widths_are_those_of_the_fonts() -> None:
    """The table is held against metric-compatible fonts where they are installed."""
    from PIL import ImageFont

    fonts = Path("/usr/share/fonts/truetype/liberation")
    faces = {
        "LiberationSans-Regular": Face(10),
        "LiberationSans-Bold": Face(10, is_bold=True),
        "LiberationSerif-Regular": Face(10, is_serif=True),
        "LiberationSerif-Bold": Face(10, is_bold=True, is_serif=True),
    }
    if not all((fonts / f"{name}.ttf").exists() for name in faces):
        pytest.skip("needs the Liberation fonts")
    text = "Tinh Hung Yen: 20.889 ty dong, 63,6% ke hoach; GRDP (2024)"
    for name, face in faces.items():
        real = ImageFont.truetype(str(fonts / f"{name}.ttf"), 1000).getlength(text) * 127
        assert real <= width(text, face) <= real * 1.06


def test_marks_of_letters_take_no_room() -> None:
    face = Face(18)
    assert width("kế hoạch", face) == width("kê hoach", face)
    assert width(unicodedata.normalize("NFD", "ớ"), face) == width("ớ", face)
    assert width("ớ", face) > width("o", face)


def test_fitting_takes_the_first_size_that_fits() -> None:
    assert fitting(["x"], (1_000_000, 1_000_000), Face(0), (40, 20)) == 40
    assert fitting([LONG], (1_000_000, 100_000), Face(0), (40, 20)) is None
