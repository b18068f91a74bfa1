"""JSON routes of the joined ways: collect, send, return anywhere, one balance of points."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from shopweave.commerce import fulfilment, orders, places, points, returns
from shopweave.commerce.api.forms import Form, Key
from shopweave.commerce.customers import Directory
from shopweave.commerce.fulfilment import Fulfilment, FulfilmentKind
from shopweave.commerce.returns import Condition, Quote, Return, ReturnDraft
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.problems import Problem
from shopweave.trust import audit
from shopweave.trust.permissions import Permission, Principal, require

Reader = Annotated[Principal, require(Permission.ORDERS_READ)]
Writer = Annotated[Principal, require(Permission.ORDERS_WRITE)]
MemberReader = Annotated[Principal, require(Permission.CUSTOMERS_READ)]
Units = Annotated[float, Field(gt=0, le=1e6, allow_inf_nan=False)]


class PlaceOfOrder(Form):
    """Where to collect: our id of a place, or the source's name of it."""

    place: Key


class CodeForm(Form):
    """What the buyer says at the counter."""

    code: Annotated[str, Field(min_length=1, max_length=20)]


class ParcelForm(Form):
    """Who carries it, and its number."""

    carrier: Annotated[str, Field(max_length=80)] = ""
    tracking: Annotated[str, Field(max_length=120)] = ""


class ReturnedForm(Form):
    """Units of one line of the order."""

    line: int
    quantity: Units = 1
    condition: Condition = Condition.SELLABLE


class ReturnForm(Form):
    """What is brought back, and where. key: the caller's own number of the return."""

    key: Key
    order: Key
    place: Key
    lines: Annotated[list[ReturnedForm], Field(min_length=1, max_length=200)]
    reason: Annotated[str, Field(max_length=500)] = ""


class PointsForm(Form):
    """Points to spend. key: the caller's own number of the deed."""

    key: Annotated[str, Field(min_length=1, max_length=190)]
    customer: Key
    points: Annotated[int, Field(gt=0, le=1_000_000_000)]
    order: str | None = None


