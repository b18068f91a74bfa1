"""Files of costs and of exchange rates."""

from collections.abc import Callable
from pathlib import Path

import pytest

from shopweave.commerce import catalog, money, sources
from shopweave.connectors.files import Importer, Reason, Request
from shopweave.foundation.database import Database

Write = Callable[..., Path]
PRODUCTS = "Product ID,Title,Price,Currency\nT1,Tea,9.90,EUR\nC1,Cup,12.00,EUR\n"
COSTS = (
    "SKU,Cost price,Currency,From\nT1,4.20,EUR,2024-01-01\nT1,4.50,EUR,2024-03-01\nC1,30.00,CNY,\n"
)
ECB = "Date,USD,JPY,XYZ,CNY,\n2024-05-31,1.0852,170.5,1,7.86,\n2024-05-30,1.0815,N/A,1,7.83,\n"


def test_costs_come_in_and_are_undone(importer: Importer, database: Database, write: Write) -> None:
    """Each with its day and currency; the same file again adds nothing; undone it leaves none."""
    importer.run(Request(write("products.csv", PRODUCTS), "products"))
    outcome = importer.run(Request(write("costs.csv", COSTS), "auto"))
    assert outcome.report.kind == "costs"
    assert _known(database) == [(420, "EUR", 2024), (450, "EUR", 2024), (3000, "CNY", 1970)]
    again = importer.run(Request(write("costs.csv", COSTS), "costs"))
    assert again.report.stages["costs"].same == 3
    importer.undo(outcome.import_id)
    assert _known(database) == []


def test_a_cost_of_an_unknown_product_is_told(importer: Importer, write: Write) -> None:
    """The row is refused with its line, the others are in."""
    importer.run(Request(write("products.csv", PRODUCTS), "products"))
    costs = "SKU,Cost price\nT1,4.20\nX9,1.00\n"
    outcome = importer.run(Request(write("costs.csv", costs), "costs"))
    assert [(row.line, row.reason) for row in outcome.rejected] == [(3, Reason.RECORD)]
    assert outcome.report.stages["costs"].created == 1


def test_the_file_of_the_central_bank_comes_in(
    importer: Importer, database: Database, write: Write
) -> None:
    """A column for each currency, N/A where none was told; what is no currency is not read."""
    outcome = importer.run(Request(write("eurofxref-hist.csv", ECB), "rates"))
    assert outcome.report.stages["rates"].created == 5
    assert _rates(database) == {
        "CNY": ("2024-05-31", 7_860_000_000),
        "JPY": ("2024-05-31", 170_500_000_000),
        "USD": ("2024-05-31", 1_085_200_000),
    }
    importer.undo(outcome.import_id)
    assert _rates(database) == {}


@pytest.mark.parametrize("rate", ["0", "-1", "much"])
def test_what_is_no_rate_is_told(importer: Importer, write: Write, rate: str) -> None:
    """Its line stands in the report, the good ones are in."""
    text = f"Date,Base,Currency,Rate\n2024-05-31,EUR,USD,1.08\n2024-05-30,EUR,USD,{rate}\n"
    outcome = importer.run(Request(write("rates.csv", text), "auto"))
    assert [row.line for row in outcome.rejected] == [3]
    assert outcome.report.stages["rates"].created == 1


def _known(database: Database) -> list[tuple[int, str, int]]:
    with database.read() as tx:
        source = sources.by_name(tx, "files").id
        ids = catalog.ids_of(tx, source, ["T1", "C1"])
        found = [cost for key in ("T1", "C1") for cost in money.costs.history(tx, ids[key])]
    return [(cost.amount, cost.currency, cost.since.year) for cost in found]


def _rates(database: Database) -> dict[str, tuple[str, int]]:
    with database.read() as tx:
        return {one.currency: (one.day.isoformat(), one.nano) for one in money.rates.newest(tx)}
