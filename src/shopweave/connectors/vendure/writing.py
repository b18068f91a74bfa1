"""Write stock, prices and stages of orders into a Vendure shop."""

from collections.abc import Sequence
from typing import Any

from shopweave.commerce.orders import OrderStatus
from shopweave.connectors.contract import (
    CannotDo,
    OrderChange,
    PriceChange,
    Refused,
    StockLevel,
)
from shopweave.connectors.contract.refusals import NetPrices, NotTaken, OtherCurrency
from shopweave.connectors.vendure.session import Session
from shopweave.foundation.problems import Problem

_AT_ONCE = 100
_LEVELS = """
query($options: ProductVariantListOptions!) {
  stockLocations(options: {take: 100, sort: {id: ASC}}) { items { id name } }
  productVariants(options: $options) {
    items { id sku product { id } stockLevels { stockLocationId stockAllocated } }
  }
}
"""
_UPDATE = """
mutation($input: [UpdateProductVariantInput!]!) { updateProductVariants(input: $input) { id } }
"""
_PRICED = "{ activeChannel { pricesIncludeTax defaultCurrencyCode } }"
_ORDER = """
query($id: ID!) {
  order(id: $id) {
    state nextStates lines { id quantity } fulfillments { id state nextStates }
  }
}
"""
_SEND = """
mutation($input: FulfillOrderInput!) {
  done: addFulfillmentToOrder(input: $input) {
    ... on Fulfillment { id state } ... on ErrorResult { message }
  }
}
"""
_MOVE = """
mutation($id: ID!, $state: String!) {
  done: transitionFulfillmentToState(id: $id, state: $state) {
    ... on Fulfillment { id state } ... on ErrorResult { message }
  }
}
"""
_CANCEL = """
mutation($input: CancelOrderInput!) {
  done: cancelOrder(input: $input) { ... on Order { id } ... on ErrorResult { message } }
}
"""


def write_stock(session: Session, levels: Sequence[StockLevel]) -> list[Refused]:
    """Set what is on the shelf so that so much can be sold: what is promised comes on top."""
    refused = []
    for start in range(0, len(levels), _AT_ONCE):
        chunk = levels[start : start + _AT_ONCE]
        found = _variants(session, [_key(level) for level in chunk])
        places = found["stockLocations"]["items"]
        known = {item["id"]: item for item in found["productVariants"]["items"]}
        good = []
        for level in chunk:
            item, place = known.get(_key(level)), _place(places, level.place)
            if item is None or place is None:
                what = level.product if item is None else str(level.place)
                refused.append(_no(_key(level), NotTaken(reason=f"{what} is not there")))
            else:
                good.append(_level(item, place, level.units))
        _update(session, good)
    return refused


def write_prices(session: Session, changes: Sequence[PriceChange]) -> list[Refused]:
    """Set prices in the shop's own currency; a shop that keeps net prices takes none."""
    channel = session.ask(_PRICED)["activeChannel"]
    good, refused = [], []
    for change in changes:
        if not channel["pricesIncludeTax"]:
            refused.append(_no(_key(change), NetPrices()))
        elif change.price.currency != channel["defaultCurrencyCode"]:
            own = channel["defaultCurrencyCode"]
            problem = OtherCurrency(currency=change.price.currency, own=own)
            refused.append(_no(_key(change), problem))
        else:
            good.append({"id": change.variant or change.product, "price": change.price.amount})
    for start in range(0, len(good), _AT_ONCE):
        _update(session, good[start : start + _AT_ONCE])
    return refused


def write_orders(session: Session, changes: Sequence[OrderChange]) -> list[Refused]:
    """Send, deliver or cancel orders; one that is as far already is left as it is."""
    refused = []
    for change in changes:
        try:
            _carry_on(session, change)
        except (CannotDo, NotTaken) as problem:
            refused.append(Refused(change.order, "status", problem))
    return refused


def _carry_on(session: Session, change: OrderChange) -> None:
    order = session.ask(_ORDER, id=change.order)["order"]
    if order is None:
        raise NotTaken(reason=f"order {change.order} is not there")
    if change.status is OrderStatus.CANCELLED:
        if order["state"] != "Cancelled":
            asked = {"orderId": change.order, "cancelShipping": True}
            _done(session.ask(_CANCEL, again=False, input=asked))
    elif change.status is OrderStatus.SHIPPED:
        _ship(session, order, change)
    elif change.status is OrderStatus.DELIVERED:
        _ship(session, order, change)
        for parcel in session.ask(_ORDER, id=change.order)["order"]["fulfillments"]:
            _move(session, parcel, "Delivered")
    else:
        raise CannotDo(kind="vendure", what=change.status.value)


def _ship(session: Session, order: dict[str, Any], change: OrderChange) -> None:
    """Pack all that is not packed yet into one parcel, and send every parcel that waits."""
    parcels = list(order["fulfillments"] or [])
    if not parcels:
        words = {"method": change.carrier or "Shopweave", "trackingCode": change.tracking or ""}
        arguments = [{"name": name, "value": value} for name, value in words.items()]
        lines = [
            {"orderLineId": line["id"], "quantity": line["quantity"]}
            for line in order["lines"]
            if line["quantity"]
        ]
        handler = {"code": "manual-fulfillment", "arguments": arguments}
        asked = {"lines": lines, "handler": handler}
        parcels = [_done(session.ask(_SEND, again=False, input=asked))]
    for parcel in parcels:
        _move(session, parcel, "Shipped")


def _move(session: Session, parcel: dict[str, Any], state: str) -> None:
    if parcel["state"] == state or parcel["state"] in {"Delivered", "Cancelled"}:
        return
    _done(session.ask(_MOVE, again=False, id=parcel["id"], state=state))


def _done(data: dict[str, Any]) -> dict[str, Any]:
    done: dict[str, Any] = data["done"]
    if "message" in done:
        raise NotTaken(reason=done["message"])
    return done


def _variants(session: Session, ids: Sequence[str]) -> Any:
    options = {"take": len(ids), "filter": {"id": {"in": list(ids)}}}
    return session.ask(_LEVELS, options=options)


def _key(one: StockLevel | PriceChange) -> str:
    return one.variant or one.product


def _place(places: list[dict[str, Any]], name: str | None) -> str | None:
    """The location of that name, or the first one where none is named."""
    named = (place["id"] for place in places if name is None or place["name"] == name)
    return next(named, None)


def _level(item: dict[str, Any], place: str, units: float) -> dict[str, Any]:
    promised = sum(
        level["stockAllocated"]
        for level in item["stockLevels"]
        if level["stockLocationId"] == place
    )
    level = {"stockLocationId": place, "stockOnHand": int(units) + promised}
    return {"id": item["id"], "stockLevels": [level]}


def _update(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        session.ask(_UPDATE, input=list(rows))


def _no(key: str, problem: Problem) -> Refused:
    return Refused(key, problem.code(), problem)
