"""Files made to harm or by accident: refused with a reason, in bounded time and memory, or read."""

import gc
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress

import books
import pytest

from etl.extract import clock
from etl.extract.sheet_model import SheetExtraction
from etl.read.workbook import read_workbook
from yardstick.errors import WorkbookRefused

PLAIN = """Một số chỉ tiêu năm 2023 huyện Ân Thi
Chỉ tiêu | ĐVT | TH 2023
Thu ngân sách trên địa bàn | Tỷ đồng | 500
"""
NAMES = """Danh sách hộ năm 2024
STT | Họ và tên | Năm sinh | Số CCCD | Thôn
1 | Trần Văn Mẫu | 1970 | '001070000001 | Thôn 1
2 | Lê Thị Mẫu | 1981 | '001081000002 | Thôn 2
3 | Phạm Văn Mẫu | 1992 | '001092000003 | Thôn 3
"""


def reason(data: bytes, name: str = "book.xlsx") -> str:
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(data, name)
    return refused.value.reason


def plain() -> bytes:
    return books.xlsx([{"sheet": "A", "rows": PLAIN}])


def repacked(data: bytes, **parts: bytes) -> bytes:
    """The archive with parts replaced or added; `a__b` stands for `a/b`."""
    stream = io.BytesIO()
    changed = {key.replace("__", "/").replace("_dot_", "."): value for key, value in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.infolist():
            if item.filename not in changed:
                new.writestr(item, old.read(item.filename))
        for name, content in changed.items():
            new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"", "a.xlsx", "empty"),
        (b"PK\x03\x04 cut off", "a.xlsx", "corrupt"),
        (b"no workbook at all", "a.xlsx", "corrupt"),
        (b"%PDF-1.7 ...", "a.csv", "wrong_extension"),
        (b"a;b\n1;2\n", "a.exe", "wrong_extension"),
        (b"a;b\x00\n1;2\n", "a.csv", "corrupt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "corrupt"),
    ],
)
def test_bytes_that_are_no_workbook(data: bytes, name: str, expected: str) -> None:
    assert reason(data, name) == expected


@pytest.mark.parametrize("name", ["a.xls", "a.ods", "a.csv"])
def test_a_workbook_under_another_kinds_name_is_read_as_what_it_is(name: str) -> None:
    told = read_workbook(plain(), "a.xlsx")
    assert read_workbook(plain(), name).sheets == told.sheets


def test_a_document_under_a_workbooks_name_is_told_from_a_broken_file() -> None:
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert reason(other.getvalue(), "a.xlsx") == "wrong_extension"
    assert reason(b"%PDF-1.7 ...", "a.xlsx") == "wrong_extension"


def test_truncated_at_any_length_is_refused() -> None:
    data = plain()
    for length in range(0, len(data), 97):
        assert reason(data[:length]) in ("corrupt", "empty")


def test_a_password_is_told() -> None:
    stream = "EncryptedPackage".encode("utf-16-le")
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + stream
    assert reason(compound, "a.xlsx") == "encrypted"


def test_a_zip_bomb_is_stopped_before_it_unpacks() -> None:
    bomb = repacked(plain(), xl__worksheets__bomb_dot_xml=b"\0" * (300 * 1024 * 1024))
    assert len(bomb) < 1_000_000
    tracemalloc.start()
    assert reason(bomb) == "too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20_000_000


def test_a_part_that_lies_about_its_size_is_not_read_on() -> None:
    data = bytearray(repacked(plain(), xl__sharedStrings_dot_xml=b"<sst>" + b" " * 200_000))
    # The directory's own count of unpacked bytes, made small.
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (64).to_bytes(4, "little")
    assert reason(bytes(data)) in ("too_large", "corrupt")


def test_entities_and_outside_files_are_never_followed() -> None:
    attack = (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&a;</t></si></sst>'
    )
    assert reason(repacked(plain(), xl__sharedStrings_dot_xml=attack)) == "corrupt"
    laughs = b'<!DOCTYPE l [<!ENTITY l "ha">' + b'<!ENTITY l1 "&l;&l;">' * 9 + b"]><sst>&l1;</sst>"
    assert reason(repacked(plain(), xl__sharedStrings_dot_xml=laughs)) == "corrupt"


def test_one_cell_in_the_last_corner_costs_nothing(
    extracted: Callable[..., SheetExtraction],
) -> None:
    sheet = part(plain(), "xl/worksheets/sheet1.xml")
    corner = b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
    data = repacked(plain(), xl__worksheets__sheet1_dot_xml=sheet.replace(b"</sheetData>", corner))
    started = time.perf_counter()
    assert len(extracted(data).figures) == 1
    assert time.perf_counter() - started < 2


