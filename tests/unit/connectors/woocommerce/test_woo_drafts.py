"""WooCommerce's products and orders, in the form that its documents give them."""

import pytest

from shopweave.commerce.catalog import Price, Status
from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineKind, OrderStatus
from shopweave.connectors.contract import WrongPrice, each
from shopweave.connectors.woocommerce import orders, products, stock
from shopweave.foundation.clock import SystemClock

PRODUCT = {
    "id": 41,
    "name": "龙井茶 &amp; Green tea",
    "type": "variable",
    "status": "publish",
    "catalog_visibility": "visible",
    "permalink": "https://shop.example/product/%e9%be%99%e4%ba%95",
    "description": "<p>Early harvest</p>",
    "sku": "TEA",
    "price": "9.90",
    "regular_price": "",
    "sale_price": "",
    "manage_stock": False,
    "stock_quantity": None,
    "categories": [{"id": 7, "name": "Green", "slug": "green"}],
    "images": [{"src": "https://shop.example/a.jpg"}],
    "attributes": [
        {"name": "Brand", "options": ["Lin"], "variation": False},
        {"name": "Weight", "options": ["100 g", "250 g"], "variation": True},
    ],
    "variations": [42],
    "date_created_gmt": "2026-03-01T08:00:00",
    "date_modified_gmt": "2026-03-01T08:00:00",
}
VARIATION = {
    "id": 42,
    "sku": "TEA-100",
    "price": "8.90",
    "regular_price": "9.90",
    "sale_price": "8.90",
    "manage_stock": True,
    "stock_quantity": 12,
    "attributes": [{"name": "Weight", "option": "100 g"}],
    "date_created_gmt": "2026-03-01T08:00:00",
    "date_modified_gmt": "2026-03-02T09:30:00",
}
ORDER = {
    "id": 900,
    "number": "A-900",
    "status": "processing",
    "currency": "EUR",
    "prices_include_tax": False,
    "customer_id": 0,
    "billing": {"email": "mei@example.com", "phone": "+49 3641 2345"},
    "date_created_gmt": "2026-03-05T10:00:00",
    "date_modified_gmt": "2026-03-05T10:00:01",
    "line_items": [
        {
            "name": "Green tea",
            "product_id": 41,
            "variation_id": 42,
            "quantity": 3,
            "subtotal": "24.95",
            "subtotal_tax": "4.74",
            "total": "22.45",
            "total_tax": "4.27",
            "price": 7.483333,
        }
    ],
    "shipping_lines": [{"method_title": "Parcel", "total": "4.12", "total_tax": "0.78"}],
    "fee_lines": [],
    "coupon_lines": [{"code": "spring"}],
    "refunds": [{"id": 901, "reason": "broken", "total": "-5.00"}],
}


def test_a_variable_product_has_its_variations() -> None:
    """Variations carry price, sale and options; the product its texts, brand and category path."""
    paths = products.paths_of(
        [{"id": 7, "name": "Green", "parent": 3}, {"id": 3, "name": "Tea", "parent": 0}]
    )
    draft = products.draft(PRODUCT, [VARIATION], paths, "EUR")
    assert draft.title == "龙井茶 & Green tea"
    assert draft.categories == ("Tea > Green",)
    assert (draft.brand, draft.prices) == ("Lin", ())
    (variant,) = draft.variants
    assert variant.prices == (Price(890, "EUR", compare_at=990),)
    assert variant.options == {"Weight": "100 g"}
    assert draft.external_updated_at.isoformat() == "2026-03-02T09:30:00+00:00"


def test_a_product_without_a_price_comes_in() -> None:
    """An empty text says that there is no price, not that it is free."""
    draft = products.draft({**PRODUCT, "type": "simple", "price": ""}, [], {}, "EUR")
    assert draft.prices == ()
    assert draft.status is Status.ACTIVE


def test_a_price_for_people_is_refused() -> None:
    """A price of "9,90 €" keeps its product out, and the others come in."""
    wrong = {**PRODUCT, "id": 43, "price": "9,90 €"}
    good, bad = each([PRODUCT, wrong], lambda item: products.draft(item, [], {}, "EUR"))
    assert [draft.external_id for draft in good] == ["41"]
    assert [(one.external_id, type(one.problem)) for one in bad] == [("43", WrongPrice)]


def test_only_kept_stock_is_counted() -> None:
    """A variation that keeps its stock is counted, a product that does not keeps silent."""
    (count,) = stock.counts(PRODUCT, [VARIATION], SystemClock().now())
    assert (count.product, count.variant, count.on_hand) == ("41", "42", 12.0)
    assert list(stock.counts(PRODUCT, [], SystemClock().now())) == []


def test_an_order_adds_up_to_what_was_paid() -> None:
    """Goods with tax, coupon, shipping and a part given back make the total that was kept."""
    draft = orders.draft(ORDER)
    assert [(line.kind, line.quantity, line.unit_price) for line in draft.lines] == [
        (LineKind.PRODUCT, 3, 990),
        (LineKind.DISCOUNT, 1, -297),
        (LineKind.SHIPPING, 1, 490),
        (LineKind.DISCOUNT, 1, -500),
    ]
    assert draft.status is OrderStatus.PROCESSING
    assert (draft.lines[0].product, draft.lines[0].variant) == ("41", "42")


def test_a_guest_is_known_by_his_invoice() -> None:
    """The number 0 is nobody; e-mail and phone of the invoice are the buyer's."""
    marks = orders.draft(ORDER).customer
    assert marks == (
        Identity(IdentityKind.EMAIL, "mei@example.com"),
        Identity(IdentityKind.PHONE, "+49 3641 2345"),
    )


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("on-hold", OrderStatus.PENDING),
        ("completed", OrderStatus.COMPLETED),
        ("failed", OrderStatus.CANCELLED),
        ("trash", OrderStatus.CANCELLED),
        ("refunded", OrderStatus.REFUNDED),
        ("checkout-draft", OrderStatus.DRAFT),
    ],
)
def test_the_shops_words_have_a_meaning(word: str, status: OrderStatus) -> None:
    """Each stage of WooCommerce is one of ours."""
    assert orders.draft({**ORDER, "status": word}).status is status


def test_weights_are_read_in_the_unit_of_the_shop() -> None:
    """The unit is a setting of the shop; without it a number tells nothing."""
    item, form = {**PRODUCT, "weight": "0.3"}, {**VARIATION, "weight": "0.12"}
    draft = products.draft(item, [form], {}, "EUR", "kg")
    assert (draft.weight, draft.variants[0].weight) == (300, 120)
    unknown = products.draft(item, [{**form, "weight": ""}], {}, "EUR", "")
    assert (unknown.weight, unknown.variants[0].weight) == (None, None)


def test_a_virtual_product_is_not_shipped() -> None:
    """Nobody shall miss the weight of a download."""
    assert products.draft({**PRODUCT, "virtual": True}, [], {}, "EUR").attributes["shipped"] == "no"
