"""How long a sheet takes, in processor time; the bars of the upload page."""

import time
from collections.abc import Callable
from typing import Any

import books
import pytest

from etl.extract.sheet_model import SheetExtraction
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.place import Gazetteer

TIDY_SECONDS, WIDE_SECONDS = 2.0, 10.0


def tidy(rows: int, catalogue: Catalogue, gazetteer: Gazetteer) -> str:
    """A long list: indicator by place by quarter."""
    indicators = [item for item in catalogue if item.aggregation.method == "sum"]
    places = [item.full_name for item in gazetteer if item.kind == "xã" and item.valid_to is None]
    lines = ["STT | Mã | Chỉ tiêu | Địa bàn | Năm | Kỳ | Loại số liệu | Đơn vị tính | Giá trị"]
    for number in range(rows):
        indicator = indicators[number % len(indicators)]
        place = places[number // len(indicators) % len(places)]
        quarter = ("I", "II", "III", "IV")[number // (len(indicators) * len(places)) % 4]
        lines.append(
            f"{number + 1} | {indicator.code} | {indicator.name_vi} | {place} | 2025 "
            f"| Quý {quarter} | Thực hiện | {indicator.unit} | {10 + number % 890}.5"
        )
    return "\n".join(lines)


def wide(rows: int, columns: int) -> str:
    """Rows of an office's own indicators, years across."""
    heads = " | ".join(f"TH {1980 + number}" for number in range(columns))
    lines = ["Số liệu nhiều năm tỉnh Hưng Yên", f"Chỉ tiêu | ĐVT | {heads}"]
    lines += [
        f"Chỉ tiêu riêng số {number} | Tấn | "
        + " | ".join(str(100 + (number * column) % 800) for column in range(columns))
        for number in range(rows)
    ]
    return "\n".join(lines)


def seconds(work: Callable[[], Any]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


@pytest.mark.slow
def test_five_thousand_rows_are_read_in_two_seconds(
    extracted: Callable[..., SheetExtraction], catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    data = books.xlsx([{"sheet": "A", "rows": tidy(5_000, catalogue, gazetteer)}])
    assert seconds(lambda: extracted(data)) < TIDY_SECONDS


@pytest.mark.slow
def test_a_hundred_thousand_cells_are_read_in_ten_seconds(
    extracted: Callable[..., SheetExtraction],
) -> None:
    data = books.xlsx([{"sheet": "A", "rows": wide(2_500, 40)}])
    assert seconds(lambda: extracted(data)) < WIDE_SECONDS
