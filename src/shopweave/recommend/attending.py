"""What somebody looks at, as scores: visits that went the same way, and likeness of products."""

from collections.abc import Mapping

import numpy as np

from shopweave.algorithms.recommend import Histories, ItemToItem, Model, SessionNeighbours
from shopweave.algorithms.recommend.profile import Scores, decay
from shopweave.algorithms.recommend.ranking import row_share

NEXT_LOOK = "next-look"
ALIKE = ("ease", "ease-once", "content")
WORTH_OF_VISITS = np.float32(3.0)
LAST_SEEN = 20
USUAL_ATTENTION = 1.5
SEEN_DECAY = 0.8


def attention(models: Mapping[str, Model], seen: Histories) -> Scores:
    """Votes of what was looked at lately, the latest most, (people, catalogue) in 0..1."""
    total = np.zeros((seen.customers, seen.catalogue), dtype=np.float32)
    visits = models.get(NEXT_LOOK)
    if isinstance(visits, SessionNeighbours):
        total += WORTH_OF_VISITS * row_share(visits.scores(latest(seen), 0.0))
    for name in ALIKE:
        model = models.get(name)
        if isinstance(model, ItemToItem):
            fresh = ItemToItem(model.votes, decay(SEEN_DECAY, LAST_SEEN))
            total += row_share(fresh.scores(seen, 0.0))
    return row_share(total)


def latest(seen: Histories) -> Histories:
    """The last looks alone: of a long past only these belong to the present visit."""
    return seen.where(seen.steps() < LAST_SEEN)
