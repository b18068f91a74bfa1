"""The till in a real browser: what was sold arrives once, whatever happens to net and device."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Route, expect
from tests.conftest import missing
from tests.integration.web.console.test_console_browser import AXE, SERIOUS, SIDEWAYS
from tests.integration.web.till.barcode import film
from tests.integration.web.till.conftest import Counter, Device

from shopweave.foundation.money import Money
from shopweave.web.till import shell

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ASKED = """() => {
  const devices = navigator.mediaDevices, film = devices.getUserMedia.bind(devices);
  const allowed = new Promise((done) => { globalThis.allow = done; });
  devices.getUserMedia = async (asked) => {
    await allowed;
    return (globalThis.stream = await film(asked));
  };
}"""
VIEWS = ["sell", "pay", "back", "goods", "goods/count", "goods/transfer", "sent", "day", "paper/1"]


def opened(device: Device, counter: Counter, till: str, *flags: str, **view: object) -> Page:
    """The till on a device that was paired just now, its shell kept."""
    page = device.on(*flags, **view)
    page.goto(counter.pairing(till))
    page.click("#start")
    expect(page.locator(".tile").first).to_be_visible()
    page.evaluate("async () => { await navigator.serviceWorker.ready }")
    return page


def sell(page: Page, article: str = "Green tea") -> None:
    """One piece, paid in cash to the cent."""
    page.locator(".tile", has_text=article).click()
    page.click("#pay")
    page.locator(".till-notes button").first.click()
    expect(page.locator(".paper")).to_be_visible()
    page.click("#next")


def until(page: Page, question: str, seconds: float = 15) -> None:
    """Ask the page, also through its reloads, until it says yes."""
    for _ in range(round(seconds * 10)):
        with suppress(Error):
            if page.evaluate(question):
                return
        page.wait_for_timeout(100)
    pytest.fail(f"the page never said yes to: {question}")


def all_sent(page: Page) -> None:
    """Wait until the shop has heard of everything."""
    until(page, "async () => !(await (await import('/till/files/outbox.js')).count('waiting'))")


def test_a_day_without_a_net_arrives_once(device: Device, counter: Counter) -> None:
    """Sold offline, switched off, opened offline again: everything arrives, and once."""
    tea, cups = counter.on_hand(), 0
    page = opened(device, counter, "T1")
    sell(page)
    all_sent(page)
    device.window.set_offline(True)
    for _ in range(3):
        sell(page)
    expect(page.locator("#state")).to_contain_text("3 to send")
    device.off()
    page = device.on()
    device.window.set_offline(True)
    page.goto(f"{counter.address}/till")
    expect(page.locator("#state")).to_contain_text("3 to send")
    sell(page, "Cup, red")
    assert counter.on_hand() == tea - 1
    device.window.set_offline(False)
    all_sent(page)
    assert counter.receipts("T1") == [1, 2, 3, 4, 5]
    assert (counter.on_hand(), counter.on_hand("CUP-RED")) == (tea - 4, cups - 1)


def test_a_lost_answer_doubles_nothing(device: Device, counter: Counter) -> None:
    """The shop booked it and the answer never came: it is told again, and booked once."""
    tea = counter.on_hand()
    page = opened(device, counter, "T2")
    lost: Iterator[bool] = iter([True, True])

    def drop(route: Route) -> None:
        answer = route.fetch()
        if next(lost, False):
            route.abort()
        else:
            route.fulfill(response=answer)

    page.route("**/v1/till/sales", drop)
    sell(page)
    expect(page.locator("#state")).to_contain_text("1 to send")
    all_sent(page)
    assert (counter.receipts("T2"), counter.on_hand()) == ([1], tea - 1)


def test_a_refusal_is_shown_and_mended(device: Device, counter: Counter) -> None:
    """What the shop refuses stays in sight with its reason, and goes again under its number.

    The basket of the next buyer waits meanwhile.
    """
    tin = {"id": "TIN", "title": "Tin", "price": "4.50"}
    in_red = [{"id": "TIN-R", "options": {"colour": "red"}}]
    assert counter.web.post("/v1/products", json=[tin | {"variants": in_red}]).is_success
    page = opened(device, counter, "T3")
    device.window.set_offline(True)
    sell(page, "Tin")
    assert counter.web.post("/v1/products", json=[tin]).is_success
    device.window.set_offline(False)
    page.locator(".tile", has_text="Green tea").click()
    page.click("#state .alarm")
    expect(page.locator("#attention")).to_contain_text("which no product carries")
    page.click("text=Change")
    expect(page.locator(".till-line")).to_contain_text("Tin")
    page.goto(f"{counter.address}/till#sent")
    page.click("text=Change")
    page.click(".till-line")
    page.click("[aria-label=Remove]")
    sell(page)
    all_sent(page)
    expect(page.locator("#state .alarm")).to_have_count(0)
    assert counter.receipts("T3") == [1]
    page.goto(f"{counter.address}/till#sell")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator(".till-line")).to_contain_text("Green tea")


def test_a_web_order_comes_back_and_goods_are_counted(device: Device, counter: Counter) -> None:
    """One of two comes back for money, no more than was bought; a count says what is there."""
    line = {"product": "TEA", "quantity": 2, "price": "9.90"}
    order = {"id": "W-77", "number": "W-77", "placed_at": "2026-11-22T10:00:00Z", "lines": [line]}
    assert counter.web.post("/v1/orders", json=[order]).json()["rejected"] == []
    tea = counter.on_hand()
    page = opened(device, counter, "T4")
    page.goto(f"{counter.address}/till#back")
    page.fill("#receipt", "W-77")
    page.keyboard.press("Enter")
    page.click("[aria-label='Take one more back: Green tea']")
    page.click("#take-back")
    expect(page.locator("#total")).to_have_text("-€9.90")
    page.click("#pay")
    page.click("#take")
    expect(page.locator(".paper")).to_be_visible()
    all_sent(page)
    assert counter.web.get("/v1/till/receipts/W-77").json()["lines"][0]["left"] == 1
    assert counter.on_hand() == tea + 1
    page.goto(f"{counter.address}/till#goods/count")
    page.locator(".tile", has_text="Green tea").click()
    page.fill(".till-count input", "33")
    # As a hand presses: what was typed is kept meanwhile, and the press is heard all the same.
    page.click("#book", delay=200)
    expect(page.locator("#told")).to_contain_text("Kept on this device")
    all_sent(page)
    assert counter.on_hand() == 33


def test_the_right_one_of_two_receipts_is_paid_back_to_the_cent(
    device: Device, counter: Counter
) -> None:
    """Of two with one number the clerk takes his; a discounted order comes back to the cent."""
    lines = [
        {"product": "TEA", "quantity": 3, "price": "9.90"},
        {"title": "Welcome", "kind": "discount", "price": "-1.01"},
    ]
    order = {"id": "W-78", "number": "W-78", "placed_at": "2026-11-22T10:00:00Z", "lines": lines}
    assert counter.web.post("/v1/orders", json=[order]).json()["rejected"] == []
    for each in ("T7", "T8"):
        sold = {"id": f"{each}-1", "number": "B-1", "place": "store", "till": each}
        sold |= {"at": "2026-11-22T10:00:00Z", "lines": [{"code": "TEA"}]}  # type: ignore[dict-item]
        sold |= {"payments": [{"kind": "card", "amount": "9.90"}]}  # type: ignore[dict-item]
        assert counter.web.post("/v1/till/sales", json=sold).status_code == 201
    page = opened(device, counter, "T7")
    page.goto(f"{counter.address}/till#back/B-1")
    page.locator("#which li", has_text="T8").get_by_role("button", name="This one").click()
    expect(page.locator("#which")).to_have_count(0)
    expect(page.locator(".card")).to_contain_text("Green tea")
    page.fill("#receipt", "W-78")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.click("[aria-label='Take one more back: Green tea']")
    page.click("#take-back")
    expect(page.locator("#total")).to_have_text("-€28.69")
    page.click("#pay")
    page.click("#take")
    all_sent(page)
    expect(page.locator("#state .alarm")).to_have_count(0)
    assert counter.web.get("/v1/till/receipts/W-78").json()["lines"][0]["left"] == 0


def test_the_camera_reads_a_code(device: Device, counter: Counter, tmp_path: Path) -> None:
    """Where the browser reads no codes itself, the decoder that we bring finds the article."""
    film(tmp_path / "code.y4m", "4006381333931")
    camera = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
    page = opened(
        device, counter, "T5", *camera, f"--use-file-for-fake-video-capture={tmp_path}/code.y4m"
    )
    page.click("text=Scan")
    expect(page.locator(".till-line")).to_contain_text("Green tea", timeout=20_000)
    # Longer than any pause between two of a kind: it never left the view.
    page.wait_for_timeout(4000)
    expect(page.locator(".till-right header")).to_contain_text("1 ")


def test_a_camera_allowed_too_late_is_off(device: Device, counter: Counter) -> None:
    """Whoever left the view before he was asked for the camera is not filmed."""
    camera = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
    page = opened(device, counter, "T9", *camera)
    page.evaluate(ASKED)
    page.click("text=Scan")
    page.goto(f"{counter.address}/till#sent")
    page.evaluate("allow()")
    until(page, "globalThis.stream && stream.getTracks().every((one) => one.readyState == 'ended')")
    assert page.evaluate("stream.getTracks().length") == 1


def test_an_update_is_taken_at_the_next_start(
    device: Device, counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new version comes in the background, and holds once the till is opened again."""
    page = opened(device, counter, "T6")
    newer = shell.worker().replace(shell.version(), "newer")
    monkeypatch.setattr(shell, "worker", lambda: newer)
    page.reload()
    until(page, "async () => String(await caches.keys()) === 'till-newer'")
    page.reload()
    expect(page.locator(".tile").first).to_be_visible()


