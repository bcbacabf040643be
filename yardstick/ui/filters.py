"""The choices above a page: place, period, authority, indicator; each stands in the address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Period
from yardstick.domain.place import Place
from yardstick.ui import cached
from yardstick.ui.messages import authority_label, period_title, text
from yardstick.ui.session import language

Option = TypeVar("Option")


@dataclass(frozen=True)
class View:
    """What a page is asked to show."""

    place: Place
    period: Period
    authority: str | None


def chosen(
    name: str,
    label: str,
    options: Sequence[Option],
    default: Option,
    written: Callable[[Option], str],
    shown: Callable[[Option], str],
) -> Option:
    """A selectbox whose choice stands in the address as a code, so that a link shows the same view.

    An address that changed since the last run wins over what the session remembers; an unknown
    code in it is ignored. Leaving the page and coming back keeps the choice.

    Args:
        name: The address parameter; the widget's key is `filter-NAME`.
        label: The label above.
        options: What can be chosen; not empty.
        default: Taken when neither the address nor the session names an option.
        written: Option -> code in the address.
        shown: Option -> text on screen.
    """
    codes = {written(option): option for option in options}
    key, kept = f"filter-{name}", f"kept-{name}"
    asked = st.query_params.get(name)
    remembered = st.session_state.get(kept)
    if asked in codes and asked != remembered:
        st.session_state[key] = codes[asked]
    elif st.session_state.get(key) not in options:
        st.session_state[key] = codes.get(remembered or "", default)
    picked = st.selectbox(label, options, format_func=shown, key=key)
    st.session_state[kept] = st.query_params[name] = written(picked)
    return picked


def place_and_period() -> View | None:
    """Place, period and authority of the leaders' pages; None when the store holds no figure."""
    available = cached.available()
    if available.home is None:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        place = _place(available, available.home)
        period = _period(place)
        authorities: tuple[str | None, ...] = (None, *cached.choices(place).authorities)
        authority = chosen(
            "authority",
            text("filter.authority"),
            authorities,
            None,
            lambda option: option or "all",
            lambda option: authority_label(option) or text("filter.all"),
        )
    return View(place, period, authority)


def indicator_and_period() -> tuple[Indicator, Place, Period] | None:
    """Indicator, place around and period of the indicator page; None when the store is empty."""
    available = cached.available()
    if available.home is None:
        return None
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        indicator = chosen(
            "indicator",
            text("filter.indicator"),
            available.indicators,
            available.indicators[0],
            lambda option: option.code,
            lambda option: option.name(language()),
        )
        place = _place(available, available.home)
        period = _period(place)
    return indicator, place, period


def _place(available: cached.Available, home: Place) -> Place:
    return chosen(
        "place",
        text("filter.place"),
        available.places,
        home,
        lambda option: option.key,
        lambda option: option.title,
    )


def _period(place: Place) -> Period:
    return chosen(
        "period",
        text("filter.period"),
        cached.choices(place).periods,
        cached.choices(place).first,
        lambda option: option.code,
        lambda option: period_title(option.code),
    )
