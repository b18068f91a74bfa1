"""Jobs that name somebody can be forgotten."""

from shopweave.foundation import jobs
from shopweave.foundation.database import Database


def test_forgets_by_value(database: Database) -> None:
    """Exactly the jobs whose payload holds the text as a value go, wherever it stands."""
    payloads = [{"who": "anna"}, {"deep": [{"x": "anna"}]}, {"who": "annabel"}, {"who": "100%"}]
    with database.write() as tx:
        for payload in payloads:
            jobs.enqueue(tx, "greet", payload)
        assert jobs.forget(tx, "%") == 0
        assert jobs.forget(tx, "anna") == 2
        assert sorted(str(job.payload) for job in jobs.newest(tx)) == sorted(map(str, payloads[2:]))
