"""The page that is opened first."""

from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter
from starlette.responses import Response

from shopweave import decisions
from shopweave.commerce import events, orders, places
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission
from shopweave.web.console.figures import Span, latest, sold
from shopweave.web.console.page import Page, opened
from shopweave.web.console.today.sentence import chosen
from shopweave.web.console.today.topics import every_sentence

router = APIRouter()
Visit = Annotated[Page, opened(Permission.ACCOUNT_OWN)]


@router.get("/")
def index(page: Visit) -> Response:
    """Say what matters today."""
    day = page.now - timedelta(days=1)
    with page.house.database.read() as tx:
        started = bool(orders.newest(tx, 1))
        told = every_sentence(page, tx)
        alone = decisions.done_by_itself(tx, day, page.now)
        until = latest(tx, page.now)
        week, month = (_sold(page, tx, until, days) for days in (7, 28))
        sites = places.sites(tx)
        busy = bool(events.latest(tx, 1))
    return page.show(
        "today/page.html",
        started=started,
        may_import=page.principal.may(Permission.DATA_IMPORT),
        sentences=chosen(told),
        alone=sum(alone.values()),
        week=week,
        month=month,
        past=until < page.now,
        sites=sites,
        busy=busy,
    )


def _sold(page: Page, tx: Transaction, until: datetime, days: int) -> Span:
    return sold(tx, until, days, page.around.zone_name, page.around.currency)
