"""Figures are read when somebody asks."""

from shopweave.foundation.telemetry import Metrics


def test_reads_gauges_at_each_look() -> None:
    """A reading is taken anew for each page, with its label."""
    metrics = Metrics()
    jobs = {"waiting": 3.0}
    metrics.reading("jobs", "Jobs by state", lambda: jobs, "state")
    assert b'shopweave_jobs{state="waiting"} 3.0' in metrics.page()
    jobs["waiting"] = 5.0
    assert b'shopweave_jobs{state="waiting"} 5.0' in metrics.page()


def test_counts() -> None:
    """A counter grows, under our prefix."""
    metrics = Metrics()
    metrics.counter("events", "Events taken in", ["source"]).labels("web").inc(2)
    assert b'shopweave_events_total{source="web"} 2.0' in metrics.page()
