"""Customers of a Vendure shop, guests among them."""

from typing import Any

from shopweave.commerce.customers import CustomerDraft
from shopweave.connectors.contract import instant

NEWEST = "{ customers(options: {take: 1, sort: {updatedAt: DESC}}) { items { updatedAt } } }"
QUERY = """
query($options: CustomerListOptions!) {
  customers(options: $options) {
    totalItems
    items {
      id updatedAt firstName lastName emailAddress phoneNumber
      addresses { ...place defaultBillingAddress }
    }
  }
}
fragment place on Address {
  fullName company streetLine1 streetLine2 city province postalCode phoneNumber
  country { code }
}
"""
_PARTS = {
    "street": ("streetLine1", "streetLine2"),
    "city": ("city",),
    "region": ("province",),
    "postcode": ("postalCode",),
    "company": ("company",),
}


def draft(item: dict[str, Any]) -> CustomerDraft:
    """A customer as the directory takes him."""
    home = _home(item["addresses"] or [])
    name = f"{item['firstName'] or ''} {item['lastName'] or ''}".strip()
    return CustomerDraft(
        external_id=item["id"],
        name=name or None,
        email=item["emailAddress"] or None,
        phone=item["phoneNumber"] or home.get("phoneNumber") or None,
        address=_address(home) or None,
        country=(home.get("country") or {}).get("code"),
        external_updated_at=instant(item["updatedAt"]),
    )


def _home(addresses: list[dict[str, Any]]) -> dict[str, Any]:
    billed = [address for address in addresses if address["defaultBillingAddress"]]
    return (billed or addresses or [{}])[0]


def _address(home: dict[str, Any]) -> dict[str, str]:
    joined = {
        part: " ".join(filter(None, (home.get(name) for name in names)))
        for part, names in _PARTS.items()
    }
    return {part: text for part, text in joined.items() if text}
