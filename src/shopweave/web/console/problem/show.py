"""A problem in words: beside the form that was refused, else as a page with a way out."""

import re
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shopweave.foundation.problems import Problem
from shopweave.trust.permissions import ConfirmationNeeded
from shopweave.web.console import forms, templates
from shopweave.web.console.page import Page, page
from shopweave.web.console.problem.again import again

# A time, a currency, a country: what fields with a pattern ask for.
_WRITTEN_SO = ("08:30", "EUR", "CN")


def show(request: Request, problem: Problem) -> Response:
    """Answer a person; whoever must sign in first is brought to the door and back."""
    if problem.status == 401 and request.url.path != "/sign-in":
        return RedirectResponse(f"/sign-in?{urlencode({'back': request.url.path})}", 303)
    opened = page(request)
    if isinstance(problem, ConfirmationNeeded):
        return _password_first(opened, request)
    sentence = problem.sentence(opened.formats.language)
    whole = _whole(opened, request, problem, sentence)
    return again(request, problem, _beside(opened, problem) or sentence, whole)


def _password_first(opened: Page, request: Request) -> Response:
    """Ask for the password; what was typed goes along, and is sent on afterwards."""
    carried = forms.carried(request)
    back = _way_out(request)[0] if request.method != "GET" else _address(request)
    shown = {"back": back, "goal": "" if carried is None else _address(request)}
    return opened.show(
        "entrance/confirm.html", status=403, problem="", carried=carried or (), **shown
    )


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _beside(opened: Page, problem: Problem) -> str:
    """What is said beside a field that does not keep to its bounds; "" for any other problem."""
    pattern = str(problem.bounds.get("pattern", "^$"))
    like = next((one for one in _WRITTEN_SO if re.search(pattern, one)), "")
    if like:
        return opened.say("problem.fault.written_like", like=like)
    key = f"problem.fault.{problem.rule}"
    return opened.say(key, **problem.bounds) if key in templates.catalogue() else ""


def _whole(opened: Page, request: Request, problem: Problem, sentence: str) -> Response:
    """A page of its own."""
    say = opened.say
    title = f"problem.{problem.status}"
    address, remedy = _way_out(request)
    return opened.show(
        "problem/page.html",
        status=problem.status,
        title=say(title if title in templates.catalogue() else "problem.400"),
        sentence=sentence,
        address=address,
        remedy=say(remedy),
    )


def _way_out(request: Request) -> tuple[str, str]:
    """Back to the form that failed, else to Today."""
    came_from = urlsplit(request.headers.get("referer", ""))
    if came_from.netloc == request.headers.get("host") and came_from.path != request.url.path:
        return came_from.path + (f"?{came_from.query}" if came_from.query else ""), "problem.back"
    if request.method != "GET" and came_from.path:
        return came_from.path, "problem.back"
    return "/", "problem.to_today"
