"""One change to many products: worked out first, shown as old and new, undone as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from shopweave import decisions
from shopweave.commerce import catalog
from shopweave.commerce.catalog import Edit, Product, Selection
from shopweave.decisions import Kinds, UnknownDecision
from shopweave.foundation.database import Transaction
from shopweave.foundation.money import digits
from shopweave.goods import safety
from shopweave.goods.errors import NoChange

_PAGE = 500


class What(StrEnum):
    """What is changed."""

    PRICE = "price"
    STATUS = "status"
    CATEGORY = "category"
    BRAND = "brand"
    ATTRIBUTE = "attribute"
    WEIGHT = "weight"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Wish:
    """The change.

    value: percent for a price ("-10", "+5.5"), "350 g" or "1.2 kg" for a weight, else the new one.
    charm: round prices to the nearest that ends with .99. name: of the attribute.
    """

    what: What
    value: str
    charm: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One value before and after."""

    product: Product
    edit: Edit
    before: Any


def plan(tx: Transaction, selection: Selection, wish: Wish) -> list[Step]:
    """Every value that would change, by title.

    Raises `NoChange`, `NotAField`, `NotAWeight` or `NoSafety` for a bad wish.
    """
    steps = []
    products = _selected(tx, selection)
    if wish.what is What.SAFETY:
        named = {product.id: product for product in products}
        kept = safety.edits(tx, products, wish.value)
        return [Step(named[one.product_id], one, before) for one, before in kept]
    for product in products:
        for edit in _edits(product, wish):
            before = catalog.shown_value(product, edit.field)
            if before != edit.value:
                catalog.check_edit(edit)
                steps.append(Step(product, edit, before))
    return steps


def carry_out(tx: Transaction, steps: Sequence[Step], by: str, now: datetime) -> str:
    """Make every change of a plan; returns what `take_back` undoes them by."""
    wanted = [step.edit for step in steps]
    if wanted and wanted[0].field.startswith(safety.FIELD):
        return safety.keep_back(tx, wanted, by, now)
    return catalog.edit(tx, wanted, by, now)


def take_back(tx: Transaction, kinds: Kinds, change: str, by: str, now: datetime) -> int:
    """Undo a change; returns how many values had been set anew since and stay.

    Raises `EditUndone` or `AlreadySettled` when that was done before.
    """
    try:
        decisions.find(tx, change)
    except UnknownDecision:
        return catalog.undo_edit(tx, change, by, now)
    decisions.undo(tx, kinds, change, by, now)
    return 0


def percent(text: str) -> Fraction:
    """The factor that a percentage means: "-10" is 9/10. Raises `NoChange`."""
    plain = text.strip().removesuffix("%").replace(",", ".").replace("−", "-")
    try:
        factor = 1 + Fraction(plain) / 100
    except (ValueError, ZeroDivisionError) as error:
        raise NoChange(value=text) from error
    if not Fraction(1, 100) <= factor <= 100:
        raise NoChange(value=text)
    return factor


def changed_price(amount: int, factor: Fraction, currency: str, *, charm: bool) -> int:
    """A price times the factor, rounded half up; with charm the nearest that ends with .99.

    What costs something never becomes free, and what is free stays free.
    """
    if amount <= 0:
        return amount
    new = max(int(amount * factor + Fraction(1, 2)), 1)
    unit: int = 10 ** digits(currency)
    if not charm or unit == 1:
        return new
    return max((new + 1 + unit // 2) // unit, 1) * unit - 1


def _selected(tx: Transaction, selection: Selection) -> Sequence[Product]:
    names: list[str] = []
    cursor = None
    while True:
        page = catalog.search(tx, selection, cursor=cursor, limit=_PAGE)
        names += [card.id for card in page.cards]
        if (cursor := page.cursor) is None:
            return catalog.products(tx, names)


def _edits(product: Product, wish: Wish) -> Iterator[Edit]:
    if wish.what is What.PRICE:
        factor = percent(wish.value)
        owners = [(product.id, product.prices), *((v.id, v.prices) for v in product.variants)]
        for owner, prices in owners:
            for one in prices:
                new = changed_price(one.amount, factor, one.currency, charm=wish.charm)
                yield Edit(product.id, f"price.{owner}.{one.currency}", new)
        return
    if wish.what is What.WEIGHT:
        weight = catalog.grams(wish.value) if wish.value.strip() else None
        for form in product.variants or (product,):
            yield Edit(product.id, f"weight.{form.id}", weight)
        return
    field = f"attribute.{wish.name.strip()}" if wish.what is What.ATTRIBUTE else wish.what.value
    yield Edit(product.id, field, wish.value.strip() or None)
