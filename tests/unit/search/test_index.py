"""People find what they mean, in two languages and with slips of the pen."""

import threading
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopweave.search import Entry, Filters, Index

SHOP = (
    Entry("pot", ("Teapot with lid", "带盖茶壶"), "North", ("Tea > Pots",), ("TP-100",), "", 1200),
    Entry("green", ("Longjing green tea", "龙井绿茶"), "Hill", ("Tea > Green",), (), "fresh", 900),
    Entry("black", ("Keemun black tea", "祁门红茶"), "Hill", ("Tea > Black",), (), "malty", 700),
    Entry("sofa", ("Sofa bed", "沙发床"), "Rest", ("Home",), ("4006381333931",), "grey", 90000),
    Entry("plain", ("Cushion", "靠垫"), text="goes with every sofa"),
    Entry("clay", ("Terracotta pot", "陶盆"), "North", ("Garden",), text="for tea plants"),
)


@pytest.fixture(scope="module")
def index() -> Index:
    """A shop of five products."""
    made = Index()
    made.put(SHOP)
    return made


def found(index: Index, text: str, filters: Filters | None = None) -> list[str]:
    """Ids in the order of the results."""
    return [hit.id for hit in index.find(text, filters or Filters()).hits]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("teapot", "pot"),
        ("tea pot", "pot"),
        ("teapto", "pot"),
        ("teapots", "pot"),
        ("茶壶", "pot"),
        ("龙井茶叶", "green"),
        ("longjin", "green"),
        ("green teas", "green"),
        ("tp100", "pot"),
        ("TP-100", "pot"),
        ("4006381333931", "sofa"),
        ("sof", "sofa"),
        ("sofa 沙发", "sofa"),
        ("ｓｏｆａ", "sofa"),
        ("kemun", "black"),
    ],
)
def test_the_meant_product_comes_first(index: Index, typed: str, meant: str) -> None:
    """Plurals, blanks, slips, beginnings, codes and full-width letters lead to the product."""
    assert found(index, typed)[0] == meant


def test_the_title_tells_more_than_the_text(index: Index) -> None:
    """A sofa comes before a cushion that goes with every sofa."""
    assert found(index, "sofa") == ["sofa", "plain"]


def test_one_character_of_chinese_is_enough(index: Index) -> None:
    """Who types only 茶 sees everything with tea in it."""
    assert set(found(index, "茶")) == {"pot", "green", "black"}


def test_numbers_are_never_corrected(index: Index) -> None:
    """A code with one wrong digit is another product."""
    assert found(index, "4006381333932") == []


def test_nothing_that_fits_is_an_empty_list(index: Index) -> None:
    """Words of another world find nothing, and that is no error."""
    nothing = index.find("xylophone")
    assert nothing.hits == ()
    assert nothing.total == 0


def test_no_words_show_everything(index: Index) -> None:
    """An empty box lists the shop."""
    assert index.find("  ").total == len(SHOP)


def test_facets_count_all_results(index: Index) -> None:
    """Brands and categories are counted over all hits, also those not shown."""
    answer = index.find("tea", limit=1)
    assert len(answer.hits) == 1
    assert {facet.value: facet.count for facet in answer.brands} == {"Hill": 2, "North": 2}
    assert {facet.value: facet.count for facet in answer.categories} == {
        "Garden": 1,
        "Tea": 3,
        "Tea > Green": 1,
        "Tea > Black": 1,
        "Tea > Pots": 1,
    }


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(brand="Hill"), {"green", "black"}),
        (Filters(category="Tea"), {"pot", "green", "black"}),
        (Filters(category="Tea > Pots"), {"pot"}),
        (Filters(price_from=800), {"pot", "green"}),
        (Filters(price_to=900), {"green", "black"}),
        (Filters(price_from=900, price_to=900), {"green"}),
        (Filters(brand="Nobody"), set()),
    ],
)
def test_filters_narrow(index: Index, filters: Filters, left: set[str]) -> None:
    """A filter leaves only what has the value; both ends of a price range count."""
    assert set(found(index, "tea", filters)) == left


def test_filters_do_not_change_the_order(index: Index) -> None:
    """What a product is worth for the words stays the same beside fewer others."""
    every = [key for key in found(index, "tea") if key in ("green", "black")]
    assert found(index, "tea", Filters(brand="Hill")) == every


def test_pages_follow_each_other(index: Index) -> None:
    """The second page goes on where the first ended."""
    pages = [index.find("tea", limit=2, offset=at).hits for at in (0, 2)]
    assert [hit.id for page in pages for hit in page] == found(index, "tea")


def test_a_change_is_seen_at_once() -> None:
    """A new title replaces the old one, and what is gone is found no more."""
    made = Index()
    made.put(SHOP)
    made.put([Entry("pot", ("Samovar",))], gone=["green"])
    assert found(made, "samovar") == ["pot"]
    assert found(made, "teapot lid") == []
    assert "green" not in found(made, "tea")
    assert len(made) == len(SHOP) - 1


def test_asking_while_writing() -> None:
    """Questions are answered from a whole state while another thread replaces everything."""
    made = Index()
    made.put(SHOP)
    seen: list[int] = []
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            seen.append(made.find("tea").total)

    asker = threading.Thread(target=ask)
    asker.start()
    for _ in range(10):
        made.put(SHOP)
    stop.set()
    asker.join()
    assert set(seen) == {4}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_anything_may_be_typed(text: str) -> None:
    """No text of any kind is an error, and no product is shown twice."""
    hits: Sequence[str] = [hit.id for hit in _SHARED.find(text).hits]
    assert len(hits) == len(set(hits))


_SHARED = Index()
_SHARED.put(SHOP)
