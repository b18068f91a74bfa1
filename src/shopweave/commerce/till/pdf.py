"""A receipt as PDF: a strip of roll paper, 80 mm wide and as long as what stands on it."""

import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from shopweave.commerce.till.paper import wrap
from shopweave.commerce.till.sheet import Look, Part

MM = 72 / 25.4
WIDTH, MARGIN, LONGEST = 80 * MM, 4 * MM, 14_000  # Readers refuse pages of more than 14,400.
_ROOM = WIDTH - 2 * MARGIN
_SIZES = {Look.TITLE: 12.0, Look.STRONG: 11.0, Look.DETAIL: 8.0}
_BODY, _LEADING, _INDENT, _GAP = 9.0, 1.4, 8.0, 6.0
_WESTERN, _STRONG, _CHINESE = "Helvetica", "Helvetica-Bold", "STSong-Light"
_UNKNOWN = "〓"  # What Chinese and Japanese printers set where they lack a sign.
pdfmetrics.registerFont(UnicodeCIDFont(_CHINESE))


@dataclass(frozen=True, slots=True)
class Strip:
    """One line of the strip: words from x on, an amount that ends at the right margin."""

    left: str
    right: str
    x: float
    look: Look

    @property
    def size(self) -> float:
        """Of its letters, in points."""
        return _SIZES.get(self.look, _BODY)

    @property
    def height(self) -> float:
        """With the air below it, in points."""
        return self.size * _LEADING


def lay(parts: Iterable[Part]) -> list[Strip]:
    """Break the parts into lines that fit between the margins."""
    return [strip for part in parts for strip in _strips(part)]


def draw(strips: Iterable[Strip], title: str) -> bytes:
    """The lines as a PDF, on one page unless a reader would refuse its length."""
    file = io.BytesIO()
    canvas = Canvas(file, invariant=True)
    canvas.setTitle(title)
    for page in _pages(strips):
        height = sum(strip.height for strip in page) + 2 * MARGIN
        canvas.setPageSize((WIDTH, height))
        _fill(canvas, page, height - MARGIN)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def measure(text: str, size: float, strong: bool = False) -> float:
    """How wide a text stands, in points."""
    return sum(pdfmetrics.stringWidth(run, font, size) for font, run in _runs(text, strong))


def _strips(part: Part) -> Iterator[Strip]:
    look, strong = part.look, part.look in (Look.TITLE, Look.STRONG)
    size = _SIZES.get(look, _BODY)

    def wide(text: str) -> float:
        return measure(text, size, strong)

    indent = _INDENT if look is Look.DETAIL else 0
    room = _ROOM - indent - (wide(part.right) + _GAP if part.right else 0)
    pieces = wrap(_printable(part.left), max(room, _ROOM / 3), wide) or [""]
    for at, piece in enumerate(pieces):
        centred = look in (Look.TITLE, Look.CENTRED)
        x = (WIDTH - wide(piece)) / 2 if centred else MARGIN + indent
        yield Strip(piece, "" if at else part.right, x, look)


def _pages(strips: Iterable[Strip]) -> Iterator[Sequence[Strip]]:
    page: list[Strip] = []
    used = 0.0
    for strip in strips:
        if used + strip.height > LONGEST:
            yield page
            page, used = [], 0.0
        page.append(strip)
        used += strip.height
    yield page


def _fill(canvas: Canvas, page: Sequence[Strip], y: float) -> None:
    for strip in page:
        y -= strip.height
        base = y + strip.size * (_LEADING - 1)
        if strip.look is Look.RULE:
            canvas.setLineWidth(0.5)
            canvas.line(MARGIN, y + strip.height / 2, WIDTH - MARGIN, y + strip.height / 2)
            continue
        strong = strip.look in (Look.TITLE, Look.STRONG)
        right = WIDTH - MARGIN - measure(strip.right, strip.size, strong)
        for x, text in ((strip.x, strip.left), (right, strip.right)):
            if text:
                _write(canvas.beginText(x, base), text, strip.size, strong, canvas)


def _write(words: PDFTextObject, text: str, size: float, strong: bool, canvas: Canvas) -> None:
    canvas.setLineWidth(size / 30)
    for font, run in _runs(text, strong):
        words.setFont(font, size)
        # The Chinese font has no bold of its own: its outline is drawn as well.
        words.setTextRenderMode(2 if strong and font == _CHINESE else 0)
        words.textOut(run)
    words.setTextRenderMode(0)
    canvas.drawText(words)


def _runs(text: str, strong: bool) -> Iterator[tuple[str, str]]:
    western = _STRONG if strong else _WESTERN
    for plain, signs in groupby(text, _is_western):
        yield western if plain else _CHINESE, "".join(signs)


def _printable(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(sign if ord(sign) < 0x10000 else _UNKNOWN for sign in composed)


def _is_western(sign: str) -> bool:
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
