"""Nothing acknowledged is lost or doubled, however the server ends."""

from pathlib import Path

import pytest
from benchmarks import kill_proof

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.mark.parametrize("kind", DATABASES)
def test_survives_being_killed(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """After ten kills at random moments each acknowledged event is stored exactly once."""
    url = request.getfixturevalue(f"{kind}_url")
    found = kill_proof.prove(url, tmp_path, kills=10, seed=10)
    assert found.acknowledged > 0
    assert (found.lost, found.doubled, found.unknown) == ([], [], [])
    assert found.refused == 0


@pytest.mark.parametrize("kind", DATABASES)
def test_survives_an_update(request: pytest.FixtureRequest, tmp_path: Path, kind: str) -> None:
    """Asked to stop under load it finishes what it took: nothing is lost, and nothing doubled."""
    url = request.getfixturevalue(f"{kind}_url")
    found = kill_proof.prove(url, tmp_path, kills=3, seed=3, politely=True)
    assert found.acknowledged > 0
    assert (found.lost, found.doubled, found.unknown) == ([], [], [])
