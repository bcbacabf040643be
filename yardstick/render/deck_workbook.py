"""The workbook behind a native chart: what PowerPoint opens at "Edit data"."""

import io
from collections.abc import Iterable

import xlsxwriter

from yardstick.render.deck_plot import NativeChart, series_column

# A fixed day, so that the same chart gives the same bytes.
_WIDE, _PLAIN = 34, 14


def workbook(chart: NativeChart) -> bytes:
    """Names, one column a series, then the words at the marks; texts are never formulas."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet("Sheet1")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, len(chart.series) + len(chart.labelled), _PLAIN)
    sheet.write_string(0, 0, chart.title, head)
    for row, name in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, name)
    for position, series in enumerate(chart.series):
        sheet.write_string(0, 1 + position, series.name, head)
        for row, value in enumerate(series.values, 1):
            if value is None:
                continue
            if series.formula:
                sheet.write_formula(
                    row,
                    1 + position,
                    "=" + series.formula.replace("{row}", str(row + 1)),
                    None,
                    float(value),
                )
            else:
                sheet.write_number(row, 1 + position, float(value))
    for at, position in enumerate(chart.labelled, 1 + len(chart.series)):
        _labels(sheet, chart, position, at, head)
    book.close()
    return out.getvalue()


def _labels(sheet: object, chart: NativeChart, position: int, at: int, head: object) -> None:
    series = chart.series[position]
    told = series.labelled_by if series.labelled_by is not None else position
    write: Iterable[str] = (f"Nhãn: {chart.series[told].name}",)
    for text in write:
        sheet.write_string(0, at, text, head)  # type: ignore[attr-defined]
    for row, label in series.labels.items():
        if label.formula:
            cell = f"{series_column(told)}{row + 2}"
            formula = "=" + label.formula.replace("{cell}", cell)
            sheet.write_formula(row + 1, at, formula, None, label.text)  # type: ignore[attr-defined]
        else:
            sheet.write_string(row + 1, at, label.text)  # type: ignore[attr-defined]
