"""Choose language and appearance, signed in or not."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave.foundation.i18n import LANGUAGES
from shopweave.web.console.page import (
    APPEARANCE_COOKIE,
    APPEARANCES,
    LANGUAGE_COOKIE,
    Page,
    opened,
)

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.post("/view")
def choose(
    page: Annotated[Page, opened(None)],
    language: Annotated[str, Form()] = "",
    appearance: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/",
) -> Response:
    """Keep the choice on this device and show the same page in it."""
    answer = page.go(own_address(back))
    if language in LANGUAGES:
        _keep(answer, LANGUAGE_COOKIE, language)
    if appearance in APPEARANCES:
        _keep(answer, APPEARANCE_COOKIE, appearance)
    return answer


def own_address(address: str) -> str:
    """Return the address when it lies in this console, else Today: no form leads elsewhere."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside else "/"


def _keep(answer: Response, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax")
