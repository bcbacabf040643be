"""`python -m etl run`: reads what is new, and reports what came in, went out and waits."""

import argparse
import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from yardstick.domain.catalogue import read_catalogue
from yardstick.errors import YardstickError

if TYPE_CHECKING:
    from etl.run import Outcome, Report

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"


def add_run(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `run` to the parser of the command line."""
    parser = commands.add_parser("run", help="read all new input into the store")
    parser.add_argument("--documents", type=Path, default=DATA / "documents", metavar="DIR")
    parser.add_argument("--published", type=Path, default=DATA / "published", metavar="DIR")
    parser.add_argument("--store", type=Path, default=ROOT / "var" / "store", metavar="DIR")
    parser.set_defaults(run=run_all)


def add_illustrate(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `illustrate` to the parser of the command line."""
    parser = commands.add_parser("illustrate", help="fill a store of its own with made-up figures")
    parser.add_argument("--store", type=Path, default=ROOT / "var" / "demo", metavar="DIR")
    parser.set_defaults(run=illustrate_all)


def illustrate_all(options: argparse.Namespace) -> int:
    """Fill the illustrative store, once; 1 when the directory holds real figures."""
    from etl.illustration import illustrate
    from yardstick.store.database import Store
    from yardstick.store.places import read_places

    try:
        catalogue = read_catalogue((ROOT / "indicators.yaml").read_text("utf-8"))
        stored = illustrate(Store(options.store), catalogue, read_places(DATA / "places"))
    except YardstickError as failure:
        print(failure, file=sys.stderr)
        return 1
    again = "" if stored else "; xóa thư mục này để tạo lại từ đầu"
    print(f"SỐ LIỆU MINH HỌA: {stored} số mới trong {options.store}{again}")
    return 0


def run_all(options: argparse.Namespace) -> int:
    """Read what is new; 0 when all input was read or known, 2 when some of it was refused."""
    # Printing the figures of one file needs no database; only this command pays for loading it.
    from etl.run import Inputs, Pipeline
    from yardstick.store.database import Store
    from yardstick.store.illustration import refuse_illustrative
    from yardstick.store.places import read_places

    store = Store(options.store)
    try:
        refuse_illustrative(store)
        pipeline = Pipeline(
            store=store,
            catalogue=read_catalogue((ROOT / "indicators.yaml").read_text("utf-8")),
            gazetteer=read_places(DATA / "places"),
            author=_author(),
        )
        report = pipeline.run(Inputs(options.documents, options.published), _show)
    except YardstickError as failure:
        print(failure, file=sys.stderr)
        return 1
    _summarise(report)
    return 2 if report.refused else 0


def _author() -> str:
    """The account that started the run; a service without one is called by its job."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "etl"


def _show(number: int, total: int, outcome: "Outcome") -> None:
    if outcome.refused:
        fate = f"TỪ CHỐI: {outcome.refused}"
    elif outcome.is_unchanged:
        fate = "không đổi, không đọc lại"
    else:
        waiting = outcome.unmatched + outcome.conflicts
        fate = (
            f"{outcome.mentions} số đọc được = {outcome.observations} đã lưu "
            f"+ {outcome.repeats} nhắc lại + {waiting} chờ người xem ({outcome.seconds:.1f} giây)"
        )
    print(f"[{number}/{total}] {outcome.name}: {fate}", flush=True)


def _summarise(report: "Report") -> None:
    read = [outcome for outcome in report.outcomes if not outcome.is_unchanged]
    if not report.outcomes:
        print("Không có tệp nào để đọc.")
    elif not read:
        print("Không có gì mới; kho số liệu giữ nguyên.")
    else:
        print(
            f"Xong: {report.total('mentions')} số đọc được = "
            f"{report.total('observations')} đã lưu + {report.total('repeats')} nhắc lại + "
            f"{report.total('unmatched')} chưa khớp danh mục + "
            f"{report.total('conflicts')} mâu thuẫn; {len(report.refused)} tệp bị từ chối."
        )
