"""Under which addresses this machine is seen in its own network."""

import socket

# RFC 5737: addresses of nobody. A datagram socket asks the routing table and sends nothing.
_NOBODY = ("192.0.2.1", 9)


def own_addresses() -> list[str]:
    """The address of the way out, then the machine's name with `.local`; without a network none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOBODY)
            address = str(probe.getsockname()[0])
        except OSError:
            return []
    return [address, f"{socket.gethostname().split('.')[0].lower()}.local"]
