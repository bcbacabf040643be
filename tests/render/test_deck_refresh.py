"""Next month's figures in a deck that somebody worked on by hand."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from deck_readback import C, ReadSlide, read, same
from deck_samples import (
    ATTAINMENT,
    DECK,
    GAP,
    MAP,
    MONTHLY,
    PARTS,
    RANKS,
    bar,
    heat,
    origin,
    points,
    rank_line,
    stack,
    table,
)
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu, Pt

from yardstick.charts.deck import Block, Definition, Remark, TableCell
from yardstick.errors import DeckRefusedError
from yardstick.render.deck import write
from yardstick.render.deck_merge_text import A
from yardstick.render.deck_refresh import RefreshReport, refresh

BLOCKS = {block.key: block for slide in DECK.slides for block in slide.blocks}
Asked = Sequence[tuple[str, Definition]]


def now(**changed: Block | None) -> Callable[[Asked], Mapping[str, Block]]:
    """A rebuild that gives the sample's blocks, some of them changed, None for gone."""

    def rebuild(asked: Asked) -> Mapping[str, Block]:
        return {
            key: block
            for key, _ in asked
            if (block := changed.get(key, BLOCKS.get(key.split("#")[0]))) is not None
        }

    return rebuild


def block(key: str, **changed: Any) -> Block:
    return replace(BLOCKS[key], **changed)


def members(pptx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(pptx)) as package:
        return {name: package.read(name) for name in package.namelist()}


def by_key(slides: Sequence[ReadSlide]) -> dict[str, ReadSlide]:
    found: dict[str, ReadSlide] = {}
    for slide in slides:
        for binding, _ in slide.bound:
            if binding.role in ("title", "cover"):
                found.setdefault(binding.key, slide)
    return found


def edited(pptx: bytes, act: Callable[[Any], None]) -> bytes:
    presentation = Presentation(io.BytesIO(pptx))
    act(presentation)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def statuses(report: RefreshReport, key: str) -> dict[str, str]:
    return {line.role: line.status for line in report.lines if line.key == key}


@pytest.fixture(scope="module")
def exported() -> bytes:
    return write(DECK)


NEW_BARS = replace(
    ATTAINMENT,
    title="1 trong 5 chỉ tiêu thấp hơn mục tiêu sau 9 tháng",
    source="Nguồn: Báo cáo tháng 9 (28/09/2024)",
    as_of="2024-09-28",
    bars=(
        bar("Tốc độ tăng GRDP", "88.25", "missed", "100", label="88,25%",
            detail="6,62% / 7,5–8%"),
        *(replace(old, value=Decimal(101 + n), label=f"{101 + n},0%", verdict="met",
                  is_estimate=False) for n, old in enumerate(ATTAINMENT.bars[1:])),
    ),
)  # fmt: skip


def test_the_same_figures_leave_every_byte(exported: bytes) -> None:
    again, report = refresh(exported, now())
    assert again == exported
    assert {line.status for line in report.lines} <= {"unchanged", "gone"}
    assert {line.key for line in report.of("gone")} == {"b15"}


def test_figures_title_subtitle_footer_and_notes_follow(exported: bytes) -> None:
    fresh = block("b1", chart=NEW_BARS, origins=(origin("GRDP 9 tháng"),))
    again, report = refresh(exported, now(b1=fresh))
    slide = by_key(read(again))["s1"]
    chart = slide.charts[0]
    assert slide.title == NEW_BARS.title
    assert chart.names == [f"{b.name}\n{b.detail}" for b in NEW_BARS.bars]
    assert same(chart.series["Thực hiện"], [b.value for b in NEW_BARS.bars])
    assert same(chart.book["Thực hiện"], [b.value for b in NEW_BARS.bars])
    assert same(chart.book["Mục tiêu"], [b.low for b in NEW_BARS.bars])
    told = chart.labels["Chỗ ghi nhãn"]
    assert told[0] == "✕ 88,25%Chưa đạt"
    assert told[1] == "✓ 101,0%Đạt"
    assert "Báo cáo tháng 9" in slide.texts("footer")[0]
    assert "GRDP 9 tháng" in slide.notes
    assert "GRDP: tổng sản phẩm trên địa bàn." in slide.notes
    assert statuses(report, "b1")["chart"] == "updated"
    assert statuses(report, "s1")["title"] == "updated"


