"""Every engine keeps the same promises and finds the same results."""

import os
import signal
from collections.abc import Iterator

import numpy as np
import pytest

from shopweave.foundation.engine import Engine, ProcessEngine, SerialEngine, WorkersDied


@pytest.fixture(params=[SerialEngine, lambda: ProcessEngine(2)], ids=["serial", "process"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Each engine in turn."""
    engine: Engine = request.param()
    yield engine
    engine.close()


def scaled(block: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """A block times a matrix that all blocks have in common."""
    return block @ factor


def fail(block: int) -> int:
    """Fail on one block."""
    if block == 2:
        raise ValueError("block 2 is bad")
    return block


def surroundings(_block: int) -> dict[str, object]:
    """What a worker sees of itself."""
    return {"pid": os.getpid(), "nice": os.nice(0), "blas": os.environ.get("OPENBLAS_NUM_THREADS")}


def die(_block: int) -> None:
    """End as a process does that ran out of memory."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_maps_in_order(engine: Engine) -> None:
    """Results come in the order of the blocks, with what they share."""
    rng = np.random.default_rng(7)
    factor = rng.normal(size=(8, 3))
    blocks = [rng.normal(size=(5, 8)) for _ in range(6)]
    results = engine.map(scaled, [engine.share(b) for b in blocks], engine.share(factor))
    for block, result in zip(blocks, results, strict=True):
        assert np.array_equal(engine.fetch(result), block @ factor)


def test_feeds_results_to_the_next_step(engine: Engine) -> None:
    """A result stays where it is and is a block of the next map."""
    first = engine.map(scaled, [engine.share(np.eye(2))], engine.share(np.full((2, 2), 3.0)))
    second = engine.map(scaled, first, engine.share(np.full((2, 2), 1.0)))
    assert engine.fetch(second[0]).tolist() == [[6.0, 6.0], [6.0, 6.0]]


def test_gives_back_any_value(engine: Engine) -> None:
    """Values other than arrays come back equal."""
    value = {"a": [1, 2.5, None], "茶": ("x",)}
    assert engine.fetch(engine.share(value)) == value


def test_raises_the_error_of_a_block(engine: Engine) -> None:
    """An exception in a block reaches the caller as itself."""
    with pytest.raises(ValueError, match="block 2"):
        engine.map(fail, [engine.share(n) for n in range(4)])


def test_has_nothing_to_do(engine: Engine) -> None:
    """No blocks, no results."""
    assert engine.map(fail, []) == []


def test_workers_are_polite() -> None:
    """A process worker is another process, with low priority and one thread of linear algebra."""
    engine = ProcessEngine(1)
    seen = engine.fetch(engine.map(surroundings, [engine.share(0)])[0])
    engine.close()
    assert seen["pid"] != os.getpid()
    assert (seen["nice"], seen["blas"]) == (min(os.nice(0) + 10, 19), "1")


def test_tells_of_a_dead_worker() -> None:
    """A killed worker is an error with a sentence, not a wait for ever."""
    engine = ProcessEngine(1)
    with pytest.raises(WorkersDied):
        engine.map(die, [engine.share(0)])
    engine.close()
