"""What visitors look at next: learned from past visits, measured on the latest of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array

from shopweave.algorithms.recommend import (
    Blend,
    Histories,
    Model,
    SessionNeighbours,
    fit_session_neighbours,
)
from shopweave.algorithms.recommend.metrics import hits, reciprocal_rank
from shopweave.algorithms.recommend.profile import Scores
from shopweave.algorithms.recommend.ranking import top
from shopweave.recommend.attending import NEXT_LOOK, USUAL_ATTENTION, attention
from shopweave.recommend.evaluate.sessions import next_looks

ENOUGH, SHORTEST = 300, 2
TESTED, MOST_TESTED, BLOCK = 0.1, 2000, 256
TOP = 20
FACTORS = (USUAL_ATTENTION, 3.0, 6.0, 12.0, 24.0)


@dataclass(frozen=True, slots=True)
class NextLook:
    """model: None where visits are few or tell no more than likeness.

    attention: how much looks count against what sells well, for people who bought nothing yet.
    figures: mrr@20 (one over the place of the next look in the list), on visits not learned from.
    """

    model: SessionNeighbours | None
    attention: float
    figures: dict[str, Any]


def learn_visits(visits: Histories, models: Mapping[str, Model], strangers: Blend) -> NextLook:
    """Learn from the visits that ended first, choose on the tenth that ended last."""
    long = visits.of(np.flatnonzero(np.diff(visits.starts) >= SHORTEST))
    if long.customers < ENOUGH:
        return NextLook(None, USUAL_ATTENTION, {"visits": long.customers})
    by_end = np.argsort(long.times[long.starts[1:] - 1], kind="stable")
    first = int(long.customers * (1 - TESTED))
    asked, wanted, _ = next_looks(long.of(by_end[first:][-MOST_TESTED:]))
    candidate = fit_session_neighbours(long.of(by_end[:first]))
    alike = _qualities(models, strangers, asked, wanted)
    walked = _qualities({**models, NEXT_LOOK: candidate}, strangers, asked, wanted)
    better = max(walked.values()) > max(alike.values())
    best = walked if better else alike
    figures = {
        "visits": long.customers,
        "tested": asked.customers,
        "mrr@20": {"next-look": max(walked.values()), "alike": max(alike.values())},
    }
    model = fit_session_neighbours(long) if better else None
    return NextLook(model, max(best, key=lambda factor: best[factor]), figures)


def _qualities(
    models: Mapping[str, Model], strangers: Blend, asked: Histories, wanted: csr_array
) -> dict[float, float]:
    """mrr@20 by how much looks count."""
    ranks: dict[float, list[Any]] = {factor: [] for factor in FACTORS}
    for rows in np.array_split(np.arange(asked.customers), asked.customers // BLOCK + 1):
        part = asked.of(rows)
        usual, looks = strangers.scores(part, 0.0), attention(models, part)
        for factor in FACTORS:
            ranks[factor].append(_ranks(usual + np.float32(factor) * looks, wanted[rows]))
    return {factor: round(float(np.concatenate(r).mean()), 5) for factor, r in ranks.items()}


def _ranks(scores: Scores, wanted: csr_array) -> Any:
    return reciprocal_rank(hits(top(scores, TOP), wanted), TOP)
