"""A refused form stands in its page again as it was sent."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from shopweave.web.console.problem.filled import Refused, filled

ENDS = "\r\n\x0b\x0c\x1c\x85\u2028\u2029"
PAGE = """<p>{above}</p><form action="/rates"><input name="rate" value="19">
<textarea name="note">old</textarea></form><p>below</p>"""


class _Fields(HTMLParser):
    """The value of the input, as a browser would read it."""

    rate = ""

    def handle_starttag(self, tag, attrs) -> None:
        """Take the value."""
        if tag == "input":
            self.rate = dict(attrs)["value"]


@given(
    st.text(st.sampled_from(ENDS + "ab<>&\"' "), max_size=30), st.text(st.characters(), max_size=20)
)
def test_what_was_typed_stands_in_its_field(above: str, typed: str) -> None:
    """Whatever ends of lines the page has and whatever was typed, the fields hold it."""
    above = above.replace("&", "&amp;").replace("<", "&lt;")
    sent = FormData([("rate", typed), ("note", "new")])
    page = filled(PAGE.format(above=above), Refused("/rates", sent, "No rate.", {"field": "rate"}))
    assert page is not None
    fields = _Fields()
    fields.feed(page)
    assert fields.rate == typed
    assert page.startswith(f"<p>{above}</p><form")
    assert page.endswith("\nnew</textarea></form><p>below</p>")
    assert page.count("No rate.") == 1


def test_a_page_without_the_form_is_left_alone() -> None:
    """Where the form is gone there is nothing to fill."""
    assert filled("<p>gone</p>", Refused("/rates", FormData(), "No rate.", {})) is None
