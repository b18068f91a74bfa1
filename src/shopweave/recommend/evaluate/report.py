"""The result of a test, as one JSON object and as a table for people."""

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from shopweave.algorithms.recommend import Difference
from shopweave.recommend.evaluate.contest import BLEND, Round
from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.options import Options, Task
from shopweave.recommend.evaluate.scoring import Figures, figures, judged, lead, main_metric

PROTOCOL = {
    Task.next_purchase: "global time split; repeats count, nothing masked; full ranking over the "
    "products of the training part; customers with history who bought one of them in the window",
    Task.discovery: "global time split; only products never bought before count, bought ones are "
    "masked; full ranking over the products of the training part",
    Task.basket: "global time split; orders of 2 to 60 known products in the window, the last line "
    "hidden, the others given and masked; full ranking over the products of the training part",
    Task.next_basket: "last order of each customer with earlier ones; nothing masked; full ranking "
    "over the products of the training part; recall is hits over the size of the order",
    Task.session: "visits that end within the last days are the test, whole; after each look the "
    "next one is to be told; nothing masked; full ranking over the products of the training part",
    Task.sequence: "last event of each customer; seen products masked; full ranking over the "
    "products of the training part",
}


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run; `rounds` holds the lists behind them."""

    dataset: Dataset
    options: Options
    rounds: list[Round]
    models: dict[str, Figures]
    best_baseline: str
    leads: dict[str, Difference]
    other_leads: dict[str, dict[str, Difference]]
    cpu_seconds: float

    def document(self) -> dict[str, Any]:
        """The JSON object of `--json`."""
        return {
            "skill": "recommend",
            "task": self.options.task.value,
            "protocol": PROTOCOL[self.options.task],
            "file": self.dataset.file,
            "columns": self.dataset.columns,
            "cleaning": asdict(self.dataset.cleaning),
            "data": _size(self.dataset),
            "options": {
                name: getattr(self.options, name)
                for name in ("test_days", "origins", "top", "seed", "budget")
            },
            "origins": [_origin(played) for played in self.rounds],
            "model": _chosen(self.rounds[-1]),
            "metric": main_metric(self.options),
            "results": {name: _figures(f, self.options.top) for name, f in self.models.items()},
            "best_baseline": self.best_baseline,
            "difference_to_best_baseline": _difference(self.leads[self.best_baseline]),
            "differences": {name: _difference(d) for name, d in self.leads.items()},
            **({"other_differences": self._others()} if self.other_leads else {}),
            "better": self.leads[self.best_baseline].better,
            "better_than_every_baseline": all(
                difference.better
                for leads in (self.leads, *self.other_leads.values())
                for difference in leads.values()
            ),
            "cpu_seconds": round(self.cpu_seconds, 2),
        }

    def _others(self) -> dict[str, Any]:
        return {
            metric: {name: _difference(found) for name, found in leads.items()}
            for metric, leads in self.other_leads.items()
        }


def report(dataset: Dataset, options: Options, rounds: list[Round], cpu_seconds: float) -> Report:
    """Work out the figures of every model and the blend's lead over each baseline."""
    names = list(rounds[-1].entries)
    models = {name: figures(rounds, name, options) for name in names}
    baselines = [name for name in names if name != BLEND]
    leads = {
        metric: {name: lead(rounds, models, name, metric, options) for name in baselines}
        for metric in judged(options)
    }
    metric = main_metric(options)
    best = max(baselines, key=lambda name: models[name].metrics[metric])
    return Report(dataset, options, rounds, models, best, leads.pop(metric), leads, cpu_seconds)


def _size(dataset: Dataset) -> dict[str, Any]:
    return {
        "lines": dataset.cleaning.kept,
        "customers": len(dataset.customer_names),
        "products": len(dataset.product_names),
        "orders": len(dataset.basket_names) or None,
        "first": _moment(float(dataset.times.min())),
        "last": _moment(float(dataset.times.max())),
        "texts": dataset.titles is not None,
    }


def _origin(played: Round) -> dict[str, Any]:
    trial = played.trial
    return {
        "origin": trial.origin,
        "test_from": _moment(trial.now),
        "test_to": _moment(trial.end),
        "tested": trial.rows,
        "training_products": trial.training.catalogue,
        "weights_learned_from_windows": played.learned_from,
    }


def _chosen(played: Round) -> dict[str, Any]:
    weights = {signal.name: round(weight, 4) for signal, weight in played.weights.items()}
    found = "validation windows before the test" if played.learned_from else "shipped defaults"
    return {"name": BLEND, "weights": weights, "weights_from": found}


def _figures(found: Figures, top: int) -> dict[str, Any]:
    return {
        **{name: round(value, 5) for name, value in found.metrics.items()},
        f"coverage@{top}": round(found.coverage, 1),
        "exposure_gini": round(found.gini, 4),
        "train_cpu_seconds": round(found.train_seconds, 3),
        "lists_per_second": round(found.lists_per_second),
        "by_origin": {str(origin): round(value, 5) for origin, value in found.by_origin.items()},
    }


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "mean": round(found.mean, 5),
        "low": round(found.low, 5),
        "high": round(found.high, 5),
        "better": found.better,
    }


def _moment(days: float) -> str:
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=days)).isoformat(timespec="seconds")