def test_only_what_changes_is_written(exported: bytes) -> None:
    again, _ = refresh(exported, now(b1=block("b1", chart=NEW_BARS)))
    before, after = members(exported), members(again)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert {name.split("/")[1] for name in changed} == {
        "slides", "notesSlides", "charts", "embeddings", "tags",
    } - ({"notesSlides"} if not any("notesSlides" in n for n in changed) else set())  # fmt: skip
    assert sum("charts/" in name for name in changed) == 1
    assert sum("/slides/" in name for name in changed) == 1


def test_verdict_colours_follow_and_estimates_lose_their_hatch(exported: bytes) -> None:
    again, _ = refresh(exported, now(b1=block("b1", chart=NEW_BARS)))
    chart = by_key(read(again))["s1"].charts[0].shape.chart
    first = chart.part._element.find(f".//{C}ser")
    fills = {
        int(spot.find(f"{C}idx").get("val")): spot.xpath("string(c:spPr/*[1]//a:srgbClr/@val)")
        for spot in first.iter(f"{C}dPt")
    }
    assert fills == {0: "C4412F", 1: "4BA37F", 2: "4BA37F", 3: "4BA37F", 4: "4BA37F"}
    assert not first.xpath("c:dPt/c:spPr/a:pattFill")


def test_a_second_refresh_goes_on_from_the_first(exported: bytes) -> None:
    once, _ = refresh(exported, now(b1=block("b1", chart=NEW_BARS)))
    same_again, report = refresh(once, now(b1=block("b1", chart=NEW_BARS)))
    assert same_again == once
    assert not report.of("updated")
    back, report = refresh(once, now())
    assert statuses(report, "b1")["chart"] == "updated"
    assert not report.of("kept")
    assert by_key(read(back))["s1"].title == ATTAINMENT.title


def test_rearranged_restyled_added_deleted_and_duplicated(exported: bytes) -> None:
    def act(presentation: Any) -> None:
        slides = presentation.slides
        listed = slides._sldIdLst
        keyed = {}
        for entry, one in zip(list(listed), read(exported), strict=True):
            keyed[next(b.key for b, _ in one.bound if b.role in ("title", "cover"))] = entry
        # Moved to the end, another one deleted, one of the office's own put in.
        listed.append(keyed["s1"])
        own = slides.add_slide(presentation.slide_layouts[1])
        own.shapes.title.text = "Trang của văn phòng"
        bars = next(s for s in slides if s.shapes.title is not None
                    and s.shapes.title.text == ATTAINMENT.title)  # fmt: skip
        frame = next(shape for shape in bars.shapes if shape.has_chart)
        frame.left, frame.width = Emu(914400), Emu(6000000)
        plot = frame.chart.plots[0]
        plot.series[0].points[0].format.fill.solid()
        plot.series[0].points[0].format.fill.fore_color.rgb = RGBColor(0x80, 0x00, 0x80)
        bars.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(20)
        bars.shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(0, 0, 0x80)
        duplicate(presentation, bars)
        presentation.part.drop_rel(keyed["s3"].rId)
        listed.remove(keyed["s3"])

    worked_on = edited(exported, act)
    again, report = refresh(worked_on, now(b1=block("b1", chart=NEW_BARS)))
    slides = read(again)
    mine = [slide for slide in slides if slide.title == NEW_BARS.title]
    assert len(mine) == 2
    for slide in mine:
        chart = slide.charts[0]
        assert same(chart.series["Thực hiện"], [b.value for b in NEW_BARS.bars])
        assert chart.shape.left == 914400
        assert chart.shape.width == 6000000
        spot = chart.shape.chart.plots[0].series[0].points[0]
        assert str(spot.format.fill.fore_color.rgb) == "800080"
        run = slide.slide.shapes.title.text_frame.paragraphs[0].runs[0]
        assert run.font.size == Pt(20)
        assert str(run.font.color.rgb) == "000080"
    [(title, numbers)] = [line for line in report.duplicated if line[0] == NEW_BARS.title]
    assert len(numbers) == 2
    assert title == NEW_BARS.title
    assert report.own_slides == 1
    assert report.slides == len(slides)
    own = [slide for slide in slides if "Trang của văn phòng" in slide.everything]
    assert len(own) == 1
    assert not any(line.title == "GRDP 6 tháng tăng" for line in report.lines)


