"""A device is known only to the login it was given to."""

import pytest

from shopweave.trust.sign_in.device import recognise, remember

KEY = b"k" * 32


def test_recognises_its_own_cookie() -> None:
    """The cookie names the device again."""
    cookie = remember(KEY, "anna")
    assert recognise(KEY, "anna", cookie) == cookie.partition(".")[0]


SOMEBODY_ELSES = pytest.param(remember(KEY, "bert"), id="somebody else's")


@pytest.mark.parametrize("cookie", [None, "", "x", "a.b", SOMEBODY_ELSES])
def test_refuses_any_other(cookie: str | None) -> None:
    """No cookie, a broken one and somebody else's are nobody's."""
    assert recognise(KEY, "anna", cookie) is None


def test_refuses_another_installations() -> None:
    """A cookie sealed with another key is nobody's."""
    assert recognise(b"o" * 32, "anna", remember(KEY, "anna")) is None
