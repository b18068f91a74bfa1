"""An honest test of sorting products into categories, on a file of sorted ones."""

import csv
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from shopweave.algorithms import sorting
from shopweave.goods.evaluate.errors import NotSorted
from shopweave.goods.filing import LEAST

PROTOCOL = (
    "distinct texts are mixed by the seed: three fifths to learn from, a fifth for validation, a "
    "fifth for the test; no text stands in two parts, and the test part is looked at once"
)
FEWEST = 50


@dataclass(frozen=True, slots=True)
class Sorted:
    """Texts with their categories."""

    texts: list[str]
    labels: list[str]

    def some(self, rows: "np.ndarray[Any, np.dtype[np.int64]]") -> "Sorted":
        """Only these rows."""
        return Sorted([self.texts[n] for n in rows], [self.labels[n] for n in rows])


def read_sorted(path: Path, text: str, category: str) -> Sorted:
    """Distinct texts of a CSV file with their categories; raises `NotSorted`."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if not {text, category} <= set(reader.fieldnames or ()):
            raise NotSorted(file=path.name, detail=f"no columns {text} and {category}")
        pairs = {row[text]: row[category] for row in reader if row[text] and row[category]}
    if len(pairs) < FEWEST:
        raise NotSorted(file=path.name, detail=f"fewer than {FEWEST} different texts")
    return Sorted(list(pairs), list(pairs.values()))


def evaluate_sorting(data: Sorted, seed: int = 0) -> dict[str, Any]:
    """Shares of texts that come into the right category, beside two plain ways."""
    started = time.process_time()
    mixed = np.random.default_rng(seed).permutation(len(data.texts))
    first, second = int(len(mixed) * 0.6), int(len(mixed) * 0.8)
    train = data.some(mixed[:first])
    parts = {"validation": data.some(mixed[first:second]), "test": data.some(mixed[second:])}
    document: dict[str, Any] = {
        "skill": "categories",
        "protocol": PROTOCOL,
        "metric": "accuracy",
        "options": {"seed": seed},
        "data": {"train": len(train.texts), "categories": len(set(data.labels))},
    }
    document |= {name: _measured(train, part, seed) for name, part in parts.items()}
    return document | {"cpu_seconds": round(time.process_time() - started, 2)}


def _measured(train: Sorted, part: Sorted, seed: int) -> dict[str, Any]:
    verdicts = sorting.judge(sorting.learn(train.texts, train.labels, seed), part.texts)
    truth = np.array(part.labels)
    right = np.array([one.label for one in verdicts]) == truth
    sure = np.array([bool(one.words) and one.probability >= LEAST for one in verdicts])
    most = Counter(train.labels).most_common(1)[0][0]
    near = np.array(sorting.nearest(train.texts, train.labels, part.texts))
    figures = {
        "learned": right.mean(),
        "as the most similar text": (near == truth).mean(),
        "always the most common": (truth == most).mean(),
        "proposed": sure.mean(),
        "right of the proposed": right[sure].mean() if sure.any() else 0.0,
    }
    return {"texts": len(truth)} | {name: round(float(v), 4) for name, v in figures.items()}
