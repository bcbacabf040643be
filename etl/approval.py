"""Approval for publication: what may be approved, one figure or many, and taking it back."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from etl import load
from yardstick.errors import NothingToApproveError
from yardstick.store import approvals, origin, reader
from yardstick.store.batch import Approval, Batch, BatchKind, Receipt
from yardstick.store.database import Store


@dataclass(frozen=True)
class Approvable:
    """The figures of a source or a batch by what approving them would do.

    Attributes:
        drafts: Numbers of the figures that can be approved now.
        approved: Those that are approved already.
        disputed: Those another source contradicts; somebody has to decide first.
    """

    drafts: tuple[int, ...]
    approved: tuple[int, ...]
    disputed: tuple[int, ...]


def of_source(store: Store, source_id: str) -> Approvable:
    """What can be approved of a source: its figures that hold, none that waits."""
    store = store.pinned()
    found = origin.figures_of(store, source_id)
    held = found[found["state"] == "accepted"]
    return _sorted(store, held)


def of_batch(store: Store, batch_id: int) -> Approvable:
    """What can be approved of what one upload or review brought."""
    store = store.pinned()
    return _sorted(store, approvals.figures_of_batch(store, batch_id))


def _sorted(store: Store, held: pd.DataFrame) -> Approvable:
    asked = set(held["observation_id"].tolist())
    open_disputes = reader.conflicts(store, include_decided=False)
    disputed = asked.intersection(open_disputes["observation_id"].tolist())
    approved = set(held.loc[held["is_approved"], "observation_id"].tolist())
    return Approvable(
        tuple(sorted(asked - disputed - approved)),
        tuple(sorted(approved)),
        tuple(sorted(disputed - approved)),
    )


def approve(
    store: Store, numbers: Iterable[int], *, author: str, note: str, remark: str = ""
) -> Receipt:
    """Approve figures for publication, as one batch that can be undone.

    Raises:
        NothingToApproveError: There is none among them.
        UnknownFigureError: One of them is not stored.
    """
    return _store(store, numbers, is_approved=True, author=author, note=note, remark=remark)


def withdraw(
    store: Store, numbers: Iterable[int], *, author: str, note: str, remark: str = ""
) -> Receipt:
    """Take the approval of figures back: they are drafts again.

    Raises:
        NothingToApproveError: There is none among them.
        UnknownFigureError: One of them is not stored.
    """
    return _store(store, numbers, is_approved=False, author=author, note=note, remark=remark)


def _store(
    store: Store,
    numbers: Iterable[int],
    *,
    is_approved: bool,
    author: str,
    note: str,
    remark: str,
) -> Receipt:
    listed = tuple(dict.fromkeys(numbers))
    if not listed:
        raise NothingToApproveError()
    words = " ".join(remark.split()) or None
    return load.load(
        store,
        Batch(
            kind=BatchKind.DECISION,
            author=author,
            note=note,
            approvals=tuple(Approval(one, is_approved, words) for one in listed),
        ),
    )
