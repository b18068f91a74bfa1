"""A Vendure shop with a sample, and customers who buy in it."""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
from tests.counterparts import buyers, install, process

USER, PASSWORD = "merchant", "for tests only"
LOGIN = """
mutation($u: String!, $p: String!) { login(username: $u, password: $p) { __typename } }
"""
HOME = """
{fullName: "Mei Lin", streetLine1: "Am Markt 1", city: "Jena", postalCode: "07743",
 countryCode: "DE", phoneNumber: "%s"}
"""


class Refused(Exception):
    """What the shop did not like."""


class Shop:
    """A running shop. `buy` is a customer in the browser; `admin` is the merchant."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._merchant = httpx.Client(base_url=f"{address}/admin-api", timeout=60)
        self.start_seconds = 0.0

    @property
    def access(self) -> tuple[dict[str, str], dict[str, str]]:
        """Secrets and options that a connection needs."""
        return {"password": PASSWORD}, {"username": USER}

    def admin(self, query: str, **variables: Any) -> Any:
        """A query of the merchant."""
        if "authorization" not in self._merchant.headers:
            ask(self._merchant, LOGIN, {"u": USER, "p": PASSWORD})
        return ask(self._merchant, query, variables)

    def close(self) -> None:
        """Hang up."""
        self._merchant.close()

    def variants(self) -> dict[str, dict[str, Any]]:
        """Variants by their article number."""
        found = self.admin(
            "{ productVariants(options: {take: 1000}) { items { id sku name price priceWithTax"
            " product { id } stockLevels { stockOnHand stockAllocated stockLocationId } } } }"
        )
        return {item["sku"]: item for item in found["productVariants"]["items"]}

    def buy(self, sku: str, quantity: int = 1, email: str = "mei@example.com") -> str:
        """Fill a cart, pay, and return the order's code."""
        with httpx.Client(base_url=f"{self.address}/shop-api", timeout=60) as browser:
            variant = self.variants()[sku]["id"]
            _step(browser, "addItemToOrder", f'productVariantId: "{variant}", quantity: {quantity}')
            person = f'{{firstName: "Mei", lastName: "Lin", emailAddress: "{email}"}}'
            _step(browser, "setCustomerForOrder", f"input: {person}")
            _step(browser, "setOrderShippingAddress", f"input: {HOME % buyers.phone(email)}")
            ways = ask(browser, "{ eligibleShippingMethods { id } }", {})["eligibleShippingMethods"]
            _step(browser, "setOrderShippingMethod", f'shippingMethodId: ["{ways[0]["id"]}"]')
            _step(browser, "transitionOrderToState", 'state: "ArrangingPayment"')
            order = _step(browser, "addPaymentToOrder", 'input: {method: "card", metadata: {}}')
            return str(order["code"])


def ask(client: httpx.Client, query: str, variables: dict[str, Any]) -> Any:
    """Send a query; returns its data or raises `Refused`."""
    answer = client.post("", json={"query": query, "variables": variables})
    token = answer.headers.get("vendure-auth-token")
    if token:
        client.headers["authorization"] = f"Bearer {token}"
    body = answer.json()
    if body.get("errors"):
        raise Refused(body["errors"])
    return body["data"]


def _step(browser: httpx.Client, name: str, arguments: str) -> Any:
    query = (
        f"mutation {{ {name}({arguments}) {{ __typename ... on Order {{ id code state }}"
        " ... on ErrorResult { errorCode message } } }"
    )
    done = ask(browser, query, {})[name]
    if done["__typename"] != "Order":
        raise Refused(done)
    return done


def prepare() -> Path:
    """The filled database, made once for each version of script and sample."""
    with install.alone("vendure"):
        place = install.folder("vendure")
        filled = place / f"filled-{install.refresh('vendure')}.sqlite"
        if not filled.exists():
            draft = filled.with_suffix(".draft")
            process.run([*install.node(), "shop.js", "fill", str(draft), "sample.json"], place)
            draft.rename(filled)
        return filled


@contextmanager
def shop(log: Path, database: Path | None = None) -> Iterator[Shop]:
    """A shop alone on a free port; with the sample, or with a filled database of one's own."""
    filled, port = database or prepare(), process.free_port()
    began = time.monotonic()
    place = install.folder("vendure")
    command = [
        *install.node(),
        "--require",
        "./leash.cjs",
        "shop.js",
        "serve",
        str(filled),
        str(port),
    ]
    address = f"http://127.0.0.1:{port}"
    answers = process.says_ok(f"{address}/health")
    with process.running(command, place, log, answers), closing(Shop(address)) as found:
        found.start_seconds = time.monotonic() - began
        yield found
