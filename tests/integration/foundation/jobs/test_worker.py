"""A job is done once, tried again when it fails, and shown to a person when it cannot be done."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from shopweave.foundation import jobs
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers, JobContext, State, Worker
from shopweave.foundation.problems import Problem

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class BadInput(Problem):
    """The file is empty."""

    status = 422


@pytest.fixture
def clock() -> ManualClock:
    """A clock at noon."""
    return ManualClock(NOON)


def enqueue(database: Database, kind: str = "count", **how: object) -> str:
    """Enqueue one job in a transaction of its own."""
    with database.write() as tx:
        return jobs.enqueue(tx, kind, {"n": 1}, **how)  # type: ignore[arg-type] # as given


def find(database: Database, job: str) -> jobs.Job:
    """Look a job up."""
    with database.read() as tx:
        return jobs.find(tx, job)


def worker_of(database: Database, clock: ManualClock, run: jobs.Run, **how: int) -> Worker:
    """A worker, not started, that knows one kind of job."""
    return Worker(database, Handlers().on("count", run, **how), clock)  # type: ignore[arg-type] # as given


def fail(_job: JobContext) -> None:
    """A handler that never succeeds."""
    raise RuntimeError("no paper for anna@example.org")


def test_does_what_is_due(database: Database, clock: ManualClock) -> None:
    """A job is handed its payload, done once, and kept with its result."""
    seen: list[int] = []

    def count(job: JobContext) -> None:
        seen.append(job.payload["n"])
        job.result = {"counted": 1}

    worker = worker_of(database, clock, count)
    job = enqueue(database)
    assert [worker.step(), worker.step()] == [True, False]
    assert seen == [1]
    assert (find(database, job).state, find(database, job).result) == (
        State.DONE,
        {"counted": 1},
    )


def test_waits_for_its_hour(database: Database, clock: ManualClock) -> None:
    """A job for later is left alone until then."""
    worker = worker_of(database, clock, lambda job: None)
    enqueue(database, run_at=NOON + timedelta(hours=1))
    assert not worker.step()
    clock.forward(timedelta(hours=1))
    assert worker.step()


def test_is_forgotten_with_its_transaction(database: Database, clock: ManualClock) -> None:
    """What was enqueued in a transaction that failed is never done."""

    def broken() -> None:
        with database.write() as tx:
            jobs.enqueue(tx, "count")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert not worker_of(database, clock, lambda job: None).step()


def test_does_the_urgent_first(database: Database, clock: ManualClock) -> None:
    """A smaller priority number goes first, then the older job."""
    order: list[str] = []
    worker = worker_of(database, clock, lambda job: order.append(job.id))
    late, first, second = (enqueue(database, priority=p) for p in (5, -1, -1))
    while worker.step():
        pass
    assert sorted(order[:2]) == sorted([first, second])
    assert order[2] == late


def test_makes_no_second_waiting_one(database: Database, clock: ManualClock) -> None:
    """A unique key joins requests while one waits, and allows the next while one runs."""
    during: list[str] = []

    def again(job: JobContext) -> None:
        if not during:
            during.append(enqueue(database, unique_key="stock"))

    worker = worker_of(database, clock, again)
    first = enqueue(database, unique_key="stock")
    assert enqueue(database, unique_key="stock") == first
    assert worker.step()
    assert during != [first]
    assert [worker.step(), worker.step()] == [True, False]


def test_never_does_two_of_one_key_at_once(database: Database, clock: ManualClock) -> None:
    """While one job of a key runs, its successor is left waiting."""
    claimed: list[bool] = []

    def look(job: JobContext) -> None:
        enqueue(database, unique_key="stock")
        claimed.append(other.step())

    other = worker_of(database, clock, lambda job: None)
    enqueue(database, unique_key="stock")
    worker_of(database, clock, look).step()
    assert claimed == [False]
    assert other.step()


def test_tries_again_later_and_later(database: Database, clock: ManualClock) -> None:
    """A failed job waits 2 s, then 4 s, and is dead after its last attempt, with the reason."""
    worker = worker_of(database, clock, fail, attempts=3)
    job = enqueue(database)
    assert worker.step()
    assert not worker.step()
    for pause in (2, 4):
        clock.forward(timedelta(seconds=pause) - timedelta(microseconds=1))
        assert not worker.step()
        clock.forward(timedelta(microseconds=1))
        assert worker.step()
    assert find(database, job).state is State.DEAD
    assert "no paper for [email]" in str(find(database, job).error)


def test_does_not_insist_on_bad_input(database: Database, clock: ManualClock) -> None:
    """What is the input's fault is not tried again."""

    def refuse(_job: JobContext) -> None:
        raise BadInput

    job = enqueue(database)
    worker_of(database, clock, refuse).step()
    assert find(database, job).state is State.DEAD


def test_retries_a_dead_one_by_hand(database: Database, clock: ManualClock) -> None:
    """A person can let a dead job run again; a living one cannot be retried."""
    job = enqueue(database)
    worker_of(database, clock, fail, attempts=1).step()
    with database.write() as tx:
        jobs.retry(tx, job)
    worker_of(database, clock, lambda job: None).step()
    assert find(database, job).state is State.DONE
    with pytest.raises(jobs.NotDead), database.write() as tx:
        jobs.retry(tx, job)


