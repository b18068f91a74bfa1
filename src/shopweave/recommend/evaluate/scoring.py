"""Figures of each model over all rounds, and how sure the blend's lead is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend import Difference, paired_bootstrap
from shopweave.algorithms.recommend.histories import Index
from shopweave.algorithms.recommend.metrics import (
    Hits,
    coverage,
    exposure_gini,
    hits,
    ndcg,
    recall,
    reciprocal_rank,
)
from shopweave.recommend.evaluate.contest import BLEND, Round
from shopweave.recommend.evaluate.options import Options, Task
from shopweave.recommend.evaluate.trial import Trial

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """One model: mean metrics over all tested rows, coverage, exposure, and its cost in CPU."""

    metrics: dict[str, float]
    coverage: float
    gini: float
    train_seconds: float
    lists_per_second: float
    values: dict[str, Values]
    by_origin: dict[int, float]


def figures(rounds: list[Round], model: str, options: Options) -> Figures:
    """Figures of one model; coverage and Gini are means over origins."""
    cuts = sorted({min(10, options.top), options.top})
    values: dict[str, list[Values]] = {}
    spread: list[tuple[int, float]] = []
    for played in rounds:
        lists = np.concatenate(played.entries[model].lists)
        found, counts = hits(lists, played.trial.targets), played.trial.target_counts()
        for k in cuts:
            for name, value in _metrics(played.trial, found, counts, k).items():
                values.setdefault(f"{name}@{k}", []).append(value)
        size = played.trial.training.catalogue
        spread.append((coverage(lists, options.top), exposure_gini(lists, size, options.top)))
    entries = [played.entries[model] for played in rounds]
    seconds = sum(entry.list_seconds for entry in entries)
    joined = {name: np.concatenate(parts) for name, parts in values.items()}
    main = values[main_metric(options)]
    return Figures(
        metrics={name: float(value.mean()) for name, value in joined.items()},
        coverage=float(np.mean([count for count, _ in spread])),
        gini=float(np.mean([gini for _, gini in spread])),
        train_seconds=sum(entry.train_seconds for entry in entries) / len(entries),
        lists_per_second=sum(played.trial.rows for played in rounds) / max(seconds, 1e-9),
        values=joined,
        by_origin={r.trial.origin: float(v.mean()) for r, v in zip(rounds, main, strict=True)},
    )


def _metrics(trial: Trial, found: Hits, counts: Index, k: int) -> dict[str, Values]:
    """What the papers of the task tell: hit rate and reciprocal rank where one look is wanted."""
    if trial.positions is not None:
        return {"hr": recall(found, counts, k), "mrr": reciprocal_rank(found, k)}
    return {"recall": _recall(trial, found, k), "ndcg": ndcg(found, counts, k)}


def _recall(trial: Trial, found: Hits, k: int) -> Values:
    if trial.sizes is None:
        return recall(found, trial.target_counts(), k)
    return np.asarray(found[:, :k].sum(axis=1) / trial.sizes)


def main_metric(options: Options) -> str:
    """The metric by which models are compared."""
    return judged(options)[0]


def judged(options: Options) -> tuple[str, ...]:
    """The metrics for which differences are told, the main one first."""
    if options.task is Task.session:
        return f"mrr@{options.top}", f"hr@{options.top}"
    return (f"ndcg@{min(10, options.top)}",)


def lead(
    rounds: list[Round],
    all_figures: dict[str, Figures],
    rival: str,
    metric: str,
    options: Options,
) -> Difference:
    """Interval of the blend's difference to a rival, redrawing whole customers."""
    clusters = np.concatenate([played.trial.clusters for played in rounds])
    return paired_bootstrap(
        all_figures[BLEND].values[metric],
        all_figures[rival].values[metric],
        clusters=clusters,
        seed=options.seed,
    )
