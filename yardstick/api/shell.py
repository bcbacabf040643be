"""Makes the first HTML page ours: its language and its title, before any script has run."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REPLACED = (
    (b'<html lang="en">', b'<html lang="vi">'),
    (b"<title>Streamlit</title>", "<title>Thước đo</title>".encode()),
    (b'href="./favicon.png"', b'href="./app/static/images/favicon.png"'),
)


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


async def _send_rewritten(start: Message, body: bytes, send: Send) -> None:
    for old, new in _REPLACED:
        body = body.replace(old, new)
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
