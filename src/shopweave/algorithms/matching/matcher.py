"""Learn from labelled pairs whether two offers are the same thing: boosted trees, several seeds."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:  # loaded where trees grow or are read: most of what starts needs none
    import lightgbm

Table = NDArray[np.float64]
Column = NDArray[np.float64]
ROUNDS = 200
_SHAPE: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.07,
    "num_leaves": 15,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
}


@dataclass(frozen=True, slots=True)
class Matcher:
    """Trees of several seeds, whose mean counts; a pair at or above `threshold` is the same."""

    trees: "tuple[lightgbm.Booster, ...]"
    threshold: float = 0.5

    def probability(self, table: Table) -> Column:
        """How likely each row (pairs, features) is the same thing, (pairs,) in 0..1."""
        if not len(table):
            return np.zeros(0)
        said = np.stack([np.asarray(tree.predict(table)) for tree in self.trees])
        mean: Column = said.mean(axis=0)
        return mean

    def pack(self) -> list[str]:
        """The trees as LightGBM's text, which runs nothing when read."""
        return [tree.model_to_string() for tree in self.trees]


def unpack(trees: Sequence[str], threshold: float) -> Matcher:
    """The matcher again."""
    library = import_module("lightgbm")
    return Matcher(tuple(library.Booster(model_str=text) for text in trees), threshold)


def fit(table: Table, same: NDArray[np.int64], seed: int = 0, seeds: int = 2) -> Matcher:
    """Learn from rows (pairs, features) and same (pairs,) of 0 and 1."""
    trees = (_grow(table, same, seed * 1000 + number) for number in range(seeds))
    return Matcher(tuple(trees))


def _grow(table: Table, same: NDArray[np.int64], seed: int) -> "lightgbm.Booster":
    library = import_module("lightgbm")
    data = library.Dataset(table, same)
    grown: lightgbm.Booster = library.train({**_SHAPE, "seed": seed}, data, ROUNDS)
    return grown
