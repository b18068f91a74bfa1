"""Write stock, prices and cancellations into a Shopify shop."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from shopweave.commerce.orders import OrderStatus
from shopweave.connectors.contract import (
    CannotDo,
    OrderChange,
    PriceChange,
    Refused,
    StockLevel,
)
from shopweave.connectors.contract.refusals import NotTaken, OtherCurrency
from shopweave.connectors.shopify import stock
from shopweave.connectors.shopify.admin import Admin
from shopweave.connectors.shopify.products import number
from shopweave.foundation import ids
from shopweave.foundation.money import Money

_AT_ONCE = 50
_LEVELS = (
    f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on ProductVariant {{ {stock.FIELDS} }} }} }}"
)
# From 2026-04 on: the number that is expected there, and a key against doing it twice.
_SET = """
mutation($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { message } }
}
"""
_PRICE = """
mutation($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $product, variants: $variants) { userErrors { message } }
}
"""
_CANCEL = """
mutation($order: ID!) {
  orderCancel(orderId: $order, reason: OTHER, restock: true, notifyCustomer: false,
              refundMethod: { originalPaymentMethodsRefund: false }) {
    userErrors: orderCancelUserErrors { message }
  }
}
"""
_STATE = "query($order: ID!) { order(id: $order) { cancelledAt } }"


def write_stock(admin: Admin, levels: Sequence[StockLevel]) -> list[Refused]:
    """Set what can be sold, if it is still what we have just read there."""
    refused: list[Refused] = []
    for start in range(0, len(levels), _AT_ONCE):
        chunk = levels[start : start + _AT_ONCE]
        names = [_gid("ProductVariant", level.variant or "0") for level in chunk]
        nodes = [node for node in admin.ask(_LEVELS, ids=names)["nodes"] if node]
        known = {number(node["id"]): node for node in nodes}
        for level in chunk:
            try:
                _set(admin, known.get(level.variant or ""), level)
            except NotTaken as problem:
                refused.append(Refused(level.variant or level.product, "stock", problem))
    return refused


def write_prices(admin: Admin, changes: Sequence[PriceChange], currency: str) -> list[Refused]:
    """Set prices, the variants of a product at once. currency: the shop's own."""
    refused: list[Refused] = []
    products: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for change in changes:
        if change.price.currency != currency:
            problem = OtherCurrency(currency=change.price.currency, own=currency)
            refused.append(Refused(change.variant or change.product, "price", problem))
        else:
            products[change.product].append(_priced(change))
    for product, variants in products.items():
        try:
            name = _gid("Product", product)
            admin.change(_PRICE, "productVariantsBulkUpdate", product=name, variants=variants)
        except NotTaken as taken:
            refused += [Refused(number(one["id"]), "price", taken) for one in variants]
    return refused


def write_orders(admin: Admin, changes: Sequence[OrderChange]) -> list[Refused]:
    """Cancel orders; one that is cancelled already is left as it is."""
    refused: list[Refused] = []
    for change in changes:
        try:
            _cancel(admin, change)
        except (NotTaken, CannotDo) as problem:
            refused.append(Refused(change.order, "status", problem))
    return refused


def _set(admin: Admin, node: Any, level: StockLevel) -> None:
    if node is None:
        raise NotTaken(reason=f"{level.variant or level.product} is not there")
    item = node["inventoryItem"]
    for there in item["inventoryLevels"]["nodes"]:
        if level.place in {None, there["location"]["name"]}:
            quantity = {
                "inventoryItemId": item["id"],
                "locationId": there["location"]["id"],
                "quantity": int(level.units),
                "changeFromQuantity": stock.free(there),
            }
            asked = {"name": "available", "reason": "correction", "quantities": [quantity]}
            admin.change(_SET, "inventorySetQuantities", input=asked, key=ids.new())
            return
    raise NotTaken(reason=f"it is not kept at {level.place or 'any place'}")


def _priced(change: PriceChange) -> dict[str, Any]:
    now, before = change.price, change.price.compare_at
    return {
        "id": _gid("ProductVariant", change.variant or "0"),
        "price": str(Money(now.amount, now.currency).decimal()),
        "compareAtPrice": str(Money(before, now.currency).decimal()) if before else None,
    }


def _cancel(admin: Admin, change: OrderChange) -> None:
    if change.status is not OrderStatus.CANCELLED:
        raise CannotDo(kind="shopify", what=change.status.value)
    order = _gid("Order", change.order)
    there = admin.ask(_STATE, order=order)["order"]
    if there is None:
        raise NotTaken(reason=f"order {change.order} is not there")
    if not there["cancelledAt"]:
        admin.change(_CANCEL, "orderCancel", order=order)


def _gid(kind: str, key: str) -> str:
    return f"gid://shopify/{kind}/{key}"
