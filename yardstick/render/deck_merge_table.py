"""New figures in a native table or map that keeps its look; cells a person changed are kept."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from yardstick.charts.kinds import AreaMap
from yardstick.render import theme
from yardstick.render.deck_binding import digest
from yardstick.render.deck_digests import cell_places, map_forms
from yardstick.render.deck_maps import area_alt, area_name, area_style, area_words
from yardstick.render.deck_merge_text import A, colour_of, recolour, set_lines, text_of
from yardstick.render.deck_shapes import NAMESPACES, cell_text_xml
from yardstick.render.deck_tables import Cell, TablePage

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_TINTS = frozenset(colours.tint for colours in theme.VERDICTS.values())


@dataclass
class TableMerge:
    """What a merge did.

    Attributes:
        is_changed: Something was written.
        kept: Names of the cells or places a person changed and that were left.
        is_other: The table has other rows or columns than were written: only known cells changed.
        written: Fingerprints of what stands there now, for the next time.
    """

    is_changed: bool = False
    kept: list[str] = field(default_factory=list)
    is_other: bool = False
    written: dict[str, str] = field(default_factory=dict)


def merge_table(table: Any, page: TablePage, written: Mapping[str, str], lang: str) -> TableMerge:
    """Bring a table up to date.

    Args:
        table: The `a:tbl` in the file; changed in place.
        page: The part of the table that belongs there now.
        written: Fingerprints of what was written last.
        lang: Language tag of new words.
    """
    done = TableMerge(written=dict(written))
    rows = table.findall(f"{A}tr")
    texts = [[text_of(cell.find(f"{A}txBody")) for cell in row.findall(f"{A}tc")] for row in rows]
    if _is_other(texts, written):
        _known_cells(table, page, written, done)
        return done
    edited = {
        (at, n): text
        for at, row in enumerate(texts)
        for n, text in enumerate(row)
        if f"{at}/{n}" in written and digest(text) != written[f"{at}/{n}"]
    }
    fresh = dict(cell_places(page.grid))
    if not edited and {place: digest(text) for place, text in fresh.items()} == dict(written):
        return done
    wanted = [page.grid.head, *(row.cells for row in page.grid.rows)]
    kinds = [False, *(row.is_group for row in page.grid.rows)]
    places = _places(edited, texts, [[cell.shown for cell in row] for row in wanted])
    is_other_width = _fit_columns(table, page.widths)
    _fit_rows(table, rows, kinds)
    done.is_changed = (
        is_other_width
        or [row for row in rows if row.getparent() is table] != list(table.findall(f"{A}tr"))
        or len(rows) != len(kinds)
    )
    done.written = {}
    for at, (row, cells) in enumerate(zip(table.findall(f"{A}tr"), wanted, strict=True)):
        row.set("h", str(max(int(row.get("h", "0")), 0) if at < len(rows) else page.heights[at]))
        for n, (there, cell) in enumerate(zip(row.findall(f"{A}tc"), cells, strict=False)):
            place = f"{at}/{n}"
            if (at, n) in places:
                kept = places[(at, n)]
                done.kept.append(f"{cells[0].text} – {page.grid.head[n].text}: «{kept}»")
                done.written[place] = written.get(place, "")
                if text_of(there.find(f"{A}txBody")) != kept:
                    set_lines(there.find(f"{A}txBody"), kept.split("\n"))
                    done.is_changed = True
                continue
            done.written[place] = digest(cell.shown)
            done.is_changed |= _set_cell(there, cell, page.size, lang)
    shown = set(places.values())
    lost = {place for place, text in edited.items() if text not in shown}
    for at, n in sorted(lost):
        done.kept.append(f"{texts[at][0]}: «{texts[at][n]}» (dòng này không còn)")
    return done


def _is_other(texts: Sequence[Sequence[str]], written: Mapping[str, str]) -> bool:
    """True when rows or columns were added or taken out by hand."""
    places = {tuple(map(int, place.split("/"))) for place in written if "/" in place}
    if not places:
        return True
    rows = max(at for at, _ in places) + 1
    columns = max(n for _, n in places) + 1
    return len(texts) != rows or any(len(row) != columns for row in texts)


def _places(
    edited: Mapping[tuple[int, int], str],
    texts: Sequence[Sequence[str]],
    wanted: Sequence[Sequence[str]],
) -> dict[tuple[int, int], str]:
    """Where cells changed by hand belong now: in the row and the column of the same names."""
    names = {row[0]: at for at, row in reversed(list(enumerate(wanted))) if row}
    heads = {head: n for n, head in enumerate(wanted[0])}
    found = {}
    for (at, column), text in edited.items():
        name = texts[at][0]
        n = heads.get(texts[0][column], -1) if at else column
        if n < 0:
            continue
        if n == 0 or (at < len(wanted) and wanted[at] and wanted[at][0] == name):
            target = at
        else:
            target = names.get(name, -1)
        if 0 <= target < len(wanted) and n < len(wanted[target]):
            found[(target, n)] = text
    return found


def _fit_columns(table: Any, widths: Sequence[int]) -> bool:
    """As many columns as are needed, in the width the table has; True when that changed."""
    grid = table.find(f"{A}tblGrid")
    columns = grid.findall(f"{A}gridCol")
    missing = len(widths) - len(columns)
    if not missing:
        return False
    whole = sum(int(column.get("w", "0")) for column in columns)
    for column in columns[len(widths) :]:
        grid.remove(column)
    for _ in range(missing):
        grid.append(deepcopy(columns[-1]))
        _forget_identity(grid[-1])
    for column, wide in zip(grid.findall(f"{A}gridCol"), widths, strict=True):
        column.set("w", str(whole * wide // max(sum(widths), 1)))
    for row in table.findall(f"{A}tr"):
        cells = row.findall(f"{A}tc")
        for cell in cells[len(widths) :]:
            row.remove(cell)
        for _ in range(missing):
            cells[-1].addnext(deepcopy(cells[-1]))
        if int(cells[0].get("gridSpan", "1")) > 1:
            cells[0].set("gridSpan", str(len(widths)))
    return True


def _fit_rows(table: Any, rows: Sequence[Any], kinds: Sequence[bool]) -> None:
    """As many rows as are needed, each of its kind: a heading of a group, or figures."""
    heads = [_is_group(row) for row in rows]
    plain = next((row for row, head in zip(rows[1:], heads[1:], strict=True) if not head), rows[0])
    group = next((row for row, head in zip(rows, heads, strict=True) if head), None)
    looks = [deepcopy(plain), deepcopy(group) if group is not None else None]
    for at, is_group in enumerate(kinds):
        have = rows[at] if at < len(rows) else None
        if have is not None and (at == 0 or heads[at] == is_group):
            continue
        look = looks[is_group] if looks[is_group] is not None else looks[0]
        fresh = deepcopy(look)
        _forget_identity(fresh)
        if have is None:
            table.append(fresh)
        else:
            table.replace(have, fresh)
    for row in rows[len(kinds) :]:
        table.remove(row)


def _forget_identity(row: Any) -> None:
    """A copied row must not carry the number PowerPoint knows the first one by."""
    extension = row.find(f"{A}extLst")
    if extension is not None:
        row.remove(extension)


def _is_group(row: Any) -> bool:
    first = row.find(f"{A}tc")
    return first is not None and int(first.get("gridSpan", "1")) > 1


def _set_cell(there: Any, cell: Cell, size: float, lang: str) -> bool:
    """The words, their verdict's colour and tint; True when something changed."""
    body = there.find(f"{A}txBody")
    changed = False
    if text_of(body) != cell.shown:
        lines = cell.shown.split("\n")
        if cell.extra or _has_extra(body):
            _swap_words(body, cell, size, lang)
        else:
            set_lines(body, lines, [cell.colour] * len(lines))
        changed = True
    elif cell.colour:
        for look in body.iter(f"{A}rPr"):
            before = colour_of(look)
            recolour(look, cell.colour)
            changed |= colour_of(look) != before
    return _set_tint(there, cell.tint) or changed


