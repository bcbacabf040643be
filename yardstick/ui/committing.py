"""The list of commitments: filters, rows with deadline, sentence and figure, states."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from urllib.parse import urlencode

import streamlit as st

from yardstick.analysis.aim import is_judged
from yardstick.analysis.standing import Standing
from yardstick.charts.labels import keep_together
from yardstick.store.office_commitments import Said, State, say
from yardstick.ui import cached, cards, committing_data, draw, filters, show
from yardstick.ui.committing_data import Item, Timing
from yardstick.ui.messages import date_label, figure_label, number, period_label, place_title, text
from yardstick.ui.navigation import page
from yardstick.ui.origin import Mark, quotation
from yardstick.ui.session import language, on_phone
from yardstick.ui.uploading import author

_PAGE = 25
_LONG_QUOTE = 420
_ALL = ""
_CHIPS = {
    Timing.OVERDUE: "missed",
    Timing.NEAR: "nearly",
    Timing.UNDATED: "no_figure",
}
_NEEDS_REMARK = (State.LATE, State.DROPPED)


def head(listed: Sequence[Item]) -> None:
    """The sentence a leader would say, and what else there is to know."""
    own = [item for item in listed if not committing_data.is_elsewhere(item)]
    counts = committing_data.counts(own)
    still_open = len(own) - counts[Timing.SETTLED]
    ahead = [item for item in own if item.timing in (Timing.NEAR, Timing.LATER)]
    if counts[Timing.OVERDUE]:
        finding = text("commitments.finding", overdue=counts[Timing.OVERDUE], open=still_open)
    elif ahead:
        days = text("commitments.days_left", days=number_of_days(ahead[0].days_left))
        finding = text("commitments.finding_next", open=still_open, days=days)
    else:
        finding = text("commitments.finding_none", open=still_open)
    sources = len({item.source_id for item in listed})
    parts = [text("commitments.lead", total=len(listed), sources=sources)]
    for timing in (Timing.SETTLED, Timing.UNDATED):
        if counts[timing]:
            parts.append(text(f"commitments.lead.{timing}", count=counts[timing]))
    if len(own) < len(listed):
        parts.append(text("commitments.lead.elsewhere", count=len(listed) - len(own)))
    lead = ", ".join(parts) + "."
    eyebrow = text("commitments.eyebrow", today=date_label(committing_data.today()))
    st.html(show.page_head(eyebrow, finding, lead))


def number_of_days(days: int | None) -> str:
    """Days as written: "1.204"."""
    return number(Decimal(abs(days or 0)))


def filtered(listed: Sequence[Item]) -> list[Item]:
    """The commitments the choices above the list ask for; each choice stands in the address."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        place = _choice("place", [one.key for one in committing_data.places(listed)], _place_name)
        timing = _choice(
            "due",
            [t for t in Timing if t is not Timing.SETTLED],
            lambda t: text(f"commitments.timing.{t}"),
        )
        titles = {item.source_id: item.source_title for item in listed}
        if on_phone():
            with st.popover(text("filter.more")):
                state, source = _state_and_source(titles)
        else:
            state, source = _state_and_source(titles)
    return [
        item
        for item in listed
        if place in (_ALL, item.place)
        and timing in (_ALL, item.timing)
        and state in (_ALL, item.state)
        and source in (_ALL, item.source_id)
    ]


def _state_and_source(titles: dict[str, str]) -> tuple[str, str]:
    state = _choice("state", list(State), lambda one: text(f"commitments.state.{one}"))
    source = _choice("source", list(titles), lambda one: titles[one])
    return state, source


def _choice(name: str, options: Sequence[str], shown: Callable[[str], str]) -> str:
    return filters.chosen(
        f"c-{name}",
        text(f"commitments.filter.{name}"),
        (_ALL, *(str(option) for option in options)),
        _ALL,
        lambda option: option or "all",
        lambda option: shown(option) if option else text("filter.all"),
    )


def _place_name(key: str) -> str:
    return place_title(cached.gazetteer()[key])


