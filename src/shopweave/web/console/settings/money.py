"""What is taken from each sale: taxes, fees, exchange rates, and the rules of reduced prices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, StringConstraints
from starlette.responses import Response

from shopweave.commerce import money, sources
from shopweave.commerce.catalog import PricingPreferences
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.money import Effect, FeeKind, FeeRule, MoneyRules, RateDraft, TaxRate
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.trust import audit
from shopweave.trust.permissions import Permission
from shopweave.web.console.figures import latest
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened
from shopweave.web.console.problem.again import kept
from shopweave.web.errors import NotADay, NotANumber

router = APIRouter()
Visit = Annotated[Page, opened(Permission.MONEY_READ)]
Change = Annotated[Page, opened(Permission.SETTINGS_WRITE)]
HOME = "/settings/money"
Text = Annotated[str, Form(max_length=200)]
Typed = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
DAYS = 30
Changed = Callable[[MoneyRules], MoneyRules]


@router.get(HOME)
def index(page: Visit) -> Response:
    """Show what holds."""
    return _shown(page)


@router.post(HOME + "/taxes")
def add_tax(
    page: Change,
    percent: Text = "",
    country: Text = "",
    category: Text = "",
    since: Text = "",
    do: Text = "keep",
) -> Response:
    """Add a rate of tax, or show what it would change."""
    rate = TaxRate(_number(percent), country.strip().upper(), category.strip(), _day(since))
    return _tried(page, lambda rules: replace(rules, taxes=(*rules.taxes, rate)), do)


class FeeForm(BaseModel):
    """A fee as it is typed; empty fields mean any."""

    kind: FeeKind
    percent: Typed = ""
    fixed: Typed = ""
    source: Typed = ""
    channel: Typed = ""
    category: Typed = ""
    since: Typed = ""
    do: Typed = "keep"

    def rule(self, currency: str) -> FeeRule:
        """As the books take it. Raises `NotANumber`, `NotADay`."""
        percent, fixed, since = _number(self.percent), _number(self.fixed), _day(self.since)
        return FeeRule(
            self.kind, percent, fixed, currency, self.source, self.channel, self.category, since
        )


@router.post(HOME + "/fees")
def add_fee(page: Change, form: Annotated[FeeForm, Form()]) -> Response:
    """Add a fee, or show what it would change."""
    rule = form.rule(page.around.currency)
    return _tried(page, lambda rules: replace(rules, fees=(*rules.fees, rule)), form.do)


@router.post(HOME + "/remove")
def remove(page: Change, what: Text, number: Annotated[int, Form(ge=0)]) -> Response:
    """Take a rule out; the notice brings it back."""

    def without(rules: MoneyRules) -> MoneyRules:
        if what == "tax":
            return replace(rules, taxes=(*rules.taxes[:number], *rules.taxes[number + 1 :]))
        return replace(rules, fees=(*rules.fees[:number], *rules.fees[number + 1 :]))

    return _tried(page, without, "keep")


@router.post(HOME + "/sources")
def set_sources(page: Change, without_tax: Annotated[list[str] | None, Form()] = None) -> Response:
    """Say which sources tell prices without tax."""
    names = tuple(without_tax or ())
    return _tried(page, lambda rules: replace(rules, without_tax=names), "keep")


@router.post(HOME + "/pricing")
def set_pricing(
    page: Change, reference_days: Annotated[int, Form(ge=1, le=365)], countries: Text = ""
) -> Response:
    """Say against which price a reduction is shown, and where."""
    named = tuple(dict.fromkeys(countries.upper().replace(",", " ").split()))
    return _keep(page, PricingPreferences(reference_days, named), "pricing")


@router.post(HOME + "/rates")
def add_rate(page: Change, base: Text, currency: Text, rate: Text, day: Text) -> Response:
    """Note what a currency is worth from a day on."""
    nano = int(_number(rate).scaleb(9).to_integral_value())
    when = _day(day) or page.now.date()
    draft = RateDraft(base.strip().upper(), currency.strip().upper(), when, nano)
    with page.house.database.write() as tx:
        before = money.rates.held(tx, draft.base, draft.currency, when)
        done = money.rates.upsert(tx, Delivery("", page.now), [draft])
        for refused in done.rejected:
            raise refused.problem
        page.note(tx, "rate.entered", f"rate:{draft.base}/{draft.currency}", {"nano": nano})
    undo = {"base": draft.base, "currency": draft.currency, "day": when.isoformat()}
    notice = Notice(
        page.say("settings.kept"), f"{HOME}/rates/undo", undo | {"nano": str(before or 0)}
    )
    return page.go(f"{HOME}#rates", notice)


@router.post(HOME + "/rates/undo")
def undo_rate(
    page: Change, base: Text, currency: Text, day: Text, nano: Annotated[int, Form(ge=0)] = 0
) -> Response:
    """Return to the rate before, or to none."""
    when = _day(day) or page.now.date()
    with page.house.database.write() as tx:
        if nano:
            draft = RateDraft(base, currency, when, nano)
            money.rates.upsert(tx, Delivery("", page.now), [draft])
        else:
            money.rates.remove(tx, base, currency, when)
        page.note(tx, "rate.undone", f"rate:{base}/{currency}", {"nano": nano})
    return page.go(f"{HOME}#rates", Notice(page.say("settings.undone")))


@router.post(HOME + "/undo")
def undo(page: Change, name: Text) -> Response:
    """Return to what held before."""
    with page.house.database.write() as tx:
        version = preferences.undo(tx, page.principal.id, name, page.now)
        _note(page, tx, name, version)
        money.ask(tx)
    return page.go(HOME, Notice(page.say("settings.undone")))


def _tried(page: Page, change: Changed, do: str) -> Response:
    """Let changed rules hold, or only show what they would make of the last days."""
    with page.house.database.read() as tx:
        rules = change(preferences.get(tx, MoneyRules))
        if do == "preview":
            preferences.decode("money", preferences.encode(rules))
            until = latest(tx, page.now)
            effect = money.preview(tx, rules, until - timedelta(days=DAYS), until)
            return kept(page.request, _shown(page, effect))
    return _keep(page, rules, "money")


def _keep(page: Page, wanted: object, name: str) -> Response:
    with page.house.database.write() as tx:
        version = preferences.change(tx, page.principal.id, wanted, page.now)
        _note(page, tx, name, version)
        money.ask(tx)
    return page.go(HOME, Notice(page.say("settings.kept"), f"{HOME}/undo", {"name": name}))


def _note(page: Page, tx: Transaction, name: str, version: int) -> None:
    detail, subject = {"version": version}, f"preferences:{name}"
    audit.record(tx, page.principal, "preferences.changed", subject, detail, at=page.now)


def _shown(page: Page, effect: Effect | None = None) -> Response:
    with page.house.database.read() as tx:
        return page.show(
            "settings/money.html",
            rules=preferences.get(tx, MoneyRules),
            pricing=preferences.get(tx, PricingPreferences),
            rates=money.rates.newest(tx),
            sources=[source.name for source in sources.every(tx)],
            kinds=list(FeeKind),
            effect=effect,
            days=DAYS,
            may_change=page.principal.may(Permission.SETTINGS_WRITE),
        )


def _number(text: str) -> Decimal:
    """A number as people type it, with a point or a comma; nothing is 0. Raises `NotANumber`."""
    try:
        return Decimal(text.strip().replace(",", ".") or "0")
    except InvalidOperation as error:
        raise NotANumber(text=text) from error


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise NotADay(text=text) from error
