"""A PDF receipt is a strip of roll paper on which nothing leaves its margins."""

import io

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from tests.unit.commerce.till.test_paper import told

from shopweave.commerce.till import pdf, sheet
from shopweave.commerce.till.sheet import Look, Part

WORDS = st.text(st.sampled_from("aW é€ 茶杯，ｗЖ\u0301-1"), min_size=1, max_size=80)


def read(file: bytes) -> PdfReader:
    """The file as a reader sees it."""
    return PdfReader(io.BytesIO(file))


def test_the_strip_is_as_long_as_what_stands_on_it() -> None:
    """80 mm wide, and longer with every line."""
    lengths = []
    for titles in (("Tea",), ("Tea", "Cup")):
        parts = sheet.parts(told(*titles, total="19.80"), "Shop")
        (page,) = read(pdf.draw(pdf.lay(parts), "T1")).pages
        assert round(float(page.mediabox.width) / pdf.MM) == 80
        lengths.append(page.mediabox.height)
    assert lengths[0] < lengths[1]


@given(WORDS, st.sampled_from(list(Look)))
def test_nothing_leaves_the_margins(words: str, look: Look) -> None:
    """Words never run into the amount, nor over the edge."""
    amount = "-1234567.80" if look in (Look.PLAIN, Look.STRONG) else ""
    for strip in pdf.lay([Part(words, amount, look)]):
        strong = look in (Look.TITLE, Look.STRONG)
        room = pdf.WIDTH - pdf.MARGIN - pdf.measure(strip.right, strip.size, strong)
        assert strip.x >= pdf.MARGIN - 0.01
        assert (
            not strip.left or strip.x + pdf.measure(strip.left, strip.size, strong) <= room + 0.01
        )


def test_a_receipt_too_long_for_a_page_goes_on_on_the_next() -> None:
    """Five hundred long names: no page is longer than readers take, and none is lost."""
    parts = [Part(f"Line {n} " + "with a long name " * 8, "1.00") for n in range(500)]
    pages = read(pdf.draw(pdf.lay(parts), "T1")).pages
    assert len(pages) > 1
    assert max(float(page.mediabox.height) for page in pages) <= 14_400
    text = "".join(page.extract_text() for page in pages)
    assert all(f"Line {n} " in text for n in (0, 250, 499))


def test_a_sign_that_no_font_has_is_marked() -> None:
    """A picture sign becomes the printers' mark for a missing one, and the rest stays."""
    (page,) = read(pdf.draw(pdf.lay([Part("🍵 Tea")]), "T1")).pages
    assert page.extract_text().split() == ["〓", "Tea"]
