"""Why personal data is used, and on what ground."""

from enum import StrEnum


class Purpose(StrEnum):
    """What personal data is used for."""

    ESSENTIAL = "essential"
    """Deliver what was ordered, keep the shop secure, keep the books."""
    ANALYTICS = "analytics"
    """Store what a visitor does, to understand the shop."""
    PERSONALISATION = "personalisation"
    """Recommend by what this person did."""
    MARKETING = "marketing"
    """Write to the person about offers."""
    IOT_PRESENCE = "iot_presence"
    """Recognise the person or the household's devices in store and at home."""


class LegalBasis(StrEnum):
    """On what ground a source may process (GDPR Art. 6, PIPL Art. 13)."""

    CONSENT = "consent"
    """Only after the person agreed."""
    CONTRACT = "contract"
    """Needed for what the person ordered; holds until the person objects."""
    LEGITIMATE_INTEREST = "legitimate_interest"
    """The merchant's own interest, weighed; holds until the person objects."""


class State(StrEnum):
    """What the person said last."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
