"""What is left of points."""

from datetime import UTC, datetime, timedelta

from shopweave.commerce.points.types import Entry, EntryKind, balance_of

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def entry(number: int, points: int, day: int, until: int | None = None) -> Entry:
    """An entry of some day."""
    kind = EntryKind.EARNED if points > 0 else EntryKind.REDEEMED
    ends = NOW + timedelta(days=until) if until is not None else None
    at = NOW + timedelta(days=day)
    return Entry(number, "c", str(number), kind, points, 1.0, None, at, ends, "test")


def test_what_runs_out_first_is_spent_first() -> None:
    """Thirty spent of fifty that end soon: the other twenty end, and what lasts stays."""
    entries = [entry(1, 100, 0, 365), entry(2, 50, 1, 30), entry(3, -30, 2)]
    soon = balance_of(entries, NOW + timedelta(days=3))
    assert (soon.points, soon.expiring) == (120, 20)
    assert balance_of(entries, NOW + timedelta(days=31)).points == 100


def test_points_that_had_run_out_are_not_spent() -> None:
    """A late redemption takes from what was alive."""
    entries = [entry(1, 10, 0, 5), entry(2, 40, 1), entry(3, -15, 6)]
    assert balance_of(entries, NOW + timedelta(days=7)).points == 25
