"""The server around the pages: who may reach it, what it serves, and that pages need the frame."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import ask, free_port, serve, served
from streamlit.testing.v1 import AppTest

from yardstick.api.guard import is_loopback

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(path for path in (ROOT / "pages").glob("*.py") if path.stem != "__init__")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A served application over an empty store."""
    with served(tmp_path_factory.mktemp("store")) as found:
        yield found


def test_health(port: int) -> None:
    status, _, body = ask(port, "/api/health")
    assert (status, body) == (200, b'{"status":"ok"}')


@pytest.mark.parametrize("path", ["/", "/api/health", "/app/static/fonts/latin-400.woff2"])
def test_every_answer_carries_the_security_headers(port: int, path: str) -> None:
    _, headers, _ = ask(port, path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    policy = headers["content-security-policy"]
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy
    assert f"connect-src 'self' ws://127.0.0.1:{port}" in policy
    assert "http://" not in policy
    assert "https:" not in policy


@pytest.mark.parametrize("path", ["/", "/tong-quan", "/api/health", "/_stcore/health"])
def test_a_foreign_host_name_is_turned_away(port: int, path: str) -> None:
    status, _, _ = ask(port, path, Host="attacker.example")
    assert status == 421


def ask_for_a_socket(port: int, host: str) -> int:
    key = {"Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="}
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Host": host}
    return ask(port, "/_stcore/stream", **upgrade, **key)[0]


def test_a_socket_under_a_foreign_host_name_is_turned_away(port: int) -> None:
    assert ask_for_a_socket(port, "attacker.example") == 403
    assert ask_for_a_socket(port, f"localhost:{port}") == 101


def test_the_first_page_is_ours_and_vietnamese(port: int) -> None:
    _, headers, body = ask(port, "/tong-quan", Accept="text/html", **{"Accept-Encoding": "gzip"})
    page = body.decode()
    assert '<html lang="vi">' in page
    assert "<title>Thước đo</title>" in page
    assert int(headers["content-length"]) == len(body)


def test_the_first_page_names_what_it_will_need(port: int) -> None:
    page = ask(port, "/chi-tieu", Accept="text/html")[2].decode()
    chart = re.search(r'<script type="module">import "\./(static/js/PlotlyChart\.[^"]+)"', page)
    assert chart is not None
    beforehand = re.findall(r'<link rel="modulepreload" crossorigin href="\./([^"]+)">', page)
    assert chart[1] in beforehand
    assert len(set(beforehand)) == len(beforehand)
    ours = re.findall(r'(?:href|src)="\./(app/static/[^"]+)"', page)
    assert {Path(name.partition("?")[0]).name for name in ours} >= {
        "style.css",
        "links.js",
        "words.js",
    }
    for name in {*beforehand, *ours}:
        assert ask(port, f"/{name}")[0] == 200, name


def test_the_first_page_connects_to_its_own_server_without_asking_around(port: int) -> None:
    page = ask(port, "/chi-tieu", Accept="text/html")[2].decode()
    assert page.index("BACKEND_BASE_URL") < page.index('<script type="module"')
    assert "HOST_CONFIG: { allowedOrigins: [window.location.origin]" in page


def test_fonts_are_served_and_what_lies_beside_them_is_not(port: int) -> None:
    status, headers, body = ask(port, "/app/static/fonts/symbols.woff2")
    assert (status, body[:4]) == (200, b"wOF2")
    assert "max-age" in headers["cache-control"]
    assert ask(port, "/app/static/fonts/build_symbols.py")[0] == 404
    assert ask(port, "/app/static/../app.py")[0] in (400, 404)


def test_every_font_the_theme_names_is_there() -> None:
    config = (ROOT / ".streamlit/config.toml").read_text("utf-8")
    urls = [line.split('"')[1] for line in config.splitlines() if line.startswith("url = ")]
    assert len(urls) == 13
    for url in urls:
        assert (ROOT / url.removeprefix("app/")).is_file(), url


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])  # noqa: S104
def test_an_open_address_is_refused_with_the_reason(address: str, tmp_path: Path) -> None:
    server = serve(free_port(), address, tmp_path)
    said, _ = server.communicate(timeout=30)
    assert server.returncode != 0
    assert f"Từ chối địa chỉ {address}: chưa có đăng nhập" in said
    assert "no sign-in yet" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("::1", True),
        ("localhost", True),
        ("10.0.0.1", False),
        ("localhost.example", False),
        ("", False),
        (None, False),
    ],
)
def test_what_counts_as_this_machine(address: str | None, wanted: bool) -> None:
    assert is_loopback(address) is wanted


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_file_alone_draws_nothing(path: Path) -> None:
    run = AppTest.from_file(path).run(timeout=20)
    assert not run.exception
    assert not run.main.children
    assert not run.sidebar.children
