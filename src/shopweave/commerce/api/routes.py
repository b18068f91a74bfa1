"""JSON routes of the record."""

from collections.abc import Sequence
from datetime import UTC
from typing import Annotated, Any

from fastapi import APIRouter, Query

from shopweave.commerce import catalog, customers, orders, places, profiles, sources, stock
from shopweave.commerce.api import shown
from shopweave.commerce.api.batch import Intake, Sent
from shopweave.commerce.api.forms import CustomerForm, OrderForm, PlaceForm, ProductForm, StockForm
from shopweave.commerce.api.joined import Joined
from shopweave.commerce.api.money import Books
from shopweave.commerce.api.promises import Promises
from shopweave.commerce.api.shown import Shown
from shopweave.commerce.catalog import Selection, Status
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.orders import OrderDraft, OrderStatus
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust.permissions import Permission, Principal, require

P = Permission
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str | None, Query(max_length=1000)]
Words = Annotated[str, Query(max_length=200)]


def routers(database: Database, clock: Clock, directory: Directory) -> list[APIRouter]:
    """Products, customers, orders, stock and its promises, places and sources."""
    intake = Intake(database, clock)
    return [
        Products(database, intake).router(),
        Customers(database, intake, directory).router(),
        Orders(database, intake, directory).router(),
        Promises(database, clock).router(),
        Joined(database, clock, directory).router(),
        Stock(database, intake).router(),
        Books(database, clock, intake).router(),
    ]


