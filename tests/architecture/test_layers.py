"""The house keeps its layers, and nobody has a key to a neighbour's drawers."""

import ast
import configparser
from functools import cache
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "shopweave"
PRIVATE = {"tables", "records"}
# Migrations and tests see every table; nothing else does.
READS_EVERY_TABLE = "schema"


@cache
def _modules() -> list[tuple[str, ast.Module]]:
    return [
        (
            ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts),
            ast.parse(path.read_text()),
        )
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


def _imported(tree: ast.Module) -> list[str]:
    names = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def test_the_import_contracts_hold(monkeypatch) -> None:
    """Every contract of import-linter is kept."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True) == 0


def test_no_contract_lists_an_exception() -> None:
    """A wrong arrow is mended, never listed as allowed."""
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    assert not [s for s in contracts.sections() if contracts.has_option(s, "ignore_imports")]


def test_tables_and_records_stay_at_home() -> None:
    """A room's tables and records are imported from inside that room only."""
    trespassing = []
    for module, tree in _modules():
        for name in _imported(tree):
            parts = name.split(".")
            if parts[0] != "shopweave" or not PRIVATE & set(parts):
                continue
            home = ".".join(parts[: next(i for i, part in enumerate(parts) if part in PRIVATE)])
            if (
                not f"{module}.".startswith(f"{home}.")
                and module.split(".")[1] != READS_EVERY_TABLE
            ):
                trespassing.append(f"{module} imports {name}")
    assert trespassing == []


def test_no_import_hides_inside_a_function() -> None:
    """An import inside a function dodges a cycle: move the piece instead."""
    hidden = [
        f"{module}:{inner.lineno}"
        for module, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_statements_stand_in_records_only() -> None:
    """Only `records.py` and `tables.py` speak SQL; foundation's database room defines how."""
    speaking = [
        module
        for module, tree in _modules()
        if not PRIVATE & set(module.split("."))
        and not module.startswith(("shopweave.foundation.database", "shopweave.schema"))
        and any(
            name.split(".")[0] in {"sqlalchemy", "sqlite3", "psycopg"} for name in _imported(tree)
        )
    ]
    assert speaking == []


def _speaks_sql(name: str) -> bool:
    """Errors of the database may be known anywhere; statements may not."""
    first, _, rest = name.partition(".")
    return first in {"sqlite3", "psycopg"} or (first == "sqlalchemy" and not rest.startswith("exc"))
