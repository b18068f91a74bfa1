"""One change of a preference."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """What the preferences called `name` were from this version on, and who wanted it so."""

    version: int
    name: str
    values: dict[str, Any]
    by: str
    at: datetime
    undoes: int | None
