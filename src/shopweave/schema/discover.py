"""Find every table, so that a new room need not be listed here."""

import importlib
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def import_tables() -> None:
    """Import each `tables.py` of the product: that fills `metadata`."""
    for file in sorted(_PACKAGE.rglob("tables.py")):
        parts = file.relative_to(_PACKAGE.parent).with_suffix("").parts
        importlib.import_module(".".join(parts))
