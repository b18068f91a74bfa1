"""The log tells who did what, and whether it was changed."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, update

from shopweave.foundation.database import Database, Transaction
from shopweave.trust import audit
from shopweave.trust.audit.errors import NoCheckpoint
from shopweave.trust.audit.records import links
from shopweave.trust.audit.tables import audit_checkpoints, audit_entries, audit_head
from shopweave.trust.permissions import SYSTEM, Principal, PrincipalKind

KEY = b"k" * 32
NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
ANNA = Principal(PrincipalKind.STAFF, "anna")


@pytest.fixture
def log(database: Database) -> Database:
    """A log of 40 entries, the first 30 with a checkpoint."""
    with database.write() as tx:
        for number in range(40):
            at = NOON + timedelta(seconds=number)
            detail = {"z": number, "a": [1.5, "茶"]}
            audit.record(tx, ANNA, "key.created", f"key:{number}", detail, at=at)
            if number == 29:
                audit.checkpoint(tx, KEY, at)
    return database


def _faults(database: Database) -> tuple[str, ...]:
    with database.read() as tx:
        return audit.verify(tx, KEY).faults


def test_an_untouched_log_is_intact(log: Database) -> None:
    """Every entry follows from the one before it."""
    with log.read() as tx:
        assert audit.verify(tx, KEY) == audit.Verdict(40, ())


def test_an_empty_log_is_intact(database: Database) -> None:
    """Nothing done, nothing wrong."""
    assert _faults(database) == ()


def test_tells_who_did_what(log: Database) -> None:
    """Entries come back newest first, in pages, and by subject."""
    with log.read() as tx:
        newest = audit.search(tx, limit=3)
        assert [entry.number for entry in newest] == [40, 39, 38]
        assert [entry.number for entry in audit.search(tx, before=38, limit=2)] == [37, 36]
        (one,) = audit.search(tx, "key:7")
    assert one == audit.Entry(
        8,
        NOON + timedelta(seconds=7),
        "staff",
        "anna",
        "key.created",
        "key:7",
        {"z": 7, "a": [1.5, "茶"]},
    )


Tamper = Callable[[Transaction, int], object]
_OWN = audit_entries.c.number


def _edit(column: str, value: object) -> Tamper:
    def tamper(tx: Transaction, number: int) -> None:
        tx.execute(update(audit_entries).where(number == _OWN).values({column: value}))

    return tamper


def _delete(tx: Transaction, number: int) -> None:
    tx.execute(delete(audit_entries).where(number == _OWN))


def _cut_off(tx: Transaction, number: int) -> None:
    tx.execute(delete(audit_entries).where(number <= _OWN))


def _cut_off_and_move_the_head(tx: Transaction, number: int) -> None:
    number = min(number, 30)
    _cut_off(tx, number)
    kept = list(links(tx))
    digest = kept[-1][1] if kept else bytes(32)
    tx.execute(update(audit_head).values(number=number - 1, hash=digest))


def _rewrite_everything(tx: Transaction, number: int) -> None:
    number = min(number, 30)
    _edit("actor", "mallory")(tx, number)
    digest = bytes(32)
    for link, _ in list(links(tx)):
        digest = link.hash(digest)
        tx.execute(update(audit_entries).where(link.number == _OWN).values(hash=digest))
    tx.execute(update(audit_head).values(hash=digest))


def _swap(tx: Transaction, number: int) -> None:
    other = number % 40 + 1
    for source, target in ((number, 1000), (other, number), (1000, other)):
        tx.execute(update(audit_entries).where(source == _OWN).values(number=target))


@pytest.mark.parametrize(
    "tamper",
    [
        _edit("actor", "mallory"),
        _edit("action", "nothing.happened"),
        _edit("subject", "key:x"),
        _edit("detail", "{}"),
        _edit("at", NOON - timedelta(days=1)),
        _delete,
        _cut_off,
        _cut_off_and_move_the_head,
        _rewrite_everything,
        _swap,
    ],
    ids=lambda tamper: tamper.__qualname__,
)
def test_every_change_is_found(log: Database, tamper: Tamper) -> None:
    """Edited, deleted, cut off, swapped or rewritten entries are found, wherever they stand."""

    class Restore(Exception):
        pass

    missed = []
    for number in random.Random(7).sample(range(1, 41), 12):
        try:
            with log.write() as tx:
                tamper(tx, number)
                if audit.verify(tx, KEY).intact:
                    missed.append(number)
                raise Restore
        except Restore:
            continue
    assert missed == []


def test_a_forged_checkpoint_is_found(log: Database) -> None:
    """Whoever lacks the installation's key cannot vouch for another past."""
    with log.write() as tx:
        tx.execute(update(audit_checkpoints).values(seal=b"0" * 32))
    assert _faults(log) == ("the checkpoint at entry 30 is forged",)


def test_a_checkpoint_kept_elsewhere_finds_a_lost_end(log: Database) -> None:
    """Entries, head and checkpoints all cut off: the copy on paper knows better."""
    with log.write() as tx:
        paper = str(audit.checkpoint(tx, KEY, NOON))
    with log.write() as tx:
        _cut_off_and_move_the_head(tx, 20)
        tx.execute(delete(audit_checkpoints))
    assert _faults(log) == ()
    with log.read() as tx:
        verdict = audit.verify(tx, KEY, [audit.Checkpoint.parse(paper)])
    assert verdict.faults == ("entries after 19 are missing: there were 40",)


def test_refuses_what_is_no_checkpoint() -> None:
    """A mistyped checkpoint is named as such."""
    with pytest.raises(NoCheckpoint):
        audit.Checkpoint.parse("forty")


def test_a_failed_action_leaves_no_entry(log: Database) -> None:
    """The entry stands or falls with the transaction that acts, and leaves no gap."""

    def fail() -> None:
        with log.write() as tx:
            audit.record(tx, SYSTEM, "x", "y", at=NOON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with log.write() as tx:
        assert audit.record(tx, SYSTEM, "x", "y", at=NOON) == 41
    assert _faults(log) == ()
