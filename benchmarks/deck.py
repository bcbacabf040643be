"""A deck of native chart slides and its refresh, beside the same charts as pictures by Kaleido."""

import io
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from benchmarks.timing import Row, median
from yardstick.charts.deck import Block, Deck, Definition, Origin, Remark, Slide, SlideLayout
from yardstick.charts.labels import number_label
from yardstick.charts.spec import Bar, BarsWithTargets
from yardstick.render import image
from yardstick.render.deck import write
from yardstick.render.deck_refresh import refresh

_SLIDES, _REFRESHED, _PLACES = 20, 50, 12
# The kernel's own high-water mark of the process: what its parent used is not in it.
_MEMORY = """
import re
from pathlib import Path
from benchmarks.deck import sample, Rebuild
from yardstick.render.deck import write
from yardstick.render.deck_refresh import refresh
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
write(sample(1))
before = peak()
refresh(write(sample({count})), Rebuild(1))
print(peak() - before)
"""


def _chart(number: int, more: int = 0) -> BarsWithTargets:
    bars = tuple(
        Bar(
            key=f"p{place}",
            name=f"Xã thử {place}",
            value=(value := Decimal(30 + place * 2 + number % 7 + more)),
            label=number_label(value, 1) + "%",
            verdict="met" if value >= 50 else "missed",
            low=Decimal(50),
            high=None,
            same_period=Decimal(28 + place * 2),
            is_estimate=place % 3 == 0,
            missing="",
            observation_id=f"o{number}-{place}",
            target_id=None,
        )
        for place in range(_PLACES)
    )
    return BarsWithTargets(
        title=f"Biểu đồ thử số {number + more}: nơi nào chậm tiến độ giải ngân",
        subtitle="Giải ngân vốn đầu tư công, % kế hoạch",
        unit="%",
        source="Nguồn: SỐ LIỆU MINH HỌA",
        as_of="2024-06-30",
        alt="Biểu đồ thử",
        is_illustrative=True,
        language="vi",
        bars=bars,
        end=Decimal(80),
        mark="tiến độ 50%",
    )


def _blocks(number: int, more: int = 0) -> tuple[Block, Block]:
    chart = _chart(number, more)
    origins = tuple(
        Origin(f"o{number}-{place}", f"Xã thử {place}", "Biểu thử", "B7")
        for place in range(_PLACES)
    )
    words = (Remark(f"Nhận xét thử {number + more}: {_PLACES} nơi có số liệu."),)
    return (
        Block(f"b{number}", Definition("bars", {"n": str(number)}), chart, (), origins),
        Block(f"r{number}", Definition("remarks", {"n": str(number)}), None, words, origins),
    )


def sample(count: int) -> Deck:
    """A deck of so many slides, each a chart of twelve bars with targets and a remark."""
    slides = tuple(
        Slide(f"s{n}", SlideLayout.CHART, _chart(n).title, blocks=_blocks(n)) for n in range(count)
    )
    return Deck("d", "Thử", "Tỉnh Thử", "", "2024-07-12", "2024-H1", slides, "vi", True)


class Rebuild:
    """Blocks of the sample with other figures."""

    def __init__(self, more: int) -> None:
        """Add so much to every figure."""
        self._more = more

    def __call__(self, asked: Sequence[tuple[str, Definition]]) -> Mapping[str, Block]:
        """The blocks asked for."""
        made = {}
        for key, definition in asked:
            chart, words = _blocks(int(definition.options["n"]), self._more)
            made[key] = chart if definition.kind == "bars" else words
        return made


def _memory(count: int) -> float:
    """MB that writing and refreshing so many slides needs beyond the program itself."""
    run = subprocess.run(
        [sys.executable, "-c", _MEMORY.format(count=count)],
        capture_output=True,
        text=True,
        check=True,
    )
    return int(run.stdout) / 1024


def rows() -> list[Row]:
    """20 slides written, 50 refreshed, and the peer's 20 pictures."""
    deck = sample(_SLIDES)
    written = median(lambda: write(deck), runs=5)
    old = write(sample(_REFRESHED))
    refreshed = median(lambda: refresh(old, Rebuild(1)), runs=5)
    same = median(lambda: refresh(old, Rebuild(0)), runs=5)
    peer, pictures = "", None
    if image.is_available():
        charts = [replace(_chart(n), is_illustrative=False) for n in range(_SLIDES)]

        def drawn() -> None:
            for chart in charts:
                io.BytesIO(image.picture(chart))

        pictures = median(drawn, runs=3)
        peer = f"{_SLIDES} pictures by Kaleido's running server"
    memory = _memory(_REFRESHED)
    return [
        Row(f"a deck of {_SLIDES} native chart slides", written, "<= 2 s", peer, pictures),
        Row(
            f"refresh of {_REFRESHED} slides, all figures new (+{memory:.0f} MB, bar 60)",
            refreshed,
            "<= 3 s",
        ),
        Row(f"refresh of {_REFRESHED} slides, nothing new", same, "<= 3 s"),
    ]
