"""Which pages there are, in which group, under which address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from yardstick.ui.messages import text


@dataclass(frozen=True)
class Entry:
    """One page: its group, its module in `pages`, its address, its title's key and its icon."""

    group: str
    module: str
    url_path: str
    title: str
    icon: str

    @property
    def exists(self) -> bool:
        """True when the page has been written."""
        return _is_written(self.module)

    @property
    def page(self) -> Callable[[], None]:
        """The function that draws it."""
        drawn: Callable[[], None] = import_module(f"pages.{self.module}").page
        return drawn


@cache
def _is_written(module: str) -> bool:
    return find_spec(f"pages.{module}") is not None


ENTRIES = (
    Entry("nav.lead", "overview", "tong-quan", "nav.overview", ":material/dashboard:"),
    Entry("nav.lead", "indicator", "chi-tieu", "nav.indicator", ":material/bar_chart:"),
    Entry("nav.lead", "place", "dia-ban", "nav.place", ":material/location_on:"),
    Entry("nav.lead", "matrix", "ma-tran", "nav.matrix", ":material/grid_on:"),
    Entry("nav.lead", "commitments", "cam-ket", "nav.commitments", ":material/checklist:"),
    Entry("nav.data", "upload", "nap-so-lieu", "nav.upload", ":material/upload:"),
    Entry("nav.data", "review", "ra-soat", "nav.review", ":material/rule:"),
    Entry("nav.data", "sources", "nguon", "nav.sources", ":material/description:"),
    Entry("nav.briefing_group", "briefing", "trinh-chieu", "nav.briefing", ":material/slideshow:"),
)
FIRST = "overview"


def pages(counts: dict[str, int] | None = None) -> list[StreamlitPage]:
    """The written pages, in the session's language.

    Args:
        counts: Module -> how many things wait there, shown as "Rà soát (9)".
    """
    found = [_door()]
    for entry in ENTRIES:
        if entry.exists:
            waiting = (counts or {}).get(entry.module)
            title = text(entry.title) + (f" ({waiting})" if waiting else "")
            found.append(st.Page(entry.page, title=title, icon=entry.icon, url_path=entry.url_path))
    return found


def group_heads() -> dict[str, str]:
    """The address of the first page of each group -> the group's title."""
    first: dict[str, str] = {}
    for entry in reversed(ENTRIES):
        if entry.exists:
            first[entry.group] = entry.url_path
    return {path: text(group) for group, path in first.items()}


def _door() -> StreamlitPage:
    """The bare address: Streamlit gives its default page no path, so it only leads on."""
    return st.Page(
        _enter, title=text("product.name"), url_path="bat-dau", default=True, visibility="hidden"
    )


def _enter() -> None:
    st.switch_page(page(FIRST), query_params=st.query_params.to_dict())


def exists(module: str) -> bool:
    """True when the page has been written."""
    return any(entry.exists for entry in ENTRIES if entry.module == module)


def page(module: str) -> StreamlitPage:
    """A page to link or switch to, by its module's name."""
    entry = next(entry for entry in ENTRIES if entry.module == module)
    return st.Page(entry.page, title=text(entry.title), icon=entry.icon, url_path=entry.url_path)
