"""Offers of one catalogue, taken apart once for all comparisons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.matching.words import Words, read

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Offer:
    """What one shop says of a thing; price in any one unit, None when it tells none."""

    title: str
    text: str = ""
    brand: str = ""
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Offers:
    """A catalogue of n offers: words of titles, of all that is said, of brands; prices (n,)."""

    titles: Sequence[Words]
    wholes: Sequence[Words]
    brands: Sequence[Words]
    prices: NDArray[np.float64]

    def __len__(self) -> int:
        """How many offers there are."""
        return len(self.titles)


def gather(offers: Iterable[Offer]) -> Offers:
    """Take every offer apart."""
    every = list(offers)
    return Offers(
        titles=[read(one.title) for one in every],
        wholes=[read(" ".join((one.title, one.brand, one.text))) for one in every],
        brands=[read(one.brand) for one in every],
        prices=np.array([np.nan if one.price is None else one.price for one in every], float),
    )
