"""The pages of customers."""

import json
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from shopweave import decisions
from shopweave.commerce import catalog, customers, events, orders, profiles
from shopweave.commerce.events import Event
from shopweave.commerce.orders import Buyer, BuyerPage
from shopweave.decisions import Filter
from shopweave.foundation.database import Transaction
from shopweave.recommend import Question, Slot, Suggestion
from shopweave.trust import consent
from shopweave.trust.consent import LegalBasis, Purpose, Statement
from shopweave.trust.consent import State as Said
from shopweave.trust.permissions import Permission
from shopweave.web.console import people, reasons
from shopweave.web.console.customers.silence import silent
from shopweave.web.console.listing import Listing
from shopweave.web.console.notices import Notice
from shopweave.web.console.page import Page, opened

router = APIRouter()
Visit = Annotated[Page, opened(Permission.CUSTOMERS_READ)]
Hear = Annotated[Page, opened(Permission.CONSENT_RECORD)]
Part = Annotated[Page, opened(Permission.CUSTOMERS_WRITE)]
TakeOut = Annotated[Page, opened(Permission.CUSTOMERS_EXPORT)]
Erase = Annotated[Page, opened(Permission.CUSTOMERS_ERASE)]
HOME = "/customers"
SORTS = ("-spent", "orders", "last")
LISTED, SUGGESTED = 10, 6
ASKED = (Purpose.ANALYTICS, Purpose.PERSONALISATION, Purpose.MARKETING)


@router.get(HOME)
def index(page: Visit) -> Response:
    """List who bought, or who was searched for."""
    view = Listing.read(HOME, page.request.query_params, SORTS)
    with page.house.database.read() as tx:
        found = _found(page, tx, view)
        names = people.names(page, tx, (buyer.customer_id for buyer in found.buyers))
    return page.show("customers/list.html", view=view, found=found, names=names)


@router.get(HOME + "/{customer_id}")
def one(customer_id: str, page: Visit) -> Response:
    """Show one customer's whole picture."""
    suggested = _suggested(page, customer_id)
    with page.house.database.read() as tx:
        customer = customers.get(tx, customer_id)
        heads = orders.of_customer(tx, customer.family, LISTED)
        portrait = profiles.profile(tx, customer.id, page.around.time_zone)
        lately = _lately(tx, customer.family)
        made = decisions.newest(tx, Filter(subject_id=customer.id), 5)
        wanted = [name for name, _ in portrait.products]
        wanted += [event.product_id or "" for event in lately]
        wanted += reasons.named_by(suggested)
        cards = catalog.cards(tx, list(dict.fromkeys(wanted)), page.formats.language)
        personal = page.house.directory.personal(tx, customer.id)
        merged = customers.merges(tx, customer.id)
        agreed = {purpose: _allowed(tx, customer.id, purpose) for purpose in ASKED}
    return page.show(
        "customers/one.html",
        customer=customer,
        name=people.called(page, customer.id, personal),
        personal=personal,
        reveal=people.may_reveal(page),
        masked=people.masked,
        heads=heads,
        portrait=portrait,
        silent=silent(portrait.rhythm, page.now),
        hour=max(range(24), key=portrait.hours.__getitem__) if portrait.orders else None,
        weekdays=[page.say(f"customers.day_{day}") for day in range(7)],
        cards=cards,
        lately=lately,
        made=made,
        suggested=reasons.of_suggestions(page, suggested, cards),
        merged=merged,
        agreed=agreed,
        may=page.principal.may,
        permissions=Permission,
    )


