"""Finding out who asks, and what is known of them, stays quick in a large shop."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event

from shopweave.commerce import sources
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.recommend.asking import Names, asked_by
from shopweave.recommend.people import read_person
from shopweave.trust.vault import Keyring, Vault

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@contextmanager
def noted_statements() -> Iterator[list[tuple[str, Any]]]:
    """Every SELECT that is sent meanwhile, with its values."""
    noted: list[tuple[str, Any]] = []

    def note(_conn: Any, _cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        if sql.startswith("SELECT"):
            noted.append((sql, values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_no_table_is_read_whole(sqlite_copy: str) -> None:
    """Neither a customer's number nor a product's code makes the database go through all rows."""
    database, clock = Database.open(sqlite_copy), ManualClock(NOW)
    directory = Directory(Vault(Keyring.generate(), clock))
    with database.write() as tx:
        shop = sources.ensure(tx, SourceDraft("shop", "api"), NOW).id
        known = Identity(IdentityKind.CUSTOMER_ID, "C1")
        directory.resolve(tx, Delivery(shop, NOW), [known])
    asked = asked_by({"slot": "product", "customer": "C1", "product": "P1", "cart": "P2,P3"})
    with noted_statements() as noted:
        customer, _ = Names(database, directory, clock).look_up(shop, asked)
        assert customer is not None
        with database.read() as tx:
            read_person(tx, customer, NOW)
    with database.engine.connect() as connection:
        plans = [
            (row.detail, sql)
            for sql, values in noted
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]
    database.close()
    assert len(noted) > 5
    assert [
        plan for plan in plans if plan[0].startswith("SCAN") and "VIRTUAL TABLE" not in plan[0]
    ] == []