class Products:
    """Products in and out."""

    def __init__(self, database: Database, intake: Intake) -> None:
        self._database, self._intake = database, intake

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1/products", tags=["products"])
        routes.put("")(self.put)
        routes.post("")(self.put)
        routes.get("")(self.page)
        routes.get("/{product_id}")(self.one)
        return routes

    def put(
        self, principal: Annotated[Principal, require(P.CATALOG_WRITE)], batch: Sent
    ) -> dict[str, Any]:
        """Bring up to 1,000 products in; each once, however often it is sent."""
        return self._intake.take(batch, principal, ProductForm.model_validate, catalog.upsert)

    def page(
        self,
        principal: Annotated[Principal, require(P.CATALOG_READ)],
        q: Words = "",
        status: Status | None = None,
        category: str | None = None,
        language: str = "en",
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> dict[str, Any]:
        """Products by title; `q` looks through titles in all languages, codes and brands."""
        with self._database.read() as tx:
            found = catalog.search(
                tx,
                Selection(q, category, status),
                language=language,
                cursor=cursor,
                limit=limit,
            )
        rows = [shown.card(card) for card in found.cards]
        return {"rows": rows, "total": found.total, "cursor": found.cursor}

    def one(
        self, product_id: str, principal: Annotated[Principal, require(P.CATALOG_READ)]
    ) -> Shown:
        """One product with all that is known of it."""
        with self._database.read() as tx:
            return shown.product(catalog.as_shown(tx, catalog.get(tx, product_id)))


class Customers:
    """Customers in and out; personal fields go in here and come out under `export` only."""

    def __init__(self, database: Database, intake: Intake, directory: Directory) -> None:
        self._database, self._intake, self._directory = database, intake, directory

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1/customers", tags=["customers"])
        routes.put("")(self.put)
        routes.post("")(self.put)
        routes.get("")(self.page)
        routes.get("/{customer_id}")(self.one)
        return routes

    def put(
        self, principal: Annotated[Principal, require(P.CUSTOMERS_WRITE)], batch: Sent
    ) -> dict[str, Any]:
        """Bring up to 1,000 customers in; each once, however often it is sent."""
        upsert = self._directory.upsert
        return self._intake.take(batch, principal, CustomerForm.model_validate, upsert)

    def page(
        self,
        principal: Annotated[Principal, require(P.CUSTOMERS_READ)],
        q: Words = "",
        sort: Annotated[str, Query(pattern="^-?(spent|orders|last)$")] = "-spent",
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> dict[str, Any]:
        """Buyers; with `q` the people with that e-mail, phone, number, card or name."""
        with self._database.read() as tx:
            if q:
                return self._found(tx, q)
            found = orders.buyers(tx, sort=sort, cursor=cursor, limit=limit)
        rows = [shown.buyer(buyer) for buyer in found.buyers]
        return {"rows": rows, "total": found.total, "cursor": found.cursor}

    def _found(self, tx: Transaction, words: str) -> dict[str, Any]:
        """Everybody who fits, also who never bought."""
        people = self._directory.find(tx, words)
        bought = orders.buyers(tx, customer_ids=people, limit=max(1, len(people))).buyers
        rows = [shown.buyer(buyer) for buyer in bought]
        idle = set(people) - {buyer.customer_id for buyer in bought}
        rows += [shown.visitor(key) for key in people if key in idle]
        return {"rows": rows, "total": len(rows), "cursor": None}

    def one(
        self, customer_id: str, principal: Annotated[Principal, require(P.CUSTOMERS_READ)]
    ) -> Shown:
        """One customer under the pseudonym that counts, and what the purchases say."""
        with self._database.read() as tx:
            found = customers.get(tx, customer_id)
            drawn = profiles.profile(tx, customer_id, UTC)
        return {**shown.customer(found), "profile": shown.profile(drawn)}


class Orders:
    """Orders in and out."""

    def __init__(self, database: Database, intake: Intake, directory: Directory) -> None:
        self._database, self._intake, self._directory = database, intake, directory

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1/orders", tags=["orders"])
        routes.put("")(self.put)
        routes.post("")(self.put)
        routes.get("")(self.page)
        routes.get("/{order_id}")(self.one)
        return routes

    def put(
        self, principal: Annotated[Principal, require(P.ORDERS_WRITE)], batch: Sent
    ) -> dict[str, Any]:
        """Bring up to 1,000 orders in; `historical=true` for those of the past."""
        return self._intake.take(batch, principal, OrderForm.model_validate, self._upsert)

    def page(
        self,
        principal: Annotated[Principal, require(P.ORDERS_READ)],
        q: Words = "",
        status: OrderStatus | None = None,
        channel: str | None = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> dict[str, Any]:
        """Orders, newest first; `q` is how the number begins."""
        with self._database.read() as tx:
            found = orders.search(tx, q, status=status, channel=channel, cursor=cursor, limit=limit)
        rows = [shown.head(head) for head in found.orders]
        return {"rows": rows, "total": found.total, "cursor": found.cursor}

    def one(self, order_id: str, principal: Annotated[Principal, require(P.ORDERS_READ)]) -> Shown:
        """One order with its lines."""
        with self._database.read() as tx:
            return shown.order(orders.get(tx, order_id))

    def _upsert(
        self, tx: Transaction, delivery: Delivery, drafts: Sequence[OrderDraft]
    ) -> Upserted:
        return orders.upsert(tx, self._directory, delivery, drafts)


class Stock:
    """Movements and counts in; levels, places and sources out."""

    def __init__(self, database: Database, intake: Intake) -> None:
        self._database, self._intake = database, intake

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1", tags=["stock"])
        routes.put("/stock")(self.put)
        routes.post("/stock")(self.put)
        routes.get("/stock")(self.levels)
        routes.get("/places")(self.places)
        routes.put("/places")(self.put_places)
        routes.post("/places")(self.put_places)
        routes.get("/sources")(self.sources)
        return routes

    def put(
        self, principal: Annotated[Principal, require(P.STOCK_WRITE)], batch: Sent
    ) -> dict[str, Any]:
        """Book up to 1,000 movements and counts; one `id` is booked once."""
        return self._intake.take(batch, principal, StockForm.model_validate, stock.upsert)

    def levels(
        self,
        principal: Annotated[Principal, require(P.STOCK_READ)],
        product: Annotated[list[str] | None, Query(max_length=200)] = None,
        limit: Annotated[int, Query(ge=1, le=10_000)] = 200,
    ) -> dict[str, Any]:
        """What is on hand of these products (by our id), or the lowest levels of all."""
        with self._database.read() as tx:
            found = stock.of_products(tx, product) if product else stock.levels(tx, limit)
        return {"rows": [shown.level(level) for level in found]}

    def put_places(
        self, principal: Annotated[Principal, require(P.STOCK_WRITE)], batch: Sent
    ) -> dict[str, Any]:
        """Bring sites, zones and shelves in, outer places before inner ones."""
        return self._intake.take(batch, principal, PlaceForm.model_validate, places.upsert)

    def places(self, principal: Annotated[Principal, require(P.STOCK_READ)]) -> dict[str, Any]:
        """Sites, zones and shelves."""
        with self._database.read() as tx:
            return {"rows": places.every(tx)}

    def sources(self, principal: Annotated[Principal, require(P.DATA_READ)]) -> dict[str, Any]:
        """Where the record comes from, and how each source is."""
        with self._database.read() as tx:
            return {"rows": sources.every(tx)}
