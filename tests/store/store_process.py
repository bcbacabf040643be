"""A writer in a process of its own, which can be made to die at any step.

The processes come from a server that has the imports done, so that a test need not wait for them.
"""

import multiprocessing
import os
import signal
from dataclasses import replace
from multiprocessing.process import BaseProcess
from pathlib import Path

from store_figures import REPORT, batch, figure

from yardstick.store.database import Store
from yardstick.store.versions import Step
from yardstick.store.writer import write

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


def start_writer(store: Store, lineage: str, step: str = "", nth: int = 1) -> BaseProcess:
    """Start a process that writes one figure, and dies when `step` comes for the nth time."""
    forks = "forkserver" in multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    if forks:
        context.set_forkserver_preload(["store_process"])
    directory = str(store.versions.directory)
    process = context.Process(target=write_one, args=(directory, lineage, step, nth))
    process.start()
    return process


def write_one(directory: str, lineage: str, step: str, nth: int) -> None:
    """Write one batch of one figure under a lineage of its own."""
    left = nth

    def on_step(now: Step) -> None:
        nonlocal left
        if now == step:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), _KILL)

    source = replace(REPORT, source_id=lineage, lineage=lineage, content_hash=lineage)
    write(Store(Path(directory)), batch(figure(), source=source), on_step=on_step)


def ended(process: BaseProcess) -> int:
    """Wait for the process and give its exit code; negative for the signal that killed it."""
    process.join(timeout=60)
    assert process.exitcode is not None, "the writer hangs"
    return process.exitcode
