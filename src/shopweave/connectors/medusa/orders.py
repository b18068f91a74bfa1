"""Orders of a Medusa shop."""

from collections.abc import Iterator
from typing import Any

from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineDraft, LineKind, OrderDraft, OrderStatus
from shopweave.connectors.contract import from_decimal, instant

FIELDS = ",".join(
    (
        "id,display_id,status,payment_status,fulfillment_status,created_at,updated_at,email",
        "currency_code,total,*items,*shipping_methods,customer.id,customer.has_account",
        "customer.phone,billing_address.phone,shipping_address.phone",
    )
)
_OF_ORDER = {
    "canceled": OrderStatus.CANCELLED,
    "draft": OrderStatus.DRAFT,
    "completed": OrderStatus.COMPLETED,
    "archived": OrderStatus.COMPLETED,
}
_OF_PARCELS = {
    "delivered": OrderStatus.DELIVERED,
    "partially_delivered": OrderStatus.SHIPPED,
    "shipped": OrderStatus.SHIPPED,
    "partially_shipped": OrderStatus.PROCESSING,
    "fulfilled": OrderStatus.PROCESSING,
    "partially_fulfilled": OrderStatus.PROCESSING,
}
_OF_PAYMENT = {"captured": OrderStatus.PAID, "partially_refunded": OrderStatus.PAID}


def draft(item: dict[str, Any]) -> OrderDraft:
    """An order as the order book takes it; prices with tax, as the customer paid them."""
    currency = item["currency_code"].upper()
    lines = [*_goods(item, currency), *_extras(item, currency)]
    return OrderDraft(
        external_id=item["id"],
        placed_at=instant(item["created_at"]),
        currency=currency,
        lines=tuple(LineDraft(line=n, **line) for n, line in enumerate(lines, start=1)),
        number=str(item["display_id"]),
        status=status(item),
        status_original="/".join(_stages(item)),
        customer=tuple(_marks(item)),
        external_updated_at=instant(item["updated_at"]),
    )


def status(item: dict[str, Any]) -> OrderStatus:
    """Order, parcels and payment each have a stage of their own; the farthest one counts."""
    order, payment, parcels = _stages(item)
    if order in _OF_ORDER:
        return _OF_ORDER[order]
    if payment == "refunded":
        return OrderStatus.REFUNDED
    return _OF_PARCELS.get(parcels) or _OF_PAYMENT.get(payment, OrderStatus.PENDING)


def _stages(item: dict[str, Any]) -> tuple[str, str, str]:
    return item["status"], item["payment_status"], item["fulfillment_status"]


def _goods(item: dict[str, Any], currency: str) -> Iterator[dict[str, Any]]:
    """Products before discounts, with tax. What was sent back is a line of its own."""
    for line in item["items"]:
        quantity, worth = line["quantity"], from_decimal(line["original_total"], currency)
        if not quantity:
            continue
        good = {
            "unit_price": round(worth / quantity),
            "product": line["product_id"],
            "variant": line["variant_id"],
            "title": line["title"],
        }
        yield good | {"quantity": quantity}
        if back := _back(line):
            yield good | {"quantity": -back, "kind": LineKind.RETURN}


def _extras(item: dict[str, Any], currency: str) -> Iterator[dict[str, Any]]:
    """What an order costs beside its goods, and what was taken off or given back."""

    def sum_of(rows: list[dict[str, Any]], name: str) -> int:
        return sum(from_decimal(row[name], currency) for row in rows)

    goods, parcels = item["items"], item["shipping_methods"]
    paid, listed = sum_of(goods, "total"), sum_of(goods, "original_total")
    if paid != listed:
        yield _extra(LineKind.DISCOUNT, paid - listed, "")
    shipping = sum_of(parcels, "total")
    if shipping:
        yield _extra(LineKind.SHIPPING, shipping, parcels[0]["name"])
    returned = [
        good for good in goods if (good.get("detail") or {}).get("return_received_quantity")
    ]
    rest = from_decimal(item["total"], currency) - paid - shipping
    if rest and not returned:
        kind, title = (LineKind.FEE, "") if rest > 0 else (LineKind.DISCOUNT, "Refund")
        yield _extra(kind, rest, title)


def _back(line: dict[str, Any]) -> float:
    """Units that came back."""
    return (line.get("detail") or {}).get("return_received_quantity") or 0


def _extra(kind: LineKind, amount: int, title: str) -> dict[str, Any]:
    return {"quantity": 1, "unit_price": amount, "kind": kind, "title": title}


def _marks(item: dict[str, Any]) -> Iterator[Identity]:
    buyer = item.get("customer") or {}
    addresses = [item.get("billing_address") or {}, item.get("shipping_address") or {}]
    phones = [one.get("phone") for one in (buyer, *addresses)]
    for kind, value in (
        (IdentityKind.CUSTOMER_ID, buyer.get("id") if buyer.get("has_account") else None),
        (IdentityKind.EMAIL, item.get("email")),
        (IdentityKind.PHONE, next(filter(None, phones), None)),
    ):
        if value:
            yield Identity(kind, value)
