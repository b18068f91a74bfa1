"""Learn from one part of the pairs, choose the threshold on another, measure on the third."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms import matching
from shopweave.algorithms.matching import Offers
from shopweave.goods.evaluate.blocked import Blocked, blocked
from shopweave.goods.evaluate.errors import NoPairs
from shopweave.goods.evaluate.reading import Pairs, Shelf, read_catalogue, read_pairs
from shopweave.goods.evaluate.report import Entry, Report

Progress = Callable[[str], None]
BASELINES = ("letters: cosine", "title: cosine", "title: jaccard", "whole: cosine")
VALIDATION = 0.25
SECONDS_PER_ROW = 4e-4
LEAST = 20


@dataclass(frozen=True, slots=True)
class Options:
    """How to test. budget: CPU seconds to learn in. left, right: whole catalogues, to block."""

    train: Path
    valid: Path | None = None
    left: Path | None = None
    right: Path | None = None
    seed: int = 0
    budget: float = 600.0


def evaluate(test: Path, options: Options, say: Progress) -> Report:
    """Test the learned comparison beside plain likeness; raises `NoPairs` and `BadPair`."""
    started = time.process_time()
    left, right = Shelf(), Shelf()
    train, valid = _learning(options, left, right)
    tested = read_pairs(test, left, right)
    say(f"{len(train)} pairs to learn from, {len(valid)} to choose on, {len(tested)} to test")
    reading = time.process_time()
    ours, theirs = matching.gather(left.places), matching.gather(right.places)
    names, tables = _tables(ours, theirs, train, valid, tested)
    reading = time.process_time() - reading
    say(f"{len(names)} features of each pair")
    entries, seconds = _entries(names, tables, (train, valid, tested), options)
    return Report(
        files={"train": train.file, "valid": valid.file, "test": tested.file},
        pairs={"train": train, "valid": valid, "test": tested},
        offers=(len(ours), len(theirs)),
        seed=options.seed,
        entries=entries,
        pairs_per_second=1 / (reading / sum(map(len, tables)) + seconds / len(tested)),
        blocking=_blocking(options, ours, theirs, (train, valid, tested), left, right),
        cpu_seconds=time.process_time() - started,
    )


def _learning(options: Options, left: Shelf, right: Shelf) -> tuple[Pairs, Pairs]:
    """The pairs to learn from and those to choose on, as many as the budget allows."""
    train = read_pairs(options.train, left, right)
    random = np.random.default_rng(options.seed)
    mixed = random.permutation(len(train))
    if options.valid is not None:
        valid = read_pairs(options.valid, left, right)
    else:
        cut = int(len(train) * VALIDATION)
        valid, mixed = train.some(np.sort(mixed[:cut])), mixed[cut:]
    affordable = max(int(options.budget / SECONDS_PER_ROW), LEAST)
    train = train.some(np.sort(mixed[:affordable]))
    for part in (train, valid):
        if min(part.same.sum(), len(part) - part.same.sum()) < 2:
            raise NoPairs(file=part.file, detail="too few pairs of label 1 or of label 0")
    return train, valid


def _tables(
    ours: Offers, theirs: Offers, *parts: Pairs
) -> tuple[list[str], list[NDArray[np.float64]]]:
    li = np.concatenate([part.left for part in parts])
    ri = np.concatenate([part.right for part in parts])
    names, table = matching.features(ours, theirs, li, ri)
    return names, np.split(table, np.cumsum([len(part) for part in parts])[:-1])


def _entries(
    names: list[str],
    tables: list[NDArray[np.float64]],
    parts: tuple[Pairs, Pairs, Pairs],
    options: Options,
) -> tuple[dict[str, Entry], float]:
    """The learned comparison and each baseline, with the CPU seconds to score the test part."""
    train, valid, tested = parts
    model = matching.fit(tables[0], train.same, options.seed)
    chosen = model.probability(tables[1])
    started = time.process_time()
    found = model.probability(tables[2])
    seconds = time.process_time() - started
    entries = {"learned": _entry(valid, chosen, tested, found)}
    for name in BASELINES:
        column = names.index(name)
        entries[name] = _entry(valid, tables[1][:, column], tested, tables[2][:, column])
    return entries, seconds


def _entry(
    valid: Pairs, chosen: NDArray[np.float64], tested: Pairs, found: NDArray[np.float64]
) -> Entry:
    threshold = matching.best_threshold(valid.same, chosen)
    return Entry(
        threshold,
        matching.quality(valid.same, chosen >= threshold),
        matching.quality(tested.same, found >= threshold),
        found,
    )


def _blocking(
    options: Options,
    ours: Offers,
    theirs: Offers,
    parts: tuple[Pairs, ...],
    left: Shelf,
    right: Shelf,
) -> Blocked:
    """Blocking over whole catalogues when they are given, else over all offers of the files."""
    true = {
        (int(i), int(j))
        for part in parts
        for i, j in zip(part.left[part.same == 1], part.right[part.same == 1], strict=True)
    }
    if options.left is None or options.right is None:
        return blocked(ours, theirs, true)
    first, second = read_catalogue(options.left), read_catalogue(options.right)
    a, b = list(left.places), list(right.places)
    here = {offer: place for place, offer in enumerate(first)}
    there = {offer: place for place, offer in enumerate(second)}
    known = {(here[a[i]], there[b[j]]) for i, j in true if a[i] in here and b[j] in there}
    return blocked(matching.gather(first), matching.gather(second), known)
