"""Run every model over the same trials, finding the blend's weights on earlier ones only."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from shopweave.algorithms.recommend import Model, Signal, fit_weights
from shopweave.algorithms.recommend.blend import Examples, candidates, shaped
from shopweave.algorithms.recommend.histories import Index
from shopweave.algorithms.recommend.profile import Scores
from shopweave.algorithms.recommend.ranking import Lists, top
from shopweave.recommend.evaluate.options import Options
from shopweave.recommend.evaluate.plans import Plan
from shopweave.recommend.evaluate.recipes import RECIPES, Training
from shopweave.recommend.evaluate.trial import Trial

BLEND = "blend"
LIVE = "live"
BLOCK = 256
CANDIDATES = 150
EARLIER = 3
Weights = dict[Signal, float]
Progress = Callable[[str], None]


@dataclass(slots=True)
class Entry:
    """What one model did in one trial: lists (rows, top) of dataset codes, and its CPU seconds."""

    lists: list[Lists] = field(default_factory=list)
    train_seconds: float = 0.0
    list_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Round:
    """One test trial with every model's entry and the weights that the blend had."""

    trial: Trial
    entries: dict[str, Entry]
    weights: Weights
    learned_from: int


@dataclass(slots=True)
class Contest:
    """Plays trials in the order of time and keeps what the blend may learn from.

    live: weights by signal name that take part beside the blend, as they are.
    """

    plan: Plan
    options: Options
    ease_limit: int | None
    say: Progress
    live: Mapping[str, float] | None = None
    examples: list[Examples] = field(default_factory=list)
    weights_seconds: float = 0.0

    def play(self, trials: Iterable[Trial]) -> Iterator[Round]:
        """Yield the rounds of the tested origins; earlier trials only teach the weights."""
        for trial in trials:
            tested = trial.origin < self.options.origins
            self.say(
                f"origin {trial.origin}: {trial.rows} tested, {trial.training.catalogue} products"
            )
            played = self._round(trial, tested=tested)
            if tested:
                yield played

    def _round(self, trial: Trial, *, tested: bool) -> Round:
        names = self.plan.recipes() if tested else tuple({s.model for s in self.plan.prior})
        entries = {name: Entry() for name in names}
        models = {name: _fitted(name, trial, self.ease_limit, entries[name]) for name in names}
        weights, blend, live = self._weights(), Entry(), Entry()
        kept = self._live_weights()
        blend.train_seconds = self.weights_seconds
        blend.train_seconds += sum(entries[name].train_seconds for name in _asked(weights))
        learned: list[Examples] = []
        for rows in np.array_split(np.arange(trial.rows), max(1, trial.rows // BLOCK)):
            block = _Block(trial, rows, models, self.options.top)
            learned.append(block.examples(self.plan.prior))
            if tested:
                for name in names:
                    block.enter(name, entries[name])
                block.enter_blend(weights, blend)
                if kept:
                    block.enter_blend(kept, live)
        learned_from = min(len(self.examples), EARLIER)
        self.examples.append(_joined(learned))
        shown = {
            BLEND: blend,
            **{name: entries[name] for name in names if name in self.plan.baselines},
        }
        if kept:
            shown[LIVE] = live
        return Round(trial, shown, weights, learned_from)

    def _live_weights(self) -> Weights:
        """The live weights, unless the live model was made of other signals."""
        names = {signal.name: signal for signal in self.plan.prior}
        if self.live is None or names.keys() != self.live.keys():
            return {}
        return {names[name]: weight for name, weight in self.live.items()}

    def _weights(self) -> Weights:
        """Weights from the latest trials played so far."""
        started = time.process_time()
        weights = fit_weights(self.examples[-EARLIER:], self.plan.prior)
        self.weights_seconds = time.process_time() - started
        return weights


def _asked(weights: Weights) -> list[str]:
    return sorted({signal.model for signal in weights})


def _fitted(name: str, trial: Trial, ease_limit: int | None, entry: Entry) -> Model:
    started = time.process_time()
    model = RECIPES[name](Training(trial.training, trial.now, trial.texts, ease_limit))
    entry.train_seconds = time.process_time() - started
    return model


def _joined(parts: list[Examples]) -> Examples:
    return Examples(
        np.concatenate([p.signals for p in parts]), np.concatenate([p.wanted for p in parts])
    )


class _Block:
    """Some rows of a trial; each model is asked once for its scores."""

    def __init__(self, trial: Trial, rows: Index, models: dict[str, Model], top_k: int) -> None:
        self._trial, self._top = trial, top_k
        given = trial.given.of(rows)
        self._targets = trial.targets[rows]
        self._reach = np.ones((len(rows), given.catalogue), bool)
        if trial.masked:
            self._reach[given.owners(), given.items] = False
        self._scores: dict[str, Scores] = {}
        self._seconds: dict[str, float] = {}
        for name, model in models.items():
            started = time.process_time()
            self._scores[name] = model.scores(given, trial.now)
            self._seconds[name] = time.process_time() - started

    def enter(self, name: str, entry: Entry) -> None:
        """Add the lists of one model alone."""
        self._list(self._scores[name], entry, self._seconds[name])

    def enter_blend(self, weights: Weights, entry: Entry) -> None:
        """Add the lists of the blend with these weights."""
        started = time.process_time()
        total = np.zeros(self._reach.shape, dtype=np.float32)
        for signal, weight in weights.items():
            total += np.float32(weight) * shaped(self._scores[signal.model], signal.shape)
        spent = time.process_time() - started
        self._list(total, entry, spent + sum(self._seconds[name] for name in _asked(weights)))

    def examples(self, prior: Weights) -> Examples:
        """Signals of the likeliest products and whether they were wanted."""
        parts = {s: shaped(self._scores[s.model], s.shape) for s in prior}
        picked = candidates(parts, prior, self._reach, CANDIDATES)
        signals = np.stack([np.take_along_axis(part, picked, 1) for part in parts.values()], -1)
        wanted = np.take_along_axis(self._targets.toarray(), picked, 1)
        return Examples(signals.astype(np.float32), wanted.astype(np.float32))

    def _list(self, scores: Scores, entry: Entry, seconds: float) -> None:
        started = time.process_time()
        reachable = np.where(self._reach, scores, -np.inf) if self._trial.masked else scores
        entry.lists.append(top(reachable, self._top))
        entry.list_seconds += seconds + time.process_time() - started
