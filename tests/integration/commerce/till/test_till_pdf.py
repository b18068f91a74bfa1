"""A receipt leaves as PDF in the reader's language, with all that stands on it."""

import io
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader
from tests.integration.commerce.till.conftest import SHOP, key
from tests.integration.commerce.till.test_till_sales import SALE, problem, sale

from shopweave.app import Shopweave
from shopweave.commerce.money import MoneyRules, TaxRate
from shopweave.foundation import preferences
from shopweave.trust.permissions import Permission

WEB: dict[str, Any] = {
    "id": "W-9",
    "placed_at": "2026-11-22T10:00:00Z",
    "lines": [
        {"product": "TEA", "title": "Green tea", "quantity": 2, "price": "9.90"},
        {"kind": "shipping", "price": "4.90"},
        {"kind": "tax", "price": "1.58"},
    ],
}


@pytest.fixture
def writer(shop: Shopweave, web: TestClient) -> TestClient:
    """The web shop, as it tells its orders."""
    return TestClient(web.app, headers=key(shop, "Web shop", *SHOP, Permission.ORDERS_WRITE))


def text(client: TestClient, number: str, language: str = "en", query: str = "") -> str:
    """What a reader finds in the PDF."""
    address = f"/v1/till/receipts/{number}/pdf{query}"
    answer = client.get(address, headers={"Accept-Language": language})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    (page,) = PdfReader(io.BytesIO(answer.content)).pages
    assert page.mediabox.width == pytest.approx(226.77, abs=0.1)
    return " ".join(page.extract_text().split())


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Green tea 19.80", "2 x 9.90", "Total EUR 24.80", "Cash 24.80", "Change 5.20")),
        ("zh", ("2 x 9.90", "合计 EUR 24.80", "现金 24.80", "找零 5.20", "谢谢惠顾！")),
    ],
)
def test_a_sale_comes_as_pdf(till: TestClient, language: str, expected: tuple[str, ...]) -> None:
    """Lines, total, payment and change, in the language asked for."""
    till.post("/v1/till/sales", json=SALE, headers={"Accept-Language": language})
    found = text(till, "T1-0001", language)
    assert [words for words in expected if words not in found] == []
    assert ("绿茶 19.80" in found) == (language == "zh")


def test_what_came_back_and_what_was_voided_is_said(till: TestClient) -> None:
    """A return is named as one, with its money; a voided receipt says so."""
    till.post("/v1/till/sales", json=SALE)
    back = {"lines": [{"code": "TEA", "quantity": -1}], "original": "T1-0001"}
    paid = [{"kind": "cash", "amount": "-9.90"}]
    till.post("/v1/till/sales", json=sale(2, payments=paid, **back))
    assert "Returned: Green tea -9.90" in text(till, "T1-0002")
    assert "退货：Green tea -9.90" in text(till, "T1-0002", "zh")
    assert "合计 EUR -9.90" in text(till, "T1-0002", "zh")
    till.post("/v1/till/sales", json=sale(3))
    till.post("/v1/till/sales/T1-0003/void", json={})
    assert "VOID" in text(till, "T1-0003")
    assert "已作废" in text(till, "T1-0003", "zh")


def test_taxes_stand_on_the_receipt_of_a_web_order(till: TestClient, writer: TestClient) -> None:
    """As a line where they were added, under the total where the source says what is held."""
    held = {
        **WEB,
        "id": "W-10",
        "lines": WEB["lines"][:1],
        "costs": [{"kind": "tax", "amount": "3.16"}],
    }
    assert writer.post("/v1/orders", json=[WEB, held]).json()["rejected"] == []
    english, chinese = text(till, "W-9"), text(till, "W-9", "zh")
    assert "Shipping 4.90 Tax 1.58 Total EUR 26.28" in english
    assert "运费 4.90 税费 1.58 合计 EUR 26.28" in chinese
    assert "Tax included" not in english
    assert "Total EUR 19.80 Tax included 3.16" in text(till, "W-10")
    assert "合计 EUR 19.80 其中税费 3.16" in text(till, "W-10", "zh")


def test_taxes_of_a_sale_follow_the_rates(shop: Shopweave, till: TestClient) -> None:
    """The till's answer, the PDF and the printer name each rate and what it is held in."""
    with shop.database.write() as tx:
        rules = MoneyRules(taxes=(TaxRate(Decimal(19)),))
        preferences.change(tx, "test", rules, shop.clock.now())
    answer = till.post("/v1/till/sales", json=SALE).json()
    assert answer["taxes"] == [{"percent": "19", "paid": "24.80", "tax": "3.96"}]
    assert "Tax 19 % in 24.80 3.96" in text(till, "T1-0001")
    assert "其中税 19%（含税 24.80） 3.96" in text(till, "T1-0001", "zh")
    printed = till.get("/v1/till/receipts/T1-0001/paper").text
    assert "Tax 19 % in 24.80" in printed


def test_money_that_went_back_stands_on_it(till: TestClient, writer: TestClient) -> None:
    """An order that was refunded says so, and what is not itemised closes the sum."""
    gone = {**WEB, "status": "refunded", "total": "20.00"}
    assert writer.post("/v1/orders", json=[gone]).json()["rejected"] == []
    assert "REFUNDED" in text(till, "W-9")
    chinese = text(till, "W-9", "zh")
    assert "已退款" in chinese
    assert "未列明细 -6.28 合计 EUR 20.00" in chinese


def test_a_link_finds_an_order_by_our_id_and_says_its_language(
    till: TestClient, writer: TestClient
) -> None:
    """A page of the console links it without headers of its own."""
    writer.post("/v1/orders", json=[WEB])
    (row,) = writer.get("/v1/orders").json()["rows"]
    assert "合计 EUR" in text(till, row["id"], query="?language=zh")


def test_no_sale_is_no_pdf(till: TestClient, web: TestClient) -> None:
    """An unknown receipt is a problem that says so; who may not sell gets none."""
    assert problem(till.get("/v1/till/receipts/NONE/pdf")) == (404, "unknown-receipt")
    assert problem(web.get("/v1/till/receipts/NONE/pdf")) == (403, "not-allowed")
