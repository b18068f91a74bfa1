"""What a shop says it has, against our ledger."""

from collections.abc import Sequence

from shopweave.commerce import catalog, places, stock
from shopweave.commerce.inbound import Delivery, Rejected, Upserted
from shopweave.commerce.inbound.checks import date_fault
from shopweave.commerce.stock import AvailabilityChanged, Report
from shopweave.connectors.contract import StockCount, WrongForm
from shopweave.connectors.sync import tell
from shopweave.connectors.sync.records import connected
from shopweave.foundation.database import Transaction

_MOST = 1e9


def keep(tx: Transaction, delivery: Delivery, counts: Sequence[StockCount]) -> Upserted:
    """Report to the ledger the numbers that are new, and those it does not agree with.

    A number that a shop repeats in each round is no news.
    """
    rejected = [fault for n, one in enumerate(counts) if (fault := _fault(n, one, delivery))]
    wrong = {one.row for one in rejected}
    good = [one for n, one in enumerate(counts) if n not in wrong]
    reports = _reports(tx, delivery, good)
    known = connected.told_units(tx, delivery.source_id, [one.variant_id for one in reports])
    disputed = tell.disputed(tx, delivery.source_id)
    news = {(one.variant_id, one.place_id): one for one in reports}
    news = {
        spot: one
        for spot, one in news.items()
        if known.get(spot) != one.quantity or spot in disputed
    }
    if news:
        stock.report(tx, delivery, list(news.values()))
        said = {spot: one.quantity for spot, one in news.items()}
        # What a shop says is also what it need not be told.
        said |= {(variant, ""): units for (variant, _), units in said.items()}
        connected.keep_told(tx, delivery.source_id, said, delivery.now)
        tell.hear(tx, AvailabilityChanged(tuple({variant for variant, _ in news})))
    changed = sum(known.get(spot) != one.quantity for spot, one in news.items())
    ids = {one.product: one.product for one in good}
    return Upserted(0, changed, len(reports) - changed, ids, tuple(rejected))


def _reports(tx: Transaction, delivery: Delivery, counts: Sequence[StockCount]) -> list[Report]:
    """Counts with our names for what and where; those of unknown products wait for these."""
    products = catalog.ids_of(tx, delivery.source_id, [one.product for one in counts])
    varied = {products[one.product] for one in counts if one.variant and one.product in products}
    variants = catalog.variant_ids(tx, varied) if varied else {}
    named = places.imply(tx, {one.place for one in counts if one.place}, delivery.now)
    main = places.default(tx, delivery.now).id
    return [
        Report(
            product,
            variants.get((product, one.variant or ""), product),
            named.get(one.place or "", main),
            round(one.on_hand, 3),
            one.at,
        )
        for one in counts
        if (product := products.get(one.product, ""))
    ]


def _fault(row: int, one: StockCount, delivery: Delivery) -> Rejected | None:
    if not abs(one.on_hand) < _MOST:
        return Rejected(row, one.product, "on_hand", WrongForm(field="on_hand"))
    late = date_fault(row, "at", one.at, delivery.now)
    return Rejected(row, one.product, *late) if late else None
