"""Small pieces of HTML, escaped, in the session's language: chip, tag, note, waffle, heads, feet.

Pure functions from values to text for `st.html`; their look is in style.css. Larger pieces are in
`bullet`, `cards` and `origin`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal
from urllib.parse import quote

from yardstick.charts.labels import keep_together, verdict_glyph
from yardstick.ui.messages import text, verdict_label
from yardstick.ui.session import language

# More squares than this stand in one line each verdict.
_MANY = 20
NoteKind = Literal["info", "warning", "error", "success"]

# The order in which verdicts are counted and drawn: best first, then what cannot be judged.
VERDICT_ORDER = ("exceeded", "met", "nearly", "unlikely", "missed", "no_figure", "no_target")

# Colours of Streamlit's markup nearest to the verdicts' own.
_PILL_COLOURS = {
    "exceeded": "green",
    "met": "green",
    "nearly": "orange",
    "missed": "red",
    "unlikely": "red",
    "no_figure": "gray",
    "no_target": "gray",
}
# Strokes of 1.5 on a 20 x 20 field, as masks: the sanitiser of st.html removes inline SVG.
_NOTE_ICONS: Mapping[NoteKind, str] = {
    "info": "info",
    "warning": "alert",
    "error": "alert",
    "success": "tick",
}


def glyph(verdict: str) -> str:
    """The verdict's shape alone, in its colour; hidden from screen readers, who get the word."""
    return (
        f"<span class='ys-glyph ys-{_css(verdict)}' aria-hidden='true'>"
        f"{verdict_glyph(verdict)}</span>"
    )


def chip(verdict: str, words: str | None = None) -> str:
    """The verdict as shape and word on its tint; `words` replaces the usual word."""
    return (
        f"<span class='ys-chip ys-{_css(verdict)}'>{glyph(verdict)}"
        f"<b>{escape(words or verdict_label(verdict))}</b></span>"
    )


def info_chip(words: str) -> str:
    """A blue chip for something a person has to decide."""
    return f"<span class='ys-chip ys-ask'>{icon('alert')}<b>{escape(words)}</b></span>"


def estimate_tag() -> str:
    """The dashed tag `ước`."""
    return f"<span class='ys-tag'>{escape(text('card.estimate'))}</span>"


def demo_badge() -> str:
    """The amber badge over illustrative figures."""
    return f"<span class='ys-demo'>{escape(text('card.demo'))}</span>"


def ground(words: str) -> str:
    """The words as a faint, repeated ground in the style sheet, for made-up figures."""
    drawn = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='440' height='240'>"
        "<text x='40' y='150' transform='rotate(-14 220 120)' font-family='sans-serif' "
        f"font-size='25' font-weight='600' fill='#16283f' fill-opacity='.045'>{words}</text></svg>"
    )
    return f'url("data:image/svg+xml,{quote(drawn)}")'


def icon(name: str) -> str:
    """A line icon in the text's colour: info, alert, tick, upload, list, document, table."""
    return f"<span class='ys-icon ys-icon-{name}' aria-hidden='true'></span>"


def note(kind: NoteKind, words: str, title: str | None = None) -> str:
    """A note on its tint: info, warning (a person is needed), error, success (recognised).

    Lines of `words` are kept; nothing in it is read as markup.
    """
    body = "<br>".join(escape(line) for line in words.splitlines())
    return rich_note(kind, body, title)


def rich_note(kind: NoteKind, markup: str, title: str | None = None) -> str:
    """A note whose text is already escaped markup of this module."""
    head = f"<b class='ys-note-title'>{escape(title)}</b>" if title else ""
    role = " role='alert'" if kind == "error" else ""
    return (
        f"<div class='ys-note ys-note-{kind}'{role}>{icon(_NOTE_ICONS[kind])}"
        f"<span>{head}{markup}</span></div>"
    )


