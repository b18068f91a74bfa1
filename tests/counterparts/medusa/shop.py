"""A Medusa shop with a sample, and customers who buy in it."""

import json
import os
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
from tests.counterparts import buyers, install, process
from tests.counterparts.medusa.fill import fill

USER, PASSWORD = "merchant@example.com", "supersecret"
POSTGRESQL = os.environ.get(
    "SHOPWEAVE_TEST_POSTGRESQL", "postgresql+psycopg://root@127.0.0.1:5432/postgres"
).replace("+psycopg", "")


class Refused(Exception):
    """What the shop did not like."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A filled shop on disk: a dump of its database, and the keys and numbers to use it with."""

    dump: Path
    keys: dict[str, str]


class Shop:
    """A running shop. `buy` is a customer in the browser; `admin` is the merchant."""

    def __init__(self, address: str, keys: dict[str, str]) -> None:
        self.address, self.keys = address, keys
        self.start_seconds = 0.0
        self._merchant = merchant(address, keys["secret"])
        public = {"x-publishable-api-key": keys["publishable"]}
        self._browser = httpx.Client(base_url=f"{address}/store", headers=public, timeout=60)

    @property
    def access(self) -> tuple[dict[str, str], dict[str, str]]:
        """Secrets and options that a connection needs."""
        return {"secret_key": self.keys["secret"]}, {}

    def admin(self, method: str, path: str, body: Any = None, **query: Any) -> Any:
        """A request of the merchant to /admin."""
        return ask(self._merchant, method, path, body, query)

    def close(self) -> None:
        """Hang up."""
        self._merchant.close()
        self._browser.close()

    def variants(self) -> dict[str, dict[str, Any]]:
        """Variants by their article number."""
        found = self.admin("GET", "/product-variants", limit=1000)["variants"]
        return {item["sku"]: item for item in found}

    def buy(self, sku: str, quantity: int = 1, email: str = "mei@example.com") -> dict[str, Any]:
        """Fill a cart, pay, and return the order."""
        home = {
            "first_name": "Mei",
            "last_name": "Lin",
            "address_1": "Am Markt 1",
            "city": "Jena",
            "postal_code": "07743",
            "country_code": "de",
            "phone": buyers.phone(email),
        }
        start = {"region_id": self.keys["region"], "email": email, "shipping_address": home}
        cart = self._post("/carts", start | {"billing_address": home})["cart"]["id"]
        line = {"variant_id": self.variants()[sku]["id"], "quantity": quantity}
        self._post(f"/carts/{cart}/line-items", line)
        ways = ask(self._browser, "GET", "/shipping-options", None, {"cart_id": cart})
        way = {"option_id": ways["shipping_options"][0]["id"]}
        self._post(f"/carts/{cart}/shipping-methods", way)
        payment = self._post("/payment-collections", {"cart_id": cart})["payment_collection"]
        sessions = f"/payment-collections/{payment['id']}/payment-sessions"
        self._post(sessions, {"provider_id": "pp_system_default"})
        done = self._post(f"/carts/{cart}/complete", {})
        if done["type"] != "order":
            raise Refused(done)
        order: dict[str, Any] = done["order"]
        return order

    def _post(self, path: str, body: Any) -> Any:
        return ask(self._browser, "POST", path, body, {})


def merchant(address: str, key: str) -> httpx.Client:
    """A client with a secret key of the shop."""
    return httpx.Client(base_url=f"{address}/admin", auth=(key, ""), timeout=60)


def ask(client: httpx.Client, method: str, path: str, body: Any, query: dict[str, Any]) -> Any:
    """Send a request; returns the answer or raises `Refused`."""
    answer = client.request(method, path, json=body, params=query)
    if answer.is_error:
        raise Refused(f"{method} {path}: {answer.status_code} {answer.text}")
    return answer.json()


def prepare() -> Prepared:
    """The filled shop, made once for each version of script and sample."""
    with install.alone("medusa"):
        place = install.folder("medusa")
        dump = place / f"filled-{install.refresh('medusa')}.dump"
        keys = dump.with_suffix(".keys.json")
        if not keys.exists():
            with _database() as url:
                found = _filled(url)
                _tool("pg_dump", "--format=custom", f"--file={dump}", url)
            keys.write_text(json.dumps(found))
        return Prepared(dump, json.loads(keys.read_text()))


def _filled(url: str) -> dict[str, str]:
    place, settings = install.folder("medusa"), {"DATABASE_URL": url}
    process.run([*_medusa(), "db:migrate"], place, settings)
    process.run([*_medusa(), "user", "-e", USER, "-p", PASSWORD], place, settings)
    with _serving(url, place / "fill.log") as address:
        session = {"email": USER, "password": PASSWORD}
        token = httpx.post(f"{address}/auth/user/emailpass", json=session).json()["token"]
        bearer = {"authorization": f"Bearer {token}"}
        with httpx.Client(base_url=f"{address}/admin", headers=bearer, timeout=60) as client:
            sample = json.loads((place / "sample.json").read_text())
            return fill(
                lambda method, path, body=None, **query: ask(client, method, path, body, query),
                sample,
            )


@contextmanager
def shop(log: Path) -> Iterator[Shop]:
    """A shop with the sample, alone on a free port with a database of its own."""
    prepared = prepare()
    began = time.monotonic()
    with _database() as url:
        _tool("pg_restore", "--no-owner", f"--dbname={url}", str(prepared.dump))
        with _serving(url, log) as address, closing(Shop(address, prepared.keys)) as found:
            found.start_seconds = time.monotonic() - began
            yield found


@contextmanager
def _serving(url: str, log: Path) -> Iterator[str]:
    port = process.free_port()
    address = f"http://127.0.0.1:{port}"
    start = ["start", "--port", str(port), "--host", "127.0.0.1"]
    command = [*_medusa("--require", "./leash.cjs"), *start]
    answers = process.says_ok(f"{address}/health")
    with process.running(command, install.folder("medusa"), log, answers, {"DATABASE_URL": url}):
        yield address


@contextmanager
def _database() -> Iterator[str]:
    name = f"sw_test_medusa_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(POSTGRESQL, autocommit=True, connect_timeout=3) as server:
        server.execute(f'CREATE DATABASE "{name}"')
        try:
            yield POSTGRESQL.rsplit("/", 1)[0] + f"/{name}"
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _medusa(*node_options: str) -> list[str]:
    return [*install.node(), *node_options, "node_modules/@medusajs/cli/cli.js"]


def _tool(name: str, *arguments: str) -> None:
    subprocess.run([name, *arguments], check=True, capture_output=True)
