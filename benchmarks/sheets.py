"""A long list and a wide sheet read to figures, beside pandas with openpyxl and with calamine."""

import io
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd

from benchmarks.timing import Row, median
from etl.upload import Desk
from yardstick.domain.access import User
from yardstick.domain.catalogue import Catalogue, read_catalogue
from yardstick.domain.place import Gazetteer, Level
from yardstick.store.database import Store
from yardstick.store.places import read_places

ROOT = Path(__file__).resolve().parent.parent
_LONG, _WIDE, _COLUMNS = 5_000, 2_500, 40


def rows() -> list[Row]:
    """5,000 rows to the preview of an upload; 100,000 cells to figures."""
    catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
    gazetteer = read_places(ROOT / "data" / "places")
    found = []
    with tempfile.TemporaryDirectory() as directory:
        desk = Desk(Store(Path(directory) / "s"), catalogue, gazetteer, User("bench"))
        for name, bar, data in (
            (f"preview of a sheet of {_LONG:,} rows", "<= 2 s", long_list(catalogue, gazetteer)),
            (f"preview of {_WIDE * _COLUMNS:,} cells", "<= 10 s", _years_across()),
        ):
            ours = median(lambda data=data: desk.read(data, "a.xlsx"), runs=3)  # type: ignore[misc]
            for engine in ("openpyxl", "calamine"):
                plain = median(
                    lambda data=data, engine=engine: pd.read_excel(  # type: ignore[misc]
                        io.BytesIO(data), engine=engine, header=None
                    ),
                    runs=3,
                )
                found.append(Row(name, ours, bar, f"pandas with {engine}, no meaning", plain))
    return found


def _book(lines: list[list[object]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("A")
    for line in lines:
        sheet.append(line)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def long_list(catalogue: Catalogue, gazetteer: Gazetteer, first: int = 0) -> bytes:
    """A long list as departments send it: indicator by commune by quarter, no row like another.

    Args:
        catalogue: Its indicators that are kept for communes.
        gazetteer: The communes of Hưng Yên today.
        first: Where the figures start, so that two lists differ.
    """
    indicators = [
        item
        for item in catalogue
        if item.aggregation.method == "sum" and Level.COMMUNE in item.levels
    ]
    province = next(place for place in gazetteer if place.key == "33@2025-07-01")
    communes = [
        place.full_name
        for place in gazetteer
        if place.level is Level.COMMUNE
        and place.valid_to is None
        and gazetteer.is_within(place, province)
    ]
    head = ["STT", "Mã", "Chỉ tiêu", "Địa bàn", "Năm", "Kỳ", "Loại số liệu", "Đơn vị tính"]
    lines: list[list[object]] = [[*head, "Giá trị"]]
    for number in range(_LONG):
        indicator = indicators[number % len(indicators)]
        commune = communes[number // len(indicators) % len(communes)]
        quarter = ("I", "II", "III", "IV")[number // (len(indicators) * len(communes)) % 4]
        low, high = indicator.plausible.level or (0.0, 1000.0)
        value = low + (high - low) * ((first + number * 7919) % 9973) / 20_000
        named = [indicator.code, indicator.name_vi, commune, 2025, f"Quý {quarter}", "Thực hiện"]
        lines.append([number + 1, *named, indicator.unit, round(value, 2)])
    return _book(lines)


def _years_across() -> bytes:
    """Rows of an office's own indicators, years across."""
    heads = [f"TH {1980 + number}" for number in range(_COLUMNS)]
    lines: list[list[object]] = [
        ["Số liệu nhiều năm tỉnh Hưng Yên"],
        ["Chỉ tiêu", "ĐVT", *heads],
    ]
    for number in range(_WIDE):
        values = [100 + (number * column) % 800 for column in range(_COLUMNS)]
        lines.append([f"Chỉ tiêu riêng số {number}", "Tấn", *values])
    return _book(lines)
