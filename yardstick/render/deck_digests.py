"""Fingerprints of what was written into charts, tables and maps, place by place."""

from collections.abc import Iterator

from yardstick.charts.kinds import AreaMap
from yardstick.render.deck_binding import digest
from yardstick.render.deck_chart_xml import plain
from yardstick.render.deck_maps import area_name, area_words
from yardstick.render.deck_plot import NativeChart, series_column
from yardstick.render.deck_tables import Grid


def chart_digests(chart: NativeChart) -> dict[str, str]:
    """Of the names, and of every series that holds figures, by its column."""
    found = {"A": digest(*chart.categories)}
    for n, series in enumerate(chart.series):
        found[series_column(n)] = series_digest(
            ["" if value is None else plain(value) for value in series.values]
        )
    return found


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
    """Every cell's place, by its row's name and its column's head, and its words."""
    for n, head in enumerate(grid.head):
        yield f"0/{n}", head.shown
    for at, row in enumerate(grid.rows, 1):
        for n, cell in enumerate(row.cells):
            yield f"{at}/{n}", cell.shown


def table_digests(grid: Grid) -> dict[str, str]:
    """Of every cell, by row and column."""
    return {place: digest(text) for place, text in cell_places(grid)}


def map_digests(spec: AreaMap) -> dict[str, str]:
    """Of the words on every place, by its shape's name."""
    return {area_name(spec, area): digest(*area_words(area)) for area in spec.areas}
