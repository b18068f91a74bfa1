"""Histories as the next-basket papers publish them: JSON, customer to a list of baskets."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from shopweave.recommend.evaluate.cleaning import Cleaning
from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.errors import NoHistories

EDGE = -1


def load_json(path: Path) -> Dataset:
    """Read `{"customer": [[product, ...], ...]}`, oldest basket first; [-1] at the ends is cut.

    The n-th basket of a customer happens on day n, for want of dates. Raises `NoHistories`.
    """
    try:
        read = json.loads(path.read_bytes())
    except ValueError as error:
        raise NoHistories(file=path.name, detail=str(error)) from error
    if not isinstance(read, dict) or not read:
        raise NoHistories(file=path.name, detail="it holds no customers")
    return _dataset(path.name, {who: _baskets(path.name, who, told) for who, told in read.items()})


def _baskets(file: str, who: str, told: Any) -> list[list[str]]:
    if not isinstance(told, list) or not all(isinstance(basket, list) for basket in told):
        raise NoHistories(file=file, detail=f"customer {who} has no list of baskets")
    real = [[str(product) for product in basket if product != EDGE] for basket in told]
    return [basket for basket in real if basket]


def _dataset(file: str, baskets: dict[str, list[list[str]]]) -> Dataset:
    rows = [
        (customer, product, day)
        for customer, history in enumerate(baskets.values())
        for day, basket in enumerate(history)
        for product in basket
    ]
    names = sorted({product for _, product, _ in rows})
    codes = {name: code for code, name in enumerate(names)}
    customers = np.array([customer for customer, _, _ in rows], dtype=np.int64)
    days = np.array([day for _, _, day in rows], dtype=np.int64)
    longest = int(days.max(initial=0)) + 1
    return Dataset(
        file=file,
        customers=customers,
        products=np.array([codes[product] for _, product, _ in rows], dtype=np.int64),
        baskets=np.unique(customers * longest + days, return_inverse=True)[1].astype(np.int64),
        times=days.astype(np.float64),
        customer_names=list(baskets),
        product_names=names,
        basket_names=[],
        titles=None,
        columns={},
        cleaning=Cleaning(None, {}, len(rows)),
    )
