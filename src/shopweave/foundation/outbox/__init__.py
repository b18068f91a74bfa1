"""News that cannot be lost: written with the change, delivered to each handler at least once.

Owns the table outbox. A delivery is a job, so retries and dead letters are those of jobs.
"""

from shopweave.foundation.outbox.dispatch import Dispatcher
from shopweave.foundation.outbox.errors import NobodyHears
from shopweave.foundation.outbox.publish import record, record_all
from shopweave.foundation.outbox.records import waiting
from shopweave.foundation.outbox.registry import event, name_of, registered
from shopweave.foundation.outbox.subscriptions import Subscription, Subscriptions

__all__ = [
    "Dispatcher",
    "NobodyHears",
    "Subscription",
    "Subscriptions",
    "event",
    "name_of",
    "record",
    "record_all",
    "registered",
    "waiting",
]
