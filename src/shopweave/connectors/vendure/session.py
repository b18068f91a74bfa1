"""Ask a Vendure shop's admin API, signed in by key or by password."""

from typing import Any

from shopweave.connectors.contract import Access, Answer, KeyRefused, NotPermitted, Unexpected
from shopweave.connectors.vendure.errors import NoCredentials, NoToken

_LOGIN = """
mutation($username: String!, $password: String!) {
  login(username: $username, password: $password) { __typename }
}
"""
_WHO = "{ me { id } }"
_SAID_NO = frozenset({"FORBIDDEN", "UNAUTHORIZED"})


class Session:
    """One sign-in. A token that has run out is renewed once, then the shop's no is believed."""

    def __init__(self, access: Access) -> None:
        self._http, self._secrets = access.http, access.secrets
        self._username = access.options.get("username", "")
        self._headers: dict[str, str] = {}
        base = access.http.base
        self._path = base if base.endswith("/admin-api") else f"{base}/admin-api"
        if access.options.get("channel"):
            self._headers["vendure-token"] = access.options["channel"]
        if access.secrets.get("api_key"):
            self._headers["vendure-api-key"] = access.secrets["api_key"]

    def ask(self, query: str, /, *, again: bool = True, **variables: Any) -> Any:
        """The data that answers a query; raises a `Trouble`. again: asking twice does no harm."""
        if not self._is_in():
            self._sign_in()
        errors, data = self._send(query, variables, again)
        if self._is_refused(errors):
            self._renew(errors)
            errors, data = self._send(query, variables, again)
        if self._is_refused(errors):
            raise NotPermitted(host=self._http.host, what=_place(errors))
        if errors:
            raise Unexpected(host=self._http.host, detail=str(errors[0].get("message", ""))[:200])
        return data

    def _is_in(self) -> bool:
        return "authorization" in self._headers or "vendure-api-key" in self._headers

    def _sign_in(self) -> None:
        password = self._secrets.get("password", "")
        if not (self._username and password):
            raise NoCredentials(host=self._http.host)
        asked = {"username": self._username, "password": password}
        answer = self._post(_LOGIN, asked, again=True)
        done = ((answer.json or {}).get("data") or {}).get("login") or {}
        if done.get("__typename") != "CurrentUser":
            raise KeyRefused(host=self._http.host)
        token = answer.headers.get("vendure-auth-token")
        if not token:
            raise NoToken(host=self._http.host)
        self._headers["authorization"] = f"Bearer {token}"

    def _renew(self, errors: list[Any]) -> None:
        """Sign in again where the token is void; a no to somebody known is a lacking right."""
        _, data = self._send(_WHO, {}, True)
        if data and data.get("me"):
            raise NotPermitted(host=self._http.host, what=_place(errors))
        if "vendure-api-key" in self._headers:
            raise KeyRefused(host=self._http.host)
        self._sign_in()

    def _send(self, query: str, variables: dict[str, Any], again: bool) -> tuple[list[Any], Any]:
        answer = self._post(query, variables, again=again)
        token = answer.headers.get("vendure-auth-token")
        if token and "authorization" in self._headers:
            self._headers["authorization"] = f"Bearer {token}"
        body = answer.json
        if not isinstance(body, dict) or not ("data" in body or "errors" in body):
            raise Unexpected(host=self._http.host, detail="no GraphQL")
        return body.get("errors") or [], body.get("data")

    def _post(self, query: str, variables: dict[str, Any], *, again: bool) -> Answer:
        body = {"query": query, "variables": variables}
        accept = frozenset({400})
        return self._http.post(
            self._path, json=body, again=again, headers=self._headers, accept=accept
        )

    @staticmethod
    def _is_refused(errors: list[Any]) -> bool:
        return any((one.get("extensions") or {}).get("code") in _SAID_NO for one in errors)


def _place(errors: list[Any]) -> str:
    return ".".join(str(part) for part in errors[0].get("path") or ["admin-api"])