def _has_extra(body: Any) -> bool:
    return any(look.get("i") == "1" for look in body.iter(f"{A}rPr"))


def _swap_words(body: Any, cell: Cell, size: float, lang: str) -> None:
    """Words with a small word behind them: written anew in the size that stood there."""
    sizes = [int(look.get("sz")) for look in body.iter(f"{A}rPr") if look.get("sz")]
    shown = max(sizes) / 100 if sizes else size
    xml = cell_text_xml(cell, shown, lang).replace("<a:txBody>", f"<a:txBody {NAMESPACES}>", 1)
    fresh = etree.fromstring(xml)
    for old in body.findall(f"{A}p"):
        body.remove(old)
    for paragraph in fresh.findall(f"{A}p"):
        body.append(paragraph)


def _set_tint(there: Any, tint: str) -> bool:
    properties = there.find(f"{A}tcPr")
    if properties is None or not tint:
        return False
    now = colour_of(properties)
    if now not in _TINTS or now == tint or tint not in _TINTS:
        return False
    properties.find(f"{A}solidFill/{A}srgbClr").set("val", tint[1:])
    return True


def _known_cells(table: Any, page: TablePage, written: Mapping[str, str], done: TableMerge) -> None:
    """Rows or columns were changed by hand: cells are found by the names of row and column."""
    done.is_other = True
    ours = set(written.values())
    heads = [cell.shown for cell in page.grid.head]
    fresh = {
        (row.cells[0].shown, heads[n]): cell
        for row in page.grid.rows
        if not row.is_group
        for n, cell in enumerate(row.cells)
    }
    rows = [row.findall(f"{A}tc") for row in table.findall(f"{A}tr")]
    if not rows or not rows[0]:
        return
    names = [text_of(cell.find(f"{A}txBody")) for cell in rows[0]]
    for row in rows[1:]:
        name = text_of(row[0].find(f"{A}txBody")) if row else ""
        for n, there in enumerate(row):
            cell = fresh.get((name, names[n])) if n < len(names) else None
            if cell is None:
                continue
            now = text_of(there.find(f"{A}txBody"))
            if now == cell.shown:
                continue
            if digest(now) not in ours:
                done.kept.append(f"{name} – {names[n]}: «{now}»")
                continue
            done.is_changed |= _set_cell(there, cell, page.size, "vi-VN")
            # Known again next time, although its place is another one now.
            done.written[f"+{len(done.written)}"] = digest(cell.shown)