def duplicate(presentation: Any, slide: Any) -> None:
    """What PowerPoint does: the shapes again, their parts copied, tags along."""
    copy = presentation.slides.add_slide(slide.slide_layout)
    for shape in list(copy.shapes):
        shape.element.getparent().remove(shape.element)
    numbers = {}
    for number, link in slide.part.rels.items():
        if link.reltype.endswith(("slideLayout", "notesSlide")):
            continue
        target = link.target_part
        if link.reltype.endswith("/chart"):
            blob = target.blob
            from pptx.opc.packuri import PackURI
            from pptx.parts.chart import ChartPart

            fresh = ChartPart.load(
                PackURI("/ppt/charts/chart900.xml"), target.content_type, target.package, blob
            )
            for each in target.rels.values():
                new = fresh.relate_to(each.target_part, each.reltype)
                data = fresh._element.find(f"{C}externalData")
                data.set(
                    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", new
                )
            target = fresh
        numbers[number] = copy.part.relate_to(target, link.reltype)
    for shape in slide.shapes:
        element = deepcopy(shape.element)
        for node in element.iter():
            for name, value in node.attrib.items():
                if name.endswith("relationships}id") and value in numbers:
                    node.set(name, numbers[value])
        copy.shapes._spTree.append(element)


def test_words_changed_by_hand_are_kept_and_reported(exported: bytes) -> None:
    def act(presentation: Any) -> None:
        slide = presentation.slides[1]
        slide.shapes.title.text_frame.paragraphs[0].runs[0].text = "Lời của chánh văn phòng"
        for shape in slide.shapes:
            if shape.has_text_frame and "24/63" in shape.text_frame.text:
                shape.text_frame.paragraphs[0].runs[0].text = "GRDP tăng khá."

    words = (Remark("GRDP 9 tháng tăng 7,01%."), Remark("Thu NSNN đạt 30.000 tỷ đồng."))
    again, report = refresh(
        edited(exported, act),
        now(b1=block("b1", chart=NEW_BARS), b1r=block("b1r", remarks=words)),
    )
    slide = by_key(read(again))["s1"]
    assert slide.title == "Lời của chánh văn phòng"
    assert slide.texts("remarks")[0].startswith("GRDP tăng khá.")
    assert statuses(report, "s1")["title"] == "kept"
    assert statuses(report, "b1r") == {"remarks": "kept"}
    [line] = [line for line in report.of("kept") if line.role == "title"]
    assert NEW_BARS.title in line.detail
    assert statuses(report, "b1")["chart"] == "updated"


def test_remarks_follow_and_keep_their_look(exported: bytes) -> None:
    words = (Remark("GRDP 9 tháng tăng 7,01%."), Remark("Thu NSNN đạt 30.000 tỷ đồng."))
    again, report = refresh(exported, now(b1r=block("b1r", remarks=words)))
    slide = by_key(read(again))["s1"]
    assert slide.texts("remarks") == ["GRDP 9 tháng tăng 7,01%.\nThu NSNN đạt 30.000 tỷ đồng."]
    before = by_key(read(exported))["s1"]
    looks = []
    for one in (before, slide):
        [shape] = [shape for binding, shape in one.bound if binding.role == "remarks"]
        looks.append({run.font.size for p in shape.text_frame.paragraphs for run in p.runs})
    assert looks[0] == looks[1]
    assert statuses(report, "b1r") == {"remarks": "updated"}


def test_longer_words_are_made_to_fit(exported: bytes) -> None:
    words = tuple(Remark(f"Nhận xét số {n}: " + "số liệu tăng khá so với cùng kỳ " * 4)
                  for n in range(4))  # fmt: skip
    again, _ = refresh(exported, now(b1r=block("b1r", remarks=words)))
    [shape] = [s for b, s in by_key(read(again))["s1"].bound if b.role == "remarks"]
    sizes = {run.font.size.pt for p in shape.text_frame.paragraphs for run in p.runs}
    assert max(sizes) < 14


def test_numbers_changed_by_hand_in_a_chart_are_kept(exported: bytes) -> None:
    def act(presentation: Any) -> None:
        frame = next(s for s in presentation.slides[1].shapes if s.has_chart)
        point = frame.chart.part._element.find(f".//{C}val//{C}pt/{C}v")
        point.text = "95.5"

    worked_on = edited(exported, act)
    again, report = refresh(worked_on, now(b1=block("b1", chart=NEW_BARS)))
    assert by_key(read(again))["s1"].charts[0].series["Thực hiện"][0] == Decimal("95.5")
    assert statuses(report, "b1")["chart"] == "kept"


