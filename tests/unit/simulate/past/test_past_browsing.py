"""What visitors did, told in Segment's words."""

from datetime import UTC, datetime

from shopweave.simulate import batches, browse, imagine, remember, tell
from shopweave.simulate.past import Act
from shopweave.simulate.retell import order_number

NOW = datetime(2026, 11, 23, 20, tzinfo=UTC)
WORLD = imagine(people=400)
PAST = remember(WORLD, NOW, days=60)
STEPS = browse(WORLD, PAST, days=7, visits=60)
CALLS = list(tell(WORLD, PAST, STEPS))


def test_steps_come_in_order_and_lie_in_the_past() -> None:
    """The past is told from its beginning, and ends now."""
    moments = [step.at for step in STEPS]
    assert moments == sorted(moments)
    assert moments[-1] < NOW.timestamp()


def test_each_web_order_was_browsed_for() -> None:
    """Whoever bought in the web shop had looked at it and put it into the cart."""
    bought = [step for step in STEPS if step.act is Act.BUY]
    assert bought
    for step in bought[:20]:
        lines = PAST.product[PAST.order == step.order].tolist()
        added = [s.product for s in STEPS if s.order == step.order and s.act is Act.ADD]
        assert added == lines


def test_messages_are_numbered_once() -> None:
    """Each message has an id of its own, and telling it again keeps it."""
    ids = [call["messageId"] for call in CALLS]
    assert len(set(ids)) == len(ids)
    assert [call["messageId"] for call in tell(WORLD, PAST, STEPS)] == ids


def test_calls_say_that_they_are_a_sample() -> None:
    """Every call carries the name of the sample shop, and tells who or which browser it was."""
    assert {call["context"]["app"]["name"] for call in CALLS} == {"Shopweave sample shop"}
    assert all(call["anonymousId"] for call in CALLS)


def test_an_order_names_its_number_its_lines_and_its_worth() -> None:
    """An order told as event is the same as the one in the order file."""
    told = next(call for call in CALLS if call.get("event") == "Order Completed")
    step = next(step for step in STEPS if step.act is Act.BUY)
    lines = PAST.order == step.order
    about = told["properties"]
    assert about["order_id"] == order_number(step.order)
    assert len(about["products"]) == lines.sum()
    assert round(about["value"] * 100) == (PAST.quantity * PAST.price)[lines].sum()


def test_some_visitors_are_machines_and_some_refuse_to_be_measured() -> None:
    """The shop has what a real one has: crawlers, and people who say no."""
    assert any("bot" in call["context"]["userAgent"].lower() for call in CALLS)
    choices = [call["context"]["consent"]["categoryPreferences"]["Analytics"] for call in CALLS]
    assert 0 < choices.count(False) < 0.2 * len(choices)


def test_batches_lose_nothing() -> None:
    """Cut in batches, the calls are the same calls."""
    cut = list(batches(CALLS, 50))
    assert max(map(len, cut)) == 50
    assert [call for batch in cut for call in batch] == CALLS
