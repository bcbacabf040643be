"""What the rows of a sheet look like: figures, marks, words of headers, column numbers."""

import re
from decimal import Decimal

from etl.extract.folding import fold
from etl.extract.sheet_cells import is_number, is_year
from etl.extract.sheet_headers import header_words
from etl.extract.sheet_units import unit_of
from etl.read.cells import Cell, Merge, Sheet

_ROLE_WORDS = re.compile(
    r"(?:stt|tt|so tt|so thu tu|chi tieu|ten chi tieu|cac chi tieu|chi tieu chu yeu|"
    r"danh muc(?: chi tieu)?|"
    r"noi dung|ten|nguon von|dvt|don vi tinh|don vi|dia ban|dia phuong|don vi hanh chinh|ma|"
    r"ma so|ma chi tieu|"
    r"ghi chu|nam|thang|quy|ky|ky bao cao|thoi gian|loai so lieu|gia tri|linh vuc|hang muc|"
    r"khoan muc|nganh|san pham|"
    r"(?:ten )?(?:huyen|xa|phuong|thi tran|thi xa|thanh pho|don vi|"
    r"dia phuong)(?:[,/ ]+(?:va )?(?:huyen|xa|phuong|thi tran|"
    r"thi xa|thanh pho|don vi))*|indicator|unit|value|place|period|year|code|kind|loai|phan loai|"
    r"dien giai|khu vuc|"
    r"chi tieu chu yeu|(?:ten )?chi tieu\s*[(/,].*|cac don vi|don vi bao cao|don vi thuc hien)"
)
_LETTER_ROW = re.compile(
    r"\(?(?:[a-z]|\d{1,2})\)?(?:\s*=\s*[\d()/*+x:,. %-]+)?|\(\d{1,2}\)\s*=.*|\d{1,2}\s*=.*"
)
_ITEM_MARK = re.compile(r"\d{1,3}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}|[a-zđ][.)]?|[-+*]")
_MARK = re.compile(rf"(?:{_ITEM_MARK.pattern}|[A-ZĐ])[.)]?")
_RUNNING = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,3}")


# "Đơn vị (xã, thị trấn)": which kinds of places are listed says no more than the word before it.
_KINDS = re.compile(r"\s*\([^()]*\b(?:xa|phuong|thi tran|huyen|thi xa|thanh pho|tinh)\b[^()]*\)$")


def head_words(text: str) -> str:
    """The folded words of a column's head, the kinds of places listed under it left out."""
    return _KINDS.sub("", fold(text).strip(" :*.")).strip(" :*.()")