def page_head(
    eyebrow: str, finding: str, lead: str = "", *, demo: bool = False, draft: bool = False
) -> str:
    """The head of a page: where one is, the finding a leader would say, and a second sentence.

    Made-up figures are called that; of real ones it is said when some are not approved yet.
    """
    badge = f" {demo_badge()}" if demo else ""
    if draft and not demo:
        why = escape(text("approve.some_drafts"))
        badge = f" <span class='ys-tag ys-tag-draft' title='{why}'>{why}</span>"
    second = f"<p class='ys-lead'>{escape(lead)}</p>" if lead else ""
    return (
        f"<header class='ys-head' lang='{language()}'>"
        f"<p class='ys-eyebrow'>{escape(eyebrow)}{badge}</p>"
        f"<h1>{escape(keep_together(finding))}</h1>{second}</header>"
    )


def section(title: str, remark: str = "") -> str:
    """A section's title with a small remark at the right."""
    right = f"<span class='ys-small'>{escape(remark)}</span>" if remark else ""
    return f"<div class='ys-section'><h2>{escape(keep_together(title))}</h2>{right}</div>"


def chart_head(title: str, subtitle: str, *, demo: bool = False) -> str:
    """A chart's head: the finding, then measure, unit and how to read the marks."""
    badge = f" {demo_badge()}" if demo else ""
    return (
        f"<div class='ys-chart-head'><h2>{escape(keep_together(title))}{badge}</h2>"
        f"<div class='ys-small'>{escape(subtitle)}</div></div>"
    )


def foot(*lines: str) -> str:
    """The line under a chart or a page: source, as-of date, method."""
    return f"<div class='ys-foot'>{' · '.join(escape(line) for line in lines if line)}</div>"


def empty(title: str, words: str, picture: str = "upload") -> str:
    """An empty state: calm, dashed, says what to do; the page puts its one button under it."""
    return (
        f"<div class='ys-empty'>{icon(picture)}<b>{escape(title)}</b>"
        f"<span>{escape(words)}</span></div>"
    )


def metric(label: str, value: str, unit: str = "", remark: str = "", *, tag: str = "") -> str:
    """A big number with its label above and a remark below; `tag` is markup of this module."""
    after = f" <span class='ys-unit'>{escape(unit)}</span>" if unit else ""
    below = f"<div class='ys-metric-remark'>{escape(remark)}</div>" if remark else ""
    return (
        f"<div class='ys-metric'><div class='ys-metric-label'>{escape(label)}</div>"
        f"<div class='ys-metric-value'>{escape(value)}{after}{' ' + tag if tag else ''}</div>"
        f"{below}</div>"
    )


def waffle(verdicts: Sequence[str], caption: str = "") -> str:
    """One square for each indicator with a target, grouped by verdict and counted underneath."""
    counts = Counter(str(verdict) for verdict in verdicts)
    groups = [verdict for verdict in VERDICT_ORDER if counts[verdict]]
    words = [text(f"waffle.{verdict}", count=counts[verdict]) for verdict in groups]
    squares = "".join(
        f"<div class='ys-waffle-group ys-{_css(verdict)}'>"
        f"<div class='ys-waffle-squares'>"
        + f"<i>{glyph(verdict)}</i>" * counts[verdict]
        + f"</div><b>{escape(word)}</b></div>"
        for verdict, word in zip(groups, words, strict=True)
    )
    alt = text("waffle.alt", total=len(verdicts), parts=", ".join(words))
    head = f"<div class='ys-small'>{escape(caption)}</div>" if caption else ""
    many = " ys-waffle-many" if len(verdicts) > _MANY else ""
    return (
        f"<div class='ys-waffle{many}' role='img' aria-label='{escape(alt)}'>{head}"
        f"<div class='ys-waffle-row'>{squares}</div></div>"
    )


def pill_label(verdict: str, count: int) -> str:
    """A verdict as an option of st.pills: shape, word, count."""
    shape = f":{_PILL_COLOURS[verdict]}[{verdict_glyph(verdict)}]"
    return f"{shape} {verdict_label(verdict)} **{count}**"


def _css(verdict: str) -> str:
    return verdict.replace("_", "-")
