"""`GET /v1/search`: products by words, for shop fronts and for integrators."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from shopweave.foundation.database import Database
from shopweave.recommend import Askers, BadQuestion, asked_by
from shopweave.search.search import Answer, Search, Wish
from shopweave.search.types import Filters
from shopweave.trust.permissions import Permission, Principal, front_language, front_route

LONGEST = 200
FARTHEST = 10_000


class Searching:
    """The door to the search."""

    def __init__(self, search: Search, askers: Askers, database: Database) -> None:
        self._search, self._askers, self._database = search, askers, database

    def routes(self) -> list[Route]:
        """Every address, to be mounted at the root."""
        return [front_route("/v1/search", Permission.RECOMMENDATIONS_READ, self._answer)]

    async def _answer(self, request: Request, caller: Principal) -> dict[str, Any]:
        parameters, language = request.query_params, front_language(request)
        asked = asked_by({name: value for name, value in parameters.items() if name != "slot"})
        wish = wish_by(parameters, asked.limit)
        who = await self._askers.find(asked, caller)
        answer = self._search.answer(wish, who)
        missing = answer.offer.missing(answer.products, language)
        if missing:
            await asyncio.to_thread(answer.offer.learn, self._database, missing, language)
        return document(answer, language)


def wish_by(parameters: Mapping[str, str], limit: int) -> Wish:
    """Check the parameters of a search. Raises `BadQuestion`."""
    text = parameters.get("q", "")
    if len(text) > LONGEST:
        remedy = f"send at most {LONGEST} characters"
        raise BadQuestion(name="q", value=text[:40], remedy=remedy)
    filters = Filters(
        brand=parameters.get("brand") or None,
        category=parameters.get("category") or None,
        price_from=_number(parameters, "price_from"),
        price_to=_number(parameters, "price_to"),
    )
    offset = _number(parameters, "offset") or 0
    if offset > FARTHEST:
        remedy = f"narrow the search; pages end at {FARTHEST}"
        raise BadQuestion(name="offset", value=str(offset), remedy=remedy)
    return Wish(text, filters, limit, offset, parameters.get("typing", "") in ("1", "true"))


def document(answer: Answer, language: str) -> dict[str, Any]:
    """The answer as JSON values, from cards that were read."""
    cards = (answer.offer.card(product, language) for product in answer.products)
    found = answer.found
    return {
        "rec_id": answer.decision.id if answer.decision else None,
        "total": found.total,
        "items": [card for card in cards if card is not None],
        "facets": {
            "brands": [asdict(facet) for facet in found.brands],
            "categories": [asdict(facet) for facet in found.categories],
        },
    }


def _number(parameters: Mapping[str, str], name: str) -> int | None:
    value = parameters.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= 15):
        raise BadQuestion(name=name, value=value[:40], remedy="write a whole number from 0")
    return int(value)
