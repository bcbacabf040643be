"""The HTTP routes beside the pages: health, and our own static files."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

# What is served changes only with a release.
_CACHE = "public, max-age=86400"
_SERVED = frozenset({".woff2", ".svg", ".png", ".txt", ".md", ".css", ".js"})


class _Assets(StaticFiles):
    """Fonts, pictures, style and our script; no other kind of file that may lie beside them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if Path(path).suffix not in _SERVED:
            return Response(status_code=404)
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = _CACHE
        return response


async def health(_request: Request) -> Response:
    """Says that the server answers."""
    return JSONResponse({"status": "ok"})


def routes(root: Path) -> list[BaseRoute]:
    """All routes of our own; `root` is the project's directory, whose static/ is served."""
    return [
        Route("/api/health", health, methods=["GET"]),
        Mount("/app/static", _Assets(directory=root / "static")),
    ]
