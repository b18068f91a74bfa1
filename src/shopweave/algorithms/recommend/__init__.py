"""Recommendation models: histories in, scores and their causes out. No clock, no files."""

from shopweave.algorithms.recommend.blend import Blend, Shape, Signal
from shopweave.algorithms.recommend.blend_weights import fit_weights
from shopweave.algorithms.recommend.bootstrap import Difference, paired_bootstrap
from shopweave.algorithms.recommend.content import fit_content
from shopweave.algorithms.recommend.customer_neighbours import CustomerNeighbours
from shopweave.algorithms.recommend.ease import fit_ease
from shopweave.algorithms.recommend.histories import Histories, gather
from shopweave.algorithms.recommend.item_neighbours import fit_cooccurrence, fit_item_neighbours
from shopweave.algorithms.recommend.item_to_item import ItemToItem
from shopweave.algorithms.recommend.model import Cause, Model
from shopweave.algorithms.recommend.personal import Personal
from shopweave.algorithms.recommend.popularity import Popularity, fit_popularity
from shopweave.algorithms.recommend.profile import Weighing, profile
from shopweave.algorithms.recommend.returning import Returning, fit_returning
from shopweave.algorithms.recommend.sequence_rules import fit_sequence_rules
from shopweave.algorithms.recommend.session_neighbours import (
    V_SKNN,
    VSTAN,
    SessionNeighbours,
    fit_session_neighbours,
)
from shopweave.algorithms.recommend.tifu import Tifu, fit_tifu
from shopweave.algorithms.recommend.visits import visits

__all__ = [
    "VSTAN",
    "V_SKNN",
    "Blend",
    "Cause",
    "CustomerNeighbours",
    "Difference",
    "Histories",
    "ItemToItem",
    "Model",
    "Personal",
    "Popularity",
    "Returning",
    "SessionNeighbours",
    "Shape",
    "Signal",
    "Tifu",
    "Weighing",
    "fit_content",
    "fit_cooccurrence",
    "fit_ease",
    "fit_item_neighbours",
    "fit_popularity",
    "fit_returning",
    "fit_sequence_rules",
    "fit_session_neighbours",
    "fit_tifu",
    "fit_weights",
    "gather",
    "paired_bootstrap",
    "profile",
    "visits",
]
