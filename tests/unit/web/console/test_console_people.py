"""Whoever may not see names sees that there is one, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopweave.web.console.people import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mara Lind", "M••• L•••"),
        ("mara.lind@example.com", "m•••.l•••@example.com"),
        ("+4915112345678", "+4•••"),
        ("林小满", "林•••"),
        ("", ""),
    ],
)
def test_masks_leave_the_first_letter(text: str, shown: str) -> None:
    """One letter of each word stays, and the host of an e-mail address."""
    assert masked(text) == shown


@given(st.text(alphabet="abcdefghij ", min_size=2, max_size=40))
def test_no_word_survives(text: str) -> None:
    """No two letters that stood together stand together in the mask."""
    words = [word for word in text.split() if len(word) > 1]
    assert not [word for word in words if word in masked(text)]
