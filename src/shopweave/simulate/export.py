"""Write the past to files as a merchant's shop system would export them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shopweave.simulate.past import CHANNELS, History, count_shelves
from shopweave.simulate.past.history import PLACES, SHOP_ZONE
from shopweave.simulate.payloads import customer_id
from shopweave.simulate.pictures import as_data_uri
from shopweave.simulate.retell import order_number
from shopweave.simulate.seasons import offered
from shopweave.simulate.types import Product, Variant, World

PRODUCTS = (
    "Product ID",
    "Title",
    "Title zh",
    "Title en",
    "Description",
    "Description zh",
    "Description en",
    "Category",
    "Brand",
    "Variant ID",
    "SKU",
    "Barcode",
    "Size",
    "Colour",
    "Price",
    "Compare at price",
    "Cost",
    "Currency",
    "Image link",
    "Link",
    "Status",
)
CUSTOMERS = ("Customer ID", "Name", "Email", "Phone", "Language")
STOCK = ("Product ID", "Variant ID", "Location", "On hand")
ORDERS = (
    "Order number",
    "Order date",
    "Status",
    "Channel",
    "Location",
    "Customer ID",
    "Product ID",
    "Variant ID",
    "Product name",
    "Quantity",
    "Unit price",
    "Currency",
)


@dataclass(frozen=True, slots=True)
class Export:
    """Where the files lie; import them in this order."""

    products: Path
    customers: Path
    stock: Path
    orders: Path


def export(world: World, history: History, folder: Path) -> Export:
    """Write products, customers, stock and orders as CSV into `folder`."""
    files = Export(
        *(folder / f"{name}.csv" for name in ("products", "customers", "stock", "orders"))
    )
    folder.mkdir(parents=True, exist_ok=True)
    _write(files.products, PRODUCTS, _products(world, history.now))
    _write(files.customers, CUSTOMERS, _customers(world))
    _write(files.stock, STOCK, _stock(world, history))
    _write(files.orders, ORDERS, _orders(world, history))
    return files


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _products(world: World, now: datetime) -> Iterable[Sequence[object]]:
    for product in world.products:
        shown = "active" if offered(product.season, now.astimezone(SHOP_ZONE).date()) else "hidden"
        for variant in product.variants:
            yield _product(world, product, variant, shown)


def _product(world: World, product: Product, variant: Variant, shown: str) -> Sequence[object]:
    return (
        product.code,
        product.title.zh,
        product.title.zh,
        product.title.en,
        product.text.zh,
        product.text.zh,
        product.text.en,
        product.category.in_both(),
        product.brand.in_both(),
        variant.code,
        variant.code,
        variant.gtin,
        *_size_and_colour(variant),
        _yuan(variant.price),
        "" if variant.compare_at is None else _yuan(variant.compare_at),
        _yuan(variant.cost),
        world.merchant.currency,
        as_data_uri(product.picture),
        f"{world.merchant.site}/products/{product.handle}",
        shown,
    )


def _size_and_colour(variant: Variant) -> tuple[str, str]:
    colour = variant.options.get("colour", "")
    size = "" if colour else " ".join(variant.options.values())
    return size, colour


def _customers(world: World) -> Iterable[Sequence[object]]:
    for person in world.people:
        yield customer_id(person), person.name, person.email, person.phone, person.language


def _stock(world: World, history: History) -> Iterable[Sequence[object]]:
    for level in count_shelves(world, history):
        product = world.products[level.product]
        variant = product.variants[level.variant]
        yield product.code, variant.code, world.labels[level.place], level.on_hand


def _orders(world: World, history: History) -> Iterable[Sequence[object]]:
    heads = [_head(world, history, order) for order in range(len(history.at))]
    currency = world.merchant.currency
    lines = zip(
        history.order.tolist(),
        history.product.tolist(),
        history.variant.tolist(),
        history.quantity.tolist(),
        history.price.tolist(),
        strict=True,
    )
    for order, product, variant, quantity, price in lines:
        what = world.products[product]
        form = what.variants[variant]
        yield *heads[order], what.code, form.code, what.title.zh, quantity, _yuan(price), currency


def _head(world: World, history: History, order: int) -> Sequence[object]:
    person = int(history.person[order])
    returned = int(history.returns[order])
    at = datetime.fromtimestamp(int(history.at[order]), SHOP_ZONE)
    return (
        order_number(order) if returned < 0 else f"{order_number(returned)}-R{order}",
        at.isoformat(sep=" ", timespec="seconds"),
        history.status[order],
        CHANNELS[history.channel[order]],
        world.labels[PLACES[history.place[order]]],
        customer_id(world.people[person]) if person >= 0 else "",
    )


def _yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"
