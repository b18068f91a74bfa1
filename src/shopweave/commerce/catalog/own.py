"""What the merchant says himself of his products: kept whatever the source says, undone as one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from shopweave.commerce import inbound
from shopweave.commerce.catalog import read
from shopweave.commerce.catalog.codes import gtin
from shopweave.commerce.catalog.errors import EditUndone, NotAField
from shopweave.commerce.catalog.events import OwnPricesSet, ProductWithdrawn
from shopweave.commerce.catalog.history import note_prices
from shopweave.commerce.catalog.records import own as records
from shopweave.commerce.catalog.records import writing
from shopweave.commerce.catalog.types import Edit, Edited, Product, Status
from shopweave.commerce.catalog.weights import LARGEST_WEIGHT
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction

_PLAIN = frozenset({"title", "brand", "gtin", "status"})
_LONGEST = 5000


def edit(
    tx: Transaction, wanted: Sequence[Edit], by: str, now: datetime, *, edit_id: str = ""
) -> str:
    """Set values and return the id of the edit, which undoes them together; a new one if empty.

    Raises `NotAField` for a value that cannot be, and leaves out products that are not there.
    """
    inbound.take_turn(tx)
    for one in wanted:
        check_edit(one)
    known = _products(tx, [one.product_id for one in wanted])
    held = {(row.product_id, row.field): row for row in records.own(tx, known)}
    edit_id = edit_id or ids.new()
    rows, steps = [], []
    for one in (one for one in wanted if one.product_id in known):
        before = held.get((one.product_id, one.field))
        shown = shown_value(known[one.product_id], one.field)
        key = {"product_id": one.product_id, "field": one.field}
        kept = None if before is None else {"value": before.value, "edit_id": before.edit_id}
        theirs = shown if before is None else before.theirs
        rows.append({**key, "value": one.value, "theirs": theirs, "edit_id": edit_id})
        step = {"shown": shown, "value": one.value, "before": kept}
        steps.append({"edit_id": edit_id, **key, **step})
    made = {"id": edit_id, "by": by, "at": now, "products": len({r["product_id"] for r in rows})}
    records.add_edit(tx, made, steps)
    records.keep(tx, rows)
    _put(tx, known, [(row["product_id"], row["field"], row["value"]) for row in rows], now)
    return edit_id


def undo_edit(tx: Transaction, edit_id: str, by: str, now: datetime) -> int:
    """Take an edit back; returns how many values had been set anew since and stay.

    Raises `EditUndone` when that was done before.
    """
    inbound.take_turn(tx)
    if not records.undo(tx, edit_id, by, now):
        raise EditUndone(edit=edit_id)
    steps = records.steps(tx, edit_id)
    known = _products(tx, [step.product_id for step in steps])
    held = {(row.product_id, row.field): row for row in records.own(tx, known)}
    changes: list[tuple[str, str, Any]] = []
    for step in steps:
        row = held.get((step.product_id, step.field))
        if row is None or row.edit_id != edit_id:
            continue
        changes.append((step.product_id, step.field, _restored(tx, row, step.before)))
    _put(tx, known, changes, now)
    return len(steps) - len(changes)


def edits(tx: Transaction, limit: int = 20) -> list[Edited]:
    """The latest edits, undone ones too."""
    return records.newest(tx, limit)


def hold(
    tx: Transaction, product_ids: Sequence[str], now: datetime, *, told_anew: bool = True
) -> None:
    """Let own values stand above what was just written; what the source says now is kept beside.

    told_anew: whether the source itself wrote; else older rows were put back.
    """
    rows = records.own(tx, product_ids) if product_ids else []
    if not rows:
        return
    known = _products(tx, [row.product_id for row in rows])
    kept = []
    for row in rows:
        shown = shown_value(known[row.product_id], row.field)
        theirs = shown if told_anew or shown != row.value else row.theirs
        kept.append({**asdict(row), "theirs": theirs})
    records.keep(tx, kept)
    _put(tx, known, [(row.product_id, row.field, row.value) for row in rows], now, news=False)


def check_edit(one: Edit) -> None:
    """Raise `NotAField` for a field that cannot be set, or not to this value."""
    kind, _, rest = one.field.partition(".")
    fits = {
        "title": isinstance(one.value, str) and bool(one.value.strip()) and len(one.value) <= 1000,
        "brand": _text(one.value),
        "gtin": one.value is None or (isinstance(one.value, str) and gtin(one.value) is not None),
        "status": isinstance(one.value, str) and one.value in {Status.ACTIVE, Status.HIDDEN},
        "category": _text(one.value),
        "image": _text(one.value),
        "attribute": bool(rest) and _text(one.value),
        "text": 0 < len(rest) <= 12 and _words(one.value),
        "weight": bool(rest) and _grams(one.value),
        "price": rest.count(".") == 1 and _amount(one.value),
    }
    if not fits.get(kind, False) or len(one.field) > 80:
        raise NotAField(field=one.field, value=str(one.value)[:80])


def shown_value(product: Product, field: str) -> Any:
    """What a product shows in a field now, None for nothing."""
    kind, _, rest = field.partition(".")
    if kind in _PLAIN:
        value = getattr(product, kind)
        return value.value if isinstance(value, Status) else value
    if kind in {"category", "image"}:
        every = product.categories if kind == "category" else product.images
        return every[0] if every else None
    if kind == "attribute":
        return product.attributes.get(rest)
    if kind == "weight":
        owners = {one.id: one.weight for one in product.variants} | {product.id: product.weight}
        return owners.get(rest)
    if kind == "text":
        words = product.texts.get(rest)
        return words and {"title": words.title, "description": words.description}
    owner, _, currency = rest.partition(".")
    return _prices(product).get((owner, currency))


def _restored(tx: Transaction, row: records.Own, before: Mapping[str, Any] | None) -> Any:
    """Go back to the own value of before, or to the source's; returns what shall be shown."""
    if before is None:
        records.drop(tx, row.product_id, row.field)
        return row.theirs
    records.keep(tx, [{**asdict(row), **before}])
    return before["value"]


