"""What an event itself, or the browser that sent it, says about consent."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from shopweave.commerce.events.types import Kind
from shopweave.trust.consent import Purpose

# How consent tools name the purposes; keeping a history of visits is analytics.
_ANALYTICS = {"analytics", "analytics_storage", "measurement", "performance", "statistics"}
_PURPOSES = {
    Purpose.ANALYTICS: _ANALYTICS,
    Purpose.PERSONALISATION: {"functional", "personalisation", "personalization", "preferences"},
    Purpose.MARKETING: {"ad_storage", "advertising", "marketing", "targeting"},
}
_YES = (True, "granted", "GRANTED")
# An order is a contract, and a no must be remembered: kept whatever was said about visits.
_ESSENTIAL = {
    Kind.CONSENT_STATED.value,
    Kind.ORDER_COMPLETED.value,
    Kind.ORDER_REFUNDED.value,
    Kind.ORDER_CANCELLED.value,
}


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
    for name, choice in _choices(context):
        if name in _ANALYTICS:
            return Signal.GRANTED if choice in _YES else Signal.REFUSED
    return Signal.SILENT


def stated(context: Mapping[str, Any]) -> dict[str, bool]:
    """Every purpose that the visitor said yes or no to: {"analytics": True}."""
    return {
        purpose.value: choice in _YES
        for name, choice in _choices(context)
        for purpose, names in _PURPOSES.items()
        if name in names
    }


def _choices(context: Mapping[str, Any]) -> list[tuple[str, object]]:
    consent = context.get("consent")
    if not isinstance(consent, dict):
        return []
    choices = consent.get("categoryPreferences")
    choices = choices if isinstance(choices, dict) else consent
    return [(name.lower(), choice) for name, choice in choices.items()]
