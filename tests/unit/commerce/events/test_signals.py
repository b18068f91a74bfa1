"""What an event says about consent."""

import pytest

from shopweave.commerce.events.signals import Ground, Signal, ground, opted_out, said, stated


@pytest.mark.parametrize(
    ("context", "signal"),
    [
        ({"consent": {"categoryPreferences": {"Analytics": True}}}, Signal.GRANTED),
        ({"consent": {"categoryPreferences": {"Advertising": True}}}, Signal.SILENT),
        ({"consent": {"categoryPreferences": {"statistics": False}}}, Signal.REFUSED),
        ({"consent": {"analytics": True}}, Signal.GRANTED),
        ({"consent": {"analytics_storage": "DENIED"}}, Signal.REFUSED),
        ({"consent": "yes"}, Signal.SILENT),
        ({}, Signal.SILENT),
    ],
)
def test_reads_the_choice_for_analytics(context: dict[str, object], signal: Signal) -> None:
    """Segment's categories, our plain form and Google's mode are read; silence is silence."""
    assert said(context) is signal


def test_a_browser_may_say_no_to_everybody() -> None:
    """Global Privacy Control and Do Not Track each suffice."""
    assert opted_out("1", None)
    assert opted_out(None, "1")
    assert not opted_out("0", "0")


@pytest.mark.parametrize(
    ("kind", "signal", "asks", "expected"),
    [
        ("product_viewed", Signal.SILENT, True, Ground.ONLY_IF_GRANTED),
        ("product_viewed", Signal.SILENT, False, Ground.UNLESS_WITHDRAWN),
        ("product_viewed", Signal.GRANTED, True, Ground.UNLESS_WITHDRAWN),
        ("product_viewed", Signal.REFUSED, False, None),
        ("order_completed", Signal.REFUSED, True, Ground.ESSENTIAL),
    ],
)
def test_finds_the_ground(kind: str, signal: Signal, asks: bool, expected: Ground | None) -> None:
    """A visit needs what its source asks for; an order is a contract and needs nothing more."""
    assert ground(kind, signal, asks=asks) is expected


def test_reads_every_purpose() -> None:
    """The categories of consent tools lead to our purposes; others are left out."""
    choices = {"Analytics": True, "Advertising": False, "Functional": "granted", "Weather": True}
    expected = {"analytics": True, "marketing": False, "personalisation": True}
    assert stated({"consent": {"categoryPreferences": choices}}) == expected
    assert stated({}) == {}
