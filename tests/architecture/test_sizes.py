"""Files and functions stay small enough to be read at one sitting; these marks only move down."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "src" / "shopweave"
FILE = 400
FUNCTION = 50
NOBODY_KNOWS_WHAT_IS_INSIDE = {"utils", "util", "helpers", "common", "manager", "misc", "service"}


def _sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def test_files_are_short() -> None:
    """No file is longer than the mark."""
    long = {str(p): n for p in _sources() if (n := p.read_text().count("\n")) > FILE}
    assert long == {}


def test_functions_are_short() -> None:
    """No function is longer than the mark."""
    long = [
        f"{path}:{node.lineno} {node.name}"
        for path in _sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > FUNCTION
    ]
    assert long == []


def test_names_tell_what_is_inside() -> None:
    """No file or folder has a name under which anything could hide."""
    vague = [str(p) for p in PACKAGE.rglob("*") if p.stem in NOBODY_KNOWS_WHAT_IS_INSIDE]
    assert vague == []
