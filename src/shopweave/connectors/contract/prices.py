"""Money as shops write it, in minor units: 990, "9.90", 9.9. Anything else is refused."""

import re
from decimal import Decimal
from typing import Any

from shopweave.connectors.contract.errors import WrongPrice
from shopweave.foundation.money import parse_minor

_PLAIN = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


def from_decimal(text: Any, currency: str) -> int:
    """Minor units of a decimal text ("9.90") or number (9.9); raises `WrongPrice`.

    A number is read by its shortest decimal form, so 9.9 and 0.1 + 0.2 become whole cents.
    """
    written = repr(text) if isinstance(text, float) else str(text).strip()
    if isinstance(text, float):
        written = f"{Decimal(written):f}"
        written = written if len(written.partition(".")[2]) <= 6 else f"{text:.6f}"
    if isinstance(text, bool) or text is None or not _PLAIN.fullmatch(written):
        raise WrongPrice(text=str(text)[:40], example="9.90")
    return parse_minor(written, currency)


def from_minor(number: Any) -> int:
    """Minor units that a shop sends as such (990); raises `WrongPrice`."""
    if isinstance(number, bool) or not isinstance(number, int) or abs(number) >= 10**15:
        raise WrongPrice(text=str(number)[:40], example="990")
    return number
