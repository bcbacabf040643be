"""Long work beside the page: a few threads for everybody, each session sees its own progress."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st

from yardstick.errors import YardstickError

Made = TypeVar("Made")
Progress = Callable[[int, int], None]
# Two at a time: exports wait for each other, pages never wait for exports.
_WORKERS = 2


@dataclass
class Job:
    """Work that was started.

    Attributes:
        stamp: What it is made of; a job of another stamp is out of date.
        done: Steps done.
        total: Steps in all; 0 while unknown.
        future: Its answer.
    """

    stamp: str
    done: int = 0
    total: int = 0
    future: "Future[object]" = field(default_factory=Future)

    @property
    def is_running(self) -> bool:
        """True until there is an answer."""
        return not self.future.done()

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return self.done / self.total if self.total else 0.0

    @property
    def failure(self) -> YardstickError | None:
        """Why there is no answer; other errors are raised as what they are."""
        error = self.future.exception() if self.future.done() else None
        if error is None or isinstance(error, YardstickError):
            return error
        raise error

    @property
    def answer(self) -> object:
        """What was made."""
        return self.future.result()


@st.cache_resource(show_spinner=False)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WORKERS, thread_name_prefix="export")


def started(name: str, stamp: str, work: Callable[[Progress], Made]) -> Job:
    """Start work under a name of this session; it must not touch the page.

    Args:
        name: Which work; a new one takes the place of the old.
        stamp: What it is made of.
        work: Called with a function to report steps to.
    """
    job = Job(stamp)

    def report(done: int, total: int) -> None:
        job.done, job.total = done, total

    job.future = _pool().submit(work, report)
    st.session_state[f"job-{name}"] = job
    return job


def found(name: str, stamp: str) -> Job | None:
    """The work of that name, unless it was made of something else."""
    job = st.session_state.get(f"job-{name}")
    return job if isinstance(job, Job) and job.stamp == stamp else None