@pytest.mark.parametrize("is_typed_over", [True, False])
def test_a_label_changed_by_hand_is_kept(exported: bytes, is_typed_over: bool) -> None:
    def act(presentation: Any) -> None:
        frame = next(s for s in presentation.slides[1].shapes if s.has_chart)
        label = next(frame.chart.part._element.iter(f"{C}dLbl"))
        next(label.iter("{*}t")).text = "xem giải trình"
        if is_typed_over:
            # PowerPoint puts plain words in place of a field somebody types over.
            there = next(label.iter(f"{A}fld"))
            there.tag = f"{A}r"
            for name in ("id", "type"):
                del there.attrib[name]

    again, report = refresh(edited(exported, act), now(b1=block("b1", chart=NEW_BARS)))
    chart = by_key(read(again))["s1"].charts[0]
    assert chart.labels["Chỗ ghi nhãn"][0].startswith("xem giải trình")
    assert chart.labels["Chỗ ghi nhãn"][1].startswith("✓ 101,0%")
    [line] = [line for line in report.lines if line.key == "b1" and line.role == "chart"]
    assert "giữ" in line.detail


def test_what_powerpoint_itself_rewrites_is_no_change_by_hand(exported: bytes) -> None:
    """PowerPoint saves fields as "[CELLRANGE]", numbers with 17 digits, tables with row numbers."""

    def act(presentation: Any) -> None:
        for slide in presentation.slides:
            for shape in slide.shapes:
                if shape.has_chart:
                    root = shape.chart.part._element
                    for one in root.iter("{*}fld"):
                        one.find("{*}t").text = "[CELLRANGE]"
                    for one in root.iter(f"{C}numCache"):
                        for value in one.iter(f"{C}v"):
                            value.text = f"{float(value.text):.17g}"
                    for one in root.iter(f"{C}spPr"):
                        one.append(one.makeelement(f"{A}effectLst", {}))

    saved = edited(exported, act)
    _, report = refresh(saved, now())
    assert {line.status for line in report.lines} <= {"unchanged", "gone"}
    again, report = refresh(saved, now(b1=block("b1", chart=NEW_BARS)))
    assert not report.of("kept")
    chart = by_key(read(again))["s1"].charts[0]
    assert chart.labels["Chỗ ghi nhãn"][0] == "✕ 88,25%Chưa đạt"
    assert same(chart.series["Thực hiện"], [b.value for b in NEW_BARS.bars])


def test_a_series_taken_out_by_hand_stays_out(exported: bytes) -> None:
    def act(presentation: Any) -> None:
        frame = next(s for s in presentation.slides[4].shapes if s.has_chart)
        for one in list(frame.chart.part._element.iter(f"{C}ser")):
            if one.find(f"{C}tx").findtext(f".//{C}v") == "Năm trước":
                one.getparent().remove(one)

    later = replace(
        MONTHLY,
        actual=points("2.7", "7.6", "15.5", "24.2", "34.6", "46.3", "52", "60.5", None, None,
                      None, None),
    )  # fmt: skip
    again, _ = refresh(edited(exported, act), now(b4=block("b4", chart=later)))
    chart = by_key(read(again))["s4"].charts[0]
    assert "Năm trước" not in chart.series
    shown = [value for value, name in zip(chart.series["Thực hiện"], chart.names, strict=True)
             if name != "¦"]  # fmt: skip
    assert same(shown, [point.value for point in later.actual])


def test_table_cells_follow_and_edited_ones_stay(exported: bytes) -> None:
    def act(presentation: Any) -> None:
        frame = next(s for s in presentation.slides[2].shapes if s.has_table)
        frame.table.cell(2, 1).text_frame.paragraphs[0].runs[0].text = "15.321"

    spec = table(9)
    rows = [list(row) for row in spec.rows]
    rows[1][3] = TableCell("25.000", is_number=True)
    rows[1][5] = TableCell("Chưa đạt", verdict="missed")
    fresh = replace(spec, rows=tuple(map(tuple, rows)))
    again, report = refresh(edited(exported, act), now(b2=block("b2", chart=fresh)))
    found = by_key(read(again))["s2"].tables[0]
    assert found[2][1] == "15.321"
    assert found[3][3] == "25.000"
    assert found[3][5] == "✕ Chưa đạt"
    [line] = [line for line in report.lines if line.role == "table" and line.key == "b2"]
    assert line.status == "updated"
    assert "15.321" in line.detail
    cell = next(s for s in by_key(read(again))["s2"].slide.shapes if s.has_table).table.cell(3, 5)
    assert str(cell.text_frame.paragraphs[0].runs[-1].font.color.rgb) == "9E2A1B"


