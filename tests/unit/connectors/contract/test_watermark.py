"""Where the next look at a shop begins."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shopweave.connectors.contract import OVERLAP, Watermark

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
THERE = datetime(2026, 11, 24, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def _look(mark: Watermark, now: datetime, *times: datetime) -> Watermark:
    """A round of one page, kept and read again as between two looks."""
    return Watermark.of(mark.saw(times).over(now).cursor())


def test_begins_before_the_newest_change() -> None:
    """What was being written while the newest change was read comes again."""
    assert _look(Watermark(), NOW, THERE).since == THERE - OVERLAP


def test_a_bulk_edit_is_read_again_for_a_while_only() -> None:
    """After five quiet minutes by our clock a look begins at the newest change itself."""
    mark = _look(Watermark(), NOW, THERE)
    mark = _look(mark, NOW + 4 * MINUTE, THERE)
    assert mark.since == THERE - OVERLAP
    mark = _look(mark, NOW + 5 * MINUTE, THERE)
    assert mark.since == THERE
    assert _look(mark, NOW + 6 * MINUTE).since == THERE


def test_news_begin_the_overlap_anew() -> None:
    """A later change has an overlap of its own, which never goes back behind a quiet one."""
    mark = _look(_look(Watermark(), NOW, THERE), NOW + 9 * MINUTE, THERE)
    mark = _look(mark, NOW + 10 * MINUTE, THERE + 30 * MINUTE)
    assert mark.since == THERE + 30 * MINUTE - OVERLAP
    mark = _look(mark, NOW + 11 * MINUTE, THERE + 31 * MINUTE)
    assert mark.since == THERE + 31 * MINUTE - OVERLAP


def test_a_cursor_of_before_goes_on() -> None:
    """A cursor that knows nothing of quiet times keeps its place."""
    kept = {"since": THERE.isoformat(), "newest": None, "page": 2}
    assert Watermark.of(kept) == Watermark(THERE, page=2)


@given(
    st.lists(
        st.tuples(st.integers(0, 600), st.lists(st.integers(0, 7200), max_size=4)), max_size=12
    )
)
def test_never_goes_back_and_never_past_what_was_seen(looks) -> None:
    """Whatever is seen when, the beginning only rises, and not above the newest change seen."""
    mark, now, seen = Watermark(), NOW, []
    for pause, seconds in looks:
        now += timedelta(seconds=pause)
        times = [THERE + timedelta(seconds=one) for one in seconds]
        seen += times
        following = _look(mark, now, *times)
        if mark.since is not None:
            assert following.since is not None
            assert following.since >= mark.since
        assert following.since is None or following.since <= max(seen)
        mark = following
