"""Layouts are data that fit the kinds and fields of the product."""

import pytest

from shopweave.commerce.orders import LineKind
from shopweave.connectors.files import AUTO, all_kinds, preset_for, presets
from shopweave.connectors.files.errors import UnknownPreset
from shopweave.connectors.files.pattern import compiled
from shopweave.connectors.files.presets import fees


@pytest.mark.parametrize("preset", presets().values(), ids=lambda preset: preset.name)
def test_every_preset_is_sound(preset) -> None:
    """Its kind, fields, fees and pattern exist, and its title is in both languages."""
    assert preset.kind in {AUTO, *all_kinds()}
    assert preset.title.keys() == {"en", "zh"}
    if preset.kind != AUTO:
        assert preset.columns.keys() <= set(all_kinds()[preset.kind].fields)
    assert set(preset.fees.values()) <= {kind.value for kind in LineKind}
    assert preset.options.keys() <= {
        *("currency", "time_zone", "product_pattern", "returns", "channel", "days"),
    }
    assert not preset.columns or preset.origin in {"documentation", "seen", "memory", "public"}
    compiled(preset.options.get("product_pattern", ""))


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID", "online-retail"),
        ("userId,movieId,rating,timestamp", "movielens"),
        ("id,title,description,link,availability,price,image_link", "google-feed"),
        ("order,product,time", "generic"),
    ],
)
def test_a_preset_is_told_by_its_columns(header: str, name: str) -> None:
    """All columns of a layout must be there; else it is any file."""
    assert preset_for(header.split(",")).name == name


def test_a_preset_adds_to_the_usual_fees() -> None:
    """A shop's own codes come on top of those that everybody uses."""
    found = fees(presets()["online-retail"])
    assert (found["POST"], found["D"], found["DISCOUNT"]) == ("shipping", "discount", "discount")
    assert "D" not in fees(presets()["generic"])


def test_an_unknown_preset_is_named() -> None:
    """The sentence lists the ones there are."""
    with pytest.raises(UnknownPreset, match="online-retail"):
        preset_for([], "retail")
