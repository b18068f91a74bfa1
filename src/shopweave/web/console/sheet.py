"""What a list shows, as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from starlette.responses import Response

# A spreadsheet would take a text that begins so for a formula, and run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# More than fits on a screen, less than keeps the server busy.
MOST = 20_000

Cell = str | int | float | Decimal | None


def answer(name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Response:
    """A CSV file that a spreadsheet opens with the right letters, and as text what is text."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(map(plain, heads))
    writer.writerows([plain(cell) for cell in row] for row in rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    # The mark in front tells Excel that it is UTF-8.
    content = ("\ufeff" + written.getvalue()).encode()
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def plain(cell: Cell) -> Cell:
    """The cell, with an apostrophe before a text that looks like a formula."""
    if isinstance(cell, str) and cell.lstrip().startswith(_FORMULA):
        return f"'{cell}"
    return cell
