"""A file from outside is read in a process of its own, with a limit on its time and memory.

A file that was made to hurt ends that process, never the server.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Limits:
    """What reading one file may cost.

    Attributes:
        seconds: By the clock; the processor's time is held to the same.
        memory: Bytes of address space; not held on Windows, which has no such limit for a process.
        answer: Bytes of what was read, as the process hands it over.
    """

    seconds: float = 60.0
    memory: int = 2 * 1024**3
    answer: int = 200 * 1024**2


USUAL = Limits()
# More at a time would share the processors and meet their limits for it.
_AT_ONCE = threading.BoundedSemaphore(max(1, min(4, os.cpu_count() or 1)))


@dataclass(frozen=True)
class Ended:
    """A reading process that ended without an answer.

    Attributes:
        reason: too_slow, too_large or unreadable.
        detail: What was seen.
    """

    reason: str
    detail: str


def ask(module: str, data: bytes, name: str, limits: Limits) -> dict[str, Any] | Ended:
    """What a module answers about the bytes of a file, asked in a process of its own.

    It may be called from any thread. The module calls `serve` when it is run.
    """
    with _AT_ONCE:
        return _asked(module, data, name, limits)


def _asked(module: str, data: bytes, name: str, limits: Limits) -> dict[str, Any] | Ended:
    bounds = (str(limits.seconds), str(limits.memory), str(limits.answer))
    # Not `multiprocessing`: it would run the main script again, which for a page is the page.
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", module, name, *bounds],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            out, _ = process.communicate(data, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return Ended("too_slow", f"ended after {limits.seconds:g} seconds")
    if process.returncode == 0:
        answer: dict[str, Any] = json.loads(out)
        return answer
    return _ended(process.returncode, limits)


def _ended(code: int, limits: Limits) -> Ended:
    # POSIX: SIGXCPU and the kill that follows it; elsewhere these numbers do not occur.
    if code in (-24, -9):
        return Ended("too_slow", f"ended after {limits.seconds:g} seconds")
    if code == _TOO_LARGE:
        return Ended("too_large", "reading it takes too much memory")
    return Ended("unreadable", f"reading it ended the process ({code})")


_TOO_LARGE = 3


def serve(read: Callable[[bytes, str], dict[str, Any]], most_bytes: int) -> None:
    """The reading process: limits first, then the file from standard input, the answer out.

    Args:
        read: Bytes and name -> the answer as JSON values.
        most_bytes: How much of a file is read at most.
    """
    name, seconds, memory, most = sys.argv[1:5]
    _hold(float(seconds), int(memory))
    try:
        found = read(sys.stdin.buffer.read(most_bytes + 1), name)
        answer = json.dumps(found, separators=(",", ":")).encode("ascii")
    except (MemoryError, RecursionError):
        sys.exit(_TOO_LARGE)
    if len(answer) > int(most):
        sys.exit(_TOO_LARGE)
    sys.stdout.buffer.write(answer)


def _hold(seconds: float, memory: int) -> None:
    """Hold this process to its limits, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    whole = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
