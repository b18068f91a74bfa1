"""Find out whether the log was changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shopweave.foundation.database import Transaction
from shopweave.trust.audit import records
from shopweave.trust.audit.chain import START
from shopweave.trust.audit.checkpoint import Checkpoint


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries were read, and what is wrong with them, the earliest first."""

    entries: int
    faults: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def verify(tx: Transaction, key: bytes, elsewhere: Sequence[Checkpoint] = ()) -> Verdict:
    """Read the whole log against its chain, its checkpoints, and those kept `elsewhere`."""
    hashes, faults = _walk(tx)
    last = max(hashes)
    if records.head(tx) != (last, hashes[last]):
        faults.append("entries are missing at the end, or were added past the log")
    stored = [Checkpoint(row.number, row.hash, row.seal) for row in records.checkpoints(tx)]
    faults += _compare(hashes, [*stored, *elsewhere], key)
    return Verdict(len(hashes) - 1, tuple(faults))


def _walk(tx: Transaction) -> tuple[dict[int, bytes], list[str]]:
    """Return the hash after each entry, and the entries that do not follow from the one before."""
    hashes, faults, last = {0: START}, [], 0
    for link, digest in records.links(tx):
        if link.number != last + 1:
            faults.append(f"entry {last + 1} is missing")
        if link.hash(hashes[last]) != digest:
            faults.append(f"entry {link.number} was changed, or one before it is gone")
        last = link.number
        hashes[last] = digest
    return hashes, faults


def _compare(hashes: dict[int, bytes], points: Sequence[Checkpoint], key: bytes) -> Iterator[str]:
    for point in points:
        if not point.sealed_by(key):
            yield f"the checkpoint at entry {point.number} is forged"
        elif point.number > max(hashes):
            yield f"entries after {max(hashes)} are missing: there were {point.number}"
        elif hashes.get(point.number) != point.hash:
            yield f"the log up to entry {point.number} was rewritten"
