"""The day at the till in a real browser: the drawer, a voided receipt, and the end."""

import pytest
from playwright.sync_api import Page, expect
from tests.integration.web.till.conftest import Counter, Device
from tests.integration.web.till.test_till_browser import all_sent, opened, sell

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def view(page: Page, counter: Counter, name: str) -> None:
    """Go to a place of the till."""
    page.goto(f"{counter.address}/till#{name}")
    page.wait_for_selector(f"main[data-view={name}]")


def move(page: Page, way: str, amount: str, why: str) -> None:
    """Put money into the drawer, or take it out, with a nervous finger."""
    page.get_by_label("Amount").fill(amount)
    page.get_by_label("What for").fill(why)
    page.get_by_role("button", name=way).dblclick()
    all_sent(page)


def closings(counter: Counter, till: str) -> list[dict[str, str]]:
    """Ends of days of a till."""
    asked = {"place": "store", "till": till}
    rows: list[dict[str, str]] = counter.web.get("/v1/till/closings", params=asked).json()["rows"]
    return rows


def test_the_drawer_is_counted_and_the_day_ends_once(device: Device, counter: Counter) -> None:
    """Money in, out and from a sale is expected; the difference is shown first, then booked."""
    page = opened(device, counter, "D1")
    sell(page)
    all_sent(page)
    view(page, counter, "day")
    move(page, "Put in", "80", "change")
    move(page, "Take out", "5", "stamps")
    facts = page.locator(".till-facts")
    expect(facts).to_contain_text("Put in or taken out€75.00")
    expect(facts).to_contain_text("Should be in the drawer€84.90")
    page.fill("#counted", "85.00")
    expect(page.get_by_text("Differs by €0.10")).to_be_visible()
    page.fill("#kept", "90")
    page.click("#close")
    expect(page.locator("#told")).to_contain_text("No more can stay than was counted")
    page.fill("#kept", "50")
    page.locator("#close").dblclick()
    all_sent(page)
    (ended,) = closings(counter, "D1")
    figures = ("expected_cash", "counted", "kept", "difference", "cash_moved")
    assert [ended[name] for name in figures] == ["84.90", "85.00", "50.00", "0.10", "75.00"]
    expect(facts).to_contain_text("In the drawer at the start€50.00")
    expect(page.locator(".badge.attention")).to_have_text("€0.10")


def test_a_day_waits_for_what_was_not_sent(device: Device, counter: Counter) -> None:
    """Without a net the report is missing and said to be; nothing can be ended half."""
    page = opened(device, counter, "D2")
    view(page, counter, "day")
    device.window.set_offline(True)
    page.get_by_label("Amount").fill("20")
    page.get_by_role("button", name="Put in").click()
    expect(page.locator("#state")).to_contain_text("1 to send")
    expect(page.get_by_text("once online it stands here")).to_be_visible()
    expect(page.locator("#close")).to_have_count(0)
    device.window.set_offline(False)
    all_sent(page)
    expect(page.locator(".till-facts")).to_contain_text("Should be in the drawer€20.00")


def void(page: Page, counter: Counter, number: str) -> None:
    """Void a receipt: the button asks once more."""
    view(page, counter, "sent")
    page.locator("a.till-entry", has_text=number).click()
    page.get_by_role("button", name="Void", exact=True).click()
    page.get_by_role("button", name=f"Void {number} for good").click()


def test_a_voided_receipt_never_counted(device: Device, counter: Counter) -> None:
    """Voided without a net, it is heard of later: the goods are back and the drawer is empty."""
    tea = counter.on_hand()
    page = opened(device, counter, "D3")
    sell(page)
    all_sent(page)
    device.window.set_offline(True)
    void(page, counter, "D3-000001")
    expect(page.locator(".till-sum .alarm")).to_have_text("Void D3-000001")
    device.window.set_offline(False)
    all_sent(page)
    assert counter.web.get("/v1/till/receipts/D3-000001").json()["voided"] is True
    assert counter.on_hand() == tea
    view(page, counter, "day")
    expect(page.locator(".till-facts")).to_contain_text("Should be in the drawer€0.00")


def test_what_the_shop_will_not_void_stays_sold(device: Device, counter: Counter) -> None:
    """Its day was ended meanwhile: the reason is shown, and the receipt is not called void."""
    page = opened(device, counter, "D4")
    sell(page)
    all_sent(page)
    end = {"id": "Z-D4", "place": "store", "till": "D4", "at": "2026-11-24T20:00:00Z"}
    money = {"currency": "EUR", "counted": "9.90"}
    key = {"Authorization": f"Bearer {counter.till_key}"}
    assert counter.web.post("/v1/till/closings", json=end | money, headers=key).status_code == 201
    void(page, counter, "D4-000001")
    expect(page.locator("#state")).to_contain_text("1 needs attention")
    expect(page.locator(".till-sum .alarm")).to_have_count(0)
    expect(page.locator(".till-sum .good")).to_contain_text("D4-000001 is with the shop")
    view(page, counter, "sent")
    expect(page.locator("#attention")).to_contain_text("belongs to a day that is closed")