def merge_map(group: Any, spec: AreaMap, written: Mapping[str, str]) -> TableMerge:
    """Bring a map up to date: words and fills of the places, found by their shapes' names."""
    done = TableMerge(written=dict(written))
    shapes = {
        shape.find(f"{P}nvSpPr/{P}cNvPr").get("name"): shape for shape in group.iter(f"{P}sp")
    }
    for area in spec.areas:
        name = area_name(spec, area)
        words, outline = shapes.get(f"# {name}"), shapes.get(name)
        if words is None and outline is None:
            continue
        if words is not None:
            body = words.find(f"{P}txBody")
            now = text_of(body)
            fresh = area_words(area)
            lines = _same_form(now.split("\n"), fresh)
            ours = {written.get(form) for form in map_forms(name, fresh)}
            if digest(*now.split("\n")) not in ours:
                done.kept.append(f"{area.name}: «{now}»")
                continue
            if now.split("\n") != lines:
                set_lines(body, lines)
                done.is_changed = True
            done.written |= map_forms(name, fresh)
        if outline is not None:
            done.is_changed |= _set_area(outline, spec, area)
    return done


def _same_form(now: Sequence[str], fresh: tuple[str, str]) -> list[str]:
    """Name and figure, the figure, or the shape alone: whatever had room there."""
    if len(now) == len(fresh):
        return list(fresh)
    return [fresh[1].split(" ")[0]] if len(now[0]) == 1 else [fresh[1]]


def _set_area(outline: Any, spec: AreaMap, area: Any) -> bool:
    """The fill of a place in its verdict's colour, where it still was one of ours."""
    properties = outline.find(f"{P}spPr")
    told = outline.find(f"{P}nvSpPr/{P}cNvPr")
    alt = area_alt(spec, area)
    changed = told.get("descr") != alt and (told.get("descr") or "").startswith(area.name)
    if changed:
        told.set("descr", alt)
    fills = [child for child in properties if child.tag in _FILLS]
    if not fills:
        return changed
    colours = [c.get("val", "").upper() for c in fills[0].iter(f"{A}srgbClr")]
    known = {v.fill[1:].upper() for v in theme.VERDICTS.values()} | {theme.PANEL[1:].upper()}
    known |= {theme.WHITE[1:].upper()}
    if fills[0].tag == f"{A}gradFill" or not set(colours) <= known:
        return changed
    style = area_style(area)
    xml = f"<x {NAMESPACES}>{style.fill_xml()}{style.line_xml()}</x>"
    fresh, line = etree.fromstring(xml)
    if _plain(fresh) == _plain(fills[0]):
        return changed
    properties.replace(fills[0], fresh)
    old_line = properties.find(f"{A}ln")
    if old_line is not None:
        properties.replace(old_line, line)
    return True


def _plain(fill: Any) -> list[tuple[str, str]]:
    return [(child.tag, child.get("val", child.get("prst", ""))) for child in fill.iter()]


_FILLS = {f"{A}{name}" for name in ("noFill", "solidFill", "pattFill", "gradFill", "blipFill")}
