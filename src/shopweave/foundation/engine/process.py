"""A bounded pool of processes on this machine, one core each, polite to the server beside them."""

import multiprocessing
import os
import pickle
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import numpy as np

from shopweave.foundation import ids
from shopweave.foundation.engine.errors import WorkersDied
from shopweave.foundation.engine.types import Shared

T = TypeVar("T")
R = TypeVar("R")
B = TypeVar("B")
_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class _Filed(Generic[T]):
    """A value in a private file; arrays are mapped by whoever reads them."""

    path: Path


class ProcessEngine:
    """`workers` spawned processes; values travel through files in a private folder."""

    def __init__(self, workers: int = 0) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._folder = Path(tempfile.mkdtemp(prefix="shopweave-engine-"))
        self._pool = ProcessPoolExecutor(
            self._workers, multiprocessing.get_context("spawn"), initializer=_behave
        )

    def share(self, value: T) -> Shared[T]:
        """Put a value into a file that every worker can read."""
        return _filed(self._folder, value)

    def map(
        self, function: Callable[..., R], blocks: Sequence[Shared[B]], *common: Shared[Any]
    ) -> list[Shared[R]]:
        """Call the function for each block in the pool. Raises `WorkersDied`."""
        try:
            with _single_threaded():
                futures = [
                    self._pool.submit(_call, self._folder, function, block, *common)
                    for block in blocks
                ]
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            raise WorkersDied from error

    def fetch(self, value: Shared[T]) -> T:
        """Read a value back."""
        return _read(cast("_Filed[T]", value))

    def close(self) -> None:
        """End the processes and delete the files."""
        self._pool.shutdown(cancel_futures=True)
        shutil.rmtree(self._folder, ignore_errors=True)


def _filed(folder: Path, value: T) -> _Filed[T]:
    if isinstance(value, np.ndarray) and value.dtype != object:
        path = folder / f"{ids.new()}.npy"
        np.save(path, value, allow_pickle=False)
    else:
        path = folder / ids.new()
        path.write_bytes(pickle.dumps(value, protocol=5))
    return _Filed(path)


def _read(value: _Filed[T]) -> T:
    if value.path.suffix == ".npy":
        return cast("T", np.load(value.path, "r", allow_pickle=False))
    return cast("T", pickle.loads(value.path.read_bytes()))  # noqa: S301 # our own private file


# What all blocks have in common is read once per worker, not once per block.
_read_common = lru_cache(maxsize=8)(_read)


def _call(
    folder: Path, function: Callable[..., R], block: Shared[Any], *common: Shared[Any]
) -> Shared[R]:
    rest = [_read_common(cast("_Filed[Any]", value)) for value in common]
    return _filed(folder, function(_read(cast("_Filed[Any]", block)), *rest))


@contextmanager
def _single_threaded() -> Iterator[None]:
    """Let processes started meanwhile use one thread each: the pool is the parallelism."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _behave() -> None:
    """In a new worker: give way to the server, leave Ctrl-C to the parent, die with it."""
    os.nice(_NICENESS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
