"""New figures in a deck that was exported earlier and has been worked on by hand since.

Only parts that change are written; the rest of the file stays byte for byte. What a person wrote
over a text or number of ours stays and is reported.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from yardstick.charts.deck import Block, Definition
from yardstick.charts.labels import LANGUAGES, Language
from yardstick.errors import DeckRefusedError
from yardstick.render.deck_binding import Binding, find_binding
from yardstick.render.deck_package import R_ID, P, Package
from yardstick.render.deck_refresh_shapes import Act, Shape, refreshed
from yardstick.render.deck_texts import block_title

__all__ = ["RefreshLine", "RefreshReport", "refresh"]
# Key, kind and options of a definition.
Identity = tuple[str, str, tuple[tuple[str, str], ...]]
Rebuild = Callable[[Sequence[tuple[str, Definition]]], Mapping[str, Block]]
_AGAIN = "#"
_COVER = "Trang bìa không gắn với số liệu: sửa kỳ và ngày bằng tay nếu cần."
_MORE_PAGES = "Còn {count} trang nữa chưa có chỗ: hãy xuất lại phần này từ trang Trình chiếu."


@dataclass(frozen=True)
class RefreshLine:
    """What became of one shape.

    Attributes:
        slide: Number of the slide as it stands in the file now.
        role: "chart", "table", "map", "remarks", "title", "subtitle", "caption", "footer", "notes",
            "draft", "problem".
        key: The block's key.
        title: What it is about.
        status: "updated", "unchanged", "kept" (changed by hand, left as it is), "gone" (no longer
            available, left as it is), "incomplete" (more rows than its slides show).
        detail: A sentence on it; empty when the status says all.
    """

    slide: int
    role: str
    key: str
    title: str
    status: str
    detail: str = ""


@dataclass(frozen=True)
class RefreshReport:
    """What a refresh did.

    Attributes:
        lines: Every shape of ours, slide by slide.
        duplicated: Titles of what stands on more than one slide, with the slides' numbers.
        slides: How many slides the file has.
        own_slides: Of them, how many hold nothing of ours.
    """

    lines: tuple[RefreshLine, ...]
    duplicated: tuple[tuple[str, tuple[int, ...]], ...]
    slides: int
    own_slides: int

    def of(self, status: str) -> tuple[RefreshLine, ...]:
        """The lines of one status."""
        return tuple(line for line in self.lines if line.status == status)

    @property
    def is_changed(self) -> bool:
        """True when the file differs from the one given."""
        return bool(self.of("updated"))


@dataclass
class _Found:
    """A shape of ours in the file."""

    slide: int
    part: str
    element: Any
    binding: Binding
    tags: str
    name: str = ""


@dataclass
class _Slide:
    number: int
    part: str
    shapes: list[_Found] = field(default_factory=list)


def refresh(pptx: bytes, rebuild: Rebuild) -> tuple[bytes, RefreshReport]:
    """The deck with the figures of today.

    Args:
        pptx: A deck written by `deck.write`, worked on by hand or not.
        rebuild: Gives the blocks of definitions, by the keys they are asked with; those it leaves
            out, and those with a problem, are reported as no longer available.

    Raises:
        DeckRefusedError: Not a .pptx, or one without anything of ours in it.
    """
    package = Package(pptx)
    slides = [_slide(package, number, part) for number, part in enumerate(package.slides(), 1)]
    asked = _asked(slides)
    if not any(slide.shapes for slide in slides):
        raise DeckRefusedError(
            (
                "Tệp này không có biểu đồ, bảng hay nhận xét nào do Thước đo xuất ra,"
                " hoặc đã được lưu bằng phần mềm bỏ mất thông tin gắn kèm."
                " Hãy chọn tệp .pptx đã xuất từ trang Trình chiếu.",
            )
        )
    given = rebuild([(name, definition) for name, definition in asked.values()])
    blocks = {identity: given[name] for identity, (name, _) in asked.items() if name in given}
    lines: list[RefreshLine] = []
    reach: dict[Identity, tuple[int, int, RefreshLine]] = {}
    for slide in slides:
        lines += _refreshed(package, slide, blocks, reach)
    lines += [
        replace(line, status="incomplete", detail=_MORE_PAGES.format(count=needed - shown))
        for shown, needed, line in reach.values()
        if shown < needed
    ]
    if _is_of_another_time(slides, blocks):
        lines += _covers(slides)
    report = RefreshReport(
        tuple(lines),
        _duplicated(slides, blocks),
        len(slides),
        sum(not slide.shapes for slide in slides),
    )
    return (package.saved() if package.is_changed else pptx), report


def _is_of_another_time(slides: Sequence[_Slide], blocks: Mapping[Identity, Block]) -> bool:
    """True when figures of another period, place or day were asked for than stood in the file."""
    for slide in slides:
        for shape in slide.shapes:
            identity = _identity(shape.binding)
            block = blocks.get(identity) if identity is not None else None
            if block is not None and block.definition != shape.binding.definition:
                return True
    return False


def _covers(slides: Sequence[_Slide]) -> Iterator[RefreshLine]:
    """Covers hold no figures: who runs a deck for another period is told to look at them."""
    for slide in slides:
        for shape in slide.shapes:
            if shape.binding.role == "cover":
                yield RefreshLine(
                    slide.number, "title", shape.binding.key, shape.name, "kept", _COVER
                )


def _slide(package: Package, number: int, part: str) -> _Slide:
    found = _Slide(number, part)
    found.shapes += _shapes(package, number, part)
    notes = package.linked(part, "notesSlide")
    if notes:
        found.shapes += _shapes(package, number, notes)
    return found


def _shapes(package: Package, number: int, part: str) -> Iterator[_Found]:
    links = package.links(part)
    if not any(link.kind == "tags" for link in links.values()):
        return
    for tags in package.tree(part).iter(f"{P}tags"):
        link = links.get(tags.get(R_ID, ""))
        if link is None or link.kind != "tags" or not link.target:
            continue
        binding = find_binding(package.read(link.target))
        holder = tags.getparent().getparent()
        if binding is None or holder is None or holder.tag != f"{P}nvPr":
            continue
        shown = holder.getparent().find(f"{P}cNvPr")
        name = shown.get("name", "") if shown is not None else ""
        element = holder.getparent().getparent()
        yield _Found(number, part, element, binding, link.target, name)


def _identity(binding: Binding) -> Identity | None:
    """Key and definition: slides of two briefings may stand in one file under the same keys."""
    if binding.definition is None:
        return None
    key = str(binding.more.get("from") or binding.key)
    options = tuple(sorted(binding.definition.options.items()))
    return key, binding.definition.kind, options


def _asked(slides: Sequence[_Slide]) -> dict[Identity, tuple[str, Definition]]:
    """Every definition once, under its key; under the key and a number where keys collide."""
    asked: dict[Identity, tuple[str, Definition]] = {}
    taken: set[str] = set()
    for slide in slides:
        for shape in slide.shapes:
            identity, definition = _identity(shape.binding), shape.binding.definition
            if identity is None or definition is None or identity in asked:
                continue
            name, number = identity[0], 2
            while name in taken:
                name, number = f"{identity[0]}{_AGAIN}{number}", number + 1
            taken.add(name)
            asked[identity] = (name, definition)
    return asked


def _refreshed(
    package: Package,
    slide: _Slide,
    blocks: Mapping[Identity, Block],
    reach: dict[Identity, tuple[int, int, RefreshLine]],
) -> Iterator[RefreshLine]:
    """Every shape of a slide brought up to date; `reach` learns how far each block's pages go."""
    here: dict[str, Block] = {}
    for shape in slide.shapes:
        identity = _identity(shape.binding)
        block = blocks.get(identity) if identity is not None else None
        if block is not None and not block.problem and identity is not None:
            here.setdefault(identity[0], block)
    for shape in slide.shapes:
        if shape.binding.role == "cover":
            continue
        identity = _identity(shape.binding)
        block = blocks.get(identity) if identity is not None else None
        title = (block_title(block) if block is not None else "") or shape.name
        act = _act(package, shape, block, identity, list(here.values()))
        if act is None:
            continue
        _rebind(package, shape, block, act)
        if act.is_changed:
            package.touch(shape.part)
        line = RefreshLine(
            slide.number, shape.binding.role, shape.binding.key, title, act.status, act.detail
        )
        if identity is not None and act.pages:
            shown = shape.binding.page + 1
            if identity not in reach or reach[identity][0] < shown:
                reach[identity] = (shown, act.pages, line)
        yield line


