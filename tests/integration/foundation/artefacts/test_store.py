"""A model goes live whole, by one row, and the old one serves until then."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from shopweave.foundation.artefacts import (
    STEPS,
    Artefact,
    ArtefactStore,
    Damaged,
    Live,
    Manifest,
    NoSuchVersion,
    NotGoodEnough,
    NothingToRollBack,
    Release,
)
from shopweave.foundation.database import Database

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> ArtefactStore:
    """An empty store."""
    return ArtefactStore(tmp_path / "artefacts")


def write(store: ArtefactStore, number: int) -> Artefact:
    """Write a version that holds a number; a minute after the one before."""
    files = {"factors": np.full(4, float(number)), "ids": [f"p{number}"]}
    return store.write("tea", files, {"ndcg": number / 10}, NOON + timedelta(minutes=number))


def publish(database: Database, store: ArtefactStore, number: int, at: datetime = NOON) -> str:
    """Write and publish a version; returns its name."""
    artefact = write(store, number)
    store.publish(database, artefact, at, "anna")
    return artefact.manifest.version


def serving(database: Database, store: ArtefactStore) -> Live[float]:
    """A process that serves the number."""
    live = Live(database, store, "tea", lambda a: float(a.array("factors")[0]))
    live.refresh()
    return live


def no_worse(candidate: Manifest, live: Release | None) -> None:
    """A gate that compares one figure."""
    if live is not None and candidate.facts["ndcg"] < live.facts["ndcg"]:
        raise NotGoodEnough(model="tea", version=candidate.version, reason="ndcg")


def test_keeps_what_was_written(store: ArtefactStore) -> None:
    """Arrays, documents and facts come back as they were."""
    version = write(store, 3).manifest.version
    artefact = store.open("tea", version)
    assert artefact.array("factors").tolist() == [3.0] * 4
    assert artefact.document("ids") == ["p3"]
    assert artefact.manifest.facts == {"ndcg": 0.3}


def test_refuses_a_damaged_file(store: ArtefactStore) -> None:
    """One changed byte is noticed before the version serves."""
    artefact = write(store, 3)
    path = artefact.folder / "factors.npy"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged):
        store.open("tea", artefact.manifest.version)


def test_knows_only_what_is_there(store: ArtefactStore) -> None:
    """A version that was never written cannot be opened."""
    with pytest.raises(NoSuchVersion):
        store.open("tea", "20260101T000000-00000000")


def test_swaps_without_a_pause(database: Database, store: ArtefactStore) -> None:
    """A server takes up what was published at its next look."""
    live = serving(database, store)
    assert live.serving is None
    publish(database, store, 1)
    live.refresh()
    assert live.serving == 1.0
    publish(database, store, 2)
    assert live.serving == 1.0
    live.refresh()
    assert live.serving == 2.0


def test_stops_at_the_gate(database: Database, store: ArtefactStore) -> None:
    """A worse candidate is refused, the live version stays."""
    better = publish(database, store, 5)
    worse = write(store, 4)
    with pytest.raises(NotGoodEnough):
        store.publish(database, worse, NOON, "anna", gate=no_worse)
    with database.read() as tx:
        assert store.live(tx, "tea").version == better  # type: ignore[union-attr] # it is live


def test_rolls_back_twice(database: Database, store: ArtefactStore) -> None:
    """Of the last three versions each can be live again."""
    first, second, third = (publish(database, store, n) for n in (1, 2, 3))
    with database.write() as tx:
        assert store.roll_back(tx, "tea", NOON, "ben") == second
        assert store.roll_back(tx, "tea", NOON, "ben", to=first) == first
        assert store.roll_back(tx, "tea", NOON, "ben", to=third) == third
        assert [r.by for r in store.history(tx, "tea")] == ["ben"] * 3 + ["anna"] * 3
    assert serving(database, store).serving == 3.0


def test_has_nothing_to_roll_back_to(database: Database, store: ArtefactStore) -> None:
    """The first version has no earlier one."""
    publish(database, store, 1)
    with database.write() as tx, pytest.raises(NothingToRollBack):
        store.roll_back(tx, "tea", NOON, "ben")


def test_keeps_the_last_three(database: Database, tmp_path: Path) -> None:
    """The fourth publication deletes the first version, where nothing is replayed."""
    store = ArtefactStore(tmp_path / "artefacts", replay=timedelta(0))
    made = [publish(database, store, n, NOON + timedelta(days=n)) for n in range(1, 6)]
    assert store.versions("tea") == made[:1:-1]


def test_keeps_what_is_replayed(database: Database, tmp_path: Path) -> None:
    """A version stays for its time after it served; never made live, it goes at once."""
    store = ArtefactStore(tmp_path / "artefacts", replay=timedelta(days=3))
    write(store, 0)
    made = [publish(database, store, n, NOON + timedelta(days=n)) for n in range(1, 9)]
    assert store.versions("tea") == made[:2:-1]


def test_keeps_no_more_than_there_is_room_for(database: Database, tmp_path: Path) -> None:
    """Beyond the last three, old versions take no more than their room."""
    store = ArtefactStore(tmp_path / "artefacts", room=400)
    made = [publish(database, store, n, NOON + timedelta(days=n)) for n in range(1, 9)]
    assert store.versions("tea") == made[:2:-1]


def test_keeps_serving_when_the_new_one_is_broken(database: Database, store: ArtefactStore) -> None:
    """A version that cannot be loaded leaves the old one in place, and says so."""
    publish(database, store, 1)
    live = serving(database, store)
    second = publish(database, store, 2)
    (store.root / "tea" / second / "factors.npy").unlink()
    live.refresh()
    assert live.serving == 1.0
    assert second in str(live.fault)


_SWITCH = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
import numpy as np
from shopweave.foundation.artefacts import ArtefactStore
from shopweave.foundation.database import Database

def step(name):
    if name == sys.argv[3]:
        os.kill(os.getpid(), signal.SIGKILL)

store = ArtefactStore(Path(sys.argv[2]), step)
at = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
files = {"factors": np.full(4, 9.0), "ids": ["p9"]}
artefact = store.write("tea", files, {"ndcg": 0.9}, at)
store.publish(Database.open(sys.argv[1]), artefact, at, "anna")
"""


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_leaves_a_whole_model(database: Database, store: ArtefactStore, step: str) -> None:
    """Killed at any step of a switch, the old model serves, or the new one if it was released."""
    publish(database, store, 1)
    url = database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", _SWITCH, url, str(store.root), step]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(command, check=False, timeout=60, env=surroundings)
    assert ended.returncode == -9
    released = step in {"released", "tidied"}
    assert serving(database, store).serving == (9.0 if released else 1.0)
    publish(database, store, 2)
    assert serving(database, store).serving == 2.0
