"""One visitor's page: who he is, his language, the house he looks at, and how it is shown."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from fastapi import Depends
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from shopweave.foundation.database import Transaction
from shopweave.foundation.i18n import LANGUAGES, Formats, Translator, preferred
from shopweave.trust import audit
from shopweave.trust.permissions import (
    ANONYMOUS,
    Permission,
    Principal,
    PrincipalKind,
    public,
    require,
)
from shopweave.web.console import forms, navigation, notices, templates
from shopweave.web.console.notices import Notice
from shopweave.web.console.surroundings import UNKNOWN, Surroundings, around
from shopweave.web.house import House

LANGUAGE_COOKIE = "shopweave_language"
APPEARANCE_COOKIE = "shopweave_appearance"
APPEARANCES = ("auto", "light", "dark")


@dataclass(frozen=True, slots=True)
class View:
    """What is said depends on: the house, a language, the moment, and the shop's surroundings."""

    house: House
    say: Translator
    now: datetime
    around: Surroundings = UNKNOWN

    @property
    def formats(self) -> Formats:
        """Figures as this reader writes them."""
        return self.say.formats

    def may(self, permission: Permission) -> bool:
        """Whether its readers may know this; of a message, nobody knows who reads it."""
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(View):
    """What a page function needs; `show` renders a template, `go` answers a form.

    now: when the visitor asked; one moment for the whole page.
    """

    request: Request
    appearance: str
    principal: Principal = ANONYMOUS

    def may(self, permission: Permission) -> bool:
        """Whether this visitor may do it."""
        return self.principal.may(permission)

    @property
    def address(self) -> str:
        """Where the visitor is, to come back to after a form."""
        url = self.request.url
        return forms.stood_on(self.request) or url.path + (f"?{url.query}" if url.query else "")

    def within(self, principal: Principal) -> "Page":
        """Return the page of somebody who was let in: he sees the shop's own clock."""
        if principal.kind is PrincipalKind.ANONYMOUS:
            return self
        with self.house.database.read() as tx:
            found = around(tx)
        formats = Formats(self.formats.language, found.time_zone, found.currency)
        say = replace(self.say, formats=formats)
        return replace(self, say=say, principal=principal, around=found)

    def show(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Render the template with its frame."""
        rendered = templates.environment().get_template(template).render(**self._frame(), **values)
        response = HTMLResponse(rendered, status)
        forms.remember(self.request, response)
        if notices.COOKIE in self.request.cookies:
            response.delete_cookie(notices.COOKIE)
        return response

    def note(
        self, tx: Transaction, action: str, subject: str, detail: dict[str, Any] | None = None
    ) -> None:
        """Log in the audit log what this visitor does in the transaction."""
        audit.record(tx, self.principal, action, subject, detail, at=self.now)

    def go(self, address: str, notice: Notice | None = None) -> RedirectResponse:
        """Send the browser on after a form, so that a reload repeats nothing."""
        response = RedirectResponse(address, 303)
        if notice is not None:
            notices.leave(response, notice)
        return response

    def send_on(self, address: str) -> RedirectResponse:
        """Let the browser send the form that it just sent to this address, with all its fields."""
        return RedirectResponse(address, 307)

    def _frame(self) -> dict[str, Any]:
        return {
            "page": self,
            "t": self.say,
            "rich": templates.rich(self.say),
            "fmt": self.formats,
            "texts": templates.catalogue(),
            "now": self.now,
            "navigation": navigation,
            "nonce": self.request.state.nonce,
            "form_token": forms.masked(forms.token(self.request)),
            "notice": notices.waiting(self.request),
            "here": "",
            "person": None if self.principal.kind is PrincipalKind.ANONYMOUS else self.principal,
            "sample": self.around.sample,
            "waiting": self.around.waiting,
        }


def opened(permission: Permission | None) -> Any:
    """Declare what a page asks of its visitors; yields the `Page`. None is open to all."""
    asked = require(permission) if permission else public()

    def visit(request: Request, principal: Principal = asked) -> Page:
        return page(request).within(principal)

    return Depends(visit)


def page(request: Request) -> Page:
    """Open the page for a request whose visitor nobody asked who he is."""
    house: House = request.app.state.house
    appearance = request.cookies.get(APPEARANCE_COOKIE, "")
    say = Translator(templates.catalogue(), Formats(language(request)))
    look = appearance if appearance in APPEARANCES else "auto"
    return Page(house, say, house.clock.now(), request=request, appearance=look)


def language(request: Request) -> str:
    """Return the language that was chosen, else the browser's."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""))
