"""Ask a WooCommerce shop's REST API with a consumer key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from shopweave.connectors.contract import Access, Unexpected
from shopweave.connectors.contract.refusals import NotTaken

_BASE = "wp-json/wc/v3"
_SAID_NO = frozenset({400, 404, 409, 422})
_MAY_NOT = frozenset({401, 403, 404})
_MOST = 100


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list, how many pages and items there are, and when the shop said so."""

    items: list[Any]
    pages: int
    total: int
    at: datetime | None


class Api:
    """The merchant's side of a shop."""

    def __init__(self, access: Access) -> None:
        self._http = access.http
        self._auth = (access.secrets["consumer_key"], access.secrets["consumer_secret"])

    def page(self, path: str, number: int, query: Mapping[str, Any]) -> Listed:
        """Page `number`, from 1."""
        params = {"per_page": _MOST, "page": number, **query}
        answer = self._http.get(f"{_BASE}/{path}", params=params, auth=self._auth)
        if not isinstance(answer.json, list):
            raise Unexpected(host=self._http.host, detail=f"no list of {path}")
        pages, total = (
            int(answer.headers.get(name) or 0) for name in ("x-wp-totalpages", "x-wp-total")
        )
        return Listed(answer.json, pages, total, _when(answer.headers.get("date", "")))

    def every(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        """All items of a list, however many pages it has."""
        number, pages = 0, 1
        while number < pages:
            number += 1
            listed = self.page(path, number, query)
            pages = listed.pages
            yield from listed.items

    def get(self, path: str) -> dict[str, Any]:
        """One object below the API."""
        return self._object(self._http.get(f"{_BASE}/{path}", auth=self._auth).json)

    def weight_unit(self) -> str:
        """The unit of all weights of the shop; "" where the key may not read the settings."""
        path = f"{_BASE}/settings/products/woocommerce_weight_unit"
        answer = self._http.ask("GET", path, auth=self._auth, accept=_MAY_NOT)
        return str(self._object(answer.json).get("value") or "") if answer.status < 400 else ""

    def site(self) -> dict[str, Any]:
        """What WordPress says of itself to everybody."""
        return self._object(self._http.get("wp-json/?_fields=name,timezone_string").json)

    def write(self, method: str, path: str, body: Any, *, again: bool = True) -> dict[str, Any]:
        """Write; raises `NotTaken` with the shop's words where it will not."""
        answer = self._http.ask(
            method, f"{_BASE}/{path}", json=body, auth=self._auth, accept=_SAID_NO, again=again
        )
        if answer.status >= 400:
            raise NotTaken(reason=words(answer.json) or f"error {answer.status}")
        return self._object(answer.json)

    def _object(self, body: Any) -> dict[str, Any]:
        if not isinstance(body, dict):
            raise Unexpected(host=self._http.host, detail="no object")
        return body


def words(error: Any) -> str:
    """The sentence of an error object."""
    said = error.get("message") if isinstance(error, dict) else None
    return str(said or "")[:200].rstrip(".")


def _when(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except ValueError:
        return None
