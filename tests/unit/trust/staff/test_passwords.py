"""Hashes are salted, slow as intended, and tell nothing about who exists."""

import pytest
from argon2 import PasswordHasher

from shopweave.trust.staff import PasswordHash, Passwords, PasswordTooShort

GOOD = "harbour violet kettle moth"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)


def test_matches_only_the_right_password() -> None:
    """The right password matches, a wrong one and a broken hash do not."""
    passwords = Passwords(QUICK)
    stored = passwords.hash(GOOD)
    assert passwords.match(stored, GOOD)
    assert not passwords.match(stored, GOOD + "!")
    assert not passwords.match(PasswordHash("broken"), GOOD)


def test_nobody_has_no_password() -> None:
    """An unknown login goes through the same comparison and fails."""
    assert not Passwords(QUICK).match(None, GOOD)


def test_uses_at_least_the_recommended_cost() -> None:
    """Argon2id with 19 MiB, two passes and one lane."""
    assert Passwords().hash(GOOD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_knows_outdated_hashes() -> None:
    """A hash made with weaker settings is to be renewed."""
    weak = Passwords(QUICK).hash(GOOD)
    assert Passwords().outdated(weak)
    assert not Passwords(QUICK).outdated(weak)


def test_checks_before_hashing() -> None:
    """A weak password is never hashed."""
    with pytest.raises(PasswordTooShort):
        Passwords(QUICK).hash("short")
