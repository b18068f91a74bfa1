"""Pictures are small, valid, and carry themselves in their address."""

from urllib.parse import unquote
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from shopweave.simulate.pictures import as_data_uri, draw

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours, st.sampled_from(["leaf", "blossom", "bean", ""]))
def test_any_colour_draws(colour: str, motif: str) -> None:
    """Each colour and motif gives valid SVG on the same canvas."""
    svg = ElementTree.fromstring(draw("pouch", colour, motif))
    assert svg.get("viewBox") == "0 0 64 64"


@given(colours)
def test_an_address_gives_its_picture_back(colour: str) -> None:
    """The address has no blank, comma or quote but the one comma it needs, and loses nothing."""
    picture = draw("mug", colour)
    head, body = as_data_uri(picture).split(",")
    assert head == "data:image/svg+xml"
    assert not set(body) & set(' ",<>#')
    assert unquote(body) == picture