def test_too_many_cells_are_refused_in_bounded_memory() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 1000 + b"</row>"
    sheet = b"<worksheet><sheetData>" + row * 500 + b"</sheetData></worksheet>"
    assert reason(repacked(plain(), xl__worksheets__sheet1_dot_xml=sheet)) == "too_large"


def test_a_million_lines_of_csv_are_refused_at_once() -> None:
    data = b"FN01;2024;1,5\n" * 1_000_000
    started = time.perf_counter()
    assert reason(data, "a.csv") == "too_large"
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("hidden", [False, True])
def test_lists_of_persons_are_refused_and_nothing_of_them_is_told(hidden: bool) -> None:
    data = books.xlsx(
        [{"sheet": "A", "rows": PLAIN}, {"sheet": "Hộ", "rows": NAMES, "hidden": hidden}]
    )
    with pytest.raises(WorkbookRefused) as refused:
        read_workbook(data, "a.xlsx")
    assert refused.value.reason == "personal_data"
    assert "Mẫu" not in str(refused.value)
    assert "0010" not in str(refused.value)


@pytest.mark.parametrize(
    "rows",
    [
        "Tên chủ hộ | Địa chỉ | Số khẩu\nNguyễn Văn Mẫu | Thôn 1 | 4\nTrần Thị Mẫu | Thôn 2 | 3\n",
        "x | y\nĐỗ Văn Mẫu | '001070000001\nVũ Thị Mẫu | '001081000002\nLê Thử | '001092000003\n",
        "Danh sách\nĐỗ Thị Mẫu | 12/03/1975\nVũ Văn Mẫu | 01/11/1980\nBùi Thị Mẫu | 30/4/1999\n",
    ],
)
def test_lists_of_persons_are_known_by_what_they_hold(rows: str) -> None:
    assert reason(books.xlsx([{"sheet": "A", "rows": rows}])) == "personal_data"


@pytest.mark.parametrize(
    "rows",
    [
        PLAIN + "\n |  | Người lập biểu\n |  | Nguyễn Văn A\n",
        "Dân tộc, tôn giáo năm 2023\nChỉ tiêu | ĐVT | TH 2023\nSố hộ dân tộc | Hộ | 120\n",
        "Số lao động theo giới tính năm 2023\nĐơn vị | Nam | Nữ\nHuyện Kim Động | 10 | 12\n",
    ],
)
def test_tables_of_counts_are_no_lists_of_persons(rows: str) -> None:
    assert read_workbook(books.xlsx([{"sheet": "A", "rows": rows}]), "a.xlsx").sheets


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật"])
def test_stamped_papers_are_refused(stamp: str) -> None:
    assert reason(books.xlsx([{"sheet": "A", "rows": f"{stamp}\n{PLAIN}"}])) == "secret"


def test_density_of_population_is_no_stamp() -> None:
    rows = "Mật độ dân số năm 2023\nHuyện | Mật độ dân số (Người/km2)\nHuyện Ân Thi | 1040\n"
    assert read_workbook(books.xlsx([{"sheet": "A", "rows": rows}]), "a.xlsx").sheets


def test_nothing_to_read_is_empty(extracted: Callable[..., SheetExtraction]) -> None:
    with pytest.raises(WorkbookRefused, match="empty"):
        extracted(books.xlsx([{"sheet": "A", "rows": "Chỉ tiêu | ĐVT | KH 2025"}]))
    assert reason(books.xlsx([{"sheet": "A", "rows": ""}])) == "empty"


def test_strange_cells_do_no_harm(extracted: Callable[..., SheetExtraction]) -> None:
    rows = (
        PLAIN
        + f"{'x' * 32_767} | Tỷ đồng | 1\n"
        + "\u202e\u200fTỷ lệ hộ nghèo\u202c | % | 1.5\n"
        + "=HYPERLINK(1) | +cmd | -1\n"
        + "Sản lượng thủy sản | Tấn | 'NaN\n"
        + "Chi ngân sách | Tỷ đồng | 'Infinity\n"
        + "Tổng đàn | Con | '1e999\n"
    )
    found = extracted(books.xlsx([{"sheet": "A", "rows": rows}]))
    assert "SO03" in {figure.indicator for figure in found.figures}
    assert all(figure.number.is_finite() for figure in found.figures)
    broken = {finding.cell for finding in found.findings if finding.rule == "not_a_number"}
    assert {"C7", "C8"} <= broken


