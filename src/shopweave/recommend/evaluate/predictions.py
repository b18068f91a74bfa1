"""What was predicted, so that anyone can compute the figures again."""

import csv
from pathlib import Path

import numpy as np

from shopweave.recommend.evaluate.contest import BLEND
from shopweave.recommend.evaluate.options import Task
from shopweave.recommend.evaluate.report import Report


def write_predictions(path: Path, report: Report) -> None:
    """Write `customer,rank,product[,origin]` (basket: `order,...`), ranks from 1."""
    subject = "order" if report.options.task is Task.basket else "customer"
    several = len(report.rounds) > 1
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([subject, "rank", "product", *(["origin"] if several else [])])
        for played in report.rounds:
            tail = [played.trial.origin] if several else []
            names = np.array(report.dataset.product_names, dtype=object)[played.trial.products]
            lists = np.concatenate(played.entries[BLEND].lists)
            for subject_name, row in zip(played.trial.names, lists, strict=True):
                for rank, product in enumerate(row[row >= 0], start=1):
                    rows.writerow([subject_name, rank, names[product], *tail])
