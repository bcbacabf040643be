"""The frame around every page: style, logo, navigation, language; run by the server."""

from html import escape
from pathlib import Path

import streamlit as st

from yardstick.errors import YardstickError
from yardstick.ui import briefing_data, cached, headline, show
from yardstick.ui.messages import text
from yardstick.ui.navigation import group_heads, pages
from yardstick.ui.reviewing_data import waiting_count
from yardstick.ui.session import choose_language, language, language_from_address

_ROOT = Path(__file__).resolve().parents[2]
_IMAGES = _ROOT / "static" / "images"


def _said_by_style(is_illustrative: bool) -> str:
    """What style.css cannot know: the groups of the pages, and the ground of made-up figures.

    The pages are one list: those Streamlit draws by group are no list to a screen reader.
    """
    rules = [
        f'[data-testid="stSidebarNavItems"] li:has(a[href$="/{path}"])::before '
        f'{{ content: "{group}"; }}'
        for path, group in group_heads().items()
    ]
    if is_illustrative:
        rules.append(f".stApp {{ --ys-ground: {show.ground(text('card.demo'))}; }}")
    return "\n".join(rules)


def _is_illustrative() -> bool:
    try:
        return cached.is_illustrative()
    except YardstickError:
        # The page says what is wrong; the frame around it has to stand.
        return False


def _sidebar_head(is_illustrative: bool) -> None:
    """Under the product's name: whose figures these are, and whether they are made up."""
    try:
        home = cached.available().home
    except YardstickError:
        home = None
    parts = [f"<div>{escape(headline.place_name(home))}</div>"] if home is not None else []
    if is_illustrative:
        parts.append(show.demo_badge())
    if parts:
        with st.sidebar, st.container(key="sidebar-home"):
            st.html("".join(parts))


def _language_changed() -> None:
    choose_language(st.session_state["language-switch"] or language())


def _user_words() -> tuple[str, str]:
    """Who sits here, and as what: a reporting unit is named."""
    try:
        user = cached.user()
    except YardstickError:
        # The page says what is wrong with the settings.
        return text("product.local_user"), text("product.local_role")
    if user.unit is None:
        return text("product.local_user"), text("product.local_role")
    return user.name, text("product.unit_role", unit=headline.place_name(user.unit))


def _sidebar_foot() -> None:
    with st.sidebar, st.container(key="sidebar-foot", gap=None):
        name, role = _user_words()
        st.html(
            f"<div class='ys-user' lang='{language()}'><b>{escape(name)}</b>{escape(role)}</div>"
        )
        st.session_state["language-switch"] = language()
        st.segmented_control(
            text("language.label"),
            ["vi", "en"],
            format_func=lambda code: text(f"language.{code}"),
            required=True,
            key="language-switch",
            label_visibility="collapsed",
            on_change=_language_changed,
        )


def frame() -> None:
    """Draws the frame and then the page the address names."""
    language_from_address()
    st.set_page_config(
        page_title=text("product.name"),
        page_icon=str(_IMAGES / "favicon.png"),
        layout="wide",
        initial_sidebar_state="auto",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    is_illustrative = _is_illustrative()
    st.html(f"<style>{_said_by_style(is_illustrative)}</style>")
    st.logo(
        str(_IMAGES / f"logo-{language()}.svg"),
        size="large",
        icon_image=str(_IMAGES / "mark.svg"),
    )
    counts = {"review": waiting_count(), "briefing": briefing_data.count()}
    chosen = st.navigation(pages(counts), expanded=True)
    _sidebar_head(is_illustrative)
    _sidebar_foot()
    chosen.run()


frame()
