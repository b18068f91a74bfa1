"""Points pay at the till: less on the receipt and less of them, in one deed."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.integration.commerce.till.conftest import key
from tests.integration.commerce.till.test_returns_everywhere import hear
from tests.integration.commerce.till.test_till_sales import problem, sale

from shopweave.app import Shopweave
from shopweave.commerce import points
from shopweave.commerce.points import PointsPreferences
from shopweave.foundation import preferences
from shopweave.trust.permissions import Permission

MEMBER = {"kind": "phone", "value": "+8613800138000"}
TWO_TEAS = [{"code": "TEA", "quantity": 2}]


@pytest.fixture
def member(shop: Shopweave, web: TestClient, till: TestClient) -> str:
    """Our id of a member with 500 points, of which one pays a cent."""
    person = {"id": "7", "name": "Li Na", "phone": MEMBER["value"]}
    assert web.post("/v1/customers", json=[person]).is_success
    worth(shop, 1)
    first = till.post("/v1/till/sales", json=sale(99, member=MEMBER)).json()["order"]
    customer = str(web.get(f"/v1/orders/{first}").json()["customer_id"])
    with shop.database.write() as tx:
        points.adjust(tx, customer, 500, "gift", "test", shop.clock.now())
    return customer


def worth(shop: Shopweave, minor: int) -> None:
    """Set what a point pays."""
    with shop.database.write() as tx:
        preferences.change(tx, "test", PointsPreferences(worth=minor), shop.clock.now())


def redeeming(number: int, count: int, **changes: Any) -> dict[str, Any]:
    """A receipt of two teas, 19.80, partly paid with points."""
    left = f"{(1980 - count) / 100:.2f}"
    form = {"lines": TWO_TEAS, "member": MEMBER, "points": {"count": count}}
    return sale(number, **form, payments=[{"kind": "card", "amount": left}]) | changes


def balance(shop: Shopweave, customer: str) -> int:
    """Points of a member after everybody heard what happened."""
    hear(shop)
    with shop.database.read() as tx:
        return points.balance(tx, customer, shop.clock.now()).points


def back(number: int, units: int, amount: str, original: str) -> dict[str, Any]:
    """A receipt that takes teas of another one back."""
    price = f"{float(amount) / units:.2f}"
    lines = [{"code": "TEA", "quantity": -units, "price": price}]
    paid = [{"kind": "cash", "amount": f"-{amount}"}]
    return sale(number, lines=lines, payments=paid, original=original)


def test_points_lower_the_receipt_and_the_balance(
    shop: Shopweave, till: TestClient, member: str
) -> None:
    """A discount line without the clerk's limit, told once however often it is sent."""
    found = till.post("/v1/till/member", json={"value": MEMBER["value"]}).json()
    told = {"one": "0.01", "all": "5.00", "currency": "EUR"}
    assert (found["points"], found["worth"]) == (500, told)
    first = till.post("/v1/till/sales", json=redeeming(1, 480)).json()
    assert (first["total"], first["points"]) == ("15.00", {"count": 480, "balance": 20})
    assert first["lines"][-1]["title"] == "Points redeemed: 480"
    again = till.post("/v1/till/sales", json=redeeming(1, 480)).json()
    assert again == first | {"repeated": True}
    assert balance(shop, member) == 20
    day = till.get("/v1/till/day", params={"place": "store", "till": "T1"}).json()
    assert (day["points"], day["discounts"]) == ("4.80", "0.00")


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"member": None}, (422, "points-of-nobody")),
        ({"points": {"count": 501}}, (409, "not-enough-points")),
        ({"points": {"count": 1981}}, (422, "more-points-than-fit")),
        ({"points": {"count": 100, "amount": "2.00"}}, (409, "points-worth-otherwise")),
        ({"currency": "USD", "lines": [{"title": "Bag", "price": "9.00"}]},
         (422, "points-in-other-money")),
    ],
)  # fmt: skip
def test_what_cannot_be_redeemed_books_nothing(
    shop: Shopweave,
    till: TestClient,
    member: str,
    changes: dict[str, Any],
    refusal: tuple[int, str],
) -> None:
    """A refusal leaves balance and day as they were; mended, the same number is taken."""
    paid = [{"kind": "cash", "amount": "30.00"}]
    wrong = redeeming(1, 100, payments=paid) | changes
    assert problem(till.post("/v1/till/sales", json=wrong)) == refusal
    assert balance(shop, member) == 500
    assert till.post("/v1/till/sales", json=redeeming(1, 100)).status_code == 201


def test_points_pay_nothing_until_the_merchant_says_so(
    shop: Shopweave, till: TestClient, member: str
) -> None:
    """Worth 0, the default: members show no worth, and redeeming is refused."""
    worth(shop, PointsPreferences().worth)
    found = till.post("/v1/till/member", json={"value": MEMBER["value"]}).json()
    assert found["worth"] is None
    refused = till.post("/v1/till/sales", json=redeeming(1, 100))
    assert problem(refused) == (409, "points-pay-nothing")


def test_goods_bring_their_share_of_the_points_back(
    shop: Shopweave, till: TestClient, member: str
) -> None:
    """Half the goods half the points, all of them all; money back is what money paid."""
    order = till.post("/v1/till/sales", json=redeeming(1, 481)).json()["order"]
    [tea, _] = till.get(f"/v1/till/receipts/{order}").json()["lines"]
    assert tea["paid"] == "14.99"
    assert till.post("/v1/till/sales", json=back(2, 1, "7.49", order)).status_code == 201
    assert balance(shop, member) == 19 + 240
    assert till.post("/v1/till/sales/T1-0002/void", json={}).is_success
    assert balance(shop, member) == 19
    assert till.post("/v1/till/sales", json=back(3, 1, "7.49", order)).status_code == 201
    assert till.post("/v1/till/sales", json=back(4, 1, "7.49", order)).status_code == 201
    assert balance(shop, member) == 500
    assert balance(shop, member) == 500


def test_what_points_paid_whole_comes_back_as_points(
    shop: Shopweave, till: TestClient, member: str
) -> None:
    """Nothing was paid in money: no money goes back, and half the points do."""
    worth(shop, 4)
    form = redeeming(1, 495, payments=[])
    told = till.post("/v1/till/sales", json=form).json()
    assert (told["total"], told["points"]["balance"]) == ("0.00", 5)
    half = back(2, 1, "0.00", told["order"]) | {"payments": []}
    assert till.post("/v1/till/sales", json=half).status_code == 201
    assert balance(shop, member) == 5 + 247


def test_a_voided_receipt_gives_all_points_back(
    shop: Shopweave, till: TestClient, member: str
) -> None:
    """It never was, so nothing was redeemed."""
    till.post("/v1/till/sales", json=redeeming(1, 300))
    assert till.post("/v1/till/sales/T1-0001/void", json={}).is_success
    assert balance(shop, member) == 500


def test_two_tills_at_once_never_overdraw(
    shop: Shopweave, till: TestClient, web: TestClient, member: str
) -> None:
    """Eight receipts of 200 points from two tills in the same moment: two go through."""
    other = TestClient(web.app, headers=key(shop, "Till 2", Permission.TILL_SELL))
    forms = [redeeming(number, 200) for number in range(1, 9)]
    with ThreadPoolExecutor(8) as pool:
        told = pool.map(
            lambda form: (other if int(form["id"][-1]) % 2 else till).post(
                "/v1/till/sales", json=form
            ),
            forms,
        )
        codes = sorted(answer.status_code for answer in told)
    assert codes == [201] * 2 + [409] * 6
    assert balance(shop, member) == 100
