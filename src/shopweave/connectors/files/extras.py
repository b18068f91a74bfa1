"""Money beside the goods, in columns of its own: postage, discounts, taxes, refunds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from shopweave.connectors.files.plain import found
from shopweave.connectors.files.presets import Extra, Preset
from shopweave.connectors.files.types import Chunk, Reason, Reject, Rejection
from shopweave.connectors.files.values import Cached, NumberStyle, number_parser, number_style, text

Source = dict[str, object]
# Money that went back; it takes from the goods first.
REFUND = "REFUND"
# Codes as tills write them on lines that are no products; presets/generic.toml knows their kinds.
_CODES = {
    "shipping": "SHIPPING",
    "discount": "DISCOUNT",
    "refund": REFUND,
    "tax": "TAX",
    "fee": "FEE",
}
_TAKEN_OFF = frozenset({"discount", "refund"})


@dataclass(frozen=True, slots=True)
class _Column:
    """One such column of a file; `above`: the total and its parts, if it depends on them."""

    name: str
    extra: Extra
    above: tuple[str, ...]


@dataclass(slots=True)
class Extras:
    """Reads those columns row by row, once per order where they say it of the order."""

    _columns: tuple[_Column, ...]
    _told: set[tuple[str, str]] = field(default_factory=set)
    _numbers: Cached[Decimal | Reason | None] | None = None

    @classmethod
    def of(cls, preset: Preset, columns: Sequence[str]) -> "Extras":
        """The columns of a layout that this file has."""
        return cls(tuple(_columns(preset, columns)))

    @property
    def columns(self) -> set[str]:
        """Columns of the file that are looked at."""
        return {name for each in self._columns for name in (each.name, *each.above)}

    def begin(self) -> None:
        """Start at the top of the file."""
        self._told.clear()
        self._numbers = None

    def look_at(self, chunk: Chunk) -> None:
        """Learn from the first rows how the file writes decimals."""
        if self._numbers is None:
            cells = [cell for name in self.columns for cell in chunk.cells[name]]
            style = number_style(cells) if cells else NumberStyle()
            self._numbers = Cached(number_parser(style))

    def of_row(
        self, line: int, source: Source, goods: Source, reject: Reject
    ) -> Iterator[dict[str, object]]:
        """Yield the fields of each further line that a row makes; `goods` are those of its own."""
        for column in self._columns:
            amount = self._amount(column, line, source, reject)
            if amount and self._is_new(column, goods.get("order")):
                yield _line(column, amount, goods.get("title"))

    def _amount(self, column: _Column, line: int, source: Source, reject: Reject) -> Decimal | None:
        value = self._number(source[column.name])
        if isinstance(value, Reason):
            shown = str(source[column.name])[:80]
            reject(Rejection(line, column.name, shown, value))
            return None
        return None if value is None or self._is_within(column, value, source) else value

    def _is_within(self, column: _Column, value: Decimal, source: Source) -> bool:
        """Whether the order's total is reached without it: then the prices hold it already."""
        figures = [self._number(source[name]) for name in column.above]
        if not figures or not isinstance(figures[0], Decimal):
            return bool(column.above)
        parts = sum((part for part in figures[1:] if isinstance(part, Decimal)), Decimal())
        return abs(figures[0] - parts) <= abs(figures[0] - parts - value)

    def _number(self, cell: object) -> Decimal | Reason | None:
        return None if self._numbers is None else self._numbers[cell]

    def _is_new(self, column: _Column, order: object) -> bool:
        if not column.extra.once:
            return True
        key = column.name, text(order) or ""
        if key in self._told:
            return False
        self._told.add(key)
        return True


def _columns(preset: Preset, columns: Sequence[str]) -> Iterator[_Column]:
    for extra in preset.extras:
        name = next((n for n in (found(each, columns) for each in extra.columns) if n), None)
        above = tuple(filter(None, (found(each, columns) for each in extra.above)))
        if name is not None and len(above) == len(extra.above):
            yield _Column(name, extra, above)


def _line(column: _Column, amount: Decimal, goods: object) -> dict[str, object]:
    """Fields of the line: a code that is no product, and the column's name in place of a title."""
    kind = column.extra.kind
    value = -abs(amount) if kind in _TAKEN_OFF else amount
    about = "" if column.extra.once else text(goods)
    return {
        "product": _CODES[kind],
        "variant": None,
        "quantity": 1,
        "price": value,
        "amount": value,
        "title": f"{column.name}: {about}" if about else column.name,
        "description": None,
        "category": None,
    }
