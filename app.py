"""The server: `streamlit run app.py`. Pages come from the frame; here are guards and routes."""

import sys
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from yardstick.api.guard import LocalOnly, SecurityHeaders, require_loopback
from yardstick.api.routes import routes
from yardstick.api.shell import ProductShell
from yardstick.charts.labels import LANGUAGES
from yardstick.errors import AddressRefusedError
from yardstick.ui.failures import show_failure
from yardstick.ui.messages import failure_sentence
from yardstick.ui.session import speaking
from yardstick.ui.warm import warm_up

ROOT = Path(__file__).resolve().parent

try:
    require_loopback(config.get_option("server.address"))
except AddressRefusedError as refused:
    sentences = []
    for language in LANGUAGES:
        with speaking(language):
            sentences.append(failure_sentence(refused))
    sys.exit("\n".join(sentences))


@asynccontextmanager
async def warmed(_app: object) -> AsyncIterator[None]:
    """Pages and store are ready before the first request is answered."""
    await to_thread(warm_up)
    yield


app = st.App(
    ROOT / "yardstick" / "ui" / "frame.py",
    routes=routes(ROOT),
    middleware=[Middleware(LocalOnly), Middleware(SecurityHeaders), Middleware(ProductShell)],
    lifespan=warmed,
    on_script_error=show_failure,
)
