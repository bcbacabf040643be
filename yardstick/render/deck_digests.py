"""Fingerprints of what was written into charts, tables and maps, place by place."""

from collections.abc import Iterator, Sequence

from yardstick.charts.kinds import AreaMap
from yardstick.render.deck_binding import digest
from yardstick.render.deck_chart_xml import plain
from yardstick.render.deck_maps import area_name, area_words
from yardstick.render.deck_plot import NativeChart, series_column
from yardstick.render.deck_tables import Grid

# Before the name of a label's place: "label:C:3".
LABELS = "label:"


def chart_digests(chart: NativeChart) -> dict[str, str]:
    """Of the names, of every column of numbers by its letters, of every label, of the ends."""
    found = {
        "A": digest(*chart.categories),
        "names": digest(*(series.name for series in chart.series)),
        "max": digest(plain(chart.end)),
        "min": digest(plain(chart.start)),
        "caption": digest(*_caption(chart)),
        "size": digest(round(chart.size * 100)),
    }
    if chart.inner is not None:
        found["inner"] = digest(*(f"{share:.4f}" for share in chart.inner))
    for n, series in enumerate(chart.series):
        letters = series_column(n)
        found[letters] = series_digest(
            ["" if value is None else plain(value) for value in series.values]
        )
        for at, label in series.labels.items():
            word = label.word if label.is_stacked or not label.word else f" {label.word}"
            found[f"{LABELS}{letters}:{at}"] = label_digest(label.text + word)
        if series.points:
            found[f"look:{letters}"] = digest(*sorted(map(str, series.points.items())))
    return found


def _caption(chart: NativeChart) -> Sequence[str]:
    return () if chart.caption is None else (chart.caption.text, chart.caption.word)


def label_digest(text: str) -> str:
    """Of a label's words, however they are split."""
    return digest(text.replace(" ", "").replace("\u00a0", ""))


def series_digest(values: list[str]) -> str:
    """Of one column of numbers as they stand in the chart; gaps are empty texts."""
    return digest(*(_number(value) for value in values))


def _number(value: str) -> str:
    """A number as text, blind to how it is written: 50.0 is 50."""
    try:
        return f"{float(value):.9g}" if value else ""
    except ValueError:
        return value


def cell_places(grid: Grid) -> Iterator[tuple[str, str]]:
    """Every cell's place, by row and column, and its words."""
    for n, head in enumerate(grid.head):
        yield f"0/{n}", head.shown
    for at, row in enumerate(grid.rows, 1):
        for n, cell in enumerate(row.cells):
            yield f"{at}/{n}", cell.shown


def table_digests(grid: Grid) -> dict[str, str]:
    """Of every cell, by row and column."""
    return {place: digest(text) for place, text in cell_places(grid)}


def map_digests(spec: AreaMap) -> dict[str, str]:
    """Of the words on every place by its shape's name, in each form they may have room for."""
    found: dict[str, str] = {}
    for area in spec.areas:
        name, words = area_name(spec, area), area_words(area)
        found |= map_forms(name, words)
    return found


def map_forms(name: str, words: tuple[str, str]) -> dict[str, str]:
    """Name and figure, the figure alone, the verdict's shape alone."""
    shape = words[1].split(" ")[0]
    return {
        name: digest(*words),
        f"{name}/figure": digest(words[1]),
        f"{name}/shape": digest(shape),
    }
