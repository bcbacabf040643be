"""The choices above a page: place, period, authority, indicator; each stands in the address."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from yardstick.domain.indicator import Indicator
from yardstick.domain.period import Period, parse_period
from yardstick.domain.place import Place
from yardstick.errors import PeriodError
from yardstick.ui import cached, show
from yardstick.ui.messages import authority_label, date_label, period_title, place_title, text
from yardstick.ui.session import as_of as looked_back
from yardstick.ui.session import choose_as_of, language, on_phone

Option = TypeVar("Option")
# So many fit beside the button "Lọc thêm" on a phone.
_ON_PHONE = 2
_MISSING = "filters-missing"


@dataclass(frozen=True)
class View:
    """What a page is asked to show; `beside` and `acts` are places in the row.

    One for a choice of the page's own, one at the end for buttons.
    """

    place: Place
    period: Period
    authority: str | None
    beside: DeltaGenerator
    acts: DeltaGenerator


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
    picked = st.selectbox(
        label, options, format_func=shown, key=key, placeholder=text("filter.choose")
    )
    if asked and asked not in codes:
        # A link, or the place chosen just now, may ask for what nothing is known of: said once.
        missing = text("filter.missing", asked=_named(name, asked), shown=shown(picked))
        st.session_state.setdefault(_MISSING, []).append(missing)
    st.session_state[kept] = st.query_params[name] = written(picked)
    return picked


def _named(name: str, code: str) -> str:
    """What a code in the address stands for; the code itself where it stands for nothing."""
    if name == "period":
        try:
            return period_title(parse_period(code).code)
        except PeriodError:
            return code
    if name == "place":
        place = cached.gazetteer().find_key(code)
        return place_title(place) if place is not None else code
    if name == "indicator":
        indicator = cached.catalogue().find(code)
        return indicator.name(language()) if indicator is not None else code
    return code


def place_and_period() -> View | None:
    """Place, period and authority of the leaders' pages; None when the store holds no figure."""
    if not _has_anything():
        return None
    with row(5) as fields:
        as_of(fields[4])
        available = cached.available()
        if available.home is None:
            return None
        with fields[1]:
            place = _place(available, available.home)
        with fields[0]:
            period = _period(place)
        with fields[2]:
            asked = authority(cached.choices(place).authorities)
        acts = st.container(width="content", key="filters-acts")
    return View(place, period, asked, fields[3], acts)


@dataclass(frozen=True)
class IndicatorAsked:
    """What the page of one indicator is asked to show."""

    indicator: Indicator
    place: Place
    period: Period
    authority: str | None


def indicator_and_period() -> IndicatorAsked | None:
    """Indicator, place around, period, authority and day; None when the store is empty."""
    if not _has_anything():
        return None
    with row(5) as fields:
        as_of(fields[4])
        available = cached.available()
        if available.home is None:
            return None
        with fields[0]:
            indicator = chosen(
                "indicator",
                text("filter.indicator"),
                available.indicators,
                available.indicators[0],
                lambda option: option.code,
                lambda option: option.name(language()),
            )
        with fields[2]:
            place = _place(available, available.home)
        with fields[1]:
            period = _period(place)
        with fields[3]:
            asked = authority(cached.choices(place).authorities)
    return IndicatorAsked(indicator, place, period, asked)


def _has_anything() -> bool:
    """False for an empty store: over it there is nothing to choose."""
    if cached.recorded_days():
        return True
    choose_as_of(None)
    return False


@contextmanager
def row(count: int) -> Iterator[Sequence[DeltaGenerator]]:
    """The row of filters: places to fill in any order, for one choice may depend on another.

    A phone shows the first two and the others behind a button.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        shown = [st.container() for _ in range(min(count, _ON_PHONE) if on_phone() else count)]
        if len(shown) < count:
            with st.popover(text("filter.more"), icon=":material/tune:", key="filters-more"):
                shown += [st.container() for _ in range(count - len(shown))]
        yield shown
    for missing in st.session_state.pop(_MISSING, ()):
        st.html(show.note("info", missing))
    day = looked_back()
    if day is not None:
        st.html(show.note("info", text("filter.as_of_note", date=date_label(day.date()))))


def as_of(where: DeltaGenerator) -> None:
    """The day up to which figures count; offered once figures came in on different days."""
    days = cached.recorded_days()[1:]
    if not days:
        choose_as_of(None)
        return
    options: tuple[date | None, ...] = (None, *days)
    with where:
        day = chosen(
            "as-of",
            text("filter.as_of"),
            options,
            None,
            lambda option: option.isoformat() if option else "now",
            lambda option: date_label(option) if option else text("filter.now"),
        )
    choose_as_of(day)


def authority(known: Sequence[str]) -> str | None:
    """Whose targets count; None for all."""
    options: tuple[str | None, ...] = (None, *known)
    return chosen(
        "authority",
        text("filter.authority"),
        options,
        None,
        lambda option: option or "all",
        lambda option: authority_label(option) or text("filter.all"),
    )


def _place(available: cached.Available, home: Place) -> Place:
    return chosen(
        "place",
        text("filter.place"),
        available.places,
        home,
        lambda option: option.key,
        place_title,
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
