"""What a worker does every few seconds: keep leases, look for silent workers, bring schedules."""

import structlog

from shopweave.foundation.jobs import records
from shopweave.foundation.jobs.bench import Bench
from shopweave.foundation.jobs.enqueue import enqueue
from shopweave.foundation.jobs.run import LEASE, after_failure
from shopweave.foundation.jobs.types import State

log = structlog.get_logger(__name__)


def go_round(bench: Bench) -> None:
    """One round."""
    _renew(bench)
    _recover(bench)
    _schedule(bench)


def _renew(bench: Bench) -> None:
    """Prolong the leases; tell a job that was cancelled or taken over."""
    in_hand = bench.in_hand()
    if not in_hand:
        return
    with bench.database.write() as tx:
        leases = records.renew(tx, bench.worker, bench.clock.now() + LEASE)
    for job in in_hand:
        if leases.get(job.id, True):
            job.cancel()


def _recover(bench: Bench) -> None:
    """Let others do what a silent worker held; bury what has silenced its last one."""
    now = bench.clock.now()
    with bench.database.read() as tx:
        if not records.expired(tx, now):
            return
    with bench.database.write() as tx:
        for claim, cancelled in records.expired(tx, now):
            handler = bench.handlers.by_kind.get(claim.kind)
            attempts = handler.attempts if handler else claim.attempt + 1
            state = after_failure(claim.attempt, attempts, hopeless=False)
            state = State.CANCELLED if cancelled else state
            values = {"state": state, "error": "the worker ended without a word"}
            records.finish(tx, claim, values)
            log.warning("job recovered from a silent worker", job=claim.id, state=state)


def _schedule(bench: Bench) -> None:
    """Enqueue what comes round now; once, however many workers there are."""
    now = bench.clock.now()
    schedules = bench.handlers.schedules
    with bench.database.read() as tx:
        turns = records.turns(tx, now, schedules)
    for kind in turns:
        with bench.database.write() as tx:
            if records.take_turn(tx, schedules[kind], now):
                enqueue(tx, kind, unique_key=f"schedule:{kind}")
