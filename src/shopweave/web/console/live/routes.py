"""The live page and its stream."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response, StreamingResponse

from shopweave.commerce import catalog, events
from shopweave.commerce.catalog import Card
from shopweave.commerce.events import Event, Tally
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission
from shopweave.web.console import people
from shopweave.web.console.names import called
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.EVENTS_READ)]
SHOWN, AT_ONCE, MINUTES = 40, 12, 15
_BEAT_SECONDS = 15


@router.get("/live")
def index(page: Visit) -> Response:
    """Show the newest events, and what was counted and not stored today."""
    with page.house.database.read() as tx:
        newest = events.latest(tx, SHOWN)
        tallies = events.unstored(tx, page.now - timedelta(days=1))
        told = _told(page, tx, newest)
    hour = [one for one in newest if page.now - one.at < timedelta(hours=1)]
    return page.show(
        "live/page.html",
        rows=told[::-1],
        last=newest[-1].id if newest else 0,
        last_at=newest[-1].received_at if newest else None,
        unstored=_unstored(tallies),
        hour=len(hour),
        full=len(hour) == SHOWN,
        sources={source.id: called(source, page.say) for source in page.around.sources},
    )


@router.get("/live/stream")
async def stream(page: Visit, after: int = 0) -> Response:
    """Send new events as they are stored; a browser that lost touch goes on where it was."""
    seen = page.request.headers.get("last-event-id", "")
    begin = int(seen) if seen.isdecimal() else after
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_messages(page, begin), 200, headers, "text/event-stream")


async def _messages(page: Page, after: int) -> AsyncIterator[str]:
    """Server-sent events: rows as HTML with the id of the last; a beat when nothing happens.

    Ends after a quarter of an hour, so that whoever may no longer look is asked at the door.
    """
    clock = asyncio.get_running_loop().time
    end, beat = clock() + MINUTES * 60, clock()
    yield "retry: 2000\n\n"
    async for found in page.house.live.follow(after):
        if clock() > end or await page.request.is_disconnected():
            return
        if found:
            rows = await asyncio.to_thread(_rendered, page, found[-AT_ONCE:])
            yield f"id: {found[-1].id}\nevent: seen\ndata: {rows}\n\n"
        if found or clock() - beat > _BEAT_SECONDS:
            beat = clock()
            yield ": beat\n\n"


def _rendered(page: Page, found: Sequence[Event]) -> str:
    """Rows for the page, newest first, on one line."""
    with page.house.database.read() as tx:
        rows = _told(page, tx, found)
    shown = page.show("live/rows.html", rows=rows[::-1], fresh=True)
    return " ".join(bytes(shown.body).decode().split())


def _told(
    page: Page, tx: Transaction, found: Sequence[Event]
) -> list[tuple[Event, str, Card | None]]:
    """Each event with the person's name and the product's card."""
    names = people.names(page, tx, (event.customer_id for event in found if event.customer_id))
    products = [event.product_id for event in found if event.product_id]
    cards = catalog.cards(tx, list(dict.fromkeys(products)), page.formats.language)
    return [
        (event, names.get(event.customer_id or "", ""), cards.get(event.product_id or ""))
        for event in found
    ]


def _unstored(tallies: Sequence[Tally]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Reason, how often, and its most frequent details."""
    sums, details = Counter[str](), dict[str, Counter[str]]()
    for tally in tallies:
        sums[tally.reason.value] += tally.count
        details.setdefault(tally.reason.value, Counter())[tally.detail] += tally.count
    return [(reason, count, details[reason].most_common(3)) for reason, count in sums.most_common()]
