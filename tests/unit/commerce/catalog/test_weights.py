"""Weights are read as people, files and shops write them, in whole grams."""

import pytest

from shopweave.commerce.catalog import NotAWeight, grams, grams_told, unit_named
from shopweave.commerce.catalog.weights import among


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("350", 350), (350, 350), ("350g", 350), ("1.2 kg", 1200), ("1,2 kg", 1200),
        ("1,200 g", 1200), ("1.200,5 g", 1201), ("1 200 g", 1200), ("2 lb", 907), ("8 oz.", 227),
        ("500克", 500), ("1斤", 500), ("2两", 100), ("１．５公斤", 1500), ("3 KG", 3000),
        ("0.4 g", None), ("0", None), ("-5 g", None), ("2 t", None), ("5 stone", None),
        ("", None), ("heavy", None), ("1000.1 kg", None), (True, None), ("nan", None),
    ],
)  # fmt: skip
def test_a_weight_is_read_in_grams(written: object, expected: int | None) -> None:
    """Units of both languages and both decimal signs are known; what cannot be is none."""
    assert grams_told(written) == expected


def test_a_wrong_weight_is_refused_in_one_sentence() -> None:
    """The sentence names what was written and says what would be right, in both languages."""
    with pytest.raises(NotAWeight) as refused:
        grams("5 stone")
    assert refused.value.sentence("en").startswith("'5 stone' is no weight: write a number")
    assert "5 stone" in refused.value.sentence("zh")


@pytest.mark.parametrize(
    ("column", "unit"),
    [
        ("Weight (kg)", "kg"), ("weight_kg", "kg"), ("weightInGrams", "grams"), ("克重", "g"),
        ("Variant Grams", "grams"), ("重量（克）", "克"), ("Weight (lbs)", "lbs"), ("Weight", ""),
    ],
)  # fmt: skip
def test_a_column_may_name_the_unit(column: str, unit: str) -> None:
    """The unit stands in brackets, behind a dash below, or in the word itself."""
    assert unit_named(column) == unit


def test_attributes_tell_the_weight_only_with_a_unit() -> None:
    """A bare number named weight may be grams or kilograms, so it tells nothing."""
    assert among({"Weight": "100 g"}) == among({"weight_g": "100"}) == 100
    assert among({"weight": "2", "color": "3 g"}) is None
