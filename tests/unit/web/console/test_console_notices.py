"""A notice travels to the next page in a cookie, and nothing else does."""

import base64
import json

import pytest
from starlette.requests import Request
from starlette.responses import Response

from shopweave.web.console.notices import COOKIE, Notice, leave, waiting


def visit(packed: str) -> Request:
    """A request that carries the packed notice."""
    cookie = f"{COOKIE}={packed}".encode()
    return Request({"type": "http", "headers": [(b"cookie", cookie)]})


def test_the_next_page_tells_it() -> None:
    """What one answer leaves, the next request holds, Chinese and undo form included."""
    answer, notice = Response(), Notice("已删除 3 行", "/data/undo", {"import": "7"})
    leave(answer, notice)
    packed = answer.headers["set-cookie"].split(";")[0].removeprefix(f"{COOKIE}=").strip('"')
    assert waiting(visit(packed)) == notice


@pytest.mark.parametrize(
    "content", ["?", json.dumps({"text": "x", "undo": "//evil"}), json.dumps({"other": 1}), "[]"]
)
def test_broken_or_foreign_notices_are_dropped(content: str) -> None:
    """A notice that leads elsewhere, or is none, is not shown."""
    assert waiting(visit(base64.urlsafe_b64encode(content.encode()).decode())) is None
