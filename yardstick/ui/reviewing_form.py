"""The reading as a form: what the reader filled in, and the fields to complete or correct it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from html import escape
from typing import TypeVar

import streamlit as st

from etl.review import Draft, Item, draft_of, period_named
from etl.review_form import read_numbers, with_numbers, written_numbers
from yardstick.domain.indicator import Indicator
from yardstick.domain.observation import Authority, Kind, Measure, Status
from yardstick.domain.period import Cumulative, Half, Month, Period, Quarter, Year
from yardstick.domain.place import Level, Place
from yardstick.domain.unit import normal_spelling
from yardstick.domain.vietnamese import sort_key
from yardstick.ui import cached
from yardstick.ui.messages import (
    authority_label,
    period_title,
    place_title,
    status_label,
    text,
    unit_label,
    words,
)
from yardstick.ui.session import language

Option = TypeVar("Option")

_COMPARATORS = (None, ">=", "<=", "~")
_BASES = (
    None,
    "plan",
    "plan_central",
    "plan_province",
    "plan_district",
    "plan_commune",
    "plan_term",
    "last_month",
    "last_quarter",
    "year_start",
    "term_start",
    "province_average",
    "region",
)
_YEARS_BACK, _YEARS_ON = 4, 6
_MISSING = "—"


def as_read(item: Item) -> Draft:
    """The form as the reader filled it in."""
    return draft_of(item, cached.catalogue(), cached.gazetteer())


def base_label(base: str | None) -> str:
    """What a change or a share is measured against, in words."""
    key = f"review.base.{base or 'usual'}"
    return text(key) if key in words() else str(base)


def read_only(draft: Draft) -> None:
    """The reading as it stands, without anything to type in."""
    one = draft.mention
    name = draft.indicator.name(language()) if draft.indicator else _MISSING
    period = period_title(draft.period) if draft.period else _MISSING
    kind = f"{text(f'origin.{one.kind}').capitalize()}, {text(f'measure.{one.measure}')}"
    value = f"{text(f'review.comparator.{one.comparator}')} " if one.comparator else ""
    rows = [
        [(text("column.indicator"), name)],
        [
            (text("review.field.value"), value + (written_numbers(one) or _MISSING)),
            (text("review.field.unit"), unit_label(one.unit) or text("measure.rank")),
        ],
        [(text("origin.period"), period)],
        [(text("origin.kind"), kind)],
        [
            (text("column.place"), place_title(draft.place) if draft.place else _MISSING),
            (text("origin.status"), status_label(one.status) or _MISSING),
        ],
    ]
    if one.base:
        rows.append([(text("review.field.base"), base_label(one.base))])
    if one.kind == Kind.TARGET:
        rows.append([(text("origin.authority"), authority_label(one.authority) or _MISSING)])
    drawn = "".join(
        "<div class='ys-rv-fields'>"
        + "".join(
            f"<div><span class='ys-rv-label'>{escape(label)}</span>"
            f"<div class='ys-rv-box{' ys-rv-open' if shown == _MISSING else ''}'>{escape(shown)}"
            "</div></div>"
            for label, shown in row
        )
        + "</div>"
        for row in rows
    )
    st.html(f"<div class='ys-rv-form'>{drawn}</div>")


def edited(item: Item, draft: Draft) -> Draft:
    """The form with its fields open, as the person leaves it in this run."""
    one = draft.mention
    key = f"w{item.waiting_id}"
    indicator = _indicator(key, draft.indicator)
    first, second = st.columns([3, 4])
    with first:
        comparator = _choice(key, "comparator", _COMPARATORS, one.comparator, _comparator_label)
    with second:
        typed = st.text_input(
            text("review.field.value"), value=written_numbers(one), key=f"review-value-{key}"
        )
    unit = _unit(key, one.unit, indicator)
    period = _period(key, item, draft.period)
    first, second = st.columns(2)
    with first:
        kind = _choice(key, "kind", tuple(Kind), Kind(one.kind), lambda k: text(f"origin.{k}"))
    with second:
        measure = _choice(
            key, "measure", tuple(Measure), Measure(one.measure), lambda m: text(f"measure.{m}")
        )
    place = _place(key, item, draft.place)
    base = one.base
    if measure not in (Measure.LEVEL,):
        base = _choice(key, "base", _with(_BASES, one.base), one.base, base_label)
    status, authority = one.status, one.authority
    if kind is Kind.TARGET:
        named = Authority(one.authority) if one.authority else None
        authority = _choice(key, "authority", (None, *Authority), named, _authority_label)
    else:
        known = Status(one.status) if one.status else None
        status = _choice(key, "status", (None, *Status), known, _status_label)
    mention = replace(
        with_numbers(one, read_numbers(typed or "")),
        indicator=indicator.code if indicator else None,
        comparator=comparator,
        unit=unit,
        kind=str(kind),
        measure=str(measure),
        base=base,
        status=str(status) if status else None,
        authority=str(authority) if authority else None,
    )
    return Draft(mention, indicator, place, period)


def _comparator_label(comparator: str | None) -> str:
    return text(f"review.comparator.{comparator or 'exact'}")


def _authority_label(authority: Authority | None) -> str:
    return authority_label(authority) or text("review.unsaid")


def _status_label(status: Status | None) -> str:
    return status_label(status) or text("review.unsaid")


def _with(options: Sequence[Option], own: Option) -> tuple[Option, ...]:
    return tuple(options) if own in options else (*options, own)


def _choice(
    key: str,
    name: str,
    options: Sequence[Option],
    own: Option,
    shown: Callable[[Option], str],
) -> Option:
    labels = {"kind": "origin.kind", "status": "origin.status", "authority": "origin.authority"}
    # Streamlit takes None for "nothing chosen" and says so in English; a code stands for it.
    codes = {"" if option is None else str(option): option for option in options}
    picked = st.selectbox(
        text(labels.get(name, f"review.field.{name}")),
        list(codes),
        index=list(codes.values()).index(own),
        format_func=lambda code: shown(codes[code]),
        key=f"review-{name}-{key}",
    )
    return codes[picked]


def _indicator(key: str, own: Indicator | None) -> Indicator | None:
    options = tuple(cached.catalogue())
    return st.selectbox(
        text("column.indicator"),
        options,
        index=options.index(own) if own else None,
        format_func=lambda one: f"{one.name(language())} · {one.code}",
        placeholder=text("review.choose_indicator"),
        key=f"review-indicator-{key}",
    )


def _unit(key: str, own: str, indicator: Indicator | None) -> str:
    offered = [own]
    if indicator is not None:
        offered += [indicator.unit, *indicator.also_units]
    offered += ["%", "điểm %", "rank"]
    options = list(dict.fromkeys(unit for unit in offered if unit))
    picked = st.selectbox(
        text("review.field.unit"),
        options,
        index=options.index(own) if own else None,
        format_func=lambda unit: unit_label(unit) or text("measure.rank"),
        accept_new_options=True,
        placeholder=text("review.type_unit"),
        key=f"review-unit-{key}",
    )
    return normal_spelling(picked) if picked and picked not in options else picked or ""


def _period(key: str, item: Item, own: Period | None) -> Period | None:
    year = own.year if own else item.issued.year if item.issued else cached.newest_year()
    options = [period.code for period in _periods(year)]
    if own is not None and own.code not in options:
        options.insert(0, own.code)
    picked = st.selectbox(
        text("origin.period"),
        options,
        index=options.index(own.code) if own else None,
        format_func=lambda code: period_title(code) if period_named(code) else code,
        accept_new_options=True,
        placeholder=text("review.choose_period"),
        key=f"review-period-{key}",
    )
    return period_named(picked)


def _periods(year: int) -> Iterable[Period]:
    """The year's own periods first, then whole years before and after, then their halves."""
    yield Year(year)
    yield from (Half(year, part) for part in (1, 2))
    yield Cumulative(year, 9)
    yield from (Quarter(year, part) for part in (1, 2, 3, 4))
    yield from (Cumulative(year, last) for last in (2, 4, 5, 7, 8, 10, 11))
    yield from (Month(year, part) for part in range(1, 13))
    others = [year + step for step in range(-_YEARS_BACK, _YEARS_ON) if step]
    yield from (Year(other) for other in others)
    yield from (Half(other, 1) for other in others)


def _place(key: str, item: Item, own: Place | None) -> Place | None:
    options = _places(item, own)
    return st.selectbox(
        text("column.place"),
        options,
        index=options.index(own) if own else None,
        format_func=lambda place: _place_title(place),
        placeholder=text("review.choose_place"),
        key=f"review-place-{key}",
    )


def _place_title(place: Place) -> str:
    around = cached.gazetteer().ancestors(place)
    if place.level in (Level.PROVINCE, Level.COUNTRY) or not around:
        return place_title(place)
    return f"{place_title(place)}, {around[0].full_name}"


@st.cache_resource(show_spinner=False, max_entries=1)
def _every_place() -> tuple[Place, ...]:
    levels = list(Level)
    places = cached.gazetteer()
    return tuple(sorted(places, key=lambda one: (levels.index(one.level), sort_key(one.name))))


def _places(item: Item, own: Place | None) -> list[Place]:
    """Candidates for the written name first, then every place from the widest on."""
    named = item.mention.place_text
    likely = list(cached.gazetteer().candidates(named, on=item.issued)) if named else []
    first = [own] if own else []
    return list(dict.fromkeys([*first, *likely, *_every_place()]))
