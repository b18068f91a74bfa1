"""What visits like this one went on to look at.

V-SKNN: Ludewig and Jannach, Evaluation of Session-based Recommendation Algorithms (2018), section
3.3. STAN: Garg et al., Sequence and Time Aware Neighborhood for Session-based Recommendations
(2019). VSTAN joins them: Ludewig et al., Empirical Analysis of Session-based Recommendation
Algorithms (2020), section 3.1.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Days, Histories, Index
from shopweave.algorithms.recommend.model import Cause
from shopweave.algorithms.recommend.nearest import nearest
from shopweave.algorithms.recommend.profile import Kind, Scores, Weighing, decay, event_weights

Floats = NDArray[np.float64]
QUADRATIC = Weighing(Kind.places, 2.0)


@dataclass(frozen=True, slots=True)
class Closeness:
    """How near a past visit is, and how much of it counts.

    k: nearest visits that vote. fading: how much each look of the present visit counts. days: a
    visit's voice falls to 1/e after so many days, infinite = never. places: a look's voice falls
    to 1/e so many places away from the shared product, infinite = never. rarity: extra weight of
    rare products. newest: of each product only so many latest visits are searched.
    """

    k: int = 200
    fading: Weighing = QUADRATIC
    days: float = np.inf
    places: float = np.inf
    rarity: float = 0.0
    newest: int = 2500


V_SKNN = Closeness()
VSTAN = Closeness(k=400, fading=decay(0.5), days=6.0, places=2.0, rarity=0.5)


@dataclass(frozen=True, slots=True)
class SessionNeighbours:
    """Votes of the past visits nearest to the present one.

    visits: one history per past visit, oldest visit first. holding: (catalogue, visits) 1 where a
    visit holds a product. worth: (catalogue,) factor of each product by its rarity. ends: (visits,)
    day of the last look. sizes: (visits,) root of the number of looks.
    """

    visits: Histories
    holding: csr_array
    worth: Floats
    ends: Days
    sizes: Floats
    closeness: Closeness

    def scores(self, histories: Histories, now: float) -> Scores:
        """Sum of the votes for each product, (visits, catalogue)."""
        votes = self._votes(histories, now)
        size = histories.catalogue
        cells = votes.rows * size + votes.items
        found = np.bincount(cells, votes.amounts, minlength=histories.customers * size)
        return found.reshape(-1, size).astype(np.float32)

    def causes(self, history: Histories, now: float, item: int) -> tuple[Cause, ...]:
        """The products of the visit by which the voters for `item` were found."""
        return self.causes_of_each(history, now, [item])[item]

    def causes_of_each(
        self, history: Histories, now: float, items: Sequence[int]
    ) -> dict[int, tuple[Cause, ...]]:
        """The causes of several products, for the price of one."""
        votes = self._votes(history, now)
        return {item: _causes(votes, item) for item in items}

    def _votes(self, histories: Histories, now: float) -> "_Votes":
        own = _latest_weights(histories, self.closeness.fading, now)
        near = self._near(own, histories)
        pairs = np.repeat(np.arange(near.shape[0]), np.diff(near.indptr))
        past = self.visits.of(near.indices.astype(np.int64))
        looks = past.owners()
        rows = pairs[looks]
        known = _at(own, rows, past.items)
        shared = _best(looks, known, past.customers)
        gaps = np.abs(np.arange(len(looks)) - shared[looks])
        amounts = near.data[looks] * known[shared][looks] * self.worth[past.items]
        amounts = amounts * np.exp(-gaps / self.closeness.places)
        amounts[gaps == 0] = 0.0
        return _Votes(rows, past.items, past.items[shared][looks], amounts)

    def _near(self, own: csr_array, histories: Histories) -> csr_array:
        """The k nearest past visits of each present one, (visits, past visits)."""
        likeness = csr_array(own @ self.holding)
        rows = np.repeat(np.arange(likeness.shape[0]), np.diff(likeness.indptr))
        ages = _ends(histories)[rows] - self.ends[likeness.indices]
        recent = np.exp(-np.maximum(ages, 0.0) / self.closeness.days)
        length = self.sizes[likeness.indices]
        likeness.data = (likeness.data * recent / length).astype(np.float32)
        return nearest(likeness, self.closeness.k)


def fit_session_neighbours(visits: Histories, closeness: Closeness = VSTAN) -> SessionNeighbours:
    """Index past visits by their products. The order of a visit's looks counts, repeats too."""
    order = np.argsort(_ends(visits), kind="stable")
    kept = visits.of(order[np.diff(visits.starts)[order] > 0])
    size = (kept.catalogue, kept.customers)
    pairs = np.unique(kept.items * kept.customers + kept.owners())
    products, holders = pairs // kept.customers, pairs % kept.customers
    counts = np.bincount(products, minlength=kept.catalogue)
    from_the_end = np.repeat(np.cumsum(counts), counts) - 1 - np.arange(len(pairs))
    newest = from_the_end < closeness.newest
    ones = np.ones(int(newest.sum()), np.float32)
    holding = csr_array((ones, (products[newest], holders[newest])), shape=size)
    rare = np.log(max(kept.customers, 1) / np.maximum(counts, 1))
    return SessionNeighbours(
        kept,
        holding,
        1 + closeness.rarity * rare,
        _ends(kept),
        np.sqrt(np.diff(kept.starts)),
        closeness,
    )


@dataclass(frozen=True, slots=True)
class _Votes:
    """Per look of a near past visit: row of the present visit, product, shared product, amount."""

    rows: Index
    items: Index
    shared: Index
    amounts: Floats


def _causes(votes: _Votes, item: int) -> tuple[Cause, ...]:
    mine = votes.items == item
    amounts = np.bincount(votes.shared[mine], votes.amounts[mine])
    order = np.argsort(-amounts, kind="stable")
    return tuple(Cause(int(own), float(amounts[own])) for own in order if amounts[own] > 0)


def _ends(visits: Histories) -> Days:
    """Time of the last look of each visit; empty ones have 0."""
    ends = np.zeros(visits.customers)
    filled = np.diff(visits.starts) > 0
    ends[filled] = visits.times[visits.starts[1:][filled] - 1]
    return ends


def _latest_weights(histories: Histories, fading: Weighing, now: float) -> csr_array:
    """Each product of a visit with the weight of its latest look, (visits, catalogue)."""
    weights = event_weights(histories, fading, now)
    keys = histories.owners() * histories.catalogue + histories.items
    order = np.lexsort((histories.steps(), keys))
    first = order[np.unique(keys[order], return_index=True)[1]]
    rows, columns = np.divmod(keys[first], histories.catalogue)
    shape = (histories.customers, histories.catalogue)
    return csr_array((weights[first].astype(np.float32), (rows, columns)), shape=shape)


def _at(matrix: csr_array, rows: Index, columns: Index) -> Floats:
    """The entries at (rows, columns), 0 where there is none."""
    owners = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    keys = owners * matrix.shape[1] + matrix.indices
    wanted = rows * matrix.shape[1] + columns
    places = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
    if not len(keys):
        return np.zeros(len(wanted))
    return np.where(keys[places] == wanted, matrix.data[places], 0.0).astype(np.float64)


def _best(owners: Index, values: Floats, count: int) -> Index:
    """Position of the largest value of each owner, the last one of equal ones."""
    order = np.lexsort((np.arange(len(values)), values, owners))
    ends = np.cumsum(np.bincount(owners, minlength=count)) - 1
    return order[ends]
