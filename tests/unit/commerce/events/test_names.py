"""One name for one thing, whatever it is called elsewhere."""

import pytest

from shopweave.commerce.events import Kind, bots, names


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Product Viewed", Kind.PRODUCT_VIEWED),
        ("product viewed", Kind.PRODUCT_VIEWED),
        ("view_item", Kind.PRODUCT_VIEWED),
        ("add_to_cart", Kind.CART_ADDED),
        ("purchase", Kind.ORDER_COMPLETED),
        ("Order Completed", Kind.ORDER_COMPLETED),
        ("Recommendation Clicked", Kind.REC_CLICKED),
        ("cart_added", Kind.CART_ADDED),
    ],
)
def test_knows_the_vocabularies(name: str, kind: Kind) -> None:
    """Segment's, Google's and our own names lead to the same canonical one."""
    assert names.canonical(name) == kind


def test_leaves_other_names_alone() -> None:
    """A name in no vocabulary has no canonical form."""
    assert names.canonical("Fridge Opened") is None


def test_every_listed_name_is_understood() -> None:
    """Each name of the vocabulary leads to the canonical name it stands under."""
    wrong = [
        name
        for canonical, elsewhere in names.vocabulary().items()
        for listed in elsewhere.values()
        for name in listed
        if names.canonical(name) != canonical
    ]
    assert wrong == []
    assert set(names.vocabulary()) == set(Kind)


@pytest.mark.parametrize(
    ("agent", "bot"),
    [
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "googlebot"),
        ("Mozilla/5.0 AppleWebKit/537.36 HeadlessChrome/120.0.0.0 Safari/537.36", "headlesschrome"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", None),
        ("analytics-python/2.4.0", None),
        ("", None),
    ],
)
def test_knows_bots_by_their_name(agent: str, bot: str | None) -> None:
    """A crawler is known by name; browsers and server libraries are not bots."""
    assert bots.name(agent) == bot
