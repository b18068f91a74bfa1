"""In a real browser: every page fits, breaks no rule and reaches nothing outside."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright
from tests.conftest import missing
from tests.integration.web.console.little_shop import Stocked, front_key, way_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(__file__).parents[3] / "vendor" / "axe.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
FLAGS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SERIOUS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .filter((rule) => ["serious", "critical"].includes(rule.impact))
    .map((rule) => rule.id + ": " + rule.nodes.slice(0, 3).map((node) => node.html).join(" "))"""
VIEWS = [
    (360, "light", "zh-CN"),
    (360, "dark", "en-GB"),
    (768, "light", "en-GB"),
    (1360, "dark", "zh-CN"),
    (1360, "light", "en-GB"),
]


@pytest.fixture(scope="module")
def served(stocked: Stocked) -> Iterator[str]:
    """The address of the running shop."""
    config = uvicorn.Config(stocked.app, "127.0.0.1", 0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def axe() -> str:
    """The script that checks pages for accessibility."""
    if not AXE.exists():
        missing("axe-core", "run `python hatch_build.py --tests`")
    return AXE.read_text("utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as it is installed on this machine."""
    found = os.environ.get("SHOPWEAVE_TEST_CHROMIUM") or shutil.which("chromium")
    if found is None:
        missing("Chromium", "install it, or set SHOPWEAVE_TEST_CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


def enter(browser: Browser, served: str, stocked: Stocked, **view: object) -> BrowserContext:
    """A window in which the owner is signed in."""
    window = browser.new_context(**view)  # type: ignore[arg-type] # passed on as it is
    page = window.new_page()
    page.goto(f"{served}/sign-in/{way_in(stocked.shop)}")
    page.click("button.main")
    page.wait_for_url(f"{served}/")
    page.close()
    return window


def watched(window: BrowserContext, served: str) -> tuple[Page, list[str]]:
    """A page, and what it complains about or asks of other hosts."""
    page, faults = window.new_page(), list[str]()

    def asked(request: Request) -> None:
        if not request.url.startswith((served, "data:")):
            faults.append(f"asked {request.url}")

    page.on("request", asked)
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
    return page, faults


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_page_fits_and_is_accessible(
    browser: Browser, served: str, stocked: Stocked, axe: str, view: tuple[int, str, str]
) -> None:
    """No sideways scroll, no error, no other host, and axe finds nothing serious."""
    width, scheme, locale = view
    size = {"width": width, "height": 900}
    window = enter(browser, served, stocked, viewport=size, color_scheme=scheme, locale=locale)
    page, faults = watched(window, served)
    wide, broken = {}, {}
    for address in stocked.addresses():
        page.goto(served + address)
        wide[address] = page.evaluate(SIDEWAYS)
        page.evaluate(axe)
        broken[address] = page.evaluate(SERIOUS)
    window.close()
    assert {address: by for address, by in wide.items() if by > 0} == {}
    assert {address: rules for address, rules in broken.items() if rules} == {}
    assert faults == []


@pytest.mark.parametrize("address", ["/", "/customers", "/live"])
def test_a_first_view_is_small(
    browser: Browser, served: str, stocked: Stocked, address: str
) -> None:
    """Everything that a page loads, as it travels, stays below 100 kB, scripts below 40 kB."""
    window = enter(browser, served, stocked)
    page, sizes = window.new_page(), dict[str, int]()

    def count(request: Request) -> None:
        if "stream" not in request.url:
            sizes[request.url] = request.sizes()["responseBodySize"]

    page.on("requestfinished", count)
    page.goto(served + address)
    page.wait_for_timeout(300)
    window.close()
    assert sum(sizes.values()) < 100_000
    assert sum(size for url, size in sizes.items() if ".js" in url) < 40_000
    assert len(sizes) > 3


def test_search_by_keyboard(browser: Browser, served: str, stocked: Stocked) -> None:
    """Ctrl K, a name, down, enter: the customer's page is open."""
    window = enter(browser, served, stocked, locale="en-GB")
    page, faults = watched(window, served)
    page.goto(served)
    page.keyboard.press("Control+k")
    page.keyboard.type("Mara Lind")
    page.wait_for_selector("#found a[href^='/customers/']")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/customers/*")
    assert page.text_content("h1") == "Mara Lind"
    window.close()
    assert faults == []


def test_a_list_narrows_while_typing(browser: Browser, served: str, stocked: Stocked) -> None:
    """The table follows the search, the address follows too, and back shows all again."""
    window = enter(browser, served, stocked, locale="en-GB")
    page, faults = watched(window, served)
    page.goto(f"{served}/products")
    before = page.locator("tbody tr").count()
    page.fill(".tools input[type=search]", "glass")
    expect(page.locator("tbody tr")).to_have_count(1)
    assert "q=glass" in page.url
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(before)
    window.close()
    assert faults == []


def test_a_visit_appears_while_one_looks(browser: Browser, served: str, stocked: Stocked) -> None:
    """What a shop front sends stands on the live page within seconds, without a reload."""
    window = enter(browser, served, stocked, locale="en-GB")
    page, faults = watched(window, served)
    page.goto(f"{served}/live")
    key = front_key(stocked.shop)
    visit = {"event": "Product Viewed", "anonymousId": "a-1", "properties": {"product_id": "C1"}}
    sent = httpx.post(f"{served}/v1/track", json=visit, auth=(key, ""))
    assert sent.status_code == 200
    expect(page.locator("#feed > li").first).to_contain_text("Clay cup")
    expect(page.locator("[data-lamp]")).to_have_text("live")
    window.close()
    assert faults == []


def test_pages_work_without_javascript(browser: Browser, served: str, stocked: Stocked) -> None:
    """Search, why and a deed with its undo need no script."""
    window = enter(browser, served, stocked, java_script_enabled=False, locale="en-GB")
    page = window.new_page()
    page.goto(f"{served}/products?q=glass")
    assert page.locator("tbody tr").count() == 1
    page.goto(served)
    page.locator("details.why summary").first.click()
    assert page.locator(".reasons li").first.is_visible()
    page.goto(f"{served}/products/{stocked.product}")
    page.click("text=Hide from shoppers")
    page.click(".notice button")
    page.locator("text=Hide from shoppers").wait_for()
    window.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_refused_form_keeps_what_was_typed(
    browser: Browser, served: str, stocked: Stocked, axe: str, script: bool
) -> None:
    """The field that is wrong has the focus and its sentence; mended, the form goes through."""
    window = enter(browser, served, stocked, java_script_enabled=script, locale="en-GB")
    page = window.new_page()
    page.goto(f"{served}/settings/money")
    form = page.locator("form[action='/settings/money/taxes']")
    page.locator("details", has=form).locator("summary").click()
    form.locator("[name=percent]").fill("nineteen")
    form.locator("[name=country]").fill("de")
    form.locator("button.main").click()
    expect(form.locator("[name=percent]")).to_be_focused()
    expect(form.locator("[name=country]")).to_have_value("de")
    expect(form.locator("#refused")).to_contain_text("not a number")
    if script:
        page.evaluate(axe)
        assert page.evaluate(SERIOUS) == []
    form.locator("[name=percent]").fill("19")
    form.locator("button.main").click()
    expect(page.locator(".notice")).to_contain_text("Kept")
    page.locator(".notice button").click()
    window.close()
