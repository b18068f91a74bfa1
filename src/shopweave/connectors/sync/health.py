"""Say how a connection is, after each round and each try."""

from datetime import datetime, timedelta

from shopweave.commerce import sources
from shopweave.commerce.sources import Health
from shopweave.connectors.contract import RowsRefused, TooOften, Trouble
from shopweave.connectors.sync.errors import TooManyGone
from shopweave.connectors.sync.records import connected, sent
from shopweave.connectors.sync.types import Connection, Values
from shopweave.foundation.database import Transaction

_LONGEST_PAUSE = timedelta(minutes=10)
# A shop that hesitates once is not worth a person's attention.
_PATIENT_WITH = 1


def well(tx: Transaction, connection: Connection, now: datetime, *, complete: bool) -> None:
    """Note that a round went well; what the shop sent and is not in still wants a person."""
    source = connection.source_id
    values: Values = {"tried_at": now, "failures": 0} | ({"synced_at": now} if complete else {})
    refused = sent.count_refusals(tx, source)
    trouble = RowsRefused(count=refused) if refused else None
    if not _waits_for_a_person(connection):
        values = {**values, **_noted(connection, trouble, now)}
    connected.change(tx, source, values)
    sources.report(tx, source, Health.OK, now, trouble.sentence() if trouble else "")


def ill(tx: Transaction, connection: Connection, trouble: Trouble, now: datetime) -> None:
    """Note a trouble, and when it is tried again: ever more seldom, as asked, or at last."""
    failures = connection.failures + 1
    after = now + pause(connection, trouble)
    values: Values = {"tried_at": now, "failures": failures, "next_at": after}
    if failures > _PATIENT_WITH or not isinstance(trouble, TooOften):
        values = {**values, **_noted(connection, trouble, now)}
        note = trouble.sentence()
        sources.report(tx, connection.source_id, Health.FAILING, now, note)
    connected.change(tx, connection.source_id, values)


def pause(connection: Connection, trouble: Trouble) -> timedelta:
    """How long to wait after a trouble: what the shop asks for, else twice as long each time."""
    if isinstance(trouble, TooOften):
        return timedelta(seconds=trouble.fields["seconds"])
    each = timedelta(seconds=connection.every_seconds)
    return min(each * (1 << min(connection.failures, 10)), max(_LONGEST_PAUSE, each))


def _waits_for_a_person(connection: Connection) -> bool:
    """Whether a trouble stays although a round went well: only a look at everything ends it."""
    return connection.trouble is not None and connection.trouble.code == TooManyGone.code()


def _noted(connection: Connection, trouble: Trouble | None, now: datetime) -> Values:
    if trouble is None:
        return {"trouble": None, "trouble_since": None}
    told = {
        "code": trouble.code(),
        "en": trouble.sentence("en"),
        "zh": trouble.sentence("zh"),
        "remedy": trouble.remedy.value,
    }
    return {"trouble": told, "trouble_since": connection.trouble_since or now}
