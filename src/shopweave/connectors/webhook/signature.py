"""The signature of Shopweave's own webhooks: when it was sent and what, under a shared secret."""

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime

from shopweave.connectors.contract import Forged, Hook

SIGNATURE = "x-shopweave-signature"
DELIVERY = "x-shopweave-delivery"
_LONGEST = 200


def sign(secret: str, raw: bytes, at: datetime) -> str:
    """Header value `t=1764000000,v1=<hex>`: HMAC-SHA256 over the time, a point and the body."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(secret, seconds, raw)}"


def verify(secret: str, headers: Mapping[str, str], raw: bytes) -> Hook:
    """Tell a genuine delivery; raises `Forged`.

    The sender's number of it is not signed: a recording under another number is told by its time
    and content.
    """
    parts = dict(part.partition("=")[::2] for part in headers.get(SIGNATURE, "").split(","))
    stamp = parts.get("t", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= 12 and secret):
        raise Forged
    expected = _digest(secret, int(stamp), raw)
    if not hmac.compare_digest(expected, parts.get("v1", "").encode("ascii", "ignore").decode()):
        raise Forged
    return Hook(
        headers.get(DELIVERY, "")[:_LONGEST],
        sent_at=datetime.fromtimestamp(int(stamp), UTC),
        ping=raw.strip() == b"{}",
        signed=expected,
    )


def _digest(secret: str, seconds: int, raw: bytes) -> str:
    return hmac.digest(secret.encode(), f"{seconds}.".encode() + raw, "sha256").hex()
