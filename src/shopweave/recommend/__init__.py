"""What to offer to whom, and why.

Owns the model `recommend`; no tables of its own. Publishes no events. Every list that it answers
is a row of the ledger of decisions.
"""

from shopweave.recommend.asking import Names, asked_by
from shopweave.recommend.errors import BadQuestion, NoSuchCustomer
from shopweave.recommend.offer import Offer
from shopweave.recommend.outcomes import note_outcomes
from shopweave.recommend.preferences import Recommendations as RecommendationPreferences
from shopweave.recommend.purchases import note_purchases, take_purchases_back
from shopweave.recommend.recommender import EXPERIMENT, KIND, Answer, Recommender, Suiting
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
from shopweave.recommend.who import Askers, Who
from shopweave.recommend.wording import say

__all__ = [
    "EXPERIMENT",
    "KIND",
    "MODEL",
    "NOBODY",
    "TRAIN",
    "Answer",
    "Askers",
    "BadQuestion",
    "Code",
    "Deed",
    "Names",
    "NoSuchCustomer",
    "Offer",
    "Person",
    "Question",
    "Reason",
    "RecommendationPreferences",
    "Recommendations",
    "Recommender",
    "Slot",
    "Suggestion",
    "Suiting",
    "Trained",
    "Who",
    "add_jobs",
    "asked_by",
    "learn_from_files",
    "note_outcomes",
    "note_purchases",
    "say",
    "take_purchases_back",
    "train",
]
