"""What was just done, told on the next page, with a way to undo it."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "shopweave_notice"


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence, and the form that takes the deed back (no address: it cannot be)."""

    text: str
    undo: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def leave(response: Response, notice: Notice) -> None:
    """Let the next page tell it."""
    packed = base64.urlsafe_b64encode(json.dumps(asdict(notice)).encode()).decode()
    response.set_cookie(COOKIE, packed, max_age=60, httponly=True, samesite="lax")


def waiting(request: Request) -> Notice | None:
    """Return the notice that waits for this visitor; None when there is none or it is broken."""
    try:
        packed = base64.urlsafe_b64decode(request.cookies.get(COOKIE, ""))
        notice = Notice(**json.loads(packed))
    except (binascii.Error, ValueError, TypeError):
        return None
    own = notice.undo == "" or (notice.undo.startswith("/") and not notice.undo.startswith("//"))
    return notice if own else None
