"""Single charts as PNG or SVG: Kaleido's server, kept running, where a Chromium is installed.

Nothing is asked of the network: plotly.js comes from the installed package, letters from our own
files, MathJax is left out.
"""

import atexit
import os
import shutil
import tomllib
from importlib.util import find_spec
from pathlib import Path
from textwrap import wrap
from threading import Lock
from typing import Any, Literal

from yardstick.charts.deck import FigureTable
from yardstick.charts.labels import keep_together
from yardstick.charts.notes import foot
from yardstick.charts.spec import Chart
from yardstick.errors import ExportError, ToolMissingError
from yardstick.render import theme, web

Format = Literal["png", "svg"]
_ROOT = Path(__file__).resolve().parents[2]
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_HEAD, _FOOT = 86, 46
# The foot is broken at so many letters, into at most so many lines of so many pixels.
_LONG, _LINES, _LINE = 150, 4, 16
_LOCK = Lock()
_RUNNING: list[bool] = []


def chromium() -> str | None:
    """The browser's path: what BROWSER_PATH names, else one found; None without any."""
    named = os.environ.get("BROWSER_PATH")
    if named and Path(named).exists():
        return named
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def is_available() -> bool:
    """True where pictures can be made: Kaleido and a Chromium are installed."""
    return find_spec("kaleido") is not None and chromium() is not None


def is_drawn(chart: Chart) -> bool:
    """True for charts with a picture; tables are none."""
    return not isinstance(chart, FigureTable)


def picture(
    chart: Chart,
    form: Format = "png",
    *,
    width: int = 1000,
    scale: int = 2,
    is_framed: bool = True,
) -> bytes:
    """A chart as a picture, with its finding above and its source below.

    Args:
        chart: The spec.
        form: "png" or "svg".
        width: Pixels before `scale`.
        scale: Picture points a pixel, for PNG.
        is_framed: False leaves finding and source to what stands around the picture.

    Raises:
        ToolMissingError: No Chromium, or Kaleido is not installed.
        ExportError: It made no picture.
    """
    if not is_available():
        raise ToolMissingError("chromium")
    figure = _framed(chart) if is_framed else web.figure(chart)
    height = int(figure.layout.height or 430)
    options = {"format": form, "width": width, "height": height, "scale": scale}
    with _LOCK:
        return _taken(figure, options)


def _framed(chart: Chart) -> Any:
    figure = web.figure(chart)
    margin = figure.layout.margin
    words = wrap(_plain(foot(chart)), _LONG, max_lines=_LINES, placeholder=" …")
    below = _FOOT + _LINE * max(len(words) - 1, 0)
    top, bottom = int(margin.t or 0) + _HEAD, int(margin.b or 0) + below
    height = int(figure.layout.height or 430) + _HEAD + below
    figure.update_layout(
        height=height,
        margin={"t": top, "b": bottom},
        title={
            "text": f"<b>{_plain(keep_together(chart.title))}</b>",
            "subtitle": {"text": _plain(chart.subtitle), "font": {"size": theme.LABEL_SIZE}},
            "x": 0.01,
            "xanchor": "left",
            "y": 1 - 14 / height,
            "yanchor": "top",
            "font": {"size": 19, "color": theme.INK},
            "automargin": False,
        },
    )
    plot = height - top - bottom
    figure.add_annotation(
        text="<br>".join(words),
        xref="paper",
        yref="paper",
        x=0,
        y=-(bottom - 14) / plot,
        xanchor="left",
        yanchor="bottom",
        showarrow=False,
        align="left",
        font={"size": theme.NOTE_SIZE, "color": theme.INK_3},
    )
    return figure


def _plain(words: str) -> str:
    """Words in which Plotly sees no markup."""
    return words.replace("<", "‹").replace(">", "›")


def _taken(figure: Any, options: dict[str, Any]) -> bytes:
    import kaleido

    try:
        _start(kaleido)
        made = kaleido.calc_fig_sync(figure.to_dict(), opts=options)
    except (RuntimeError, OSError, TimeoutError, ValueError) as error:
        raise ExportError("Chromium", str(error) or type(error).__name__) from error
    return made if isinstance(made, bytes) else str(made).encode()


def _start(kaleido: Any) -> None:
    """Start the server once a process; it ends with it."""
    if _RUNNING:
        return
    from kaleido._page_generator import PageGenerator

    class Page(PageGenerator):  # type: ignore[misc]
        header = PageGenerator.header + f"<style>{faces()}</style>"

    path = chromium()
    kaleido.start_sync_server(
        n=1, path=path, page_generator=Page(mathjax=False), silence_warnings=True
    )
    _RUNNING.append(True)
    atexit.register(kaleido.stop_sync_server, silence_warnings=True)


def faces() -> str:
    """The product's letters, as its own configuration names them, for the browser's page."""
    with (_ROOT / ".streamlit" / "config.toml").open("rb") as file:
        listed = tomllib.load(file)["theme"]["fontFaces"]
    rules = []
    for face in listed:
        address = (_ROOT / "static" / face["url"].removeprefix("app/static/")).as_uri()
        weight = f"font-weight:{face['weight']};" if "weight" in face else ""
        rules.append(
            f"@font-face{{font-family:'{face['family']}';{weight}"
            f"src:url('{address}');unicode-range:{face['unicodeRange']}}}"
        )
    return "".join(rules)
