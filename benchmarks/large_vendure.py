"""A Vendure shop of any size: its sample, multiplied directly in its database."""

import json
import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

FIRST, LINES, BUYERS = 1000, 2, 5
_NOW = datetime.now(UTC)
_ADDRESS = json.dumps({"fullName": "Mei Lin", "city": "Jena", "countryCode": "DE"})


def multiply(sample: Path, path: Path, products: int, orders: int) -> Path:
    """A copy of a filled shop with so many products and orders more, of two lines each.

    A buyer orders five times. Prices are with tax.
    """
    shutil.copy(sample, path)
    with closing(sqlite3.connect(path)) as base, base:
        _offer(base, products)
        _sell(base, products, orders)
        for table in ("product", "product_variant", "customer", "order"):
            base.execute(f'UPDATE "{table}" SET updatedAt = datetime("now", "-1 day") || ".000"')
    return path


def _offer(base: sqlite3.Connection, count: int) -> None:
    keys = range(FIRST, FIRST + count)
    _add(base, "product", "enabled, id", ((1, n) for n in keys))
    words = ((n, n, "en", f"Tea number {n}", f"tea-{n}", "Leaves.") for n in keys)
    _add(base, "product_translation", "id, baseId, languageCode, name, slug, description", words)
    _add(base, "product_channels_channel", "productId, channelId", ((n, 1) for n in keys))
    forms = ((n, n, 1, f"TEA-{n}", "TRUE", 1) for n in keys)
    _add(
        base, "product_variant", "id, productId, enabled, sku, trackInventory, taxCategoryId", forms
    )
    named = ((n, n, "en", f"Tea number {n}") for n in keys)
    _add(base, "product_variant_translation", "id, baseId, languageCode, name", named)
    _add(
        base,
        "product_variant_channels_channel",
        "productVariantId, channelId",
        ((n, 1) for n in keys),
    )
    prices = ((n, n, "EUR", 1, 500 + n % 2000) for n in keys)
    _add(base, "product_variant_price", "id, variantId, currencyCode, channelId, price", prices)
    levels = ((n, n, 1, 40, 0) for n in keys)
    columns = "id, productVariantId, stockLocationId, stockOnHand, stockAllocated"
    _add(base, "stock_level", columns, levels)


def _sell(base: sqlite3.Connection, products: int, count: int) -> None:
    buyers = range(FIRST, FIRST + max(count // BUYERS, 1))
    people = ((n, "Mei", "Lin", f"buyer{n}@example.com") for n in buyers)
    _add(base, "customer", "id, firstName, lastName, emailAddress", people)
    _add(base, "customer_channels_channel", "customerId, channelId", ((n, 1) for n in buyers))
    heads, lines, payments = [], [], []
    for n in range(count):
        key, chosen = FIRST + n, [FIRST + (n * 7 + k * 13) % products for k in range(LINES)]
        prices = [500 + product % 2000 for product in chosen]
        heads.append(_head(key, buyers[n % len(buyers)], sum(prices), count - n))
        for k, (product, price) in enumerate(zip(chosen, prices, strict=True)):
            lines.append((key * LINES + k, key, product, 1, 1, 1, "[]", "[]", price, price, 1))
        payments.append((key, key, "card", "Settled", sum(prices), "{}"))
    columns = "id, code, state, active, orderPlacedAt, couponCodes, shippingAddress"
    columns += ", billingAddress, currencyCode, customerId, subTotal, subTotalWithTax"
    _add(base, "order", columns, heads)
    _add(base, "order_channels_channel", "orderId, channelId", ((head[0], 1) for head in heads))
    columns = "id, orderId, productVariantId, quantity, orderPlacedQuantity, listPriceIncludesTax"
    columns += ", adjustments, taxLines, initialListPrice, listPrice, taxCategoryId"
    _add(base, "order_line", columns, lines)
    _add(base, "payment", "id, orderId, method, state, amount, metadata", payments)


def _head(key: int, buyer: int, total: int, age: int) -> tuple[Any, ...]:
    placed = (_NOW - timedelta(minutes=5 * age)).strftime("%Y-%m-%d %H:%M:%S.000")
    state = (key, f"CODE{key}", "PaymentSettled", 0, placed, "", _ADDRESS, "{}", "EUR")
    return (*state, buyer, total, total)


def _add(base: sqlite3.Connection, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    marks = ", ".join("?" for _ in columns.split(","))
    base.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)
