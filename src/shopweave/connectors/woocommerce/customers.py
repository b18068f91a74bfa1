"""Customers of a WooCommerce shop who have an account."""

from collections.abc import Mapping
from typing import Any

from shopweave.commerce.customers import CustomerDraft
from shopweave.connectors.contract import instant

_PARTS = {
    "street": ("address_1", "address_2"),
    "city": ("city",),
    "region": ("state",),
    "postcode": ("postcode",),
    "company": ("company",),
}


def draft(item: Mapping[str, Any]) -> CustomerDraft:
    """A customer as the directory takes him; the account's own words before the invoice's."""
    home = item.get("billing") or {}
    names = (item.get("first_name") or home.get("first_name"), item.get("last_name"))
    name = " ".join(filter(None, (names[0], names[1] or home.get("last_name"))))
    joined = {
        part: " ".join(filter(None, (home.get(one) for one in fields)))
        for part, fields in _PARTS.items()
    }
    return CustomerDraft(
        external_id=str(item["id"]),
        name=name or None,
        email=item.get("email") or None,
        phone=home.get("phone") or None,
        address={part: text for part, text in joined.items() if text} or None,
        country=home.get("country") or None,
        external_updated_at=instant(item["date_modified_gmt"] or item["date_created_gmt"]),
    )
