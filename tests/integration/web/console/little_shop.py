"""A small shop with everything that a page can show."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from shopweave import decisions, recommend
from shopweave.app import Shopweave
from shopweave.commerce import orders, sources
from shopweave.connectors.files import Request
from shopweave.decisions import Decision
from shopweave.settings import Settings
from shopweave.trust import keys, setup, staff
from shopweave.trust.permissions import SYSTEM

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
PRODUCTS = """Product ID,Title,Description,Category,Price,Currency,Image link
T1,Green tea,Fresh and light,Tea > Green,9.90,EUR,
T2,<script>alert(1)</script> black tea,<img src=x onerror=alert(2)>,Tea,8.5,EUR,javascript:alert(3)
C1,Clay cup,For two hands,Cups,24.00,EUR,https://elsewhere.example/cup.jpg
C2,Glass cup,For one hand,Cups,12.00,EUR,
"""
CUSTOMERS = """Customer ID,Name,Email,Phone
7,Mara Lind,mara@example.com,+4915112345678
8,林小满,lin@example.com,+8613812345678
9,<b>Ben</b>,ben@example.com,
"""
STOCK = """Product ID,Location,On hand
T1,Harbour Street,0
C1,Harbour Street,12
"""


@dataclass(frozen=True)
class Stocked:
    """The shop, and one of each thing in it."""

    shop: Shopweave
    customer: str
    product: str
    order: str
    decision: str
    imported: str
    app: FastAPI

    def addresses(self) -> list[str]:
        """The address of every page."""
        return [
            "/", "/goods", "/goods/mend", "/goods/filing", "/goods/drafts",
            "/settings/model", "/goods/edit?what=price&value=5",
            "/customers", f"/customers/{self.customer}", "/products",
            f"/products/{self.product}", "/stock", "/collect", "/orders", f"/orders/{self.order}",
            "/live", "/models",
            "/decisions", f"/decisions/{self.decision}", "/data", f"/data/imports/{self.imported}",
            "/sources", "/sources/new", "/sources/new?kind=rest",
            "/settings", "/settings/account", "/settings/rules", "/settings/staff",
            "/settings/keys", "/settings/messages", "/settings/messages?kind=email",
            "/settings/consent", "/settings/log", "/settings/money", "/more",
            "/profit", "/profit/costs", "/profit?by=product&days=365", "/search?q=tea",
            "/settings/reach", "/phone",
            f"/customers/{self.customer}/erase",
        ]  # fmt: skip


def open_shop(folder: Path) -> Stocked:
    """Open the shop and bring its past in."""
    shop = Shopweave(Settings(data=folder / "data"))
    imported = [bring(shop, folder, kind, text) for kind, text in _files().items()][-1]
    recommend.train(shop.database, shop.artefacts, shop.clock.now(), "test", lambda note: None)
    with shop.database.write() as tx:
        head = orders.newest(tx, 1)[0]
        line = orders.get(tx, head.id).lines[0]
        made = decisions.record(tx, _decision(shop, head.customer_id, line.product_id))
    customer, product = str(head.customer_id), str(line.product_id)
    return Stocked(shop, customer, product, head.id, made, imported, shop.application())


def way_in(shop: Shopweave) -> str:
    """Make a link that lets the owner in; makes the owner first."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        user = staff.with_login(tx, "mara")
        if user is None:
            hashed = shop.trust.passwords.renew("violet anchor biscuit tram")
            wanted = staff.NewUser("mara", "Mara Lind", ("owner",), hashed)
            user = staff.add(tx, SYSTEM, wanted, now)
        return setup.issue(tx, now, user.id)


def signed_in(stocked: Stocked) -> TestClient:
    """A browser in which the owner is signed in."""
    headers = {"accept": "text/html", "origin": "http://testserver"}
    client = TestClient(stocked.app, headers=headers, follow_redirects=False)
    address = f"/sign-in/{way_in(stocked.shop)}"
    token = TOKEN.findall(client.get(address).text)[0]
    assert client.post(address, data={"form_token": token}).status_code == 303
    return client


def front_key(shop: Shopweave) -> str:
    """A public key of the shop front."""
    with shop.database.write() as tx:
        source = sources.by_name(tx, "Tea shop").id
        wanted = keys.NewKey(keys.KeyKind.PUBLIC, "Front", source=source)
        return keys.create(tx, SYSTEM, wanted, shop.clock.now())[1]


def _decision(shop: Shopweave, customer: str | None, product: str | None) -> Decision:
    return Decision(
        f"{recommend.KIND}.home",
        "customer",
        str(customer),
        shop.clock.now(),
        {"slot": "home", "items": [product]},
        reasons=[{"code": "buy_again", "product": product, "count": 3, "days": 7.0}],
        inputs={"bought": 12},
        model_version="1",
        arm="treated",
    )


def _files() -> dict[str, str]:
    return {"products": PRODUCTS, "customers": CUSTOMERS, "stock": STOCK, "orders": _orders()}


def _orders() -> str:
    """Three people who buy once a week, up to yesterday; one row is wrong."""
    rows = ["Order number,Order date,Customer ID,Product ID,Quantity,Unit price,Currency"]
    today = datetime.now(UTC)
    for week in range(12):
        for person, product, price in ((7, "T1", 9.9), (8, "T2", 8.5), (9, "C1", 24)):
            day = today - timedelta(days=1 + 7 * week + person - 7)
            number = f"{person}{week:02d}"
            rows.append(f"{number},{day:%Y-%m-%d %H:%M},{person},{product},1,{price},EUR")
            rows.append(f"{number},{day:%Y-%m-%d %H:%M},{person},C2,2,12,EUR")
    return "\n".join([*rows, "999,yesterday,7,T1,1,9.90,EUR"]) + "\n"


def bring(shop: Shopweave, folder: Path, kind: str, text: str) -> str:
    """Import the text as a file of this kind; returns the import's id."""
    file = folder / f"{kind}.csv"
    file.write_text(text, "utf-8")
    return shop.importer.run(Request(file, kind, source="Tea shop")).import_id
