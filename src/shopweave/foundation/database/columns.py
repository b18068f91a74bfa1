"""Column types that mean the same on both databases."""

import zlib
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, BigInteger, Dialect, Integer, LargeBinary, TypeDecorator
from sqlalchemy.dialects.postgresql import JSONB

from shopweave.foundation.database.json import dumps, loads

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

# SQLite numbers rows by itself only in a column declared exactly INTEGER.
Serial = BigInteger().with_variant(Integer(), "sqlite")


def micros(at: datetime) -> int:
    """Microseconds since 1970 of an aware datetime; raises ValueError for a naive one."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return (at - _EPOCH) // _MICROSECOND


def from_micros(value: int) -> datetime:
    """Return the UTC datetime of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=value)


class Instant(TypeDecorator[datetime]):
    """A UTC datetime stored as integer microseconds: the same order and arithmetic everywhere."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Store an aware datetime."""
        return None if value is None else micros(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Load it as UTC."""
        return None if value is None else from_micros(value)


class Quantity(TypeDecorator[float]):
    """A number of units to the thousandth, stored as integer thousandths: sums are exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> int | None:
        """Store thousandths."""
        return None if value is None else thousandths(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> float | None:
        """Load units."""
        # PostgreSQL adds integers up to a Decimal.
        return None if value is None else int(value) / 1000


def thousandths(quantity: float) -> int:
    """Thousandths of a unit, rounded: 1.5 is 1500."""
    return round(quantity * 1000)


class Packed(TypeDecorator[Any]):
    """A JSON document that nobody searches, deflated: half the space of many short ids."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Store raw deflate of compact JSON."""
        if value is None:
            return None
        packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
        return packer.compress(dumps(value).encode()) + packer.flush()

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Load the document."""
        return None if value is None else loads(zlib.decompress(value, -zlib.MAX_WBITS))
