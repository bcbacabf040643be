"""Approval for publication: who approved what; taken back, undone, and begun anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import duckdb
import pandas as pd
import pytest
from store_figures import GAZETTE, batch, figure

from etl import approval
from yardstick.analysis.figure import figure_of, figures
from yardstick.domain.provenance import SourceKind
from yardstick.errors import NothingToApproveError, UnknownFigureError
from yardstick.store import desk, frames, origin, reader, writer
from yardstick.store.batch import BatchKind
from yardstick.store.database import Store

OTHER = {"indicator": "TC02", "at": 40}


def states(store: Store) -> dict[str, bool]:
    held = reader.current(store)
    return dict(zip(held["indicator"], held["is_approved"], strict=True))


def approve(store: Store, numbers: Sequence[int], author: str = "an") -> int:
    return approval.approve(store, numbers, author=author, note="Báo cáo thử").batch_id


def test_a_figure_is_a_draft_until_somebody_approves_it(store: Store) -> None:
    first, _ = writer.write(store, batch(figure(), figure(**OTHER))).observation_ids
    assert states(store) == {"TC01": False, "TC02": False}
    approve(store, [first])
    assert states(store) == {"TC01": True, "TC02": False}
    record = origin.figure(store, first)
    assert figure_of(record.fields).is_approved
    assert [one.is_approved for one in figures(reader.current(store))] == [True, False]
    (said,) = record.approvals.to_dict("records")
    assert (said["author"], said["is_approved"], said["is_undone"]) == ("an", True, False)
    read = origin.figures_of(store, "report").set_index("observation_id")
    assert read["approved_by"].fillna("").to_dict()[first] == "an"
    assert not pd.isna(read["approved_at"].to_dict()[first])


def test_an_approval_taken_back_or_undone_leaves_a_draft_and_its_history(store: Store) -> None:
    (one,) = writer.write(store, batch(figure())).observation_ids
    act = approve(store, [one])
    between = datetime.now().astimezone()
    approval.withdraw(store, [one], author="bình", note="Báo cáo thử", remark="chờ số chốt")
    assert states(store) == {"TC01": False}
    assert reader.current(store, as_of=between)["is_approved"].all()
    history = origin.figure(store, one).approvals
    assert history["is_approved"].tolist() == [True, False]
    assert history["remark"].tolist()[1] == "chờ số chốt"
    last = approve(store, [one])
    writer.undo(store, last, author="an", reason="nhầm")
    assert states(store) == {"TC01": False}
    assert desk.batches(store).set_index("batch_id")["approvals"].to_dict()[act] == 1


def test_a_newer_figure_in_the_cell_is_a_draft_again(store: Store) -> None:
    (one,) = writer.write(store, batch(figure())).observation_ids
    approve(store, [one])
    writer.write(store, batch(figure("20900")))
    assert states(store) == {"TC01": False}


def test_what_a_publication_prints_is_out_already_until_it_is_taken_back(store: Store) -> None:
    printed = replace(GAZETTE, kind=SourceKind.PUBLISHED)
    (one,) = writer.write(store, batch(figure(), source=printed)).observation_ids
    assert states(store) == {"TC01": True}
    assert origin.sources(store)["approved"].tolist() == [1]
    approval.withdraw(store, [one], author="an", note="")
    assert states(store) == {"TC01": False}
    assert origin.sources(store)["approved"].tolist() == [0]


def test_a_whole_document_is_approved_but_for_what_is_disputed(store: Store) -> None:
    mine = writer.write(store, batch(figure(), figure("5", **OTHER))).observation_ids
    writer.write(store, batch(figure("21445"), source=GAZETTE))
    found = approval.of_source(store, "report")
    assert (found.drafts, found.disputed, found.approved) == ((mine[1],), (mine[0],), ())
    approve(store, found.drafts)
    assert approval.of_source(store, "report").approved == (mine[1],)
    assert origin.sources(store).set_index("source_id")["approved"].to_dict() == {
        "gazette": 0,
        "report": 1,
    }


def test_a_batch_is_approved_without_what_was_withdrawn(store: Store) -> None:
    receipt = writer.write(store, batch(figure(), figure("5", **OTHER)))
    writer.write(
        store,
        batch(source=GAZETTE, withdrawals=(withdrawn(receipt.observation_ids[0]),)),
    )
    found = approval.of_batch(store, receipt.batch_id)
    assert found.drafts == (receipt.observation_ids[1],)
    act = approve(store, found.drafts)
    assert desk.batches(store)["kind"].iat[0] == BatchKind.DECISION
    assert approval.of_batch(store, act).drafts == ()


def withdrawn(observation_id: int) -> object:
    from yardstick.store.batch import Withdrawal

    return Withdrawal(observation_id, "nhầm")


def test_nothing_and_what_is_not_there_are_refused(store: Store) -> None:
    writer.write(store, batch(figure()))
    version = store.version
    with pytest.raises(NothingToApproveError):
        approve(store, [])
    with pytest.raises(UnknownFigureError):
        approve(store, [999])
    assert store.version == version


def test_a_store_of_the_second_schema_holds_drafts_and_can_be_approved(store: Store) -> None:
    (one,) = writer.write(store, batch(figure())).observation_ids
    with duckdb.connect(str(store.versions.path(1))) as connection:
        for name in ("approvals", "descriptions"):
            connection.execute(f"DROP TABLE {name}")
        connection.execute("UPDATE store_info SET schema_version = 2")
    assert states(store) == {"TC01": False}
    assert origin.figure(store, one).approvals.empty
    assert origin.sources(store)["approved"].tolist() == [0]
    assert desk.batches(store)["approvals"].tolist() == [0]
    approve(store, [one])
    assert states(store) == {"TC01": True}
    held = reader.current(store)
    assert {name: str(kind) for name, kind in held.dtypes.items()} == frames.CURRENT
