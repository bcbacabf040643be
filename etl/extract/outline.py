"""The headings above a paragraph and what they lend to it: plan or result, topic, unit, period."""

import re

from etl.extract.layout import Block
from etl.extract.reading import Scope
from etl.extract.scope import (
    PLAN_TITLE,
    RESULT_TITLE,
    default_kind,
    marker_level,
    topic,
    unit_of_title,
)
from etl.parse.period import TimeContext, TimeMention, time_mentions
from etl.parse.units import find_unit_after

# "(tỷ đồng; % so với dự toán)" at the end of a flattened table names the units of its columns.
_LEGEND = re.compile(r"\(([^();]{2,20});\s*%\s*(?:so với\s*)?([^()]{2,40})\)\s*\.?\s*$")
_BULLETS = ("-", "+", "•", "●", "▪", "*", "")
_LEAD_IN = 10
_LEVELS = {"": _LEAD_IN, "-": _LEAD_IN + 1, "+": _LEAD_IN + 2}
_FIRST = re.compile(r"\(?(?:1|a|i)[.)/]?|1\.", re.IGNORECASE)
_INLINE = re.compile(r"(?:[^.;]|(?<= [ivx])\.){8,160}?( 1[.)] )(?=\D)")


class Outline:
    """The path of headings and lead-ins ("... như sau:") down to the paragraph being read."""

    def __init__(self, title: str, context: TimeContext) -> None:
        """Start at the document's title."""
        self._title = title
        self._context = context
        self._path: list[tuple[float, str]] = []

    def enter(self, block: Block, text: str, following: str = "") -> None:
        """Take the next paragraph (lower case) into the path, closing what it ends.

        Args:
            block: The paragraph.
            text: Its text without the list marker, in lower case.
            following: The list marker of the paragraph behind it.
        """
        heading = block.role == "heading"
        lead_in = text.endswith(":") and len(text) < 300
        level: float
        if not block.marker and not heading and _opens_list(text, following, lead_in):
            level = marker_level(following)
            self._path = [entry for entry in self._path if entry[0] < level]
            # Just above the items, which would else close what leads them in; at the top of a
            # text above every item.
            self._path.append((level - 0.5 if any(e[0] > 2 for e in self._path) else 2.5, text))
            return
        if heading or block.marker not in _BULLETS:
            level = marker_level(block.marker) if block.marker else 1 if text.isupper() else 9
            if block.marker and _FIRST.fullmatch(block.marker):
                self._adopt(level)
            self._path = [entry for entry in self._path if entry[0] < level]
            level = 1 if level == 9 else level
        elif lead_in:
            level = _LEVELS.get(block.marker, _LEAD_IN + 3)
            self._path = [entry for entry in self._path if entry[0] < level]
        else:
            level = _LEAD_IN
            if not block.marker and block.role == "body":
                self._path = [e for e in self._path if e[0] < _LEAD_IN and e[0] == int(e[0])]
        if heading or lead_in:
            self._path.append((level, text))

    def _adopt(self, level: int) -> None:
        """The lead-in ("... như sau:") right before the first item of a list is over it."""
        if not any(entry[0] == level for entry in self._path):
            self._path = [
                (level - 0.5 if entry[0] >= _LEAD_IN else entry[0], entry[1])
                for entry in self._path
            ]

    def scope(self, text: str, head: str = "") -> Scope:
        """What the path lends to a paragraph; `head` leads in a list in the paragraph itself."""
        kind, reason = default_kind(self._title)
        unit, base = unit_of_title(self._title.lower())
        for _, heading in self._path:
            kind, reason = _kind_under(heading) or (kind, reason)
            named, other = unit_of_title(heading)
            unit, base = named or unit, other or base
        kind, reason = _kind_under(head) or (kind, reason)
        legend = _LEGEND.search(text)
        if legend:
            found = find_unit_after(" " + legend[1].strip(), 0)
            unit = found.text if found else unit
        return Scope(
            topic=topic(self._path[-1][1] if self._path else "", self._title),
            default_kind=kind,
            default_reason=reason,
            unit=unit,
            base=base,
            legend=legend[2].strip() if legend else "",
        )

    def time(self, head: str = "") -> TimeMention | None:
        """The period the nearest heading names; `head` leads in a list in the paragraph itself."""
        for heading in (head, *(text for _, text in reversed(self._path))):
            found = [
                t
                for t in time_mentions(heading, 0, len(heading), self._context)
                if t.code and not t.noise and t.form not in ("plan", "date", "relative", "day")
            ]
            if found:
                return found[-1]
        return None


def inline_head(text: str) -> int:
    """Where the head of a list in one paragraph ends ("Chỉ tiêu năm 2018 1. ..."), else 0."""
    head = _INLINE.match(text)
    return head.end() if head and re.search(r"[.;] 2[.)] ", text[head.end() :]) else 0


def _opens_list(text: str, following: str, lead_in: bool) -> bool:
    """True for a line that leads in a list, with a colon or as a title without a stop."""
    if following.strip("()./ ") not in ("1", "i", "a", "I", "A") and following not in _BULLETS[:-1]:
        return False
    numbered = following not in _BULLETS
    if lead_in:
        return numbered
    titled = len(text) < 140 and not text.endswith((".", ";", ",", "!", "?"))
    return (
        titled and re.match(r"(?:một số |các |hệ thống )?(?:chỉ tiêu|mục tiêu)", text) is not None
    )


def _kind_under(heading: str) -> tuple[str, str] | None:
    plan, result = PLAN_TITLE.search(heading), RESULT_TITLE.search(heading)
    reached = re.search(r"kết quả|đạt được", heading)
    listed = re.search(r"mục tiêu|chỉ tiêu", heading)
    if listed and re.search(r"đạt|vượt|hoàn thành", heading):
        listed = None
    why = f"under the heading \u201c{heading[:60]}\u201d"
    if (plan or listed) and not result and not reached:
        return "target", why
    if result and not plan:
        return "actual", why
    return None