@router.post(HOME + "/{customer_id}/consent")
def hear(
    customer_id: str,
    page: Hear,
    purpose: Annotated[Purpose, Form()],
    state: Annotated[Said, Form()],
) -> Response:
    """Book what the customer told a person of the staff."""
    with page.house.database.write() as tx:
        proof = {"told": f"staff:{page.principal.id}"}
        consent.record(tx, Statement(customer_id, purpose, state, page.now, proof=proof))
        said = {"purpose": purpose.value, "state": state.value}
        page.note(tx, "consent.recorded", f"customer:{customer_id}", said)
    told = page.say(f"customers.consent_{state}")
    opposite = Said.GRANTED if state is Said.WITHDRAWN else Said.WITHDRAWN
    address = f"{HOME}/{customer_id}"
    fields = {"purpose": purpose.value, "state": opposite.value}
    return page.go(address, Notice(told, f"{address}/consent", fields))


@router.post(HOME + "/{customer_id}/separate")
def separate(customer_id: str, page: Part, merge: Annotated[str, Form()]) -> Response:
    """Take a merge back."""
    with page.house.database.write() as tx:
        customers.separate(tx, merge, page.principal.id, page.now)
        page.note(tx, "customer.separated", f"customer:{customer_id}", {"merge": merge})
    return page.go(f"{HOME}/{customer_id}", Notice(page.say("customers.separated")))


@router.post(HOME + "/{customer_id}/export")
def export(customer_id: str, page: TakeOut) -> Response:
    """Hand out everything that is known about the customer, as a file."""
    trust = page.house.trust
    taken = trust.personal_data.export(page.house.database, page.principal, customer_id, page.now)
    text = json.dumps(taken.data, ensure_ascii=False, indent=2, default=str)
    headers = {"Content-Disposition": f'attachment; filename="customer-{customer_id[-6:]}.json"'}
    return Response(text, media_type="application/json", headers=headers)


@router.get(HOME + "/{customer_id}/erase")
def ask_erase(customer_id: str, page: Erase) -> Response:
    """Ask once more: this cannot be undone."""
    with page.house.database.read() as tx:
        customer = customers.get(tx, customer_id)
        name = people.called(page, customer.id, page.house.directory.personal(tx, customer.id))
    return page.show("customers/erase.html", customer=customer, name=name)


@router.post(HOME + "/{customer_id}/erase")
def erase(customer_id: str, page: Erase) -> Response:
    """Erase the customer for good."""
    trust = page.house.trust
    with page.house.database.write() as tx:
        customer = customers.get(tx, customer_id)
        trust.personal_data.erase(tx, page.principal, customer.id, page.now)
    return page.go(HOME, Notice(page.say("customers.erased")))


def _found(page: Page, tx: Transaction, view: Listing) -> BuyerPage:
    """Find by name or mark, or list all buyers; who never bought is found but not listed."""
    if not view.text:
        return orders.buyers(tx, sort=view.sort, cursor=view.after or None, limit=view.limit)
    ids = page.house.directory.find(tx, view.text)[: view.limit]
    bought = orders.buyers(tx, sort=view.sort, customer_ids=ids, limit=view.limit).buyers
    known = {buyer.customer_id for buyer in bought}
    others = tuple(Buyer(one, 0, 0, "", None) for one in ids if one not in known)
    return BuyerPage((*bought, *others), len(bought) + len(others), None)


def _suggested(page: Page, customer_id: str) -> Sequence[Suggestion]:
    recommender = page.house.recommender
    person = recommender.people.load(customer_id)
    return recommender.preview(person, Question(Slot.home, SUGGESTED))


def _allowed(tx: Transaction, customer: str, purpose: Purpose) -> bool:
    """Whether it holds now; marketing needs a yes, the others hold until a no."""
    strict = purpose is Purpose.MARKETING
    basis = LegalBasis.CONSENT if strict else LegalBasis.LEGITIMATE_INTEREST
    return consent.allowed(tx, customer, purpose, basis)


def _lately(tx: Transaction, family: Sequence[str]) -> list[Event]:
    """What the person did last, under all pseudonyms, newest first."""
    seen = [event for one in family for event in events.history(tx, one, LISTED)]
    return sorted(seen, key=lambda event: -event.id)[:LISTED]