def test_drops_a_dead_one_by_hand(database: Database, clock: ManualClock) -> None:
    """A dropped job is gone."""
    job = enqueue(database)
    worker_of(database, clock, fail, attempts=1).step()
    with database.write() as tx:
        jobs.drop(tx, job)
    with pytest.raises(jobs.UnknownJob):
        find(database, job)


def test_cancels_before_it_begins(database: Database, clock: ManualClock) -> None:
    """A cancelled waiting job is never done."""
    job = enqueue(database)
    with database.write() as tx:
        jobs.cancel(tx, job, NOON)
    assert not worker_of(database, clock, lambda job: None).step()
    assert find(database, job).state is State.CANCELLED


def test_cancels_while_it_runs(database: Database, clock: ManualClock) -> None:
    """A running job learns of its cancelling at the next round and breaks off."""
    seen: list[bool] = []

    def long(job: JobContext) -> None:
        with database.write() as tx:
            jobs.cancel(tx, job.id, NOON)
        worker.round()
        seen.append(job.cancelled)

    worker = worker_of(database, clock, long)
    job = enqueue(database)
    worker.step()
    assert seen == [True]
    assert find(database, job).state is State.CANCELLED


def test_takes_over_from_a_silent_worker(database: Database, clock: ManualClock) -> None:
    """When a lease runs out another worker does the job, and the late result is thrown away."""
    effects: list[str] = []

    def overslept(job: JobContext) -> None:
        clock.forward(timedelta(minutes=2))
        second.round()
        second.step()
        with job.database.write() as tx:
            job.finish(tx)
        effects.append("late")

    second = worker_of(database, clock, lambda job: effects.append("second"))
    job = enqueue(database)
    worker_of(database, clock, overslept).step()
    assert effects == ["second"]
    assert find(database, job).attempts == 2


def test_buries_what_kills_its_workers(database: Database, clock: ManualClock) -> None:
    """A job whose worker fell silent in its last attempt is dead, not tried for ever."""

    def die(_job: JobContext) -> None:
        clock.forward(timedelta(minutes=2))
        survivor.round()

    survivor = worker_of(database, clock, die, attempts=1)
    job = enqueue(database)
    worker_of(database, clock, die, attempts=1).step()
    assert find(database, job).state is State.DEAD


def test_keeps_its_lease(database: Database, clock: ManualClock) -> None:
    """A long job whose worker goes its rounds is not taken over."""
    taken: list[bool] = []

    def long(_job: JobContext) -> None:
        for _ in range(3):
            clock.forward(timedelta(seconds=40))
            worker.round()
            other.round()
            taken.append(other.step())

    worker, other = worker_of(database, clock, long), worker_of(database, clock, long)
    enqueue(database)
    worker.step()
    assert taken == [False, False, False]


def test_tells_how_far_it_is(database: Database, clock: ManualClock) -> None:
    """Progress can be read while the job runs, and its last word stays."""
    seen: list[jobs.Progress] = []

    def work(job: JobContext) -> None:
        job.progress(1, 3, "reading")
        seen.append(find(database, job.id).progress)
        job.progress(3, 3, "written")

    job = enqueue(database)
    worker_of(database, clock, work).step()
    assert seen == [jobs.Progress(1, 3, "reading")]
    assert find(database, job).progress == jobs.Progress(3, 3, "written")


def test_leaves_room_for_short_jobs(database: Database, clock: ManualClock) -> None:
    """With two slots, one long job at most runs; a short one is done meanwhile."""
    done: list[str] = []

    def long(_job: JobContext) -> None:
        done.append("long begins")
        while worker.step():
            pass
        done.append("long ends")

    handlers = Handlers().on("long", long, long=True)
    handlers.on("short", lambda job: done.append("short"))
    worker = Worker(database, handlers, clock, slots=2)
    for kind in ("long", "long", "short"):
        enqueue(database, kind)
    worker.step()
    assert done == ["long begins", "short", "long ends"]


def test_comes_round(database: Database, clock: ManualClock) -> None:
    """A schedule enqueues one job per turn, however many workers look."""
    ran: list[int] = []
    handlers = Handlers().on("count", lambda job: ran.append(1)).every("count", minutes=10)
    workers = [Worker(database, handlers, clock) for _ in range(2)]
    for worker in workers:
        worker.plan()
    for _ in range(3):
        clock.forward(timedelta(minutes=10))
        for worker in workers:
            worker.round()
        while workers[0].step():
            pass
    assert ran == [1, 1, 1]


def test_puts_back_what_it_breaks_off(database: Database, clock: ManualClock) -> None:
    """A worker that stops lets a job that heeded it wait again, with no attempt lost."""

    def heed(job: JobContext) -> None:
        worker.stop(0.1)
        assert job.cancelled

    worker = worker_of(database, clock, heed)
    job = enqueue(database)
    worker.step()
    assert (find(database, job).state, find(database, job).attempts) == (State.WAITING, 0)


def test_works_in_the_background(database: Database, clock: ManualClock) -> None:
    """A started worker does what is enqueued later, and ends when it is stopped."""
    begun = threading.Event()
    worker = worker_of(database, clock, lambda job: begun.set()).start()
    job = enqueue(database)
    assert begun.wait(30)
    worker.stop()
    assert find(database, job).state is State.DONE
