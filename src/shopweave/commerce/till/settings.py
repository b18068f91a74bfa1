"""What the merchant lets people do at the till."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from shopweave.foundation.preferences import preference


@preference("till")
@dataclass(frozen=True, slots=True)
class TillPreferences:
    """discount_percent: most that somebody without the right to more may take off a receipt."""

    discount_percent: Annotated[int, Field(ge=0, le=100)] = 10