def _rebind(package: Package, shape: _Found, block: Block | None, act: Act) -> None:
    """What the shape carries: new fingerprints, and the definition its figures now have.

    A deck run for another period is of that period from then on, unchanged texts of it too.
    """
    binding = shape.binding
    if act.written is not None:
        binding = replace(binding, written=act.written)
    if block is not None and binding.definition is not None and act.status != "gone":
        binding = replace(binding, definition=block.definition)
    if binding != shape.binding:
        package.replace(shape.tags, binding.xml())


def _act(
    package: Package,
    shape: _Found,
    block: Block | None,
    identity: Identity | None,
    here: Sequence[Block],
) -> Act | None:
    if identity is not None and (block is None or block.problem):
        why = block.problem if block is not None else ""
        return Act("gone", why or "Không dựng lại được từ số liệu hiện có; giữ nguyên như cũ.")
    lang = _language(shape, here)
    there = Shape(package, shape.part, shape.element, shape.binding, lang)
    return refreshed(there, block, here)


def _language(shape: _Found, here: Sequence[Block]) -> Language:
    told = shape.binding.more.get("language")
    if told in LANGUAGES:
        return "en" if told == "en" else "vi"
    return next((block.chart.language for block in here if block.chart is not None), "vi")


def _duplicated(
    slides: Sequence[_Slide], blocks: Mapping[Identity, Block]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What stands on several slides: the same page and part of the same block."""
    found: dict[object, list[int]] = {}
    names: dict[object, str] = {}
    for slide in slides:
        for shape in slide.shapes:
            identity = _identity(shape.binding)
            if identity is None or shape.binding.role not in ("chart", "table", "map", "remarks"):
                continue
            place = (identity, shape.binding.role, shape.binding.page, shape.binding.part)
            found.setdefault(place, []).append(slide.number)
            block = blocks.get(identity)
            names[place] = (block_title(block) if block is not None else "") or shape.name
    told = {(names[place], tuple(numbers)) for place, numbers in found.items() if len(numbers) > 1}
    return tuple(sorted(told, key=lambda pair: (pair[1], pair[0])))