def _put(
    tx: Transaction,
    known: Mapping[str, Product],
    changes: Sequence[tuple[str, str, Any]],
    now: datetime,
    *,
    news: bool = True,
) -> None:
    """Write values into the catalogue, and tell of it."""
    for product_id, field, value in changes:
        _write(tx, known[product_id], field, value, now)
    touched = sorted({product_id for product_id, _, _ in changes})
    writing.touch(tx, touched, writing.next_revision(tx), now)
    if news:
        note_prices(tx, touched, now)
        priced = [(p, f) for p, f, _ in changes if f.startswith("price.")]
        if priced:
            outbox.record(tx, _own_prices(priced))
        hidden = [p for p, f, v in changes if f == "status" and v != Status.ACTIVE]
        if hidden:
            outbox.record(tx, ProductWithdrawn(tuple(hidden), "hidden"))


def _own_prices(priced: Sequence[tuple[str, str]]) -> OwnPricesSet:
    owners = tuple(field.removeprefix("price.") for _, field in priced)
    return OwnPricesSet(tuple(sorted({product for product, _ in priced})), owners)


def _write(tx: Transaction, product: Product, field: str, value: Any, now: datetime) -> None:
    kind, _, rest = field.partition(".")
    if kind in _PLAIN:
        records.set_column(tx, product.id, kind, value)
    elif kind == "category":
        others = [path for path in product.categories[1:] if path != value]
        records.set_categories(tx, product.id, [value or "", *others], now)
    elif kind == "image":
        others = [one for one in product.images[1:] if one != value]
        records.set_column(tx, product.id, "images", [*([value] if value else []), *others])
    elif kind == "attribute":
        kept = {name: held for name, held in product.attributes.items() if name != rest}
        added = {} if value is None else {rest: value}
        records.set_column(tx, product.id, "attributes", {**kept, **added})
    elif kind == "weight":
        records.set_weight(tx, product.id, rest, value)
    elif kind == "text":
        records.set_text(tx, product.id, rest, value)
    else:
        owner, _, currency = rest.partition(".")
        records.set_price(tx, product.id, owner, currency, value)


def _products(tx: Transaction, product_ids: Sequence[str]) -> dict[str, Product]:
    wanted = list(dict.fromkeys(product_ids))
    return {product.id: product for product in read.products(tx, wanted)}


def _prices(product: Product) -> dict[tuple[str, str], int]:
    owners = [(product.id, product.prices), *((v.id, v.prices) for v in product.variants)]
    return {(owner, price.currency): price.amount for owner, some in owners for price in some}


def _text(value: Any) -> bool:
    return value is None or (isinstance(value, str) and 0 < len(value.strip()) <= 500)


def _amount(value: Any) -> bool:
    return value is None or (isinstance(value, int) and 0 <= value < 10**14)


def _grams(value: Any) -> bool:
    return value is None or (type(value) is int and 1 <= value <= LARGEST_WEIGHT)


def _words(value: Any) -> bool:
    if value is None:
        return True
    named = isinstance(value, dict) and set(value) == {"title", "description"}
    return named and all(isinstance(text, str) and len(text) <= _LONGEST for text in value.values())
