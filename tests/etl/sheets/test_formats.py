"""The same sheet in other clothes: csv in any encoding, old fonts, ods, old Excel."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import books
import pytest
import yaml

from etl.extract.sheet_model import SheetExtraction
from etl.parse import vni
from etl.parse.tcvn3 import decode, looks_like_tcvn3
from etl.read.workbook import read_workbook

LINES = (
    ("Chỉ tiêu", "Đơn vị tính", "Địa bàn", "Năm", "Thực hiện"),
    ("Thu ngân sách trên địa bàn", "Tỷ đồng", "Huyện Văn Lâm", "2023", "1.250,5"),
    ("Tỷ lệ hộ nghèo", "%", "Huyện Văn Giang", "2023", "1,2"),
)


def joined(mark: str) -> str:
    return "\r\n".join(
        mark.join(f'"{text}"' if mark in text else text for text in line) for line in LINES
    )


@pytest.mark.parametrize("mark", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_any_separator_and_encoding(
    extracted: Callable[..., SheetExtraction], mark: str, encoding: str
) -> None:
    found = extracted(joined(mark).encode(encoding), "list.csv").figures
    assert [(item.cell, item.indicator, float(item.number)) for item in found] == [
        ("E2", "FN01", 1250.5),
        ("E3", "SO03", 1.2),
    ]


def test_the_separator_may_be_declared() -> None:
    sheet = read_workbook(("sep=|\n" + joined("|")).encode(), "a.csv").sheets[0]
    assert sheet.text(2, 1) == "Chỉ tiêu"
    assert sheet.text(3, 5) == "1.250,5"


@pytest.mark.parametrize(
    ("written", "font", "meant"),
    [
        ("D©n sè trung b×nh n¨m 2004", ".VnTime", "Dân số trung bình năm 2004"),
        ("tØnh h\xadng yªn", ".VnTimeH", "TỈNH HƯNG YÊN"),
        ("§¬n vÞ tÝnh", "", "Đơn vị tính"),
    ],
)
def test_old_fonts_are_decoded(written: str, font: str, meant: str) -> None:
    assert decode(written, font) == meant


@pytest.mark.parametrize("text", ["Đơn vị tính", "km²", "Café", "100 °C", "a × b", "TH 2023"])
def test_unicode_texts_are_no_old_code(text: str) -> None:
    assert not looks_like_tcvn3(text)


def ods(rows: str) -> bytes:
    """A spreadsheet as LibreOffice writes it: percentages, formulas, repeated and hidden rows."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
            'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="A">{rows}'
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def text_cell(text: str) -> str:
    cell = "table:table-cell"
    return f'<{cell} office:value-type="string"><text:p>{text}</text:p></{cell}>'


def number_cell(value: str, kind: str = "float", extra: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}" {extra}/>'


def test_ods_with_percentages_formulas_and_hidden_rows(
    extracted: Callable[..., SheetExtraction],
) -> None:
    def row(*cells: str, hidden: bool = False) -> str:
        state = ' table:visibility="collapse"' if hidden else ""
        return f"<table:table-row{state}>{''.join(cells)}</table:table-row>"

    uncalculated = '<table:table-cell table:formula="of:=[.C3]*2"/>'
    data = ods(
        row(text_cell("Kết quả năm 2023 huyện Ân Thi"))
        + row(text_cell("Chỉ tiêu"), text_cell("ĐVT"), text_cell("TH 2023"))
        + row(text_cell("Tỷ lệ hộ nghèo"), text_cell("%"), number_cell("0.014", "percentage"))
        + row(text_cell("Sản lượng thủy sản"), text_cell("Tấn"), uncalculated)
        + row(text_cell("Chi ngân sách"), text_cell("Tỷ đồng"), number_cell("610"), hidden=True)
    )
    found = extracted(data, "a.ods")
    assert [(item.cell, item.indicator, float(item.number)) for item in found.figures] == [
        ("C3", "SO03", 1.4)
    ]
    rules = [(item.rule, item.cell) for item in found.findings]
    assert ("formula_without_value", "C4") in rules
    assert ("hidden", "A5") in rules


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_libreoffice_converts_is_read_the_same(
    extracted: Callable[..., SheetExtraction], tmp_path: Path, kind: str
) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("needs LibreOffice (soffice) on the path")
    specs = Path(__file__).parents[2] / "spec"
    cases = [
        case
        for name in ("sheets_plans", "sheets_places", "sheets_text")
        for case in yaml.safe_load((specs / f"{name}.yaml").read_text("utf-8"))
    ]
    for number, case in enumerate(cases):
        (tmp_path / f"{number}.xlsx").write_bytes(books.xlsx(case.get("sheets") or [case]))
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path),
            *(str(path) for path in sorted(tmp_path.glob("*.xlsx"))),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for number, case in enumerate(cases):
        ours = extracted((tmp_path / f"{number}.xlsx").read_bytes())
        theirs = extracted((tmp_path / f"{number}.{kind}").read_bytes(), f"{number}.{kind}")
        assert [(item.sheet, item.cell, item.indicator, item.period, item.measure, item.number)
                for item in theirs.figures] == [
            (item.sheet, item.cell, item.indicator, item.period, item.measure, item.number)
            for item in ours.figures
        ], case["name"]  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Thöïc hieän naêm 2005, quyõ ñaát, Ñoàng baèng", "Thực hiện năm 2005, quỹ đất, Đồng bằng"),
    ],
)
def test_vni_letters_are_decoded(stored: str, read: str) -> None:
    assert vni.decode(stored) == read
    assert vni.looks_like_vni(stored)


@pytest.mark.parametrize(
    "text", ["Hoà Bình, khoá sổ, toà nhà", "Société générale", "D©n sè trung b×nh, thùc hiÖn"]
)
def test_other_letters_are_not_taken_for_vni(text: str) -> None:
    assert not vni.looks_like_vni(text)


def test_a_csv_in_vni_letters_is_read(extracted: Callable[..., SheetExtraction]) -> None:
    text = (
        "Huyeän Vaên Laâm naêm 2006\r\nChæ tieâu;Ñôn vò;Keá hoaïch;Thöïc hieän\r\n"
        "Thu ngaân saùch treân ñòa baøn;tyû ñoàng;100;110\r\n"
    )
    found = extracted(text.encode("cp1252"), name="vni.csv")
    assert [(figure.indicator, figure.unit) for figure in found.figures] == [
        ("FN01", "tỷ đồng"),
        ("FN01", "tỷ đồng"),
    ]
    assert found.figures[0].place is not None
    assert found.figures[0].place.full_name == "huyện Văn Lâm"


def test_the_name_of_the_file_gives_period_and_place_where_the_sheet_gives_none(
    extracted: Callable[..., SheetExtraction],
) -> None:
    rows = "Nội dung | ĐVT | Thực hiện\nThu ngân sách trên địa bàn | tỷ đồng | 21"
    data = books.xlsx([{"sheet": "Sheet1", "rows": rows}])
    figure = extracted(data, name="bao_cao_thang_9_nam_2023_huyen_tien_lu.xlsx").figures[0]
    assert figure.period == "2023-09"
    assert figure.place is not None
    assert figure.place.full_name == "huyện Tiên Lữ"
    assert extracted(data, name="so_lieu_v2.xlsx").figures[0].period is None
