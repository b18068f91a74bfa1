"""An import can be undone: what it made is gone, what it changed is as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from shopweave.commerce import catalog, orders, stock, taking_back
from shopweave.commerce.catalog import Price, ProductDraft, Selection, Text, VariantDraft
from shopweave.commerce.customers import CustomerDraft, Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft
from shopweave.foundation.database import Database, Transaction
from shopweave.trust import consent
from shopweave.trust.consent import Purpose, State, Statement

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TABLES = [
    *("products", "variants", "prices", "product_texts", "product_categories"),
    *("customers", "customer_identities", "customer_words", "customer_keys"),
    *("orders", "order_lines", "stock_levels"),
    *("consent_statements", "consent_states"),
]
VOLATILE = {"revision", "updated_at"}


def email(value: str) -> Identity:
    """A verified e-mail."""
    return Identity(IdentityKind.EMAIL, value)


def fill(tx: Transaction, directory: Directory, delivery: Delivery, word: str) -> None:
    """Bring in the same things, told differently by `word`."""
    tea = ProductDraft(
        "TEA",
        f"Tea {word}",
        texts={"zh": Text(f"茶 {word}")},
        categories=(f"Tea > {word}",),
        prices=(Price(len(word) * 100, "EUR"),),
        variants=(VariantDraft("TEA-1", sku=word),),
    )
    catalog.upsert(tx, delivery, [tea])
    directory.upsert(tx, delivery, [CustomerDraft("7", f"Li {word}", f"{word}@a.b")])
    lines = (LineDraft(1, len(word), 990, "TEA"), LineDraft(2, 1, 450, f"NEW-{word}"))
    buyer = (Identity(IdentityKind.CUSTOMER_ID, "7"), email(f"{word}@a.b"))
    draft = OrderDraft("1", NOW - timedelta(days=1), "EUR", lines, customer=buyer)
    orders.upsert(tx, directory, delivery, [draft])
    count = stock.MovementDraft(word, "TEA", stock.MovementKind.RECEIPT, 5, NOW)
    stock.upsert(tx, delivery, [count])


def agree(tx: Transaction) -> None:
    """Somebody writes down that each customer agreed."""
    found = tx.all(text("SELECT id FROM customers"))
    said = [Statement(row.id, Purpose.MARKETING, State.GRANTED, NOW) for row in found]
    consent.record_many(tx, said)


def undo(tx: Transaction, directory: Directory, import_id: str) -> dict[str, tuple[int, int, int]]:
    """Take an import back, one row at a time; returns removed, restored and kept by room."""
    done = {}
    for room, step in taking_back.steps(NOW, directory.vault).items():
        counts = [0, 0, 0]
        while (batch := step(tx, import_id, 1)).rows:
            for place, rows in enumerate((batch.removed, batch.restored, batch.kept)):
                counts[place] += len(rows)
        done[room] = tuple(counts)
    return done


def state(tx: Transaction) -> dict[str, list[str]]:
    """Every row of the record, without what tells when it was written."""
    return {
        table: sorted(_row(row) for row in tx.all(text(f"SELECT * FROM {table}")))
        for table in TABLES
    }


def _row(row) -> str:
    return str({k: v for k, v in row._mapping.items() if k not in VOLATILE})


def test_what_an_import_made_is_gone(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """After an import into an empty record is undone, the record is empty, also of consent."""
    with database.write() as tx:
        before = state(tx)
        fill(tx, directory, replace(delivery, import_id="i1"), "first")
        agree(tx)
        done = undo(tx, directory, "i1")
        assert state(tx) == before
    assert done["orders"] == (1, 0, 0)
    assert done["products"] == (2, 0, 0)


def test_what_an_import_changed_is_as_before(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Undoing the second import leaves exactly what the first had written."""
    with database.write() as tx:
        fill(tx, directory, replace(delivery, import_id="i1"), "first")
        before = state(tx)
    with database.write() as tx:
        fill(tx, directory, replace(delivery, import_id="i2"), "second")
        assert state(tx) != before
        done = undo(tx, directory, "i2")
        assert state(tx) == before
    assert done["orders"] == (0, 1, 0)
    assert done["customers"] == (0, 1, 0)


def test_what_changed_since_stays(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """What the shop itself told later is kept, and so is whatever that needs."""
    with database.write() as tx:
        fill(tx, directory, replace(delivery, import_id="i1"), "first")
        fill(tx, directory, delivery, "live")
        before = state(tx)["order_lines"]
        done = undo(tx, directory, "i1")
        assert state(tx)["order_lines"] == before
        assert catalog.search(tx, Selection("tea live")).total == 1
        assert directory.find(tx, "live@a.b")
    assert done["orders"] == (0, 0, 1)


def test_a_product_still_needed_is_only_implied(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """A product that orders name stays when its import is undone, and may be described again."""
    lines = (LineDraft(1, 1, 990, "TEA"),)
    order = OrderDraft("1", NOW - timedelta(days=1), "EUR", lines)
    tea = ProductDraft("TEA", "Tea")
    with database.write() as tx:
        catalog.upsert(tx, replace(delivery, import_id="i1"), [tea])
        orders.upsert(tx, directory, delivery, [order])
        assert undo(tx, directory, "i1")["products"] == (0, 0, 1)
        key = catalog.ids_of(tx, delivery.source_id, ["TEA"])["TEA"]
        assert catalog.get(tx, key).implied
        assert catalog.upsert(tx, delivery, [tea]).changed == 1
