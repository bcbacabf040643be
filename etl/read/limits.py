"""Documents from outside are read in a process of their own, with a limit on its time and memory.

A file that was made to hurt ends that process, never the server.
"""

import json
import os
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from etl.read.document import Document, DocumentMetadata, read_document
from etl.read.format import MOST_BYTES, MediaType, media_type
from yardstick.errors import DocumentRefused

ROOT = Path(__file__).resolve().parents[2]
# Text of this size is read in milliseconds, whatever stands in it.
SMALL = 300_000


@dataclass(frozen=True)
class Limits:
    """What reading one document may cost.

    Attributes:
        seconds: By the clock; the processor's time is held to the same.
        memory: Bytes of address space; not held on Windows, which has no such limit for a process.
    """

    seconds: float = 60.0
    memory: int = 2 * 1024**3


_USUAL = Limits()
# More at a time would share the processors and meet their limits for it.
_AT_ONCE = threading.BoundedSemaphore(max(1, min(4, os.cpu_count() or 1)))


def read_safely(data: bytes, name: str, limits: Limits = _USUAL) -> Document:
    """A document from the bytes of a file, as `read_document` gives it.

    Small plain text is read at once; everything else in a process that is ended when it takes too
    long or too much memory. It may be called from any thread.

    Raises:
        DocumentRefused: With the reason; too_slow, too_large or unreadable when the process was
            ended.
    """
    if media_type(data, name) is MediaType.TEXT and len(data) <= SMALL:
        return read_document(data, name)
    with _AT_ONCE:
        answer = _ask(data, name, limits)
    if "reason" in answer:
        raise DocumentRefused(str(answer["reason"]), name, str(answer["detail"]))
    known: dict[str, Any] = answer["metadata"]
    issued = date.fromisoformat(known["date"]) if known["date"] else None
    return Document(
        name,
        answer["text"],
        answer["content_hash"],
        answer["media_type"],
        DocumentMetadata(**{**known, "date": issued}),
        tuple(answer["pages"]),
    )


def _ask(data: bytes, name: str, limits: Limits) -> dict[str, Any]:
    """What the reading process answers; its end without an answer is an answer, too."""
    command = [sys.executable, "-m", "etl.read.limits", name, str(limits.seconds)]
    # Not `multiprocessing`: it would run the main script again, which for a page is the page.
    with subprocess.Popen(  # noqa: S603
        [*command, str(limits.memory)],
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
            return {"reason": "too_slow", "detail": f"ended after {limits.seconds:g} seconds"}
    if process.returncode == 0:
        answer: dict[str, Any] = json.loads(out)
        return answer
    return _ended(process.returncode, limits)


def _ended(code: int, limits: Limits) -> dict[str, Any]:
    # POSIX: SIGXCPU and the kill that follows it; elsewhere these numbers do not occur.
    if code in (-24, -9):
        return {"reason": "too_slow", "detail": f"ended after {limits.seconds:g} seconds"}
    return {"reason": "unreadable", "detail": f"reading it ended the process ({code})"}


def _hold(seconds: float, memory: int) -> None:
    """Hold this process to its limits, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    whole = max(1, round(seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 2))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        document = read_document(data, name)
    except DocumentRefused as refusal:
        return {"reason": refusal.reason, "detail": refusal.detail}
    except (MemoryError, RecursionError):
        return {"reason": "too_large", "detail": "reading it takes too much memory"}
    answer = asdict(document)
    issued = document.metadata.date
    answer["metadata"]["date"] = issued.isoformat() if issued else None
    return answer


def main() -> None:
    """The reading process: limits first, then the document from standard input, the answer out."""
    name, seconds, memory = sys.argv[1:4]
    _hold(float(seconds), int(memory))
    answer = _answer(sys.stdin.buffer.read(MOST_BYTES + 1), name)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


if __name__ == "__main__":
    main()
