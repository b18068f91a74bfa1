"""What a shop says it has, against our ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from shopweave.commerce import catalog, places, stock
from shopweave.commerce.inbound import Delivery, Rejected, Upserted
from shopweave.commerce.inbound.checks import date_fault
from shopweave.commerce.stock import AvailabilityChanged, Conflict, Report
from shopweave.connectors.contract import StockCount, WrongForm
from shopweave.connectors.sync import tell
from shopweave.connectors.sync.records import connected
from shopweave.connectors.sync.records.connected import Spot
from shopweave.connectors.sync.types import Between
from shopweave.foundation.database import Transaction

_MOST = 1e9


def keep(
    tx: Transaction, delivery: Delivery, counts: Sequence[StockCount], *, again: bool = False
) -> Upserted:
    """Report to the ledger the numbers that are new, and those it does not agree with.

    A number that a shop repeats in each round is no news, nor is the one that we told it last.
    again: the shop is asked again soon, and for its orders first.
    """
    rejected = [fault for n, one in enumerate(counts) if (fault := _fault(n, one, delivery))]
    wrong = {one.row for one in rejected}
    good = [one for n, one in enumerate(counts) if n not in wrong]
    reports = _reports(tx, delivery, good)
    last = connected.between(tx, delivery.source_id, [one.variant_id for one in reports])
    questions = tell.questions(tx, delivery.source_id)
    news, said = _sorted(reports, last, questions)
    if again:
        news = {spot: one if spot in questions else _early(one) for spot, one in news.items()}
    if news:
        differing = stock.report(tx, delivery, list(news.values()))
        waiting = {(one.variant_id, one.place_id) for one in differing if one.open}
        # While two numbers are in question, the last one that both agreed on stays in memory.
        heard = {(one.variant_id, one.place_id): one.quantity for one in reports}
        said |= {spot: heard[spot] for spot in news if spot not in waiting}
        connected.forget_meanwhile(tx, delivery.source_id, _overruled(news, last))
        tell.hear(tx, AvailabilityChanged(tuple({variant for variant, _ in news})))
    connected.keep_said(tx, delivery.source_id, said, delivery.now)
    changed = len(news.keys() - questions.keys())
    ids = {one.product: one.product for one in good}
    return Upserted(0, changed, len(reports) - changed, ids, tuple(rejected))


def _sorted(
    reports: Sequence[Report], last: Mapping[str, Between], questions: Mapping[Spot, Conflict]
) -> tuple[dict[Spot, Report], dict[Spot, float]]:
    """Reports of something new, with the number agreed on last; numbers that confirm our own."""
    places: dict[str, dict[str, Report]] = {}
    for one in reports:
        places.setdefault(one.variant_id, {})[one.place_id] = one
    news, confirmed = {}, {}
    for variant, at in places.items():
        asked = {place: question for place in at if (question := questions.get((variant, place)))}
        before = last.get(variant, Between())
        before = before if asked else before.settled
        units = sum(one.quantity for one in at.values())
        alone = len(at) == 1 and before.said.keys() <= at.keys()
        for place, one in at.items():
            if place not in asked and before.told == units:
                confirmed[variant, place] = one.quantity
            elif place in asked or not before.repeats(place, one.quantity, one.at):
                found = replace(one, agreed=before.agreed if alone else None)
                echo = before.meanwhile is not None and units <= before.meanwhile.units
                news[variant, place] = _asked(found, asked[place]) if echo else found
    return news, confirmed


def _early(one: Report) -> Report:
    """A smaller number may be ahead of the order that made it."""
    return replace(one, early=one.agreed is not None and one.quantity < one.agreed.units)


def _overruled(news: Mapping[Spot, Report], last: Mapping[str, Between]) -> set[str]:
    """Variants of which a shop says a number of its own again, after it was told a smaller one."""
    return {
        variant
        for (variant, _), one in news.items()
        if variant in last and not one.repeated
        if (told := last[variant].meanwhile) and one.at > told.at
    }


def _asked(one: Report, question: Conflict) -> Report:
    """The number in question, when a shop shows what it was told since, less what it sold."""
    return replace(one, quantity=question.theirs, at=question.theirs_at, repeated=True)


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