@pytest.mark.parametrize("rows", [5, 8, 9, 11])
def test_a_table_grows_and_shrinks(exported: bytes, rows: int) -> None:
    again, _ = refresh(exported, now(b2=block("b2", chart=table(rows))))
    slide = by_key(read(again))["s2"]
    groups = 1 + (rows > 3)
    assert len(slide.tables[0]) == rows + groups + 1
    names = [row[0] for row in slide.tables[0]]
    assert names[1] == "Kinh tế"
    assert names[-1].startswith(("GRDP", "Thu", "Vốn"))
    frame = next(s for s in slide.slide.shapes if s.has_table)
    assert frame.top + frame.height <= 6858000


@pytest.mark.parametrize("kept", [(0, 1, 3, 5), (0, 1, 2, 3, 4, 5, 3)])
def test_columns_come_and_go(exported: bytes, kept: tuple[int, ...]) -> None:
    spec = table(9)
    heads = [*spec.columns, "Ghi chú"]
    fresh = replace(
        spec,
        columns=tuple(heads[n if at < 6 else 6] for at, n in enumerate(kept)),
        rows=tuple(tuple(row[n] for n in kept) for row in spec.rows),
    )
    again, _ = refresh(exported, now(b2=block("b2", chart=fresh)))
    slide = by_key(read(again))["s2"]
    found = slide.tables[0]
    assert found[0] == list(fresh.columns)
    rows = [row for row in found[1:] if row[0] not in spec.groups.values()]
    for row, cells in zip(rows, fresh.rows, strict=True):
        assert [text.removesuffix(" ước").lstrip("▲✕ ") for text in row] == [c.text for c in cells]
    frame = next(s for s in slide.slide.shapes if s.has_table)
    assert sum(column.width for column in frame.table.columns) <= frame.width
    once_more, report = refresh(again, now(b2=block("b2", chart=fresh)))
    assert once_more == again
    assert not report.of("kept")


def test_a_cell_changed_by_hand_goes_with_its_column(exported: bytes) -> None:
    def act(presentation: Any) -> None:
        frame = next(s for s in presentation.slides[2].shapes if s.has_table)
        frame.table.cell(2, 3).text_frame.paragraphs[0].runs[0].text = "21.111"
        frame.table.cell(3, 2).text_frame.paragraphs[0].runs[0].text = "33.333"

    spec = table(9)
    kept = (0, 1, 3, 4, 5)
    fresh = replace(
        spec,
        columns=tuple(spec.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in spec.rows),
    )
    again, report = refresh(edited(exported, act), now(b2=block("b2", chart=fresh)))
    found = by_key(read(again))["s2"].tables[0]
    assert found[2][2].startswith("21.111")
    [line] = [line for line in report.lines if line.role == "table" and line.key == "b2"]
    assert "33.333" in line.detail


def test_another_period_stays_the_decks_period(exported: bytes) -> None:
    later = Definition("attainment", {"indicator": "EC01", "period": "2024-9M"})
    again, report = refresh(exported, now(b1=block("b1", chart=NEW_BARS, definition=later)))
    assert {line.slide for line in report.lines if "Trang bìa" in line.detail} == {1, 19}
    asked: list[tuple[str, Definition]] = []

    def rebuild(wanted: Asked) -> Mapping[str, Block]:
        asked.extend(wanted)
        return {}

    refresh(again, rebuild)
    assert ("b1", later) in asked


def test_rows_with_no_slide_are_reported(exported: bytes) -> None:
    _, report = refresh(exported, now(b2=block("b2", chart=table(60))))
    [line] = report.of("incomplete")
    assert line.key == "b2"
    assert "trang" in line.detail


def test_heat_tints_follow(exported: bytes) -> None:
    spec = heat(10, 8)
    row = spec.rows[0]
    cell = replace(row.cells[0], number="12,5", verdict="missed", is_estimate=False)
    fresh = replace(spec, rows=(replace(row, cells=(cell, *row.cells[1:])), *spec.rows[1:]))
    again, _ = refresh(exported, now(b9=block("b9", chart=fresh)))
    frame = next(s for s in by_key(read(again))["s9"].slide.shapes if s.has_table)
    found = frame.table.cell(1, 1)
    assert found.text == "✕ 12,5"
    assert str(found.fill.fore_color.rgb) == "FBE8E4"


