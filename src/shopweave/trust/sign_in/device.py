"""A cookie that remembers on which device somebody signed in before.

Whoever floods an account with guesses locks out strangers, not its owner's own devices (OWASP,
"Slow down online guessing attacks with device cookies").
"""

import hmac
import secrets


def remember(key: bytes, login: str) -> str:
    """Return the cookie for a device on which `login` has just signed in."""
    name = secrets.token_hex(12)
    return f"{name}.{_seal(key, login, name)}"


def recognise(key: bytes, login: str, cookie: str | None) -> str | None:
    """Return the device's name when the cookie was given to this login."""
    name, _, seal = (cookie or "").partition(".")
    return name if hmac.compare_digest(seal, _seal(key, login, name)) else None


def _seal(key: bytes, login: str, name: str) -> str:
    return hmac.digest(key, f"{name}|{login}".encode(), "sha256").hex()
