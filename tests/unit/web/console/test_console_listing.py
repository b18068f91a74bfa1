"""A table's whole state is in its address, and comes back from it."""

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from shopweave.web.console.listing import Listing

SORTS = ("-spent", "name", "orders")


def read(address: str) -> Listing:
    """Open the address as a browser does."""
    parts = urlsplit(address)
    return Listing.read(parts.path, dict(parse_qsl(parts.query)), SORTS, ("segment",))


@given(st.text(max_size=50), st.sampled_from(SORTS), st.text(max_size=50))
def test_a_page_of_a_view_survives_a_reload(text: str, sort: str, after: str) -> None:
    """Search, order, filter and page come back from the address unchanged."""
    view = Listing("/customers", sort, text.strip(), "", {"segment": "loyal"}, SORTS[0])
    again = read(view.onward(after))
    assert again == Listing("/customers", sort, text.strip(), after, view.filters, SORTS[0])


@given(st.dictionaries(st.sampled_from(["q", "sort", "after", "segment"]), st.text(max_size=20)))
def test_nonsense_shows_the_usual_view(query: dict[str, str]) -> None:
    """Whatever stands in an address, the table has a known order."""
    view = Listing.read("/customers", query, SORTS, ("segment",))
    assert view.column in {"spent", "name", "orders"}


def test_a_heading_turns_the_order_round() -> None:
    """The first press sorts figures by the largest, the second by the smallest."""
    view = read("/customers?sort=name")
    largest = view.sorted_by("orders", largest_first=True)
    assert largest == "/customers?sort=-orders"
    assert read(largest).sorted_by("orders", largest_first=True) == "/customers?sort=orders"


def test_dropping_a_filter_keeps_the_search() -> None:
    """A filter is dropped by an empty value; the search stays, and the first page shows."""
    view = read("/customers?q=mara&segment=loyal&after=x")
    assert view.filtered("segment", "") == "/customers?q=mara"
