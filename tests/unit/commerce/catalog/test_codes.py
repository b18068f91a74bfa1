"""Codes that may link products of different shops, and codes that say nothing."""

import pytest

from shopweave.commerce.catalog import codes


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4006381333931", "04006381333931"),
        ("0-36000-29145-2", "00036000291452"),
        ("96385074", "00000096385074"),
        ("4006381333932", None),
        ("2012345678900", None),
        ("00000000", None),
        ("12345", None),
        ("not a code", None),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", None),
        (None, None),
    ],
)
def test_a_gtin_needs_its_check_digit(text: str | None, found: str | None) -> None:
    """Spaces and hyphens are dropped; wrong digits and numbers for use inside a shop are none."""
    assert codes.gtin(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TEA-100g", "tea100g"),
        ("tea 100 G", "tea100g"),
        ("123456", "123456"),
        ("1001", None),
        ("TEA", None),
        ("", None),
    ],
)
def test_a_plain_number_is_no_telling_sku(text: str, found: str | None) -> None:
    """A SKU is spelt one way; what every shop counts up or calls things means nothing elsewhere."""
    assert codes.sku(text) == found
