"""A shop that cannot be reached is told by its cause."""

import socket
import ssl
from datetime import UTC, datetime

import httpx
import pytest

from shopweave.connectors.contract import Http
from shopweave.connectors.contract.errors import BadCertificate, NobodyListens, ShopUnreachable
from shopweave.foundation.clock import ManualClock

CLOCK = ManualClock(datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


def test_a_port_at_which_nobody_listens() -> None:
    """A machine that is there without its shop says to start it, in no driver's words."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(NobodyListens) as caught:
            Http(address, CLOCK, private=True, sleep=lambda _: None).get("")
    assert "Errno" not in caught.value.sentence("zh")


def test_a_certificate_that_does_not_hold() -> None:
    """What the transport says of certificates is found behind its own error."""

    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no") from ssl.SSLCertVerificationError("expired")

    with pytest.raises(BadCertificate):
        Http("https://shop.example", CLOCK, transport=httpx.MockTransport(answer)).get("")


def test_anything_else_is_told_as_it_is() -> None:
    """An unknown cause keeps its own words, which help who looks after the network."""

    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("No route to host")

    with pytest.raises(ShopUnreachable, match="No route to host"):
        Http("https://shop.example", CLOCK, transport=httpx.MockTransport(answer)).get("")
