"""The plan for a file of exchange rates: one a row, or a column for each currency.

The second is the layout of the European Central Bank's eurofxref-hist.csv: what one euro costs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shopweave.commerce import money
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery, Upserted
from shopweave.commerce.inbound.checks import CURRENCIES
from shopweave.commerce.money import RateDraft
from shopweave.connectors.files.contents.plan import Item, Note, Plan, Stage
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.sieve import Sieve
from shopweave.connectors.files.types import Chunk, Reason, Reject, Rejection
from shopweave.connectors.files.values import number_parser
from shopweave.foundation.database import Transaction, from_micros

_BASE = "EUR"
_LARGEST = 10**9


def plan(table: Table, mapping: Mapping, reading: Reading, directory: Directory) -> Plan:
    """Read the file once to check it."""
    rates = Rates(table, mapping, reading)
    rejected: list[Rejection] = []
    total = sum(1 for _ in rates.drafts_of(rejected.append))
    stage = Stage("rates", total, rates.drafts, write)
    return Plan((stage,), total + len(rejected), rejected, [Note("rates", {"count": total})])


def write(tx: Transaction, delivery: Delivery, drafts: list[RateDraft]) -> Upserted:
    """Bring rates in."""
    return money.rates.upsert(tx, delivery, drafts)


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates out of rows."""

    table: Table
    mapping: Mapping
    reading: Reading

    def drafts(self, start: int) -> Iterator[Item]:
        """Yield each rate from the `start`-th on."""
        for number, item in enumerate(self.drafts_of(lambda _: None)):
            if number >= start:
                yield item

    def drafts_of(self, reject: Reject) -> Iterator[tuple[int, RateDraft]]:
        """Yield each rate with its line; hand what is none to `reject`."""
        sieve = Sieve(self.mapping, self.reading.styles, ("time",))
        wide = [name for name in self.table.columns if name.strip() in CURRENCIES]
        for chunk in self.table.chunks():
            rows = sieve.rows(chunk)
            for refused in rows.rejected:
                reject(refused)
            days = [
                from_micros(at).astimezone(self.reading.time_zone).date()
                for at in rows.values["time"]
            ]
            if "rate" in self.mapping.fields:
                yield from self._one_a_row(rows.lines, days, rows.values, reject)
            else:
                yield from self._wide(chunk, dict(zip(rows.lines, days, strict=True)), wide, reject)

    def _one_a_row(
        self, lines: list[int], days: list[date], values: dict[str, list[Any]], reject: Reject
    ) -> Iterator[tuple[int, RateDraft]]:
        for row, (line, day) in enumerate(zip(lines, days, strict=True)):
            rate = values["rate"][row]
            base = (values["base"][row] if "base" in values else None) or _BASE
            currency = (values["currency"][row] if "currency" in values else None) or ""
            draft = _draft(base, currency, day, rate)
            if draft is None:
                column = self.mapping.fields["rate"]
                reject(Rejection(line, column, str(rate or ""), Reason.NOT_A_RATE))
            else:
                yield line, draft

    def _wide(
        self, chunk: Chunk, days: dict[int, date], wide: list[str], reject: Reject
    ) -> Iterator[tuple[int, RateDraft]]:
        parse = number_parser(self.reading.styles.decimals)
        for row, line in enumerate(chunk.lines):
            for column in wide if line in days else ():
                cell = chunk.cells[column][row]
                if cell is None or str(cell).strip() in {"", "N/A"}:
                    continue
                draft = _draft(_BASE, column, days[line], parse(cell))
                if draft is None:
                    reject(Rejection(line, column, str(cell), Reason.NOT_A_RATE))
                else:
                    yield line, draft


def _draft(base: str, currency: str, day: date, rate: object) -> RateDraft | None:
    """A rate, None for what cannot be one."""
    names = base.strip().upper(), currency.strip().upper()
    known = set(names) <= CURRENCIES and names[0] != names[1]
    if not known or not isinstance(rate, Decimal) or not 0 < rate < _LARGEST:
        return None
    nano = int(rate.scaleb(9).to_integral_value())
    return RateDraft(*names, day, nano) if nano else None
