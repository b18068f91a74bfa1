"""A form's token opens only with the cookie of the same browser."""

import asyncio

import pytest
from starlette.requests import Request

from shopweave.web.console import forms
from shopweave.web.errors import ForeignForm


def request(cookie: str = "", method: str = "POST", **headers: str) -> Request:
    """A request with this cookie, and the token in a header."""
    given = {"cookie": f"{forms.COOKIE}={cookie}", "host": "shop.example", **headers}
    raw = [(name.replace("_", "-").lower().encode(), v.encode()) for name, v in given.items()]
    return Request({"type": "http", "method": method, "headers": raw, "scheme": "https"})


def passes(asked: Request) -> bool:
    """Whether the check lets it pass."""
    try:
        asyncio.run(forms.check(asked))
    except ForeignForm:
        return False
    return True


def test_the_token_of_the_page_passes() -> None:
    """Each page shows the token under another mask; each of them passes."""
    plain = forms.token(request())
    masks = {forms.masked(plain) for _ in range(5)}
    assert len(masks) == 5
    assert all(passes(request(plain, X_Form_Token=mask)) for mask in masks)


@pytest.mark.parametrize("sent", ["", "x", "=====", "A" * 88, "ä"])
def test_anything_else_is_refused(sent: str) -> None:
    """A missing, broken or invented token does not pass."""
    plain = forms.token(request())
    given = {"X_Form_Token": sent.encode().decode("latin-1")} if sent else {"X_Form_Token": " "}
    assert not passes(request(plain, **given))


def test_the_token_of_another_browser_is_refused() -> None:
    """A token that was seen elsewhere is of no use with another cookie."""
    mine, other = forms.token(request()), forms.token(request())
    assert not passes(request(mine, X_Form_Token=forms.masked(other)))


@pytest.mark.parametrize(
    "headers", [{"origin": "https://elsewhere.example"}, {"sec_fetch_site": "same-site"}]
)
def test_another_site_is_refused_with_the_right_token(headers: dict[str, str]) -> None:
    """What the browser says of the sender counts too."""
    plain = forms.token(request())
    assert not passes(request(plain, X_Form_Token=forms.masked(plain), **headers))


def test_looking_needs_no_token() -> None:
    """A page can be opened from anywhere."""
    assert passes(request(method="GET"))
