"""A shop with one till in the browser: its server, a device that was paired, and the network."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
import uvicorn
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright
from tests.conftest import missing
from tests.integration.commerce.till.conftest import COUNTS, PLACES, PRODUCTS, SHOP, key
from tests.integration.web.console.test_console_browser import FLAGS

from shopweave.app import Shopweave
from shopweave.settings import Settings
from shopweave.trust.permissions import Permission


@dataclass(frozen=True)
class Counter:
    """A running shop, seen by a server of its own (`web`) and by the till's key."""

    address: str
    web: httpx.Client
    till_key: str
    shop: Shopweave

    def pairing(self, till: str) -> str:
        """The link of the code that a device scans once."""
        told = urlencode({"key": self.till_key, "place": "store", "name": till})
        return f"{self.address}/till#{told}"

    def on_hand(self, code: str = "TEA", place: str = "store") -> float:
        """Units of an article at a place."""
        rows = self.web.get("/v1/till/stock", params={"code": code}).json()["rows"]
        return {row["place"]: row["on_hand"] for row in rows}.get(place, 0)

    def receipts(self, till: str) -> list[int]:
        """Numbers of what was sold at a till, each as often as it was booked."""
        rows = self.web.get("/v1/orders", params={"channel": "till", "limit": 100}).json()["rows"]
        numbers = (row["number"].split("-") for row in rows)
        return sorted(int(number) for name, number in numbers if name == till)


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """A shop with goods in a store."""
    with closing(Shopweave(Settings(data=tmp_path_factory.mktemp("shop")))) as shop:
        headers = key(shop, "web", *SHOP, Permission.ORDERS_WRITE, Permission.TILL_SELL)
        till_key = key(shop, "counter", Permission.TILL_SELL)["Authorization"].split()[1]
        config = uvicorn.Config(shop.application(), "127.0.0.1", 0, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        with httpx.Client(base_url=address, headers=headers) as web:
            for path, rows in (("products", PRODUCTS), ("places", PLACES), ("stock", COUNTS)):
                assert web.post(f"/v1/{path}", json=rows).is_success
            yield Counter(address, web, till_key, shop)
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """What drives the browser."""
    with sync_playwright() as started:
        yield started


@dataclass
class Device:
    """A tablet with a browser that keeps what it has when it is switched off."""

    playwright: Playwright
    folder: Path
    faults: list[str] = field(default_factory=list)
    window: BrowserContext | None = None

    def on(self, *flags: str, **view: object) -> Page:
        """Switch it on: one page, watched."""
        found = os.environ.get("SHOPWEAVE_TEST_CHROMIUM") or shutil.which("chromium")
        if found is None:
            missing("Chromium", "install it, or set SHOPWEAVE_TEST_CHROMIUM")
        self.window = self.playwright.chromium.launch_persistent_context(
            self.folder, executable_path=found, args=[*FLAGS, *flags], **{"locale": "en-GB"} | view
        )  # type: ignore[call-overload] # passed on as it is
        page = self.window.pages[0]
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        return page

    def off(self) -> None:
        """Pull the plug."""
        if self.window is not None:
            self.window.close()
            self.window = None


@pytest.fixture
def device(playwright: Playwright, tmp_path: Path) -> Iterator[Device]:
    """A device, fresh from its box."""
    made = Device(playwright, tmp_path / "device")
    yield made
    made.off()
    assert made.faults == []
