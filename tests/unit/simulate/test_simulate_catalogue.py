"""The range of the sample shop reads as a real one, in both languages."""

import re
from xml.etree import ElementTree

import pytest

from shopweave.simulate.catalogue import open_range
from shopweave.simulate.pictures import as_data_uri

RANGE = open_range(seed=7)
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_is_of_the_promised_size() -> None:
    """A shop of three to four hundred products."""
    assert 300 <= len(RANGE.products) <= 400


@pytest.mark.parametrize("product", RANGE.products, ids=lambda product: product.handle)
def test_each_product_is_complete(product) -> None:
    """Words in both languages, a price above the cost, a picture that parses and stays small."""
    for words in (product.title, product.text, product.category, product.brand):
        assert HAN.search(words.zh)
        assert re.search("[A-Za-z]", words.en)
        assert not HAN.search(words.en)
    assert all(0 < variant.cost < variant.price for variant in product.variants)
    assert ElementTree.fromstring(product.picture).tag.endswith("svg")
    assert len(as_data_uri(product.picture)) <= 2048


def test_no_two_things_share_a_name_or_a_code() -> None:
    """Codes, bar codes and titles are unique."""
    variants = [variant for product in RANGE.products for variant in product.variants]
    for names in (
        [product.code for product in RANGE.products],
        [product.handle for product in RANGE.products],
        [product.title.zh for product in RANGE.products],
        [product.title.en for product in RANGE.products],
        [variant.code for variant in variants],
        [variant.gtin for variant in variants],
    ):
        assert len(set(names)) == len(names)


def test_bar_codes_have_a_right_check_digit() -> None:
    """Each bar code is an EAN-13 of the range that GS1 leaves to a company's own use."""
    for product in RANGE.products:
        for variant in product.variants:
            digits = [int(digit) for digit in variant.gtin]
            assert len(digits) == 13
            assert digits[0] == 2
            assert sum(d * (3 if at % 2 else 1) for at, d in enumerate(digits)) % 10 == 0


def test_a_reduced_price_was_higher_before() -> None:
    """Some products are reduced, and what is reduced cost more before."""
    reduced = [v for p in RANGE.products for v in p.variants if v.compare_at is not None]
    assert reduced
    assert all(variant.price < variant.compare_at for variant in reduced)


def test_the_same_seed_gives_the_same_shop() -> None:
    """Nothing in the range is left to chance but through the seed."""
    assert open_range(seed=7) == RANGE
    assert open_range(seed=8) != RANGE


def test_what_goes_together_exists() -> None:
    """Pairs name products of the range, companions name its families."""
    handles = {product.handle for product in RANGE.products}
    families = {product.family for product in RANGE.products}
    assert {pair for product in RANGE.products for pair in product.pairs} <= handles
    assert set(RANGE.together) <= families
    assert {family for row in RANGE.together.values() for family in row} <= families
