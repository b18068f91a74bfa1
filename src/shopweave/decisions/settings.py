"""What a merchant may change about the ledger."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from shopweave.foundation.preferences import preference


@preference("decisions")
@dataclass(frozen=True, slots=True)
class LedgerPreferences:
    """How long and how carefully decisions are followed.

    replay_days: how long a decision's inputs are kept. keep_days: how long a list without any
    outcome is kept. window_days: how long after a click a purchase still counts as its outcome.
    """

    replay_days: Annotated[int, Field(ge=1, le=3650)] = 90
    keep_days: Annotated[int, Field(ge=1, le=3650)] = 400
    window_days: Annotated[int, Field(ge=1, le=90)] = 7
