"""The page of permissions says what the code does."""

from pathlib import Path

import pytest

from shopweave.trust.permissions import (
    KEY_SCOPES,
    NEEDS_CONFIRMATION,
    PUBLIC_SCOPES,
    ROLES,
    Permission,
    Role,
)

DOCS = Path(__file__).parents[2] / "docs"


def _written(language: str) -> dict[str, list[str]]:
    """The cells of each permission's row, without its meaning."""
    page = (DOCS / language / "reference" / "permissions.md").read_text()
    rows = [line.strip().strip("|").split("|") for line in page.splitlines() if "| `" in line]
    return {row[0].strip().strip("`"): [cell.strip() for cell in row[2:]] for row in rows}


def _row(permission: Permission) -> list[str]:
    roles = ["✓" if permission in ROLES[role] else "" for role in Role]
    key = "sk" if permission in KEY_SCOPES else ""
    key = "pk, sk" if permission in PUBLIC_SCOPES else key
    return [*roles, key, "✓" if permission in NEEDS_CONFIRMATION else ""]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_is_the_code(language: str) -> None:
    """Each permission stands there with the roles and keys that have it."""
    assert _written(language) == {str(p): _row(p) for p in Permission}
