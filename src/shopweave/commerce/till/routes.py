"""The till over HTTP: for the one in the browser, and for tills that exist."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Header, Query, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import PlainTextResponse

from shopweave.commerce.customers import Directory
from shopweave.commerce.sources import home, zone
from shopweave.commerce.till import (
    day,
    goods,
    member,
    offer,
    paper,
    pdf,
    printer,
    receipts,
    records,
    sell,
    setting,
    sheet,
    shown,
    undo,
)
from shopweave.commerce.till.forms import CashForm, ClosingForm, SaleForm, StockForm, VoidForm
from shopweave.commerce.till.once import place_of
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.i18n import preferred
from shopweave.trust.permissions import Permission, Principal, require

Clerk = Annotated[Principal, require(Permission.TILL_SELL)]
Place = Annotated[str, Query(min_length=1, max_length=120, pattern=r"^[^\x00]+$")]
Till = Annotated[str, Query(min_length=1, max_length=64, pattern=r"^[^\x00]+$")]
Code = Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[^\x00]+$")]
Currency = Annotated[str, Query(pattern="^[A-Z]{3}$")]


class PdfResponse(Response):
    """A PDF."""

    media_type = "application/pdf"


class Asked(BaseModel):
    """A card, phone number or e-mail; in the body, so that no log keeps it."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)
    value: Annotated[str, Field(min_length=1, max_length=200)]


def routers(database: Database, clock: Clock, directory: Directory) -> list[APIRouter]:
    """Everything below /v1/till."""
    return [TillRoutes(database, clock, directory).router()]


