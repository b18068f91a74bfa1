"""What to offer to whom, and why.

Owns the model `recommend`; no tables of its own. Publishes no events. Every list that it answers
is a row of the ledger of decisions.
"""

from shopweave.recommend.asking import Names, asked_by
from shopweave.recommend.errors import BadQuestion, NoSuchCustomer
from shopweave.recommend.outcomes import note_outcomes
from shopweave.recommend.preferences import Recommendations as RecommendationPreferences
from shopweave.recommend.purchases import note_purchases, take_purchases_back
from shopweave.recommend.recommender import EXPERIMENT, KIND, Answer, Recommender
from shopweave.recommend.routes import Recommendations
from shopweave.recommend.tasks import TRAIN, add_jobs, learn_from_files
from shopweave.recommend.train import MODEL, train
from shopweave.recommend.types import (
    NOBODY,
    Code,
    Deed,
    Person,
    Question,
    Reason,
    Slot,
    Suggestion,
    Trained,
)
from shopweave.recommend.wording import say

__all__ = [
    "EXPERIMENT",
    "KIND",
    "MODEL",
    "NOBODY",
    "TRAIN",
    "Answer",
    "BadQuestion",
    "Code",
    "Deed",
    "Names",
    "NoSuchCustomer",
    "Person",
    "Question",
    "Reason",
    "RecommendationPreferences",
    "Recommendations",
    "Recommender",
    "Slot",
    "Suggestion",
    "Trained",
    "add_jobs",
    "asked_by",
    "learn_from_files",
    "note_outcomes",
    "note_purchases",
    "say",
    "take_purchases_back",
    "train",
]
