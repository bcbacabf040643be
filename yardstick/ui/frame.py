"""The frame around every page: style, logo, navigation, language; run by the server."""

from pathlib import Path

import streamlit as st

from yardstick.ui.messages import text
from yardstick.ui.navigation import pages
from yardstick.ui.reviewing_data import waiting_count
from yardstick.ui.session import choose_language, language, language_from_address

_ROOT = Path(__file__).resolve().parents[2]
_IMAGES = _ROOT / "static" / "images"


def _language_changed() -> None:
    choose_language(st.session_state["language-switch"] or language())


def _sidebar_foot() -> None:
    with st.sidebar, st.container(key="sidebar-foot", gap=None):
        st.html(
            f"<div class='ys-user'><b>{text('product.local_user')}</b>"
            f"{text('product.local_role')}</div>"
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
    st.html(Path(__file__).with_name("style.css"))
    st.logo(
        str(_IMAGES / f"logo-{language()}.svg"),
        size="large",
        icon_image=str(_IMAGES / "mark.svg"),
    )
    chosen = st.navigation(pages({"review": waiting_count()}), expanded=True)
    _sidebar_foot()
    chosen.run()


frame()
