"""Append-only log of privileged actions, in which a later change can be seen.

Every privileged action calls `record` in the transaction that acts. Details hold pseudonyms and
figures, never personal data: the log cannot be erased.
"""

from shopweave.trust.audit.checkpoint import Checkpoint, checkpoint
from shopweave.trust.audit.errors import LogChanged, NoCheckpoint
from shopweave.trust.audit.keeping import keep, verify_all
from shopweave.trust.audit.record import record
from shopweave.trust.audit.search import Entry, search
from shopweave.trust.audit.verify import Verdict, verify

__all__ = [
    "Checkpoint",
    "Entry",
    "LogChanged",
    "NoCheckpoint",
    "Verdict",
    "checkpoint",
    "keep",
    "record",
    "search",
    "verify",
    "verify_all",
]
