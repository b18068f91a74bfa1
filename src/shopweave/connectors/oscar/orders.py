"""Orders of a django-oscar shop, which lists them newest first and cannot tell what changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineDraft, LineKind, OrderDraft
from shopweave.connectors.contract import Cursor, Page, each, from_decimal, instant
from shopweave.connectors.files.contents.statuses import status_of
from shopweave.connectors.oscar.api import Api, Item, Listed, key_of

PATH = "admin/orders/"
# So many of the newest are looked at each time, and the stages of some more are remembered: an
# order whose number is low but that was written late is among them.
_LOOK, _REMEMBERED = 100, 300
Stages = Mapping[str, str]


def pages(api: Api, cursor: Cursor) -> Iterator[Page]:
    """All orders the first time; later the newest, and on as long as there are new ones.

    cursor: `highest` is the highest number before this walk, None in the first one; `stages` are
    those last seen; `next` and `looked` are where a walk goes on.
    """
    highest, stages = cursor.get("highest"), dict(cursor.get("stages", {}))
    looked = int(cursor.get("looked", 0))
    for listed in api.pages(PATH, cursor.get("next")):
        news = _news(listed, stages, highest, looked)
        good, refused = each(news, lambda item: draft(api, item), "number")
        looked += len(listed.items)
        fresh = any(_number(item) > (highest or 0) for item in listed.items)
        last = listed.onward is None or not (fresh or looked < _LOOK)
        wrong = {one.external_id for one in refused}
        seen = [item for item in listed.items if str(item.get("number")) not in wrong]
        stages = _remembered(stages | _stages(seen))
        yield Page(
            _over(stages, highest) if last else _onward(stages, highest, listed.onward, looked),
            last,
            orders=good,
            refused=refused,
            total=listed.total,
        )
        if last:
            return


def draft(api: Api, item: Item) -> OrderDraft:
    """An order with its lines; discounts are within the prices of the lines."""
    currency, key = item["currency"], key_of(item["url"])
    lines = api.list(f"{PATH}{key}/lines/")
    drafts = [_line(n, line, currency) for n, line in enumerate(lines, start=1)]
    for kind, amount, title in _extras(item, currency):
        drafts.append(LineDraft(len(drafts) + 1, 1, amount, None, title, kind))
    return OrderDraft(
        external_id=key,
        placed_at=instant(item["date_placed"]),
        currency=currency,
        lines=tuple(drafts),
        number=item["number"],
        status=status_of(item.get("status")),
        status_original=item.get("status"),
        customer=tuple(_marks(item)),
        total=from_decimal(item["total_incl_tax"], currency),
    )


def _news(listed: Listed, stages: Stages, highest: int | None, looked: int) -> list[Item]:
    """Orders of a page that are new or in another stage than before."""
    found = []
    for place, item in enumerate(listed.items, start=looked):
        before = stages.get(key_of(item["url"]))
        unknown = before is None and (place < _LOOK or _number(item) > (highest or 0))
        if unknown or before not in (None, _stage(item)):
            found.append(item)
    return found


def _line(number: int, line: Item, currency: str) -> LineDraft:
    quantity = int(line["quantity"])
    worth = from_decimal(line["price_incl_tax"], currency)
    product = key_of(line["product"]) if line.get("product") else None
    # A child is its product's variant under the same number.
    unit = round(worth / quantity) if quantity else worth
    return LineDraft(number, quantity, unit, product, variant=product)


def _extras(item: Item, currency: str) -> Iterator[tuple[LineKind, int, str]]:
    shipping = from_decimal(item["shipping_incl_tax"], currency)
    if shipping:
        yield LineKind.SHIPPING, shipping, item.get("shipping_method") or ""
    for one in item.get("surcharges") or ():
        yield LineKind.FEE, from_decimal(one["incl_tax"], currency), one["name"]


def _marks(item: Item) -> Iterator[Identity]:
    address = item.get("billing_address") or item.get("shipping_address") or {}
    for kind, value in (
        (IdentityKind.CUSTOMER_ID, key_of(item["owner"]) if item.get("owner") else None),
        (IdentityKind.EMAIL, item.get("email")),
        (IdentityKind.PHONE, address.get("phone_number")),
    ):
        if value:
            yield Identity(kind, str(value))


def _number(item: Item) -> int:
    return int(key_of(item["url"]))


def _stage(item: Item) -> str:
    return str(item.get("status"))


def _stages(items: Sequence[Item]) -> dict[str, str]:
    return {key_of(item["url"]): _stage(item) for item in items}


def _remembered(stages: Stages) -> dict[str, str]:
    newest = sorted(stages, key=int, reverse=True)[:_REMEMBERED]
    return {key: stages[key] for key in newest}


def _onward(
    stages: Stages, highest: int | None, query: str | None, looked: int
) -> Mapping[str, Any]:
    return {"highest": highest, "stages": stages, "next": query, "looked": looked}


def _over(stages: Stages, highest: int | None) -> Mapping[str, Any]:
    return {"highest": max(map(int, stages), default=highest or 0), "stages": stages}
