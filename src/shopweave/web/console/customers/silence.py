"""Whether somebody who used to come has stopped coming."""

from datetime import datetime, timedelta

from shopweave.commerce.profiles import Rhythm

MISSED = 2


def silent(rhythm: Rhythm | None, now: datetime) -> bool:
    """Whether the person let more than two further orders of their rhythm pass."""
    return rhythm is not None and now > rhythm.due + timedelta(days=MISSED * rhythm.days)
