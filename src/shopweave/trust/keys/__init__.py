"""API keys: scopes, origins, expiry and a rate; of a secret key only a hash is kept.

A public key (`pk_`) stands in the shop front for all to read and can do next to nothing; a secret
key (`sk_`) is shown once, when it is made.
"""

from shopweave.trust.keys.bucket import Bucket
from shopweave.trust.keys.create import NewKey, create
from shopweave.trust.keys.errors import (
    NoSuchKey,
    OriginNotAllowed,
    ScopesNotForKey,
    TooManyRequests,
)
from shopweave.trust.keys.overview import every, mark_used, usable
from shopweave.trust.keys.revoke import revoke
from shopweave.trust.keys.tokens import fingerprint, looks_like_key
from shopweave.trust.keys.types import ApiKey, KeyKind

__all__ = [
    "ApiKey",
    "Bucket",
    "KeyKind",
    "NewKey",
    "NoSuchKey",
    "OriginNotAllowed",
    "ScopesNotForKey",
    "TooManyRequests",
    "create",
    "every",
    "fingerprint",
    "looks_like_key",
    "mark_used",
    "revoke",
    "usable",
]
