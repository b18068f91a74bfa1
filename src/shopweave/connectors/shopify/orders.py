"""Orders of a Shopify shop."""

from collections.abc import Iterator, Mapping
from typing import Any

from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineDraft, LineKind, OrderDraft, OrderStatus
from shopweave.connectors.contract import from_decimal, instant
from shopweave.connectors.shopify.products import number

FIELDS = """
id name updatedAt processedAt cancelledAt displayFinancialStatus displayFulfillmentStatus
currencyCode taxesIncluded email phone sourceName
customer { id }
billingAddress { phone }
totalPriceSet { shopMoney { amount } }
totalRefundedSet { shopMoney { amount } }
lineItems(first: 100) {
  nodes {
    title quantity currentQuantity
    originalUnitPriceSet { shopMoney { amount } }
    taxLines { priceSet { shopMoney { amount } } }
    product { id } variant { id }
  }
}
"""
_PARCELS = {
    "FULFILLED": OrderStatus.SHIPPED,
    "IN_PROGRESS": OrderStatus.PROCESSING,
    "PARTIALLY_FULFILLED": OrderStatus.PROCESSING,
}
_MONEY = {
    "PAID": OrderStatus.PAID,
    "PARTIALLY_REFUNDED": OrderStatus.PAID,
    "AUTHORIZED": OrderStatus.PENDING,
}
_TILL = "pos"

Item = Mapping[str, Any]


def draft(item: Item) -> OrderDraft:
    """An order as the order book takes it, in the shop's own currency, with tax."""
    currency = item["currencyCode"]
    lines = [*_goods(item, currency), *_extras(item, currency)]
    return OrderDraft(
        external_id=number(item["id"]),
        placed_at=instant(item["processedAt"]),
        currency=currency,
        lines=tuple(LineDraft(line=n, **line) for n, line in enumerate(lines, start=1)),
        number=item["name"],
        channel=_TILL if item.get("sourceName") == _TILL else "web",
        status=_status(item),
        status_original="/".join(
            filter(None, (item["displayFinancialStatus"], item["displayFulfillmentStatus"]))
        ),
        customer=tuple(_marks(item)),
        external_updated_at=instant(item["updatedAt"]),
    )


def _status(item: Item) -> OrderStatus:
    if item["cancelledAt"]:
        return OrderStatus.CANCELLED
    if item["displayFinancialStatus"] == "REFUNDED":
        return OrderStatus.REFUNDED
    parcels = _PARCELS.get(item["displayFulfillmentStatus"])
    return parcels or _MONEY.get(item["displayFinancialStatus"], OrderStatus.PENDING)


def _goods(item: Item, currency: str) -> Iterator[dict[str, Any]]:
    """Products as ordered, and what was taken out or sent back as lines of their own."""
    for line in item["lineItems"]["nodes"]:
        if not line["quantity"]:
            continue
        tax = 0 if item["taxesIncluded"] else sum(_tax(line, currency))
        unit = _amount(line["originalUnitPriceSet"], currency) + round(tax / line["quantity"])
        good = {
            "unit_price": unit,
            "product": number(line["product"]["id"]) if line.get("product") else None,
            "variant": number(line["variant"]["id"]) if line.get("variant") else None,
            "title": line["title"],
        }
        yield good | {"quantity": line["quantity"]}
        back = line["quantity"] - line.get("currentQuantity", line["quantity"])
        if back and not item["cancelledAt"]:
            yield good | {"quantity": -back, "kind": LineKind.RETURN}


def _extras(item: Item, currency: str) -> Iterator[dict[str, Any]]:
    """Shipping, discounts, duties and tips as one line: the total less the goods."""
    goods = sum(round(one["quantity"] * one["unit_price"]) for one in _goods(item, currency))
    total = _amount(item["totalPriceSet"], currency)
    refunded = _amount(item.get("totalRefundedSet"), currency)
    whole = item["displayFinancialStatus"] == "REFUNDED" or item["cancelledAt"]
    rest = total - (0 if whole else refunded) - goods
    if whole and not item["cancelledAt"]:
        rest = 0
    if rest:
        kind = LineKind.SHIPPING if rest > 0 else LineKind.DISCOUNT
        yield {"quantity": 1, "unit_price": rest, "kind": kind, "title": ""}


def _amount(money: Item | None, currency: str) -> int:
    return from_decimal(money["shopMoney"]["amount"], currency) if money else 0


def _tax(line: Item, currency: str) -> Iterator[int]:
    for tax in line.get("taxLines") or []:
        yield _amount(tax["priceSet"], currency)


def _marks(item: Item) -> Iterator[Identity]:
    buyer = item.get("customer") or {}
    phone = item.get("phone") or (item.get("billingAddress") or {}).get("phone")
    for kind, value in (
        (IdentityKind.CUSTOMER_ID, number(buyer["id"]) if buyer else None),
        (IdentityKind.EMAIL, item.get("email")),
        (IdentityKind.PHONE, phone),
    ):
        if value:
            yield Identity(kind, value)
