"""Which of a template's layouts serves which slide of ours, and where on it things stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from yardstick.charts.deck import SlideLayout
from yardstick.domain.vietnamese import fold
from yardstick.errors import DeckRefusedError
from yardstick.render.deck_metrics import emu
from yardstick.render.deck_opening import opened
from yardstick.render.deck_shapes import Box
from yardstick.render.deck_template import LAYOUT_NAMES, SUBTITLE

_LEAST_CONTENT = (emu(4), emu(2))
# Names in which PowerPoint itself, in English and Vietnamese, and offices call such layouts.
_ALSO: dict[SlideLayout, tuple[str, ...]] = {
    SlideLayout.TITLE: (
        "title slide", "title", "tieu de", "ban chieu tieu de", "trang tieu de", "bia",
        "trang chieu tieu de",
    ),
    SlideLayout.RESULT: ("ket qua", "tong quan", "ket qua thuc hien"),
    SlideLayout.TABLE: ("bang", "bang bieu", "title and table", "tieu de va bang"),
    SlideLayout.CHART: (
        "bieu do", "title and content", "tieu de va noi dung", "title and chart", "noi dung",
        "tieu de va bieu do", "content",
    ),
    SlideLayout.TWO_CHARTS: ("two content", "hai noi dung", "2 bieu do", "comparison", "so sanh"),
    SlideLayout.MAP_AND_RANKING: ("ban do", "xep hang"),
    SlideLayout.COMMITMENTS: ("nhiem vu", "cam ket, nhiem vu", "nhiem vu trong tam"),
    SlideLayout.TEXT: ("noi dung chu", "title and text", "tieu de va van ban", "chu"),
    SlideLayout.CLOSING: ("cam on", "loi cam on", "ket", "closing", "thank you", "end"),
}  # fmt: skip
# What serves where a layout of its own is missing.
_INSTEAD: dict[SlideLayout, SlideLayout] = {
    SlideLayout.RESULT: SlideLayout.CHART,
    SlideLayout.TABLE: SlideLayout.CHART,
    SlideLayout.TWO_CHARTS: SlideLayout.CHART,
    SlideLayout.MAP_AND_RANKING: SlideLayout.TWO_CHARTS,
    SlideLayout.COMMITMENTS: SlideLayout.TABLE,
    SlideLayout.TEXT: SlideLayout.CHART,
    SlideLayout.CLOSING: SlideLayout.TITLE,
}
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_CONTENT = (
    PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.CHART, PP_PLACEHOLDER.TABLE,
    PP_PLACEHOLDER.PICTURE, PP_PLACEHOLDER.ORG_CHART, PP_PLACEHOLDER.MEDIA_CLIP,
)  # fmt: skip
_OLD_FONT = re.compile(r'typeface="(\.?Vn[A-Z][^"]*|VNI[- ][^"]*)"')


@dataclass(frozen=True)
class LayoutMatch:
    """One of our layouts and what serves for it in a template.

    Attributes:
        layout: Ours.
        name: The template's layout; empty where nothing serves.
        how: "name" when found by its name, "shape" by its placeholders, "instead" when another
            layout's choice stands in.
        placeholders: Our role -> the template's placeholder: "title", "subtitle", "content",
            "footer", "number".
    """

    layout: SlideLayout
    name: str
    how: str
    placeholders: dict[str, str]


@dataclass(frozen=True)
class TemplateReport:
    """What a template offers.

    Attributes:
        matches: One for each of our layouts.
        problems: Sentences that say why it cannot serve; empty when it can.
        remarks: Sentences worth knowing that do not stand in the way.
    """

    matches: tuple[LayoutMatch, ...]
    problems: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def is_usable(self) -> bool:
        """True when slides can be made with it."""
        return not self.problems


def inspect_template(pptx: bytes) -> TemplateReport:
    """Which layouts and placeholders of an office's own template serve for ours.

    A file that is no .pptx gives a report with that problem alone.
    """
    try:
        presentation = opened(pptx)
    except DeckRefusedError as refused:
        return TemplateReport((), refused.problems, ())
    found = Layouts(presentation)
    problems, remarks = list(found.problems), []
    matches = tuple(found.match(layout) for layout in SlideLayout)
    for match in matches:
        if match.how == "instead" and match.layout not in (SlideLayout.CLOSING,):
            remarks.append(
                f"Không có bố cục «{LAYOUT_NAMES[match.layout]}»: dùng «{match.name}» thay thế."
            )
    fonts = sorted({font for part in _themes(presentation) for font in _OLD_FONT.findall(part)})
    if fonts:
        problems.append(
            f"Mẫu dùng phông cũ {', '.join(fonts)}, không hiển thị được tiếng Việt Unicode."
            " Hãy đổi phông của mẫu sang Times New Roman hoặc Arial"
            " (Dạng xem > Bản cái trang chiếu > Phông chữ)."
        )
    return TemplateReport(matches, tuple(problems), tuple(remarks))


def _themes(presentation: Any) -> list[str]:
    return [
        part.blob.decode("utf-8", "replace")
        for part in presentation.part.package.iter_parts()
        if "theme" in str(part.partname)
    ]


class Layouts:
    """A template's layouts, sought once."""

    def __init__(self, presentation: Any) -> None:
        """Look at every layout of every master."""
        self._size = (presentation.slide_width, presentation.slide_height)
        self._all = [
            layout for master in presentation.slide_masters for layout in master.slide_layouts
        ]
        self._found: dict[SlideLayout, tuple[Any, str]] = {}
        self._stages: dict[SlideLayout, Stage] = {}
        for layout in SlideLayout:
            named = self._named(layout)
            if named is not None:
                self._found[layout] = (named, "name")
        if SlideLayout.TITLE not in self._found:
            self._add(SlideLayout.TITLE, self._cover())
        if SlideLayout.CHART not in self._found:
            self._add(SlideLayout.CHART, self._with_content())

    def _add(self, layout: SlideLayout, found: Any) -> None:
        if found is not None:
            self._found[layout] = (found, "shape")

    def _named(self, layout: SlideLayout) -> Any:
        wanted = [fold(LAYOUT_NAMES[layout]), *_ALSO[layout]]
        by_name = {fold(one.name): one for one in reversed(self._all) if _title(one) is not None}
        return next((by_name[name] for name in wanted if name in by_name), None)

    def _cover(self) -> Any:
        kind = PP_PLACEHOLDER.CENTER_TITLE
        return next(
            (
                one
                for one in self._all
                if any(p.placeholder_format.type == kind for p in _slots(one))
            ),
            None,
        )

    def _with_content(self) -> Any:
        """A title and the largest room for content; a title alone will do."""
        titled = [one for one in self._all if _title(one) is not None and one is not self._cover()]
        with_room = [one for one in titled if _contents(one)]
        return max(
            with_room or titled,
            key=lambda one: max((s.width * s.height for s in _contents(one)), default=0),
            default=None,
        )

    @property
    def problems(self) -> list[str]:
        """Why slides cannot be made."""
        found = []
        for layout, needs in (
            (SlideLayout.TITLE, "một ô tiêu đề chính (Title) và nên có ô phụ đề (Subtitle)"),
            (SlideLayout.CHART, "một ô tiêu đề (Title) và một ô nội dung (Content)"),
        ):
            if layout not in self._found:
                found.append(
                    f"Mẫu thiếu bố cục «{LAYOUT_NAMES[layout]}»: cần một bố cục có {needs}."
                    " Hãy thêm ở Dạng xem > Bản cái trang chiếu > Chèn bố cục,"
                    f" đặt tên «{LAYOUT_NAMES[layout]}»."
                )
        if SlideLayout.CHART in self._found:
            room = self.stage(SlideLayout.CHART).content
            if room.width < _LEAST_CONTENT[0] or room.height < _LEAST_CONTENT[1]:
                found.append(
                    f"Ô nội dung của bố cục «{self._found[SlideLayout.CHART][0].name}» quá nhỏ cho"
                    " biểu đồ: cần ít nhất 10 × 5 cm. Hãy kéo rộng ô nội dung trong bản cái."
                )
        return found

    def choice(self, layout: SlideLayout) -> tuple[Any, str]:
        """The template's layout for one of ours, and how it was found."""
        if layout in self._found:
            return self._found[layout]
        other = _INSTEAD.get(layout)
        if other is None:
            raise DeckRefusedError(self.problems)
        return self.choice(other)[0], "instead"

    def match(self, layout: SlideLayout) -> LayoutMatch:
        """What serves for one of our layouts."""
        try:
            chosen, how = self.choice(layout)
        except DeckRefusedError:
            return LayoutMatch(layout, "", "missing", {})
        stage = self.stage(layout)
        names = {
            index: slot.name for slot in _slots(chosen) for index in [slot.placeholder_format.idx]
        }
        roles = {"title": stage.title_kind, "subtitle": stage.subtitle_kind,
                 "footer": stage.footer_kind, "number": stage.number_kind}  # fmt: skip
        told = {role: names.get(kind[1], "") for role, kind in roles.items() if kind is not None}
        told["content"] = ", ".join(slot.name for slot in _contents(chosen))
        return LayoutMatch(layout, chosen.name, how, told)

    def stage(self, layout: SlideLayout) -> "Stage":
        """Where things stand on a slide of one of our layouts."""
        if layout not in self._stages:
            self._stages[layout] = _stage(self.choice(layout)[0], self._size)
        return self._stages[layout]


