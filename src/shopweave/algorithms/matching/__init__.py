"""Is this the same product? Candidate pairs of two catalogues, and a learned comparison."""

from shopweave.algorithms.matching.blocking import block
from shopweave.algorithms.matching.features import features
from shopweave.algorithms.matching.matcher import Matcher, fit, unpack
from shopweave.algorithms.matching.offers import Offer, Offers, gather
from shopweave.algorithms.matching.reasons import Sign, signs
from shopweave.algorithms.matching.scores import Quality, best_threshold, quality

__all__ = [
    "Matcher",
    "Offer",
    "Offers",
    "Quality",
    "Sign",
    "best_threshold",
    "block",
    "features",
    "fit",
    "gather",
    "quality",
    "signs",
    "unpack",
]
