"""Files of a made-up shop, as merchants export them."""

import csv
import gzip
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

START = datetime(2024, 1, 1, 9, 0, tzinfo=UTC)
HEADER = ["InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice"]
TASTES = 4


def invoices(customers: int = 80, days: int = 180, seed: int = 0) -> list[list[str]]:
    """Lines of customers who return every two weeks for products of their own taste."""
    random = np.random.default_rng(seed)
    lines = []
    for customer in range(customers):
        own = np.arange(10) + 10 * (customer % TASTES)
        day = int(random.integers(14))
        while day < days:
            moment = START + timedelta(days=day, minutes=customer)
            invoice = f"{customer}{day:03d}"
            chosen = random.choice(own, size=4, replace=False, p=_habit())
            lines += [_line(invoice, int(product), moment, customer) for product in chosen]
            day += int(random.integers(10, 18))
    return lines


def visits(days: int = 12, each: int = 40, seed: int = 0) -> list[list[str]]:
    """Looks of visitors who walk along fixed circles of eight products, one product a minute."""
    random = np.random.default_rng(seed)
    looks = []
    for visit in range(days * each):
        begun = START + timedelta(days=visit // each, minutes=10 * (visit % each))
        circle, first = int(random.integers(5)), int(random.integers(8))
        for step in range(int(random.integers(2, 6))):
            product = f"p{circle}{(first + step) % 8}"
            looks.append([str(visit), product, (begun + timedelta(minutes=step)).isoformat()])
    return looks


def _habit() -> np.ndarray:
    weights = 1 / np.arange(1, 11)
    return weights / weights.sum()


def _line(invoice: str, product: int, moment: datetime, customer: int) -> list[str]:
    name = f"Thing number {product} of taste {product // 10}"
    day = f"{moment:%Y-%m-%d %H:%M:%S}"
    return [invoice, f"{10_000 + product}", name, "2", day, "3.50", str(customer)]


def write(path: Path, lines: list[list[str]], header: list[str] | None = None) -> Path:
    """Write lines as CSV, packed when the name ends with .gz."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header or [*HEADER, "CustomerID"], *lines])
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path
