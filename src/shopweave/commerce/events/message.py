"""What stands for a message in the ledger, so that it is stored once."""

from hashlib import blake2b

from shopweave.foundation import ids


def digest(source_id: str, message_id: str) -> bytes:
    """Sixteen bytes that stand for this message of this source."""
    told = f"{source_id}\0{message_id}".encode("utf-8", "replace")
    return blake2b(told, digest_size=16).digest()


def key(source_id: str, given: object) -> bytes:
    """The digest of a message id as it was sent; fresh bytes when there is none."""
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    return digest(source_id, given if isinstance(given, str) and given else ids.new())
