"""Commitments of a place as a table: what, who, by when, and how it stands on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from yardstick.briefing.facts import Facts
from yardstick.briefing.sentences import say
from yardstick.charts.deck import FigureTable, Origin, TableCell
from yardstick.charts.labels import Language
from yardstick.charts.notes import word
from yardstick.charts.period_labels import date_label
from yardstick.store.commitments import commitments
from yardstick.store.office import Office
from yardstick.store.office_commitments import State, commitment_key, histories


@dataclass(frozen=True)
class Task:
    """One commitment nobody has settled; `due` is None where no day is known."""

    key: str
    quote: str
    who: str
    due: date | None
    due_words: str
    state: State
    source: str
    observation_id: str | None


def tasks(facts: Facts, place_key: str, day: date) -> tuple[Task, ...]:
    """The open commitments of a place and those that name no place, the nearest deadline first.

    Args:
        facts: What is known.
        place_key: Whose.
        day: Documents issued later are left out.
    """
    found = commitments(facts.store, as_of=facts.as_of)
    said = histories(Office.beside(facts.store))
    listed = []
    for row in found.to_dict("records"):
        if _text(row["place"]) not in ("", place_key) or _later(row["source_date"], day):
            continue
        key = commitment_key(str(row["source_id"]), str(row["quote"]))
        state = said[key][0].state if said.get(key) else State.OPEN
        if not state.is_settled:
            listed.append(_task(key, row, state))
    return tuple(sorted(listed, key=lambda task: (task.due is None, task.due or date.max)))


def _later(issued: Any, day: date) -> bool:
    return not pd.isna(issued) and pd.Timestamp(issued).date() > day


def _task(key: str, row: Mapping[Any, Any], state: State) -> Task:
    number = _text(row["source_number"])
    source = " ".join(part for part in (_text(row["source_title"]), number) if part)
    target = row["observation_id"]
    return Task(
        key=key,
        quote=" ".join(str(row["quote"]).split()),
        who=_text(row["who"]),
        due=None if pd.isna(row["due"]) else pd.Timestamp(row["due"]).date(),
        due_words=_text(row["due_words"]),
        state=state,
        source=source,
        observation_id=None if pd.isna(target) else str(target),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def commitment_table(
    listed: tuple[Task, ...], day: date, *, is_illustrative: bool, language: Language
) -> FigureTable:
    """The tasks as a table; the title counts those overdue on the day."""
    overdue = sum(task.due is not None and task.due < day for task in listed)
    key = "briefing.commitments_overdue" if overdue else "briefing.commitments"
    title = say(key, language, count=len(listed), overdue=overdue)
    rows = tuple(
        (
            TableCell(task.quote[:1].upper() + task.quote[1:], observation_id=task.observation_id),
            TableCell(task.who),
            TableCell(date_label(task.due) if task.due else task.due_words),
            TableCell(_state(task, day, language)),
        )
        for task in listed
    )
    sources = list(dict.fromkeys(task.source for task in listed))
    heads = ("task", "who", "due", "state")
    return FigureTable(
        title=title,
        subtitle=say("briefing.commitments_subtitle", language, day=date_label(day)),
        unit="",
        source=f"{word('source', language)}: {'; '.join(sources[:3])}" if sources else "",
        as_of=None,
        alt=f"{title}: " + "; ".join(" ".join(cell.text for cell in row) for row in rows),
        is_illustrative=is_illustrative,
        language=language,
        columns=tuple(say(f"briefing.{head}", language) for head in heads),
        rows=rows,
    )


def _state(task: Task, day: date, language: Language) -> str:
    words = []
    if task.state is not State.OPEN:
        words.append(say(f"briefing.state.{task.state}", language))
    if task.due is None:
        words.append(say("briefing.undated", language))
    else:
        left = (task.due - day).days
        key = "briefing.overdue_days" if left < 0 else "briefing.days_left"
        words.append(say(key, language, days=abs(left)))
    return "; ".join(words)


def task_origins(listed: tuple[Task, ...]) -> tuple[Origin, ...]:
    """Where each task was printed."""
    return tuple(
        Origin(
            task.observation_id or f"task {task.key}", task.quote, task.source, f"“{task.quote}”"
        )
        for task in listed
    )
