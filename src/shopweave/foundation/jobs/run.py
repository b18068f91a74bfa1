"""One job: claim it, do it, and write down how it ended."""

import traceback
from datetime import timedelta
from pathlib import Path

import structlog

from shopweave.foundation.jobs import records
from shopweave.foundation.jobs.bench import Bench
from shopweave.foundation.jobs.context import JobContext
from shopweave.foundation.jobs.errors import LeaseLost
from shopweave.foundation.jobs.types import Claim, State
from shopweave.foundation.problems import Problem
from shopweave.foundation.telemetry import scrub_text

LEASE = timedelta(seconds=60)
_FIRST_PAUSE = timedelta(seconds=2)
_LONGEST_PAUSE = timedelta(hours=1)
log = structlog.get_logger(__name__)


def pause(attempt: int) -> timedelta:
    """How long to wait after the failed `attempt` (1, 2, ...): 2 s, 4 s, 8 s, ... one hour."""
    return min(_FIRST_PAUSE * (1 << min(attempt - 1, 20)), _LONGEST_PAUSE)


def do_one(bench: Bench) -> bool:
    """Do the next due job; False when there is none."""
    long = bench.long_slots.acquire(blocking=False)
    claim = None
    try:
        claim = _claim(bench, bench.handlers.kinds(long=long))
    finally:
        if long and (claim is None or not bench.handlers.by_kind[claim.kind].long):
            bench.long_slots.release()
    if claim is None:
        return False
    try:
        _do(bench, claim)
    finally:
        if bench.handlers.by_kind[claim.kind].long:
            bench.long_slots.release()
    return True


def _claim(bench: Bench, kinds: frozenset[str]) -> Claim | None:
    now = bench.clock.now()
    with bench.database.read() as tx:
        if not records.is_due(tx, now, kinds):
            return None
    with bench.database.write() as tx:
        return records.claim(tx, bench.worker, now, LEASE, kinds)


def _do(bench: Bench, claim: Claim) -> None:
    handler = bench.handlers.by_kind[claim.kind]
    job = JobContext(bench.database, bench.clock, claim, handler.keep)
    bench.take(job)
    try:
        handler.run(job)
        if not job.finished:
            with bench.database.write() as tx:
                job.finish_or_wait(tx)
    except LeaseLost:
        log.warning("job was taken over", job=claim.id, kind=claim.kind)
    except Exception as error:
        log.exception("job failed", job=claim.id, kind=claim.kind, attempt=claim.attempt)
        _failed(bench, claim, job, error)
    finally:
        bench.lay_down(job)


def _failed(bench: Bench, claim: Claim, job: JobContext, error: Exception) -> None:
    """Try again later, or bury it: after the last attempt, or when its input is at fault."""
    attempts = bench.handlers.by_kind[claim.kind].attempts
    hopeless = isinstance(error, Problem) and 400 <= error.status < 500
    with bench.database.write() as tx:
        now = bench.clock.now()
        ended = after_failure(claim.attempt, attempts, hopeless)
        ended = State.CANCELLED if job.cancel_asked else ended
        if ended is State.WAITING:
            again = {"run_at": now + pause(claim.attempt)}
        else:
            again = {"finished_at": now}
        values = {"state": ended, "error": describe(error), **again}
        records.finish(tx, claim, values)


def after_failure(attempt: int, attempts: int, hopeless: bool) -> State:
    """The state after the failed `attempt` of at most `attempts`."""
    return State.DEAD if hopeless or attempt >= attempts else State.WAITING


def describe(error: Exception) -> str:
    """What went wrong and where, in one line of at most 500 characters that names nobody."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    text = scrub_text(" ".join(str(error).split()))
    return f"{type(error).__name__}: {text} ({Path(frame.filename).name}:{frame.lineno})"[:500]
