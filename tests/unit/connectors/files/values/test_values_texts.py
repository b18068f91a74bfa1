"""Identifiers are freed from what spreadsheets put around them."""

import pytest

from shopweave.connectors.files.types import Reason
from shopweave.connectors.files.values import Cached, identifier, text


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("13085.0", "13085"),
        (13085.0, "13085"),
        (13085, "13085"),
        ('="00123"', "00123"),
        ("\t4519000000001\t", "4519000000001"),
        ("'00123", "00123"),
        ("79323P", "79323P"),
        ("1.50", "1.50"),
        ("nan", None),
        (float("nan"), None),
        ("", None),
        (None, None),
        ("4.519E+12", Reason.SHORTENED),
        ("x" * 201, Reason.TOO_LONG),
    ],
)
def test_reads_identifiers(cell: object, expected: object) -> None:
    """Guards, tabs and a spreadsheet's ".0" fall off; lost digits are told, not guessed."""
    assert identifier(cell) == expected


def test_reads_texts() -> None:
    """A text loses its surrounding blanks; a stand-in for nothing is nothing."""
    assert text("  Red mug ") == "Red mug"
    assert text("N/A") is None


def test_equal_cells_are_read_once() -> None:
    """The second equal cell costs no parsing."""
    read: list[object] = []
    cached = Cached(lambda cell: read.append(cell) or cell)
    assert [cached["a"], cached["a"], cached["b"]] == ["a", "a", "b"]
    assert read == ["a", "b"]
