"""Broken and strange workbooks by the thousand, by hand: python tests/etl/sheets/fuzz.py 600.

Every file is read to the end or refused with a reason; anything else is printed with its seed.
"""

import io
import os
import random
import sys
import time
import traceback
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import books  # noqa: E402
import yaml  # noqa: E402

from etl.extract.sheet import extract_workbook, lines  # noqa: E402
from etl.read.workbook import read_workbook  # noqa: E402
from yardstick.domain.catalogue import read_catalogue  # noqa: E402
from yardstick.errors import WorkbookRefused  # noqa: E402
from yardstick.render.marked import marked  # noqa: E402
from yardstick.store.places import read_places  # noqa: E402

CATALOGUE = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
PLACES = read_places(ROOT / "data" / "places")
SPECS = [
    case
    for path in sorted((ROOT / "tests" / "spec").glob("sheets_*.yaml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
SLOW_SECONDS = 4.0
WORDS = (
    "STT", "Chỉ tiêu", "ĐVT", "Đơn vị", "TH 2023", "KH 2024", "ƯTH", "So sánh (%)", "%", "Năm",
    "Quý I", "tháng 8", "2024", "2023", "Tổng số", "Trong đó:", "Huyện Văn Lâm", "Toàn tỉnh",
    "Tỷ đồng", '"', "-", "x", "…", "n/a", "1.234,5", "1,234.5", "12/63", "(12,4)", "Giảm 0,3",
    "8,0 - 8,5", "≥ 10", "0,7% (còn 4,33%)", "I", "A", "1.1", "*", "Thu ngân sách trên địa bàn",
    "Tỷ lệ hộ nghèo (%)", "so với cùng kỳ", "Lũy kế", "Giai đoạn 2021-2025", "31/12/2024",
    "2024-9M", "Ghi chú", "Mã", "FN01", "Người lập biểu", "Địa bàn: Huyện Ân Thi", "Kỳ báo cáo:",
    "Quý III/2024", '\u202e\u200f', '\xe9\u0301', "=1+1", "#REF!", "1e309", "NaN", "²", "٣", "１２",
    "x" * 500, "4,%", "1, triệu", "năm 9999", "tháng 13", "32/13/2024", "quý 5", "0T/2024", "--",
    "((", "[[",
)  # fmt: skip


def scrambled(chance: random.Random) -> bytes:
    """A sheet of random words and numbers, merged and hidden at random."""
    lines_ = []
    for _ in range(chance.randint(1, 25)):
        cells = []
        for _ in range(chance.randint(0, 9)):
            kind = chance.random()
            if kind < 0.35:
                cells.append("")
            elif kind < 0.6:
                cells.append(str(chance.choice((0, 1, 7, 2024, 99.5, -3, 1e9, 0.97, 107.1))))
            else:
                cells.append(chance.choice(WORDS).replace("|", ""))
        lines_.append(" | ".join(cells))
    spec = {"sheet": "A", "rows": "\n".join(lines_), "hidden_rows": [chance.randint(1, 9)]}
    return books.xlsx([spec])


def shuffled(chance: random.Random) -> bytes:
    """A specified sheet with rows or cells lost, doubled or exchanged."""
    case = chance.choice(SPECS)
    sheets = []
    for sheet in case.get("sheets") or [case]:
        rows = sheet["rows"].rstrip("\n").split("\n")
        for _ in range(chance.randint(1, 6)):
            at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
            act = chance.random()
            if act < 0.25:
                rows[at], rows[other] = rows[other], rows[at]
            elif act < 0.5:
                rows.insert(at, rows[other])
            elif act < 0.6 and len(rows) > 1:
                del rows[at]
            else:
                cells = rows[at].split("|")
                cells[chance.randrange(len(cells))] = f" {chance.choice(WORDS).replace('|', '')} "
                rows[at] = "|".join(cells)
        sheets.append({"sheet": sheet.get("sheet"), "rows": "\n".join(rows)})
    return books.xlsx(sheets)


def bitten(chance: random.Random, data: bytes) -> bytes:
    """The bytes with some changed, lost or doubled."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(found) or 1)
        act = chance.random()
        if act < 0.5 and found:
            found[at] = chance.randrange(256)
        elif act < 0.75:
            del found[at : at + chance.randint(1, 40)]
        else:
            found[at:at] = found[at : at + chance.randint(1, 40)]
    return bytes(found)


def gnawed(chance: random.Random, data: bytes) -> bytes:
    """An archive whose XML parts are bitten inside, so that the zip itself holds."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        victim = chance.choice(names)
        for name in names:
            content = old.read(name)
            if name == victim:
                content = (
                    bitten(chance, content) if chance.random() < 0.5 else retagged(chance, content)
                )
            if chance.random() > 0.01:
                new.writestr(name, content)
    return stream.getvalue()


def retagged(chance: random.Random, content: bytes) -> bytes:
    """XML with numbers and attribute values exchanged for awkward ones."""
    awkward = (b"-1", b"999999999", b"", b"x", b"1e999", b"4294967296", b"A0", b"ZZZZ1", b"B2:A1")
    pieces = content.split(b'"')
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(pieces))
        if at % 2:
            pieces[at] = chance.choice(awkward)
    return b'"'.join(pieces)


def delimited(chance: random.Random) -> bytes:
    """A csv of random words in a random encoding."""
    mark = chance.choice((";", ",", "\t", "|"))
    text = "\n".join(
        mark.join(chance.choice(WORDS) for _ in range(chance.randint(1, 8)))
        for _ in range(chance.randint(1, 40))
    )
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "cp1258", "latin-1"))
    return text.encode(encoding, "replace")


