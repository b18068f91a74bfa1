"""Which addresses a shop may have."""

import httpx
import pytest

from shopweave.connectors.contract import Guard, PrivateAddress


def _ask(address: str, *, private: bool) -> int:
    inner = httpx.MockTransport(lambda request: httpx.Response(200))
    guard = Guard(inner, private=private, resolve=lambda host, port: [address])
    return guard.handle_request(httpx.Request("GET", "https://shop.example")).status_code


OWN = ["10.0.0.7", "192.168.1.2", "127.0.0.1", "100.64.0.1", "100.127.255.254", "fd00::7"]


@pytest.mark.parametrize("address", OWN)
def test_the_own_network_is_reached_when_allowed(address: str) -> None:
    """The merchant's word covers his house and his VPN (100.64.0.0/10, as Tailscale gives)."""
    assert _ask(address, private=True) == 200
    with pytest.raises(PrivateAddress):
        _ask(address, private=False)


_NEVER = ["169.254.169.254", "100.100.100.200", "fe80::1", "224.0.0.1", "0.0.0.0"]


@pytest.mark.parametrize("address", _NEVER)
def test_what_is_no_shop_is_never_reached(address: str) -> None:
    """Nobody's word opens the addresses by which a cloud tells its machines their secrets."""
    with pytest.raises(PrivateAddress):
        _ask(address, private=True)


@pytest.mark.parametrize("address", ["8.8.8.8", "100.63.255.255", "100.128.0.1"])
def test_the_open_net_is_reached(address: str) -> None:
    """Public addresses need no word."""
    assert _ask(address, private=False) == 200
