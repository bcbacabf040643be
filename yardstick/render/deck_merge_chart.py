"""New numbers in a native chart that keeps its look: caches, labels and verdict colours change.

What a person did to the chart stays: colours of their own, sizes, fonts, labels moved or rewritten,
series taken out. Verdict colours of ours follow the verdicts.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from yardstick.render import deck_colour, theme
from yardstick.render.deck_binding import digest
from yardstick.render.deck_digests import LABELS, label_digest, series_digest
from yardstick.render.deck_merge_text import A, recolour

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
_COLUMN = re.compile(r"\$([A-Z]{1,3})\$2")
_OURS = frozenset(
    {
        value.upper().removeprefix("#")
        for value in (
            *(v for v in vars(theme).values() if isinstance(v, str) and v.startswith("#")),
            *(c for v in theme.VERDICTS.values() for c in (v.text, v.fill, v.stroke, v.mark)),
        )
    }
    | {deck_colour.TEXT.upper(), deck_colour.GROUND.upper()}
)
_FREE_SIDES = ("t", "b", "r", "l")


@dataclass
class ChartMerge:
    """What a merge did.

    Attributes:
        is_changed: The chart part is to be written.
        is_remade: Its series are others now: it was drawn anew, without the look given by hand.
        kept: What a person changed and was left: "data", "labels".
    """

    is_changed: bool = False
    is_remade: bool = False
    kept: set[str] = field(default_factory=set)


def merge_chart(
    old: Any, new: Any, written: Mapping[str, str], fresh: Mapping[str, str]
) -> ChartMerge:
    """Bring a chart up to date.

    Args:
        old: The chart space in the file; changed in place.
        new: The chart space as it would be written now.
        written: Fingerprints of what was written last.
        fresh: Fingerprints of what would be written now.
    """
    done = ChartMerge()
    series = _by_column(old)
    if _is_edited(series, written):
        done.kept.add("data")
        return done
    if _shape(written) != _shape(fresh):
        _remake(old, new)
        done.is_changed = done.is_remade = True
        return done
    if all(written.get(name) == value for name, value in fresh.items()):
        return done
    wanted = _by_column(new)
    for letters, one in series.items():
        if letters in wanted:
            _series(one, wanted[letters], letters, written, done)
    _axes(old, new, written)
    _title(old, new)
    _room(old, new, written)
    done.is_changed = True
    return done


def _shape(prints: Mapping[str, str]) -> tuple[object, ...]:
    """What must be equal for series to be the same ones: their names and how many there are."""
    return prints.get("names"), sorted(name for name in prints if name.isupper())


def _by_column(root: Any) -> dict[str, Any]:
    found = {}
    for one in root.iter(f"{C}ser"):
        reference = one.findtext(f"{C}val//{C}f") or ""
        column = _COLUMN.search(reference)
        if column:
            found[column[1]] = one
    return found


def _is_edited(series: Mapping[str, Any], written: Mapping[str, str]) -> bool:
    """True when somebody changed numbers or names behind the chart."""
    for letters, one in series.items():
        if letters in written and series_digest(_values(one)) != written[letters]:
            return True
        if "A" in written and digest(*_names(one)) != written["A"]:
            return True
    return False


def _values(series: Any) -> list[str]:
    return _cache(series.find(f"{C}val"))


def _names(series: Any) -> list[str]:
    return _cache(series.find(f"{C}cat"))


def _cache(data: Any) -> list[str]:
    if data is None:
        return []
    counted = data.find(f".//{C}ptCount")
    row = [""] * (int(counted.get("val", "0")) if counted is not None else 0)
    for point in data.iter(f"{C}pt"):
        at = int(point.get("idx", "0"))
        if at < len(row):
            row[at] = point.findtext(f"{C}v") or ""
    return row


def _series(old: Any, new: Any, letters: str, written: Mapping[str, str], done: ChartMerge) -> None:
    _swap(old, new, f"{C}cat")
    code = old.findtext(f"{C}val//{C}formatCode")
    _swap(old, new, f"{C}val")
    formatted = old.find(f"{C}val//{C}formatCode")
    if code and formatted is not None:
        formatted.text = code
    _spots(old, new)
    _labels(old, new, letters, written, done)


def _swap(old: Any, new: Any, tag: str) -> None:
    there, fresh = old.find(tag), new.find(tag)
    if there is not None and fresh is not None:
        old.replace(there, deepcopy(fresh))


def _spots(old: Any, new: Any) -> None:
    """Points in the colours of their verdicts, where they still had such colours."""
    have, want = _indexed(old, "dPt"), _indexed(new, "dPt")
    for at in sorted({*have, *want}):
        there, fresh = have.get(at), want.get(at)
        look = _look(there if there is not None else old)
        wish = _look(fresh if fresh is not None else new)
        if look == wish or not _is_ours(there if there is not None else old):
            continue
        if fresh is None:
            old.remove(there)
        elif there is None:
            _insert(old, deepcopy(fresh), "dPt", at)
        else:
            for tag in (f"{C}marker", f"{C}spPr"):
                _swap_or_add(there, fresh, tag)


def _swap_or_add(there: Any, fresh: Any, tag: str) -> None:
    have, want = there.find(tag), fresh.find(tag)
    if have is not None and want is not None:
        there.replace(have, deepcopy(want))
    elif have is not None:
        there.remove(have)
    elif want is not None:
        before = [child for child in fresh if child.tag != tag]
        place = list(fresh).index(want)
        known = {child.tag for child in before[:place]}
        at = sum(child.tag in known for child in there)
        there.insert(at, deepcopy(want))


def _indexed(series: Any, name: str) -> dict[int, Any]:
    return {
        int(one.find(f"{C}idx").get("val")): one
        for one in series.iter(f"{C}{name}")
        if one.find(f"{C}idx") is not None
    }


_BEFORE_POINTS = ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "marker")


def _insert(series: Any, spot: Any, name: str, at: int) -> None:
    before = {f"{C}{tag}" for tag in _BEFORE_POINTS}
    place = sum(child.tag in before for child in series)
    for one in series.findall(f"{C}{name}"):
        if int(one.find(f"{C}idx").get("val")) < at:
            place += 1
    series.insert(place, spot)


def _look(owner: Any) -> tuple[object, ...]:
    """Fill, hatch, line and dash of a point or series, and those of its marker."""
    found: list[object] = []
    for part in (owner.find(f"{C}spPr"), owner.find(f"{C}marker/{C}spPr")):
        if part is None:
            found.append(None)
            continue
        fill = next((child.tag for child in part if child.tag != f"{A}ln"), "")
        colours = [child.get("val") for child in part.iter(f"{A}srgbClr", f"{A}schemeClr")]
        dash = part.find(f"{A}ln/{A}prstDash")
        found.append((fill, colours, dash.get("val") if dash is not None else ""))
    return tuple(found)


def _is_ours(owner: Any) -> bool:
    """True when every colour is one of ours; one of a person's choice is not."""
    for part in (owner.find(f"{C}spPr"), owner.find(f"{C}marker/{C}spPr")):
        if part is None:
            continue
        if part.find(f"{A}gradFill") is not None or part.find(f"{A}blipFill") is not None:
            return False
        for child in part.iter(f"{A}srgbClr", f"{A}schemeClr", f"{A}sysClr", f"{A}prstClr"):
            if (child.get("val") or "").upper() not in _OURS:
                return False
    return True


