"""Find weights on the shop's own past, fit every model on all of it, say how good they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from shopweave.algorithms.recommend import Histories, ItemToItem, Model, Signal
from shopweave.algorithms.recommend.cold_start import lend_votes
from shopweave.algorithms.recommend.metrics import hits, ndcg
from shopweave.recommend.attending import NEXT_LOOK
from shopweave.recommend.evaluate.baskets import trials as basket_trials
from shopweave.recommend.evaluate.cleaning import Cleaning
from shopweave.recommend.evaluate.contest import BLEND, EARLIER, Contest, Progress, Round, Weights
from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.options import Options, Task
from shopweave.recommend.evaluate.plans import PLANS, Plan
from shopweave.recommend.evaluate.recipes import RECIPES, Training
from shopweave.recommend.evaluate.windows import trials as window_trials
from shopweave.recommend.next_look import learn_visits
from shopweave.recommend.record import Past
from shopweave.recommend.serving import for_strangers

EASE_LIMIT = 6000
WINDOW_DAYS = (30, 14, 7)
RETURNING = 0.02
ALWAYS = ("content", "together", "basket-knn", "popularity", "popularity-recent")
REGULAR, LOYAL = 3, 10


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything that serving needs, and the figures by which it is judged."""

    models: dict[str, Model]
    home: dict[Signal, float]
    cart: dict[Signal, float]
    hides_bought: bool
    figures: dict[str, Any]


def learn(past: Past, now: float, live: Mapping[str, float] | None, say: Progress) -> Learned:
    """Learn from the past up to `now` (days); `live`: the home weights that serve today.

    A past that ended long ago, as of an imported file, is learned as if it had ended just now.
    """
    now = min(now, past.last + 1)
    repeats = repeat_share(past)
    task = Task.next_purchase if repeats >= RETURNING else Task.discovery
    home, figures = _weights(past, task, live, say)
    cart, _ = _weights(past, Task.basket, None, say)
    names = dict.fromkeys((*ALWAYS, *(s.model for s in (*home, *cart))))
    models = fit(past, now, tuple(names), say)
    facts = {**figures, "task": task.value, "repeat_share": round(repeats, 4)}
    if past.visits is not None:
        say("following visits")
        found = learn_visits(past.visits, models, for_strangers(models))
        facts |= {"next_look": found.figures, "attention_of_strangers": found.attention}
        if found.model is not None:
            models[NEXT_LOOK] = found.model
    return Learned(models, home, cart, task is Task.discovery, facts)


def repeat_share(past: Past) -> float:
    """Share of purchases that repeat an earlier one of the same customer."""
    pairs = past.customers * len(past.products) + past.items
    visits = np.unique(np.stack([pairs, past.baskets]), axis=1).shape[1] if len(pairs) else 0
    return 1 - len(np.unique(pairs)) / visits if visits else 0.0


def fit(past: Past, now: float, names: tuple[str, ...], say: Progress) -> dict[str, Model]:
    """Fit models on everything; products without buyers borrow from those with similar texts."""
    training = Training(past.histories(), now, past.texts, EASE_LIMIT)
    models: dict[str, Model] = {}
    for name in names:
        say(f"fitting {name}")
        models[name] = RECIPES[name](training)
    content = models["content"]
    buyers = _buyers(training.histories)
    for name, model in models.items():
        if name.startswith("ease") and isinstance(model, ItemToItem):
            models[name] = _lent(model, content, buyers)
    return models


def _lent(model: ItemToItem, content: Model, buyers: np.ndarray) -> Model:
    dense = isinstance(model.votes, np.ndarray)
    if not dense or not isinstance(content, ItemToItem) or isinstance(content.votes, np.ndarray):
        return model
    return ItemToItem(lend_votes(np.asarray(model.votes), content.votes, buyers), model.weighing)


def _buyers(histories: Histories) -> np.ndarray:
    return np.bincount(histories.items, minlength=histories.catalogue).astype(np.float32)


def _weights(
    past: Past, task: Task, live: Mapping[str, float] | None, say: Progress
) -> tuple[Weights, dict[str, Any]]:
    """Weights from the windows before the last one, and how good they are on that last one.

    Windows shrink with the past: 30, 14 or 7 days, the longest of which there are two.
    """
    plan = PLANS[task]
    if not len(past.times):
        return dict(plan.prior), {}
    options = Options(task=task, test_days=_window(past), top=10)
    dataset = _dataset(past)
    contest = Contest(_quick(plan), options, EASE_LIMIT, say, live=live)
    trials = basket_trials if task is Task.basket else window_trials
    rounds = list(contest.play(trials(dataset, options, 1 + EARLIER)))
    # What is served is what was measured: weights that have not seen the last window.
    return (rounds[-1].weights, _figures(rounds, options)) if rounds else (dict(plan.prior), {})


def _quick(plan: Plan) -> Plan:
    """Only the simplest rule beside the blend: the full comparison is `shopweave evaluate`."""
    return Plan(("popularity-recent",), plan.prior)


def _window(past: Past) -> int:
    days = float(past.times.max() - past.times.min())
    return next((length for length in WINDOW_DAYS if days >= 3 * length), WINDOW_DAYS[-1])


def _figures(rounds: list[Round], options: Options) -> dict[str, Any]:
    """ndcg@10 of the blend, of the live weights and of popularity; by how often people buy."""
    played = rounds[-1]
    found = {name: _ndcg(played, name) for name in played.entries}
    groups = _groups(played)
    return {
        "metric": "ndcg@10",
        "window_days": options.test_days,
        "tested": played.trial.rows,
        "quality": {name: round(float(values.mean()), 5) for name, values in found.items()},
        "groups": {
            group: {
                "tested": int(rows.sum()),
                **{name: round(float(values[rows].mean()), 5) for name, values in found.items()},
            }
            for group, rows in groups.items()
            if rows.any()
        },
        "learned_from_windows": played.learned_from,
        "model": BLEND,
    }


def _ndcg(played: Round, name: str) -> np.ndarray:
    lists = np.concatenate(played.entries[name].lists)
    return ndcg(hits(lists, played.trial.targets), played.trial.target_counts(), 10)


def _groups(played: Round) -> dict[str, np.ndarray]:
    """Customers by the number of their purchases so far."""
    length = np.diff(played.trial.given.starts)
    return {
        "new": length < REGULAR,
        "regular": (length >= REGULAR) & (length < LOYAL),
        "loyal": length >= LOYAL,
    }


def _dataset(past: Past) -> Dataset:
    return Dataset(
        file="the record",
        customers=past.customers,
        products=past.items,
        baskets=past.baskets,
        times=past.times,
        customer_names=[""] * past.people,
        product_names=past.products,
        basket_names=[""] * (int(past.baskets.max(initial=-1)) + 1),
        titles=past.texts,
        columns={},
        cleaning=Cleaning(None, {}, len(past.times)),
    )
