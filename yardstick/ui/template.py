"""The download of a blank template for a place and period, filled in with what is known."""

import streamlit as st

from yardstick.domain.period import Cumulative, Period, Year
from yardstick.domain.place import Place
from yardstick.domain.vietnamese import fold
from yardstick.render.template import template
from yardstick.store import reader
from yardstick.ui import cached
from yardstick.ui.messages import period_title, place_title, text

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
        st.download_button(
            text("upload.template_get"),
            data=lambda: _file(place, period),
            file_name=f"bieu-mau-{fold(place.full_name).replace(' ', '-')}-{period.code}.xlsx",
            mime=_MIME,
            type="primary",
            on_click="ignore",
        )


def _places() -> list[Place]:
    """Today's provinces and communes, and every place with figures."""
    return list(cached.available().places) or [
        place for place in cached.gazetteer() if place.valid_to is None and place.parent is not None
    ]


def _home(places: list[Place]) -> int:
    home = cached.available().home
    return places.index(home) if home in places else 0


def _file(place: Place, period: Period) -> bytes:
    """The template, with last known figures and targets of the place."""
    indicators = [item for item in cached.catalogue() if place.level in item.levels]
    known = None
    if not cached.store().is_empty:
        years = range(period.year - _YEARS_BACK, period.year + 1)
        known = reader.current(cached.store(), places=(place.key,), years=years)
    return template(indicators, place, period, known)
