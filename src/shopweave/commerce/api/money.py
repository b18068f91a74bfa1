"""JSON routes of costs, exchange rates and profit."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Query

from shopweave.commerce import catalog, money, sources
from shopweave.commerce.api import shown
from shopweave.commerce.api.batch import Intake, Sent
from shopweave.commerce.api.forms import CostPriceForm, RateForm
from shopweave.commerce.money import By
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust.permissions import Permission, Principal, require

_READ, _WRITE = Permission.MONEY_READ, Permission.MONEY_WRITE
Day = Annotated[date | None, Query()]


class Books:
    """Costs and rates in; costs, rates, prices of the past and profit out."""

    def __init__(self, database: Database, clock: Clock, intake: Intake) -> None:
        self._database, self._clock, self._intake = database, clock, intake

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1", tags=["money"])
        for path, put, get in (
            ("/costs", self.put_costs, self.costs),
            ("/rates", self.put_rates, self.rates),
        ):
            routes.put(path)(put)
            routes.post(path)(put)
            routes.get(path)(get)
        routes.get("/profit")(self.profit)
        routes.get("/products/{product_id}/prices")(self.prices)
        return routes

    def put_costs(
        self, principal: Annotated[Principal, require(_WRITE)], batch: Sent
    ) -> dict[str, Any]:
        """Bring up to 1,000 costs in; a `from` of the past books its orders again."""
        return self._intake.take(batch, principal, CostPriceForm.model_validate, money.costs.upsert)

    def put_rates(
        self, principal: Annotated[Principal, require(_WRITE)], batch: Sent
    ) -> dict[str, Any]:
        """Bring up to 1,000 exchange rates in."""
        return self._intake.take(batch, principal, RateForm.model_validate, money.rates.upsert)

    def costs(
        self, product: str, principal: Annotated[Principal, require(_READ)]
    ) -> dict[str, Any]:
        """Every cost of a product (by our id) and its variants, oldest first."""
        with self._database.read() as tx:
            found = money.costs.history(tx, product)
        return {"rows": [shown.cost_price(cost) for cost in found]}

    def rates(self, principal: Annotated[Principal, require(_READ)]) -> dict[str, Any]:
        """The newest rate of each pair of currencies."""
        with self._database.read() as tx:
            found = money.rates.newest(tx)
        return {"rows": [shown.rate(rate) for rate in found]}

    def prices(
        self,
        product_id: str,
        principal: Annotated[Principal, require(Permission.CATALOG_READ)],
    ) -> dict[str, Any]:
        """Every price of a product, oldest first, and the lowest one before its reduction."""
        with self._database.read() as tx:
            catalog.get(tx, product_id)
            changes = catalog.price_history(tx, product_id)
            lowest = catalog.lowest_in(tx, product_id, self._clock.now())
        return {
            "rows": [shown.price_change(change) for change in changes],
            "lowest": [
                {
                    "owner_id": owner,
                    "currency": currency,
                    "amount": None if amount is None else shown.money(amount, currency),
                }
                for (owner, currency), amount in lowest.items()
            ],
        }

    def profit(
        self,
        principal: Annotated[Principal, require(_READ)],
        since: Day = None,
        until: Day = None,
        by: By = By.CHANNEL,
    ) -> dict[str, Any]:
        """What was earned from one day to the end of another; by default the last 30 days."""
        with self._database.read() as tx:
            begin, end = _span(tx, since, until, self._clock.now())
            currency = sources.home(tx).currency
            return {
                "since": begin,
                "until": end,
                "currency": currency,
                "total": shown.profit(money.profit(tx, begin, end), currency),
                "by": by.value,
                "rows": [
                    shown.profit(one, currency) for one in money.profit_by(tx, begin, end, by)
                ],
                "unknown": shown.gaps(money.gaps(tx, begin, end)),
            }


def _span(
    tx: Transaction, since: date | None, until: date | None, now: datetime
) -> tuple[datetime, datetime]:
    """Whole days of the shop's calendar."""
    zone = ZoneInfo(sources.home(tx).time_zone)
    last = until or now.astimezone(zone).date()
    first = since or last - timedelta(days=29)
    midnight = datetime.min.time()
    begin = datetime.combine(first, midnight, zone)
    return begin.astimezone(UTC), datetime.combine(last + timedelta(days=1), midnight, zone)
