"""The download of a blank template for a place and period, filled in with what is known."""

import streamlit as st

from yardstick.domain.indicator import FieldOfWork, Indicator
from yardstick.domain.period import Cumulative, Period, Year
from yardstick.domain.place import Place
from yardstick.domain.vietnamese import fold
from yardstick.render.template import template
from yardstick.store import reader
from yardstick.ui import cached
from yardstick.ui.messages import period_title, place_title, text
from yardstick.ui.session import language

_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_YEARS_BACK, _YEARS_AHEAD = 8, 1


def offer() -> None:
    """A button that opens the choice of place and period, and gives the file."""
    with st.popover(text("upload.template"), icon=":material/download:", width="stretch"):
        st.caption(text("upload.template_text"))
        places = _places()
        place = st.selectbox(
            text("upload.template_place"),
            places,
            index=_home(places),
            format_func=place_title,
            key="template-place",
        )
        newest = cached.newest_year()
        year = st.selectbox(
            text("upload.template_year"),
            range(newest + _YEARS_AHEAD, newest - _YEARS_BACK, -1),
            index=_YEARS_AHEAD,
            key="template-year",
        )
        periods: list[Period] = [
            *(Cumulative(year, month).canonical() for month in range(1, 12)),
            Year(year),
        ]
        period = st.selectbox(
            text("upload.template_part"),
            periods,
            index=len(periods) - 1,
            format_func=lambda option: period_title(option.code),
            key="template-period",
        )
        field = st.selectbox(
            text("filter.field"),
            [None, *cached.catalogue().fields],
            format_func=_field_name,
            key="template-field",
        )
        peers = _peers(place, period)
        asked: tuple[Place, ...] = (place,)
        if len(peers) > 1 and st.toggle(
            text("upload.template_peers", count=len(peers)), key="template-peers"
        ):
            asked = peers
        st.download_button(
            text("upload.template_get"),
            data=lambda: _file(asked, period, field),
            file_name=_file_name(asked, place, period),
            mime=_MIME,
            type="primary",
            on_click="ignore",
        )


def _field_name(field: FieldOfWork | None) -> str:
    if field is None:
        return text("filter.all")
    return field.name_en if language() == "en" else field.name_vi


def _peers(place: Place, period: Period) -> tuple[Place, ...]:
    """The places of its level inside the same place in the period, itself among them."""
    gazetteer = cached.gazetteer()
    if place.parent is None:
        return (place,)
    inside = gazetteer.children(gazetteer[place.parent], on=period.end)
    return tuple(one for one in inside if one.level == place.level)


def _file_name(asked: tuple[Place, ...], place: Place, period: Period) -> str:
    of = place.full_name
    if len(asked) > 1 and place.parent is not None:
        of = f"{len(asked)} {place.level} {cached.gazetteer()[place.parent].name}"
    return f"bieu-mau-{fold(of).replace(' ', '-')}-{period.code}.xlsx"


def _asked_for(place: Place, field: FieldOfWork | None) -> list[Indicator]:
    return [
        item
        for item in cached.catalogue()
        if place.level in item.levels and (field is None or item.field == field.code)
    ]


def _places() -> list[Place]:
    """Today's provinces and communes, and every place with figures."""
    return list(cached.available().places) or [
        place for place in cached.gazetteer() if place.valid_to is None and place.parent is not None
    ]


def _home(places: list[Place]) -> int:
    home = cached.available().home
    return places.index(home) if home in places else 0


def _file(asked: tuple[Place, ...], period: Period, field: FieldOfWork | None) -> bytes:
    """The template, with last known figures and targets of the places."""
    known = None
    if not cached.store().is_empty:
        years = range(period.year - _YEARS_BACK, period.year + 1)
        keys = tuple(place.key for place in asked)
        known = reader.current(cached.store(), places=keys, years=years)
    return template(_asked_for(asked[0], field), asked, period, known)
