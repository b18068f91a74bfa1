"""What `up` does so that other machines reach the shop."""

import segno
from rich.console import Console

from shopweave.cli.errors import NoNetwork, NotADomain, OwnerFirst
from shopweave.cli.supervisor import Supervisor
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.reach import Certificate, certify, own_addresses, write_proxies
from shopweave.settings import Settings


def refuse_no_domain(name: str) -> None:
    """Raise `NotADomain` for what cannot stand in an address."""
    labels = name.split(".")
    plain = all(label.replace("-", "").isalnum() and label.isascii() for label in labels)
    if len(labels) < 2 or not plain:  # a name and its top level
        raise NotADomain(name=name)


def tell_proxies(settings: Settings, out: Console) -> None:
    """Write the proxies' configurations and say where they are."""
    files = write_proxies(settings.ways.proxy, settings.public, settings.port)
    out.print(f"\n  For {settings.public}, give a proxy on this machine one of these:")
    for file in files:
        out.print(f"    {file}", soft_wrap=True)


def certificate(settings: Settings) -> tuple[Certificate, list[str]]:
    """The certificate for this machine's own network, and its names. Raises `NoNetwork`."""
    names = own_addresses()
    if not names:
        raise NoNetwork
    return certify(settings.ways.lan, names, SystemClock().now()), names


def open_to_the_house(
    settings: Settings, supervisor: Supervisor, out: Console, *, owned: bool
) -> None:
    """Serve the own network by HTTPS and show the address as a QR code.

    Raises `NoNetwork`, and `OwnerFirst` while anybody could become the owner.
    """
    if not owned:
        raise OwnerFirst
    _, names = certificate(settings)
    address = f"https://{names[0]}:{settings.lan_port}"
    supervisor.start("server-lan", "serve", "--leashed", "--lan")
    out.print(f"\n  In this network:  [bold]{address}[/bold]", soft_wrap=True)
    segno.make(f"{address}/phone").terminal(compact=True)
