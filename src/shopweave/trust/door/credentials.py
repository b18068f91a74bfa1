"""Finding the key in a request."""

import base64
import binascii

from starlette.requests import HTTPConnection

from shopweave.trust.keys import looks_like_key


def find_key(connection: HTTPConnection) -> str | None:
    """Return the key of a request, or None.

    Looks at `Authorization: Bearer KEY`, at `Basic` with the key as user name (the Segment
    libraries), at `X-API-Key`, and, for public keys, at `?key=` (a page that is being closed
    cannot set headers). What is no key belongs to a proxy in between and is passed over.
    """
    headers = connection.headers
    scheme, _, value = headers.get("authorization", "").partition(" ")
    candidates = (
        value.strip() if scheme.lower() == "bearer" else "",
        _user_name(value) if scheme.lower() == "basic" else "",
        headers.get("x-api-key", "").strip(),
    )
    found = next(filter(looks_like_key, candidates), None)
    asked = connection.query_params.get("key", "") if found is None else ""
    return asked if asked.startswith("pk_") else found


def _user_name(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[0]
    except (binascii.Error, UnicodeDecodeError):
        return ""
