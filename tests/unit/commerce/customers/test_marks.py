"""The same person writes the same mark in many ways, and nobody in particular in some."""

import pytest

from shopweave.commerce.customers import IdentityKind
from shopweave.commerce.customers.marks import normal


@pytest.mark.parametrize(
    ("kind", "written", "region", "expected"),
    [
        (IdentityKind.EMAIL, " Li.Na@Example.COM ", None, "li.na@example.com"),
        (IdentityKind.EMAIL, "ｌｉ@example.com", None, "li@example.com"),
        (IdentityKind.PHONE, "+86 138-1234-5678", None, "+8613812345678"),
        (IdentityKind.PHONE, "138 1234 5678", "CN", "+8613812345678"),
        (IdentityKind.PHONE, "020 7946 0018", "GB", "+442079460018"),
        (IdentityKind.PHONE, "1381234567", None, "1381234567"),
        (IdentityKind.LOYALTY, "Gold-7 ", None, "gold-7"),
        (IdentityKind.CUSTOMER_ID, " 13085 ", None, "13085"),
    ],
)
def test_one_spelling(kind: IdentityKind, written: str, region: str | None, expected: str) -> None:
    """Case, width, blanks and the way to write a phone number make no difference."""
    assert normal(kind, written, region) == expected


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (IdentityKind.CUSTOMER_ID, "0"),
        (IdentityKind.CUSTOMER_ID, "Guest"),
        (IdentityKind.PHONE, "138****5678"),
        (IdentityKind.PHONE, "12345"),
        (IdentityKind.EMAIL, "not an e-mail"),
        (IdentityKind.ANONYMOUS, "undefined"),
        (IdentityKind.ANONYMOUS, "x" * 201),
    ],
)
def test_nobody(kind: IdentityKind, written: str) -> None:
    """What shops write for guests, masked phones and nonsense identifies nobody."""
    assert normal(kind, written, None) is None
