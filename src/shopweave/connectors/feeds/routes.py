"""The public addresses of feeds."""

from typing import Annotated, Literal

from fastapi import APIRouter, Header
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from shopweave.connectors.feeds.feeds import Feeds
from shopweave.connectors.feeds.writing import TYPES, WRITERS
from shopweave.trust.permissions import Principal, public

Anybody = Annotated[Principal, public()]


class FeedRoutes:
    """GET /feeds/google.xml and /feeds/google.tsv."""

    def __init__(self, feeds: Feeds) -> None:
        self._feeds = feeds

    def router(self) -> APIRouter:
        """The routes, open to whoever has the signed address."""
        routes = APIRouter(prefix="/feeds", tags=["feeds"])
        routes.get("/google.{form}", response_class=Response)(self.google)
        return routes

    def google(
        self,
        form: Literal["xml", "tsv"],
        request: Request,
        principal: Anybody,
        feed: str = "",
        sign: str = "",
        known: Annotated[str, Header(alias="if-none-match")] = "",
    ) -> Response:
        """Google's product feed of one source, as RSS 2.0 or tab-separated text."""
        found = self._feeds.open(feed, sign)
        tag = f'"{self._feeds.version(found)}-{form}"'
        headers = {"etag": tag, "cache-control": "max-age=300", "x-robots-tag": "noindex"}
        if tag in {each.strip().removeprefix("W/") for each in known.split(",")}:
            return Response(status_code=304, headers=headers)
        root = str(request.base_url)
        text = WRITERS[form](self._feeds.items(found), request.url.hostname or "", root)
        return StreamingResponse(text, media_type=TYPES[form], headers=headers)