def rows(listed: Sequence[Item]) -> None:
    """The rows, a page of them at a time."""
    if not listed:
        st.html(show.empty(text("commitments.no_match"), text("commitments.no_match_text"), "list"))
        return
    shown = st.session_state.get("commitments-shown", _PAGE)
    with st.container(border=True, key="commitments", gap=None):
        for item in listed[:shown]:
            _row(item)
    if len(listed) > shown:
        more = text("commitments.more", count=min(_PAGE, len(listed) - shown))
        if st.button(more, key="commitments-more"):
            st.session_state["commitments-shown"] = shown + _PAGE
            st.rerun()


def _row(item: Item) -> None:
    with st.container(key=f"commitment-{item.key}", gap="small"):
        left, right = st.columns([7, 4], gap="medium")
        with left:
            st.html(_task(item))
            acts = f"commitment-acts-{item.key}"
            with st.container(horizontal=True, vertical_alignment="center", key=acts):
                st.page_link(
                    page("sources"),
                    label=text("commitments.open_sentence"),
                    icon=":material/format_quote:",
                    query_params={
                        "source": item.source_id,
                        "passage": f"{item.span[0]}-{item.span[1]}",
                    },
                )
                if st.button(
                    text("commitments.set_state"),
                    key=f"commitment-set-{item.key}",
                    icon=":material/edit:",
                    type="tertiary",
                ):
                    _ask_state(item)
        with right:
            st.html(_figure(item, committing_data.standing(item)))


def _task(item: Item) -> str:
    """What, by when, who, the sentence, and what was said of it."""
    words = capital(item.quote)
    who = escape(capital(item.who)) if item.who else escape(text("commitments.nobody"))
    source = " · ".join(
        part
        for part in (item.source_title, date_label(item.source_date) if item.source_date else "")
        if part
    )
    return (
        "<div class='ys-commitment'><div class='ys-commitment-head'>"
        f"<h2>{escape(keep_together(words))}</h2>{chip(item)}</div>"
        f"<div class='ys-commitment-who'><b>{who}</b> · {escape(due(item))}</div>"
        f"{_sentence(item)}{_said(item)}"
        f"<div class='ys-small'>{escape(source)}</div></div>"
    )


