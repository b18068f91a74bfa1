"""What keys may be given, and what needs the password again."""

from shopweave.trust.permissions.types import Permission

_P = Permission

PUBLIC_SCOPES = frozenset(
    {_P.EVENTS_SEND, _P.RECOMMENDATIONS_READ, _P.AVAILABILITY_READ, _P.CHAT_OPEN}
)
"""All that a public key, readable in every shopper's browser, can ever do."""

KEY_SCOPES = frozenset(Permission) - {
    _P.ACCOUNT_OWN,
    _P.STAFF_READ,
    _P.STAFF_MANAGE,
    _P.KEYS_READ,
    _P.KEYS_MANAGE,
}
"""What a secret key may be given: everything but power over people and keys."""

NEEDS_CONFIRMATION = frozenset(
    {
        _P.CUSTOMERS_EXPORT,
        _P.CUSTOMERS_ERASE,
        _P.DATA_EXPORT,
        _P.STAFF_MANAGE,
        _P.KEYS_MANAGE,
    }
)
"""What a signed-in person must confirm with the password, at most ten minutes ago."""
