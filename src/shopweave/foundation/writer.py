"""Group commit: many callers wait for durability, one thread commits whatever is queued."""

import asyncio
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.problems import Problem

Item = TypeVar("Item")
Result = TypeVar("Result")
Sink = Callable[[Transaction, Sequence[Item]], Sequence[Result]]


class Overloaded(Problem):
    """More arrives than can be stored: {waiting} writes are waiting. Send it again in a moment."""

    zh = "来得太快，已有 {waiting} 条在排队，请稍后再发。"
    status = 503
    retry_after = 1


class WriterStopped(Problem):
    """The server is stopping and takes nothing new: send it again in a moment."""

    zh = "服务正在停止，请稍后再发。"
    status = 503
    retry_after = 2


@dataclass(slots=True)
class _Entry:
    sink: Sink[Any, Any]
    item: Any
    done: "Future[Any]"
    weight: int


class Writer:
    """One writing thread per process.

    A result arrives only after its transaction is durable. A transaction takes what is queued, up
    to `batch` in weight, and calls each sink once with all of its items, so that a thousand single
    inserts become one statement.
    """

    def __init__(self, database: Database, batch: int = 2000, limit: int = 20_000) -> None:
        self._database = database
        self._batch = batch
        self._limit = limit
        self._waiting = 0
        self._queue: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._accepting = True
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, sink: Sink[Item, Result], item: Item, weight: int = 1) -> "Future[Result]":
        """Queue one item for `sink`; `weight` is about how many rows it becomes.

        Raises `Overloaded` when too much is waiting and `WriterStopped` after `stop`.
        """
        entry = _Entry(sink, item, Future(), weight)
        # Running from the start: a caller who goes away cannot cancel what may be half-written.
        entry.done.set_running_or_notify_cancel()
        with self._lock:
            if not self._accepting:
                raise WriterStopped
            if self._waiting + weight > self._limit and self._waiting:
                raise Overloaded(waiting=self._waiting)
            self._waiting += weight
            self._queue.put(entry)
        return entry.done

    async def write(self, sink: Sink[Item, Result], item: Item, weight: int = 1) -> Result:
        """Queue one item and wait, without blocking the event loop, until it is durable."""
        return await asyncio.wrap_future(self.submit(sink, item, weight))

    @property
    def waiting(self) -> int:
        """Rows queued and not yet durable."""
        return self._waiting

    def stop(self, timeout: float = 10.0) -> None:
        """Refuse new work, commit what is queued, and end the thread."""
        with self._lock:
            if not self._accepting:
                return
            self._accepting = False
            self._queue.put(None)
        self._thread.join(timeout)

    def _run(self) -> None:
        running = True
        while running:
            entries, running = self._take()
            if entries:
                self._settle(entries)

    def _take(self) -> tuple[list[_Entry], bool]:
        """Wait for one entry, then take all that are queued, up to the batch."""
        entries: list[_Entry] = []
        weight = 0
        while weight < self._batch:
            try:
                entry = self._queue.get(block=not entries)
            except queue.Empty:
                break
            if entry is None:
                return entries, False
            entries.append(entry)
            weight += entry.weight
        return entries, True

    def _settle(self, entries: list[_Entry]) -> None:
        try:
            results = self._commit(entries)
        except Exception as error:
            if len(entries) > 1:
                # One bad item must not harm its neighbours: each is tried alone.
                for entry in entries:
                    self._settle([entry])
                return
            self._release(entries)
            entries[0].done.set_exception(error)
            return
        self._release(entries)
        for entry, result in zip(entries, results, strict=True):
            entry.done.set_result(result)

    def _commit(self, entries: list[_Entry]) -> list[Any]:
        order = sorted(range(len(entries)), key=lambda index: id(entries[index].sink))
        results: list[Any] = [None] * len(entries)
        with self._database.write() as tx:
            for _, group in groupby(order, key=lambda index: id(entries[index].sink)):
                indexes = list(group)
                outcome = entries[indexes[0]].sink(tx, [entries[i].item for i in indexes])
                for index, result in zip(indexes, outcome, strict=True):
                    results[index] = result
        return results

    def _release(self, entries: list[_Entry]) -> None:
        with self._lock:
            self._waiting -= sum(map(attrgetter("weight"), entries))
