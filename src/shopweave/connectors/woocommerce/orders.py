"""Orders of a WooCommerce shop."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineDraft, LineKind, OrderDraft, OrderStatus
from shopweave.connectors.contract import from_decimal, instant
from shopweave.connectors.files.contents.statuses import status_of

Item = Mapping[str, Any]


def draft(item: Item) -> OrderDraft:
    """An order as the order book takes it; prices with tax, as the customer paid them."""
    currency = item["currency"]
    lines = [*_goods(item, currency), *_extras(item, currency)]
    return OrderDraft(
        external_id=str(item["id"]),
        placed_at=instant(item["date_created_gmt"]),
        currency=currency,
        lines=tuple(LineDraft(line=n, **line) for n, line in enumerate(lines, start=1)),
        number=str(item["number"]),
        status=_status(item["status"]),
        status_original=item["status"],
        customer=tuple(_marks(item)),
        external_updated_at=instant(item["date_modified_gmt"] or item["date_created_gmt"]),
    )


def _status(word: str) -> OrderStatus:
    return OrderStatus.CANCELLED if word == "trash" else status_of(word)


def _goods(item: Item, currency: str) -> Iterator[dict[str, Any]]:
    """Products before discounts: a line's `price` is a rounded float, so its sums are used."""
    for line in item["line_items"]:
        if line["quantity"]:
            worth = _sum([line], ("subtotal", "subtotal_tax"), currency)
            yield {
                "quantity": line["quantity"],
                "unit_price": round(worth / line["quantity"]),
                "product": str(line["product_id"]) if line["product_id"] else None,
                "variant": str(line["variation_id"]) if line.get("variation_id") else None,
                "title": html.unescape(line["name"]),
            }


def _extras(item: Item, currency: str) -> Iterator[dict[str, Any]]:
    """What an order costs beside its goods, and what was taken off or given back."""
    goods = item["line_items"]
    paid, listed = ("total", "total_tax"), ("subtotal", "subtotal_tax")
    off = _sum(goods, paid, currency) - _sum(goods, listed, currency)
    if off:
        codes = ", ".join(one["code"] for one in item.get("coupon_lines") or [])
        yield _extra(LineKind.DISCOUNT, off, codes)
    for fee in item.get("fee_lines") or []:
        amount = _sum([fee], paid, currency)
        kind = LineKind.FEE if amount >= 0 else LineKind.DISCOUNT
        yield _extra(kind, amount, html.unescape(fee.get("name") or ""))
    shipping = _sum(item.get("shipping_lines") or [], paid, currency)
    if shipping:
        yield _extra(LineKind.SHIPPING, shipping, item["shipping_lines"][0]["method_title"])
    given_back = item.get("refunds") or []
    if given_back and item["status"] != "refunded":
        amount = -abs(_sum(given_back, ("total",), currency))
        yield _extra(LineKind.DISCOUNT, amount, given_back[0].get("reason") or "Refund")


def _sum(rows: Sequence[Item], names: Sequence[str], currency: str) -> int:
    return sum(from_decimal(row.get(name) or 0, currency) for row in rows for name in names)


def _extra(kind: LineKind, amount: int, title: str) -> dict[str, Any]:
    return {"quantity": 1, "unit_price": amount, "kind": kind, "title": title}


def _marks(item: Item) -> Iterator[Identity]:
    """Marks of the buyer; a guest's number is 0."""
    billing = item.get("billing") or {}
    for kind, value in (
        (IdentityKind.CUSTOMER_ID, item.get("customer_id")),
        (IdentityKind.EMAIL, billing.get("email")),
        (IdentityKind.PHONE, billing.get("phone")),
    ):
        if value:
            yield Identity(kind, str(value))