def in_old_letters(chance: random.Random) -> bytes:
    """A specified sheet as csv, in bytes of a code nobody declared, some of them bitten."""
    case = chance.choice(SPECS)
    sheet = chance.choice(case.get("sheets") or [case])
    mark = chance.choice((";", ",", "\t"))
    text = "\r\n".join(
        mark.join(part.strip() for part in line.split("|")) for line in sheet["rows"].split("\n")
    )
    encoding = chance.choice(("utf-8", "utf-16", "cp1258", "cp1252"))
    data = text.encode(encoding, "replace")
    return bitten(chance, data) if chance.random() < 0.7 else data


def real(chance: random.Random) -> tuple[bytes, str]:
    """A file an office made, in any format, bitten as bytes or inside its parts."""
    path = chance.choice(SAMPLES)
    data = path.read_bytes()
    if path.suffix in (".xlsx", ".ods") and chance.random() < 0.7:
        try:
            return gnawed(chance, data), f"fuzz{path.suffix}"
        except (zipfile.BadZipFile, NotImplementedError):
            pass
    return bitten(chance, data), f"fuzz{path.suffix}"


def one(seed: int) -> str:
    """One file made from a seed, read and marked; what became of it."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    kind = seed % 8
    name = "fuzz.xlsx"
    if kind == 0:
        data = scrambled(chance)
    elif kind == 1:
        data = shuffled(chance)
    elif kind == 2:
        data = bitten(chance, shuffled(chance))
    elif kind == 3:
        data = gnawed(chance, shuffled(chance))
    elif kind == 4:
        data, name = delimited(chance), "fuzz.csv"
    elif kind == 5 or not SAMPLES:
        data, name = in_old_letters(chance), "fuzz.csv"
    else:
        data, name = real(chance)
    try:
        workbook = read_workbook(data, name)
        found_ = extract_workbook(workbook, CATALOGUE, PLACES)
    except WorkbookRefused as refused:
        return refused.reason
    for line in lines(found_, CATALOGUE, notes=True):
        value = line.get("value")
        assert value is None or value == value, "not a number"
    assert len({(figure.sheet, figure.cell) for figure in found_.figures}) == len(found_.figures)
    marked(data, name, found_.findings)
    return "read"


# Real files to bite: those beside the project, and any folder named in FUZZ_SAMPLES.
_FOLDERS = [
    ROOT.parent / "shared" / "gold" / "workbooks",
    *map(Path, filter(None, os.environ.get("FUZZ_SAMPLES", "").split(":"))),
]
SAMPLES: list[Path] = [
    path
    for folder in _FOLDERS
    if folder.is_dir()
    for path in sorted(folder.iterdir())
    if path.suffix in (".xlsx", ".xls", ".ods", ".csv") and path.stat().st_size < 60_000
]


def main() -> int:
    """Run for the seconds given; the number of files that broke the reader."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    stop = time.monotonic() + seconds
    counts: dict[str, int] = {}
    broken = 0
    while time.monotonic() < stop:
        # The processor's time: on a busy machine a file waits longer than it is read.
        started = time.process_time()
        try:
            fate = one(seed)
        except Exception:  # noqa: BLE001 - finding them is what a fuzzer is for
            broken += 1
            fate = "BROKEN"
            sys.stdout.write(f"seed {seed}\n{traceback.format_exc(limit=-4)}\n")
        taken = time.process_time() - started
        if taken > SLOW_SECONDS:
            sys.stdout.write(f"seed {seed} took {taken:.1f} s\n")
        counts[fate] = counts.get(fate, 0) + 1
        seed += 1
    sys.stdout.write(f"{sum(counts.values())} files, up to seed {seed}: {counts}\n")
    return broken


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
