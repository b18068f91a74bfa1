"""`GET /v1/recommendations`: a plain Starlette route, one of the busiest of the product."""

import asyncio
from dataclasses import replace
from functools import wraps

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from shopweave.foundation.i18n import preferred
from shopweave.foundation.problems import Problem
from shopweave.recommend.asking import Asked, Names, asked_by
from shopweave.recommend.recommender import Answer, Recommender, document
from shopweave.recommend.types import Person, Question
from shopweave.trust.permissions import Permission, Principal, guarded

_CORS = {"Access-Control-Allow-Origin": "*"}
_PREFLIGHT = {
    **_CORS,
    "Access-Control-Allow-Methods": "GET, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Accept-Language",
    "Access-Control-Max-Age": "86400",
}


class Recommendations:
    """The door to the recommender."""

    def __init__(self, recommender: Recommender, names: Names) -> None:
        self._recommender, self._names = recommender, names

    def routes(self) -> list[Route]:
        """Every address, to be mounted at the root."""
        guard = guarded(Permission.RECOMMENDATIONS_READ)(self._answer)

        @wraps(guard)
        async def answered(request: Request) -> Response:
            if request.method == "OPTIONS":
                return Response(status_code=204, headers=_PREFLIGHT)
            try:
                return await guard(request)
            except Problem as problem:
                return _problem(request, problem)

        return [Route("/v1/recommendations", answered, methods=["GET", "OPTIONS"])]

    async def _answer(self, request: Request, caller: Principal) -> Response:
        asked = _trusted(asked_by(request.query_params), caller)
        customer, question = await self._known(caller.source or "", asked)
        person = await self._person(customer)
        unit = customer or (f"visitor:{asked.visitor}"[:64] if asked.visitor else None)
        answer = self._recommender.answer(person, question, unit)
        content = orjson.dumps(await self._document(answer, _language(request)))
        return Response(content, media_type="application/json", headers=_CORS)

    async def _known(self, source: str, asked: Asked) -> tuple[str | None, Question]:
        known = self._names.known(source, asked)
        if known is None:
            known = await asyncio.to_thread(self._names.look_up, source, asked)
        return known

    async def _person(self, customer: str | None) -> Person:
        people = self._recommender.people
        found = people.known(customer)
        if found is None and customer is not None:
            found = await asyncio.to_thread(people.load, customer)
        return found or Person()

    async def _document(self, answer: Answer, language: str) -> dict[str, object]:
        if answer.offer.missing(answer.products(), language):
            return await asyncio.to_thread(self._recommender.document, answer, language)
        return document(answer, language)


def _trusted(asked: Asked, caller: Principal) -> Asked:
    """Only who may see customers may ask by a customer's number.

    Numbers can be guessed, and the reasons would tell a stranger what somebody bought. A browser's
    own anonymous id leads to the same person once she has signed in there.
    """
    return asked if caller.may(Permission.CUSTOMERS_READ) else replace(asked, customer=None)


def _language(request: Request) -> str:
    asked = request.query_params.get("language")
    return preferred(asked or request.headers.get("accept-language", ""))


def _problem(request: Request, problem: Problem) -> Response:
    retry = {} if problem.retry_after is None else {"Retry-After": str(problem.retry_after)}
    number = getattr(request.state, "request_id", "")
    content = problem.document(f"urn:uuid:{number}" if number else "", _language(request))
    return Response(
        orjson.dumps(content), problem.status, {**_CORS, **retry}, "application/problem+json"
    )
