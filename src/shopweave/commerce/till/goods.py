"""Receive, count and move goods where they are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shopweave.commerce import stock
from shopweave.commerce.catalog import Form
from shopweave.commerce.stock import Movement, MovementKind
from shopweave.commerce.till import articles, records
from shopweave.commerce.till.errors import NamelessLine, WrongWay
from shopweave.commerce.till.forms import StockForm
from shopweave.commerce.till.once import Telling, begin, place_of
from shopweave.commerce.till.types import EntryKind, StockWork
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Principal


def work(tx: Transaction, principal: Principal, form: StockForm, now: datetime) -> dict[str, Any]:
    """Book goods into the ledger of stock; the same again changes nothing."""
    telling = begin(tx, principal, form, now)
    if not isinstance(telling, Telling):
        return {**telling.answer, "repeated": True}
    forms = _forms(tx, form, telling.source.currency)
    to = place_of(tx, form.to) if form.to else None
    if (form.kind is StockWork.TRANSFER) != (to is not None) or to == telling.place_id:
        raise WrongWay
    before = _levels(tx, forms, telling.place_id)
    entry = telling.entry(form, EntryKind.STOCK)
    stock.post(tx, telling.delivery, list(_movements(form, forms, telling, entry.id, to)))
    after = _levels(tx, forms, telling.place_id)
    answer = {
        "id": form.id,
        "kind": form.kind.value,
        "at": telling.at.isoformat(),
        "lines": [
            {"product": one.product_id, "variant": one.variant_id}
            | {"before": before.get(one.variant_id), "after": after.get(one.variant_id)}
            for one in dict.fromkeys(forms)
        ],
        "repeated": False,
    }
    detail = {"kind": form.kind.value, "note": form.note, "to": to}
    records.add(tx, replace(entry, detail=detail, answer=answer))
    return answer


def _forms(tx: Transaction, form: StockForm, currency: str) -> list[Form]:
    found = articles.find(tx, form.lines, currency)
    for number, article in enumerate(found, start=1):
        if article is None:
            raise NamelessLine(line=number)
    return [article.form for article in found if article]


def _movements(
    form: StockForm, forms: Sequence[Form], telling: Telling, reference: str, to: str | None
) -> Iterator[Movement]:
    kind = MovementKind(form.kind.value)
    counted: dict[Form, float] = {}
    for article, line in zip(forms, form.lines, strict=True):
        counted[article] = counted.get(article, 0.0) + line.quantity
    for article, units in counted.items():
        here = -units if to else units
        product, variant = article.product_id, article.variant_id
        common = (telling.at, reference, form.note)
        yield Movement(product, variant, telling.place_id, kind, here, *common)
        if to:
            yield Movement(product, variant, to, kind, units, *common)


def _levels(tx: Transaction, forms: Sequence[Form], place_id: str) -> dict[str, float]:
    levels = stock.of_products(tx, {form.product_id for form in forms})
    return {one.variant_id: float(one.on_hand) for one in levels if one.place_id == place_id}