class GridRows:
    """Row features of one sheet, worked out once."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = list(sheet.rows)
        self.covered: dict[tuple[int, int], Merge] = {}
        for merge in sheet.merges:
            if merge.is_large:
                continue
            for row in range(merge.top, merge.bottom + 1):
                for column in range(merge.left, merge.right + 1):
                    self.covered[row, column] = merge
        self._letters: dict[int, bool] = {}
        self._numbers: dict[int, list[Cell]] = {}
        self._bodies: dict[int, bool] = {}
        self.numeric_from = self._numeric_columns()

    def _numeric_columns(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in self.sheet.rows:
            for cell in self.data_numbers(row):
                found.setdefault(cell.column, []).append(row)
        return found

    def _is_mark(self, cell: Cell, cells: tuple[Cell, ...]) -> bool:
        """True for the running number in front of a label, or of a code written as text."""
        return (
            cell is cells[0]
            and len(cells) > 1
            and isinstance(cells[1].value, str)
            and bool(_RUNNING.fullmatch(cell.text))
            and any(isinstance(one.value, str) and not is_number(one) for one in cells[1:3])
        )

    def is_letters(self, row: int) -> bool:
        """True for the row of column numbers: A, B, 1, 2, 3=2/1."""
        if row not in self._letters:
            self._letters[row] = self._are_letters(row)
        return self._letters[row]

    def _are_letters(self, row: int) -> bool:
        cells = self.sheet.rows.get(row, ())
        if len(cells) < 2:
            return False
        texts: list[str] = []
        for cell in cells:
            # The first cell that is none settles it for nearly every row.
            if isinstance(cell.value, str) and len(cell.value) > 30:
                return False
            texts.append(fold(cell.text))
            if not _LETTER_ROW.fullmatch(texts[-1]):
                return False
        numbers = [int(found[1]) for text in texts if (found := re.match(r"\(?(\d{1,2})", text))]
        if any("=" in text for text in texts):
            return True
        rises = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
        letters = sum(text.strip("()").isalpha() for text in texts)
        return (rises and numbers[0] <= 1 and (letters > 0 or len(numbers) >= 3)) or (
            letters == len(texts) >= 3
        )

    def data_numbers(self, row: int) -> list[Cell]:
        """The numbers of a row that are figures: no marks, no column numbers."""
        if row not in self._numbers:
            cells = self.sheet.rows.get(row, ())
            numbers = [cell for cell in cells if is_number(cell) and not self._is_mark(cell, cells)]
            # Few rows of figures look like column numbers; the others need not be asked.
            self._numbers[row] = [] if numbers and self.is_letters(row) else numbers
        return self._numbers[row]

    def is_body(self, row: int) -> bool:
        """True for a row with figures beside a label or a mark."""
        if row not in self._bodies:
            self._bodies[row] = self._holds_figures(row)
        return self._bodies[row]

    def _holds_figures(self, row: int) -> bool:
        numbers = self.data_numbers(row)
        if not numbers and (self._is_item(row) or self._runs_on(row)):
            # 2000 tonnes are no year where a numbered label stands before them.
            return any(is_year(cell) for cell in self.sheet.rows[row][2:])
        if not numbers:
            return False
        cells = self.sheet.rows[row]
        if len(cells) == 1:
            return False
        return not (all(is_year(cell) for cell in numbers) and self._is_header_words(row))

    def is_marked(self, row: int) -> bool:
        """True for a row that begins with a mark and words: "II | Tỷ lệ hộ nghèo (%)"."""
        cells = self.sheet.rows.get(row, ())
        if len(cells) < 2 or not isinstance(cells[1].value, str):
            return False
        return bool(_MARK.fullmatch(cells[0].text)) and len(cells[1].text) > 4

    def is_role(self, row: int, column: int) -> bool:
        """True where a cell names a column's role: TT, Chỉ tiêu, ĐVT."""
        cell = self.sheet.at(row, column)
        return cell is not None and bool(_ROLE_WORDS.fullmatch(head_words(cell.text)))

    def _is_item(self, row: int) -> bool:
        """True for a row that starts with a mark and a label."""
        cells = self.sheet.rows.get(row, ())
        if len(cells) < 3 or not isinstance(cells[1].value, str) or is_year(cells[0]):
            return False
        mark = _ITEM_MARK.fullmatch(cells[0].text)
        label = fold(cells[1].text).strip(" :*.()")
        return bool(mark) and len(label) > 4 and not _ROLE_WORDS.fullmatch(label)

    def _runs_on(self, row: int) -> bool:
        """True when a row carries on the running number of its neighbours: 214 before 215."""
        cells = self.sheet.rows.get(row, ())
        if len(cells) < 3 or not isinstance(cells[1].value, str):
            return False
        number, column = cells[0].value, cells[0].column
        before, after = self.sheet.at(row - 1, column), self.sheet.at(row + 1, column)
        return isinstance(number, Decimal) and (
            (before is not None and before.value == number - 1)
            or (after is not None and after.value == number + 1)
        )

    def _is_header_words(self, row: int) -> bool:
        cells = self.sheet.rows.get(row, ())
        texts = [cell.text for cell in cells if isinstance(cell.value, str)]
        return any(_ROLE_WORDS.fullmatch(fold(text).strip(" :*.()")) for text in texts)

    def role_cells(self, row: int) -> int:
        """How many cells of a row hold a word that names a column's role."""
        return sum(
            bool(_ROLE_WORDS.fullmatch(head_words(cell.text)))
            for cell in self.sheet.rows.get(row, ())
            if isinstance(cell.value, str)
        )

    def headerish(self, row: int) -> int:
        """How many cells of a row speak of periods, kinds, measures or units."""
        found = 0
        for cell in self.sheet.rows.get(row, ()):
            if is_year(cell):
                found += 1
            elif isinstance(cell.value, str) and len(cell.value) < 90 and not is_number(cell):
                words = header_words(cell.text)
                found += words.says_something or bool(unit_of(cell.text.strip("()")))
        return found

    def texts(self, row: int) -> list[Cell]:
        """The text cells of a row."""
        return [cell for cell in self.sheet.rows.get(row, ()) if isinstance(cell.value, str)]
