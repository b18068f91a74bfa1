"""The rows of a body: {"products": [...], "orders": [...], ...}, written as in the REST API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from pydantic import ValidationError

from shopweave.commerce.api import CustomerForm, InCurrency, OrderForm, ProductForm, StockForm
from shopweave.connectors.contract import (
    Cursor,
    Entity,
    NotUnderstood,
    Page,
    Refused,
    StockCount,
    WrongForm,
)

_KNOWN = {*(entity.value for entity in Entity), "gone"}
_NO_ID = "?"


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes drafts of rows. Prices without a currency are in the source's."""

    source: InCurrency
    now: datetime

    def page(self, raw: bytes) -> Page:
        """A body as a page; a wrong row is refused, the others come in."""
        try:
            body = orjson.loads(raw)
        except orjson.JSONDecodeError:
            return _refused("body", "not JSON")
        if not isinstance(body, dict):
            return _refused("body", "not an object")
        lists = {name: body.get(name, []) for name in _KNOWN}
        unknown = [name for name in body if name not in _KNOWN]
        wrong = [name for name, rows in lists.items() if not isinstance(rows, list)]
        if unknown or wrong:
            return _refused((unknown + wrong)[0], "unknown, or not a list")
        return self.of(lists, {}, last=True)

    def of(self, lists: Mapping[str, list[Any]], cursor: Cursor, *, last: bool) -> Page:
        """Lists of rows by entity as a page."""
        refused: list[Refused] = []
        return Page(
            cursor=cursor,
            last=last,
            products=self._drafts(lists, "products", self._product, refused),
            customers=self._drafts(lists, "customers", self._customer, refused),
            orders=self._drafts(lists, "orders", self._order, refused),
            stock=self._drafts(lists, "stock", self._stock, refused),
            refused=tuple(refused),
            gone=tuple(str(key) for key in lists.get("gone", [])),
        )

    def _drafts(
        self,
        lists: Mapping[str, list[Any]],
        name: str,
        draft: Callable[[Any], Any],
        refused: list[Refused],
    ) -> tuple[Any, ...]:
        found = []
        for row in lists.get(name, []):
            try:
                found.append(draft(row))
            except ValidationError as error:
                key = str(row.get("id", _NO_ID)) if isinstance(row, dict) else _NO_ID
                field = ".".join(map(str, error.errors()[0]["loc"])) or name
                refused.append(Refused(key[:200], field[:80], WrongForm(field=field[:80])))
        return tuple(found)

    def _product(self, row: Any) -> Any:
        return ProductForm.model_validate(row).draft(self.source, self.now)

    def _customer(self, row: Any) -> Any:
        return CustomerForm.model_validate(row).draft(self.source, self.now)

    def _order(self, row: Any) -> Any:
        return OrderForm.model_validate(row).draft(self.source, self.now)

    def _stock(self, row: Any) -> StockCount:
        form = StockForm.model_validate(row)
        at = (form.at or self.now).astimezone(UTC)
        return StockCount(form.product, form.quantity, at, form.variant, form.place)


def _refused(field: str, what: str) -> Page:
    problem = NotUnderstood(detail=f"{field[:80]}: {what}")
    return Page({}, last=True, refused=(Refused("", field, problem),))