class TillRoutes:
    """Sales, returns, goods, cash, and the end of the day."""

    def __init__(self, database: Database, clock: Clock, directory: Directory) -> None:
        self._database, self._clock, self._directory = database, clock, directory

    def router(self) -> APIRouter:
        """The routes, each with its permission."""
        routes = APIRouter(prefix="/v1/till", tags=["till"])
        routes.post("/sales", status_code=201)(self.sell)
        routes.post("/sales/{receipt}/void")(self.void)
        routes.get("/receipts/{receipt}")(self.receipt)
        routes.get("/receipts/{receipt}/paper")(self.paper)
        routes.get("/receipts/{receipt}/pdf", response_class=PdfResponse)(self.pdf)
        routes.get("/shop")(self.shop)
        routes.get("/catalogue")(self.catalogue)
        routes.get("/stock")(self.stock)
        routes.post("/stock", status_code=201)(self.work)
        routes.post("/member")(self.member)
        routes.post("/cash", status_code=201)(self.cash)
        routes.get("/day")(self.day)
        routes.post("/closings", status_code=201)(self.close)
        routes.get("/closings")(self.closings)
        return routes

    def sell(
        self,
        principal: Clerk,
        form: SaleForm,
        response: Response,
        accept_language: Annotated[str, Header()] = "",
    ) -> dict[str, Any]:
        """Book one receipt, also one of hours ago; the same `id` is booked once."""
        language = preferred(accept_language)
        return self._once(
            response,
            lambda tx, now: sell.sell(tx, self._directory, principal, form, now, language),
        )

    def void(self, principal: Clerk, receipt: str, form: VoidForm) -> dict[str, Any]:
        """Take a receipt back that never should have been, before its day is closed."""
        with self._database.write() as tx:
            return undo.void(tx, principal, receipt, form.reason, self._clock.now())

    def receipt(self, principal: Clerk, receipt: str) -> dict[str, Any]:
        """A receipt or order by its number, with what may still come back."""
        with self._database.read() as tx:
            return shown.receipt(receipts.find(tx, receipt))

    def paper(
        self,
        principal: Clerk,
        receipt: str,
        form: Literal["text", "escpos"] = "text",
        columns: Annotated[int, Query(ge=24, le=64)] = 42,
        accept_language: Annotated[str, Header()] = "",
    ) -> Response:
        """A receipt for a printer: lines of text, or the bytes that it understands."""
        told, shop = self._told(receipt)
        rows = paper.compose(told, shop, columns, preferred(accept_language))
        if form == "escpos":
            return Response(printer.escpos(rows), media_type="application/octet-stream")
        return PlainTextResponse(paper.plain(rows))

    def pdf(
        self,
        principal: Clerk,
        receipt: str,
        language: Literal["en", "zh"] | None = None,
        accept_language: Annotated[str, Header()] = "",
    ) -> Response:
        """A receipt as PDF, 80 mm wide; `language` where a link cannot say it otherwise."""
        told, shop = self._told(receipt)
        tongue = language or preferred(accept_language)
        strips = pdf.lay(sheet.parts(told, shop, tongue))
        return PdfResponse(pdf.draw(strips, told["number"]), headers=_named(told["number"]))

    def shop(self, principal: Clerk) -> dict[str, Any]:
        """What a till must know before it sells: places, currency, and names that are taken."""
        with self._database.read() as tx:
            return setting.describe(tx, principal)

    def catalogue(
        self,
        principal: Clerk,
        since: Annotated[int, Query(ge=0)] = 0,
        after: Annotated[str, Query(max_length=32)] = "",
        place: Annotated[str, Query(max_length=120, pattern=r"^[^\x00]*$")] = "",
        limit: Annotated[int, Query(ge=1, le=2000)] = 500,
    ) -> dict[str, Any]:
        """What may be sold, to be kept by the till: all of it, then what changed."""
        with self._database.read() as tx:
            place_id = place_of(tx, place) if place else None
            return offer.catalogue(tx, since, after, place_id, limit)

    def stock(self, principal: Clerk, code: Code) -> dict[str, Any]:
        """What is on hand of an article, in every store."""
        with self._database.read() as tx:
            return offer.levels(tx, code)

    def work(self, principal: Clerk, form: StockForm, response: Response) -> dict[str, Any]:
        """Book goods that were received, counted or moved."""
        return self._once(response, lambda tx, now: goods.work(tx, principal, form, now))

    def member(self, principal: Clerk, asked: Asked) -> dict[str, Any]:
        """Recognise a buyer by card, phone number or e-mail."""
        now = self._clock.now()
        with self._database.write() as tx:
            return member.recognise(tx, self._directory, principal, asked.value, now)

    def cash(self, principal: Clerk, form: CashForm, response: Response) -> dict[str, Any]:
        """Note money put into the drawer or taken out of it."""
        return self._once(response, lambda tx, now: day.cash(tx, principal, form, now))

    def day(
        self, principal: Clerk, place: Place, till: Till = "till", currency: Currency = "EUR"
    ) -> dict[str, Any]:
        """What a till did since its last end of day."""
        with self._database.read() as tx:
            return day.report(tx, place_of(tx, place), till, currency)

    def close(self, principal: Clerk, form: ClosingForm, response: Response) -> dict[str, Any]:
        """End the day of a till with what was counted."""
        return self._once(response, lambda tx, now: day.close(tx, principal, form, now))

    def closings(
        self,
        principal: Clerk,
        place: Place,
        till: Annotated[str | None, Query(max_length=64, pattern=r"^[^\x00]*$")] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 31,
    ) -> dict[str, Any]:
        """Ends of days, the newest first."""
        with self._database.read() as tx:
            found = records.closings(tx, place_of(tx, place), till, limit)
        return {"rows": [one.answer for one in found]}

    def _told(self, code: str) -> tuple[dict[str, Any], str]:
        """What stands on a receipt, by the shop's clock, and the shop's name."""
        with self._database.read() as tx:
            shop = home(tx)
            return shown.receipt(receipts.find(tx, code), zone(shop.time_zone)), shop.name

    def _once(
        self, response: Response, book: Callable[[Transaction, datetime], dict[str, Any]]
    ) -> dict[str, Any]:
        with self._database.write() as tx:
            answer = book(tx, self._clock.now())
        response.status_code = 200 if answer["repeated"] else 201
        return answer


def _named(number: str) -> dict[str, str]:
    """Shown in the browser, and saved under the receipt's number."""
    return {"Content-Disposition": f"inline; filename*=UTF-8''{quote(number, safe='')}.pdf"}
