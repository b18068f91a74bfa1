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

# The customer, if known; what is asked; what is known of the person.
Who = tuple[str | None, Question, Person]
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
        customer, question, person = await self._who(caller.source or "", asked)
        unit = customer or (f"visitor:{asked.visitor}"[:64] if asked.visitor else None)
        answer = self._recommender.answer(person, question, unit)
        content = orjson.dumps(await self._document(answer, _language(request)))
        return Response(content, media_type="application/json", headers=_CORS)

    async def _who(self, source: str, asked: Asked) -> Who:
        known = self._names.known(source, asked)
        person = self._recommender.people.known(known[0]) if known else None
        if known and person:
            return *known, person
        return await asyncio.to_thread(self._read, source, asked, known)

    def _read(self, source: str, asked: Asked, known: tuple[str | None, Question] | None) -> Who:
        """What must be asked of the database, in one go."""
        people = self._recommender.people
        customer, question = known or self._names.look_up(source, asked)
        found = people.known(customer)
        if found is None and customer is not None:
            found = people.load(customer)
        return customer, question, found or Person()

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
