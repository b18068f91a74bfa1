"""The texts that people agree to; a changed text is a new version, the old ones stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation.database import Transaction
from shopweave.trust import audit
from shopweave.trust.consent import records
from shopweave.trust.consent.types import Purpose
from shopweave.trust.permissions import Principal


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a purpose's text, by language."""

    purpose: Purpose
    version: int
    texts: Mapping[str, str]
    published_at: datetime


def publish_text(
    tx: Transaction,
    principal: Principal,
    purpose: Purpose,
    texts: Mapping[str, str],
    at: datetime,
) -> Text:
    """Make a new version of the text, such as {"en": ..., "zh": ...}; audited."""
    version = records.newest_version(tx, purpose) + 1
    values = {
        "purpose": purpose,
        "version": version,
        "texts": dict(texts),
        "published_at": at,
        "published_by": principal.id,
    }
    records.add_text(tx, values)
    subject = f"consent_text:{purpose}"
    audit.record(tx, principal, "consent.text_published", subject, {"version": version}, at=at)
    return Text(purpose, version, dict(texts), at)


def current_texts(tx: Transaction) -> list[Text]:
    """The newest version of each purpose's text."""
    rows = records.texts(tx)
    return [Text(Purpose(r.purpose), r.version, r.texts, r.published_at) for r in rows]
