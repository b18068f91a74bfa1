"""Where a list goes on: the key of the last row, opaque to the caller."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Sequence
from typing import Any

import orjson

from shopweave.commerce.inbound.errors import BrokenCursor


def write(*key: Any) -> str:
    """Return the cursor behind a row with this sort key."""
    return urlsafe_b64encode(orjson.dumps(key)).decode()


def read(cursor: str | None, *types: type) -> Sequence[Any] | None:
    """Return the sort key again, None for the beginning; raises `BrokenCursor`."""
    if not cursor:
        return None
    try:
        key: list[Any] = orjson.loads(urlsafe_b64decode(cursor))
    except (Error, ValueError) as error:
        raise BrokenCursor(cursor=cursor) from error
    if len(key) != len(types) or not all(map(isinstance, key, types)):
        raise BrokenCursor(cursor=cursor)
    return key
