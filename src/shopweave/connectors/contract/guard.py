"""Addresses that a merchant enters lead to shops, not into the machine's own network."""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, ip_address
from urllib.parse import urlsplit

import httpx

from shopweave.connectors.contract.errors import NoSuchHost, NotAnAddress, PrivateAddress

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
_PORTS = {"http": 80, "https": 443}
# Shared by carriers (RFC 6598), neither public nor private: VPNs such as Tailscale use it.
_VPN = IPv4Network("100.64.0.0/10")
# Where a cloud of Alibaba tells its machines their secrets; elsewhere that is link-local.
_METADATA = IPv4Address("100.100.100.200")


def resolve(host: str, port: int) -> Sequence[str]:
    """Every address of a host name. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def address_of(url: str) -> str:
    """A shop's address in one spelling, without a slash at its end; raises `NotAnAddress`."""
    text = url.strip()
    text = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise NotAnAddress(url=url[:200]) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or port == 0:
        raise NotAnAddress(url=url[:200])
    return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


class Guard(httpx.BaseTransport):
    """Looks a host up once for each request, and connects to the very address it has judged.

    So neither a redirect nor a name that changes between look and connection leads elsewhere.
    private: whether the merchant allowed addresses of his own network.
    """

    def __init__(
        self, inner: httpx.BaseTransport, *, private: bool, resolve: Resolve = resolve
    ) -> None:
        self._inner, self._private, self._resolve = inner, private, resolve

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send the request to a judged address, under the host's own name."""
        host = request.url.host
        chosen = self._judged(
            host, request.url.port or (443 if request.url.scheme == "https" else 80)
        )
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=str(chosen))
        return self._inner.handle_request(request)

    def close(self) -> None:
        """Close the connections."""
        self._inner.close()

    def _judged(self, host: str, port: int) -> Address:
        try:
            found = [_plain(text) for text in self._resolve(host, port)]
        except (OSError, UnicodeError) as error:
            raise NoSuchHost(host=host) from error
        for address in found:
            if self._allowed(address):
                return address
        raise PrivateAddress(host=host, address=str(found[0]) if found else "?")

    def _allowed(self, address: Address) -> bool:
        local = address.is_link_local or address == _METADATA
        if local or address.is_multicast or address.is_unspecified:
            return False
        own = address.is_private or address.is_loopback or address in _VPN
        return address.is_global or (self._private and own)


def _plain(text: str) -> Address:
    """An address; an IPv4 one that hides in an IPv6 one by itself."""
    address = ip_address(text.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
