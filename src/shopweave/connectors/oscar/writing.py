"""Write stock and prices into a django-oscar shop: both stand in a product's stock record."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from shopweave.connectors.contract import NotThere, PriceChange, Refused, StockLevel
from shopweave.connectors.contract.refusals import NotTaken
from shopweave.connectors.oscar.api import Api, Item, key_of
from shopweave.connectors.oscar.products import PATH
from shopweave.foundation.money import Money

Change = TypeVar("Change", StockLevel, PriceChange)
_WRONG = frozenset({400})


def stock(api: Api, levels: Sequence[StockLevel]) -> list[Refused]:
    """Set how many are in stock: what can be sold, and what is allocated to orders there."""
    return _write(api, levels, _level)


def prices(api: Api, changes: Sequence[PriceChange]) -> list[Refused]:
    """Set prices."""
    return _write(api, changes, _priced)


def _level(level: StockLevel, record: Item) -> Item:
    return {"num_in_stock": max(0, int(level.units)) + (record.get("num_allocated") or 0)}


def _priced(change: PriceChange, _: Item) -> Item:
    amount = Money(change.price.amount, change.price.currency).decimal()
    return {"price": str(amount), "price_currency": change.price.currency}


def _write(
    api: Api, changes: Sequence[Change], body: Callable[[Change, Item], Item]
) -> list[Refused]:
    refused = []
    for change in changes:
        key = change.variant or change.product
        try:
            record = _record(api, key)
            _change(api, record, body(change, record))
        except (NotThere, NotTaken) as problem:
            refused.append(Refused(key, "stockrecord", problem))
    return refused


def _record(api: Api, key: str) -> Item:
    """A product's first stock record, from which oscar sells."""
    records: list[Item] = api.get(f"{PATH}{key}/")["stockrecords"]
    if not records:
        raise NotTaken(reason="no stock record")
    return records[0]


def _change(api: Api, record: Item, body: Item) -> None:
    path = f"admin/stockrecords/{key_of(record['url'])}/"
    answer = api.patch(path, body, accept=_WRONG)
    if answer.status in _WRONG:
        raise NotTaken(reason=str(answer.json)[:120])
