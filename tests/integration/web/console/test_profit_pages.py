"""The pages of money say what is left, and what they do not know."""

from datetime import UTC, datetime

from fastapi.testclient import TestClient
from sqlalchemy import text
from tests.integration.web.console.little_shop import TOKEN, Stocked

from shopweave.commerce import money


def _booked(stocked: Stocked) -> None:
    money.follow(stocked.shop.database, datetime.now(UTC))


def _post(owner: TestClient, page: str, address: str, **fields: str) -> str:
    """Send a form of a page; returns where it leads."""
    token = TOKEN.findall(owner.get(page).text)[0]
    answer = owner.post(address, data={"form_token": token, **fields})
    return answer.headers.get("location", "") or answer.text


def test_missing_costs_are_entered_and_taken_back(owner: TestClient, stocked: Stocked) -> None:
    """The figure that a missing cost hides stands on Today and Profit until it is entered."""
    _booked(stocked)
    assert "Cost missing for 4 products" in owner.get("/profit").text
    assert "nobody knows what" in owner.get("/").text
    fields = {"product": stocked.product, "cost": "4,50"}
    assert _post(owner, "/profit/costs", "/profit/costs", **fields) == "/profit/costs"
    _booked(stocked)
    assert "Cost missing for 3 products" in owner.get("/profit").text
    with stocked.shop.database.read() as tx:
        costs = money.costs.history(tx, stocked.product)
        kept = tx.all(text("SELECT id FROM cost_prices"))
    assert [(cost.amount, cost.since.year) for cost in costs] == [(450, 1970)]
    _post(owner, "/profit/costs", "/profit/costs/undo", cost=kept[0].id)
    _booked(stocked)
    assert "Cost missing for 4 products" in owner.get("/profit").text


def test_a_cost_that_is_no_number_is_told(owner: TestClient, stocked: Stocked) -> None:
    """One sentence says what to write."""
    told = _post(owner, "/profit/costs", "/profit/costs", product=stocked.product, cost="cheap")
    assert "is not an amount of money" in told


def test_a_fee_is_tried_before_it_holds(owner: TestClient, stocked: Stocked) -> None:
    """The preview says the difference and changes nothing; then it holds, and is undone."""
    fee = {"kind": "commission", "percent": "10", "channel": "web"}
    tried = _post(owner, "/settings/money", "/settings/money/fees", **fee, do="preview")
    assert "Nothing was changed yet" in tried
    assert "No fee yet" in owner.get("/settings/money").text
    assert _post(owner, "/settings/money", "/settings/money/fees", **fee) == "/settings/money"
    _booked(stocked)
    assert "Commission" in owner.get("/profit").text
    _post(owner, "/settings/money", "/settings/money/undo", name="money")
    assert "No fee yet" in owner.get("/settings/money").text


def test_a_rate_is_entered_and_taken_back(owner: TestClient) -> None:
    """It is listed with its day; undoing leaves none."""
    rate = {"base": "usd", "currency": "eur", "rate": "0,92", "day": "2026-11-20"}
    _post(owner, "/settings/money", "/settings/money/rates", **rate)
    assert "0.92" in owner.get("/settings/money").text
    undone = {"base": "USD", "currency": "EUR", "day": "2026-11-20"}
    _post(owner, "/settings/money", "/settings/money/rates/undo", **undone)
    assert "No rate yet" in owner.get("/settings/money").text


def test_wrong_rules_are_told(owner: TestClient) -> None:
    """A percentage of a thousand and a day that is none are refused in a sentence."""
    told = _post(owner, "/settings/money", "/settings/money/taxes", percent="1000")
    assert "cannot be set" in told
    fields = {"percent": "19", "since": "tomorrow"}
    assert "is not a day" in _post(owner, "/settings/money", "/settings/money/taxes", **fields)


def test_an_order_and_a_product_tell_their_money(owner: TestClient, stocked: Stocked) -> None:
    """What is left, what is not known, and every price of the product."""
    assert "What this order earned" in owner.get(f"/orders/{stocked.order}").text
    product = owner.get(f"/products/{stocked.product}").text
    assert "Prices" in product
    assert "Set the cost (EUR)" in product