def test_infinite_numbers_in_the_file_are_no_figures(
    extracted: Callable[..., SheetExtraction],
) -> None:
    sheet = part(plain(), "xl/worksheets/sheet1.xml")
    for number in (b"INF", b"NaN", b"1e400", b"-1E+999999999", b"0x10"):
        data = repacked(
            plain(),
            xl__worksheets__sheet1_dot_xml=sheet.replace(b"<v>500</v>", b"<v>%s</v>" % number),
        )
        try:
            figures = extracted(data).figures
        except WorkbookRefused:
            continue
        assert not figures


def test_macros_and_links_are_left_alone() -> None:
    data = repacked(
        plain(),
        xl__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0" + b"\0" * 200,
        xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>",
    )
    assert read_workbook(data, "a.xlsm").sheets[0].cells


def test_a_path_for_a_name_reads_nothing_else() -> None:
    assert read_workbook(plain(), "../../etc/passwd.xlsx").name == "../../etc/passwd.xlsx"


def test_a_sheet_that_takes_too_long_is_stopped(
    extracted: Callable[..., SheetExtraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "MOST_SECONDS", 0.0)
    with pytest.raises(WorkbookRefused) as refused:
        extracted(plain())
    assert refused.value.reason == "too_slow"
    assert gc.isenabled()


@pytest.mark.parametrize("line", ["Tổng cộng;{n};5", "{n} abc;x {n};n/a", "Trong đó:;{n};{n}"])
def test_the_time_grows_with_the_rows_and_not_with_their_square(
    line: str, extracted: Callable[..., SheetExtraction]
) -> None:
    def seconds(rows: int) -> float:
        body = "\n".join(line.format(n=n) for n in range(1, rows))
        data = f"Huyện Ân Thi năm 2024\nChỉ tiêu;TH 2023;KH 2024\n{body}".encode()
        started = time.process_time()
        extracted(data, name="a.csv")
        return time.process_time() - started

    seconds(500)
    assert seconds(4000) < 30 * max(seconds(500), 0.05)


@pytest.mark.parametrize(
    "words", ["a - ", "12/63 ", "giá so sánh ", "((", "8,0 - 8,5 ", "so với kế hoạch ", "(ĐVT: "]
)
@pytest.mark.parametrize("where", ["title", "head", "label", "unit", "figure"])
def test_a_text_as_long_as_a_cell_can_hold_takes_no_time(
    words: str, where: str, extracted: Callable[..., SheetExtraction]
) -> None:
    long = words * (32_000 // len(words))
    texts = {"title": "", "head": "TH 2023", "label": "Dân số", "unit": "Người", "figure": "5"}
    texts[where] = f"{texts[where]} {long}".strip()
    data = (
        f"Một số chỉ tiêu năm 2023 huyện Ân Thi {texts['title']}\n"
        f"Chỉ tiêu;ĐVT;{texts['head']}\n"
        "Thu ngân sách trên địa bàn;Tỷ đồng;500\n"
        f"{texts['label']};{texts['unit']};{texts['figure']}\n"
    )
    started = time.process_time()
    # A title that is taken for figures leaves no table.
    with suppress(WorkbookRefused):
        extracted(data.encode(), name="a.csv")
    assert time.process_time() - started < 3


def test_merged_ranges_without_end_are_taken_for_cells(
    extracted: Callable[..., SheetExtraction],
) -> None:
    sheet = part(plain(), "xl/worksheets/sheet1.xml")
    merges = b"".join(b'<mergeCell ref="A%d:CV%d"/>' % (n, n + 199) for n in range(10, 50_000))
    data = repacked(
        plain(),
        xl__worksheets__sheet1_dot_xml=sheet.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
        ),
    )
    started = time.process_time()
    assert len(extracted(data).figures) == 1
    assert time.process_time() - started < 5


def test_hidden_columns_told_a_hundred_thousand_times_cost_little(
    extracted: Callable[..., SheetExtraction],
) -> None:
    sheet = part(plain(), "xl/worksheets/sheet1.xml")
    columns = b"<cols>" + b'<col min="9" max="16384" hidden="1"/>' * 100_000 + b"</cols>"
    data = repacked(
        plain(),
        xl__worksheets__sheet1_dot_xml=sheet.replace(b"<sheetData>", columns + b"<sheetData>"),
    )
    started = time.process_time()
    assert len(extracted(data).figures) == 1
    assert time.process_time() - started < 5