def test_places_on_the_map_follow(exported: bytes) -> None:
    areas = (replace(MAP.areas[0], label="49,0%", verdict="missed"), *MAP.areas[1:])
    again, report = refresh(exported, now(b5m=block("b5m", chart=replace(MAP, areas=areas))))
    [group] = [shape for b, shape in by_key(read(again))["s5"].bound if b.role == "map"]
    shapes = {shape.name: shape for shape in group.shapes}
    assert shapes["# Văn Giang"].text_frame.text == "Văn Giang\n✕ 49,0%"
    assert "C4412F" in shapes["Văn Giang"].element.xpath("p:spPr/a:solidFill/a:srgbClr/@val")
    assert "49,0%" in shapes["Văn Giang"].element.xpath("p:nvSpPr/p:cNvPr/@descr")[0]
    assert statuses(report, "b5m")["map"] == "updated"


def test_other_series_are_drawn_anew_and_said(exported: bytes) -> None:
    fresh = replace(RANKS, lines=(*RANKS.lines, rank_line("Mỹ Hào", 5, 4, 5)), count=5)
    again, report = refresh(exported, now(b6r=block("b6r", chart=fresh)))
    chart = by_key(read(again))["s6"].charts[1]
    assert same(chart.series["Mỹ Hào"], [5, 4, 5])
    assert same(chart.book["Mỹ Hào"], [5, 4, 5])
    [line] = [ln for ln in report.lines if ln.key == "b6r" and ln.role == "chart"]
    assert line.detail


def test_gaps_stay_gaps_and_close(exported: bytes) -> None:
    fresh = replace(PARTS, stacks=(*PARTS.stacks[:2], stack("2023", "7.2", None, "30.0")))
    again, _ = refresh(exported, now(b8=block("b8", chart=fresh)))
    chart = by_key(read(again))["s8"].charts[0]
    assert chart.series["Công nghiệp - xây dựng"][2] is None
    assert chart.series["Dịch vụ"][2] == 30
    assert chart.book["Công nghiệp - xây dựng"][2] is None


def test_what_is_gone_is_left_and_said(exported: bytes) -> None:
    gone = block("b6", chart=None, problem="Chỉ tiêu này không còn trong danh mục.")
    again, report = refresh(exported, now(b6=gone, b7=None))
    assert again == exported
    assert {line.key for line in report.of("gone")} == {"b6", "b7", "b15", "s7"}
    assert any("danh mục" in line.detail for line in report.of("gone"))
    chart = by_key(read(again))["s6"].charts[0]
    assert same(chart.series["Còn thiếu, tỷ đồng"], [share.value for share in GAP.shares])


def test_the_badge_goes_when_figures_are_approved(exported: bytes) -> None:
    approved = block("b5", origins=(origin("Ân Thi"),))
    again, _ = refresh(exported, now(b5=approved))
    slide = by_key(read(again))["s5"]
    assert not slide.texts("draft")
    assert "dự thảo" not in slide.texts("footer")[0].lower()
    assert "dự thảo" not in slide.notes


def test_two_briefings_in_one_file_do_not_mix() -> None:
    first = next(slide for slide in DECK.slides if slide.key == "s1")
    other = replace(
        first,
        key="x1",
        blocks=tuple(
            replace(b, definition=Definition(b.definition.kind, {"period": "2023"}))
            for b in first.blocks
        ),
    )
    asked: list[tuple[str, Definition]] = []

    def rebuild(wanted: Asked) -> Mapping[str, Block]:
        asked.extend(wanted)
        return {
            key: block("b1", chart=NEW_BARS)
            if definition == Definition("attainment", {"period": "2023"})
            else BLOCKS[key.split("#")[0]]
            for key, definition in wanted
        }

    again, _ = refresh(write(replace(DECK, slides=(first, other))), rebuild)
    assert {"b1", "b1#2"} <= {key for key, _ in asked}
    values = [slide.charts[0].series["Thực hiện"] for slide in read(again)]
    assert same(values[0], [b.value for b in ATTAINMENT.bars])
    assert same(values[1], [b.value for b in NEW_BARS.bars])


def test_other_files_are_refused_with_what_to_do() -> None:
    with pytest.raises(DeckRefusedError, match=r"\.pptx"):
        refresh(b"not a deck", now())
    out = io.BytesIO()
    Presentation().save(out)
    with pytest.raises(DeckRefusedError, match="Trình chiếu"):
        refresh(out.getvalue(), now())
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    with pytest.raises(DeckRefusedError):
        refresh(book.getvalue(), now())


def test_nothing_secret_is_in_the_tags(exported: bytes) -> None:
    for name, data in members(exported).items():
        if name.startswith("ppt/tags/"):
            text = data.decode()
            assert "obs-" not in text
            assert "6,81" not in text
