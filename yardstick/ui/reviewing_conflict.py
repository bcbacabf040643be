"""Two sources that disagree: both values in one place, the rule, the arithmetic, a decision."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from etl import review
from yardstick.analysis.conflict import Conflict, plan_tests
from yardstick.analysis.figure import Figure
from yardstick.domain.period import parse_period
from yardstick.domain.provenance import TextSpan
from yardstick.store import origin
from yardstick.ui import cached, reviewing_checks, reviewing_data, reviewing_passage, show
from yardstick.ui.messages import (
    authority_label,
    change_label,
    date_label,
    period_title,
    place_title,
    status_label,
    text,
)
from yardstick.ui.origin import locator_label, span_of
from yardstick.ui.reviewing_acts import Act, after, settle
from yardstick.ui.reviewing_data import Entry, Queue
from yardstick.ui.reviewing_form import base_label
from yardstick.ui.reviewing_reading import steps
from yardstick.ui.session import language
from yardstick.ui.uploading import author

_LONG = 90


def title(conflict: Conflict) -> str:
    """The finding of the page while a conflict is open."""
    name = cached.catalogue()[conflict.used.indicator].name(language())
    return text("rival.title", name=name)


def box(entry: Entry, conflict: Conflict, queue: Queue, listed: Sequence[Entry]) -> None:
    """Both values with source and date, what speaks for each, the reason and the button."""
    options = conflict.options
    with st.container(border=True, key="review-conflict"):
        st.html(
            f"<div class='ys-rv-conflict-head'>{show.icon('alert')}"
            f"<b>{escape(title(conflict))}</b></div>"
        )
        picked = st.radio(
            text("review.conflict.which"),
            range(len(options)),
            format_func=lambda at: _option(options[at]),
            captions=[_caption(conflict, at) for at in range(len(options))],
            key=f"review-choice-{entry.key}",
            label_visibility="collapsed",
        )
        st.html(_rule(conflict))
        st.html(_tests(conflict))
        reason = st.text_input(
            text("review.conflict.reason"),
            placeholder=text("review.conflict.reason_hint"),
            key=f"review-why-{entry.key}",
            max_chars=400,
        )
        if st.button(
            text("review.conflict.use"), type="primary", shortcut="Enter", key="review-decide"
        ):
            if not (reason or "").strip():
                st.html(show.note("error", text("review.conflict.needs_reason")))
                return
            _decide(entry, conflict, options[picked], reason or "", listed)
    _passages(conflict, queue)


def _decide(
    entry: Entry, conflict: Conflict, chosen: Figure, reason: str, listed: Sequence[Entry]
) -> None:
    name = cached.catalogue()[chosen.indicator].short(language())
    disputed = [one for one in conflict.said_by(chosen.source_id) if one != chosen]
    beside = {one.observation_id: one for one in (*disputed, *_beside(chosen))}.values()
    settle(
        lambda: Act(
            review.decide(
                cached.store(),
                int(chosen.observation_id),
                author=author(),
                reason=reason,
                note=f"{name}, {period_title(chosen.period)}: {_value(chosen)}",
                also=[int(one.observation_id) for one in beside],
            ).batch_id,
            entry.key,
        ),
        text("review.conflict.done", value=_value(chosen), count=len(conflict.options) - 1),
        after(listed, entry.key),
    )


def _value(figure: Figure) -> str:
    value = change_label(figure)
    return f"{value} {text('review.of_plan')}" if figure.measure == "completion" else value


def _beside(figure: Figure) -> tuple[Figure, ...]:
    """What the figure's source says of the same fact in another way: its level, its share."""
    year = parse_period(figure.period).year
    return tuple(
        one
        for one in reviewing_data.around(figure.indicator, figure.place, year)
        if one.source_id == figure.source_id
        and one.period == figure.period
        and {one.measure, figure.measure} == {"level", "completion"}
        and one.base is None
        and "target" not in (one.kind, figure.kind)
    )


