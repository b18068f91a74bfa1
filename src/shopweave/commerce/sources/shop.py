"""What the merchant says about his own shop."""

from dataclasses import dataclass, replace
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, StringConstraints

from shopweave.commerce.sources import records
from shopweave.foundation.database import Transaction
from shopweave.foundation.preferences import get, preference
from shopweave.foundation.zones import time_zones


def _known(name: str) -> str:
    if name and name not in time_zones():
        raise ValueError("no time zone of that name; write it like Europe/Berlin")
    return name


@preference("shop")
@dataclass(frozen=True, slots=True)
class Shop:
    """Empty fields mean: as the first source says. currency: ISO 4217; country: two capitals."""

    name: Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)] = ""
    currency: Annotated[str, StringConstraints(pattern="^([A-Z]{3})?$")] = ""
    time_zone: Annotated[str, AfterValidator(_known)] = ""
    country: Annotated[str, StringConstraints(pattern="^([A-Z]{2})?$")] = ""


def home(tx: Transaction) -> Shop:
    """What holds for the shop, completed by what its first source says."""
    shop = get(tx, Shop)
    if shop.currency and shop.time_zone:
        return shop
    first = records.first(tx)
    currency, zone_name = (first.currency, first.time_zone) if first else ("EUR", "UTC")
    return replace(shop, currency=shop.currency or currency, time_zone=shop.time_zone or zone_name)


def zone(name: str) -> ZoneInfo:
    """Return the time zone of that name; UTC for one that this machine does not know."""
    return ZoneInfo(name if name in time_zones() else "UTC")
