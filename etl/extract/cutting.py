"""Where the clauses of a sentence begin and end, and which of them a time belongs to."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from etl.extract.bodies import Body
from etl.extract.deadlines import Deadline
from etl.extract.promise import ACTION, HEAD, RESULT, STEADY

LONGEST = 220
_PIECE = re.compile(r",\s+|\s+(?=(?:đồng thời|gắn với|trong đó|trong khi)\s)")
_PARENTHESIS = re.compile(r"\(([^()]{40,})\)")
_CONNECTOR = re.compile(
    r"(?:(?:và|do đó|do vậy|vì vậy|đồng thời|gắn với|trong đó|nhất là|cụ thể|theo đó|ngoài ra|"
    r"bên cạnh đó|cùng với đó|"
    r"trước mắt|từ đó|để|nhằm|thì|là|với|cần|phải|sẽ|\(?\d{1,2}[.)]|[-+•*])[\s:,]+)+"
)
_NAMING = re.compile(r"(?<![^\W_])(?!vào|ngày|trong|là|xong)[^\W\d_]+")
_SHORT, _FEW = 60, 4
_GOES_ON = re.compile(r"(?:ubnd|ủy ban|uỷ ban|hđnd|huyện ủy|tỉnh ủy|sở|ban|thị trấn|phường|xã) ")
_TIME_ONLY = re.compile(
    r"\s*(?:nhiệm kỳ|giai đoạn|trong|đến|trước|chậm nhất|từ nay|năm|quý|tháng|ngày|hết|cuối|"
    r"6 tháng|đầu|là|vào|[ivx]+|"
    r"[\d/.-]+|\s)+"
)
# What follows these is a matter of its own.
_APART = re.compile(r"\s*(?:đồng thời|gắn với|trong đó|do đó|do vậy|vì vậy|từ đó|riêng) ")
_OPENING = re.compile(
    r"(?:để|nhằm|phấn đấu|quyết tâm|mục tiêu|đặt mục tiêu|cụ thể|yêu cầu|riêng|và|đồng thời|"
    r"trong đó|"
    r"là|đến|,|:|\s)*"
)


def parts(low: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence's own text around long brackets, and what stands in them."""
    at = begin
    for found in _PARENTHESIS.finditer(low, begin, end):
        yield at, found.start()
        yield found.start(1), found.end(1)
        at = found.end()
    if low[at:end].strip(" .,;"):
        yield at, end


def segments(low: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence cut at semicolons and colons."""
    at = begin
    for found in re.compile(r";|:(?=\s)(?!\s*(?:[<>=~≥≤]\s*)?\d)|\.(?=\s)").finditer(
        low, begin, end
    ):
        if low[at : found.start()].strip():
            yield at, found.start()
        at = found.end()
    if low[at:end].strip(" ."):
        yield at, end


def pieces_of(low: str, begin: int, end: int) -> list[tuple[int, int]]:
    """A segment cut at its commas and at "đồng thời", "gắn với", "trong đó"."""
    found, at = [], begin
    for cut in _PIECE.finditer(low, begin, end):
        found.append((at, cut.start()))
        at = cut.end()
    return [*found, (at, end)]


def starts_of(low: str, begin: int, end: int) -> list[int]:
    """Where a subject may stand: at the head of segments, and of what follows a time."""
    found = []
    for first, last in segments(low, begin, end):
        opening = _CONNECTOR.match(
            low, first + len(low[first:last]) - len(low[first:last].lstrip())
        )
        found.append(opening.end() if opening else _skipped(low, first))
        for (_, stop), (at, _) in pairwise(pieces_of(low, first, last)):
            if stop - first < _SHORT and _TIME_ONLY.fullmatch(low, first, stop):
                found.append(_skipped(low, at))
    return found


def _skipped(low: str, at: int) -> int:
    while at < len(low) and low[at] in ' -+•*("':
        at += 1
    return at


def reach(
    low: str,
    pieces: list[tuple[int, int]],
    time: Deadline,
    floor: int,
    end: int,
    acting: list[Body],
    others: Sequence[Deadline],
) -> tuple[int, int, bool]:
    """Where the clause around a time begins and ends, and whether the time frames what follows."""
    number = number_of(pieces, time.begin)
    first, last = pieces[number]
    after = max((b.after for b in acting if b.after <= time.begin and b.begin >= floor), default=0)
    first = max(first, floor, after if after > first else 0)
    opening = _OPENING.match(low, first)
    assert opening is not None  # noqa: S101 - it matches nothing too
    if opening.end() >= time.begin and low[time.end : end].strip(" .,"):
        return first, _framed(low, pieces, number, time), True
    while number and not _says_all(low, first, last, time):
        earlier = pieces[number - 1][0]
        if _APART.match(low, first) or any(earlier <= o.begin < first for o in others):
            break
        if max(earlier, floor) >= first or time.end - earlier > LONGEST or after >= first:
            break
        if STEADY.match(low, connected(low, earlier)) and ACTION.search(low, first, time.begin):
            break
        number -= 1
        first = max(earlier, floor, after)
    idle = not RESULT.search(low, first, time.begin) and not ACTION.search(low, time.end, last)
    if idle and low[time.end : last].strip():
        last = _framed(low, pieces, number_of(pieces, time.begin), time)
    return first, max(last, time.end), False


def _says_all(low: str, first: int, last: int, time: Deadline) -> bool:
    """True when a clause begins with a verb that says what is done, and with what."""
    head = HEAD.match(low, connected(low, first))
    if head is None:
        return False
    thing = low[head.end() : max(time.begin, head.end())] + low[time.end : last]
    return len(_NAMING.findall(thing)) > 1


def number_of(pieces: list[tuple[int, int]], at: int) -> int:
    """The piece a place of the view stands in."""
    return next(n for n, (_, last) in enumerate(pieces) if at < last)


def says_what(low: str, first: int, at: int, last: int) -> bool:
    """False when a piece before a figure is too short to name anything, or goes on with a list."""
    if len(_NAMING.findall(low, first, last)) < _FEW:
        return False
    return _GOES_ON.match(low, first) is None or ACTION.search(low, first, at) is not None


def behind_frame(low: str, time: Deadline, first: int, last: int, acting: list[Body]) -> int:
    """Where the task begins behind a time that stands at its head, set off by a comma or a body."""
    named = [b.after for b in acting if time.end <= b.begin and b.after < last]
    if named:
        return tidy(low, named[0], last)[0]
    return tidy(low, time.end, last)[0] if low.startswith(",", time.end) else first


def _framed(low: str, pieces: list[tuple[int, int]], number: int, time: Deadline) -> int:
    """The end of what a time at the head of a clause speaks of: the first piece that acts."""
    last = pieces[number][1]
    for begin, end in pieces[number : number + 3]:
        last = end
        if ACTION.search(low, max(begin, time.end), end):
            break
    return last


def connected(low: str, at: int) -> int:
    """The place behind blanks and connecting words."""
    at = _skipped(low, at)
    found = _CONNECTOR.match(low, at)
    return found.end() if found else at


def tidy(low: str, first: int, last: int, *, trim: bool = True) -> tuple[int, int]:
    """The clause without blanks, connectors and marks at its ends."""
    if trim:
        first = min(connected(low, first), last)
    while first < last and low[first] in " \n,;:.-+•*":
        first += 1
    while last > first and low[last - 1] in " \n,;:.-*":
        last -= 1
    bracket = low.rfind("(", first, last)
    if trim and bracket > low.rfind(")", first, last):
        return tidy(low, first, bracket)
    return first, max(last, first + 1)
