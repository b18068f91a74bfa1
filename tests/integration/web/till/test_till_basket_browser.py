"""What else happens at a counter, in a real browser: scanners, discounts, members, exchanges."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.integration.web.till.conftest import Counter, Device
from tests.integration.web.till.test_till_browser import all_sent, opened, sell

from shopweave.commerce import points
from shopweave.commerce.points import PointsPreferences
from shopweave.foundation import preferences
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCANNER = """(code) => {
  for (const key of [...code, "Enter"]) {
    const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    const typed = document.activeElement.dispatchEvent(pressed) && key.length === 1;
    if (typed && document.activeElement.matches("input")) {
      document.execCommand("insertText", false, key);
    }
  }
}"""


def take(page: Page, article: str) -> None:
    """Put one piece into the basket."""
    page.locator(".tile", has_text=article).click()


def receipt(counter: Counter, number: str) -> dict[str, object]:
    """What the shop knows of a receipt."""
    told: dict[str, object] = counter.web.get(f"/v1/till/receipts/{number}").json()
    return told


def test_a_scanner_that_types_sells_and_is_never_money(device: Device, counter: Counter) -> None:
    """With the search in focus and without; on the pay page a code changes no amount."""
    page = opened(device, counter, "B1")
    for code, units in (("4006381333931", 1), ("04006381333931", 2), ("TEA-250", 3)):
        if units > 1:
            page.locator("#search").blur()
        page.evaluate(SCANNER, code)
        expect(page.locator(".till-line")).to_contain_text(f"{units} × €9.90")
    page.evaluate(SCANNER, "99999999")
    expect(page.locator("#told")).to_contain_text("99999999 is not in the catalogue")
    page.click(".till-line")
    page.get_by_label("Quantity").focus()
    page.evaluate(SCANNER, "4006381333931")
    expect(page.locator(".till-line")).to_contain_text("4 × €9.90")
    page.click("#pay")
    expect(page.locator("#amount")).to_be_focused()
    page.evaluate(SCANNER, "40063819")
    expect(page.locator("#told")).to_contain_text("nothing was done with it")
    expect(page.locator("#amount")).to_have_value("39.60")


def test_discounts_stay_within_the_limit(device: Device, counter: Counter) -> None:
    """Ten per cent of 9.95 is taken down to the cent; twenty is refused before it is sent."""
    page = opened(device, counter, "B2")
    page.get_by_text("Without a code").click()
    page.get_by_label("What is it").fill("Bag")
    page.get_by_label("Price").fill("9.95")
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Discount", exact=True).click()
    page.get_by_label("Off the receipt").fill("20%")
    page.keyboard.press("Tab")
    expect(page.locator("#total")).to_have_text("€7.96")
    page.click("#pay")
    expect(page.locator("#told")).to_contain_text("At most 10 % off here")
    page.get_by_text("Discount", exact=True).click()
    page.get_by_label("Off the receipt").fill("")
    page.keyboard.press("Tab")
    expect(page.locator("#total")).to_have_text("€9.95")
    page.click(".till-line")
    page.get_by_label("Off this line").fill("10%")
    page.click("#pay", delay=200)
    page.locator(".till-notes button").first.click()
    expect(page.locator(".paper")).to_contain_text("Discount-€0.99")
    all_sent(page)
    assert receipt(counter, "B2-000001")["total"] == "8.96"


def test_a_parked_basket_survives_the_device(device: Device, counter: Counter) -> None:
    """Put aside for the next buyer, taken up after the plug was pulled."""
    page = opened(device, counter, "B3")
    take(page, "Green tea")
    page.get_by_role("button", name="Park").click()
    expect(page.locator(".till-line")).to_have_count(0)
    take(page, "Cup, red")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator(".till-line")).to_contain_text("Green tea")
    device.off()
    page = device.on()
    page.goto(f"{counter.address}/till")
    expect(page.locator(".till-line")).to_contain_text("Green tea")
    page.click("text=Clear")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator(".till-line")).to_contain_text("Cup, red")
    expect(page.get_by_role("button", name="Resume")).to_have_count(0)


def test_several_ways_pay_one_receipt(device: Device, counter: Counter, tmp_path: Path) -> None:
    """A voucher, then cash with its change; a card gives none. The receipt is saved as PDF."""
    page = opened(device, counter, "B4")
    take(page, "Green tea")
    page.click("#pay")
    page.get_by_role("button", name="Voucher").click()
    page.fill("#amount", "5")
    page.click("#take")
    expect(page.get_by_text("Still €4.90")).to_be_visible()
    page.get_by_role("button", name="Card").click()
    page.fill("#amount", "6")
    page.click("#take")
    expect(page.locator("#told")).to_contain_text("Only cash gives change")
    page.get_by_role("button", name="Cash", exact=True).click()
    page.fill("#amount", "10")
    page.click("#take")
    expect(page.locator("#change")).to_have_text("€5.10")
    all_sent(page)
    assert receipt(counter, "B4-000001")["payments"] == {"voucher": "5.00", "cash": "4.90"}
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as PDF").click()
    assert saved.value.suggested_filename == "B4-000001.pdf"
    saved.value.save_as(tmp_path / "receipt.pdf")
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF-")


def test_an_exchange_gives_back_the_difference(device: Device, counter: Counter) -> None:
    """The tea of an earlier receipt comes back, a cup goes, in one receipt."""
    tea, cups = counter.on_hand(), counter.on_hand("CUP-RED")
    page = opened(device, counter, "B5")
    sell(page)
    all_sent(page)
    page.goto(f"{counter.address}/till#back/B5-000001")
    page.click("[aria-label='Take one more back: Green tea']")
    page.click("#take-back")
    take(page, "Cup, red")
    expect(page.locator("#total")).to_have_text("-€4.90")
    page.get_by_role("button", name="Give back").click()
    page.click("#take")
    expect(page.locator(".till-sum h1")).to_have_text("Given back")
    all_sent(page)
    assert receipt(counter, "B5-000002")["total"] == "-4.90"
    assert receipt(counter, "B5-000001")["lines"][0]["left"] == 0  # type: ignore[index]
    assert (counter.on_hand(), counter.on_hand("CUP-RED")) == (tea, cups - 1)


def take_back(page: Page, counter: Counter, number: str) -> None:
    """Put the tea of a receipt into the basket, as coming back."""
    page.goto(f"{counter.address}/till#back/{number}")
    expect(page.locator("h2", has_text=number)).to_be_visible()
    page.click("[aria-label='Take one more back: Green tea']")
    page.click("#take-back")


def test_goods_of_two_receipts_come_back_one_after_the_other(
    device: Device, counter: Counter
) -> None:
    """The second would be counted against the first; the till says so before it is refused."""
    page = opened(device, counter, "B9")
    for _ in range(2):
        sell(page)
    all_sent(page)
    take_back(page, counter, "B9-000001")
    expect(page.locator("#total")).to_have_text("-€9.90")
    take_back(page, counter, "B9-000002")
    expect(page.locator("#told")).to_contain_text("Goods of B9-000001 lie in the basket")
    page.goto(f"{counter.address}/till#sell")
    expect(page.locator("#total")).to_have_text("-€9.90")


def test_goods_come_in_and_go_elsewhere(device: Device, counter: Counter) -> None:
    """Received without a net and sent to the depot: both places know it later, once."""
    store, depot = counter.on_hand(), counter.on_hand(place="depot")
    page = opened(device, counter, "B6")
    device.window.set_offline(True)
    page.goto(f"{counter.address}/till#goods/receipt")
    take(page, "Green tea")
    page.fill(".till-count input", "6")
    page.locator("#book").click()
    expect(page.locator(".till-count")).to_have_count(0)
    page.goto(f"{counter.address}/till#goods/transfer")
    expect(page.locator("#to")).to_have_value("depot")
    take(page, "Green tea")
    take(page, "Green tea")
    page.click("#book")
    expect(page.locator("#state")).to_contain_text("2 to send")
    device.window.set_offline(False)
    all_sent(page)
    assert (counter.on_hand(), counter.on_hand(place="depot")) == (store + 4, depot + 2)


def test_a_member_collects_points(device: Device, counter: Counter) -> None:
    """Recognised by phone, by first letters only; what was bought counts the next time."""
    shop = counter.shop
    with shop.database.write() as tx:
        preferences.change(tx, "test", PointsPreferences(earned_per_unit=1), shop.clock.now())
    person = {"id": "7", "name": "Li Na", "phone": "+8613800138000"}
    assert counter.web.post("/v1/customers", json=[person]).is_success
    page = opened(device, counter, "B7")
    for told in ("0 orders · 0 points", "1 order · 9 points"):
        page.get_by_text("Member", exact=True).click()
        page.get_by_label("Card, phone or e-mail").fill("+86 138 0013 8000")
        page.keyboard.press("Enter")
        expect(page.locator(".till-member")).to_contain_text("L••• N•••")
        expect(page.locator(".till-member")).to_contain_text(told)
        sell(page)
        all_sent(page)
        order = receipt(counter, "B7-000001")["order"]
        with shop.database.write() as tx:
            points.follow_order(tx, str(order), shop.clock.now())


def test_a_revoked_device_sells_on_and_nothing_is_taken(device: Device, counter: Counter) -> None:
    """Paired by its code alone, which leaves the address; revoked, it keeps what it sells."""
    shop = counter.shop
    with shop.database.write() as tx:
        new = NewKey(KeyKind.SECRET, "Lent", frozenset({Permission.TILL_SELL}))
        made, text = keys.create(tx, SYSTEM, new, shop.clock.now())
    page = device.on()
    page.goto(f"{counter.address}/till#key={text}")
    page.fill("#till-name", "B8")
    page.select_option("#till-place", "store")
    page.click("#start")
    sell(page)
    all_sent(page)
    assert text not in page.url
    with shop.database.write() as tx:
        keys.revoke(tx, SYSTEM, made.id, shop.clock.now())
    page.wait_for_timeout(1500)
    sell(page)
    expect(page.locator("#state")).to_contain_text("1 to send")
    expect(page.locator("#state")).to_contain_text("Sign in to send")
    assert counter.receipts("B8") == [1]
