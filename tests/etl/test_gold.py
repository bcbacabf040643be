"""The reader against documents annotated by hand, scored by the scorer that comes with them."""

import json
import subprocess
import sys
from pathlib import Path


def test_five_documents_meet_the_bars(shared: Path, root: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            str(shared / "gold" / "score.py"),
            "--json",
            "--",
            sys.executable,
            "-m",
            "etl",
            "extract",
            "--jsonl",
        ],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    score = json.loads(done.stdout)
    assert score["f1"] >= 0.99
    assert score["full_record_f1"] >= 0.95
