"""The shop's side of the public API: patient with a server that restarts, exact in its words.

A call that got no answer is sent again with the same message id, so that nothing counts twice.
"""

import asyncio
import logging
from base64 import b64encode
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from shopweave.simulate.live.pace import Pause
from shopweave.simulate.payloads import Call, Visitor

log = logging.getLogger("shopweave.simulate")

FIRST_WAIT = 0.25
PATIENCE = 20.0
NO_ENTRY = frozenset({401, 403})
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
Document = Mapping[str, Any]
Headers = dict[str, str]


class Refused(Exception):
    """The server does not know the key: there is no use in going on."""


@dataclass(frozen=True, slots=True)
class Access:
    """Where the product answers, and the keys of the shop's front and back."""

    url: str
    public_key: str
    secret_key: str = ""


@dataclass(slots=True)
class Tally:
    """What was said so far."""

    events: int = 0
    orders: int = 0
    lists: int = 0
    clicks: int = 0
    repeated: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Suggested:
    """A list of recommendations: its id and product codes, best first."""

    rec_id: str
    products: tuple[str, ...]


@dataclass(slots=True)
class Client:
    """Sends what happens in the shop, asks for recommendations.

    to_send: paid orders whose goods still lie in the warehouse, oldest first.
    """

    access: Access
    http: httpx.AsyncClient
    pause: Pause = asyncio.sleep
    tally: Tally = field(default_factory=Tally)
    to_send: deque[Document] = field(default_factory=deque)
    _mentioned: set[str] = field(default_factory=set)
    _away: bool = False

    async def tell(self, calls: Sequence[Call], path: str = "/v1/batch") -> None:
        """Report one or more events; those of the past go to `/v1/import`. Raises `Refused`."""
        key = _as_user(self.access.public_key)
        if await self._deliver(path, key, {"batch": list(calls)}) is not None:
            self.tally.events += len(calls)

    async def sell(self, order: Document) -> None:
        """Hand a new order over to the record. Raises `Refused`."""
        if await self.amend(order):
            self.tally.orders += 1
            if order["status"] == "paid":
                self.to_send.append(order)

    async def amend(self, order: Document) -> bool:
        """Tell how an order stands now; whether the record took it. Raises `Refused`."""
        key = _bearer(self.access.secret_key)
        answer = await self._deliver("/v1/orders", key, {"rows": [order]})
        if answer is None:
            return False
        rejected = answer.json().get("rejected")
        if rejected:
            self._regret("/v1/orders", str(rejected[0]))
        return not rejected

    async def recommend(
        self, visitor: Visitor, slot: str, product: str = "", cart: Sequence[str] = ()
    ) -> Suggested | None:
        """Ask once; a shopper does not wait for a list, so any trouble means there is none.

        A shop front never names the customer: his browser's own id leads to him.
        """
        asked = {"slot": slot, "visitor": visitor.anonymous, "limit": "8"}
        if product:
            asked["product"] = product
        if cart:
            asked["cart"] = ",".join(cart)
        try:
            answer = await self.http.get(
                f"{self.access.url}/v1/recommendations",
                params=asked,
                headers=_bearer(self.access.public_key),
            )
        except httpx.TransportError:
            return None
        return _suggested(answer.json()) if answer.is_success else None

    async def _deliver(self, path: str, key: Headers, content: Document) -> httpx.Response | None:
        """Send until it is taken, however long that lasts; None when it is turned down."""
        waited = FIRST_WAIT
        while True:
            answer = await self._attempt(path, key, content)
            if answer is not None and answer.is_success:
                self._away = False
                return answer
            if answer is not None and answer.status_code not in TRY_AGAIN:
                self._turned_down(path, answer)
                return None
            self.tally.repeated += 1
            if not self._away:
                log.info("%s does not answer; trying until it does", self.access.url)
            self._away = True
            waited = min(waited * 2, PATIENCE)
            await self.pause(_told_to_wait(answer) or waited)

    def _turned_down(self, path: str, answer: httpx.Response) -> None:
        said = f"{path}: {answer.status_code} {answer.text[:300]}"
        if answer.status_code in NO_ENTRY:
            raise Refused(said)
        self._regret(path, said)

    def _regret(self, path: str, said: str) -> None:
        if path not in self._mentioned:
            log.warning("refused, and from now on only counted: %s", said)
        self._mentioned.add(path)
        self.tally.refused += 1

    async def _attempt(self, path: str, key: Headers, content: Document) -> httpx.Response | None:
        try:
            return await self.http.post(f"{self.access.url}{path}", json=content, headers=key)
        except httpx.TransportError:
            return None


def _as_user(key: str) -> Headers:
    """The write key as Segment's libraries send it: a user name without a password."""
    return {"Authorization": f"Basic {b64encode(f'{key}:'.encode()).decode()}"}


def _bearer(key: str) -> Headers:
    return {"Authorization": f"Bearer {key}"}


def _told_to_wait(answer: httpx.Response | None) -> float | None:
    told = "" if answer is None else answer.headers.get("Retry-After", "")
    return min(float(told), PATIENCE) if told.isdigit() else None


def _suggested(answer: Document) -> Suggested | None:
    products = tuple(item["external_id"] for item in answer["items"])
    return Suggested(str(answer["rec_id"]), products) if products else None
