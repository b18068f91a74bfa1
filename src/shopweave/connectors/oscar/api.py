"""Requests to the API, in whose lists everything is, or page by page where the shop pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from shopweave.connectors.contract import (
    Access,
    Answer,
    Http,
    KeyRefused,
    NotPermitted,
    Trouble,
    Unexpected,
)

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list. onward: the query that asks for the next one."""

    items: list[Item]
    onward: str | None
    total: int | None


@dataclass(frozen=True, slots=True)
class Api:
    """A shop's API in the hands of an administrator."""

    http: Http
    auth: tuple[str, str]

    @classmethod
    def of(cls, access: Access) -> "Api":
        """With the name and password that were told."""
        user = access.options.get("user", "")
        return cls(access.http, (user, access.secrets.get("password", "")))

    def get(self, path: str) -> Any:
        """What stands at a path."""
        try:
            return self.http.ask("GET", path, auth=self.auth).json
        except NotPermitted as no:
            raise self._meant(no) from no

    def patch(self, path: str, body: Item, accept: frozenset[int]) -> Answer:
        """Change a part of what stands at a path; doing it twice does no harm."""
        more = {"json": body, "auth": self.auth}
        return self.http.ask("PATCH", path, again=True, accept=accept, **more)

    def page(self, path: str, query: str | None) -> Listed:
        """A page of a list. Only the query of a link is followed: a proxy may change the rest."""
        body = self.get(f"{path}?{query}" if query else path)
        paged = isinstance(body, Mapping)
        items = body.get("results") if paged else body
        if not isinstance(items, list):
            raise Unexpected(host=self.http.host, detail="no list")
        following = body.get("next") if paged else None
        total = body.get("count") if paged else len(items)
        return Listed(items, urlsplit(following).query if following else None, total)

    def pages(self, path: str, query: str | None = None) -> Iterator[Listed]:
        """Pages of a list from a query on."""
        while True:
            listed = self.page(path, query)
            yield listed
            query = listed.onward
            if query is None:
                return

    def _meant(self, no: NotPermitted) -> Trouble:
        """A wrong password gets 403 as well, but then everywhere, even where all may look."""
        answer = self.http.ask("GET", "", auth=self.auth, accept=frozenset({403}))
        return KeyRefused(host=self.http.host) if answer.status == 403 else no

    def list(self, path: str) -> list[Item]:
        """A list as a whole."""
        return [item for listed in self.pages(path) for item in listed.items]


def key_of(url: str) -> str:
    """The number at the end of an address."""
    return url.rstrip("/").rpartition("/")[2]
