"""Join what became of lists to their rows in the ledger: shown, clicked."""

from collections.abc import Sequence

from shopweave import decisions
from shopweave.commerce import catalog, events
from shopweave.commerce.events import Event, EventsStored, Kind
from shopweave.decisions import Happened, Outcome
from shopweave.foundation.database import Transaction

AT_ONCE = 5000
HAPPENED = {Kind.REC_SHOWN: Happened.SHOWN, Kind.REC_CLICKED: Happened.CLICKED}


def note_outcomes(tx: Transaction, stored: EventsStored) -> None:
    """Note which lists came into view and what was clicked in them."""
    after = stored.first - 1
    while after < stored.last:
        news = events.tail(tx, after, AT_ONCE)
        told = [event for event in news if event.id <= stored.last and event.list_id]
        happened = _outcomes(tx, [event for event in told if event.type in set(HAPPENED)])
        if happened:
            decisions.note(tx, happened)
        if not news:
            return
        after = news[-1].id


def _outcomes(tx: Transaction, told: Sequence[Event]) -> list[Outcome]:
    codes: dict[str, set[str]] = {}
    for event in told:
        if event.product_id is None and event.product_ref is not None:
            codes.setdefault(event.source_id, set()).add(event.product_ref)
    ids = {source: catalog.ids_of(tx, source, sorted(refs)) for source, refs in codes.items()}
    return [_outcome(event, ids.get(event.source_id, {})) for event in told]


def _outcome(event: Event, ids: dict[str, str]) -> Outcome:
    happened = HAPPENED[Kind(event.type)]
    product = event.product_id or ids.get(event.product_ref or "", "")
    item = product if happened is Happened.CLICKED else ""
    return Outcome(event.list_id or "", happened, event.at, item)
