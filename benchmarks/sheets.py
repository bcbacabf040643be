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
from yardstick.domain.place import Gazetteer
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
            (f"preview of a sheet of {_LONG:,} rows", "<= 2 s", _tidy(catalogue, gazetteer)),
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


def _tidy(catalogue: Catalogue, gazetteer: Gazetteer) -> bytes:
    """A long list: indicator by place by quarter."""
    indicators = [item for item in catalogue if item.aggregation.method == "sum"]
    places = [item.full_name for item in gazetteer if item.kind == "xã" and item.valid_to is None]
    head = ["STT", "Mã", "Chỉ tiêu", "Địa bàn", "Năm", "Kỳ", "Loại số liệu", "Đơn vị tính"]
    lines: list[list[object]] = [[*head, "Giá trị"]]
    for number in range(_LONG):
        indicator = indicators[number % len(indicators)]
        place = places[number // len(indicators) % len(places)]
        quarter = ("I", "II", "III", "IV")[number // (len(indicators) * len(places)) % 4]
        named = [indicator.code, indicator.name_vi, place, 2025, f"Quý {quarter}", "Thực hiện"]
        lines.append([number + 1, *named, indicator.unit, 10.5 + number % 890])
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
