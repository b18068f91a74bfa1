"""Every statement about what the merchant says himself, and the fields that he may set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from shopweave.commerce.catalog.records import writing
from shopweave.commerce.catalog.rows import tidy_path, with_ancestors
from shopweave.commerce.catalog.tables import (
    own_values,
    prices,
    product_categories,
    product_edit_steps,
    product_edits,
    product_texts,
    products,
    variants,
)
from shopweave.commerce.catalog.types import Edited
from shopweave.foundation.database import Transaction

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Own:
    """A value that the merchant set, with what the source says of the same field."""

    product_id: str
    field: str
    value: Any
    theirs: Any
    edit_id: str


def own(tx: Transaction, product_ids: Iterable[str]) -> list[Own]:
    """The own values of products."""
    query = select(own_values).where(tx.one_of(own_values.c.product_id, product_ids))
    rows = tx.all(query.order_by(own_values.c.product_id, own_values.c.field))
    return [
        Own(row.product_id, row.field, row.value["is"], row.theirs["is"], row.edit_id)
        for row in rows
    ]


def keep(tx: Transaction, rows: Sequence[Values]) -> None:
    """Write own values down; in a wrapping, since SQLite makes a bare JSON number no text."""
    wrapped = [{**r, "value": {"is": r["value"]}, "theirs": {"is": r["theirs"]}} for r in rows]
    tx.upsert(own_values, wrapped, key=["product_id", "field"])


def drop(tx: Transaction, product_id: str, field: str) -> None:
    """Let the source have its say again."""
    c = own_values.c
    tx.execute(delete(own_values).where(c.product_id == product_id, c.field == field))


def add_edit(tx: Transaction, row: Values, steps: Sequence[Values]) -> None:
    """Write an edit with its steps."""
    tx.execute(insert(product_edits), [row])
    tx.load(
        product_edit_steps,
        [{**s, "shown": {"is": s["shown"]}, "value": {"is": s["value"]}} for s in steps],
    )


def undo(tx: Transaction, edit_id: str, by: str, now: datetime) -> bool:
    """Mark an edit as undone; False when it was already."""
    c = product_edits.c
    change = update(product_edits).where(c.id == edit_id, c.undone_at.is_(None))
    return tx.execute(change.values(undone_at=now, undone_by=by)) > 0


def steps(tx: Transaction, edit_id: str) -> Sequence[Row[Any]]:
    """What an edit did."""
    c = product_edit_steps.c
    query = select(product_edit_steps).where(c.edit_id == edit_id)
    return tx.all(query.order_by(c.product_id, c.field))


def newest(tx: Transaction, limit: int) -> list[Edited]:
    """The latest edits."""
    c = product_edits.c
    rows = tx.all(select(product_edits).order_by(c.id.desc()).limit(limit))
    return [Edited(row.id, row.by, row.at, row.products, row.undone_at) for row in rows]


def set_column(tx: Transaction, product_id: str, column: str, value: Any) -> None:
    """Set a field of the product's own row."""
    tx.execute(update(products).where(products.c.id == product_id).values({column: value}))


def set_weight(tx: Transaction, product_id: str, owner: str, value: Any) -> None:
    """Set the grams of a product or of one of its variants."""
    if owner == product_id:
        set_column(tx, product_id, "weight", value)
        return
    c = variants.c
    here = (c.id == owner) & (c.product_id == product_id)
    tx.execute(update(variants).where(here).values(weight=value))


def set_price(tx: Transaction, product_id: str, owner: str, currency: str, value: Any) -> None:
    """Set a price, or take it out; what is crossed out beside it stays if it is higher."""
    c = prices.c
    here = (c.owner_id == owner) & (c.currency == currency)
    if value is None:
        tx.execute(delete(prices).where(here))
        return
    row = {"owner_id": owner, "currency": currency, "product_id": product_id, "amount": value}
    tx.upsert(
        prices, [{**row, "compare_at": None}], key=["owner_id", "currency"], update=["amount"]
    )
    tx.execute(update(prices).where(here, c.compare_at <= value).values(compare_at=None))


def set_text(tx: Transaction, product_id: str, language: str, value: Any) -> None:
    """Set the words of one language, or take them out."""
    c = product_texts.c
    tx.execute(delete(product_texts).where(c.product_id == product_id, c.language == language))
    if value is not None:
        row = {"product_id": product_id, "language": language, **value}
        tx.execute(insert(product_texts), [row])


def set_categories(tx: Transaction, product_id: str, paths: Sequence[str], now: datetime) -> None:
    """Replace the categories of a product."""
    tx.execute(delete(product_categories).where(product_categories.c.product_id == product_id))
    wanted = list(dict.fromkeys(filter(None, map(tidy_path, paths))))
    known = writing.ensure_categories(tx, with_ancestors(wanted), now)
    rows = [
        {"product_id": product_id, "category_id": known[path], "position": position}
        for position, path in enumerate(wanted)
    ]
    tx.load(product_categories, rows)
