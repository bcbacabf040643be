"""A slide as a small HTML picture, drawn from the same values as the slide; no browser needed.

Sizes are in em of a box whose em is one eightieth of its width (`.ys-slide` of the style sheet), so
that a preview of any width has the slide's proportions.
"""

from html import escape

from yardstick.charts.deck import Block, Deck, FigureTable, Slide, SlideLayout
from yardstick.charts.labels import keep_together
from yardstick.charts.notes import footer, word
from yardstick.charts.period_labels import date_label
from yardstick.render.preview_charts import chart_markup

_PLAIN = (SlideLayout.TITLE, SlideLayout.CLOSING)


def preview(slide: Slide, deck: Deck, number: int) -> str:
    """The slide's markup; `number` is its place in the deck, from 1."""
    inside = _cover(slide, deck) if slide.layout in _PLAIN else _page(slide, deck, number)
    mark = ""
    charts = [block.chart for block in slide.blocks if block.chart is not None]
    if any(chart.is_illustrative for chart in charts):
        words = escape(word("watermark", deck.language))
        mark = f"<div class='ys-slide-mark' data-words='{words}'></div>"
    alt = "; ".join([slide.title, *(chart.alt for chart in charts)])
    return (
        f"<div class='ys-slide' role='img' aria-label='{escape(alt)}'>"
        f"<div class='ys-slide-page'>{inside}{mark}</div></div>"
    )


def _cover(slide: Slide, deck: Deck) -> str:
    under = escape(slide.subtitle or (deck.place if slide.layout is SlideLayout.TITLE else ""))
    foot = ""
    if slide.layout is SlideLayout.TITLE:
        foot = f"<div class='ys-slide-day'>{escape(_dated(deck))}</div>"
    body = f"<div class='ys-slide-body-name'>{escape(deck.body)}</div>" if deck.body else ""
    return (
        f"<div class='ys-slide-cover'>{body}<h4>{escape(keep_together(slide.title))}</h4>"
        f"<p>{under}</p>{foot}</div>"
    )


def _dated(deck: Deck) -> str:
    return ", ".join(part for part in (deck.place, date_label(deck.day)) if part)


def _page(slide: Slide, deck: Deck, number: int) -> str:
    shown = [block for block in slide.blocks if block.chart is not None or block.problem]
    said = [block for block in slide.blocks if block.remarks]
    parts = [_block(block) for block in shown]
    remarks = "".join(_remarks(block) for block in said)
    if shown and remarks:
        below = " ys-slide-below" if isinstance(shown[0].chart, FigureTable) else ""
        body = f"<div class='ys-slide-beside{below}'><div>{parts[0]}</div>{remarks}</div>"
    elif remarks:
        body = remarks
    else:
        body = (
            "<div class='ys-slide-columns'>" + "".join(f"<div>{p}</div>" for p in parts) + "</div>"
        )
    source = footer(slide.source, slide.as_of, deck.language)
    if deck.known_on:
        source += " · " + word("known_on", deck.language, day=date_label(deck.known_on))
    if slide.is_draft:
        source += " · " + word("draft", deck.language)
    return (
        f"<h4>{escape(keep_together(slide.title))}</h4>"
        f"<div class='ys-slide-sub'>{escape(slide.subtitle)}</div>"
        f"<div class='ys-slide-body'>{body}</div>"
        f"<div class='ys-slide-foot'><span>{escape(source)}</span>"
        f"<span>{escape(deck.place)} · {number}</span></div>"
    )


def _block(block: Block) -> str:
    if block.chart is None:
        return f"<div class='ys-slide-problem'>{escape(block.problem)}</div>"
    return chart_markup(block.chart)


def _remarks(block: Block) -> str:
    paragraphs = "".join(f"<p>{escape(remark.text)}</p>" for remark in block.remarks)
    return f"<div class='ys-slide-remarks'>{paragraphs}</div>"
