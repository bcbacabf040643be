"""Makes the first HTML page ours: its language, title and style, and what it loads beforehand."""

from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yardstick.api import chunks

_CLIENT = Path(streamlit.__file__).parent / "static" / "static" / "js"
_FONTS = ("latin-400", "vietnamese-400", "latin-600", "vietnamese-600")
_SCRIPTS = ("links.js", "words.js")
_STATIC = Path(__file__).resolve().parents[2] / "static"

# Every page lies one level below the root, so "./" is the root for all of them. Told where its
# server is, the client connects at once; left alone, it first looks below the page's own path and
# waits for the 404.
_ADDRESS = """<script>
(() => {
  const root = new URL("./", window.location.href).href;
  window.__streamlit = {
    BACKEND_BASE_URL: root,
    MAIN_PAGE_BASE_URL: root,
    HOST_CONFIG: { allowedOrigins: [window.location.origin], useExternalAuthToken: false },
  };
})();
</script>"""


class ProductShell:
    """Rewrites Streamlit's index page; every other answer passes untouched.

    The page carries no other way to say its language: screen readers would read Vietnamese with
    English sounds.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Holds back an HTML answer until it is whole, then sends it rewritten."""
        if scope["type"] != "http" or scope["method"] != "GET" or not _wants_html(scope):
            await self.app(scope, receive, send)
            return
        # Asked for uncompressed, so that the text can be read here.
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        start: Message = {}
        body = bytearray()

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                if not _is_html(start):
                    await send(start)
            elif not _is_html(start):
                await send(message)
            else:
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _send_rewritten(start, bytes(body), send)

        await self.app({**scope, "headers": plain}, receive, hold)


@lru_cache(maxsize=4)
def _rewritten(page: str) -> str:
    """Streamlit's index page as ours; it is the same for every address."""
    loads = [
        f'<link rel="preload" href="./app/static/fonts/{name}.woff2" as="font" type="font/woff2"'
        " crossorigin>"
        for name in _FONTS
    ]
    loads += [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in chunks.needed(_CLIENT)
        if f'"./static/js/{name}"' not in page
    ]
    chart = chunks.chunk(_CLIENT, chunks.CHART)
    # Run while the page waits for the server, instead of when the first chart has come.
    early = f'<script type="module">import "./static/js/{chart}";</script>' if chart else ""
    # Last in the body: our rules come after the client's own.
    ours = f'<link rel="stylesheet" href="{_versioned("style.css")}">\n' + "".join(
        f'<script src="{_versioned(name)}" defer></script>\n' for name in _SCRIPTS
    )
    for old, new in (
        ('<html lang="en">', '<html lang="vi">'),
        ("<title>Streamlit</title>", "<title>Thước đo</title>"),
        ('href="./favicon.png"', 'href="./app/static/images/favicon.png"'),
        ("<head>", f"<head>\n{_ADDRESS}"),
        ("</head>", "\n".join([*loads, early, "</head>"])),
        ("</body>", f"{ours}</body>"),
    ):
        page = page.replace(old, new, 1)
    return page


def _versioned(name: str) -> str:
    """The address of a file of ours; a changed file has another, whatever a browser has kept."""
    return f"./app/static/{name}?{(_STATIC / name).stat().st_mtime_ns}"


async def _send_rewritten(start: Message, body: bytes, send: Send) -> None:
    body = _rewritten(body.decode("utf-8")).encode("utf-8")
    kept = [
        pair for pair in start["headers"] if pair[0].lower() not in (b"content-length", b"etag")
    ]
    length = (b"content-length", str(len(body)).encode())
    await send({**start, "headers": [*kept, length]})
    await send({"type": "http.response.body", "body": body})


def _wants_html(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _is_html(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in start["headers"]
    )
