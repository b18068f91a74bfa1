"""Drafts laid out as rows of the tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from shopweave.commerce.catalog import Price, ProductDraft
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders.types import Before, LineDraft, LineKind, OrderDraft

Values = dict[str, Any]
_GOODS = frozenset({LineKind.PRODUCT, LineKind.RETURN})
_WORTH = _GOODS | {LineKind.DISCOUNT}


@dataclass(frozen=True, slots=True)
class Placed:
    """An order on its way into the tables. `was`: what it was before, None for a new one."""

    id: str
    draft: OrderDraft
    hash: bytes
    live: bool
    was: Before | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What external names stand for: products and variants, places, and buyers by order."""

    products: dict[str, str]
    variants: dict[tuple[str, str], str]
    places: dict[str, str]
    customers: dict[str, str | None]


def line_rows(placed: Placed, names: Names) -> list[Values]:
    """Rows of `order_lines`."""
    return [_line(placed.id, line, names) for line in placed.draft.lines]


def _line(order_id: str, line: LineDraft, names: Names) -> Values:
    product = names.products.get(line.product) if line.product else None
    variant = names.variants.get((product, line.variant)) if product and line.variant else None
    returned = line.kind is LineKind.PRODUCT and line.quantity < 0
    return {
        "order_id": order_id,
        "line": line.line,
        "kind": LineKind.RETURN if returned else line.kind,
        "product_id": product,
        "variant_id": variant,
        "title": line.title,
        "quantity": line.quantity,
        "unit_price": line.unit_price,
        "total": round(line.quantity * line.unit_price),
    }


def cost_rows(placed: Placed) -> list[Values]:
    """Rows of `order_costs`."""
    return [
        {
            "order_id": placed.id,
            "number": number,
            "kind": cost.kind.value,
            "amount": cost.amount,
            "note": cost.note,
        }
        for number, cost in enumerate(placed.draft.costs)
    ]


def order_row(
    placed: Placed, lines: list[Values], names: Names, delivery: Delivery, revision: int
) -> Values:
    """The row of `orders`, with the sums of its lines."""
    draft = placed.draft
    summed = sums(lines)
    return {
        "id": placed.id,
        "source_id": delivery.source_id,
        "external_id": draft.external_id,
        "hash": placed.hash,
        "external_updated_at": draft.external_updated_at,
        "import_id": delivery.import_id,
        "historical": not placed.live,
        "created_at": delivery.now,
        "updated_at": delivery.now,
        "number": draft.number or draft.external_id,
        "channel": draft.channel,
        "status": draft.status.value,
        "status_original": draft.status_original,
        "placed_at": draft.placed_at,
        "currency": draft.currency,
        "customer_id": names.customers.get(placed.id),
        "place_id": names.places.get(draft.place or ""),
        "total": summed["lines_total"] if draft.total is None else draft.total,
        **summed,
        "attributes": draft.attributes or None,
        "revision": revision,
    }


def sums(lines: Sequence[Values]) -> Values:
    """What the lines come to: the columns of an order that follow from them."""
    return {
        "goods": sum(line["total"] for line in lines if line["kind"] in _WORTH),
        "lines_total": sum(line["total"] for line in lines),
        "units": sum(line["quantity"] for line in lines if line["kind"] in _GOODS),
    }


Naming = tuple[OrderDraft, LineDraft]


def named(drafts: Iterable[OrderDraft]) -> dict[str, Naming]:
    """Products by external id, each with the newest order and line that name it."""
    newest: dict[str, Naming] = {}
    for draft in sorted(drafts, key=lambda draft: draft.placed_at):
        for line in draft.lines:
            if line.product and line.kind in _GOODS:
                before = newest.get(line.product)
                if before is None or line.title or not before[1].title:
                    newest[line.product] = draft, line
    return newest


def implied(key: str, naming: Naming) -> ProductDraft:
    """A product as an order describes it."""
    draft, line = naming
    prices = (Price(line.unit_price, draft.currency),) if line.unit_price > 0 else ()
    title = line.title.strip() or key
    return ProductDraft(key, title, prices=prices, external_updated_at=draft.placed_at)
