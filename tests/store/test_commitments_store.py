"""Commitments in the store: kept with their batch, gone with its undoing; states kept by people."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from yardstick.domain.provenance import Source, SourceKind, TextSpan
from yardstick.errors import UnknownSourceError
from yardstick.store import writer
from yardstick.store.batch import Batch, BatchKind, Committed
from yardstick.store.commitments import commitments
from yardstick.store.database import SCHEMA_VERSION, Store
from yardstick.store.office import Office
from yardstick.store.office_commitments import State, commitment_key, histories, say

WORDS = "hoàn thành cầu Đông trước ngày 30/9/2024"


def source(source_id: str = "a1") -> Source:
    return Source(source_id, SourceKind.DOCUMENT, "Kết luận", f"hash-{source_id}", source_id)


def task(source_id: str = "a1", due: date | None = date(2024, 9, 30)) -> Committed:
    return Committed(
        source_id=source_id,
        locator=TextSpan(10, 10 + len(WORDS), WORDS),
        quote=WORDS,
        sentence=TextSpan(0, 70, ""),
        who="UBND huyện",
        due=due,
        due_words="trước ngày 30/9/2024",
        indicator=None,
        place="325@",
        observation=None,
        confidence=0.9,
        reasons=(("who", "it is asked of"),),
    )


def load(*tasks: Committed, sources: tuple[Source, ...] = ()) -> Batch:
    return Batch(BatchKind.LOAD, "thử", sources=sources or (source(),), commitments=tasks)


def test_a_commitment_is_kept_as_read(store: Store) -> None:
    receipt = writer.write(store, load(task(), task(due=None)))
    assert receipt.counts["commitments"] == 2
    first, second = commitments(store).to_dict("records")
    assert (first["quote"], first["who"], first["locator"]) == (WORDS, "UBND huyện", "chars 10-50")
    assert first["due"].date() == date(2024, 9, 30)
    assert first["source_title"] == "Kết luận"
    # Without a day it comes last.
    assert str(second["due"]) == "NaT"


def test_an_undone_batch_takes_its_commitments_along(store: Store) -> None:
    receipt = writer.write(store, load(task()))
    before = datetime.now().astimezone()
    writer.undo(store, receipt.batch_id, author="thử", reason="nhầm")
    assert commitments(store).empty
    assert len(commitments(store, as_of=before)) == 1


def test_a_source_read_again_counts_once(store: Store) -> None:
    writer.write(store, load(task(), task(due=None)))
    writer.write(store, load(task(due=date(2024, 10, 31))))
    found = commitments(store)
    assert [due.date() for due in found["due"]] == [date(2024, 10, 31)]


def test_a_commitment_of_an_unknown_source_is_refused(store: Store) -> None:
    with pytest.raises(UnknownSourceError):
        writer.write(store, load(task("nowhere")))
    assert commitments(store).empty


def test_a_target_that_is_not_in_the_batch_is_refused(store: Store) -> None:
    stray = Committed(**{**task().__dict__, "observation": 0})
    with pytest.raises(ValueError, match="position 0"):
        writer.write(store, load(stray))


def test_a_store_of_the_first_schema_is_read_and_brought_up_to_date(store: Store) -> None:
    writer.write(store, load())
    with duckdb.connect(str(store.versions.path(1))) as connection:
        for name in ("commitments", "approvals", "descriptions"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("UPDATE store_info SET schema_version = 1")
    assert commitments(store).empty
    writer.write(store, load(task("b2"), sources=(source("b2"),)))
    assert len(commitments(store)) == 1
    assert store.rows("SELECT schema_version FROM store_info") == [(SCHEMA_VERSION,)]
    assert store.rows("SELECT count(*) FROM sources") == [(2,)]


def test_states_keep_who_said_what_and_when(tmp_path: Path) -> None:
    office = Office(tmp_path / "store")
    assert histories(office) == {}
    assert not office.path.exists()
    key = commitment_key("a1", WORDS)
    say(office, key, State.IN_PROGRESS, author="an")
    last = say(office, key, State.LATE, author="bình", remark="  thiếu \n vốn ")
    said = histories(Office(tmp_path / "store"))[key]
    assert [one.state for one in said] == [State.LATE, State.IN_PROGRESS]
    assert said[0] == last
    assert (last.remark, last.author) == ("thiếu vốn", "bình")
    assert said[1].recorded_at <= last.recorded_at


def test_a_commitment_is_known_by_its_words_not_by_its_place() -> None:
    key = commitment_key("a1", WORDS)
    assert key == commitment_key("a1", WORDS.upper().replace(" ", "\n"))
    assert key != commitment_key("b2", WORDS)
    assert key != commitment_key("a1", WORDS.replace("Đông", "Tây"))
    assert State.DONE.is_settled
    assert not State.LATE.is_settled
