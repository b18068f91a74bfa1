"""Identifiers are unique and sort by the time they were made."""

import time

from shopweave.foundation import ids


def test_are_unique_and_well_formed() -> None:
    """Ten thousand identifiers are all different and all version 7."""
    made = [ids.new() for _ in range(10_000)]
    assert len(set(made)) == 10_000
    assert all(ids.is_id(one) and one[12] == "7" and one[16] in "89ab" for one in made)


def test_sort_by_time() -> None:
    """A later identifier is the greater one."""
    first = ids.new()
    time.sleep(0.002)
    assert ids.new() > first
