"""A django-oscar shop with a sample, and customers who buy in it."""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
from tests.counterparts import buyers, install, process

USER, PASSWORD = "merchant", "for tests only"
HOME = {
    "first_name": "Mei",
    "last_name": "Lin",
    "line1": "Am Markt 1",
    "line4": "Jena",
    "postcode": "07743",
}


class Refused(Exception):
    """What the shop did not like."""


class Shop:
    """A running shop. `buy` is a customer in the browser; `admin` is the merchant."""

    def __init__(self, address: str, database: Path) -> None:
        self.address, self.database = f"{address}/api", database
        access = (USER, PASSWORD)
        self._merchant = httpx.Client(base_url=f"{self.address}/admin", auth=access, timeout=60)
        self.start_seconds = 0.0

    @property
    def access(self) -> tuple[dict[str, str], dict[str, str]]:
        """Secrets and options that a connection needs."""
        return {"password": PASSWORD}, {"user": USER}

    def admin(self, method: str, path: str, body: Any = None) -> Any:
        """A request of the merchant to /api/admin."""
        return ask(self._merchant, method, path, body)

    def close(self) -> None:
        """Hang up."""
        self._merchant.close()

    def variants(self) -> dict[str, dict[str, Any]]:
        """Stock records by their article number."""
        found: dict[str, dict[str, Any]] = {}
        page: str | None = "/products/"
        while page:
            listed = self.admin("GET", page)
            records = [record for item in listed["results"] for record in item["stockrecords"]]
            found |= {record["partner_sku"]: record for record in records}
            page = listed["next"]
        return found

    def buy(self, sku: str, quantity: int = 1, email: str = "mei@example.com") -> str:
        """Fill a basket, check out, and return the order's number."""
        product = self.variants()[sku]["product"]
        with httpx.Client(base_url=self.address, timeout=60) as browser:
            wanted = {"url": f"{self.address}/products/{product}/", "quantity": quantity}
            basket = ask(browser, "POST", "/basket/add-product/", wanted)["url"]
            country = f"{self.address}/countries/DE/"
            address = HOME | {"country": country, "phone_number": buyers.phone(email)}
            checkout = {"basket": basket, "guest_email": email, "shipping_address": address}
            order = ask(browser, "POST", "/checkout/", checkout)
            return str(order["number"])

    def carry_on(self, number: str, status: str) -> None:
        """Move an order to another stage, as the shop's dashboard does: the API cannot."""
        with closing(sqlite3.connect(self.database, timeout=20)) as base, base:
            base.execute("UPDATE order_order SET status = ? WHERE number = ?", (status, number))


def ask(client: httpx.Client, method: str, path: str, body: Any) -> Any:
    """Send a request; returns the answer or raises `Refused`."""
    answer = client.request(method, path, json=body)
    if answer.is_error:
        raise Refused(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
    return answer.json() if answer.content else None


def prepare() -> Path:
    """The filled database, made once for each version of script and sample."""
    with install.alone("oscar"):
        place = install.folder("oscar")
        filled = place / f"filled-{install.refresh('oscar')}.sqlite"
        if not filled.exists():
            draft = filled.with_suffix(".draft")
            draft.unlink(missing_ok=True)
            command = [install.python(place), "fill.py", "sample.json", USER, PASSWORD]
            process.run(command, place, _settings(draft))
            draft.rename(filled)
        return filled


@contextmanager
def shop(log: Path, filled: Path | None = None, page_size: int = 4) -> Iterator[Shop]:
    """A shop alone on a free port; with the sample, or with a filled database of one's own.

    Its pages are small, so that a sample has several.
    """
    began, place = time.monotonic(), install.folder("oscar")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "shop.sqlite"
        shutil.copy(filled or prepare(), database)
        port = process.free_port()
        command = [install.python(place), "serve.py", str(port)]
        address = f"http://127.0.0.1:{port}"
        answers = process.says_ok(f"{address}/api/")
        more = _settings(database, page_size)
        started = process.running(command, place, log, answers, more)
        with started, closing(Shop(address, database)) as found:
            found.start_seconds = time.monotonic() - began
            yield found


def _settings(database: Path, page_size: int = 4) -> dict[str, str]:
    plain = {"OSCAR_DATABASE": str(database), "OSCAR_PAGE_SIZE": str(page_size)}
    return plain | {"PYTHONPATH": "", "PATH": os.environ["PATH"]}
