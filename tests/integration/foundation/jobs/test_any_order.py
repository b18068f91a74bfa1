"""Whatever happens in whatever order, no job is lost and no effect happens twice."""

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import Column, MetaData, String, Table, func, select

from shopweave import schema
from shopweave.foundation import jobs
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers, JobContext, State, Worker

effects = Table("effects", MetaData(), Column("job", String(32), primary_key=True))


class Killed(BaseException):
    """The process ends here: nothing is caught, nothing is tidied."""


class Jobs(RuleBasedStateMachine):
    """Two workers that fail, die and stop, on one database whose clock we hold."""

    @initialize()
    def begin(self) -> None:
        """An empty shop."""
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database.open(f"sqlite:///{Path(self.folder.name) / 'shop.db'}")
        schema.create(self.database)
        effects.metadata.create_all(self.database.engine)
        self.clock = ManualClock(datetime(2026, 11, 23, 12, tzinfo=UTC))
        self.fate = "done"
        self.asked: set[str] = set()
        self.workers = [self.hire(), self.hire()]

    def hire(self) -> Worker:
        """Start another worker process."""
        return Worker(self.database, Handlers().on("job", self.run, attempts=50), self.clock)

    def run(self, job: JobContext) -> None:
        """Do a job as fate wants it."""
        if self.fate == "dies before":
            raise Killed
        if self.fate == "fails":
            raise RuntimeError
        with job.database.write() as tx:
            tx.execute(effects.insert(), {"job": job.id})
            if self.fate == "dies inside":
                raise Killed
            job.finish(tx)
        if self.fate == "dies after":
            raise Killed

    @rule(key=st.sampled_from([None, None, "a", "b"]), priority=st.integers(-1, 1))
    def enqueue(self, key: str | None, priority: int) -> None:
        """Somebody asks for work."""
        with self.database.write() as tx:
            self.asked.add(jobs.enqueue(tx, "job", unique_key=key, priority=priority))

    @rule(
        fate=st.sampled_from(["done", "done", "fails", "dies before", "dies inside", "dies after"]),
        who=st.integers(0, 1),
    )
    def work(self, fate: str, who: int) -> None:
        """A worker does the next job, and perhaps dies of it and is replaced."""
        self.fate = fate
        try:
            self.workers[who].step()
        except Killed:
            self.workers[who] = self.hire()

    @rule(seconds=st.sampled_from([1, 30, 120, 4000]), who=st.integers(0, 1))
    def wait(self, seconds: int, who: int) -> None:
        """Time passes and a worker goes its round."""
        self.clock.forward(timedelta(seconds=seconds))
        self.workers[who].round()

    @invariant()
    def nothing_is_lost(self) -> None:
        """Every job asked for is there, and is done exactly when its effect is."""
        with self.database.read() as tx:
            known = {job.id: job.state for job in jobs.newest(tx, limit=1000)}
            happened = {row.job for row in tx.all(select(effects))}
        assert set(known) == self.asked
        assert {job for job, state in known.items() if state is State.DONE} == happened

    def teardown(self) -> None:
        """In the end, undisturbed, everything gets done."""
        self.fate = "done"
        while any(worker.step() for worker in self.workers):
            pass
        for _ in range(3):
            self.wait(4000, 0)
            while self.workers[0].step():
                pass
        with self.database.read() as tx:
            assert tx.scalar(select(func.count()).select_from(effects)) == len(self.asked)
        self.database.close()
        self.folder.cleanup()


Jobs.TestCase.settings = settings(max_examples=15, stateful_step_count=30, deadline=None)


class TestAnyOrder(Jobs.TestCase):
    """Run the machine."""
