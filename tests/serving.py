"""Starts the real server for tests, on a free port of this machine, and ends it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(port: int, address: str, store: Path) -> "subprocess.Popen[str]":
    """The server's process; its output is kept in `stdout`."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    command += ["--server.port", str(port), "--server.address", address]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "YARDSTICK_STORE": str(store), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (names in lower case) and body of a GET."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, named, answer.read()
    finally:
        connection.close()


@contextmanager
def served(store: Path) -> Iterator[int]:
    """The port of a server over a store; it is ended when the block is left."""
    port = free_port()
    server = serve(port, "127.0.0.1", store)
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        try:
            server.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.communicate()


def _wait(server: "subprocess.Popen[str]", port: int) -> None:
    for _ in range(160):
        if server.poll() is not None:
            raise AssertionError(f"the server ended: {server.communicate()[0]}")
        try:
            if ask(port, "/api/health")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.25)
    raise AssertionError("the server did not answer within 40 s")
