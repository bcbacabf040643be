"""Turns strangers away and sets the security headers, before any page or socket is reached."""

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yardstick.errors import AddressRefusedError

LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

# Streamlit's page has one small inline script and styles made in the browser; charts are drawn to
# data: and blob: pictures. Nothing may be loaded from, sent to, or framed by another host.
_POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self' {socket}; "
    "worker-src 'self' blob:; "
    "media-src 'self' blob:; "
    "frame-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


def is_loopback(address: str | None) -> bool:
    """True for an address that only this machine can reach; None means every interface."""
    if address is None:
        return False
    if address in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return False


def require_loopback(address: str | None) -> None:
    """Does nothing for an address of this machine alone.

    Raises:
        AddressRefusedError: The address can be reached from elsewhere, and nobody has to sign in.
    """
    if not is_loopback(address):
        raise AddressRefusedError(address or "0.0.0.0")  # noqa: S104 - named to be refused


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


class LocalOnly:
    """Refuses requests and sockets whose Host is foreign or whose sender is another machine.

    A page of another site can make a browser send requests to 127.0.0.1 under its own host name
    (DNS rebinding); the Host header gives that away.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str] = LOCAL_NAMES) -> None:
        self.app = app
        self.names = frozenset(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes local traffic on; answers 421 (HTTP) or closes (WebSocket) otherwise."""
        if scope["type"] not in ("http", "websocket") or self._is_local(scope):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        refusal = PlainTextResponse(
            "Máy chủ này chỉ phục vụ trên chính máy của nó. / Served on its own machine only.\n",
            status_code=421,
        )
        await refusal(scope, receive, send)

    def _is_local(self, scope: Scope) -> bool:
        client = scope.get("client")
        # A client without an address came through a socket file of this machine.
        from_here = client is None or is_loopback(client[0]) or client[0] == "testclient"
        hosts = Headers(scope=scope).getlist("host")
        return from_here and len(hosts) == 1 and _host_name(hosts[0]) in self.names


class SecurityHeaders:
    """Adds the security headers to every HTTP answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the answer's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "")
        scheme = "wss" if scope.get("scheme") == "https" else "ws"
        policy = _POLICY.format(socket=f"{scheme}://{host}")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = policy
                for name, value in _HEADERS.items():
                    headers[name] = value
            await send(message)

        await self.app(scope, receive, send_with_headers)
