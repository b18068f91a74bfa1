"""The body of a request: within its limit, unpacked, and read as JSON."""

import json
import zlib
from collections.abc import AsyncIterator, Mapping
from math import isfinite
from typing import Any, NamedTuple

import orjson

from shopweave.commerce.events.errors import (
    BrokenText,
    NotAnObject,
    NotFinite,
    TooDeep,
    TooLarge,
    Unreadable,
)

LARGEST = 500_000
# What is too large is still read for a while, so that the sender hears why and is not cut off.
PATIENCE = 16 * LARGEST


def size(count: int) -> str:
    """Bytes in words: 512 B, 33 KB, 2.1 MB."""
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


async def collect(stream: AsyncIterator[bytes], limit: int = LARGEST) -> bytes:
    """Read the whole body; raises `TooLarge`."""
    parts: list[bytes] = []
    length = 0
    async for part in stream:
        length += len(part)
        if length <= limit:
            parts.append(part)
        elif length > PATIENCE:
            break
    if length > limit:
        raise TooLarge(size=size(length), limit=size(limit))
    return b"".join(parts)


def unpack(raw: bytes, encoding: str | None, limit: int = LARGEST) -> bytes:
    """Undo gzip or deflate, never further than the limit; raises `TooLarge` or `Unreadable`."""
    if encoding in {None, "", "identity"} and raw[:2] != b"\x1f\x8b":
        return raw
    unpacking = zlib.decompressobj(wbits=47)  # 47: zlib or gzip, whichever it is
    try:
        body = unpacking.decompress(raw, limit + 1)
    except zlib.error as error:
        raise Unreadable(reason=f"it is not {encoding or 'gzip'}") from error
    if len(body) > limit:
        raise TooLarge(size=f"more than {size(limit)} unpacked", limit=size(limit))
    return body


class Read(NamedTuple):
    """A JSON object; `odd` when it is not quite JSON and each event needs a closer look."""

    content: Mapping[str, Any]
    odd: bool


def parse(body: bytes) -> Read:
    """Read one JSON object; raises `Unreadable` with the place, or `NotAnObject`."""
    try:
        read, odd = orjson.loads(body), False
    except orjson.JSONDecodeError as error:
        read, odd = _leniently(body, error), True
    if not isinstance(read, dict):
        raise NotAnObject(found=type(read).__name__)
    return Read(read, odd)


def _leniently(body: bytes, strict: orjson.JSONDecodeError) -> Any:
    """Read NaN and Infinity, as Python's own client sends them: one event must not harm all."""
    try:
        return json.loads(body.decode("utf-8"), parse_int=_whole)
    except UnicodeDecodeError as error:
        raise Unreadable(reason=f"byte {error.start} is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(reason=str(strict)) from error


def _whole(digits: str) -> int | float:
    # Python refuses to read very long integers; no figure of a shop has more than 18 digits.
    return int(digits) if len(digits) < 19 else float(digits)


def assert_sound(given: object, depth: int = 30) -> None:
    """Raise `NotFinite`, `TooDeep` or `BrokenText` for what strict JSON would not let through."""
    if depth == 0:
        raise TooDeep
    if isinstance(given, float) and not isfinite(given):
        raise NotFinite
    if isinstance(given, str) and not given.isascii():
        _assert_whole(given)
    if isinstance(given, dict):
        for key, each in given.items():
            _assert_whole(key)
            assert_sound(each, depth - 1)
    if isinstance(given, list):
        for each in given:
            assert_sound(each, depth - 1)


def _assert_whole(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BrokenText from error
