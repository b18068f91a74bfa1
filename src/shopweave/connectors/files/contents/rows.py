"""Row by row through a file, for kinds whose rows stand each for itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.reading import Table
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.sieve import Sieve
from shopweave.connectors.files.types import Reason, Reject, Rejection
from shopweave.foundation.money import parse_minor

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads a file as often as wanted, always with the same result."""

    table: Table
    mapping: Mapping
    reading: Reading
    required: Sequence[str]

    def records(self, reject: Reject) -> Iterator[tuple[int, Record]]:
        """Yield each usable row's line and values by field; absent and empty ones are None."""
        sieve = Sieve(self.mapping, self.reading.styles, self.required, self.reading.currency)
        for chunk in self.table.chunks():
            rows = sieve.rows(chunk)
            for rejection in rows.rejected:
                reject(rejection)
            names = list(rows.values)
            columns = zip(*rows.values.values(), strict=True)
            for line, values in zip(rows.lines, columns, strict=True):
                yield line, dict(zip(names, values, strict=True))

    def rejection(self, line: int, field: str, value: object, reason: Reason) -> Rejection:
        """A refused row, with the file's own name for the column."""
        return Rejection(line, self.mapping.fields.get(field, ""), str(value), reason)

    def minor(self, amount: Decimal | None) -> int | None:
        """Minor units of the file's currency."""
        return None if amount is None else parse_minor(amount, self.reading.currency)


def ignore(_: Rejection) -> None:
    """Refuse without telling: it was told when the file was first read."""
