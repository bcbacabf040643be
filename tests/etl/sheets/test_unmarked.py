"""Sheets whose words were typed without marks."""

import books
import pytest

from etl.extract.sheet import extract_workbook
from etl.extract.sheet_model import SheetExtraction
from etl.extract.sheet_unmarked import Marks
from etl.read.workbook import read_workbook
from yardstick.domain.catalogue import Catalogue
from yardstick.domain.place import Gazetteer
from yardstick.errors import WorkbookRefused

PLAIN = """BAO CAO TINH HINH THUC HIEN CAC CHI TIEU KT-XH 6 THANG DAU NAM 2024 HUYEN VAN LAM
STT | Chi tieu | DVT | KH nam 2024 | Uoc TH 6 thang | So KH (%) | Cung ky nam 2023
1 | Thu ngan sach tren dia ban | Ty dong | 2500 | 1600 | 64 | 1400
2 | Ty le ho ngheo | % | 1.2 | 1.5 |  | 2.1
3 | Trong do: thu nhap binh quan | Trieu dong/nguoi | 80 | 41 |  | 38
"""
PLACES = """THU NGAN SACH TREN DIA BAN NAM 2023 HUYEN VAN LAM
Don vi tinh: Trieu dong
TT | Xa, thi tran | Thuc hien nam 2023
1 | Thi tran Nhu Quynh | 39850
2 | Xa Lac Dao | 24110
"""
ENGLISH = """Main socio-economic indicators of Hung Yen province, 2024
No. | Indicator | Unit | Plan 2024 | First half of 2024
1 | Budget revenue | Bill. dongs | 32719 | 20889
2 | GRDP growth | % | 8.5 | 6.81
3 | Total number of households | household | 100 | 101
"""
PERSONS = """DANH SACH HO NGHEO NAM 2024
STT | Ho va ten | Nam sinh | So CCCD | Thon
1 | Tran Van Mau | 1970 | '001070000001 | Thon 1
2 | Le Thi Mau | 1981 | '001081000002 | Thon 2
3 | Pham Van Mau | 1992 | '001092000003 | Thon 3
"""


def read(rows: str, catalogue: Catalogue, gazetteer: Gazetteer) -> SheetExtraction:
    data = books.xlsx([{"sheet": "Bieu 1", "rows": rows}])
    return extract_workbook(read_workbook(data, "a.xlsx"), catalogue, gazetteer)


def test_a_sheet_without_marks_is_read_like_one_with_them(
    catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    found = {one.cell: one for one in read(PLAIN, catalogue, gazetteer).figures}
    plan, done, share, before = (found[f"{column}3"] for column in "DEFG")
    assert {one.indicator for one in (plan, done, share, before)} == {"FN01"}
    assert [one.kind for one in (plan, done)] == ["target", "estimate"]
    assert (done.period, before.period) == ("2024-H1", "2023-H1")
    assert (share.measure, share.unit) == ("completion", "%")
    assert (plan.unit, found["E4"].indicator) == ("tỷ đồng", "SO03")
    assert done.place is not None
    assert done.place.full_name == "huyện Văn Lâm"
    # What was restored is said with its marks.
    assert done.indicator_text == "Thu ngân sách trên địa bàn"


def test_places_without_marks(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    figures = read(PLACES, catalogue, gazetteer).figures
    assert [one.place.full_name for one in figures if one.place] == [
        "thị trấn Như Quỳnh",
        "xã Lạc Đạo",
    ]
    assert {(one.indicator, one.unit) for one in figures} == {("FN01", "triệu đồng")}


def test_english_stays_as_it_is(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    figures = read(ENGLISH, catalogue, gazetteer).figures
    assert {one.indicator_text for one in figures} == {
        "Budget revenue",
        "GRDP growth",
        "Total number of households",
    }
    marks = Marks(catalogue, gazetteer)
    assert not marks.speaks({"Plan for the year", "Total number of households", "Actual"})


def test_one_mark_in_a_sheet_leaves_it_alone(catalogue: Catalogue, gazetteer: Gazetteer) -> None:
    figures = read(PLAIN.replace("Ty le ho", "Tỷ lệ ho"), catalogue, gazetteer).figures
    assert "Thu ngan sach tren dia ban" in {one.indicator_text for one in figures}


def test_capitals_are_kept_and_unknown_words_too(
    catalogue: Catalogue, gazetteer: Gazetteer
) -> None:
    marks = Marks(catalogue, gazetteer)
    assert marks.restored("THU NGAN SACH (xyz)") == "THU NGÂN SÁCH (xyz)"
    assert marks.restored("  So voi  cung ky, %") == "  So với  cùng kỳ, %"


def test_persons_are_refused_without_marks_too() -> None:
    data = books.xlsx([{"sheet": "A", "rows": PERSONS}])
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(data, "a.xlsx")
    assert refused.value.reason == "personal_data"
