"""Other machines reach the shop: by a proxy with a domain, or by HTTPS in the own network."""

import os
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shopweave.app import Shopweave
from shopweave.cli import cli
from shopweave.cli.errors import NotADomain
from shopweave.foundation.reach import own_addresses, write_proxies
from shopweave.settings import Settings
from shopweave.trust import staff
from shopweave.trust.permissions import SYSTEM


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Path]:
    """The server of the own network; yields the file of its authority."""
    settings = {"SHOPWEAVE_DATA": str(folder), "SHOPWEAVE_LAN_PORT": str(port)}
    server = subprocess.Popen(
        [sys.executable, "-m", "shopweave", "serve", "--lan"],
        env={**os.environ, **settings, "PYTHONPATH": "src"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield folder / "lan" / "authority.pem"
    finally:
        server.terminate()
        server.wait(20)


def fetched(address: str, trust: ssl.SSLContext) -> bytes:
    """The answer, as soon as the server gives one."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, context=trust, timeout=5) as answer:
                found: bytes = answer.read()
                return found
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
            time.sleep(0.1)
    raise TimeoutError(address)


@pytest.mark.slow
def test_a_phone_of_the_own_network_gets_in(tmp_path: Path) -> None:
    """With the authority that the page hands out, the phone opens the shop without a warning."""
    names = own_addresses()
    if not names:
        pytest.skip("this machine is in no network")
    with closing(Shopweave(Settings(data=tmp_path))) as shop, shop.database.write() as tx:
        owner = staff.NewUser("anna", "Anna", ("owner",), staff.PasswordHash("x"))
        staff.add(tx, SYSTEM, owner, shop.clock.now())
    port = free_port()
    with serving(tmp_path, port) as authority:
        address = f"https://{names[0]}:{port}"
        careless = ssl._create_unverified_context()
        handed_out = fetched(f"{address}/authority.pem", careless)
        assert handed_out == authority.read_bytes()
        trusting = ssl.create_default_context(cadata=handed_out.decode())
        assert b"/authority.pem" in fetched(f"{address}/phone", trusting)
        assert fetched(f"{address}/livez", trusting)
        with pytest.raises(urllib.error.URLError, match="CERTIFICATE_VERIFY_FAILED"):
            fetched(f"{address}/livez", ssl.create_default_context())


@pytest.mark.slow
def test_a_shop_without_owner_is_shown_to_nobody(tmp_path: Path) -> None:
    """While anybody could become the owner, the own network is not let in."""
    settings = {"SHOPWEAVE_DATA": str(tmp_path), "SHOPWEAVE_LAN_PORT": str(free_port())}
    done = subprocess.run(
        [sys.executable, "-m", "shopweave", "serve", "--lan"],
        env={**os.environ, **settings, "PYTHONPATH": "src"},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert "owner" in done.stderr


@pytest.mark.parametrize("name", ["shop", "https://shop.example.com", "shop example.com", "a..b"])
def test_what_is_no_domain_is_refused(tmp_path: Path, name: str) -> None:
    """A typing error in the domain is told before anything starts."""
    done = CliRunner().invoke(cli, ["--data", str(tmp_path), "up", "--public", name])
    assert isinstance(done.exception, NotADomain)
    os.environ.pop("SHOPWEAVE_PUBLIC", None)
    os.environ.pop("SHOPWEAVE_DATA", None)


def test_proxies_are_told_domain_and_port(tmp_path: Path) -> None:
    """Both configurations name the domain, lead to this machine, and let live pages flow."""
    caddy, nginx = write_proxies(tmp_path, "shop.example.com", 8081)
    for file in (caddy, nginx):
        assert "shop.example.com" in file.read_text()
        assert "127.0.0.1:8081" in file.read_text()
    assert "proxy_buffering off" in nginx.read_text()
    assert "flush_interval -1" in caddy.read_text()
