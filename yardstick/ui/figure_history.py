"""What happened to one figure: who stored, moved, decided, approved or took back, when and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from yardstick.store import origin
from yardstick.store.origin import FigureRecord
from yardstick.ui import cached
from yardstick.ui.messages import period_label, place_title, text
from yardstick.ui.reviewing_memory import local

_OF_OTHERS = "other_source"


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, who, what in words, why ('' where nothing was said)."""

    when: datetime
    author: str
    what: str
    why: str = ""


@st.cache_resource(show_spinner=False, max_entries=64)
def _record(version: str, observation_id: int) -> FigureRecord:
    del version
    return origin.figure(cached.store(), observation_id)


def events(record: FigureRecord) -> list[Event]:
    """Everything that happened to the figure and in its cell, the latest first."""
    found = [*_stored(record), *_decided(record), *_approved(record)]
    return sorted(found, key=lambda event: event.when, reverse=True)


def _stored(record: FigureRecord) -> Iterator[Event]:
    for row in record.history.to_dict("records"):
        value = _value(row, record)
        if row["relation"] == _OF_OTHERS:
            what = text("history.other", value=value, source=row["source_title"])
        else:
            what = text(f"history.{row['batch_kind']}", value=value)
        yield Event(row["recorded_at"], str(row["author"]), what)
        if not pd.isna(row["ended_at"]):
            why = row["ended_reason"] if isinstance(row["ended_reason"], str) else ""
            what = text("history.ended", value=value)
            yield Event(row["ended_at"], str(row["ended_author"]), what, why)


def _value(row: Mapping[Any, Any], record: FigureRecord) -> str:
    """The figure as printed; its period and place too where they differ from what they are now."""
    parts = [str(row["quote"])]
    if row["period"] != record.fields["period"]:
        parts.append(period_label(str(row["period"])))
    if row["place"] != record.fields["place"]:
        parts.append(place_title(cached.gazetteer()[str(row["place"])]))
    return ", ".join(parts)


def _decided(record: FigureRecord) -> Iterator[Event]:
    quotes = dict(
        zip(record.history["observation_id"], record.history["quote"], strict=True),
    )
    for row in record.decisions.to_dict("records"):
        value = quotes.get(row["observation_id"], "")
        key = "history.undone_decision" if row["is_undone"] else "history.decided"
        what = text(key, value=value)
        yield Event(row["recorded_at"], str(row["author"]), what, str(row["reason"]))


def _approved(record: FigureRecord) -> Iterator[Event]:
    for row in record.approvals.to_dict("records"):
        what = text("history.approved" if row["is_approved"] else "history.unapproved")
        if row["is_undone"]:
            what = f"{what} ({text('upload.batch_undone')})"
        why = row["remark"] if isinstance(row["remark"], str) else ""
        yield Event(row["recorded_at"], str(row["author"]), what, why)


def history(observation_id: str) -> None:
    """The history of a figure, folded until somebody asks."""
    found = events(_record(cached.store().version, int(observation_id)))
    with st.expander(text("history.title", count=len(found)), icon=":material/history:"):
        st.html(f"<ul class='ys-history'>{''.join(map(_drawn, found))}</ul>")


def _drawn(event: Event) -> str:
    why = f"<div>{escape(text('history.why', reason=event.why))}</div>" if event.why else ""
    who = f"{local(event.when)} · {event.author}"
    return (
        f"<li><span class='ys-small'>{escape(who)}</span><div>{escape(event.what)}</div>{why}</li>"
    )
