"""The house keeps its walls: one-way imports, names, sizes, pages that draw nothing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = sorted(
    path for folder in ("yardstick", "etl", "pages") for path in (ROOT / folder).rglob("*.py")
)
EVERY = [*CODE, ROOT / "app.py", *sorted((ROOT / "tests").rglob("*.py"))]
TOP_LEVEL = {
    "app.py", "pages", "data", "etl", "indicators.yaml", "tests", "requirements.txt", "README.md",
    "requirements.in", "requirements-dev.in", "requirements-dev.txt", "pyproject.toml", "Makefile",
    "GLOSSARY.md", "CONTRIBUTING.md", "yardstick", "benchmarks", "static", ".streamlit", ".ci",
    ".gitignore", "docs", "LICENSES", "serve.py",
}  # fmt: skip
# Words that say nothing about what is inside.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "base", "core"}
MOST_LINES = 400


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imports_run_one_way() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_only_what_belongs_at_the_top_stands_there() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split("\n")
    if not any(listed):
        pytest.skip("not a git checkout")
    assert {name.split("/")[0] for name in listed if name} <= TOP_LEVEL


@pytest.mark.parametrize("path", CODE, ids=named)
def test_a_module_is_small_and_says_what_lives_in_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert path.stem not in EMPTY_NAMES
    assert ast.get_docstring(ast.parse(text)), "no module docstring"


@pytest.mark.parametrize("path", CODE, ids=named)
def test_names_avoid_what_says_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    bad = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and (node.name.startswith("get_") or node.name.endswith(("Manager", "Helper", "Utils")))
    ]
    bad += [
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id in {"df", "tmp", "foo"}
    ]
    assert not bad


@pytest.mark.parametrize("path", CODE, ids=named)
def test_no_failure_is_swallowed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except on line {node.lineno}"
            if isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}:
                assert any(isinstance(inner, ast.Raise | ast.Call) for inner in ast.walk(node)), (
                    f"line {node.lineno} swallows every exception"
                )


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=named)
def test_a_page_file_only_defines(path: Path) -> None:
    """A page beside a script is reachable without the frame, so importing it must draw nothing."""
    allowed = (
        ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
    )
    for node in ast.parse(path.read_text("utf-8")).body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        assert is_docstring or isinstance(node, allowed), f"line {node.lineno} runs on import"
        if isinstance(node, ast.Assign | ast.AnnAssign):
            calls = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
            names = {ast.unparse(call.func) for call in calls}
            assert not any(name.startswith(("st.", "reader.")) for name in names)


def test_every_query_takes_a_cursor_of_its_own() -> None:
    """DuckDB answers one thread with another's rows when they share a connection.

    A writer's connection belongs to one thread and one draft; readers share theirs.
    """
    for name in ("reader", "origin", "desk", "preview"):
        path = ROOT / "yardstick" / "store" / f"{name}.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            assert "connection.execute" not in line, f"{named(path)}:{number}"


def test_no_sql_is_built_from_values() -> None:
    """Names and numbers reach SQL as parameters only."""
    for path in (ROOT / "yardstick" / "store").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr not in ("execute", "sql", "executemany"):
                    continue
                first = node.args[0] if node.args else None
                assert not isinstance(first, ast.JoinedStr), f"{named(path)}:{node.lineno}"


@pytest.mark.parametrize("path", EVERY, ids=named)
def test_the_code_names_no_machine_of_its_makers(path: Path) -> None:
    if path == Path(__file__):
        return
    text = path.read_text("utf-8")
    assert str(ROOT) not in text
    assert f"{Path.home()}/" not in text
