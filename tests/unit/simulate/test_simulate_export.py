"""The files of the sample shop are what a shop system would export."""

import csv
from datetime import UTC, datetime

import pytest

from shopweave.simulate import export, imagine, remember

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def rows(tmp_path_factory) -> dict[str, list[dict[str, str]]]:
    """Every file of a small shop, read back."""
    world = imagine(people=150)
    files = export(world, remember(world, NOW, days=90), tmp_path_factory.mktemp("halfhill"))
    found = {}
    for name in ("products", "customers", "stock", "orders"):
        with getattr(files, name).open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def test_orders_speak_of_known_products_variants_and_customers(rows) -> None:
    """No file points to something that another one does not have."""
    variants = {(row["Product ID"], row["Variant ID"]) for row in rows["products"]}
    customers = {row["Customer ID"] for row in rows["customers"]}
    assert {(row["Product ID"], row["Variant ID"]) for row in rows["orders"]} <= variants
    assert {row["Customer ID"] for row in rows["orders"]} <= customers | {""}
    assert {(row["Product ID"], row["Variant ID"]) for row in rows["stock"]} == variants


def test_only_what_can_be_bought_now_is_shown(rows) -> None:
    """In November mooncakes are hidden and gingerbread is not; what is hidden has no stock."""
    shown = {row["Title en"]: row["Status"] for row in rows["products"]}
    assert shown["Five-nut mooncakes, 4 pieces"] == "hidden"
    assert shown["Gingerbread people, 6 pieces"] == "active"
    hidden = {row["Product ID"] for row in rows["products"] if row["Status"] == "hidden"}
    assert {row["On hand"] for row in rows["stock"] if row["Product ID"] in hidden} == {"0"}


def test_a_return_is_a_document_with_negative_quantity(rows) -> None:
    """Returns refer to their order by number, and nothing else is negative."""
    numbers = {row["Order number"] for row in rows["orders"]}
    negative = {row["Order number"] for row in rows["orders"] if int(row["Quantity"]) < 0}
    assert negative
    assert negative == {number for number in numbers if "-R" in number}
    assert {number.split("-R")[0] for number in negative} <= numbers


def test_prices_are_money(rows) -> None:
    """Prices have two decimals and are above zero; costs lie below them."""
    for row in rows["products"]:
        assert 0 < float(row["Cost"]) < float(row["Price"])
        assert row["Price"] == f"{float(row['Price']):.2f}"
