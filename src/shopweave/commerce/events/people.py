"""Which pseudonym the marks of an event lead to."""

from collections.abc import Sequence
from hashlib import blake2b

from shopweave.commerce.events.arrival import Arrival
from shopweave.foundation.database import Transaction

Sent = tuple[str, Arrival]


class People:
    """Finds and makes pseudonyms."""

    def of(self, tx: Transaction, sent: Sequence[Sent]) -> list[str | None]:
        """The pseudonym of each event's visitor, made if new; None without a usable mark."""
        return [
            blake2b(arrival.marks[0][1].encode(), digest_size=16).hexdigest() for _, arrival in sent
        ]
