"""A certificate of the shop's own, for HTTPS in its own network (RFC 5280)."""

import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

# Phones refuse server certificates that are good for longer than 398 days.
_SERVER_DAYS, _AUTHORITY_DAYS, _RENEW_DAYS = 390, 3650, 30
# What the authority may speak for, so that trusting it gives nobody power over other sites.
_HOME = ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8")
_Key = ec.EllipticCurvePrivateKey
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Certificate:
    """Files for a server, and the authority that phones must trust once."""

    chain: Path
    key: Path
    authority: Path


def certify(folder: Path, names: Sequence[str], now: datetime) -> Certificate:
    """A certificate for these names and addresses; a good one that is there is kept.

    The authority is made once and may only speak for private addresses, `.local` names, and
    addresses of this machine that were given when it was made; another one makes a new authority.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files = Certificate(folder / "server.pem", folder / "server.key", folder / "authority.pem")
    authority, key = _authority(folder, names, now)
    if not _good(files, names, now):
        own = ec.generate_private_key(ec.SECP256R1())
        made = _server(own, names, authority, key, now)
        _write(files.key, _private(own))
        _write(files.chain, _pem(made) + _pem(authority))
    return files


def _authority(folder: Path, names: Sequence[str], now: datetime) -> tuple[x509.Certificate, _Key]:
    certificate, secret = folder / "authority.pem", folder / "authority.key"
    if certificate.exists() and secret.exists():
        key = serialization.load_pem_private_key(secret.read_bytes(), None)
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        lasting = now < found.not_valid_after_utc - timedelta(days=_SERVER_DAYS)
        if isinstance(key, _Key) and lasting and _abroad(names) <= _networks(found):
            return found, key
    key = ec.generate_private_key(ec.SECP256R1())
    made = _self_signed(key, names, now)
    _write(secret, _private(key))
    _write(certificate, _pem(made))
    return made, key


def _self_signed(key: _Key, names: Sequence[str], now: datetime) -> x509.Certificate:
    name = _name("Shopweave at home")
    networks = [*map(ipaddress.ip_network, _HOME), *sorted(_abroad(names), key=str)]
    permitted = [*map(x509.IPAddress, networks), x509.DNSName("local"), x509.DNSName("localhost")]
    return (
        _builder(name, name, key, now, _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(permitted, None), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, SHA256())
    )


def _abroad(names: Sequence[str]) -> set[_Network]:
    """Addresses that are not private ones, each as a network of its own."""
    home = [ipaddress.ip_network(net) for net in _HOME]
    general = (_general(name).value for name in names)
    addresses = [one for one in general if isinstance(one, ipaddress.IPv4Address)]
    return {ipaddress.ip_network(one) for one in addresses if not any(one in net for net in home)}


def _networks(authority: x509.Certificate) -> set[_Network]:
    told = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    values = (one.value for one in told.permitted_subtrees or ())
    return {one for one in values if isinstance(one, _Network)}


def _server(
    own: _Key, names: Sequence[str], authority: x509.Certificate, key: _Key, now: datetime
) -> x509.Certificate:
    told = x509.SubjectAlternativeName([_general(name) for name in names])
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
    return (
        _builder(_name(names[0]), authority.subject, own, now, _SERVER_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(told, critical=False)
        .add_extension(purpose, critical=False)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .sign(key, SHA256())
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: _Key, now: datetime, days: int
) -> x509.CertificateBuilder:
    """Good from an hour ago: the clocks of phones differ."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _good(files: Certificate, names: Sequence[str], now: datetime) -> bool:
    """Whether what is there names all this and lasts for a month more."""
    if not (files.chain.exists() and files.key.exists()):
        return False
    found, authority = x509.load_pem_x509_certificates(files.chain.read_bytes())
    told = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lasting = now + timedelta(days=_RENEW_DAYS) < found.not_valid_after_utc
    trusted = _pem(authority) == files.authority.read_bytes()
    return lasting and trusted and {_general(name) for name in names} == set(told)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _private(key: _Key) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _write(file: Path, content: bytes) -> None:
    """In one step, and readable by its owner only."""
    beside = file.with_suffix(".new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    os.replace(beside, file)