@dataclass(frozen=True)
class Stage:
    """Places on a slide, and the placeholders words go into (kind, number); None for none."""

    layout: Any
    size: tuple[int, int]
    title: Box
    title_kind: tuple[str, int] | None
    title_size: float
    subtitle: Box | None
    subtitle_kind: tuple[str, int] | None
    body_kind: tuple[str, int] | None
    areas: tuple[Box, ...]
    content: Box
    footer: Box
    footer_kind: tuple[str, int] | None
    number: Box
    number_kind: tuple[str, int] | None


def _slots(layout: Any) -> list[Any]:
    return [slot for slot in layout.placeholders if slot.width is not None]


def _title(layout: Any) -> Any:
    return next((s for s in _slots(layout) if s.placeholder_format.type in _TITLES), None)


def _contents(layout: Any) -> list[Any]:
    """Room for charts, tables and remarks, left to right."""
    found = [
        slot
        for slot in _slots(layout)
        if slot.placeholder_format.type in _CONTENT
        and slot.placeholder_format.idx != SUBTITLE
        and slot.height > emu(0.6)
    ]
    return sorted(found, key=lambda slot: (slot.left, slot.top))


def _box(slot: Any) -> Box:
    return Box(slot.left, slot.top, slot.width, slot.height)


def _kind(slot: Any) -> tuple[str, int]:
    element = slot.element.ph
    return element.get("type") or "", int(element.get("idx") or 0)