class Joined:
    """The door to what one shop alone cannot do."""

    def __init__(self, database: Database, clock: Clock, directory: Directory) -> None:
        self._database, self._clock = database, clock
        self._vault = directory.vault

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1", tags=["joined"])
        routes.get("/fulfilments")(self.waiting)
        routes.post("/orders/{order_id}/collect")(self.collect)
        routes.post("/orders/{order_id}/ship")(self.ship)
        routes.get("/orders/{order_id}/way")(self.way)
        routes.post("/fulfilments/{parcel}/ready")(self.ready)
        routes.post("/fulfilments/{parcel}/ship")(self.send)
        routes.post("/fulfilments/{parcel}/code")(self.new_code)
        routes.post("/fulfilments/{parcel}/hand-over")(self.hand_over)
        routes.get("/orders/{order_id}/returnable")(self.returnable)
        routes.post("/returns")(self.take_back)
        routes.get("/customers/{customer_id}/points")(self.points)
        routes.post("/points/redeem")(self.redeem)
        routes.post("/points/give-back")(self.give_back)
        return routes

    def waiting(
        self,
        principal: Reader,
        place: Annotated[str | None, Query(max_length=120)] = None,
        kind: FulfilmentKind | None = None,
    ) -> dict[str, Any]:
        """What waits to be picked, sent or collected, the oldest first."""
        with self._database.read() as tx:
            here = place_of(tx, place) if place else None
            return {"rows": [_told(one) for one in fulfilment.open_at(tx, here, kind)]}

    def collect(self, principal: Writer, order_id: str, form: PlaceOfOrder) -> dict[str, Any]:
        """Keep the goods at a place; the answer holds the code, which is shown this once."""
        with self._database.write() as tx:
            made, code = fulfilment.offer_to_collect(
                tx, self._vault, order_id, place_of(tx, form.place), principal.id, self._clock.now()
            )
            return {**_told(made), "code": code}

    def ship(self, principal: Writer, order_id: str) -> dict[str, Any]:
        """Plan the parcels, one for each place that gives something."""
        with self._database.write() as tx:
            made = fulfilment.plan_shipping(tx, order_id, principal.id, self._clock.now())
            return {"rows": [_told(one) for one in made]}

    def way(self, principal: Reader, order_id: str) -> dict[str, Any]:
        """Every step of an order: parcels, steps, returns and points."""
        with self._database.read() as tx:
            orders.get(tx, order_id)
            return {
                "fulfilments": [_told(one) for one in fulfilment.of_order(tx, order_id)],
                "steps": fulfilment.steps(tx, order_id),
                "returns": [_brought(one) for one in returns.of_order(tx, order_id)],
                "points": sum(entry.points for entry in points.of_order(tx, order_id)),
            }

    def ready(self, principal: Writer, parcel: str) -> dict[str, Any]:
        """Everything is in the box."""
        with self._database.write() as tx:
            return _told(fulfilment.ready(tx, parcel, principal.id, self._clock.now()))

    def send(self, principal: Writer, parcel: str, form: ParcelForm) -> dict[str, Any]:
        """The parcel has left."""
        with self._database.write() as tx:
            now = self._clock.now()
            sent = fulfilment.send(tx, parcel, principal.id, now, form.carrier, form.tracking)
            return _told(sent)

    def new_code(self, principal: Writer, parcel: str) -> dict[str, Any]:
        """Draw another code; the one before opens nothing any more."""
        with self._database.write() as tx:
            now = self._clock.now()
            one, code = fulfilment.new_code(tx, self._vault, parcel, principal.id, now)
            audit.record(tx, principal, "fulfilment.new_code", f"fulfilment:{parcel}", at=now)
            return {**_told(one), "code": code}

    def hand_over(self, principal: Writer, parcel: str, form: CodeForm) -> dict[str, Any]:
        """Give the goods to who says the code, once; five wrong codes close it."""
        with self._database.write() as tx:
            now = self._clock.now()
            given = fulfilment.hand_over(tx, self._vault, parcel, form.code, principal.id, now)
        if isinstance(given, Problem):
            raise given
        return _told(given)

    def returnable(self, principal: Reader, order_id: str) -> list[Quote]:
        """What can still come back of an order, with what was paid for each line."""
        with self._database.read() as tx:
            return returns.quote(tx, order_id)

    def take_back(self, principal: Writer, form: ReturnForm) -> dict[str, Any]:
        """Take goods back at a place, wherever they were bought; the refund is in minor units."""
        now = self._clock.now()
        lines = tuple((one.line, one.quantity, one.condition) for one in form.lines)
        with self._database.write() as tx:
            here = place_of(tx, form.place)
            draft = ReturnDraft(form.key, form.order, here, lines, form.reason)
            made = returns.accept(tx, draft, principal.id, now)
            audit.record(tx, principal, "return.accepted", f"return:{made.id}", at=now)
        return _brought(made)

    def points(self, principal: MemberReader, customer_id: str) -> dict[str, Any]:
        """A member's balance and entries over all channels."""
        with self._database.read() as tx:
            have = points.balance(tx, customer_id, self._clock.now())
            return {**asdict(have), "entries": points.history(tx, customer_id)[:200]}

    def redeem(self, principal: Writer, form: PointsForm) -> dict[str, Any]:
        """Spend points, once per key; 409 when there are too few."""
        with self._database.write() as tx:
            now = self._clock.now()
            entry = points.redeem(
                tx, form.customer, form.points, form.key, principal.id, now, form.order
            )
            have = points.balance(tx, form.customer, now)
        return {"points": entry.points, "balance": have.points}

    def give_back(
        self, principal: Writer, key: Annotated[str, Query(max_length=190)]
    ) -> dict[str, Any]:
        """Undo what was spent under a key."""
        with self._database.write() as tx:
            entry = points.give_back(tx, key, principal.id, self._clock.now())
        return {"points": entry.points if entry else 0}


def place_of(tx: Transaction, name: str) -> str:
    """Our id of a place, by its outer name or by our id. Raises `UnknownPlace`."""
    return places.ids_of(tx, [name]).get(name) or places.get(tx, name).id


def _told(one: Fulfilment) -> dict[str, Any]:
    """A parcel without the person it is for."""
    return {key: value for key, value in asdict(one).items() if key != "customer_id"}


def _brought(one: Return) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "customer_id"}
