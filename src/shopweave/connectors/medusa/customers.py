"""Customers of a Medusa shop who have an account."""

from typing import Any

from shopweave.commerce.customers import CustomerDraft
from shopweave.connectors.contract import instant

FIELDS = "id,email,first_name,last_name,phone,updated_at,addresses.*"
# A guest is a customer of his own beside the account with the same e-mail; orders tell of him.
ACCOUNTS = {"has_account": "true"}
_PARTS = {
    "street": ("address_1", "address_2"),
    "city": ("city",),
    "region": ("province",),
    "postcode": ("postal_code",),
    "company": ("company",),
}


def draft(item: dict[str, Any]) -> CustomerDraft:
    """A customer as the directory takes him."""
    home = _home(item.get("addresses") or [])
    name = f"{item['first_name'] or ''} {item['last_name'] or ''}".strip()
    country = home.get("country_code")
    return CustomerDraft(
        external_id=item["id"],
        name=name or None,
        email=item["email"] or None,
        phone=item["phone"] or home.get("phone") or None,
        address=_address(home) or None,
        country=country.upper() if country else None,
        external_updated_at=instant(item["updated_at"]),
    )


def _home(addresses: list[dict[str, Any]]) -> dict[str, Any]:
    billed = [address for address in addresses if address.get("is_default_billing")]
    return (billed or addresses or [{}])[0]


def _address(home: dict[str, Any]) -> dict[str, str]:
    joined = {
        part: " ".join(filter(None, (home.get(name) for name in names)))
        for part, names in _PARTS.items()
    }
    return {part: text for part, text in joined.items() if text}
