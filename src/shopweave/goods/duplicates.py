"""Proposals that two products are one: rows of the ledger, for a person to decide."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from shopweave import decisions
from shopweave.algorithms.matching import signs
from shopweave.commerce import catalog
from shopweave.commerce.catalog import LinkKind, OneProduct
from shopweave.decisions import Decision, Filter, State
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.goods.comparing import Likely, compare, offer

KIND = "goods.match"
MODEL = "matching-1"
PAGE, AT_ONCE = 5000, 500
BY_DECISION = "decision"
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What approving and undoing a proposal mean; hand its methods to `Kinds`."""

    clock: Clock

    def approve(self, tx: Transaction, proposal: Decision) -> None:
        """Link the two, and be done with it."""
        now = self.clock.now()
        left, right = proposal.items
        # Linked by somebody else meanwhile: that is what was wanted.
        with suppress(OneProduct):
            catalog.link(tx, left, right, BY_DECISION, now, LinkKind.MATCHED)
        decisions.advance(tx, proposal.id, State.DONE, now)

    def undo(self, tx: Transaction, made: Decision) -> None:
        """Take the link between the two back."""
        pair = set(made.items)
        for link in catalog.links(tx, made.items[0]):
            if {link.left, link.right} == pair:
                catalog.unlink(tx, link.id, BY_DECISION, self.clock.now())
                return


def find_duplicates(database: Database, now: datetime) -> int:
    """Compare all catalogues and propose what may be the same; returns how many are new."""
    with database.read() as tx:
        known = history(tx)
        listings, leaders = catalog.listings(tx), catalog.every_leader(tx)
    judged = {pair: state is not State.UNDONE for pair, state in known.items() if _settled(state)}
    asked = {pair for pair, state in known.items() if state is State.PROPOSED}
    likely = compare(listings, leaders, judged)
    fresh = [one for one in likely if _pair(one) not in asked][:AT_ONCE]
    with database.write() as tx:
        decisions.record_all(tx, [_proposal(one, now) for one in fresh])
    return len(fresh)


def proposed(tx: Transaction, limit: int = 50) -> list[Decision]:
    """Proposals that wait for a person, the likest first."""
    waiting = _every(tx, Filter(KIND, (State.PROPOSED,)))
    return sorted(waiting, key=lambda one: -one.what["probability"])[:limit]


def history(tx: Transaction) -> Mapping[Pair, State]:
    """Every pair that was ever proposed, with where it stands now."""
    stands: dict[Pair, State] = {}
    for one in _every(tx, Filter(KIND)):
        stands.setdefault(frozenset(one.items), one.state)
    return stands


def propose_again(tx: Transaction, decision: str, now: datetime) -> Decision:
    """Ask once more about a pair that was called different."""
    again = replace(decisions.find(tx, decision), id="", at=now, state=State.PROPOSED)
    decisions.record(tx, again)
    return again


def _every(tx: Transaction, which: Filter) -> Iterator[Decision]:
    """All that fit, the newest first: what people judged years ago holds as well."""
    before = None
    while page := decisions.newest(tx, which, PAGE, before):
        yield from page
        before = page[-1].id


def _settled(state: State) -> bool:
    return state in {State.DONE, State.APPROVED, State.UNDONE}


def _pair(likely: Likely) -> Pair:
    return frozenset((likely.left.product_id, likely.right.product_id))


def _proposal(likely: Likely, now: datetime) -> Decision:
    left, right = likely.left, likely.right
    ours, theirs = offer(left), offer(right)
    if left.currency != right.currency:
        ours, theirs = replace(ours, price=None), replace(theirs, price=None)
    return Decision(
        kind=KIND,
        subject_kind="product",
        subject_id=left.product_id,
        at=now,
        what={
            "items": [left.product_id, right.product_id],
            "probability": round(likely.probability, 4),
        },
        reasons=[asdict(sign) for sign in signs(ours, theirs)],
        inputs={"sources": sorted((left.source_id, right.source_id))},
        model_version=MODEL,
        state=State.PROPOSED,
    )
