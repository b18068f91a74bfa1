"""Safety stock of many articles at once: one row of the ledger, undone as one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopweave import decisions
from shopweave.commerce import catalog, stock
from shopweave.commerce.catalog import Edit, Product
from shopweave.commerce.stock import NoSafety, Safety, SafetyScope
from shopweave.decisions import Decision
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Transaction

KIND = "goods.safety"
FIELD = "safety."
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class SafetySet:
    """What undoing means; hand its method to `Kinds`."""

    clock: Clock

    def undo(self, tx: Transaction, made: Decision) -> None:
        """Let what was kept back before be kept back again, where nobody said otherwise since."""
        for article, before in made.what["before"].items():
            if stock.safety_said(tx, _safety(article)) == made.what["units"]:
                _say(tx, article, before, self.clock.now())


def edits(
    tx: Transaction, products: Sequence[Product], text: str
) -> Iterator[tuple[Edit, float | None]]:
    """For each article of the products the edit and what is said now, None for nothing.

    text: units, empty for the wider rule. Raises `NoSafety`.
    """
    units = _units(text)
    forms = [one.id for product in products for one in product.variants or (product,)]
    of, seen = catalog.articles(tx, forms), set[str]()
    for product in products:
        for one in product.variants or (product,):
            if of[one.id] not in seen:
                seen.add(of[one.id])
                said = stock.safety_said(tx, _safety(of[one.id]))
                if said != units:
                    yield Edit(product.id, FIELD + of[one.id], units), said


def keep_back(tx: Transaction, wanted: Sequence[Edit], by: str, now: datetime) -> str:
    """Set the safety stock of articles; returns the decision that undoes all of it."""
    named = [one.field.removeprefix(FIELD) for one in wanted]
    before = {article: stock.safety_said(tx, _safety(article)) for article in named}
    what = {"units": wanted[0].value if wanted else None, "by": by, "before": before}
    made = Decision(kind=KIND, subject_kind="stock", subject_id="safety", at=now, what=what)
    for one, article in zip(wanted, named, strict=True):
        _say(tx, article, one.value, now)
    decisions.record(tx, made)
    return made.id


def _units(text: str) -> float | None:
    plain = text.strip().replace(",", ".")
    if not plain:
        return None
    try:
        units = float(plain)
    except ValueError as error:
        raise NoSafety(units=text, most=MOST) from error
    if not 0 <= units <= MOST:
        raise NoSafety(units=text, most=MOST)
    return units


def _say(tx: Transaction, article: str, units: float | None, now: datetime) -> None:
    if units is None:
        stock.drop_safety(tx, _safety(article), now)
    else:
        stock.set_safety(tx, _safety(article, units), now)


def _safety(article: str, units: float = 0.0) -> Safety:
    return Safety(SafetyScope.ARTICLE, article, stock.EVERY_CHANNEL, units)
