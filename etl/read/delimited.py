"""Text tables (csv, tsv) -> one sheet without a name; the bytes tell encoding and separator."""

import csv
import io
import re

from etl.parse.tcvn3 import looks_like_tcvn3
from etl.parse.vni import decode as vni_letters
from etl.parse.vni import looks_like_vni
from etl.read.cells import MOST_CELLS, Cell, Sheet
from etl.read.letters import Lettering
from yardstick.errors import WorkbookRefused

MOST_ROWS = 100_000
_SEPARATORS = ";\t,|"
_MOST_TEXT = 32_767
_SAMPLE = 200_000


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The one sheet of a csv file; every cell is text.

    Raises:
        WorkbookRefused: corrupt when the bytes are no text, too_large beyond the limits.
    """
    text = _decoded(data, name)
    # Counting line ends is cheap; a million rows are refused before any is split.
    if text.count("\n") > MOST_ROWS:
        raise WorkbookRefused("too_large", name, f"more than {MOST_ROWS} lines")
    separator, skipped = _separator(text)
    lettering = Lettering()
    cells: dict[tuple[int, int], Cell] = {}
    rows = csv.reader(io.StringIO(text[skipped:], newline=""), delimiter=separator)
    try:
        for number, row in enumerate(rows, 2 if skipped else 1):
            for column, value in enumerate(row, 1):
                if not value.strip():
                    continue
                if len(cells) >= MOST_CELLS:
                    raise WorkbookRefused("too_large", name, f"more than {MOST_CELLS} filled cells")
                clean = lettering.text(value[: _MOST_TEXT + 1], "")
                if clean.strip():
                    indent = (len(clean) - len(clean.lstrip(" \u00a0"))) // 2
                    cells[number, column] = Cell(number, column, clean, indent=indent)
    except csv.Error as error:
        raise WorkbookRefused("corrupt", name, f"line {rows.line_num}: {error}") from None
    return (Sheet("", cells),)


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise WorkbookRefused("corrupt", name, "broken UTF-16") from None
    if b"\0" in data:
        raise WorkbookRefused("corrupt", name, "the bytes are no text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    western = data.decode("cp1252", "replace")
    if looks_like_tcvn3(western):
        return western
    if looks_like_vni(western[:_SAMPLE]):
        return vni_letters(western)
    return data.decode("cp1258", "replace")


def _separator(text: str) -> tuple[str, int]:
    """The separator, and how many characters of a first line `sep=;` to skip."""
    declared = re.match(r"sep=(.)\r?\n", text)
    if declared:
        return declared[1], declared.end()
    lines = [line for line in text[:20_000].splitlines()[:50] if line.strip()]
    scores = {}
    for separator in _SEPARATORS:
        # A decimal comma inside quotes separates nothing.
        counts = [_outside_quotes(line).count(separator) for line in lines]
        usual = max(set(counts), key=counts.count) if counts else 0
        agree = sum(count == usual for count in counts)
        scores[separator] = agree * min(usual, 3) if usual else 0
    return max(_SEPARATORS, key=lambda separator: scores[separator]), 0


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)
