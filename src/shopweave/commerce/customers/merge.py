"""Find two pseudonyms to be one person, and take it back."""

from collections.abc import Sequence
from datetime import datetime

from shopweave.commerce import inbound
from shopweave.commerce.customers import records
from shopweave.commerce.customers.errors import MergeUndone, OnePerson, UnknownCustomer
from shopweave.commerce.customers.events import CustomersMerged, CustomersSeparated
from shopweave.commerce.customers.family import family
from shopweave.commerce.customers.memory import PARTED
from shopweave.commerce.customers.types import Merge
from shopweave.foundation import ids, outbox
from shopweave.foundation.database import Transaction
from shopweave.trust import versions


def merge(tx: Transaction, winner: str, loser: str, by: str, now: datetime) -> Merge:
    """Join two people by hand; their records stay where they are, so that it can be undone.

    Raises `UnknownCustomer`, and `OnePerson` when they are joined already.
    """
    inbound.take_turn(tx)
    roots = records.roots(tx, [winner, loser])
    for name in (winner, loser):
        if name not in roots:
            raise UnknownCustomer(customer=name)
    if roots[winner] == roots[loser]:
        raise OnePerson(winner=winner, loser=loser)
    made = Merge(ids.new(), roots[winner], roots[loser], by, now, None, None)
    fields = ("id", "winner", "loser", "by", "at")
    records.add_merge(tx, {name: getattr(made, name) for name in fields})
    records.point(tx, made.loser, made.winner)
    outbox.record(tx, CustomersMerged(made.winner, made.loser))
    return made


def separate(tx: Transaction, merge_id: str, by: str, now: datetime) -> None:
    """Take a merge back, for good: the same marks do not join the two again.

    Raises `MergeUndone` when that was done before.
    """
    inbound.take_turn(tx)
    found = records.merge(tx, merge_id)
    if found is None or not part(tx, found, by, now):
        raise MergeUndone(merge=merge_id)


def part(tx: Transaction, joined: Merge, by: str, now: datetime) -> bool:
    """Undo one merge; False if it was undone already."""
    if not records.undo(tx, joined.id, by, now):
        return False
    records.point_at_itself(tx, joined.loser, _below(tx, joined.loser))
    versions.raise_version(tx, PARTED)
    outbox.record(tx, CustomersSeparated(joined.winner, joined.loser))
    return True


def part_by(tx: Transaction, hashes: Sequence[str], now: datetime) -> None:
    """Undo what marks joined, since they turned out to identify nobody."""
    for joined in records.merges_by(tx, hashes):
        part(tx, joined, records.RULE, now)


def merges(tx: Transaction, customer_id: str) -> list[Merge]:
    """Every merge that this person came from, and those taken back, newest first."""
    return records.merges_of(tx, family(tx, customer_id))


def last_merge(tx: Transaction) -> str:
    """A mark for `merged_since`."""
    return records.last_merge(tx)


def merged_since(tx: Transaction, mark: str) -> tuple[str, set[str]]:
    """Pseudonyms that were joined behind a mark, and the mark to go on from.

    Merges are logged in one turn for all writers, so that a mark misses none.
    """
    found = records.merged_after(tx, mark)
    return (found[-1][0] if found else mark), {who for row in found for who in row[1:]}


def _below(tx: Transaction, root: str) -> list[str]:
    """Everyone who merged into a profile, straight or through others."""
    found: list[str] = []
    edge = [root]
    while edge:
        edge = [loser for loser in records.losers_of(tx, edge) if loser not in found]
        found += edge
    return found
