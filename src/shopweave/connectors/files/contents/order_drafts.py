"""Sorted lines become drafts of orders and of the products that they imply."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce.catalog import Price, ProductDraft
from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.orders import LineDraft, LineKind, OrderDraft
from shopweave.connectors.files.columns import EMPTY, Coded
from shopweave.connectors.files.contents.countries import country_code
from shopweave.connectors.files.contents.orders import KINDS, Lines
from shopweave.connectors.files.contents.plan import Item
from shopweave.connectors.files.contents.statuses import status_of
from shopweave.connectors.files.extras import REFUND
from shopweave.connectors.files.options import Reading
from shopweave.connectors.files.several import SEVERAL
from shopweave.connectors.files.values import nobody
from shopweave.foundation.database import from_micros

_GOODS = (KINDS.index(LineKind.PRODUCT), KINDS.index(LineKind.RETURN))
_DISCOUNT = KINDS.index(LineKind.DISCOUNT)
_WORTH = frozenset({LineKind.PRODUCT, LineKind.RETURN, LineKind.DISCOUNT})
_MARKS = {
    "customer": IdentityKind.CUSTOMER_ID,
    "email": IdentityKind.EMAIL,
    "phone": IdentityKind.PHONE,
}
_SURE = IdentityKind.CUSTOMER_ID


class OrderDrafts:
    """Orders and implied products out of sorted lines, always in the same order."""

    def __init__(self, lines: Lines, reading: Reading) -> None:
        self._lines, self._reading = lines, reading
        self._people: dict[tuple[int, ...], tuple[Identity, ...]] = {}

    @property
    def orders(self) -> int:
        """How many orders there are."""
        return max(0, len(self._lines.starts) - 1)

    def order_drafts(self, start: int) -> Iterator[Item]:
        """Yield each order from the `start`-th on, with the line where it begins in the file."""
        starts = self._lines.starts[start:].tolist()
        for begin, end in pairwise(starts):
            yield int(self._lines.number[begin]), self._order(begin, end)

    def product_drafts(self, start: int) -> Iterator[Item]:
        """Yield each product that is sold, with its most frequent name and its last price."""
        for code in self._products[start:].tolist():
            yield 0, self._product(code)

    @property
    def products(self) -> int:
        """How many products there are."""
        return len(self._products)

    def buyers(self, start: int) -> Iterator[Item]:
        """Yield the marks of each known buyer, in the order of the first purchase."""
        for marks in self._buyers[start:]:
            yield 0, marks

    @property
    def customers(self) -> int:
        """How many buyers are known."""
        return len(self._buyers)

    @property
    def anonymous(self) -> int:
        """How many orders name nobody."""
        return sum(not self._person(row) for row in self._lines.starts[:-1].tolist())

    def _order(self, begin: int, end: int) -> OrderDraft:
        name = self._name(begin)
        status = self._text("status", begin)
        return OrderDraft(
            external_id=name,
            placed_at=from_micros(int(self._lines.at[begin:end].min())),
            currency=self._currency(begin),
            lines=self._of_order(begin, end),
            number=name,
            channel=self._text("channel", begin) or self._reading.channel or "web",
            status=status_of(status),
            status_original=status or self._returned(name),
            customer=self._person(begin),
            place=self._text("place", begin),
            attributes=self._attributes(begin),
        )

    def _attributes(self, begin: int) -> dict[str, str]:
        """What is known of the order beside money and people."""
        country = self._text("country", begin)
        return {"country": country_code(country) or country} if country else {}

    def _of_order(self, begin: int, end: int) -> tuple[LineDraft, ...]:
        """Lines of one order; what was paid back stands last."""
        lines: list[LineDraft] = []
        back = [row for row in range(begin, end) if self._code(row) == REFUND]
        for row in range(begin, end):
            if row not in back:
                lines += self._sold(row, len(lines) + 1)
        for row in back:
            lines += _paid_back(self._line(row, len(lines) + 1), lines)
        return tuple(lines)

    def _code(self, row: int) -> str:
        return self._names["product"][self._texts["product"][row]]

    def _sold(self, row: int, number: int) -> tuple[LineDraft, ...]:
        """The line of a row; two where its amount does not divide by its quantity."""
        line, rest = self._line(row, number), self._rests[row]
        if not 0 < abs(rest) < abs(line.quantity):
            return (line,)
        sign = 1 if line.quantity > 0 else -1
        odd, price = sign * float(abs(rest)), line.unit_price + (1 if rest * sign > 0 else -1)
        most = replace(line, quantity=line.quantity - odd)
        return most, replace(line, line=number + 1, quantity=odd, unit_price=price)

    def _line(self, row: int, number: int) -> LineDraft:
        kind = self._kinds[row]
        quantity, price = self._quantities[row], self._prices[row]
        if kind == _DISCOUNT:
            quantity, price = abs(quantity), -price if quantity < 0 else price
        product, title = self._code(row), self._title_of(row)
        if kind not in _GOODS or product == SEVERAL:
            return LineDraft(number, quantity, price, None, title or product, KINDS[kind])
        variant = self._text("variant", row)
        return LineDraft(number, quantity, price, product, title or product, KINDS[kind], variant)

    def _name(self, begin: int) -> str:
        """The order's number, or who bought when."""
        name = self._text("order", begin)
        if name is not None:
            return name
        return f"{self._text('customer', begin) or 'anonymous'}@{int(self._lines.at[begin])}"

    def _returned(self, name: str) -> str | None:
        prefix = self._reading.returns
        return "return" if prefix and name.startswith(prefix) else None

    def _currency(self, row: int) -> str:
        coded = self._texts.get("currency")
        return self._lines.currencies[EMPTY if coded is None else coded[row]]

    def _person(self, row: int) -> tuple[Identity, ...]:
        codes = tuple(self._texts[field][row] for field in self._marks)
        known = self._people.get(codes)
        if known is None:
            known = self._people[codes] = tuple(self._identities(row))
        return known

    def _identities(self, row: int) -> Iterator[Identity]:
        """Marks of the buyer; what a marketplace has masked or lent is none."""
        for field in self._marks:
            value, kind = self._text(field, row), _MARKS[field]
            if value is not None and not nobody(value):
                yield Identity(kind, value, verified=kind is _SURE)

    def _text(self, field: str, row: int) -> str | None:
        codes = self._texts.get(field)
        if codes is None or codes[row] == EMPTY:
            return None
        return self._names[field][codes[row]]

    def _title_of(self, row: int) -> str | None:
        return self._text("title", row) or self._text("description", row)

    @cached_property
    def _marks(self) -> list[str]:
        return [field for field in _MARKS if field in self._texts]

    @cached_property
    def _texts(self) -> dict[str, list[int]]:
        """Codes as plain lists: half a million single looks into an array would be slow."""
        return {field: coded.codes.tolist() for field, coded in self._lines.texts.items()}

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        return {field: coded.names for field, coded in self._lines.texts.items()}

    @cached_property
    def _kinds(self) -> list[int]:
        return list(map(int, self._lines.kind))

    @cached_property
    def _quantities(self) -> list[float]:
        return list(map(float, self._lines.quantity))

    @cached_property
    def _prices(self) -> list[int]:
        return list(map(int, self._lines.price))

    @cached_property
    def _rests(self) -> list[int]:
        return list(map(int, self._lines.rest))

    @cached_property
    def _products(self) -> NDArray[np.int64]:
        codes, names = self._lines.texts["product"].codes, self._lines.texts["product"].names
        goods = np.isin(self._lines.kind, _GOODS)
        if SEVERAL in names:
            goods &= codes != names.index(SEVERAL)
        return np.unique(codes[goods]).astype(np.int64)

    @cached_property
    def _buyers(self) -> list[tuple[Identity, ...]]:
        people = map(self._person, self._lines.starts[:-1].tolist())
        return list(dict.fromkeys(marks for marks in people if marks))

    @cached_property
    def _told_at(self) -> datetime:
        """What the file as a whole says of a product is as new as its last order."""
        return from_micros(int(self._lines.at.max()))

    @cached_property
    def _titles(self) -> dict[int, str]:
        """The most frequent name of each product code."""
        return self._usual("title" if "title" in self._lines.texts else "description")

    @cached_property
    def _categories(self) -> dict[int, str]:
        """The most frequent category of each product code."""
        return self._usual("category")

    def _usual(self, field: str) -> dict[int, str]:
        coded = self._lines.texts.get(field)
        return {} if coded is None else _most_frequent(self._lines.texts["product"], coded)

    @cached_property
    def _last_rows(self) -> dict[int, int]:
        """The latest line of each product code that has a price."""
        rows = np.flatnonzero(self._lines.price > 0)
        rows = rows[np.argsort(self._lines.at[rows], kind="stable")]
        codes = self._lines.texts["product"].codes[rows]
        return dict(zip(codes.tolist(), rows.tolist(), strict=True))

    def _product(self, code: int) -> ProductDraft:
        name = self._names["product"][code]
        row = self._last_rows.get(code)
        prices = () if row is None else (Price(self._prices[row], self._currency(row)),)
        title, category = self._titles.get(code, name), self._categories.get(code)
        return ProductDraft(
            name,
            title,
            categories=(category,) if category else (),
            prices=prices,
            external_updated_at=self._told_at,
        )


def _paid_back(line: LineDraft, lines: Sequence[LineDraft]) -> Iterator[LineDraft]:
    """Taken from the goods as far as they go, the rest from postage and taxes."""
    worth = sum(round(each.quantity * each.unit_price) for each in lines if each.kind in _WORTH)
    of_goods = min(-line.unit_price, max(worth, 0))
    rest = -line.unit_price - of_goods
    if of_goods or not rest:
        yield replace(line, unit_price=-of_goods)
    if rest:
        number = line.line + bool(of_goods)
        yield replace(line, line=number, kind=LineKind.FEE, unit_price=-rest)


def _most_frequent(products: Coded, titles: Coded) -> dict[int, str]:
    told = titles.codes != EMPTY
    width = len(titles.names) + 1
    pairs = products.codes[told].astype(np.int64) * width + titles.codes[told]
    distinct, counts = np.unique(pairs, return_counts=True)
    by_count = distinct[np.argsort(counts, kind="stable")].tolist()
    return {pair // width: titles.names[pair % width] for pair in by_count}
