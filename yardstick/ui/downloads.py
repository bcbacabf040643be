"""Taking a chart's or a table's numbers along: CSV and Excel, made when asked for."""

import streamlit as st

from yardstick.charts.chart_tables import table_of
from yardstick.charts.deck import FigureTable
from yardstick.charts.spec import Chart
from yardstick.render import image
from yardstick.render.table_file import table_csv, table_workbook
from yardstick.ui.messages import text

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def chart_data(spec: Chart, key: str, name: str) -> None:
    """A quiet button that offers a chart as a picture, and the numbers behind it.

    Pictures need a Chromium beside the product; without one the browser makes them itself, by the
    button over the chart.

    Args:
        spec: The chart.
        key: Of the widgets.
        name: The file's name without its ending.
    """
    with st.popover(
        text("download.open"), icon=":material/download:", type="tertiary", key=f"download-{key}"
    ):
        if image.is_available():
            _picture(spec, "png", key, name)
            _picture(spec, "svg", key, name)
        st.download_button(
            text("download.xlsx"),
            data=lambda: table_workbook(table_of(spec)),
            file_name=f"{name}.xlsx",
            mime=_XLSX,
            key=f"xlsx-{key}",
            on_click="ignore",
        )
        st.download_button(
            text("download.csv"),
            data=lambda: table_csv(table_of(spec)),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"csv-{key}",
            on_click="ignore",
        )


def _picture(spec: Chart, form: image.Format, key: str, name: str) -> None:
    st.download_button(
        text(f"download.{form}"),
        data=lambda: image.picture(spec, form),
        file_name=f"{name}.{form}",
        mime="image/png" if form == "png" else "image/svg+xml",
        key=f"{form}-{key}",
        on_click="ignore",
    )


def table_data(table: FigureTable, key: str, name: str) -> None:
    """The button Excel beside a table."""
    st.download_button(
        text("download.table"),
        data=lambda: table_workbook(table),
        file_name=f"{name}.xlsx",
        mime=_XLSX,
        icon=":material/download:",
        key=f"table-{key}",
        on_click="ignore",
    )
