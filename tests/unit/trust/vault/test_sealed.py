"""What is sealed opens at its own place only."""

import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from shopweave.trust.vault import Plain, Sealed, Unreadable
from shopweave.trust.vault.sealed import decrypt, encrypt

KEY = AESGCM(b"k" * 32)
ANNA, BERT = "0" * 32, "1" * 32


@given(st.text(), st.text(max_size=20))
def test_comes_back_as_it_went_in(text: str, row: str) -> None:
    """Any text opens again in its row."""
    value = encrypt(KEY, Plain(ANNA, "customers.email", row, text))
    assert decrypt(KEY, Sealed("customers.email", row, value)) == text


@given(st.integers(0, 60), st.integers(1, 255))
def test_every_changed_byte_is_noticed(position: int, flip: int) -> None:
    """Changing any byte makes it unreadable."""
    value = bytearray(encrypt(KEY, Plain(ANNA, "a.b", "1", "anna@example.org")))
    value[position] ^= flip
    with pytest.raises(Unreadable):
        decrypt(KEY, Sealed("a.b", "1", bytes(value)))


@pytest.mark.parametrize(
    "elsewhere", [("a.b", "2"), ("a.c", "1"), ("a", "b|1"), ("a.b|", "1"), ("", "a.b|1")]
)
def test_opens_nowhere_else(elsewhere: tuple[str, str]) -> None:
    """Another row and another column do not open it."""
    value = encrypt(KEY, Plain(ANNA, "a.b", "1", "anna@example.org"))
    with pytest.raises(Unreadable):
        decrypt(KEY, Sealed(*elsewhere, value))


def test_is_bound_to_the_customer() -> None:
    """Claiming that another customer's key sealed it does not open it."""
    value = encrypt(KEY, Plain(ANNA, "a.b", "1", "anna@example.org"))
    claimed = value[:1] + bytes.fromhex(BERT) + value[17:]
    with pytest.raises(Unreadable):
        decrypt(KEY, Sealed("a.b", "1", claimed))


@given(st.binary(max_size=44))
def test_garbage_is_named_as_such(value: bytes) -> None:
    """What is too short or of an unknown version is unreadable, not an accident."""
    with pytest.raises(Unreadable):
        _ = Sealed("a.b", "1", value).customer


def test_equal_texts_look_different() -> None:
    """Sealing twice gives two values: equality shows nowhere."""
    plain = Plain(ANNA, "a.b", "1", "anna@example.org")
    assert len({encrypt(KEY, plain) for _ in range(100)}) == 100


def test_costs_few_bytes() -> None:
    """A value is 45 bytes longer than its text."""
    text = os.urandom(10).hex()
    assert len(encrypt(KEY, Plain(ANNA, "a.b", "1", text))) == len(text) + 45
