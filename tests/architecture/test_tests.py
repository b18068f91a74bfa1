"""The tests read as the specification."""

import ast
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_every_test_states_the_behaviour() -> None:
    """Each test has a docstring of one sentence."""
    silent = [
        f"{path.relative_to(TESTS)}:{node.lineno} {node.name}"
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not (ast.get_docstring(node) or "").strip().endswith(".")
    ]
    assert silent == []


def test_every_test_can_fail() -> None:
    """Each test asserts something, expects an error, or calls a named check."""
    idle = [
        f"{path.relative_to(TESTS)}:{node.lineno} {node.name}"
        for path in sorted(TESTS.rglob("test_*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not any(_checks(inner) for inner in ast.walk(node))
    ]
    assert idle == []


def _checks(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name in {"raises", "fail"} or name.startswith(("assert_", "check_", "expect"))
