"""Write a plan piece by piece; each piece and the mark of how far it got are one transaction."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from shopweave.commerce.inbound import Delivery, Rejected, Upserted
from shopweave.connectors.files import records
from shopweave.connectors.files.contents.plan import Item, Plan, Stage
from shopweave.connectors.files.events import FileImported
from shopweave.connectors.files.report import Import, Report, State, Tally
from shopweave.connectors.files.types import Reason, Rejection
from shopweave.foundation import outbox
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Pace, Transaction
from shopweave.foundation.i18n import LANGUAGES

Watch = Callable[[int, int, str], None]
Stopped = Callable[[], bool]

KEPT_REJECTIONS = 10_000
_REJECTIONS_AT_ONCE = 500
# After so many batches the tables have grown fourfold, and are counted for the planner.
_GROWN = frozenset(4**power for power in range(1, 10))


class Writing:
    """One import under way: begins where the last run of it left its mark."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        begun: Import,
        delivery: Delivery,
        plan: Plan,
        report: Report,
    ) -> None:
        self._database, self._clock = database, clock
        self._import, self._delivery = begun, delivery
        self._plan, self._report = plan, report
        self.rejected = list(plan.rejected)
        if begun.report is not None:
            report.stages.update(begun.report.stages)
            report.reasons = begun.report.reasons

    def write(self, watch: Watch, stopped: Stopped) -> bool:
        """Write all stages; False when it was stopped before the end and can be resumed."""
        if not self._import.stage:
            self._keep_rejections()
        for stage, start in self._ahead():
            if not self._write_stage(stage, start, watch, stopped):
                return False
        with self._database.write() as tx:
            self._checkpoint(tx, {"state": State.DONE, "finished_at": self._clock.now()})
            outbox.record(tx, FileImported(self._import.id, self._import.kind))
        return True

    def _ahead(self) -> Iterator[tuple[Stage, int]]:
        """The stages that are not done yet, and where in them to begin."""
        names = [stage.name for stage in self._plan.stages]
        reached = names.index(self._import.stage) if self._import.stage else 0
        for number, stage in enumerate(self._plan.stages[reached:]):
            yield stage, self._import.done if number == 0 else 0

    def _write_stage(self, stage: Stage, start: int, watch: Watch, stopped: Stopped) -> bool:
        drafts, done, pace = stage.drafts(start), start, Pace(self._database.dialect)
        for number, batch in enumerate(_batches(drafts, pace)):
            if stopped():
                return False
            if number in _GROWN:
                self._database.weigh()
            done += len(batch)
            begun = self._clock.now()
            self._write_batch(stage, batch, done)
            pace.took(self._clock.now() - begun)
            watch(done, stage.total, stage.name)
        return True

    def _write_batch(self, stage: Stage, batch: list[Item], done: int) -> None:
        """Write a piece and the mark; the last mark of all waits for the disk, for all pieces."""
        with self._database.write(durable=False) as tx:
            upserted = stage.write(tx, self._delivery, [draft for _, draft in batch])
            refused = [_rejection(each, batch) for each in upserted.rejected]
            self._count(stage.name, upserted, refused)
            self._keep(tx, refused)
            self._checkpoint(tx, {"stage": stage.name, "done": done})
        self.rejected += refused

    def _count(self, stage: str, upserted: Upserted, refused: list[Rejection]) -> None:
        tally = self._report.stages[stage]
        self._report.stages[stage] = Tally(
            tally.total,
            tally.created + upserted.created,
            tally.changed + upserted.changed,
            tally.same + upserted.same,
        )
        self._report.refuse(refused)

    def _keep_rejections(self) -> None:
        """Keep what reading refused, the first 10,000 rows of it."""
        kept = self.rejected[:KEPT_REJECTIONS]
        for start in range(0, len(kept), _REJECTIONS_AT_ONCE):
            with self._database.write() as tx:
                some = kept[start : start + _REJECTIONS_AT_ONCE]
                records.add_rejections(tx, self._import.id, some, start)

    def _keep(self, tx: Transaction, refused: list[Rejection]) -> None:
        if refused:
            start = records.count_rejections(tx, self._import.id)
            room = max(0, KEPT_REJECTIONS - start)
            records.add_rejections(tx, self._import.id, refused[:room], start)

    def _checkpoint(self, tx: Transaction, values: dict[str, Any]) -> None:
        report = self._report.as_dict()
        now = self._clock.now()
        values = {**values, "report": report, "touched_at": now}
        records.set_values(tx, self._import.id, values)


def _batches(drafts: Iterator[Item], pace: Pace) -> Iterator[list[Item]]:
    while batch := list(islice(drafts, pace.size)):
        yield batch


def _rejection(rejected: Rejected, batch: list[Item]) -> Rejection:
    told = {language: rejected.problem.sentence(language) for language in LANGUAGES}
    line, shown = batch[rejected.row][0], rejected.external_id
    return Rejection(line, rejected.field, shown, Reason.RECORD, told)
