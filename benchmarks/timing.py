"""Medians of repeated runs, and the table they are printed in."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured thing: median seconds, the bar it has to hold, and what stands beside it."""

    name: str
    seconds: float
    bar: str = ""
    peer: str = ""
    peer_seconds: float | None = None


def median(work: Callable[[], object], runs: int, warm_up: int = 1) -> float:
    """The median wall time of `runs` runs after a warm-up, in seconds."""
    for _ in range(warm_up):
        work()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def show(rows: Sequence[Row]) -> None:
    """Prints the rows: our median, the bar, the peer's median and the ratio to it."""
    print(f"{'what':58} {'median':>10} {'bar':>12}  peer (median; ours / peer)")
    for row in rows:
        beside = ""
        if row.peer_seconds is not None:
            ratio = row.seconds / row.peer_seconds
            beside = f"{row.peer} ({_seconds(row.peer_seconds)}; {ratio:.2f})"
        print(f"{row.name:58} {_seconds(row.seconds):>10} {row.bar:>12}  {beside}")


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.1f} ms"
