"""The page of an order hands out its receipt."""

import re

from fastapi.testclient import TestClient
from tests.integration.web.console.little_shop import Stocked


def test_an_order_hands_out_its_receipt(owner: TestClient, stocked: Stocked) -> None:
    """One link, which opens for who is signed in and speaks the language of the page."""
    page = owner.get(f"/orders/{stocked.order}").text
    (address,) = re.findall(r'href="(/v1/till/receipts/[^"]+)"', page)
    answer = owner.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    assert address.endswith("?language=en")
    assert answer.content.startswith(b"%PDF-")
