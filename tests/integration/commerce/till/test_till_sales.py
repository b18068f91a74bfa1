"""What a till sells is in the record once: order, stock and money."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.integration.commerce.till.conftest import key

from shopweave.app import Shopweave
from shopweave.trust.permissions import Permission

SALE = {
    "id": "T1-0001",
    "place": "store",
    "till": "T1",
    "at": "2026-11-21T17:59:00+08:00",
    "lines": [{"code": "4006381333931", "quantity": 2}, {"code": "CUP-RED"}],
    "payments": [{"kind": "cash", "amount": "30.00"}],
}


def sale(number: int, **changes: Any) -> dict[str, Any]:
    """Another receipt."""
    return SALE | {"id": f"T1-{number:04d}"} | changes


def on_hand(client: TestClient, code: str = "TEA") -> dict[str, float]:
    """What the till sees of an article, by place."""
    rows = client.get("/v1/till/stock", params={"code": code}).json()["rows"]
    return {row["place"]: row["on_hand"] for row in rows}


def problem(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def test_a_sale_is_an_order_and_takes_stock_at_its_own_time(
    till: TestClient, web: TestClient
) -> None:
    """Goods of the web shop, found by GTIN and SKU, leave the store when the till says so."""
    answer = till.post("/v1/till/sales", json=SALE)
    told = answer.json()
    assert (answer.status_code, told["total"], told["change"]) == (201, "24.80", "5.20")
    assert [line["title"] for line in told["lines"]] == ["Green tea", "Cup, red"]
    order = web.get(f"/v1/orders/{told['order']}").json()
    assert (order["channel"], order["total"]) == ("till", "24.80")
    assert order["placed_at"].startswith("2026-11-21T09:59")
    assert on_hand(till) == {"depot": 40, "store": 8}


def test_the_same_receipt_is_booked_once(till: TestClient, web: TestClient) -> None:
    """However often it comes, also with another clock; other contents are refused."""
    first = till.post("/v1/till/sales", json=SALE).json()
    for _ in range(3):
        again = till.post("/v1/till/sales", json=SALE | {"sent_at": "2026-11-21T18:00:00+08:00"})
        assert (again.status_code, again.json()) == (200, first | {"repeated": True})
    other = till.post("/v1/till/sales", json=SALE | {"note": "other"})
    assert problem(other) == (409, "used-otherwise")
    assert on_hand(till)["store"] == 8
    assert web.get("/v1/orders", params={"channel": "till"}).json()["total"] == 1


def test_a_wrong_clock_is_noted_and_set_right(till: TestClient, shop: Shopweave) -> None:
    """A till that is an hour ahead sold an hour earlier than it says."""
    now = shop.clock.now()
    told = till.post(
        "/v1/till/sales",
        json=sale(7, at="2026-11-21T12:00:00Z", sent_at=now.replace(year=now.year + 1).isoformat()),
    ).json()
    assert told["skew_seconds"] > 364 * 86400
    assert told["at"] < "2025-11-23"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"lines": [{"code": "NOTHING"}]}, (422, "unknown-article")),
        ({"lines": [{"quantity": 1, "price": 3}]}, (422, "nameless-line")),
        ({"lines": [{"title": "Bag"}]}, (422, "no-price")),
        ({"place": "moon"}, (404, "unknown-place")),
        ({"payments": []}, (422, "paid-too-little")),
        ({"payments": [{"kind": "card", "amount": 30}]}, (422, "change-without-cash")),
        ({"discount": "12.40"}, (403, "discount-too-large")),
        ({"original": "T9-1"}, (404, "unknown-receipt")),
        ({"at": "2199-01-01T00:00:00Z"}, (422, "implausible-date")),
        ({"price": 1}, (422, "invalid-request")),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_what_is_wrong_is_said_and_leaves_no_trace(
    till: TestClient, web: TestClient, changes: dict[str, Any], expected: tuple[int, str]
) -> None:
    """A refused receipt moves nothing, and may come again under its number once it is right."""
    assert problem(till.post("/v1/till/sales", json=SALE | changes)) == expected
    assert on_hand(till)["store"] == 10
    assert till.post("/v1/till/sales", json=SALE).status_code == 201


def test_sold_out_is_sold_and_said(till: TestClient) -> None:
    """The goods have left the store: the receipt stands, and says that somebody should count."""
    lines = [{"code": "TEA-250", "quantity": 12}]
    paid = [{"kind": "card", "amount": "118.80"}]
    told = till.post("/v1/till/sales", json=sale(2, lines=lines, payments=paid)).json()
    assert [(one["code"], one["on_hand"]) for one in told["warnings"]] == [("below-zero", -2)]
    assert on_hand(till)["store"] == -2


def test_discounts_have_a_limit_and_rights_lift_it(till: TestClient, shop: Shopweave) -> None:
    """Up to ten per cent for everybody, more with the permission for it."""
    cheap = sale(3, discount="2.00", payments=[{"kind": "card", "amount": "22.80"}])
    assert till.post("/v1/till/sales", json=cheap).json()["total"] == "22.80"
    half = sale(4, lines=[{"code": "TEA", "discount": "4.95"}])
    assert problem(till.post("/v1/till/sales", json=half)) == (403, "discount-too-large")
    chief = key(shop, "Till 1", Permission.TILL_SELL, Permission.TILL_DISCOUNT)
    told = till.post("/v1/till/sales", json=half, headers=chief).json()
    assert (told["total"], told["change"]) == ("4.95", "25.05")


def test_goods_come_back_once(till: TestClient) -> None:
    """Against the receipt no more than was on it, in one go or several; money goes out."""
    till.post("/v1/till/sales", json=SALE)
    back = {"lines": [{"code": "TEA", "quantity": -1}], "original": "T1-0001"}
    paid = [{"kind": "cash", "amount": "-9.90"}]
    told = till.post("/v1/till/sales", json=sale(5, payments=paid, **back)).json()
    assert (told["total"], told["change"]) == ("-9.90", "0.00")
    receipt = till.get("/v1/till/receipts/T1-0001").json()
    assert [line["left"] for line in receipt["lines"]] == [1, 1]
    lines = [{"code": "TEA", "quantity": -2}]
    much = sale(6, lines=lines, original="T1-0001", payments=[{"kind": "cash", "amount": "-19.80"}])
    assert problem(till.post("/v1/till/sales", json=much)) == (409, "returned-too-much")
    assert till.post("/v1/till/sales", json=much | {"original": None}).status_code == 201
    assert on_hand(till)["store"] == 11


def test_a_number_that_two_tills_gave_out_is_asked_about(till: TestClient, shop: Shopweave) -> None:
    """Each is found by its order or its own id; by the number they have in common, both are."""
    other = TestClient(till.app, headers=key(shop, "Till 2", Permission.TILL_SELL))
    early = till.post("/v1/till/sales", json=sale(1) | {"number": "A-1"}).json()
    pays = [{"kind": "card", "amount": "9.90"}]
    told = sale(2, till="T2", at="2026-11-22T10:00:00Z", payments=pays) | {"number": "A-1"}
    late = other.post("/v1/till/sales", json=told | {"lines": [{"code": "4006381333931"}]}).json()
    answer = till.get("/v1/till/receipts/A-1")
    assert problem(answer) == (409, "several-receipts")
    rows = answer.json()["receipts"]
    assert [(row["order"], row["till"], row["total"]) for row in rows] == [
        (late["order"], "T2", "9.90"),
        (early["order"], "T1", "24.80"),
    ]
    for code in ("T1-0001", early["order"]):
        assert till.get(f"/v1/till/receipts/{code}").json()["order"] == early["order"]
    bring = {"lines": [{"code": "CUP-RED", "quantity": -1}], "original": early["order"]}
    cash = [{"kind": "cash", "amount": "-5.00"}]
    back = till.post("/v1/till/sales", json=sale(3, **bring, payments=cash))
    assert back.status_code == 201


def test_an_exchange_is_one_receipt(till: TestClient) -> None:
    """One thing comes back, another goes, and the difference is paid."""
    till.post("/v1/till/sales", json=SALE)
    lines = [{"code": "TEA", "quantity": -1}, {"code": "CUP-BLUE", "quantity": 3}]
    paid = [{"kind": "card", "amount": "3.60"}]
    swap = sale(8, lines=lines, payments=paid, original="T1-0001")
    assert till.post("/v1/till/sales", json=swap).json()["total"] == "3.60"
    assert (on_hand(till)["store"], on_hand(till, "CUP-BLUE")["store"]) == (9, -3)


def test_a_receipt_is_voided_once_and_only_today(till: TestClient) -> None:
    """Its stock comes back; once the day is closed, goods are taken back instead."""
    till.post("/v1/till/sales", json=SALE)
    for _ in range(2):
        gone = till.post("/v1/till/sales/T1-0001/void", json={"reason": "typed twice"})
        assert gone.json()["voided"] is True
    assert on_hand(till)["store"] == 10
    till.post("/v1/till/sales", json=sale(2))
    close(till)
    assert problem(till.post("/v1/till/sales/T1-0002/void", json={})) == (409, "closed-already")


def close(till: TestClient, number: int = 1, **changes: Any) -> dict[str, Any]:
    """End the day."""
    form = {
        "id": f"Z-{number}",
        "place": "store",
        "till": "T1",
        "at": "2026-11-21T20:00:00+08:00",
        "currency": "EUR",
        "counted": "100.00",
        "kept": "50.00",
    }
    told: dict[str, Any] = till.post("/v1/till/closings", json=form | changes).json()
    return told


def test_the_day_adds_up(till: TestClient) -> None:
    """Sales, returns, voids and cash of one till; what comes late counts on the next day."""
    drawer = {"place": "store", "till": "T1", "at": SALE["at"], "currency": "EUR"}
    till.post("/v1/till/cash", json={"id": "C-1", "amount": 80, "reason": "change", **drawer})
    till.post("/v1/till/sales", json=SALE)
    till.post("/v1/till/sales", json=sale(2, payments=[{"kind": "card", "amount": "24.80"}]))
    till.post("/v1/till/sales", json=sale(3))
    till.post("/v1/till/sales/T1-0003/void", json={"reason": "child at the till"})
    back = sale(4, lines=[{"code": "TEA", "quantity": -1}])
    till.post("/v1/till/sales", json=back | {"payments": [{"kind": "cash", "amount": "-9.90"}]})
    told = close(till)
    assert (told["receipts"], told["sold"], told["returned"]) == (3, "49.60", "9.90")
    assert told["payments"] == {"cash": "14.90", "card": "24.80"}
    assert (told["expected_cash"], told["difference"]) == ("94.90", "5.10")
    assert ([v["why"] for v in told["voids"]], len(told["returns"])) == (["child at the till"], 1)
    assert close(till) == told | {"repeated": True}
    till.post("/v1/till/sales", json=sale(5))
    later = close(till, 2)
    assert (later["receipts"], later["opening_cash"], later["expected_cash"]) == (
        1,
        "50.00",
        "74.80",
    )
    rows = till.get("/v1/till/closings", params={"place": "store"}).json()["rows"]
    assert [row["id"] for row in rows] == ["Z-2", "Z-1"]


def test_no_more_stays_in_the_drawer_than_was_counted(till: TestClient) -> None:
    """Such an end of day is refused, and the day stays open."""
    till.post("/v1/till/sales", json=SALE)
    assert close(till, kept="100.01")["type"].endswith("kept-too-much")
    assert close(till)["receipts"] == 1


def test_goods_are_received_counted_and_moved_once(till: TestClient) -> None:
    """Each stock-taking is booked once, with what was there before and is there after."""
    work = {"place": "store", "till": "T1", "at": "2026-11-22T08:00:00Z"}
    line = {"code": "TEA", "quantity": 6}
    steps: list[tuple[dict[str, Any], float]] = [
        ({"id": "G-1", "kind": "receipt", "lines": [line]}, 16),
        ({"id": "G-2", "kind": "transfer", "to": "depot", "lines": [line]}, 10),
        ({"id": "G-3", "kind": "count", "lines": [line, line], "at": "2026-11-22T09:00:00Z"}, 12),
    ]
    for step, after in steps:
        for status in (201, 200):
            answer = till.post("/v1/till/stock", json=work | step)
            assert answer.status_code == status
            assert answer.json()["lines"][0]["after"] == after
    assert on_hand(till) == {"depot": 46, "store": 12}
    wrong = work | {"id": "G-4", "kind": "transfer", "lines": [line], "to": "store"}
    assert problem(till.post("/v1/till/stock", json=wrong)) == (422, "wrong-way")


def test_the_catalogue_comes_whole_and_then_what_changed(till: TestClient, web: TestClient) -> None:
    """Each form with its codes and price; afterwards only what changed, and what is gone."""
    first = till.get("/v1/till/catalogue", params={"place": "store", "limit": 1}).json()
    second = till.get("/v1/till/catalogue", params={"after": first["after"]}).json()
    rows = {row["codes"][-1]: row for row in [*first["rows"], *second["rows"]]}
    assert rows.keys() == {"TEA", "CUP-B", "CUP-R"}
    assert rows["CUP-R"]["prices"] == {"EUR": "5.00"}
    assert rows["TEA"]["titles"] == {"zh": "绿茶"}
    web.post("/v1/products", json=[{"id": "CUP", "title": "Cup", "status": "hidden"}])
    news = till.get("/v1/till/catalogue", params={"since": first["revision"]}).json()
    assert (news["rows"], news["gone"]) == ([], [rows["CUP-B"]["product"]])


def test_a_member_is_recognised_and_buys_under_one_name(till: TestClient, web: TestClient) -> None:
    """By the phone number that the web shop knows; the till sees first letters only."""
    person = {"id": "7", "name": "Li Na", "phone": "+8613800138000"}
    web.post("/v1/customers", json=[person])
    found = till.post("/v1/till/member", json={"value": "+86 138 0013 8000"}).json()
    assert (found["known"], found["kind"], found["name"]) == (True, "phone", "L••• N•••")
    mark = {"kind": "phone", "value": "+8613800138000"}
    told = till.post("/v1/till/sales", json=SALE | {"member": mark}).json()
    order = web.get(f"/v1/orders/{told['order']}").json()
    assert order["customer_id"] is not None
    assert till.post("/v1/till/member", json={"value": "+8613800138000"}).json()["orders"] == 1
    assert till.post("/v1/till/member", json={"value": "CARD-9"}).json()["known"] is False


def test_a_till_learns_where_it_is_and_which_numbers_are_taken(till: TestClient) -> None:
    """Places that sell, the money, the limit of discounts, and the last number of each till."""
    for number in (3, 4):
        till.post("/v1/till/sales", json=sale(number) | {"number": f"T1-{number:06d}"})
    told = till.get("/v1/till/shop").json()
    assert {place["id"] for place in told["places"]} == {"store", "depot"}
    assert (told["currency"], told["discount_percent"]) == ("EUR", 10)
    assert told["tills"] == [{"place": "store", "till": "T1", "last": "T1-000004"}]


def test_a_receipt_comes_as_printer_text_and_bytes(till: TestClient) -> None:
    """The same rows as text and for a printer; Chinese for who reads Chinese."""
    till.post("/v1/till/sales", json=SALE)
    address = "/v1/till/receipts/T1-0001/paper"
    english = till.get(address, params={"columns": 32})
    assert english.headers["content-type"].startswith("text/plain")
    assert "Total EUR                  24.80\n" in english.text
    assert "Change                      5.20\n" in english.text
    sent = till.get(address, params={"form": "escpos"}, headers={"Accept-Language": "zh"})
    assert sent.content.startswith(b"\x1b@\x1c&")
    assert "找零".encode("gb18030") in sent.content
    assert till.get("/v1/till/receipts/NONE/paper").status_code == 404