def capital(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def chip(item: Item) -> str:
    """The days left, or the state where it settles the matter."""
    if item.state is State.DONE:
        return show.chip("met", text("commitments.state.done"))
    if item.state is State.DROPPED:
        return show.chip("no_target", text("commitments.state.dropped"))
    words = time_left(item)
    verdict = _CHIPS.get(item.timing)
    return (
        show.chip(verdict, words)
        if verdict
        else f"<span class='ys-chip ys-ask'><b>{escape(words)}</b></span>"
    )


def time_left(item: Item) -> str:
    """The days left or overdue, in words; why there are none to count."""
    days = item.days_left
    if days is None:
        return text("commitments.no_day" if item.due_words else "commitments.no_due")
    key = (
        "commitments.overdue"
        if days < 0
        else "commitments.days_left"
        if days
        else "commitments.due_today"
    )
    return text(key, days=number_of_days(days))


def due(item: Item) -> str:
    """By when, with the printed words where they say more than the day."""
    if item.due is None:
        return (
            text("commitments.due_words", words=item.due_words)
            if item.due_words
            else text("commitments.no_due")
        )
    return (
        text("commitments.due_said", date=date_label(item.due), words=item.due_words)
        if item.due_words
        else text("commitments.due", date=date_label(item.due))
    )


def _sentence(item: Item) -> str:
    """The sentence with the clause marked, where it says more than the clause."""
    found = committing_data.sentence(item)
    if found is None:
        return ""
    passage, start = found
    if len(" ".join(passage.split())) <= len(item.quote) + 4:
        return ""
    first, last = item.span
    if len(passage) > _LONG_QUOTE:
        begin = max(start, first - 120)
        begin = begin if begin == start else passage.find(" ", begin - start) + 1 + start
        end = min(start + len(passage), last + 80)
        passage, start = passage[begin - start : end - start], begin
    return quotation(passage, [Mark(first, last, style="passage")], start)


def _said(item: Item) -> str:
    """The state last set, with who, when and why."""
    if not item.history:
        return ""
    return f"<div class='ys-commitment-said'>{escape(said_label(item.history[0]))}</div>"


def said_label(said: Said) -> str:
    """One state in a line: what, who, when and why."""
    key = "commitments.said_why" if said.remark else "commitments.said"
    return text(
        key,
        state=text(f"commitments.state.{said.state}"),
        author=said.author,
        date=date_label(said.recorded_at.date()),
        remark=said.remark,
    )


def _figure(item: Item, standing: Standing | None) -> str:
    """The indicator that shows it: newest figure, target, verdict; or that there is none."""
    if item.indicator is None:
        return f"<div class='ys-small'>{escape(text('commitments.no_indicator'))}</div>"
    if standing is None:
        return f"<div class='ys-small'>{escape(text('commitments.no_standing'))}</div>"
    name = standing.indicator.name(language())
    query = {"indicator": item.indicator, "place": item.place or "", "period": standing.period}
    href = escape(f"chi-tieu?{urlencode(query)}")
    title = f"<a class='ys-figure-link' href='{href}' target='_self'>{escape(name)}</a>"
    target = text("commitments.target", target=cards.target_label(standing))
    if standing.actual is None:
        value = _last_known(standing)
        verdict = show.chip("no_figure")
    else:
        tag = f" {show.estimate_tag()}" if standing.actual.is_estimate else ""
        value = (
            f"<b class='ys-commitment-value'>{escape(figure_label(standing.actual))}</b>{tag}"
            f" <span class='ys-small'>{escape(period_label(standing.actual.period))}</span>"
        )
        verdict = show.chip(standing.verdict) if is_judged(standing) else ""
    return (
        f"<div class='ys-commitment-figure'><div class='ys-commitment-head'><span>{title}</span>"
        f"{verdict}</div><div>{value}</div><div class='ys-small'>{escape(target)}</div></div>"
    )


def _last_known(standing: Standing) -> str:
    """The newest figure of an earlier year, told as that: it says nothing of this target."""
    known = standing.last_known
    if known is None:
        return ""
    words = text(
        "commitments.last_known", value=figure_label(known), period=period_label(known.period)
    )
    return f"<span class='ys-muted'>{escape(words)}</span>"


def _ask_state(item: Item) -> None:
    st.dialog(text("commitments.set_state"), width="medium")(state_form)(item)


def state_form(item: Item) -> None:
    """State and remark; a delay or a dropped task needs a reason."""
    st.html(f"<b>{escape(capital(item.quote))}</b>")
    with st.form("commitment-state", border=False):
        state = st.segmented_control(
            text("commitments.filter.state"),
            list(State),
            format_func=lambda one: text(f"commitments.state.{one}"),
            default=item.state,
            required=True,
            key="commitment-state-choice",
        )
        remark = st.text_area(
            text("commitments.remark"), key="commitment-remark", max_chars=600, height=96
        )
        if st.form_submit_button(text("commitments.save"), type="primary"):
            if state in _NEEDS_REMARK and not remark.strip():
                st.html(show.note("warning", text("commitments.remark_needed")))
            else:
                say(
                    committing_data.office(), item.key, State(state), author=author(), remark=remark
                )
                st.session_state["commitments-saved"] = text(f"commitments.state.{state}")
                st.rerun()
    if item.history:
        lines = "".join(f"<li>{escape(said_label(said))}</li>" for said in item.history)
        st.html(
            f"<div class='ys-small'>{escape(text('commitments.history'))}<ul>{lines}</ul></div>"
        )


def saved() -> None:
    """Says once that a state was kept."""
    state = st.session_state.pop("commitments-saved", None)
    if state:
        st.toast(text("commitments.saved", state=state), icon=":material/check:")


def nothing() -> None:
    """The page of a store whose documents commit nobody to anything."""
    st.html(show.page_head(text("nav.commitments"), text("commitments.none")))
    draw.empty(text("commitments.none"), text("commitments.none_text"))