def label_text(label: Any, cells: Mapping[int, str]) -> str:
    """The words of a label.

    A field of cells shows what the cells hold: PowerPoint saves only "[CELLRANGE]", or the same in
    its own language, in its place.
    """
    told = []
    for part in label.iter(f"{A}r", f"{A}fld"):
        text = part.findtext(f"{A}t") or ""
        if part.tag == f"{A}fld" and text.startswith("[") and text.endswith("]"):
            text = cells.get(int(label.find(f"{C}idx").get("val")), text)
        told.append(text)
    return "".join(told)


def _label_cells(series: Any) -> dict[int, str]:
    """What the cells of the labels hold, by row."""
    cache = series.find(f".//{C15}dlblRangeCache")
    if cache is None:
        return {}
    points = cache.iter(f"{C}pt")
    return {int(point.get("idx", "0")): point.findtext(f"{C}v") or "" for point in points}


def _labels(old: Any, new: Any, letters: str, written: Mapping[str, str], done: ChartMerge) -> None:
    there, fresh = old.find(f"{C}dLbls"), new.find(f"{C}dLbls")
    had = any(name.startswith(f"{LABELS}{letters}:") for name in written)
    if there is None:
        # Labels taken out by hand stay out.
        if fresh is not None and not had:
            _before_data(old, deepcopy(fresh))
            _range(old, new)
        return
    cells = _label_cells(old)
    have, want = _indexed(there, "dLbl"), _indexed(fresh, "dLbl") if fresh is not None else {}
    for at in sorted({*have, *want}):
        label, wish = have.get(at), want.get(at)
        known = written.get(f"{LABELS}{letters}:{at}")
        if label is None and wish is not None:
            if known is None:
                place = sum(n < at for n in have)
                there.insert(place, deepcopy(wish))
                have = _indexed(there, "dLbl")
            continue
        if label is None:
            continue
        if known is None or label_digest(label_text(label, cells)) != known:
            done.kept.add("labels")
        elif wish is None:
            there.remove(label)
            have = _indexed(there, "dLbl")
        else:
            _relabel(label, wish)
    _range(old, new)


