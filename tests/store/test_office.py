"""The office's own file: names are remembered, replaced, removed, and seen by another process."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from yardstick.errors import StoreError
from yardstick.store.database import Store
from yardstick.store.office import FILE, Office

ROOT = Path(__file__).resolve().parents[2]


def test_asking_an_office_that_remembers_nothing_makes_no_file(tmp_path):
    office = Office(tmp_path / "store")
    assert office.names() == ()
    assert office.forget(1) is False
    assert not (tmp_path / "store").exists()


def test_a_name_is_found_again_in_any_dress(tmp_path):
    office = Office.beside(Store(tmp_path))
    taught = office.remember("Tổng  thu\nngân sách", "FN01", author="an", source_id="s1")
    assert taught.name == "Tổng thu ngân sách"
    assert Office(tmp_path).names() == (taught,)
    assert taught.key in Office(tmp_path).by_words()
    # Composed otherwise and with capitals, it is the same name; without marks it is another.
    assert Office(tmp_path).by_words()["tổng thu ngân sách"].indicator == "FN01"
    assert "tong thu ngan sach" not in Office(tmp_path).by_words()


def test_words_mean_one_indicator_at_a_time_and_nothing_is_deleted(tmp_path):
    office = Office(tmp_path)
    office.remember("Thu nội địa", "FN01", author="an")
    office.remember("THU NỘI ĐỊA", "FN02", author="bình")
    assert [(one.indicator, one.author) for one in office.names()] == [("FN02", "bình")]
    with sqlite3.connect(office.path) as connection:
        kept = connection.execute("SELECT count(*), count(removed_at) FROM remembered_names")
        assert kept.fetchone() == (2, 1)
    connection.close()


def test_a_name_can_be_removed_once(tmp_path):
    office = Office(tmp_path)
    taught = office.remember("Thu nội địa", "FN02", author="an")
    assert office.forget(taught.name_id) is True
    assert office.forget(taught.name_id) is False
    assert office.names() == ()


def test_no_words_are_no_name(tmp_path):
    with pytest.raises(ValueError, match="without words"):
        Office(tmp_path).remember(" \n", "FN01", author="an")


def test_the_file_is_in_wal_mode_so_readers_never_wait(tmp_path):
    office = Office(tmp_path)
    office.remember("Thu nội địa", "FN02", author="an")
    connection = sqlite3.connect(office.path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_many_writers_at_once_lose_nothing(tmp_path):
    def teach(number: int) -> None:
        Office(tmp_path).remember(f"Tên số {number}", "FN01", author="an")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(teach, range(24)))
    assert len(Office(tmp_path).names()) == 24


def test_another_process_sees_what_was_taught(tmp_path):
    Office(tmp_path).remember("Thu nội địa", "FN02", author="an")
    code = (
        "import sys; from pathlib import Path; from yardstick.store.office import Office;"
        "print(Office(Path(sys.argv[1])).names()[0].indicator)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "FN02"


def test_a_file_that_is_no_database_is_named(tmp_path):
    (tmp_path / FILE).write_text("không phải cơ sở dữ liệu" * 100, encoding="utf-8")
    with pytest.raises(StoreError) as failure:
        Office(tmp_path).names()
    assert FILE in failure.value.where
