"""Rows of tables outside the catalogue: many at once, by the words they stand under."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from etl import review
from etl.review import Item
from yardstick.ui import cached, reviewing_data, show
from yardstick.ui.messages import text
from yardstick.ui.reviewing_acts import Act, can_undo, go, settle, undo_last
from yardstick.ui.reviewing_data import Queue, entry_of
from yardstick.ui.session import language
from yardstick.ui.uploading import author

_ROW, _BORDER, _TALL = 35, 3, 560


@dataclass(frozen=True)
class Group:
    """The waiting rows under one name."""

    name: str
    items: tuple[Item, ...]


def groups(items: Sequence[Item]) -> list[Group]:
    """The rows by their words, the most frequent first."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.words, []).append(item)
    listed = [Group(same[0].mention.indicator_text, tuple(same)) for same in found.values()]
    return sorted(listed, key=lambda group: (-len(group.items), group.name))


def bulk(queue: Queue, source: str) -> None:
    """The names in a table with boxes to tick; one act for all that are ticked."""
    items = [item for item in queue.outside if source in ("", item.source_id)]
    if not items:
        st.html(show.empty(text("review.outside.none"), text("review.outside.none_text"), "tick"))
        _undo()
        return
    found = groups(items)
    st.html(show.note("info", text("review.outside.lead", count=len(items), names=len(found))))
    picked = st.dataframe(
        pd.DataFrame(
            {
                text("review.outside.name"): [group.name for group in found],
                text("review.outside.count"): [len(group.items) for group in found],
                text("review.outside.example"): [group.items[0].mention.quote for group in found],
                text("column.source"): [group.items[0].source_title for group in found],
            }
        ),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=f"review-outside-{cached.store().version}-{source}",
        height=min(_ROW * (len(found) + 1) + _BORDER, _TALL),
        column_config={
            text("review.outside.name"): st.column_config.TextColumn(width="large"),
            text("column.source"): st.column_config.TextColumn(width="large"),
        },
    )
    rows = [found[at] for at in picked["selection"]["rows"]]
    chosen = [item for group in rows for item in group.items]
    _actions(rows, chosen)


def _actions(rows: Sequence[Group], chosen: Sequence[Item]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="review-outside-acts"):
        keep = st.button(
            text("review.outside.keep", count=len(chosen)),
            type="primary",
            disabled=not chosen,
            icon=":material/inventory_2:",
            key="review-keep-outside",
        )
        st.button(
            text("review.outside.one_by_one"),
            disabled=len(rows) != 1,
            key="review-one-by-one",
            on_click=_open,
            args=(chosen[0] if chosen else None,),
        )
        _undo()
    if not chosen:
        st.caption(text("review.outside.pick"))
    if keep:
        settle(
            lambda: Act(
                review.reject(
                    cached.store(), chosen, author=author(), remark=text("review.outside.remark")
                ).batch_id,
                f"w{chosen[0].waiting_id}",
            ),
            text("review.outside.kept", count=len(chosen)),
            None,
        )
    if len(rows) == 1:
        _name(rows[0])


def _undo() -> None:
    st.button(
        text("action.undo"),
        icon=":material/undo:",
        shortcut="U",
        type="tertiary",
        disabled=not can_undo(),
        key="review-undo",
        on_click=undo_last,
    )


def _open(item: Item | None) -> None:
    if item is not None:
        go(entry_of(item).key)


def _name(group: Group) -> None:
    """Give the words of one group an indicator: remembered, and applied to what becomes whole."""
    with st.container(border=True, key="review-outside-name"):
        indicator = st.selectbox(
            text("review.outside.means", words=group.name),
            tuple(cached.catalogue()),
            index=None,
            format_func=lambda one: f"{one.name(language())} · {one.code}",
            placeholder=text("review.choose_indicator"),
            key=f"review-means-{group.items[0].waiting_id}",
        )
        if indicator is None:
            return
        ready = review.named(group.items, indicator, cached.catalogue(), cached.gazetteer())
        left = len(group.items) - len(ready)
        st.caption(text("review.outside.ready", ready=len(ready), left=left))
        if not st.button(
            text("review.outside.apply", count=len(ready)),
            disabled=not ready,
            key="review-apply-name",
        ):
            return

        def apply() -> Act:
            receipt = review.accept(cached.store(), ready, author=author())
            taught = reviewing_data.office().remember(
                group.name,
                indicator.code,
                author=author(),
                source_id=group.items[0].source_id,
            )
            return Act(receipt.batch_id, f"w{group.items[0].waiting_id}", taught.name_id)

        settle(apply, text("review.accepted", quote=group.name, count=len(ready)), None)
