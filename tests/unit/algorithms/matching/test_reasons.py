"""Signs for and against are what a person would see first."""

from shopweave.algorithms.matching import Offer, signs


def _told(left: Offer, right: Offer) -> dict[str, str]:
    return {sign.code: sign.words for sign in signs(left, right)}


def test_codes_sizes_and_prices_speak() -> None:
    """An equal number in another spelling is one sign, another size one against."""
    left = Offer("Bosch TWK-7203 kettle 1.7 l", brand="Bosch", price=69.9)
    right = Offer("Kettle TWK7203 1.0 l by Bosch", price=140.0)
    found = _told(left, right)
    assert found["code_shared"] == "twk7203"
    assert found["measure_differs"] == "1.7 / 1 l"
    assert found["brand_equal"] == "Bosch"
    assert "price_far" in found


def test_chinese_words_are_whole_again() -> None:
    """Pairs of characters that overlap are shown as the word they came from."""
    found = _told(Offer("西湖龙井绿茶 礼盒"), Offer("龙井绿茶 罐装"))
    assert found["words_shared"] == "龙井绿茶"
    assert found["words_right_only"] == "罐装"


def test_joined_parts_are_no_difference() -> None:
    """What is only another spelling of words that both have is not told."""
    found = _told(Offer("Hario V60-02 dripper"), Offer("Hario V60 size 02 dripper"))
    assert "words_left_only" not in found
    assert found["words_right_only"] == "size"


def test_nothing_says_nothing() -> None:
    """Empty offers have no signs."""
    assert signs(Offer(""), Offer("")) == []
