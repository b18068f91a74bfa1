"""What a till must know before it sells: the places, the money, and the names that are taken."""

from typing import Any

from shopweave.commerce import money, places, sources
from shopweave.commerce.sources import Shop
from shopweave.commerce.till import records
from shopweave.commerce.till.once import OWN
from shopweave.commerce.till.settings import TillPreferences
from shopweave.foundation import preferences
from shopweave.foundation.database import Transaction
from shopweave.trust.permissions import Permission, Principal


def describe(tx: Transaction, principal: Principal) -> dict[str, Any]:
    """Places that sell, currency, most discount in percent, and tills with their last number."""
    shop = preferences.get(tx, Shop)
    most = preferences.get(tx, TillPreferences).discount_percent
    sites = {place.id: place for place in places.sites(tx) if place.sellable}
    return {
        "shop": shop.name,
        "who": principal.name,
        "currency": _currency(tx, principal),
        "taxes": money.rules_of_till(tx, _source(tx, principal)),
        "discount_percent": 100 if principal.may(Permission.TILL_DISCOUNT) else most,
        "places": [
            {"id": one.external_id, "name": one.name, "kind": one.kind.value}
            for one in sites.values()
        ],
        "tills": [
            {"place": sites[place].external_id, "till": till, "last": last}
            for place, till, last in records.last_numbers(tx)
            if place in sites
        ],
    }


def _source(tx: Transaction, principal: Principal) -> str:
    return sources.get(tx, principal.source).name if principal.source is not None else OWN.name


def _currency(tx: Transaction, principal: Principal) -> str:
    if principal.source is not None:
        return sources.get(tx, principal.source).currency
    known = sorted(sources.every(tx), key=lambda one: (one.name != OWN.name, one.created_at))
    return known[0].currency if known else OWN.currency