def _option(figure: Figure) -> str:
    """The value in bold, and the share of the plan or the level the same source gives."""
    also = "".join(f" · {_plain(_value(one))}" for one in _beside(figure))
    return f"**{_plain(_value(figure))}**{also}"


def _plain(words: str) -> str:
    """Words without meaning to Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]#~$:" else c for c in words)


def _caption(conflict: Conflict, at: int) -> str:
    figure = conflict.options[at]
    facts = [
        figure.source_title
        if len(figure.source_title) <= _LONG
        else f"{figure.source_title[:_LONG]}…",
        figure.source_issuer or "",
        figure.source_number or "",
        date_label(figure.source_date) if figure.source_date else text("review.no_date"),
        status_label(figure.status),
        text("rival.used").lower() if at == 0 else "",
        text("approve.approved" if figure.is_approved else "approve.draft"),
    ]
    return _plain(" · ".join(fact for fact in facts if fact))


def _rule(conflict: Conflict) -> str:
    words = text(f"review.rule.{conflict.rule}")
    return f"<div class='ys-small'>{escape(text('review.rule', why=words))}</div>"


def _tests(conflict: Conflict) -> str:
    """Whether each value fits the plan and its own source's share, where a plan is known."""
    used = conflict.used
    around = reviewing_data.around(used.indicator, used.place, parse_period(used.period).year)
    lines = [
        reviewing_checks.plan_line(test).words
        for test in plan_tests(conflict, around)
        if test is not None
    ]
    words = "; ".join(lines) + "." if lines else text("review.conflict.no_plan")
    return f"<div class='ys-small'>{escape(text('review.conflict.test', words=words))}</div>"


def _passages(conflict: Conflict, queue: Queue) -> None:
    """Each figure where it was printed."""
    for figure in conflict.options:
        span = span_of(figure.locator)
        whole = cached.source_text(figure.source_id) if span else None
        with st.container(border=True, key=f"review-printed-{figure.observation_id}"):
            st.html(
                f"<b class='ys-origin-title'>{escape(figure.source_title)}</b>"
                f"<div class='ys-small'>{escape(locator_label(figure.locator, whole))}</div>"
            )
            if span is not None:
                printed = TextSpan(*span, figure.quote or "")
                reviewing_passage.passage(figure.source_id, printed, "", queue, whole=False)
            elif figure.quote:
                st.html(
                    f"<blockquote class='ys-quote'><mark class='ys-figure ys-figure-disputed'>"
                    f"{escape(figure.quote)}</mark></blockquote>"
                )


def panel(entry: Entry, conflict: Conflict, listed: Sequence[Entry]) -> None:
    """What the values are about, and what was decided on them before."""
    used = conflict.used
    indicator = cached.catalogue()[used.indicator]
    rows = [
        (text("column.indicator"), indicator.name(language())),
        (text("column.place"), place_title(cached.gazetteer()[used.place])),
        (text("origin.period"), period_title(used.period)),
        (text("review.field.measure"), text(f"measure.{used.measure}")),
        (text("review.field.base"), base_label(used.base) if used.base else ""),
        (text("origin.authority"), authority_label(used.authority)),
    ]
    listed_rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows if value
    )
    with st.container(border=True, key="review-reading"):
        st.html(show.section(text("review.conflict.about")))
        st.html(f"<div class='ys-origin'><dl>{listed_rows}</dl></div>")
        for row in _decisions(cached.store().version, used.observation_id):
            st.html(show.note("info", row))
        steps(entry, listed)


@st.cache_resource(show_spinner=False, max_entries=128)
def _decisions(version: str, observation_id: str) -> tuple[str, ...]:
    """Decisions on the cell of a figure that still hold, in words."""
    del version
    found = origin.figure(cached.store(), int(observation_id)).decisions
    return tuple(
        text(
            "review.conflict.decided",
            author=row["author"],
            date=date_label(row["recorded_at"].date()),
            reason=row["reason"],
        )
        for row in found.to_dict("records")
        if not row["is_undone"]
    )
