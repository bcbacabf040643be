"""The bytes of an upload -> a workbook, or the reason why it is refused."""

import hashlib

from etl.read import delimited, ods, xls, xlsx
from etl.read.cells import Cell, Merge, Sheet, Workbook
from etl.read.collector import collector_resting
from etl.read.container import Format, recognise
from etl.read.screen import screen

__all__ = ["Cell", "Merge", "Sheet", "Workbook", "read_workbook"]


def read_workbook(data: bytes, name: str) -> Workbook:
    """The workbook in the bytes of an upload; macros are never run, links never followed.

    Args:
        data: The file's bytes.
        name: Its name; of a workbook's kind, though the bytes may be another kind of workbook.

    Raises:
        WorkbookRefused: encrypted, corrupt, too large, empty, no workbook, stamped secret, or
            listing persons (hidden sheets too).
    """
    with collector_resting():
        match recognise(data, name):
            case Format.XLSX:
                sheets = xlsx.read(data, name)
            case Format.XLS:
                sheets = xls.read(data, name)
            case Format.ODS:
                sheets = ods.read(data, name)
            case Format.DELIMITED:
                sheets = delimited.read(data, name)
        workbook = Workbook(name, hashlib.sha256(data).hexdigest(), sheets)
        screen(workbook)
    return workbook
