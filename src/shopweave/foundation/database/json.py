"""JSON as the database columns hold it."""

from typing import Any

import orjson


def dumps(value: Any) -> str:
    """Serialise to compact JSON text."""
    return orjson.dumps(value).decode()


def loads(text: str | bytes) -> Any:
    """Parse JSON text."""
    return orjson.loads(text)
