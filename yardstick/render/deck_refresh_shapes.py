"""One shape of ours brought up to date, by its role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from yardstick.charts.deck import Block
from yardstick.charts.kinds import AreaMap
from yardstick.charts.labels import Language
from yardstick.render.deck_binding import Binding, digest, parser
from yardstick.render.deck_chart_xml import chart_xml
from yardstick.render.deck_charts import CHARTS, chart_pages, natives
from yardstick.render.deck_digests import chart_digests
from yardstick.render.deck_merge_chart import merge_chart
from yardstick.render.deck_merge_table import TableMerge, merge_map, merge_table
from yardstick.render.deck_merge_text import A, set_lines, text_of
from yardstick.render.deck_metrics import Face, fitting
from yardstick.render.deck_package import R_ID, P, Package
from yardstick.render.deck_plan import words_of
from yardstick.render.deck_shapes import lang_of
from yardstick.render.deck_tables import TABLES, table_grid, table_pages
from yardstick.render.deck_texts import (
    block_title,
    footer_text,
    newest,
    notes_lines,
    shortened,
    sources_of,
    subtitle_of,
)
from yardstick.render.deck_workbook import workbook

_C_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_KEPT_TEXT = "Đã sửa tay: «{text}». Nội dung mới: «{fresh}»."
_KEPT_DATA = "Số liệu trong biểu đồ đã sửa tay: giữ nguyên."
_KEPT_LABELS = "Nhãn đã sửa tay được giữ; các số khác đã cập nhật."
_REMADE = "Các dãy số đã khác trước: biểu đồ được vẽ lại theo kiểu ban đầu."
_NO_PAGE = "Trang tiếp theo này không còn dòng nào; số liệu cũ còn nguyên, nên xóa trang."
_CUT = "Đoạn này quá dài, đã tách qua nhiều trang: không cập nhật được tại chỗ."
_SMALLER = (32, 28, 26, 24, 22, 20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9)
_OTHER_KIND = "Khối này nay là loại khác: không cập nhật được tại chỗ."
_NOW_THERE = "Nay đã có số liệu: hãy xuất lại trang này từ trang Trình chiếu."
_OTHER_TABLE = "Bảng đã thêm, bớt dòng hoặc cột bằng tay: chỉ cập nhật ô còn tìm thấy."


@dataclass(frozen=True)
class Act:
    """What became of a shape.

    Attributes:
        status: As in `RefreshLine`.
        detail: A sentence; empty when the status says all.
        is_changed: The shape's own part was changed.
        written: New fingerprints; None leaves them.
        pages: On how many slides the block stands now; 0 where that is not asked.
    """

    status: str
    detail: str = ""
    is_changed: bool = False
    written: Mapping[str, str] | None = None
    pages: int = 0


@dataclass(frozen=True)
class Shape:
    """A shape of ours where it stands."""

    package: Package
    part: str
    element: Any
    binding: Binding
    language: Language


_AFTER = 9
_SAME = Act("unchanged")


def refreshed(shape: Shape, block: Block | None, here: Sequence[Block]) -> Act | None:
    """Bring a shape up to date.

    Args:
        shape: Where it stands.
        block: Its block, built now; None for what belongs to the slide as a whole.
        here: All blocks of the slide that could be built.

    Returns:
        What was done; None for what is not bound to figures.
    """
    here = _in_order(here, shape.binding)
    match shape.binding.role:
        case "chart" if block is not None:
            return _chart(shape, block)
        case "table" if block is not None:
            return _table(shape, block)
        case "map" if block is not None:
            return _map(shape, block)
        case "problem" if block is not None and block.chart is not None:
            return Act("incomplete", _NOW_THERE)
        case "remarks" | "problem" if block is not None:
            return _remarks(shape, words_of(block))
        case "title" if block is not None:
            again = str(shape.binding.more.get("again", ""))
            return _text(shape, [block_title(block) + again])
        case "subtitle" if block is not None and block.chart is not None:
            return _text(shape, [subtitle_of(block.chart)])
        case "caption" if block is not None and block.chart is not None:
            told = shape.binding.more
            lines = [block_title(block)] if told.get("title") else []
            lines += [subtitle_of(block.chart)] if told.get("subtitle") else []
            return _text(shape, lines)
        case "footer" if here:
            return _text(shape, [_footer(shape, here)])
        case "notes" if here:
            prelude = str(shape.binding.more.get("prelude", ""))
            return _text(shape, notes_lines(prelude, here, shape.language))
        case "draft" if here:
            return _draft(shape, here)
        case _:
            return None


def _in_order(here: Sequence[Block], binding: Binding) -> list[Block]:
    """The blocks in the order they were written in; those pasted in later follow."""
    keys = binding.more.get("keys")
    order = {str(key): n for n, key in enumerate(keys)} if isinstance(keys, list) else {}
    return sorted(here, key=lambda block: order.get(block.key, len(order)))


def _text(shape: Shape, lines: Sequence[str]) -> Act:
    body = shape.element.find(f"{P}txBody")
    if body is None or not lines:
        return _SAME
    now = text_of(body)
    if digest(*now.split("\n")) == digest(*lines):
        return _SAME
    if digest(*now.split("\n")) != shape.binding.written.get("text"):
        return Act("kept", _KEPT_TEXT.format(text=_short(now), fresh=_short(" ".join(lines))))
    set_lines(body, lines)
    _fit(shape, body, lines)
    return Act("updated", is_changed=True, written={"text": digest(*lines)})


def _fit(shape: Shape, body: Any, lines: Sequence[str]) -> None:
    """Smaller letters where the new words would not fit the place they have."""
    room = shape.binding.more.get("room")
    if not isinstance(room, list) or len(room) != 3:
        return
    extent = shape.element.find(f"{P}spPr/{A}xfrm/{A}ext")
    box = (int(room[0]), int(room[1]))
    if extent is not None:
        box = (int(extent.get("cx")), int(extent.get("cy")))
    looks = list(body.iter(f"{A}rPr"))
    sizes = [int(look.get("sz")) / 100 for look in looks if look.get("sz")]
    now = max(sizes, default=float(room[2]))
    is_bold = shape.binding.role in ("title", "caption")
    tried = [now, *(size for size in _SMALLER if size < now)]
    after = _AFTER if shape.binding.role == "remarks" else 0
    size = fitting(lines, box, Face(now, is_bold=is_bold), tried, after) or tried[-1]
    if size != now:
        for look in looks:
            own = int(look.get("sz") or now * 100)
            look.set("sz", str(round(min(own, size * 100))))


def _remarks(shape: Shape, words: Sequence[str]) -> Act:
    """All paragraphs, or those of this slide where they are spread over several."""
    told = shape.binding.more
    if told.get("cut"):
        return Act("kept", _CUT)
    start, count, of = (told.get(name) for name in ("start", "count", "of"))
    if not (isinstance(start, int) and isinstance(count, int) and isinstance(of, int)):
        return _text(shape, words)
    is_last = start + count >= of
    return _text(shape, words[start:] if is_last else words[start : start + count])


def _short(text: str) -> str:
    plain = " ".join(text.split())
    most = 160
    return plain if len(plain) <= most else plain[:most].rsplit(" ", 1)[0] + "…"


def _footer(shape: Shape, here: Sequence[Block]) -> str:
    told = shape.binding.more
    made = sources_of(here, shape.language)
    # Words of the briefing's own stand as long as the sources are still the same ones.
    is_same = "made" not in told or digest(made) == told["made"]
    source = str(told.get("source", "")) if is_same and told.get("source") else made
    known_on = str(told.get("known_on", "")) or None
    day = newest(here)
    if not day or day == told.get("newest"):
        day = str(told.get("as_of", "")) or None
    text = footer_text(source, day, here, shape.language, known_on)
    room = told.get("room")
    if isinstance(room, list) and len(room) == 3:
        return shortened(text, (int(room[0]), int(room[1])), shape.language)
    return text


def _draft(shape: Shape, here: Sequence[Block]) -> Act:
    """The badge goes when every number of the slide has been approved."""
    if any(origin.is_draft for block in here for origin in block.origins):
        return _SAME
    shape.element.getparent().remove(shape.element)
    return Act("updated", "Số liệu đã được duyệt: bỏ dấu dự thảo.", is_changed=True)


def _box(shape: Shape) -> tuple[int, int]:
    told = shape.binding.more.get("box")
    if isinstance(told, list) and len(told) == 2 and all(isinstance(n, int) for n in told):
        return max(told[0], 1), max(told[1], 1)
    extent = shape.element.find(f"{P}xfrm/{A}ext")
    return int(extent.get("cx")), int(extent.get("cy"))


def _chart(shape: Shape, block: Block) -> Act:
    spec = block.chart
    if not isinstance(spec, CHARTS):
        return Act("gone", _OTHER_KIND)
    box = _box(shape)
    pages = chart_pages(spec, box)
    if shape.binding.page >= len(pages):
        return Act("gone", _NO_PAGE)
    drawn = natives(pages[shape.binding.page], box)
    if shape.binding.part >= len(drawn):
        return Act("gone", _NO_PAGE)
    native, _ = drawn[shape.binding.part]
    reference = shape.element.find(f".//{_C_CHART}")
    link = None if reference is None else shape.package.links(shape.part).get(reference.get(R_ID))
    if link is None or not link.target:
        return Act("gone", _OTHER_KIND)
    old = shape.package.tree(link.target)
    new = etree.fromstring(chart_xml(native), parser=parser())
    fresh = chart_digests(native)
    done = merge_chart(old, new, shape.binding.written, fresh)
    if "data" in done.kept:
        return Act("kept", _KEPT_DATA, pages=len(pages))
    if not done.is_changed:
        status = "kept" if done.kept else "unchanged"
        return Act(status, _KEPT_LABELS if done.kept else "", pages=len(pages))
    shape.package.touch(link.target)
    book = shape.package.linked(link.target, "package")
    if book:
        shape.package.replace(book, workbook(native))
    is_told = _retell(shape, native.alt)
    details = [_REMADE] if done.is_remade else []
    details += [_KEPT_LABELS] if "labels" in done.kept else []
    kept = _labels_of(shape.binding.written) if "labels" in done.kept else {}
    return Act("updated", " ".join(details), is_told, {**kept, **fresh}, len(pages))


def _labels_of(written: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in written.items() if name.startswith("label:")}


def _retell(shape: Shape, alt: str) -> bool:
    """The words for those who do not see it."""
    shown = shape.element.find(f".//{P}cNvPr")
    if shown is None or shown.get("descr") in (None, alt):
        return False
    shown.set("descr", alt)
    return True


def _table(shape: Shape, block: Block) -> Act:
    if not isinstance(block.chart, TABLES):
        return Act("gone", _OTHER_KIND)
    table = shape.element.find(f".//{A}tbl")
    if table is None:
        return Act("gone", _OTHER_KIND)
    pages = table_pages(table_grid(block.chart), _box(shape))
    if shape.binding.page >= len(pages):
        return Act("gone", _NO_PAGE)
    page = pages[shape.binding.page]
    done = merge_table(table, page, shape.binding.written, lang_of(shape.language))
    if done.is_changed:
        _retell(shape, block.chart.alt)
        heights = sum(int(row.get("h", "0")) for row in table.findall(f"{A}tr"))
        extent = shape.element.find(f"{P}xfrm/{A}ext")
        if extent is not None and not done.is_other:
            extent.set("cy", str(heights))
    return replace(_told(done, shape), pages=len(pages))


def _map(shape: Shape, block: Block) -> Act:
    if not isinstance(block.chart, AreaMap):
        return Act("gone", _OTHER_KIND)
    done = merge_map(shape.element, block.chart, shape.binding.written)
    if done.is_changed:
        _retell(shape, block.chart.alt)
    return _told(done, shape)


def _told(done: TableMerge, shape: Shape) -> Act:
    kept = f"Đã sửa tay, giữ nguyên: {'; '.join(done.kept)}." if done.kept else ""
    other = _OTHER_TABLE if done.is_other and shape.binding.role == "table" else ""
    detail = " ".join(part for part in (other, kept) if part)
    if done.is_changed:
        return Act("updated", detail, is_changed=True, written=done.written)
    return Act("kept", detail) if detail else _SAME
