"""Shopify's products and orders, in the form that its documents give them."""

from datetime import UTC, datetime

from shopweave.commerce.catalog import Price
from shopweave.commerce.orders import LineKind, OrderStatus
from shopweave.connectors.shopify import orders, products, stock

PRODUCT = {
    "id": "gid://shopify/Product/41",
    "updatedAt": "2026-03-01T08:00:00Z",
    "title": "Oolong",
    "descriptionHtml": "<p>Half fermented</p>",
    "vendor": "Lin",
    "productType": "Tea",
    "status": "ACTIVE",
    "onlineStoreUrl": "https://shop.example/products/oolong",
    "tags": ["tea", "spring"],
    "category": {"fullName": "Food > Beverages > Tea"},
    "media": {"nodes": [{"preview": {"image": {"url": "https://cdn.example/a.jpg"}}}]},
    "variants": {
        "nodes": [
            {
                "id": "gid://shopify/ProductVariant/42",
                "updatedAt": "2026-03-02T09:30:00Z",
                "sku": "OOLONG",
                "barcode": "4006381333931",
                "price": "12.40",
                "compareAtPrice": "14.00",
                "selectedOptions": [{"name": "Title", "value": "Default Title"}],
                "inventoryItem": {"unitCost": {"amount": "6.10", "currencyCode": "EUR"}},
            }
        ]
    },
}


def _money(text: str) -> dict[str, dict[str, str]]:
    return {"shopMoney": {"amount": text}}


LINE = {
    "title": "Oolong",
    "quantity": 3,
    "currentQuantity": 2,
    "originalUnitPriceSet": _money("10.00"),
    "taxLines": [{"priceSet": _money("5.70")}],
    "product": {"id": "gid://shopify/Product/41"},
    "variant": {"id": "gid://shopify/ProductVariant/42"},
}
ORDER = {
    "id": "gid://shopify/Order/900",
    "name": "#1001",
    "updatedAt": "2026-03-05T10:00:01Z",
    "processedAt": "2026-03-05T10:00:00Z",
    "cancelledAt": None,
    "displayFinancialStatus": "PARTIALLY_REFUNDED",
    "displayFulfillmentStatus": "UNFULFILLED",
    "currencyCode": "EUR",
    "taxesIncluded": False,
    "email": "mei@example.com",
    "phone": None,
    "sourceName": "web",
    "customer": {"id": "gid://shopify/Customer/7"},
    "billingAddress": {"phone": "+4936412345"},
    "totalPriceSet": _money("39.60"),
    "totalRefundedSet": _money("11.90"),
    "lineItems": {"nodes": [LINE]},
}


def test_a_product_keeps_its_number_price_and_cost() -> None:
    """Numbers are those of files and webhooks; the only variant has no option."""
    draft = products.draft(PRODUCT, "EUR")
    (variant,) = draft.variants
    assert (draft.external_id, variant.external_id) == ("41", "42")
    assert variant.prices == (Price(1240, "EUR", compare_at=1400),)
    assert (variant.cost, variant.options) == (610, {})
    assert draft.categories == ("Food > Beverages > Tea",)


def test_an_order_adds_up_to_what_was_kept() -> None:
    """Tax goes into the price, what came back is a return, the rest is shipping."""
    draft = orders.draft(ORDER)
    assert [(line.kind, line.quantity, line.unit_price) for line in draft.lines] == [
        (LineKind.PRODUCT, 3, 1190),
        (LineKind.RETURN, -1, 1190),
        (LineKind.SHIPPING, 1, 390),
    ]
    assert sum(round(line.quantity * line.unit_price) for line in draft.lines) == 3960 - 1190
    assert draft.status is OrderStatus.PAID


def test_a_cancelled_order_says_so() -> None:
    """Whatever its payment and parcels say."""
    assert orders.draft({**ORDER, "cancelledAt": "2026-03-06T08:00:00Z"}).status is (
        OrderStatus.CANCELLED
    )


def test_an_order_of_the_till_is_one() -> None:
    """Shopify POS is the till's channel."""
    assert orders.draft({**ORDER, "sourceName": "pos"}).channel == "pos"


def test_stock_names_its_places_where_there_are_several() -> None:
    """What is available at each place, if the shop tracks it at all."""
    level = {
        "location": {"id": "gid://shopify/Location/1", "name": "Store"},
        "quantities": [{"name": "available", "quantity": 5}],
    }
    item = {"id": "x/1", "tracked": True, "inventoryLevels": {"nodes": [level]}}
    variant = {"id": "x/42", "product": {"id": "x/41"}, "inventoryItem": item}
    at = datetime(2026, 3, 1, tzinfo=UTC)
    (one,) = stock.counts(variant, several=True, at=at)
    assert (one.product, one.variant, one.on_hand, one.place) == ("41", "42", 5.0, "Store")
    (alone,) = stock.counts(variant, several=False, at=at)
    assert alone.place is None
    untracked = {**variant, "inventoryItem": {**item, "tracked": False}}
    assert list(stock.counts(untracked, several=False, at=at)) == []


def test_a_weight_comes_with_its_unit_and_what_needs_no_parcel_is_marked() -> None:
    """Shopify keeps both beside the stock of a variant."""
    (variant,) = PRODUCT["variants"]["nodes"]
    kept = {
        "unitCost": None,
        "requiresShipping": False,
        "measurement": {"weight": {"value": 1.5, "unit": "POUNDS"}},
    }
    form = {**variant, "inventoryItem": kept}
    draft = products.draft({**PRODUCT, "variants": {"nodes": [form]}}, "EUR")
    assert draft.variants[0].weight == 680
    assert draft.attributes["shipped"] == "no"
