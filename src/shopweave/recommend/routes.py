"""`GET /v1/recommendations`: a plain Starlette route, one of the busiest of the product."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from shopweave.recommend.asking import asked_by
from shopweave.recommend.recommender import Answer, Recommender, document
from shopweave.recommend.who import Askers
from shopweave.trust.permissions import Permission, Principal, front_language, front_route


class Recommendations:
    """The door to the recommender."""

    def __init__(self, recommender: Recommender, askers: Askers) -> None:
        self._recommender, self._askers = recommender, askers

    def routes(self) -> list[Route]:
        """Every address, to be mounted at the root."""
        return [front_route("/v1/recommendations", Permission.RECOMMENDATIONS_READ, self._answer)]

    async def _answer(self, request: Request, caller: Principal) -> dict[str, Any]:
        who = await self._askers.find(asked_by(request.query_params), caller)
        answer = self._recommender.answer(who.person, who.question, who.unit)
        return await self._document(answer, front_language(request))

    async def _document(self, answer: Answer, language: str) -> dict[str, Any]:
        if answer.offer.missing(answer.products(), language):
            return await asyncio.to_thread(self._recommender.document, answer, language)
        return document(answer, language)
