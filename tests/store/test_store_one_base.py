"""A store of an older schema kept "of the plan" and unsaid shares apart; a writer joins them."""

from dataclasses import replace

import duckdb
import pytest
from store_figures import GAZETTE, REPORT, batch, figure

from yardstick.domain.observation import Measure, base_beyond_usual
from yardstick.store import reader, writer
from yardstick.store.batch import Batch, BatchKind, Decision
from yardstick.store.database import Store

SHARE = {"measure": Measure.COMPLETION, "unit": "%"}


@pytest.mark.parametrize(
    ("measure", "base", "kept"),
    [
        ("completion", "plan", None),
        ("completion", None, None),
        ("completion", "plan_province", "plan_province"),
        ("growth", "plan", "plan"),
        ("growth", "last_month", "last_month"),
        ("rank", "region", "region"),
    ],
)
def test_only_the_usual_base_goes_without_saying(
    measure: str, base: str | None, kept: str | None
) -> None:
    assert base_beyond_usual(measure, base) == kept


def test_said_and_unsaid_shares_of_the_plan_meet(store: Store) -> None:
    writer.write(store, batch(figure("63.6", **SHARE)))
    writer.write(store, batch(figure("65.34", base="plan", **SHARE), source=GAZETTE))
    found = reader.conflicts(store)
    assert sorted(found["value"]) == [63.6, 65.34]
    assert found["base"].isna().all()


def test_an_older_store_is_brought_to_one_base(store: Store) -> None:
    writer.write(store, batch(figure("63.6", decimals=1, **SHARE)))
    (other,) = writer.write(
        store, batch(figure("65.34", decimals=2, **SHARE), source=GAZETTE)
    ).observation_ids
    decision = Batch(BatchKind.DECISION, "an", decisions=(Decision(other, "chốt"),))
    writer.write(store, decision)
    with duckdb.connect(str(store.versions.path(3))) as connection:
        for statement in (
            "UPDATE observations SET base = 'plan' WHERE \"value\" > 65",
            "UPDATE decisions SET base = 'plan'",
            "DELETE FROM contested",
            "DROP TABLE approvals",
            "DROP TABLE descriptions",
            "UPDATE store_info SET schema_version = 2",
        ):
            connection.execute(statement)
    assert reader.conflicts(store).empty
    more = replace(REPORT, source_id="other", lineage="other")
    writer.write(store, batch(figure("5", indicator="TC02"), source=more))
    found = reader.conflicts(store)
    assert sorted(found["value"]) == [63.6, 65.34]
    assert found["decided"].all()
    assert found["observation_id"].iat[0] == other
