"""What a shop was told of a price or an order stands on the pages of both."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.contract.connectors.shops.server import serving
from tests.contract.connectors.shops.woocommerce import WooCommerceCase
from tests.integration.web.console.little_shop import TOKEN, open_shop, signed_in

from shopweave.app import Shopweave
from shopweave.commerce import catalog, orders
from shopweave.connectors.sync import Poller
from shopweave.foundation.clock import SystemClock
from shopweave.trust.permissions import SYSTEM


@dataclass(frozen=True)
class House:
    """A shop with a WooCommerce source of one product and one order, and its owner's browser."""

    shop: Shopweave
    case: WooCommerceCase
    owner: TestClient
    source: str

    def work(self) -> None:
        """Carry all news and do all jobs."""
        parts = [one for one in self.shop.background() if not isinstance(one, Poller)]
        while any(one.step() for one in parts):
            pass

    def press(self, page: str, address: str, **fields: str) -> str:
        """Press a button of a page; returns what the next page says once all is done."""
        token = TOKEN.findall(self.owner.get(page).text)[0]
        answer = self.owner.post(address, data={"form_token": token, **fields})
        assert answer.status_code == 303, answer.text
        self.work()
        return self.owner.get(page).text


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """All of it, read for the first time."""
    case, now = WooCommerceCase(), SystemClock().now()
    case.put_product("7", "Jasmine pearls", 990, now)
    case.put_order("8", "7", 990, now)
    stocked = open_shop(tmp_path)
    with serving(case), closing(stocked.shop) as shop:
        source = shop.sources.connections.connect(case.draft(), SYSTEM).source_id
        made = House(shop, case, signed_in(stocked), source)
        made.work()
        yield made


def test_a_price_set_on_the_page_goes_to_the_shop(house: House) -> None:
    """After the switch; the page says so, and the undo is told, too."""
    with house.shop.database.read() as tx:
        product = catalog.ids_of(tx, house.source, ["7"])["7"]
    page = f"/products/{product}"
    assert "Prices set here are not told by themselves." in house.owner.get(page).text
    source = f"/sources/{house.source}"
    house.press(source, f"{source}/told", what="write_price", on="1")
    wish = {"owner": f"{product}.EUR", "price": "11.90"}
    shown = house.press(page, f"{page}/prices", **wish)
    assert "€11.90 <span" in shown
    assert ">told</span>" in shown
    ((_, path, body),) = house.case.written
    assert (path, body["update"][0]["regular_price"]) == ("products/batch", "11.90")
    assert "is no" in house.press(page, f"{page}/prices", **{**wish, "price": "cheap"})
    assert len(house.case.written) == 1


def test_an_order_is_told_to_its_shop_and_tried_again(house: House) -> None:
    """What the shop refuses stands there with its words until it takes it."""
    with house.shop.database.read() as tx:
        found = orders.search(tx, "", limit=1000).orders
    page = f"/orders/{next(one.id for one in found if one.source_id == house.source)}"
    house.case.stubborn = True
    shown = house.press(page, f"{page}/tell", status="shipped", tracking="00340")
    assert ">refused</span>" in shown
    assert re.search(r"Not today", shown)
    house.case.stubborn = False
    shown = house.press(page, f"{page}/tell", status="shipped", tracking="00340")
    assert ">told</span>" in shown
    assert "Try again" not in shown
