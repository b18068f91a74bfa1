"""Ask a Shopify shop's GraphQL Admin API, within the points that it grants."""

import time
from collections.abc import Callable, Mapping
from typing import Any

from shopweave.connectors.contract import (
    Access,
    KeyRefused,
    NotPermitted,
    TooOften,
    Unexpected,
)
from shopweave.connectors.contract.refusals import NotTaken

_MOST_WAITS = 3
_LONGEST_WAIT = 20.0


class Admin:
    """The merchant's side of a shop.

    Each answer tells what a query may cost at most, how many points are left and how many come back
    in a second. A query that was throttled is asked again when enough are there; and after an
    answer that left less than the same query costs, we wait before the next.
    """

    def __init__(
        self, access: Access, version: str, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._http, self._sleep = access.http, sleep
        self._path = f"admin/api/{version}/graphql.json"
        self._headers = {"x-shopify-access-token": access.secrets["access_token"]}

    def ask(self, query: str, /, *, again: bool = True, **variables: Any) -> Any:
        """The data that answers a query; raises a `Trouble`."""
        for _ in range(_MOST_WAITS):
            body = self._send(query, variables, again)
            errors = body.get("errors") or []
            cost = (body.get("extensions") or {}).get("cost") or {}
            if not _is(errors, "THROTTLED"):
                self._refuse(errors)
                self._rest(cost)
                return body["data"]
            self._sleep(_wait(cost))
        raise TooOften(host=self._http.host, seconds=30)

    def change(self, query: str, name: str, /, **variables: Any) -> dict[str, Any]:
        """Do a mutation; raises `NotTaken` with the shop's words where it will not."""
        done: dict[str, Any] = self.ask(query, again=False, **variables)[name]
        errors = done.get("userErrors") or []
        if errors:
            raise NotTaken(reason=str(errors[0]["message"])[:200].rstrip("."))
        return done

    def _send(self, query: str, variables: Mapping[str, Any], again: bool) -> dict[str, Any]:
        asked = {"query": query, "variables": variables}
        body = self._http.post(self._path, json=asked, again=again, headers=self._headers).json
        if not isinstance(body, dict) or not ("data" in body or "errors" in body):
            raise Unexpected(host=self._http.host, detail="no GraphQL")
        return body

    def _refuse(self, errors: Any) -> None:
        if isinstance(errors, str):
            raise KeyRefused(host=self._http.host)
        if _is(errors, "ACCESS_DENIED"):
            what = ".".join(str(part) for part in errors[0].get("path") or ["admin"])
            raise NotPermitted(host=self._http.host, what=what)
        if errors:
            raise Unexpected(host=self._http.host, detail=str(errors[0].get("message"))[:200])

    def _rest(self, cost: Mapping[str, Any]) -> None:
        status = cost.get("throttleStatus") or {}
        if status and status["currentlyAvailable"] < (cost.get("requestedQueryCost") or 0):
            self._sleep(_wait(cost))


def _is(errors: Any, code: str) -> bool:
    return isinstance(errors, list) and any(
        (one.get("extensions") or {}).get("code") == code for one in errors
    )


def _wait(cost: Mapping[str, Any]) -> float:
    """Seconds until the points for the same query are there again."""
    status = cost.get("throttleStatus") or {}
    needed, left = cost.get("requestedQueryCost") or 0, status.get("currentlyAvailable", 0)
    seconds = float(needed - left) / float(status.get("restoreRate") or 50)
    return min(max(seconds, 1.0), _LONGEST_WAIT)
