"""What an event itself, or the browser that sent it, says about consent."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from shopweave.commerce.events.types import Kind

# How consent tools name the purpose that keeping a history of visits falls under.
_ANALYTICS = {"analytics", "analytics_storage", "measurement", "performance", "statistics"}
# An order is a contract: it is kept whatever was said about keeping visits.
_ESSENTIAL = {Kind.ORDER_COMPLETED.value, Kind.ORDER_REFUNDED.value, Kind.ORDER_CANCELLED.value}


class Signal(StrEnum):
    """Allowed, refused, or nothing said."""

    GRANTED = "granted"
    REFUSED = "refused"
    SILENT = "silent"


class Ground(StrEnum):
    """Why an event may be kept: whatever was said, unless withdrawn, or only if granted."""

    ESSENTIAL = "essential"
    UNLESS_WITHDRAWN = "unless_withdrawn"
    ONLY_IF_GRANTED = "only_if_granted"


def ground(kind: str, signal: Signal, *, asks: bool) -> Ground | None:
    """On which ground the event may be kept, None if it may not.

    `asks`: the source keeps visits on the basis of consent, not of a legitimate interest.
    """
    if kind in _ESSENTIAL:
        return Ground.ESSENTIAL
    if signal is Signal.REFUSED:
        return None
    if asks and signal is Signal.SILENT:
        return Ground.ONLY_IF_GRANTED
    return Ground.UNLESS_WITHDRAWN


def opted_out(gpc: str | None, dnt: str | None) -> bool:
    """Whether the browser says no to everybody: Global Privacy Control or Do Not Track."""
    return gpc == "1" or dnt == "1"


def said(context: Mapping[str, Any]) -> Signal:
    """What Segment's consent categories, or our plain form, say about keeping visits.

    `{"consent": {"categoryPreferences": {"Analytics": true}}}`, or plainly
    `{"consent": {"analytics": true}}`.
    """
    consent = context.get("consent")
    if not isinstance(consent, dict):
        return Signal.SILENT
    choices = consent.get("categoryPreferences")
    choices = choices if isinstance(choices, dict) else consent
    for name, choice in choices.items():
        if name.lower() in _ANALYTICS:
            return Signal.GRANTED if choice in (True, "granted", "GRANTED") else Signal.REFUSED
    return Signal.SILENT
