"""Orders of a Vendure shop, from the moment they are placed."""

from collections.abc import Iterator
from typing import Any

from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineDraft, LineKind, OrderDraft, OrderStatus
from shopweave.connectors.contract import from_minor, instant

NEWEST = "{ orders(options: {take: 1, sort: {updatedAt: DESC}}) { items { updatedAt } } }"
QUERY = """
query($options: OrderListOptions!) {
  orders(options: $options) {
    totalItems
    items {
      id code state updatedAt orderPlacedAt currencyCode totalWithTax shippingWithTax
      customer { id emailAddress phoneNumber }
      shippingAddress { phoneNumber }
      lines {
        quantity orderPlacedQuantity unitPriceWithTax linePriceWithTax proratedLinePriceWithTax
        productVariant { id name product { id } }
      }
      surcharges { description priceWithTax }
      discounts { description }
      payments { state amount refunds { state total } }
    }
  }
}
"""
# An order that a marketplace splits among its sellers comes once, as a whole.
PLACED = {"orderPlacedAt": {"isNull": False}, "type": {"notEq": "Seller"}}
_STAGES = {
    "Draft": OrderStatus.DRAFT,
    "PaymentAuthorized": OrderStatus.PENDING,
    "ArrangingAdditionalPayment": OrderStatus.PENDING,
    "PaymentSettled": OrderStatus.PAID,
    "PartiallyShipped": OrderStatus.PROCESSING,
    "Shipped": OrderStatus.SHIPPED,
    "PartiallyDelivered": OrderStatus.SHIPPED,
    "Delivered": OrderStatus.DELIVERED,
    "Cancelled": OrderStatus.CANCELLED,
}


def draft(item: dict[str, Any]) -> OrderDraft:
    """An order as the order book takes it; prices with tax, as the customer paid them."""
    returned = _returned(item)
    lines = [*_goods(item), *_extras(item, returned)]
    return OrderDraft(
        external_id=item["id"],
        placed_at=instant(item["orderPlacedAt"]),
        currency=item["currencyCode"],
        lines=tuple(_numbered(lines)),
        number=item["code"],
        status=_status(item, returned),
        status_original=item["state"],
        customer=tuple(_marks(item)),
        external_updated_at=instant(item["updatedAt"]),
    )


def _status(item: dict[str, Any], returned: int) -> OrderStatus:
    if returned and returned >= _settled(item):
        return OrderStatus.REFUNDED
    return _STAGES.get(item["state"], OrderStatus.PROCESSING)


def _goods(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Lines of products; a cancelled order has no quantities left but those once placed."""
    counted = "orderPlacedQuantity" if item["state"] == "Cancelled" else "quantity"
    for line in item["lines"]:
        if line[counted]:
            variant = line["productVariant"]
            yield {
                "quantity": line[counted],
                "unit_price": from_minor(line["unitPriceWithTax"]),
                "product": variant["product"]["id"],
                "variant": variant["id"],
                "title": variant["name"],
            }


def _extras(item: dict[str, Any], returned: int) -> Iterator[dict[str, Any]]:
    """What an order costs beside its goods, and what was taken off or given back."""
    off = sum(line["proratedLinePriceWithTax"] - line["linePriceWithTax"] for line in item["lines"])
    if off:
        reasons = dict.fromkeys(discount["description"] for discount in item["discounts"])
        yield _extra(LineKind.DISCOUNT, off, ", ".join(reasons))
    for surcharge in item["surcharges"]:
        amount = surcharge["priceWithTax"]
        kind = LineKind.FEE if amount >= 0 else LineKind.DISCOUNT
        yield _extra(kind, amount, surcharge["description"])
    if item["shippingWithTax"]:
        yield _extra(LineKind.SHIPPING, item["shippingWithTax"], "")
    beyond = returned - max(_settled(item) - item["totalWithTax"], 0)
    if returned < _settled(item) and beyond > 0:
        yield _extra(LineKind.DISCOUNT, -beyond, "Refund")


def _extra(kind: LineKind, amount: int, title: str) -> dict[str, Any]:
    return {"quantity": 1, "unit_price": from_minor(amount), "kind": kind, "title": title}


def _numbered(lines: list[dict[str, Any]]) -> Iterator[LineDraft]:
    for number, line in enumerate(lines, start=1):
        yield LineDraft(line=number, **line)


def _settled(item: dict[str, Any]) -> int:
    return sum(one["amount"] for one in item["payments"] or [] if one["state"] == "Settled")


def _returned(item: dict[str, Any]) -> int:
    payments = item["payments"] or []
    refunds = [refund for payment in payments for refund in payment["refunds"]]
    return sum(refund["total"] for refund in refunds if refund["state"] == "Settled")


def _marks(item: dict[str, Any]) -> Iterator[Identity]:
    buyer = item["customer"] or {}
    phone = buyer.get("phoneNumber") or (item["shippingAddress"] or {}).get("phoneNumber")
    for kind, value in (
        (IdentityKind.CUSTOMER_ID, buyer.get("id")),
        (IdentityKind.EMAIL, buyer.get("emailAddress")),
        (IdentityKind.PHONE, phone),
    ):
        if value:
            yield Identity(kind, value)
