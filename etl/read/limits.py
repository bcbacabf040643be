"""Documents from outside are read in a process of their own, bounded in time and memory."""

from dataclasses import asdict
from datetime import date
from typing import Any

from etl.read.bounded import USUAL, Ended, Limits, ask, serve
from etl.read.document import Document, DocumentMetadata, read_document
from etl.read.format import MOST_BYTES, MediaType, media_type
from yardstick.errors import DocumentRefused

# Text of this size is read in milliseconds, whatever stands in it.
SMALL = 300_000


def read_safely(data: bytes, name: str, limits: Limits = USUAL) -> Document:
    """A document from the bytes of a file, as `read_document` gives it.

    Small plain text is read at once; everything else in a process that is ended when it takes too
    long or too much memory. It may be called from any thread.

    Raises:
        DocumentRefused: With the reason; too_slow, too_large or unreadable when the process was
            ended.
    """
    if media_type(data, name) is MediaType.TEXT and len(data) <= SMALL:
        return read_document(data, name)
    answer = ask("etl.read.limits", data, name, limits)
    if isinstance(answer, Ended):
        raise DocumentRefused(answer.reason, name, answer.detail)
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


def _answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        document = read_document(data, name)
    except DocumentRefused as refusal:
        return {"reason": refusal.reason, "detail": refusal.detail}
    answer = asdict(document)
    issued = document.metadata.date
    answer["metadata"]["date"] = issued.isoformat() if issued else None
    return answer


if __name__ == "__main__":
    serve(_answer, MOST_BYTES)
