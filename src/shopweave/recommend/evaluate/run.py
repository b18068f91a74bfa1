"""Run a whole test of the recommender on a file."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from shopweave.recommend.evaluate import baskets, next_baskets, sequences, sessions, windows
from shopweave.recommend.evaluate.contest import EARLIER, Contest, Progress
from shopweave.recommend.evaluate.dataset import Dataset, load
from shopweave.recommend.evaluate.options import Options, Task, too_little
from shopweave.recommend.evaluate.plans import PLANS
from shopweave.recommend.evaluate.published import load_json
from shopweave.recommend.evaluate.report import Report, report
from shopweave.recommend.evaluate.trial import Trial

Trials = Callable[[Dataset, Options, int], Iterator[Trial]]
TRIALS: dict[Task, Trials] = {
    Task.next_purchase: windows.trials,
    Task.discovery: windows.trials,
    Task.basket: baskets.trials,
    Task.next_basket: next_baskets.trials,
    Task.sequence: sequences.trials,
    Task.session: sessions.trials,
}
LAST_ONE = frozenset({Task.sequence, Task.next_basket})
SECONDS_PER_CUBED_PRODUCT = 1.2e-10


def evaluate(path: Path, options: Options, say: Progress) -> Report:
    """Test the shipped blend and every baseline on the file; `say` hears of the progress.

    Raises `BadRow`, `TooLittle` and the problems of `connectors.files`.
    """
    started = time.process_time()
    json = options.task is Task.next_basket and path.suffix == ".json"
    dataset = load_json(path) if json else load(path, options)
    say(f"{dataset.cleaning.kept} lines of {path.name}")
    earlier = 1 if options.task in LAST_ONE else EARLIER
    plan = PLANS[options.task]
    plan = plan if dataset.titles is not None else plan.without("content")
    contest = Contest(plan, options, ease_limit(dataset, options, earlier), say)
    trials = TRIALS[options.task](dataset, options, options.origins + earlier)
    rounds = list(contest.play(trials))
    if not rounds:
        detail = f"nobody to test with {options.test_days} test days and what lies before them"
        raise too_little(path.name, options.task, detail)
    return report(dataset, options, rounds, time.process_time() - started)


def ease_limit(dataset: Dataset, options: Options, earlier: int) -> int | None:
    """How many products EASE may take so that half of the budget suffices; None for all."""
    fits = (options.origins + earlier) * 2
    affordable = (options.budget / 2 / fits / SECONDS_PER_CUBED_PRODUCT) ** (1 / 3)
    return None if affordable >= len(dataset.product_names) else int(affordable)
