"""Customers of a Shopify shop."""

from collections.abc import Mapping
from typing import Any

from shopweave.commerce.customers import CustomerDraft
from shopweave.connectors.contract import instant
from shopweave.connectors.shopify.products import number

FIELDS = """
id updatedAt firstName lastName locale
defaultEmailAddress { emailAddress }
defaultPhoneNumber { phoneNumber }
defaultAddress { address1 address2 city province zip company countryCodeV2 phone }
"""
_PARTS = {
    "street": ("address1", "address2"),
    "city": ("city",),
    "region": ("province",),
    "postcode": ("zip",),
    "company": ("company",),
}


def draft(item: Mapping[str, Any]) -> CustomerDraft:
    """A customer as the directory takes him."""
    home = item.get("defaultAddress") or {}
    name = " ".join(filter(None, (item.get("firstName"), item.get("lastName"))))
    joined = {
        part: " ".join(filter(None, (home.get(one) for one in fields)))
        for part, fields in _PARTS.items()
    }
    phone = (item.get("defaultPhoneNumber") or {}).get("phoneNumber") or home.get("phone")
    return CustomerDraft(
        external_id=number(item["id"]),
        name=name or None,
        email=(item.get("defaultEmailAddress") or {}).get("emailAddress") or None,
        phone=phone or None,
        address={part: text for part, text in joined.items() if text} or None,
        language=(item.get("locale") or "")[:12] or None,
        country=home.get("countryCodeV2") or None,
        external_updated_at=instant(item["updatedAt"]),
    )
