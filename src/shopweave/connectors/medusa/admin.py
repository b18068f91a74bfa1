"""Ask a Medusa shop's admin API with a secret key."""

from collections.abc import Mapping
from typing import Any

from shopweave.connectors.contract import Access, Unexpected
from shopweave.connectors.contract.refusals import NotTaken

_SAID_NO = frozenset({400, 404, 409, 422})


class Admin:
    """The merchant's side of a shop."""

    def __init__(self, access: Access) -> None:
        self._http, self._auth = access.http, (access.secrets["secret_key"], "")

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        """What the shop says; raises a `Trouble`."""
        answer = self._http.get(f"admin/{path}", params=query, auth=self._auth)
        return self._object(answer.json)

    def list(self, path: str, name: str, query: Mapping[str, Any]) -> tuple[list[Any], int]:
        """A page of a list, and how many there are in all."""
        body = self.get(path, **query)
        items, total = body.get(name), body.get("count")
        if not isinstance(items, list) or not isinstance(total, int):
            raise Unexpected(host=self._http.host, detail=f"no {name}")
        return items, total

    def post(self, path: str, body: Any) -> dict[str, Any]:
        """Write; raises `NotTaken` with the shop's words where it will not."""
        answer = self._http.post(f"admin/{path}", json=body, auth=self._auth, accept=_SAID_NO)
        if answer.status >= 400:
            said = answer.json.get("message") if isinstance(answer.json, dict) else None
            raise NotTaken(reason=str(said or f"error {answer.status}")[:200].rstrip("."))
        return self._object(answer.json)

    def _object(self, body: Any) -> dict[str, Any]:
        if not isinstance(body, dict):
            raise Unexpected(host=self._http.host, detail="no object")
        return body
