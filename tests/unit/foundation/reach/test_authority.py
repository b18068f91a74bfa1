"""The shop's own certificate is good for its own network, and for nothing else."""

import socket
import ssl
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from shopweave.foundation.reach import Certificate, certify, own_addresses

NAMES = ["127.0.0.1", "shop.local"]


def shake_hands(files: Certificate, name: str) -> str:
    """Connect as a phone that trusts the authority; returns the protocol's version."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(files.chain, files.key)
    phone = ssl.create_default_context(cafile=str(files.authority))
    ours, theirs = socket.socketpair()

    def answer() -> None:
        try:
            with server.wrap_socket(ours, server_side=True) as line:
                line.recv(1)
        except (ssl.SSLError, OSError):
            ours.close()

    thread = threading.Thread(target=answer)
    thread.start()
    try:
        with phone.wrap_socket(theirs, server_hostname=name) as line:
            return str(line.version())
    finally:
        theirs.close()
        thread.join()


def test_a_phone_that_trusts_it_gets_in(tmp_path: Path) -> None:
    """Each of the names is served without a warning."""
    files = certify(tmp_path, NAMES, datetime.now(UTC))
    for name in NAMES:
        assert shake_hands(files, name).startswith("TLSv1.")


def test_another_name_is_refused(tmp_path: Path) -> None:
    """The certificate does not stand for a name that was not asked for."""
    files = certify(tmp_path, NAMES, datetime.now(UTC))
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(files, "other.local")


def test_the_authority_speaks_for_the_own_network_only(tmp_path: Path) -> None:
    """A phone that trusts it is not fooled, even by whoever steals its key."""
    files = certify(tmp_path, ["bank.example.com"], datetime.now(UTC))
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        shake_hands(files, "bank.example.com")


def test_a_good_certificate_is_kept(tmp_path: Path) -> None:
    """Phones are asked once: the next start uses the same files, in any order of names."""
    now = datetime.now(UTC)
    first = certify(tmp_path, NAMES, now).chain.read_bytes()
    assert certify(tmp_path, NAMES[::-1], now + timedelta(days=300)).chain.read_bytes() == first


def test_a_new_address_or_an_old_certificate_is_renewed(tmp_path: Path) -> None:
    """What phones trust stays the same; only the server's certificate is new."""
    now = datetime.now(UTC)
    files = certify(tmp_path, NAMES, now)
    first, trusted = files.chain.read_bytes(), files.authority.read_bytes()
    assert certify(tmp_path, [*NAMES, "10.0.0.7"], now).chain.read_bytes() != first
    assert certify(tmp_path, NAMES, now + timedelta(days=370)).chain.read_bytes() != first
    assert files.authority.read_bytes() == trusted


def test_an_address_outside_needs_a_new_authority(tmp_path: Path) -> None:
    """A machine with an address of the open net is served too; phones are asked for it anew."""
    now = datetime.now(UTC)
    trusted = certify(tmp_path, NAMES, now).authority.read_bytes()
    files = certify(tmp_path, ["198.51.100.7", *NAMES], now)
    assert files.authority.read_bytes() != trusted
    assert shake_hands(files, "198.51.100.7").startswith("TLSv1.")
    again = certify(tmp_path, ["198.51.100.7", *NAMES], now)
    assert again.authority.read_bytes() == files.authority.read_bytes()


def test_keys_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    """No other user of the machine can read them."""
    certify(tmp_path, NAMES, datetime.now(UTC))
    for file in tmp_path.glob("*.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_phones_accept_how_long_it_lasts(tmp_path: Path) -> None:
    """Apple refuses more than 398 days."""
    files = certify(tmp_path, NAMES, datetime.now(UTC))
    made = x509.load_pem_x509_certificate(files.chain.read_bytes())
    assert made.not_valid_after_utc - made.not_valid_before_utc < timedelta(days=398)


def test_own_addresses_are_those_of_this_machine() -> None:
    """With a network: an address of ours, then a name for it."""
    found = own_addresses()
    assert not found or (found[0].count(".") == 3 and found[1].endswith(".local"))
