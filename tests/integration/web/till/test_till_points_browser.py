"""Points redeemed at the counter, in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from tests.integration.web.console.test_console_browser import AXE, SERIOUS, SIDEWAYS
from tests.integration.web.till.conftest import Counter, Device
from tests.integration.web.till.test_till_basket_browser import receipt, take
from tests.integration.web.till.test_till_browser import all_sent, opened, sell

from shopweave.commerce import orders, points
from shopweave.commerce.points import PointsPreferences
from shopweave.foundation import preferences

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE = "+86 138 0013 8000"


def recognise(page: Page) -> None:
    """Find the member by phone."""
    page.get_by_text("Member", exact=True).click()
    page.get_by_label("Card, phone or e-mail").fill(PHONE)
    page.keyboard.press("Enter")
    expect(page.locator(".till-member").first).to_contain_text("L••• N•••")


@pytest.fixture
def member(counter: Counter, device: Device) -> str:
    """Our id of a member with 600 points, of which one pays a cent; a till was opened."""
    shop, now = counter.shop, counter.shop.clock.now()
    person = {"id": "7", "name": "Li Na", "phone": PHONE}
    assert counter.web.post("/v1/customers", json=[person]).is_success
    with shop.database.write() as tx:
        preferences.change(tx, "test", PointsPreferences(worth=1), now)
    page = opened(device, counter, "P0")
    recognise(page)
    sell(page)
    all_sent(page)
    with shop.database.write() as tx:
        order = orders.get(tx, str(receipt(counter, "P0-000001")["order"]))
        points.adjust(tx, str(order.head.customer_id), 600, "gift", "test", now)
    device.off()
    return str(order.head.customer_id)


def test_a_member_pays_with_points(device: Device, counter: Counter, member: str) -> None:
    """Some, then by one press all that fit; offline not at all, and never what is gone."""
    shop = counter.shop
    page = device.on(viewport={"width": 360, "height": 780})
    page.goto(f"{counter.address}/till")
    take(page, "Cup, red")
    recognise(page)
    expect(page.locator(".till-points")).to_contain_text("600 points pay €6.00")
    page.get_by_label("Or only so many points").fill("501")
    page.keyboard.press("Tab")
    expect(page.locator("#told")).to_contain_text("At most 500 points fit here")
    page.get_by_label("Or only so many points").fill("120")
    page.keyboard.press("Tab")
    expect(page.locator("#total")).to_have_text("€3.80")
    assert page.evaluate(SIDEWAYS) == 0
    page.get_by_role("button", name="Keep the points").click()
    page.get_by_role("button", name="Redeem 500 points: €5.00 off").click()
    expect(page.locator("#total")).to_have_text("€0.00")
    take(page, "Green tea")
    expect(page.locator(".till-points")).to_contain_text("600 points redeemed, €6.00 off")
    expect(page.locator("#total")).to_have_text("€8.90")
    page.evaluate(AXE.read_text("utf-8"))
    assert not page.evaluate(SERIOUS)
    assert device.window is not None
    device.window.set_offline(True)
    page.click("#pay")
    page.locator(".till-notes button").first.click()
    expect(page.locator("#told")).to_contain_text("only while online")
    device.window.set_offline(False)
    with shop.database.write() as tx:
        points.adjust(tx, member, -100, "elsewhere", "test", shop.clock.now())
    page.locator(".till-notes button").first.click()
    expect(page.locator("#told")).to_contain_text("The member has 500 points now")
    expect(page.locator("#total")).to_have_text("€14.90")
    page.get_by_role("button", name="Redeem 500 points").click()
    page.click("#pay")
    page.locator(".till-notes button").first.click()
    expect(page.locator(".paper")).to_contain_text("Points redeemed: 500-€5.00")
    all_sent(page)
    assert receipt(counter, "P0-000002")["total"] == "9.90"
    with shop.database.read() as tx:
        assert points.balance(tx, member, shop.clock.now()).points == 0
