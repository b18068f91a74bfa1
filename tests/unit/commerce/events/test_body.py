"""The body of a request."""

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator

import pytest

from shopweave.commerce.events import body
from shopweave.commerce.events.errors import (
    BrokenText,
    NotAnObject,
    NotFinite,
    TooDeep,
    TooLarge,
    Unreadable,
)


async def _parts(count: int, length: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * length


def test_joins_its_parts() -> None:
    """A body in parts is whole again."""
    assert asyncio.run(body.collect(_parts(3, 2))) == b"xxxxxx"


def test_says_how_large_it_is() -> None:
    """Two megabytes are refused in one sentence with both figures."""
    with pytest.raises(TooLarge, match=r"has 2\.0 MB and may have 32 KB: send fewer or smaller"):
        asyncio.run(body.collect(_parts(20, 100_000), 32_000))


@pytest.mark.parametrize("packed", [gzip.compress(b"{}", mtime=0), zlib.compress(b"{}")])
def test_unpacks(packed: bytes) -> None:
    """Gzip and deflate are undone; plain text stays as it is."""
    assert body.unpack(packed, "gzip") == b"{}"
    assert body.unpack(b"{}", None) == b"{}"


def test_unpacks_what_forgot_to_say_so() -> None:
    """A gzip body without its header is recognised by its first bytes."""
    assert body.unpack(gzip.compress(b"{}", mtime=0), None) == b"{}"


def test_stops_at_a_bomb() -> None:
    """A small body that unpacks to a huge one is refused without unpacking it all."""
    with pytest.raises(TooLarge):
        body.unpack(gzip.compress(b"0" * 50_000_000, mtime=0), "gzip")


def test_refuses_what_is_not_packed() -> None:
    """A body that is not what its header says is refused."""
    with pytest.raises(Unreadable, match="it is not gzip"):
        body.unpack(b"{}", "gzip")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", Unreadable),
        (b"{", Unreadable),
        (b'{"a":"\xff"}', Unreadable),
        (b"[1]", NotAnObject),
        (b"12", NotAnObject),
        (b"[" * 100_000 + b"]" * 100_000, Unreadable),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, Unreadable),
    ],
)
def test_refuses_what_is_no_object(raw: bytes, problem: type[Exception]) -> None:
    """Broken JSON, invalid UTF-8, endless nesting and other values are refused."""
    with pytest.raises(problem):
        body.parse(raw)


def test_reads_nearly_json() -> None:
    """NaN, Infinity and huge numbers are read, and marked for a closer look."""
    read = body.parse(b'{"a": NaN, "b": 1e999, "c": ' + b"9" * 5000 + b"}")
    assert read.odd
    assert set(read.content) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"a": [float("nan")]}, NotFinite),
        ({"a": "\ud800"}, BrokenText),
        ({"\ud800": 1}, BrokenText),
    ],
)
def test_names_what_is_odd(given: object, problem: type[Exception]) -> None:
    """Each thing that strict JSON would not let through has its own problem."""
    with pytest.raises(problem):
        body.assert_sound(given)


def test_names_what_is_too_deep() -> None:
    """Forty lists in each other are too deep for an event."""
    nested: list[object] = []
    for _ in range(40):
        nested = [nested]
    with pytest.raises(TooDeep):
        body.assert_sound(nested)
