"""Published versions: a killed writer, two writers at once, backup, sweeping and keeping."""

import threading
import time

import duckdb
import pytest
from store_figures import GAZETTE, batch, figure
from store_process import ended, start_writer

from yardstick.errors import StoreBusyError, StoreError
from yardstick.store import reader, writer
from yardstick.store.database import Store
from yardstick.store.desk import batches
from yardstick.store.versions import Step, Versions


def lineages(store: Store) -> set[str]:
    return set(reader.current(store)["lineage"])


DEATHS = [
    (Step.WAITING, 1),
    (Step.COPYING, 1),
    (Step.COPYING, 2),
    (Step.STORING, 1),
    (Step.STORED, 1),
    (Step.COMMITTED, 1),
    (Step.SEALED, 1),
    (Step.PLACED, 1),
    (Step.PUBLISHED, 1),
]


@pytest.mark.parametrize(("step", "nth"), DEATHS)
def test_a_writer_killed_at_any_step_leaves_a_whole_version(store, step, nth):
    writer.write(store, batch(figure()))
    before = reader.current(store)
    assert ended(start_writer(store, "killed", step.value, nth)) not in (0, 1)

    seen = Store(store.versions.directory)
    if step is Step.PUBLISHED:
        assert lineages(seen) == {"report", "killed"}
    else:
        assert reader.current(seen).equals(before)
    # The next writer waits for nobody and sweeps what the dead one left.
    writer.write(seen, batch(figure(), source=GAZETTE))
    assert {"report", "gazette"} <= lineages(seen)
    names = sorted(path.name for path in (seen.versions.directory / "versions").iterdir())
    assert not [name for name in names if name.startswith("draft")]
    assert names[-1] == f"{seen.version}.duckdb"
    seen.close()


def test_a_first_writer_killed_leaves_an_empty_store(store):
    assert ended(start_writer(store, "killed", Step.PLACED.value)) not in (0, 1)
    assert store.is_empty
    assert reader.current(store).empty
    writer.write(store, batch(figure()))
    assert lineages(store) == {"report"}


def test_writers_killed_at_many_moments_lose_only_their_own_batch(store):
    writer.write(store, batch(figure()))
    stored = {"report"}
    for attempt in range(16):
        process = start_writer(store, f"w{attempt}")
        time.sleep(attempt * 0.015)
        process.kill()
        ended(process)
        seen = lineages(store)
        assert stored <= seen <= stored | {f"w{attempt}"}
        stored = seen
    assert set(batches(store)["source_title"]) == {"Báo cáo thử"}
    assert len(batches(store)) == len(stored)


def test_two_processes_at_once_both_store(store):
    writer.write(store, batch(figure()))
    processes = [start_writer(store, f"p{number}") for number in range(3)]
    assert [ended(process) for process in processes] == [0, 0, 0]
    assert lineages(store) == {"report", "p0", "p1", "p2"}
    assert sorted(batches(store)["batch_id"]) == [1, 2, 3, 4]
    assert store.version == "000004"


def test_a_writer_that_waits_too_long_says_so(tmp_path):
    writer.write(Store(tmp_path), batch(figure()))
    impatient = Store(tmp_path, patience=0.2)
    with impatient.versions.draft():
        with pytest.raises(StoreBusyError) as refused:
            writer.write(impatient, batch(figure()))
        assert refused.value.where == str(tmp_path)


def test_a_failure_in_the_middle_publishes_nothing_and_leaves_no_draft(store):
    writer.write(store, batch(figure()))

    def fail(step: Step) -> None:
        if step is Step.STORED:
            raise RuntimeError("lights out")

    with pytest.raises(RuntimeError, match="lights out"):
        writer.write(store, batch(figure(), source=GAZETTE), on_step=fail)
    assert store.version == "000001"
    assert lineages(store) == {"report"}
    assert [path.name for path in (store.versions.directory / "versions").iterdir()] == [
        "000001.duckdb"
    ]


