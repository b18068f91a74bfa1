"""The cleaned past of a shop as integer codes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend.histories import Histories, Index, gather
from shopweave.connectors import files
from shopweave.recommend.evaluate.cleaning import Cleaning, Kept, clean
from shopweave.recommend.evaluate.options import Options, too_little
from shopweave.recommend.evaluate.reading import Lines, read


@dataclass(frozen=True, slots=True)
class Dataset:
    """Events of customers with products, (events,) each, with the names behind the codes.

    titles: (products,) texts, or None. baskets: (events,) codes of orders (or customer and time).
    """

    file: str
    customers: Index
    products: Index
    baskets: Index
    times: NDArray[np.float64]
    customer_names: list[str]
    product_names: list[str]
    basket_names: list[str]
    titles: list[str] | None
    columns: dict[str, str]
    cleaning: Cleaning

    def histories(self, rows: NDArray[np.bool_]) -> Histories:
        """Histories of all customers with the marked events."""
        return gather(
            self.customers[rows],
            self.products[rows],
            self.times[rows],
            self.baskets[rows],
            customers=len(self.customer_names),
            catalogue=len(self.product_names),
        )


def load(path: Path, options: Options) -> Dataset:
    """Read and clean the file. Raises `BadRow`, `TooLittle` and the problems of files."""
    lines = read(path, options)
    kept, cleaning = clean(lines, options)
    if not kept.any():
        raise too_little(path.name, options.task, "no line is left after cleaning")
    products, product_names, used = _compact(lines.products, kept)
    customers, customer_names = _customers(lines, kept)
    baskets, basket_names = _baskets(lines, kept, customers)
    return Dataset(
        file=path.name,
        customers=customers,
        products=products,
        baskets=baskets,
        times=lines.times[kept],
        customer_names=customer_names,
        product_names=product_names,
        basket_names=basket_names,
        titles=_titles(lines, kept, used),
        columns=lines.columns,
        cleaning=cleaning,
    )


def _compact(coded: files.Coded, kept: Kept) -> tuple[Index, list[str], Index]:
    used, codes = np.unique(coded.codes[kept], return_inverse=True)
    return codes.astype(np.int64), [coded.names[code] for code in used], used.astype(np.int64)


def _customers(lines: Lines, kept: Kept) -> tuple[Index, list[str]]:
    """Codes of customers; lines of nobody belong to the order, as one visit each."""
    known = lines.customers is not None and bool((lines.customers.codes[kept] >= 0).all())
    coded = lines.customers if known else lines.orders
    return _compact(coded or lines.products, kept)[:2]


def _baskets(lines: Lines, kept: Kept, customers: Index) -> tuple[Index, list[str]]:
    """Codes of orders; without orders, what a customer did at the same moment is one basket."""
    if lines.orders is not None and (lines.orders.codes[kept] >= 0).all():
        return _compact(lines.orders, kept)[:2]
    moments = np.unique(lines.times[kept], return_inverse=True)[1]
    pairs = customers * (moments.max() + 1) + moments
    return np.unique(pairs, return_inverse=True)[1].astype(np.int64), []


def _titles(lines: Lines, kept: Kept, used: Index) -> list[str] | None:
    """The latest title of each product, by the order of the file."""
    if lines.titles is None:
        return None
    told = kept & (lines.titles.codes >= 0)
    latest = np.full(len(lines.products.names), -1, dtype=np.int64)
    latest[lines.products.codes[told]] = lines.titles.codes[told]
    return [lines.titles.names[code] if code >= 0 else "" for code in latest[used]]
