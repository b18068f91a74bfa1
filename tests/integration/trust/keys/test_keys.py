"""Keys are shown once, do what they may, and end."""

from datetime import UTC, datetime, timedelta

import pytest

from shopweave.foundation.database import Database
from shopweave.trust import audit, keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import PUBLIC_SCOPES, SYSTEM, Permission

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ORDERS = frozenset({Permission.ORDERS_READ, Permission.ORDERS_WRITE})


def test_a_secret_key_is_kept_as_a_hash(database: Database) -> None:
    """Nothing in the database gives the key back; its beginning tells it apart."""
    with database.write() as tx:
        key, text = keys.create(tx, SYSTEM, NewKey(KeyKind.SECRET, "ERP", ORDERS), NOON)
        (stored,) = keys.every(tx)
        assert stored == key
        assert key.token is None
        assert text.startswith("sk_")
        assert key.prefix == text[:11]
        assert keys.usable(tx, NOON) == {keys.fingerprint(text): key}
        assert text not in str([e.detail for e in audit.search(tx)])


def test_a_public_key_can_be_looked_up(database: Database) -> None:
    """It stands in the shop front anyway, and has the few public scopes by itself."""
    with database.write() as tx:
        wanted = NewKey(KeyKind.PUBLIC, "Shop", origins=("https://Shop.example/",), source="s1")
        key, text = keys.create(tx, SYSTEM, wanted, NOON)
        (stored,) = keys.every(tx)
    assert stored.token == text
    assert key.scopes == PUBLIC_SCOPES
    assert (key.origins, key.source) == (("https://shop.example",), "s1")


@pytest.mark.parametrize(
    "wanted",
    [
        NewKey(KeyKind.PUBLIC, "x", ORDERS),
        NewKey(KeyKind.SECRET, "x"),
        NewKey(KeyKind.SECRET, "x", frozenset({Permission.STAFF_MANAGE})),
        NewKey(KeyKind.SECRET, "x", frozenset({Permission.KEYS_MANAGE, Permission.DATA_READ})),
    ],
)
def test_refuses_scopes_beyond_the_kind(database: Database, wanted: NewKey) -> None:
    """A public key gets no orders, a secret one no power over people, and none is empty."""
    with database.write() as tx:
        with pytest.raises(keys.ScopesNotForKey):
            keys.create(tx, SYSTEM, wanted, NOON)
        assert keys.every(tx) == []


def test_an_expired_or_revoked_key_opens_nothing(database: Database) -> None:
    """It stays in the list, and is usable no more."""
    later = NOON + timedelta(days=1)
    with database.write() as tx:
        keys.create(tx, SYSTEM, NewKey(KeyKind.SECRET, "a", ORDERS, expires_at=later), NOON)
        key, _ = keys.create(tx, SYSTEM, NewKey(KeyKind.SECRET, "b", ORDERS), NOON)
        keys.revoke(tx, SYSTEM, key.id, NOON)
        keys.revoke(tx, SYSTEM, key.id, later)
        assert [one.name for one in keys.usable(tx, NOON).values()] == ["a"]
        assert keys.usable(tx, later) == {}
        assert [one.revoked_at for one in keys.every(tx)] == [NOON, None]
        with pytest.raises(keys.NoSuchKey):
            keys.revoke(tx, SYSTEM, "nothing", NOON)


def test_remembers_the_last_use(database: Database) -> None:
    """A key that nobody uses can be found."""
    with database.write() as tx:
        key, _ = keys.create(tx, SYSTEM, NewKey(KeyKind.SECRET, "a", ORDERS), NOON)
        keys.mark_used(tx, {key.id: NOON})
        assert keys.every(tx)[0].used_at == NOON