def _of_type(layout: Any, *kinds: Any) -> Any:
    return next((s for s in _slots(layout) if s.placeholder_format.type in kinds), None)


def _stage(layout: Any, size: tuple[int, int]) -> Stage:
    wide, high = size
    margin = wide // 25
    title = _title(layout)
    title_box = (
        _box(title) if title is not None else Box(margin, margin, wide - 2 * margin, emu(0.8))
    )
    footer, number = (
        _of_type(layout, PP_PLACEHOLDER.FOOTER),
        _of_type(layout, PP_PLACEHOLDER.SLIDE_NUMBER),
    )
    subtitle = _of_type(layout, PP_PLACEHOLDER.SUBTITLE)
    by_number = {slot.placeholder_format.idx: slot for slot in _slots(layout)}
    own = by_number.get(SUBTITLE)
    is_ours = layout.name in LAYOUT_NAMES.values() and own is not None
    body = own if is_ours and subtitle is not None else None
    if subtitle is None and is_ours:
        subtitle = own
    contents = _contents(layout)
    left = min([slot.left for slot in contents] or [title_box.left])
    right = max([slot.left + slot.width for slot in contents] or [title_box.right])
    foot = Box(left, high - emu(0.62), (right - left) * 4 // 5, emu(0.5))
    if footer is not None:
        foot = Box(left, footer.top, (right - left) * 4 // 5, footer.height)
    number_box = Box(foot.right, foot.top, right - foot.right, foot.height)
    if number is not None:
        number_box = _box(number)
        foot = foot._replace(width=max(number_box.left - left - emu(0.1), foot.width // 2))
        if number_box.left < left + (right - left) // 2:
            foot = foot._replace(left=number_box.right, width=right - number_box.right)
    top = max(title_box.bottom, 0) + emu(0.1)
    bottom = min(foot.top, high) - emu(0.08)
    if contents:
        whole = _around([_box(slot) for slot in contents])
        whole = Box(whole.left, whole.top, whole.width, min(whole.bottom, bottom) - whole.top)
    else:
        whole = Box(left, top, right - left, bottom - top)
    areas = tuple(
        _box(slot)._replace(height=min(slot.top + slot.height, bottom) - slot.top)
        for slot in contents
    )
    return Stage(
        layout, size, title_box, _kind(title) if title is not None else None,
        _size_of(title, layout) if title is not None else 28,
        _box(subtitle) if subtitle is not None else None,
        _kind(subtitle) if subtitle is not None else None,
        _kind(body) if body is not None else None, areas, whole, foot,
        _kind(footer) if footer is not None else None, number_box,
        _kind(number) if number is not None else None,
    )  # fmt: skip


def _around(boxes: Sequence[Box]) -> Box:
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    right, bottom = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Box(left, top, right - left, bottom - top)


_SIZES = (
    "p:txBody/a:lstStyle/a:lvl1pPr/a:defRPr/@sz",
    "p:txBody/a:p/a:r/a:rPr/@sz",
)


def _size_of(title: Any, layout: Any) -> float:
    """Points of a title: the layout's word, else the master's placeholder, else its style."""
    master = layout.slide_master
    above = [s for s in master.placeholders if s.placeholder_format.type in _TITLES]
    for slot in (title, *above):
        for path in _SIZES[:1]:
            found = slot.element.xpath(path)
            if found:
                return int(found[0]) / 100
    found = master.element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/@sz")
    return int(found[0]) / 100 if found else 28
