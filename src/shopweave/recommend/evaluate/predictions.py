"""What was predicted, so that anyone can compute the figures again."""

import csv
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from shopweave.recommend.evaluate.contest import BLEND
from shopweave.recommend.evaluate.options import Task
from shopweave.recommend.evaluate.report import Report
from shopweave.recommend.evaluate.trial import Trial

SUBJECTS = {Task.basket: ["order"], Task.session: ["session", "position"]}


def write_predictions(path: Path, report: Report) -> None:
    """Write `customer,rank,product[,origin]`, ranks from 1.

    basket: `order,...`; session: `session,position,...`, the position of the look that is to be
    told, from 0 for the first look of the visit.
    """
    subject = SUBJECTS.get(report.options.task, ["customer"])
    several = len(report.rounds) > 1
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([*subject, "rank", "product", *(["origin"] if several else [])])
        for played in report.rounds:
            tail = [played.trial.origin] if several else []
            names = np.array(report.dataset.product_names, dtype=object)[played.trial.products]
            lists = np.concatenate(played.entries[BLEND].lists)
            for subject_names, row in zip(_subjects(played.trial), lists, strict=True):
                for rank, product in enumerate(row[row >= 0], start=1):
                    rows.writerow([*subject_names, rank, names[product], *tail])


def _subjects(trial: Trial) -> Iterable[tuple[str | int, ...]]:
    if trial.positions is None:
        return ((name,) for name in trial.names)
    return zip(trial.names, trial.positions.tolist(), strict=True)
