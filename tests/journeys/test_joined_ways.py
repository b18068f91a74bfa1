"""Online and in the store: each joined way through real HTTP, and in a browser on a phone."""

import re
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect
from tests.integration.web.console.test_console_browser import (
    SERIOUS,
    SIDEWAYS,
    axe,
    browser,
)

from shopweave.app import Shopweave
from shopweave.commerce import sources
from shopweave.commerce.points import PointsPreferences
from shopweave.foundation import preferences
from shopweave.settings import Settings
from shopweave.trust import keys, setup, staff
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

__all__ = ["axe", "browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]

P = Permission
SCOPES = frozenset(
    {
        P.CATALOG_WRITE,
        P.ORDERS_READ,
        P.ORDERS_WRITE,
        P.STOCK_READ,
        P.STOCK_WRITE,
        P.CUSTOMERS_READ,
        P.TILL_SELL,
    }
)
NORTH = {"id": "north", "name": "North", "attributes": {"latitude": 52.5, "longitude": 13.4}}
SOUTH = {"id": "south", "name": "South", "attributes": {"latitude": 48.1, "longitude": 11.6}}
BUYER = [{"kind": "email", "value": "mara@example.com"}]


@dataclass
class Town:
    """A running installation: its address, a key of the web shop, of the till, and for browsers."""

    shop: Shopweave
    url: str
    web: httpx.Client
    till: httpx.Client
    front: httpx.Client

    def order(self, number: str, units: float = 1, status: str = "paid") -> str:
        """An order of the web shop with a discount; returns our id."""
        lines = [
            {"product": "TEA", "quantity": units, "price": "9.90", "title": "Tea"},
            {"title": "Welcome", "price": "-1.00", "kind": "discount"},
        ]
        placed = {"id": number, "placed_at": datetime.now(UTC).isoformat(), "status": status}
        row = {**placed, "customer": BUYER, "lines": lines}
        return str(self.web.put("/v1/orders", json=[row]).json()["ids"][number])


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Two stores, a web shop and a till, one kind of tea in both."""
    folder: Path = tmp_path_factory.mktemp("town")
    with closing(Shopweave(Settings(data=folder))) as shop:
        now = shop.clock.now()
        with shop.database.write() as tx:
            made = [sources.ensure(tx, sources.SourceDraft(n, "api"), now) for n in ("Web", "Till")]
            secret = [
                keys.create(tx, SYSTEM, NewKey(KeyKind.SECRET, s.name, SCOPES, source=s.id), now)[1]
                for s in made
            ]
            front = NewKey(KeyKind.PUBLIC, "Front", source=made[0].id)
            secret.append(keys.create(tx, SYSTEM, front, now)[1])
            preferences.change(tx, "test", PointsPreferences(earned_per_unit=1), now)
        server = uvicorn.Server(uvicorn.Config(shop.application(), port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        running = [part.start() for part in shop.background()]
        clients = [_client(url, key) for key in secret]
        town = Town(shop, url, *clients)
        _fill(town)
        yield town
        for client in clients:
            client.close()
        for part in running:
            part.stop()
        server.should_exit = True
        thread.join(10)


def _client(url: str, key: str) -> httpx.Client:
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.Client(base_url=url, headers=headers, timeout=30, trust_env=False)


def _fill(town: Town) -> None:
    tea = {"id": "TEA", "title": "Tea", "price": "9.90", "gtin": "4006381333931"}
    town.web.post("/v1/places", json=[NORTH, SOUTH]).raise_for_status()
    for client in (town.web, town.till):
        client.post("/v1/products", json=[tea]).raise_for_status()
    for place, units in (("north", 4), ("south", 6)):
        row = {"product": "TEA", "quantity": units, "place": place}
        town.web.post("/v1/stock", json=[row]).raise_for_status()


@pytest.fixture(scope="module")
def phone(town: Town, browser: Browser) -> Iterator[Page]:
    """A clerk's phone, signed in."""
    now = town.shop.clock.now()
    with town.shop.database.write() as tx:
        hashed = town.shop.trust.passwords.renew("violet anchor biscuit tram")
        user = staff.add(tx, SYSTEM, staff.NewUser("mara", "Mara", ("owner",), hashed), now)
        token = setup.issue(tx, now, user.id)
    window = browser.new_context(viewport={"width": 360, "height": 780}, locale="en-GB")
    page = window.new_page()
    page.goto(f"{town.url}/sign-in/{token}")
    page.click("button.main")
    page.wait_for_url(f"{town.url}/")
    yield page
    window.close()


def check_fits(page: Page, axe: str) -> None:
    """Nothing sticks out, and axe finds nothing serious."""
    assert page.evaluate(SIDEWAYS) <= 0
    page.evaluate(axe)
    assert page.evaluate(SERIOUS) == []


def test_bought_online_and_collected(town: Town, phone: Page, axe: str) -> None:
    """The nearest store has it; the goods wait there; the code opens the parcel, once."""
    asked = {"product": "TEA", "lat": "48.2", "lon": "11.5"}
    stores = town.front.get("/v1/availability", params=asked).json()["stores"]
    assert (stores[0]["name"], stores[0]["availability"]) == ("South", "in_stock")
    keep = {"key": "c1", "kind": "collect", "reference": "C1"}
    keep["lines"] = [{"product": "TEA", "quantity": 2, "place": "south"}]  # type: ignore[assignment]
    assert town.web.post("/v1/reservations", json=keep).status_code == 200
    order = town.order("C1", 2)
    code = town.web.post(f"/v1/orders/{order}/collect", json={"place": "south"}).json()["code"]
    phone.goto(f"{town.url}/collect")
    check_fits(phone, axe)
    card = phone.locator("[data-parcel]", has_text="C1").filter(has_text="to collect")
    card.get_by_role("button", name="All picked").click()
    card.get_by_role("textbox", name="Six digits").fill("000000" if code != "000000" else "1")
    card.get_by_role("button", name="Hand over").click()
    expect(phone.get_by_role("status")).to_contain_text("not right")
    card.get_by_role("textbox", name="Six digits").fill(code)
    card.get_by_role("button", name="Hand over").click()
    expect(phone.get_by_role("status")).to_contain_text("Handed over")
    phone.goto(f"{town.url}/orders/{order}")
    expect(phone.locator("#way")).to_contain_text("Handed over")
    check_fits(phone, axe)


def test_sent_from_the_store_that_has_it(town: Town, phone: Page, axe: str) -> None:
    """A paid order comes onto the list by itself, is picked, and leaves with its number."""
    order = town.order("S1")
    parcel = phone.locator("[data-parcel]", has_text="S1")
    for _ in range(40):
        phone.goto(f"{town.url}/collect")
        if parcel.count():
            break
        phone.wait_for_timeout(250)
    parcel.get_by_role("textbox", name="Tracking number").fill("DHL-77")
    parcel.get_by_role("button", name="Parcel has left").click()
    expect(phone.get_by_role("status")).to_contain_text("has left")
    told = town.web.get(f"/v1/orders/{order}/way").json()
    assert told["fulfilments"][0]["tracking"] == "DHL-77"
    assert town.web.get(f"/v1/orders/{order}").json()["status"] == "shipped"


def test_bought_online_and_brought_back_in_the_store(town: Town, phone: Page, axe: str) -> None:
    """The refund is what was paid, discount taken off; the piece is on that store's shelf."""
    order = town.order("R1", 2, "completed")
    phone.goto(f"{town.url}/orders/{order}")
    check_fits(phone, axe)
    phone.get_by_role("textbox", name="Units of Tea that came back").fill("1")
    phone.get_by_label("Place", exact=True).select_option(label="North")
    phone.get_by_role("button", name="Take back").click()
    expect(phone.get_by_role("status")).to_contain_text("9.40")
    [line] = town.web.get(f"/v1/orders/{order}/returnable").json()
    assert line["left"] == 1


def test_kept_for_trying_on(town: Town, phone: Page) -> None:
    """What is kept for trying on stands on the list of its store and cannot be sold meanwhile."""
    before = _available(town)
    keep = {"key": "t1", "kind": "try_on", "reference": "Lin", "minutes": 60}
    keep["lines"] = [{"product": "TEA", "quantity": 1, "place": "north"}]  # type: ignore[assignment]
    assert town.web.post("/v1/reservations", json=keep).status_code == 200
    assert _available(town) == before - 1
    phone.goto(f"{town.url}/collect")
    expect(phone.get_by_text("Kept for trying on")).to_be_visible()
    assert town.web.delete("/v1/reservations/t1").json()["state"] == "released"
    assert _available(town) == before


def test_a_differing_count_is_settled_by_one_press_and_undone(
    town: Town, phone: Page, axe: str
) -> None:
    """Both numbers stand on the page of stock; what is pressed is booked and can be taken back."""
    before = _available(town)
    said = {"rows": [{"product": "TEA", "quantity": 1, "place": "north"}]}
    assert len(town.web.post("/v1/stock/reports", json=said).json()["rows"]) == 1
    phone.goto(f"{town.url}/stock")
    check_fits(phone, axe)
    phone.get_by_role("button", name="1 is right").click()
    expect(phone.get_by_role("status")).to_contain_text("booked")
    assert _available(town) < before
    phone.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(phone.get_by_text(re.compile("Keep"))).to_be_visible()
    assert _available(town) == before
    phone.get_by_role("button", name=re.compile("^Keep [0-9]")).click()


def test_one_member_with_one_balance(town: Town) -> None:
    """Web and till fill one balance, which is spent once however often it is asked."""
    order = town.order("P1", 1, "completed")
    sold = {"id": "T1", "place": "north", "at": datetime.now(UTC).isoformat()}
    sold |= {"lines": [{"product": "TEA"}], "member": BUYER[0]}  # type: ignore[dict-item]
    sold |= {"payments": [{"kind": "card", "amount": "9.90"}]}  # type: ignore[dict-item]
    bought = town.till.post("/v1/till/sales", json=sold).json()
    buyer = town.web.get(f"/v1/orders/{order}").json()["customer_id"]
    address = f"/v1/customers/{buyer}/points"
    for _ in range(60):
        entries = town.web.get(address).json()["entries"]
        if {order, bought["order"]} <= {entry["order_id"] for entry in entries}:
            break
        threading.Event().wait(0.25)
    have = town.web.get(address).json()["points"]
    spend = {"key": "s1", "customer": buyer, "points": have}
    assert town.till.post("/v1/points/redeem", json=spend).json()["balance"] == 0
    assert town.till.post("/v1/points/redeem", json=spend).json()["balance"] == 0
    refused = town.web.post("/v1/points/redeem", json=spend | {"key": "s2"})
    assert refused.status_code == 409
    history = [town.web.get(f"/v1/orders/{one}").json() for one in (order, bought["order"])]
    assert [one["customer_id"] for one in history] == [buyer, buyer]


def _available(town: Town) -> float:
    [row] = town.web.get("/v1/stock/available", params={"product": "TEA"}).json()["rows"]
    return float(row["units"])
