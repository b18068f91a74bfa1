"""What customers agreed to: per purpose, with text, time and proof; withdrawn at once.

Publishes `ConsentChanged`. Ask `allowed` (or `allowed_many` in bulk) before processing; tell with
`record`, which also books the refusal and the withdrawal.
"""

from shopweave.trust.consent.allowed import allowed, allowed_many
from shopweave.trust.consent.errors import NoConsentText
from shopweave.trust.consent.personal_data import PERSONAL_DATA
from shopweave.trust.consent.record import Statement, record, record_many
from shopweave.trust.consent.records import forget_all
from shopweave.trust.consent.states import Said, heard_since, last_statement, said_by
from shopweave.trust.consent.texts import Text, current_texts, publish_text
from shopweave.trust.consent.types import LegalBasis, Purpose, State

__all__ = [
    "PERSONAL_DATA",
    "LegalBasis",
    "NoConsentText",
    "Purpose",
    "Said",
    "State",
    "Statement",
    "Text",
    "allowed",
    "allowed_many",
    "current_texts",
    "forget_all",
    "heard_since",
    "last_statement",
    "publish_text",
    "record",
    "record_many",
    "said_by",
]
