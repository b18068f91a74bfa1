"""Static files: an address that changes with the content, so that browsers may keep it for ever."""

import hashlib
from collections.abc import MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.staticfiles import StaticFiles

FOLDER = Path(__file__).parent / "static"
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def address(name: str) -> str:
    """Address of a file under static/, such as `console.css`, with the hash of its content."""
    digest = hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?v={digest}"


class Assets(StaticFiles):
    """Serves static/; an address with a hash is never asked for again."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """Answer with the file, kept by the browser when its address names the content."""
        response = await super().get_response(path, scope)
        hashed = scope.get("query_string", b"").startswith(b"v=")
        response.headers["Cache-Control"] = _FOR_EVER if hashed else "no-cache"
        return response
