"""A key is found wherever its senders put it."""

import base64

import pytest
from starlette.requests import HTTPConnection

from shopweave.trust.door.credentials import find_key

KEY = "sk_" + "a" * 40
PUBLIC = "pk_" + "b" * 40


def _request(headers: dict[str, str], query: str = "") -> HTTPConnection:
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": raw, "query_string": query.encode()})


def _basic(text: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(text.encode()).decode()}


@pytest.mark.parametrize(
    ("headers", "query", "found"),
    [
        ({"Authorization": f"Bearer {KEY}"}, "", KEY),
        ({"Authorization": f"bearer  {KEY} "}, "", KEY),
        (_basic(f"{KEY}:"), "", KEY),
        ({"X-API-Key": KEY}, "", KEY),
        ({}, f"key={PUBLIC}", PUBLIC),
        ({}, f"key={KEY}", None),
        (_basic("proxy:password"), "", None),
        ({"Authorization": "Basic %%%"}, "", None),
        ({"Authorization": "Bearer eyJhbGciOi"}, "", None),
        ({}, "", None),
    ],
)
def test_finds_the_key(headers: dict[str, str], query: str, found: str | None) -> None:
    """Bearer, Basic as Segment sends it, a header, and the address for public keys alone."""
    assert find_key(_request(headers, query)) == found
