"""Speak HTTP with a shop: patiently, at its pace, and never deceived about what came back."""

import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from urllib.parse import urljoin

import httpx
import orjson

import shopweave
from shopweave.connectors.contract.errors import (
    AnswerTooLarge,
    HalfAnswer,
    KeyRefused,
    NotData,
    NotPermitted,
    NotThere,
    ShopFailing,
    ShopSlow,
    TooOften,
    Trouble,
    Unexpected,
)
from shopweave.connectors.contract.guard import Guard
from shopweave.connectors.contract.pace import Pace
from shopweave.connectors.contract.unreachable import unreachable
from shopweave.foundation.clock import Clock

_CONNECT, _READ, _WHOLE = 5.0, 30.0, 90.0
_LARGEST = 32
_TRIES = 3
_SHORT_WAIT = 5
_LONGEST_WAIT = 3600
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that are believed; reading them takes a tenth of a second, so once."""
    return httpx.create_ssl_context()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a shop answered. json: None for an empty body. headers: in lower case."""

    status: int
    headers: Mapping[str, str]
    json: Any


class Http:
    """One shop's door. Made for one round of work; close it at the end.

    private: whether addresses of the own network are allowed. patience: seconds for an answer.
    """

    def __init__(
        self,
        base: str,
        clock: Clock,
        *,
        private: bool = False,
        pace: float = 5.0,
        patience: float = _READ,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        self.base = base.rstrip("/")
        self._clock, self._sleep, self._patience = clock, sleep or time.sleep, patience
        self._pace = Pace(pace, sleep=self._sleep)
        self._client = httpx.Client(
            transport=transport or Guard(httpx.HTTPTransport(verify=_trusted()), private=private),
            timeout=httpx.Timeout(patience, connect=_CONNECT),
            headers={"user-agent": f"shopweave/{shopweave.__version__}"},
            trust_env=False,
        )

    @property
    def host(self) -> str:
        """The shop's name in sentences."""
        return httpx.URL(self.base).host

    def get(self, path: str, **more: Any) -> Answer:
        """Ask for `path` (below the base, or a whole address of the same host)."""
        return self.ask("GET", path, **more)

    def post(self, path: str, json: Any = None, *, again: bool = False, **more: Any) -> Answer:
        """Send JSON; `again` when doing it twice does no harm, as for a query."""
        return self.ask("POST", path, json=json, again=again, **more)

    def ask(
        self,
        method: str,
        path: str,
        *,
        again: bool | None = None,
        accept: frozenset[int] = frozenset(),
        **more: Any,
    ) -> Answer:
        """Send a request and return its answer; raises a `Trouble`.

        Tried up to three times after an error of the shop, unless doing it twice could do harm.
        accept: statuses from 400 on that are an answer too. more: params, headers, json, auth.
        """
        tries = _TRIES if (method in {"GET", "PUT", "DELETE"} if again is None else again) else 1
        for number in range(1, tries + 1):
            try:
                return self._once(method, path, accept, more)
            except (ShopFailing, HalfAnswer) as trouble:
                if number == tries:
                    raise trouble
                self._sleep(0.5 * 2**number)
            except TooOften as trouble:
                if number == tries or trouble.fields["seconds"] > _SHORT_WAIT:
                    raise trouble
                self._sleep(trouble.fields["seconds"])
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _once(
        self, method: str, path: str, accept: frozenset[int], more: Mapping[str, Any]
    ) -> Answer:
        self._pace.take()
        url = self._within(path)
        for _ in range(4):
            response = self._send(method, url, more)
            if response.status_code not in _REDIRECTS:
                return self._answer(response, accept)
            url = self._within(urljoin(url, response.headers.get("location", "")))
            more = {name: value for name, value in more.items() if name != "params"}
        raise Unexpected(host=self.host, detail="it leads round in circles")

    def _within(self, path: str) -> str:
        """The address of a path; never another service, to which the key would be told."""
        url = httpx.URL(path if "://" in path else f"{self.base}/{path.lstrip('/')}")
        home = httpx.URL(self.base)
        if _service(url) not in {_service(home), _service(home.copy_with(scheme="https"))}:
            raise Unexpected(host=self.host, detail=f"it leads to {url.host}")
        return str(url)

    def _send(self, method: str, url: str, more: Mapping[str, Any]) -> httpx.Response:
        try:
            with self._client.stream(method, url, **more) as response:
                self._read(response)
                return response
        except httpx.TimeoutException as error:
            raise ShopSlow(host=self.host, seconds=int(self._patience)) from error
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.DecodingError) as error:
            raise HalfAnswer(host=self.host) from error
        except httpx.TransportError as error:
            raise unreachable(self.host, error) from error

    def _read(self, response: httpx.Response) -> None:
        """Take the body in, as long as it is neither endless nor dripping."""
        until, size, parts = time.monotonic() + max(_WHOLE, self._patience), 0, []
        for part in response.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > _LARGEST * 2**20:
                raise AnswerTooLarge(host=self.host, limit=_LARGEST)
            if time.monotonic() > until:
                raise ShopSlow(host=self.host, seconds=int(_WHOLE))
        response._content = b"".join(parts)

    def _answer(self, response: httpx.Response, accept: frozenset[int]) -> Answer:
        if response.status_code >= 400 and response.status_code not in accept:
            raise self._refusal(response)
        return Answer(response.status_code, response.headers, self._json(response))

    def _refusal(self, response: httpx.Response) -> Trouble:
        code, path = response.status_code, response.request.url.path
        if code == 401:
            return KeyRefused(host=self.host)
        if code == 403:
            return NotPermitted(host=self.host, what=path)
        if code in {404, 410}:
            return NotThere(host=self.host, path=path)
        if code == 429 or (code == 503 and "retry-after" in response.headers):
            return TooOften(host=self.host, seconds=self._wait(response.headers))
        if code >= 500:
            return ShopFailing(host=self.host, code=code)
        return Unexpected(host=self.host, detail=f"error {code} at {path}")

    def _wait(self, headers: Mapping[str, str]) -> int:
        """Seconds of a Retry-After, as a number or a date; 30 where it says nothing."""
        said = headers.get("retry-after", "").strip()
        try:
            seconds = float(said) if said[:1].isdigit() else self._until(said)
        except (ValueError, TypeError):
            seconds = 30.0
        return int(min(max(seconds, 1), _LONGEST_WAIT))

    def _until(self, said: str) -> float:
        return (parsedate_to_datetime(said) - self._clock.now()).total_seconds()

    def _json(self, response: httpx.Response) -> Any:
        body = response.content.strip()
        if not body:
            return None
        try:
            return orjson.loads(body)
        except orjson.JSONDecodeError as error:
            half = body[:1] in (b"{", b"[")
            trouble = HalfAnswer(host=self.host) if half else NotData(host=self.host)
            raise trouble from error


def _service(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port: what answers there."""
    return url.scheme, url.host, url.port or (443 if url.scheme == "https" else 80)