def _relabel(label: Any, wish: Any) -> None:
    """The number in its field, the verdict's word in the run after it, in the verdict's colour."""
    for tag in (f"{A}fld", f"{A}r"):
        have, want = label.find(f".//{tag}"), wish.find(f".//{tag}")
        if have is not None and want is not None:
            have.find(f"{A}t").text = want.findtext(f"{A}t")
            look, wished = have.find(f"{A}rPr"), want.find(f"{A}rPr")
            if look is not None and wished is not None:
                ink = wished.find(f"{A}solidFill/{A}srgbClr")
                if ink is not None:
                    recolour(look, f"#{ink.get('val')}")
    side, wished_side = label.find(f"{C}dLblPos"), wish.find(f"{C}dLblPos")
    moved = label.find(f"{C}layout/{C}manualLayout") is not None
    if side is None or wished_side is None or moved:
        return
    if side.get("val") in _FREE_SIDES and wished_side.get("val") in _FREE_SIDES:
        side.set("val", wished_side.get("val"))


def _before_data(series: Any, labels: Any) -> None:
    at = next(n for n, child in enumerate(series) if child.tag in (f"{C}cat", f"{C}val"))
    earlier = [n for n, child in enumerate(series) if child.tag in _AFTER_LABELS]
    series.insert(min([at, *earlier]), labels)


_AFTER_LABELS = (f"{C}trendline", f"{C}errBars")


def _range(old: Any, new: Any) -> None:
    """The cells the labels stand in."""
    there, fresh = old.find(f".//{C15}datalabelsRange"), new.find(f".//{C15}datalabelsRange")
    if there is not None and fresh is not None:
        there.getparent().replace(there, deepcopy(fresh))
    elif fresh is not None:
        outer = old.find(f"{C}extLst")
        if outer is None:
            old.append(deepcopy(new.find(f"{C}extLst")))
        else:
            outer.append(deepcopy(fresh.getparent()))


def _axes(old: Any, new: Any, written: Mapping[str, str]) -> None:
    """Ends of the value axes, where a person did not set their own."""
    wanted = list(new.iter(f"{C}valAx"))
    for n, axis in enumerate(old.iter(f"{C}valAx")):
        wish = wanted[min(n, len(wanted) - 1)]
        ours = True
        for name in ("max", "min"):
            have, want = (one.find(f"{C}scaling/{C}{name}") for one in (axis, wish))
            if have is None or want is None:
                continue
            if digest(have.get("val")) == written.get(name):
                have.set("val", want.get("val"))
            else:
                ours = False
        unit, wished = axis.find(f"{C}majorUnit"), wish.find(f"{C}majorUnit")
        if ours and unit is not None and wished is not None:
            unit.set("val", wished.get("val"))
        code, wished = axis.find(f"{C}numFmt"), wish.find(f"{C}numFmt")
        if ours and code is not None and wished is not None:
            code.set("formatCode", wished.get("formatCode"))


def _room(old: Any, new: Any, written: Mapping[str, str]) -> None:
    """Plot and letters as large as the new names and labels ask for, unless set by hand."""
    there, fresh = (one.find(f"{C}chart/{C}plotArea/{C}layout") for one in (old, new))
    if there is not None and fresh is not None:
        shares = [there.find(f"{C}manualLayout/{C}{name}") for name in "xywh"]
        now = [share.get("val") for share in shares if share is not None]
        if digest(*(f"{float(share):.4f}" for share in now)) == written.get("inner"):
            there.getparent().replace(there, deepcopy(fresh))
    sizes = [one.find(f"{C}txPr//{A}defRPr") for one in (old, new)]
    if any(size is None for size in sizes):
        return
    before, after = (size.get("sz") for size in sizes)
    if before and after and before != after and digest(before) == written.get("size"):
        for look in old.iter(f"{A}rPr", f"{A}defRPr"):
            if look.get("sz") == before:
                look.set("sz", after)


def _title(old: Any, new: Any) -> None:
    """The heading of a small chart: its runs take the new words."""
    there = old.findall(f"{C}chart/{C}title//{A}r")
    fresh = new.findall(f"{C}chart/{C}title//{A}r")
    if len(there) != len(fresh):
        return
    for run, wish in zip(there, fresh, strict=True):
        run.find(f"{A}t").text = wish.findtext(f"{A}t")
        look, ink = run.find(f"{A}rPr"), wish.find(f"{A}rPr/{A}solidFill/{A}srgbClr")
        if look is not None and ink is not None:
            recolour(look, f"#{ink.get('val')}")


def _remake(old: Any, new: Any) -> None:
    """The chart drawn anew; its link to the workbook is kept."""
    there, fresh = old.find(f"{C}chart"), new.find(f"{C}chart")
    old.replace(there, deepcopy(fresh))
