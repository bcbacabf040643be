"""Our two templates, and an office's own: its layouts found by name, clear words when one lacks."""

import io
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from deck_readback import read
from deck_samples import DECK
from pptx import Presentation
from pptx.util import Emu, Inches

from yardstick.charts.deck import SlideLayout
from yardstick.errors import DeckRefusedError
from yardstick.render.deck import inspect_template, write
from yardstick.render.deck_template import BUILT_IN, LAYOUT_NAMES, built_in


def office(act: Any = None, *, wide: bool = True) -> bytes:
    """PowerPoint's plain template, with English names as it comes."""
    presentation = Presentation()
    if wide:
        factor = 12_192_000 / presentation.slide_width
        presentation.slide_width = Emu(12_192_000)
        for owner in (presentation.slide_master, *presentation.slide_layouts):
            for shape in owner.placeholders:
                if shape.element.spPr.xfrm is not None:
                    shape.left, shape.width = (
                        Emu(round(shape.left * factor)), Emu(round(shape.width * factor)),
                    )  # fmt: skip
    if act is not None:
        act(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def drop(*names: str) -> Any:
    def act(presentation: Any) -> None:
        for layout in list(presentation.slide_layouts):
            if layout.name in names:
                presentation.slide_layouts.remove(layout)

    return act


def with_parts(pptx: bytes, **changes: tuple[bytes, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(pptx)) as package, zipfile.ZipFile(out, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            for part, (old, new) in changes.items():
                if part in name:
                    data = data.replace(old, new)
            changed.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("style", BUILT_IN)
def test_our_templates_have_every_layout_by_name(style: str) -> None:
    report = inspect_template(built_in(style))
    assert report.is_usable
    assert not report.remarks
    assert {match.layout: match.name for match in report.matches} == LAYOUT_NAMES
    assert {match.how for match in report.matches} == {"name"}


@pytest.mark.parametrize("style", BUILT_IN)
def test_our_templates_name_fonts_every_office_has(style: str) -> None:
    with zipfile.ZipFile(io.BytesIO(built_in(style))) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
        assert not any("font" in name.lower() for name in package.namelist())
    fonts = {part.split('"')[0] for part in theme.split('<a:latin typeface="')[1:]}
    assert fonts <= {"Arial", "Times New Roman"}


def test_an_offices_layouts_are_found_by_their_names() -> None:
    report = inspect_template(office())
    assert report.is_usable
    found = {match.layout: (match.name, match.how) for match in report.matches}
    assert found[SlideLayout.TITLE] == ("Title Slide", "name")
    assert found[SlideLayout.CHART] == ("Title and Content", "name")
    assert found[SlideLayout.TWO_CHARTS] == ("Two Content", "name")
    assert found[SlideLayout.TABLE] == ("Title and Content", "instead")
    assert any("Bảng số liệu" in remark for remark in report.remarks)
    chart = next(match for match in report.matches if match.layout is SlideLayout.CHART)
    assert chart.placeholders["title"]
    assert chart.placeholders["content"]


def test_vietnamese_names_come_first() -> None:
    def act(presentation: Any) -> None:
        presentation.slide_layouts[5].name = "BẢNG SỐ LIỆU"
        presentation.slide_layouts[3].name = "Bản đồ và xếp hạng"

    report = inspect_template(office(act))
    found = {match.layout: match.name for match in report.matches}
    assert found[SlideLayout.TABLE] == "BẢNG SỐ LIỆU"
    assert found[SlideLayout.MAP_AND_RANKING] == "Bản đồ và xếp hạng"


@pytest.mark.parametrize("wide", [True, False])
def test_a_deck_in_an_offices_template(wide: bool) -> None:
    pptx = write(DECK, office(wide=wide))
    presentation = Presentation(io.BytesIO(pptx))
    edges = presentation.slide_width, presentation.slide_height
    slides = read(pptx)
    assert {one.slide.slide_layout.name for one in slides} >= {
        "Title Slide", "Title and Content", "Two Content",
    }  # fmt: skip
    for one in slides:
        for shape in one.slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= edges[0]
            assert shape.top + shape.height <= edges[1]
        assert one.slide.shapes.title is not None
        # No "Click to add text" is left on a slide.
        assert all(shape.text_frame.text for shape in one.slide.placeholders)
    shown = {one.title.removesuffix(" (tiếp theo)") for one in slides}
    assert shown == {one.title for one in DECK.slides}


def test_example_slides_of_a_template_are_left_out() -> None:
    def act(presentation: Any) -> None:
        example = presentation.slides.add_slide(presentation.slide_layouts[1])
        example.shapes.title.text = "Trang mẫu của văn phòng"

    few = replace(DECK, slides=DECK.slides[:2])
    slides = read(write(few, office(act)))
    assert len(slides) == 2
    assert not any("Trang mẫu" in one.everything for one in slides)


def test_layouts_are_found_by_their_placeholders_when_names_say_nothing() -> None:
    def act(presentation: Any) -> None:
        for n, layout in enumerate(presentation.slide_layouts):
            layout.name = f"Layout riêng {n}"

    report = inspect_template(office(act))
    assert report.is_usable
    found = {match.layout: match.how for match in report.matches}
    assert found[SlideLayout.TITLE] == "shape"
    assert found[SlideLayout.CHART] == "shape"


def test_a_missing_layout_is_said_with_what_to_do() -> None:
    def act(presentation: Any) -> None:
        for layout in presentation.slide_layouts:
            for shape in list(layout.placeholders):
                if (
                    "Title" in shape.name
                    or "title" in str(shape.element.ph.get("type", "")).lower()
                ):
                    shape.element.getparent().remove(shape.element)

    report = inspect_template(office(act))
    assert not report.is_usable
    told = " ".join(report.problems)
    assert "Trang bìa" in told
    assert "Một biểu đồ" in told
    assert "Bản cái trang chiếu" in told
    with pytest.raises(DeckRefusedError) as refused:
        write(DECK, office(act))
    assert refused.value.problems == report.problems


def test_content_too_small_for_a_chart_is_said() -> None:
    def act(presentation: Any) -> None:
        for layout in presentation.slide_layouts:
            if layout.name == "Title and Content":
                body = layout.placeholders[1]
                body.left, body.top = Inches(1), Inches(2)
                body.width, body.height = Inches(2), Inches(1)

    report = inspect_template(office(act))
    assert any("quá nhỏ" in problem for problem in report.problems)


def test_old_fonts_are_refused() -> None:
    old = with_parts(office(), theme1=(b'typeface="Calibri"', b'typeface=".VnTime"'))
    report = inspect_template(old)
    assert any(".VnTime" in problem for problem in report.problems)


def test_a_potx_is_a_template_too() -> None:
    potx = with_parts(
        office(),
        Content_Types=(b"presentation.main+xml", b"template.main+xml"),
    )
    assert inspect_template(potx).is_usable
    assert len(read(write(replace(DECK, slides=DECK.slides[:2]), potx))) == 2


@pytest.mark.parametrize("data", [b"", b"not a deck", b"PK\x03\x04broken"])
def test_what_is_no_deck_is_refused_in_words(data: bytes) -> None:
    report = inspect_template(data)
    assert not report.is_usable
    assert ".pptx" in report.problems[0]
    with pytest.raises(DeckRefusedError, match=r"\.pptx"):
        write(DECK, data)


def test_a_template_that_is_not_ours_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="party"):
        write(DECK, "nhà nước")
