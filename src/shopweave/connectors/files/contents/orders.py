"""Order lines: grouped to orders; returns, fees and stock corrections told from sales."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce.orders import LineKind
from shopweave.connectors.files.columns import EMPTY, Coded, Columns
from shopweave.connectors.files.contents.plan import Note
from shopweave.connectors.files.options import Reading, Repeats
from shopweave.connectors.files.pattern import compiled, product_pattern
from shopweave.connectors.files.recognise import Mapping
from shopweave.connectors.files.types import Reason, Rejection
from shopweave.foundation.money import digits

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lines:
    """Usable order lines, sorted by order and then as in the file; each array is (lines,).

    order: code of the order. kind: position in KINDS. price: minor units. rest: minor units that
    the price leaves of the line's amount. starts: (orders + 1,) where each order's lines begin.
    """

    number: NDArray[np.int64]
    order: NDArray[np.int64]
    at: NDArray[np.int64]
    quantity: NDArray[np.float64]
    price: NDArray[np.int64]
    rest: NDArray[np.int64]
    kind: NDArray[np.int8]
    texts: dict[str, Coded]
    starts: NDArray[np.int64]
    currencies: list[str]


KINDS = list(LineKind)
_PRODUCT, _RETURN = KINDS.index(LineKind.PRODUCT), KINDS.index(LineKind.RETURN)
_DISCOUNT = KINDS.index(LineKind.DISCOUNT)


class Ledger:
    """Sorts the rows of an orders file, step by step, and remembers what it found."""

    def __init__(self, columns: Columns, mapping: Mapping, reading: Reading) -> None:
        self._columns, self._mapping, self._reading = columns, mapping, reading
        self.rejected: list[Rejection] = []
        self.notes: list[Note] = []

    def lines(self) -> Lines:
        """The lines that become orders."""
        self._kept = np.ones(len(self._columns.lines), dtype=bool)
        self._refuse_wrong()
        self._set_corrections_aside()
        self._treat_repeats()
        return self._sorted(np.flatnonzero(self._kept))

    @cached_property
    def pattern(self) -> str:
        """What product codes look like: as told, or as learned from the lines."""
        if self._reading.product_pattern:
            return self._reading.product_pattern
        codes = self._columns.texts["product"]
        counts = np.bincount(codes.codes, minlength=len(codes.names))
        return product_pattern(codes.names, map(int, counts))

    @cached_property
    def _quantity(self) -> NDArray[np.float64]:
        ones = np.ones(len(self._columns.lines))
        return self._columns.numbers.get("quantity", ones)

    @cached_property
    def _price(self) -> NDArray[np.float64]:
        """Unit prices in major units, from the line's amount where there is no price."""
        numbers, nothing = self._columns.numbers, np.full(len(self._columns.lines), np.nan)
        with np.errstate(divide="ignore", invalid="ignore"):
            shared = numbers.get("amount", nothing) / self._quantity
        price = numbers.get("price", nothing)
        return np.where(np.isnan(price), shared, price)

    @property
    def _priced(self) -> bool:
        return bool({"price", "amount"} & self._mapping.fields.keys())

    @cached_property
    def _kind_of_code(self) -> NDArray[np.int8]:
        """(codes,) what each product code is for."""
        form, fees = compiled(self.pattern), self._reading.fees
        kinds = [
            KINDS.index(LineKind(fees[code.upper()]))
            if code.upper() in fees
            else _PRODUCT
            if form is None or form.fullmatch(code)
            else KINDS.index(LineKind.FEE)
            for code in self._columns.texts["product"].names
        ]
        return np.array(kinds, dtype=np.int8)

    @cached_property
    def _kind(self) -> NDArray[np.int8]:
        return self._kind_of_code[self._columns.texts["product"].codes]

    def _refuse_wrong(self) -> None:
        self._refuse(np.isnan(self._quantity), "quantity", Reason.MISSING)
        self._refuse(self._quantity == 0, "quantity", Reason.ZERO_QUANTITY)
        if self._priced:
            field = "price" if "price" in self._mapping.fields else "amount"
            self._refuse(np.isnan(self._price), field, Reason.MISSING)
            negative = (self._price < 0) & (self._kind != _DISCOUNT)
            self._refuse(negative, field, Reason.NEGATIVE_PRICE)
        if "currency" in self._columns.texts:
            coded = self._columns.texts["currency"]
            wrong = np.array([not _is_currency(name) for name in coded.names] + [False])
            self._refuse(wrong[coded.codes], "currency", Reason.NOT_A_CURRENCY)

    def _refuse(self, wrong: Mask, field: str, reason: Reason) -> None:
        column = self._mapping.fields.get(field, "")
        for row in np.flatnonzero(wrong & self._kept):
            value = "" if reason is Reason.MISSING else self._shown(field, int(row))
            line = int(self._columns.lines[row])
            self.rejected.append(Rejection(line, column, value, reason))
        self._kept &= ~wrong

    def _shown(self, field: str, row: int) -> str:
        if field in self._columns.texts:
            coded = self._columns.texts[field]
            return coded.names[int(coded.codes[row])]
        values = self._price if field == "price" else self._quantity
        return f"{values[row]:.10g}"

    def _set_corrections_aside(self) -> None:
        """Lines without price and customer count stock, they sell nothing."""
        customers = self._columns.texts.get("customer")
        if customers is None or not self._priced:
            return
        aside = (self._price == 0) & (customers.codes == EMPTY) & self._kept
        if aside.any():
            self.notes.append(Note("corrections", {"lines": int(aside.sum())}))
        self._kept &= ~aside

    def _treat_repeats(self) -> None:
        repeated = self._repeated()
        if not repeated.any():
            return
        key = f"repeats_{self._reading.repeats}"
        self.notes.append(Note(key, {"lines": int(repeated.sum())}))
        if self._reading.repeats is Repeats.DROP:
            self._kept &= ~repeated

    def _repeated(self) -> Mask:
        """Rows that say in every column what an earlier row of the file says."""
        columns = self._columns
        parts: list[NDArray[Any]] = [coded.codes for coded in columns.texts.values()]
        parts += [np.unique(v, return_inverse=True)[1] for v in columns.numbers.values()]
        parts += [np.unique(v, return_inverse=True)[1] for v in columns.moments.values()]
        order = np.lexsort((columns.lines, *parts))
        same = np.ones(len(order), dtype=bool)
        for part in parts:
            same[1:] &= part[order][1:] == part[order][:-1]
        same[:1] = False
        repeated = np.zeros(len(order), dtype=bool)
        repeated[order] = same
        return repeated & self._kept

    def _sorted(self, rows: NDArray[np.int64]) -> Lines:
        order, at = self._orders(rows), self._columns.moments["time"][rows]
        first = np.unique(order, return_index=True)[1]
        rank = np.empty(int(order.max(initial=-1)) + 1, dtype=np.int64)
        rank[order[first]] = first
        by_order = np.argsort(rank[order], kind="stable")
        rows, order, at = rows[by_order], order[by_order], at[by_order]
        starts = np.flatnonzero(np.diff(order, prepend=-1, append=-1))
        texts = {n: Coded(c.codes[rows], c.names) for n, c in self._columns.texts.items()}
        currencies, price, rest = self._money(rows)
        quantity, kind = self._quantity[rows], self._kind[rows].copy()
        kind[(kind == _PRODUCT) & (quantity < 0)] = _RETURN
        number = self._columns.lines[rows]
        return Lines(number, order, at, quantity, price, rest, kind, texts, starts, currencies)

    def _orders(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """(lines,) code of each line's order: its number, else same customer at the same time."""
        texts = self._columns.texts
        if "order" in texts:
            return texts["order"].codes[rows].astype(np.int64)
        at = np.unique(self._columns.moments["time"][rows], return_inverse=True)[1]
        customer = texts["customer"].codes[rows].astype(np.int64)
        return np.unique(customer * (at.max(initial=0) + 1) + at, return_inverse=True)[1]

    def _money(
        self, rows: NDArray[np.int64]
    ) -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
        """Currency of each code, unit prices in minor units, and what they leave of amounts."""
        coded = self._columns.texts.get("currency")
        default = self._reading.currency
        names = [name.upper() for name in coded.names] if coded else []
        scale = np.array([10.0 ** digits(name) for name in [*names, default]])
        codes = coded.codes[rows] if coded else np.full(len(rows), EMPTY)
        price = _minor(self._price[rows], scale[codes])
        rest = _minor(self._unpriced[rows], scale[codes]) - price * self._quantity[rows]
        counted = ~np.isnan(self._unpriced[rows]) & (self._quantity[rows] % 1 == 0)
        return [*names, default], price, np.where(counted, rest, 0).astype(np.int64)

    @cached_property
    def _unpriced(self) -> NDArray[np.float64]:
        """(lines,) amounts of lines without a unit price, NaN for the others."""
        numbers, nothing = self._columns.numbers, np.full(len(self._columns.lines), np.nan)
        priced = ~np.isnan(numbers.get("price", nothing))
        return np.where(priced, np.nan, numbers.get("amount", nothing))


def _minor(amounts: NDArray[np.float64], scale: NDArray[np.float64]) -> NDArray[np.int64]:
    """Minor units, rounded half to even; nothing is 0."""
    return np.rint(np.round(np.nan_to_num(amounts) * scale, 6)).astype(np.int64)


def _is_currency(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isalpha()
