"""Run a whole test of the search on three files."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from shopweave.algorithms.search import graded_ndcg
from shopweave.search.evaluate.errors import NoSearchTest
from shopweave.search.evaluate.reading import Judged, read_catalogue, read_judged
from shopweave.search.evaluate.report import Entry, Report
from shopweave.search.evaluate.rivals import SEARCHES, Search

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """top: length of the lists that are written. seed: of the bootstrap."""

    top: int = 10
    seed: int = 0


def evaluate(
    catalogue: Path, queries: Path, judgements: Path, options: Options, say: Progress
) -> Report:
    """Ask every query of the shipped search and of two simple ones.

    Grades of products that the catalogue lacks are left out. Raises `NoSearchTest` and `BadGrade`.
    """
    entries = read_catalogue(catalogue)
    known = {entry.id for entry in entries}
    asked = [_within(each, known) for each in read_judged(queries, judgements)]
    judged = [each for each in asked if max(each.grades.values(), default=0) > 0]
    if not judged:
        detail = "no query has a product of the catalogue with a grade above 0"
        raise NoSearchTest(file=judgements.name, detail=detail, columns="query, product, grade")
    say(f"{len(entries)} products, {len(judged)} queries")
    found: dict[str, Entry] = {}
    for name, build in SEARCHES.items():
        say(f"asking {name}")
        started = time.process_time()
        search = build(entries)
        found[name] = _asked(search, judged, options.top, time.process_time() - started)
    files = {"catalogue": catalogue.name, "queries": queries.name, "judgements": judgements.name}
    return Report(files, len(entries), judged, found, options.top, options.seed)


def _within(judged: Judged, known: set[str]) -> Judged:
    grades = {product: grade for product, grade in judged.grades.items() if product in known}
    return Judged(judged.query, judged.text, grades)


def _asked(search: Search, judged: Sequence[Judged], top: int, train: float) -> Entry:
    started = time.process_time()
    lists = [search(each.text, max(top, 10)) for each in judged]
    spent = time.process_time() - started
    values = [
        graded_ndcg([each.grades.get(product, 0.0) for product in shown], [*each.grades.values()])
        for each, shown in zip(judged, lists, strict=True)
    ]
    return Entry(lists, np.array(values), train, 1000 * spent / len(judged))
