"""A browser says which site sent a request; a foreign one is refused."""

import pytest
from starlette.requests import HTTPConnection

from shopweave.trust.door.origin import changes_something, refuse_foreign, refuse_silent
from shopweave.trust.permissions import ForeignOrigin


def _request(**headers: str) -> HTTPConnection:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    host = [(b"host", b"shop.example:8080")]
    return HTTPConnection({"type": "http", "method": "POST", "headers": [*host, *raw]})


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "http://shop.example"},
        {"origin": "null"},
        {"sec_fetch_site": "same-origin", "origin": "https://evil.example"},
    ],
)
def test_refuses_other_sites(headers: dict[str, str]) -> None:
    """Another site, a sister site, another port and no site at all are foreign."""
    with pytest.raises(ForeignOrigin):
        refuse_foreign(_request(**headers), "")


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "same-origin", "origin": "http://shop.example:8080"},
        {"sec_fetch_site": "none"},
        {"origin": "https://public.example"},
    ],
)
def test_lets_its_own_pages_pass(headers: dict[str, str]) -> None:
    """The same host and the public name of the shop are at home."""
    assert refuse_foreign(_request(**headers), "public.example") is None


def test_refuses_who_says_nothing() -> None:
    """Where a cookie acts, a request without any word of its origin is refused."""
    with pytest.raises(ForeignOrigin):
        refuse_silent(_request())


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"type": "http", "method": "GET"}, False),
        ({"type": "http", "method": "DELETE"}, True),
        ({"type": "websocket"}, True),
    ],
)
def test_knows_what_can_change_something(scope: dict[str, str], expected: bool) -> None:
    """Reading is safe; everything else, and a web socket, is not."""
    assert changes_something(HTTPConnection({"headers": [], **scope})) is expected