def test_the_last_versions_are_kept_and_a_reader_keeps_its_own(tmp_path):
    store = Store(tmp_path, keep=3)
    writer.write(store, batch(figure("1")))
    held = store.pinned()
    assert held.version == "000001"
    assert reader.current(held)["value"].tolist() == [1.0]
    for value in range(2, 7):
        writer.write(store, batch(figure(str(value))))
    names = sorted(path.name for path in (tmp_path / "versions").iterdir())
    assert names == ["000004.duckdb", "000005.duckdb", "000006.duckdb"]
    assert reader.current(held)["value"].tolist() == [1.0]
    assert reader.current(store)["value"].tolist() == [6.0]
    store.close()
    with pytest.raises(StoreError, match="reading failed"):
        reader.current(held)


def test_a_published_version_never_changes(store):
    writer.write(store, batch(figure()))
    path = store.versions.path(1)
    before = path.read_bytes()
    writer.write(store, batch(figure("1")))
    writer.undo(store, 1, author="thử", reason="nhầm")
    reader.current(store)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.wal"))


def test_readers_in_other_processes_read_while_a_writer_writes(store):
    writer.write(store, batch(figure()))
    reader.current(store)
    assert ended(start_writer(store, "second")) == 0
    assert lineages(store) == {"report", "second"}


def test_backup_and_restore_bring_a_state_back_as_a_new_version(store, tmp_path):
    writer.write(store, batch(figure()))
    store.versions.backup(tmp_path / "copy.duckdb")
    writer.write(store, batch(figure(), source=GAZETTE))
    assert writer.restore(store, tmp_path / "copy.duckdb") == "000003"
    assert store.version == "000003"
    assert lineages(store) == {"report"}
    receipt = writer.write(store, batch(figure("7"), source=GAZETTE))
    assert receipt.batch_id == 2


def test_restoring_what_is_no_store_is_refused(store, tmp_path):
    (tmp_path / "text.duckdb").write_text("not a database")
    with pytest.raises(StoreError, match="restoring failed"):
        writer.restore(store, tmp_path / "text.duckdb")
    assert store.is_empty


def test_backing_up_nothing_is_refused(store, tmp_path):
    with pytest.raises(StoreError, match="nothing is stored yet"):
        store.versions.backup(tmp_path / "copy.duckdb")


def test_a_damaged_pointer_is_named(tmp_path):
    (tmp_path / "CURRENT").write_text("seven")
    with pytest.raises(StoreError, match="seven"):
        _ = Versions(tmp_path).current


def test_threads_that_share_a_store_get_their_own_rows(store):
    codes = [f"TC{number:02d}" for number in range(1, 31)]
    writer.write(store, batch(*(figure(str(n), indicator=c) for n, c in enumerate(codes))))
    store.warm_up()
    wrong: list[str] = []

    def ask(code: str, value: float) -> None:
        for _ in range(5):
            found = reader.current(store, indicators=[code])
            if found["value"].tolist() != [value] or found["indicator"].tolist() != [code]:
                wrong.append(code)

    threads = [threading.Thread(target=ask, args=(c, float(n))) for n, c in enumerate(codes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_damaged_version_is_named_to_readers_and_writers(store):
    writer.write(store, batch(figure()))
    path = store.versions.path(1)
    path.write_bytes(b"damaged" * 1000)
    with pytest.raises(StoreError, match="reading failed"):
        reader.current(store)
    with pytest.raises(StoreError, match="storing failed"):
        writer.write(store, batch(figure()))


def test_a_store_of_another_schema_is_refused(store):
    writer.write(store, batch(figure()))
    with duckdb.connect(str(store.versions.path(1))) as connection:
        connection.execute("UPDATE store_info SET schema_version = 99")
    with pytest.raises(StoreError, match="schema 99"):
        reader.current(store)
    with pytest.raises(StoreError, match="schema 99"):
        writer.write(store, batch(figure()))
