"""A password is long and not one that everybody tries first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.trust.staff.errors import PasswordGuessable, PasswordTooLong, PasswordTooShort
from shopweave.trust.staff.strength import LONGEST, SHORTEST, check


@pytest.mark.parametrize(
    "password",
    ["harbour violet kettle moth", "雨后山前一盏孤灯照着旧书桌上的茶", "g7!kfQ2#vLp9@xRt"],
)
def test_accepts_unusual_words(password: str) -> None:
    """Length is enough: no rule asks for kinds of characters, and Chinese is welcome."""
    assert check(password, ["anna"]) is None


@given(st.text(max_size=SHORTEST - 1))
def test_refuses_what_is_short(password: str) -> None:
    """Whatever it is made of, fourteen characters are too few."""
    with pytest.raises(PasswordTooShort):
        check(password)


def test_refuses_what_is_huge() -> None:
    """A password of a megabyte cannot keep the server busy."""
    with pytest.raises(PasswordTooLong):
        check("ab c" * LONGEST)


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc",
        "12345678901234567890",
        "qwertyuiopasdfghjkl",
        "lkjhgfdsapoiuytrewq",
        "Correct Horse Battery Staple",
        "shopweave shopweave1",
        "anna.example2026",
        "password123456789",
    ],
)
def test_refuses_what_guessers_try(password: str) -> None:
    """Repeated pieces, keyboard walks, famous phrases and one's own name are refused."""
    with pytest.raises(PasswordGuessable):
        check(password, ["anna.example"])
