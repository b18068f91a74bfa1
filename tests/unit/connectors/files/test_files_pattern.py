"""What product codes look like is learned from the lines."""

import pytest

from shopweave.connectors.files.errors import WrongPattern
from shopweave.connectors.files.pattern import compiled, product_pattern


@pytest.mark.parametrize(
    ("codes", "lines", "pattern"),
    [
        (["85048", "79323P", "POST"], [600, 600, 10], r"\d{5}[A-Za-z]*"),
        (["TEA-1", "MUG-2", "SHIPPING"], [600, 600, 10], r".*\d.*"),
        (["tea", "mug"], [600, 600], ""),
        (["85048", "gift"], [600, 600], ""),
        (["85048", "POST"], [9, 1], ""),
    ],
)
def test_learns_the_form_of_codes(codes: list[str], lines: list[int], pattern: str) -> None:
    """Digits and letters, else a digit at all, else nothing; few lines prove nothing."""
    assert product_pattern(codes, lines) == pattern


def test_refuses_a_broken_pattern() -> None:
    """What is no regular expression is named."""
    with pytest.raises(WrongPattern, match="regular expression"):
        compiled("(")
