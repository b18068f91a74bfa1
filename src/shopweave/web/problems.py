"""Every error becomes an answer: a problem document for programs, a page for people."""

from collections.abc import Callable
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shopweave.foundation.i18n import preferred
from shopweave.foundation.problems import Problem
from shopweave.web.errors import (
    InvalidRequest,
    NotAllowedHere,
    NotFound,
    RequestRefused,
    Unexpected,
)

log = structlog.get_logger(__name__)
ProblemPage = Callable[[Request, Problem], Response]


def install(app: FastAPI, page: ProblemPage) -> None:
    """Answer each kind of error; people, whose browser asks for HTML, get `page`."""
    app.state.problem_page = page
    app.add_exception_handler(Problem, _expected)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)


def answer(request: Request, problem: Problem) -> Response:
    """Answer in the form that the client asks for."""
    if _wants_a_page(request):
        page: ProblemPage = request.app.state.problem_page
        return page(request, problem)
    return document(request, problem)


def document(request: Request, problem: Problem) -> JSONResponse:
    """RFC 9457 problem document, in the client's language."""
    language = preferred(request.headers.get("accept-language", ""))
    content = problem.document(f"urn:uuid:{_request_id(request)}", language)
    retry = problem.retry_after
    return JSONResponse(
        content,
        problem.status,
        {} if retry is None else {"Retry-After": str(retry)},
        "application/problem+json",
    )


def _wants_a_page(request: Request) -> bool:
    api = request.url.path.startswith("/v1/")
    return not api and "text/html" in request.headers.get("accept", "")


def _request_id(request: Request) -> str:
    return str(getattr(request.state, "request_id", ""))


async def _expected(request: Request, error: Exception) -> Response:
    if not isinstance(error, Problem):
        raise error
    return answer(request, error)


async def _invalid(request: Request, error: Exception) -> Response:
    faults: list[dict[str, Any]] = list(getattr(error, "errors", list)())
    first: dict[str, Any] = faults[0] if faults else {"loc": ("request",), "msg": "unreadable"}
    place = ".".join(str(part) for part in first["loc"])
    problem = InvalidRequest(place=place, fault=str(first["msg"]).lower())
    problem.rule, problem.bounds = str(first.get("type", "")), first.get("ctx", {})
    return answer(request, problem)


async def _refused(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if isinstance(error.__cause__, Problem):  # FastAPI wraps what reading the body raised
        return answer(request, error.__cause__)
    path = request.url.path
    match error.status_code:
        case 404:
            return answer(request, NotFound(address=path))
        case 405:
            return answer(request, NotAllowedHere(address=path, method=request.method))
    return answer(request, RequestRefused(reason=str(error.detail)))


class SafetyNet:
    """ASGI layer: what nobody expected is logged, and answered with its number in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in place of an application that failed before its first byte."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await unexpected(Request(scope), error)(scope, receive, send)


def unexpected(request: Request, error: Exception) -> Response:
    """Log what nobody expected, and answer with its number in the log."""
    request_id = _request_id(request)
    log.error("unexpected", request_id=request_id, path=request.url.path, exc_info=error)
    return answer(request, Unexpected(request_id=request_id))