def test_the_till_counts_as_the_shop_does(device: Device, counter: Counter) -> None:
    """Amounts are read, written and rounded to the unit as the server does."""
    page = opened(device, counter, "T7")
    units = [0.5, 0.35, 1.5, 2, -1, -0.5, 0.125]
    prices = [995, 993, 1, 20, 999999]
    money = "/till/files/money.js"
    for currency, text, amount in [("EUR", "9,90", 990), ("JPY", "120", 120), ("KWD", "1.5", 1500)]:
        read = "async ([at, text, currency]) => (await import(at)).minor(text, currency)"
        assert page.evaluate(read, [money, text, currency]) == amount
        write = "async ([at, amount, currency]) => (await import(at)).major(amount, currency)"
        assert page.evaluate(write, [money, amount, currency]) == str(
            Money(amount, currency).decimal()
        )
    count = "async ([at, units, price]) => (await import(at)).times(units, price)"
    for unit in units:
        for price in prices:
            assert page.evaluate(count, [money, unit, price]) == round(unit * price)


@pytest.mark.parametrize(
    ("width", "scheme", "locale"), [(360, "light", "zh-CN"), (820, "dark", "en-GB")]
)
def test_every_view_fits_and_is_accessible(
    device: Device, counter: Counter, width: int, scheme: str, locale: str
) -> None:
    """On phone and tablet nothing scrolls sideways, and axe finds nothing serious."""
    if not AXE.exists():
        missing("axe-core", "run `python hatch_build.py --tests`")
    view = {"viewport": {"width": width, "height": 780}, "color_scheme": scheme, "locale": locale}
    page = opened(device, counter, f"T{width}", **view)
    page.locator(".tile").first.click()
    page.click("#pay")
    page.locator(".till-notes button").first.click()
    expect(page.locator(".paper")).to_be_visible()
    all_sent(page)
    page.click("#next")
    page.locator(".tile").first.click()
    page.click(".till-line")
    wide, broken = {}, {}
    for name in VIEWS:
        page.goto(f"{counter.address}/till#{name}")
        page.wait_for_selector(f"main[data-view={name.split('/')[0]}]")
        wide[name] = page.evaluate(SIDEWAYS)
        page.evaluate(AXE.read_text("utf-8"))
        broken[name] = page.evaluate(SERIOUS)
    assert {name: by for name, by in wide.items() if by > 0} == {}
    assert {name: rules for name, rules in broken.items() if rules} == {}
