"""Write stock, prices and stages of orders into a WooCommerce shop."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from shopweave.commerce.catalog import Price
from shopweave.commerce.orders import OrderStatus
from shopweave.connectors.contract import (
    CannotDo,
    OrderChange,
    PriceChange,
    Refused,
    StockLevel,
)
from shopweave.connectors.contract.refusals import NotTaken, OtherCurrency
from shopweave.connectors.woocommerce.api import Api, words
from shopweave.foundation.money import Money

_AT_ONCE = 100
# WooCommerce knows no stage between paid and done.
_WORDS = {
    OrderStatus.PROCESSING: "processing",
    OrderStatus.SHIPPED: "completed",
    OrderStatus.DELIVERED: "completed",
    OrderStatus.COMPLETED: "completed",
    OrderStatus.CANCELLED: "cancelled",
}
Change = TypeVar("Change", StockLevel, PriceChange)


def write_stock(api: Api, levels: Sequence[StockLevel]) -> list[Refused]:
    """Set the numbers in stock, many at once."""
    return _update(api, levels, _level)


def write_prices(api: Api, changes: Sequence[PriceChange], currency: str) -> list[Refused]:
    """Set prices, many at once. currency: the shop's only one."""
    own = [change for change in changes if change.price.currency == currency]
    others = [change for change in changes if change.price.currency != currency]
    refused = [
        Refused(
            one.variant or one.product,
            "price",
            OtherCurrency(currency=one.price.currency, own=currency),
        )
        for one in others
    ]
    return refused + _update(api, own, lambda change: _priced(change.price))


def write_orders(api: Api, changes: Sequence[OrderChange]) -> list[Refused]:
    """Move orders on; the parcel's number becomes a note to the customer."""
    refused: list[Refused] = []
    for change in changes:
        try:
            _carry_on(api, change)
        except (NotTaken, CannotDo) as problem:
            refused.append(Refused(change.order, "status", problem))
    return refused


def _level(level: StockLevel) -> dict[str, Any]:
    return {"manage_stock": True, "stock_quantity": int(level.units)}


def _priced(price: Price) -> dict[str, str]:
    """The price to pay; with another one crossed out it is a sale."""
    now = str(Money(price.amount, price.currency).decimal())
    if price.compare_at is None:
        return {"regular_price": now, "sale_price": ""}
    return {
        "regular_price": str(Money(price.compare_at, price.currency).decimal()),
        "sale_price": now,
    }


def _update(
    api: Api, changes: Sequence[Change], body: Callable[[Change], dict[str, Any]]
) -> list[Refused]:
    """Products in one list, the variations of each product in another."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        path = f"products/{change.product}/variations" if change.variant else "products"
        key = change.variant or change.product
        groups[path].append({"id": int(key), **body(change)})
    return [
        Refused(key, "product", NotTaken(reason=reason))
        for path, rows in groups.items()
        for start in range(0, len(rows), _AT_ONCE)
        for key, reason in _send(api, path, rows[start : start + _AT_ONCE])
    ]


def _send(api: Api, path: str, rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Update; yields the id and the shop's words of each that it did not take."""
    try:
        done = api.write("POST", f"{path}/batch", {"update": list(rows)})
    except NotTaken as problem:
        yield from ((str(row["id"]), problem.fields["reason"]) for row in rows)
        return
    for row, answer in zip(rows, done.get("update") or [], strict=False):
        if "error" in answer:
            yield str(row["id"]), words(answer["error"])


def _carry_on(api: Api, change: OrderChange) -> None:
    word = _WORDS.get(change.status)
    if word is None:
        raise CannotDo(kind="woocommerce", what=change.status.value)
    path = f"orders/{change.order}"
    was = api.get(path)["status"]
    if was == word:
        return
    api.write("PUT", path, {"status": word})
    if change.tracking:
        note = " ".join(filter(None, (change.carrier, change.tracking)))
        api.write("POST", f"{path}/notes", {"note": note, "customer_note": True}, again=False)
