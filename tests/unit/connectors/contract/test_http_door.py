"""A shop's key is told to that shop alone."""

from datetime import UTC, datetime

import httpx
import pytest

from shopweave.connectors.contract import Http, Unexpected
from shopweave.foundation.clock import ManualClock

CLOCK = ManualClock(datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


def _door(base: str, leads_to: str, asked: list[str]) -> Http:
    """A shop that sends whoever asks for /old elsewhere; `asked` takes down each address."""

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": leads_to})
        return httpx.Response(200, json={"here": True})

    return Http(base, CLOCK, transport=httpx.MockTransport(answer))


@pytest.mark.parametrize(
    "leads_to",
    [
        "https://shop.example:8443/new",
        "http://shop.example/new",
        "https://other.example/new",
        "https://shop.example:80/new",
    ],
)
def test_a_redirect_to_another_service_is_not_followed(leads_to: str) -> None:
    """Another port of the same host is another service, as is another scheme or host."""
    asked: list[str] = []
    with pytest.raises(Unexpected):
        _door("https://shop.example", leads_to, asked).get("old")
    assert asked == ["https://shop.example/old"]


@pytest.mark.parametrize(
    ("base", "leads_to"),
    [
        ("https://shop.example", "https://shop.example:443/new"),
        ("https://shop.example:8443", "/new"),
        ("http://shop.example", "https://shop.example/new"),
    ],
)
def test_a_redirect_within_the_shop_is_followed(base: str, leads_to: str) -> None:
    """The same service in another spelling, and the same host by its safe door."""
    assert _door(base, leads_to, []).get("old").json == {"here": True}


def test_another_door_of_the_host_is_not_its_safe_one() -> None:
    """From a port of its own, a redirect to the safe door of the host leads to another service."""
    with pytest.raises(Unexpected):
        _door("http://shop.example:8000", "https://shop.example/new", []).get("old")
