"""What customers bought or looked at, oldest first: the input of every model."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Index = NDArray[np.int64]
Days = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Histories:
    """Ragged histories of a block of customers.

    starts: (customers + 1,) where each history begins in the event arrays. items: (events,)
    product columns, oldest first. times: (events,) days since any fixed day. baskets: (events,)
    one number per basket (order, session). catalogue: number of product columns.
    """

    starts: Index
    items: Index
    times: Days
    baskets: Index
    catalogue: int

    @property
    def customers(self) -> int:
        """Number of customers in the block."""
        return len(self.starts) - 1

    def owners(self) -> Index:
        """Row of the customer of each event, (events,)."""
        return np.repeat(np.arange(self.customers), np.diff(self.starts))

    def ages(self, now: float) -> Days:
        """Days between each event and `now`, never negative."""
        return np.maximum(now - self.times, 0.0)

    def steps(self) -> Index:
        """How many events each event lies before its customer's last one, (events,)."""
        return np.repeat(self.starts[1:], np.diff(self.starts)) - 1 - np.arange(len(self.items))

    def baskets_after(self) -> Index:
        """How many of the customer's baskets lie after the one of each event, (events,)."""
        owners = self.owners()
        new = np.ones(len(owners), bool)
        new[1:] = (np.diff(owners) != 0) | (np.diff(self.baskets) != 0)
        number = np.cumsum(new) - 1
        last = np.zeros(self.customers, dtype=np.int64)
        last[owners] = number
        return np.asarray(last[owners] - number)

    def of(self, rows: Index) -> "Histories":
        """Take the histories of some customers, in the given order."""
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        events = np.repeat(self.starts[rows] - starts[:-1], lengths) + np.arange(starts[-1])
        return self._events(events, starts)

    def where(self, kept: NDArray[np.bool_]) -> "Histories":
        """Keep all customers, but only the `kept` (events,) of their events."""
        counts = np.bincount(self.owners()[kept], minlength=self.customers)
        return self._events(np.flatnonzero(kept), np.concatenate([[0], np.cumsum(counts)]))

    def between(self, start: float, end: float) -> "Histories":
        """Keep all customers, with the events of start <= time < end."""
        return self.where((self.times >= start) & (self.times < end))

    def by_basket(self) -> "Histories":
        """One history per basket instead of one per customer, for models of baskets."""
        _, rows = np.unique(self.baskets, return_inverse=True)
        count = int(rows.max(initial=-1)) + 1
        return gather(rows, self.items, self.times, rows, customers=count, catalogue=self.catalogue)

    def _events(self, events: Index, starts: Index) -> "Histories":
        return Histories(
            starts, self.items[events], self.times[events], self.baskets[events], self.catalogue
        )


def gather(
    owners: Index, items: Index, times: Days, baskets: Index, *, customers: int, catalogue: int
) -> Histories:
    """Histories from loose events (events,): sorted by time, a product once per basket.

    Equal times keep the given order.
    """
    if not len(items):
        return Histories(np.zeros(customers + 1, np.int64), items, times, baskets, catalogue)
    order = np.lexsort((times, owners))
    owners, items, times, baskets = owners[order], items[order], times[order], baskets[order]
    first = _first_of_each(owners, baskets.astype(np.int64) * catalogue + items)
    starts = np.concatenate([[0], np.cumsum(np.bincount(owners[first], minlength=customers))])
    return Histories(starts, items[first], times[first], baskets[first], catalogue)


def _first_of_each(owners: Index, keys: Index) -> Index:
    """Positions of the first event of each (owner, key), in order."""
    order = np.lexsort((keys, owners))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(owners[order]) != 0) | (np.diff(keys[order]) != 0)
    return np.sort(order[new])
