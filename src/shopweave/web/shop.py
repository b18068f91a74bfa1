"""What the merchant says about his own shop."""

from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, StringConstraints

from shopweave.foundation.preferences import preference


def _known(name: str) -> str:
    if name and name not in available_timezones():
        raise ValueError("no time zone of that name; write it like Europe/Berlin")
    return name


@preference("shop")
@dataclass(frozen=True, slots=True)
class Shop:
    """Empty fields mean: as the first source says. currency: ISO 4217."""

    name: Annotated[str, StringConstraints(max_length=80, strip_whitespace=True)] = ""
    currency: Annotated[str, StringConstraints(pattern="^([A-Z]{3})?$")] = ""
    time_zone: Annotated[str, AfterValidator(_known)] = ""


def zone(name: str) -> ZoneInfo:
    """Return the time zone of that name; UTC for one that this machine does not know."""
    return ZoneInfo(name if name in available_timezones() else "UTC")
