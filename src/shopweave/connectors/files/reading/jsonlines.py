"""JSON lines: one object per line; nested objects become "customer.id"."""

import codecs
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import orjson

from shopweave.connectors.files.reading.unpack import unpacked
from shopweave.connectors.files.types import Origin, Reason, Reject, Rejection, Row

_ROWS_FOR_COLUMNS = 1000
_SHOWN = 80


class JsonLines:
    """Rows out of JSON objects; the first 1,000 say which columns there are."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        start = islice(self._objects(lambda _: None), _ROWS_FOR_COLUMNS)
        self.columns = tuple(dict.fromkeys(key for _, item in start for key in item))

    def rows(self, reject: Reject) -> Iterator[Row]:
        """Yield each object's line and values; absent keys are None."""
        for line, item in self._objects(reject):
            yield line, [item.get(column) for column in self.columns]

    def _objects(self, reject: Reject) -> Iterator[tuple[int, dict[str, object]]]:
        with unpacked(self._origin) as stream:
            for line, raw in enumerate(_lines(stream), start=1):
                if not raw.strip():
                    continue
                item = _parsed(raw)
                if item is None:
                    shown = raw[:_SHOWN].decode("utf-8", "replace").strip()
                    reject(Rejection(line, "", shown, Reason.JSON))
                else:
                    yield line, _flat(item)


def _lines(stream: io.BufferedReader) -> Iterator[bytes]:
    """Lines without end are cut, so that they cannot fill the memory."""
    while raw := stream.readline(2**24):
        yield raw


def _parsed(raw: bytes) -> dict[str, Any] | None:
    try:
        item = orjson.loads(raw.removeprefix(codecs.BOM_UTF8))
    except orjson.JSONDecodeError:
        return None
    return item if isinstance(item, dict) else None


def _flat(item: dict[str, Any], prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            found[prefix + key] = ",".join(str(part) for part in value)
        else:
            found[prefix + key] = value
    return found
