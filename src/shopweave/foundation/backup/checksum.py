"""A checksum over rows that is the same in any order, so that two databases can be compared."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import Any

import orjson

from shopweave.foundation.backup.types import TableProof

_BYTES = 16


class Proof:
    """Counts rows and sums their hashes (BLAKE2b of 128 bits, modulo 2^128)."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def add(self, line: bytes) -> None:
        """Take one row in."""
        self._rows += 1
        self._sum += int.from_bytes(blake2b(line, digest_size=_BYTES).digest())

    def of_table(self) -> TableProof:
        """What was seen so far."""
        return TableProof(self._rows, f"{self._sum % (1 << 8 * _BYTES):032x}")


def lines(rows: Iterable[Sequence[Any]], proof: Proof) -> Iterator[bytes]:
    """Rows as lines of JSON, each counted in `proof`."""
    for row in rows:
        line = orjson.dumps(row, option=orjson.OPT_SORT_KEYS)
        proof.add(line)
        yield line + b"\n"
