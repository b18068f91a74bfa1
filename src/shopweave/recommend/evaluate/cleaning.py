"""Leave out what is no sale of a product to a known customer, and say how much that was."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.connectors import files
from shopweave.recommend.evaluate.options import Options, Task
from shopweave.recommend.evaluate.reading import Lines

Kept = NDArray[np.bool_]
ORDERS_ALONE = frozenset({Task.basket, Task.session})


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What was applied: the pattern of product codes, and lines left out by each rule in turn."""

    product_pattern: str | None
    dropped: dict[str, int]
    kept: int


def clean(lines: Lines, options: Options) -> tuple[Kept, Cleaning]:
    """Mark the lines to use, (lines,), with the report of what was left out."""
    pattern = product_pattern(lines, options.product_pattern)
    kept = np.ones(len(lines.times), bool)
    dropped = {"unreadable": lines.read - len(kept)}
    for rule, good in _rules(lines, options.task, pattern):
        dropped[rule] = int((kept & ~good).sum())
        kept &= good
    return kept, Cleaning(pattern, dropped, int(kept.sum()))


def product_pattern(lines: Lines, told: str | None) -> str | None:
    """The told pattern, or the form that nearly all codes of an order file have, or none."""
    if told is not None:
        files.compiled(told)
        return told
    if lines.quantities is None or lines.prices is None:
        return None
    names = lines.products.names
    counts = np.bincount(lines.products.codes, minlength=len(names))
    return files.product_pattern(names, counts.tolist()) or None


def _rules(lines: Lines, task: Task, pattern: str | None) -> Iterable[tuple[str, Kept]]:
    if lines.orders is not None and lines.quantities is not None:
        cancelled = np.array([name.upper().startswith("C") for name in lines.orders.names], bool)
        yield "cancellations", ~_of(cancelled, lines.orders.codes)
    if lines.quantities is not None:
        yield "quantity not above zero", lines.quantities > 0
    if lines.prices is not None:
        yield "price not above zero", lines.prices > 0
    if task in ORDERS_ALONE and lines.orders is not None:
        yield "without order", lines.orders.codes >= 0
    elif lines.customers is not None:
        yield "unknown customer", lines.customers.codes >= 0
    if pattern is not None:
        yield "no product code", _matching(lines, pattern)


def _matching(lines: Lines, pattern: str) -> Kept:
    fits = re.compile(pattern)
    good = np.array([fits.fullmatch(name) is not None for name in lines.products.names], bool)
    return _of(good, lines.products.codes)


def _of(flags: Kept, codes: NDArray[np.int32]) -> Kept:
    """Look up the flag of each line's name; nothing is False."""
    return np.append(flags, False)[codes]
