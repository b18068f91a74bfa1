"""Read labelled pairs of offers, or a whole catalogue, from CSV."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.matching import Offer
from shopweave.goods.evaluate.errors import BadPair, NoPairs

ROLES = {
    "title": {"title", "name", "product", "product_name", "标题", "名称", "商品", "商品名称"},
    "brand": {"brand", "manufacturer", "vendor", "品牌", "厂商", "生产商"},
    "price": {"price", "价格", "售价", "单价"},
    "id": {"id", "编号"},
}  # fmt: skip
LABELS = {"1": 1, "0": 0, "true": 1, "false": 0, "yes": 1, "no": 0, "是": 1, "否": 0}
# What one way of writing pairs down leaves in empty fields.
_LEFT_OVER = re.compile(r"\s*\bCOL \w+ VAL\b")
Row = Mapping[str, str]


@dataclass(slots=True)
class Shelf:
    """Different offers of one side over several files, each once."""

    places: dict[Offer, int] = field(default_factory=dict)

    def place(self, offer: Offer) -> int:
        """The number of an offer."""
        return self.places.setdefault(offer, len(self.places))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of one file as places on both shelves, with labels; cleaned: fields with left-overs."""

    file: str
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    same: NDArray[np.int64]
    columns: dict[str, str]
    cleaned: int

    def __len__(self) -> int:
        """How many pairs there are."""
        return len(self.same)

    def some(self, rows: NDArray[np.int64]) -> "Pairs":
        """Only these rows."""
        left, right, same = self.left[rows], self.right[rows], self.same[rows]
        return Pairs(self.file, left, right, same, self.columns, self.cleaned)


def read_pairs(path: Path, left: Shelf, right: Shelf) -> Pairs:
    """Read a file of pairs; offers not seen before go onto the shelves.

    Raises `NoPairs` and `BadPair`.
    """
    rows = _rows(path)
    roles = _roles(path, list(rows[0][1]))
    found = [
        (
            left.place(_offer(path, line, row, roles, "left_")),
            right.place(_offer(path, line, row, roles, "right_")),
            _label(path, line, row),
        )
        for line, row in rows
    ]
    table = np.array(found, np.int64)
    cleaned = sum(bool(_LEFT_OVER.search(value)) for _, row in rows for value in row.values())
    return Pairs(path.name, table[:, 0], table[:, 1], table[:, 2], roles, cleaned)


def read_catalogue(path: Path) -> list[Offer]:
    """Read the offers of one shop; columns as in pairs, without `left_` before them."""
    rows = _rows(path)
    names = list(rows[0][1])
    roles = {name: _role(name) for name in names}
    if "title" not in roles.values():
        raise NoPairs(file=path.name, detail=f"no title among {', '.join(names)}")
    return [_offer(path, line, row, roles, "") for line, row in rows]


def _rows(path: Path) -> list[tuple[int, Row]]:
    """(line, row) of each row, the line as an editor counts; at least one."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restval="")
            rows = [(reader.line_num, _plain(row)) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise NoPairs(file=path.name, detail=f"it cannot be read as UTF-8 CSV ({error})") from error
    if not rows:
        raise NoPairs(file=path.name, detail="it has no lines below its column names")
    return rows


def _plain(row: Mapping[str | None, str | list[str] | None]) -> Row:
    return {
        name: value for name, value in row.items() if name is not None and isinstance(value, str)
    }


def _roles(path: Path, names: Sequence[str]) -> dict[str, str]:
    """Column to what it holds: title, brand, price, text; columns of neither side are left out."""
    roles = {
        name: _role(name.partition("_")[2])
        for name in names
        if name.startswith(("left_", "right_"))
    }
    for side in ("left_", "right_"):
        if "title" not in {role for name, role in roles.items() if name.startswith(side)}:
            raise NoPairs(file=path.name, detail=f"no {side}title or {side}name")
    if "label" not in names:
        raise NoPairs(file=path.name, detail="no label")
    return roles


def _role(name: str) -> str:
    plain = name.strip().casefold()
    return next((role for role, names in ROLES.items() if plain in names), "text")


def _offer(path: Path, line: int, row: Row, roles: Mapping[str, str], side: str) -> Offer:
    parts: dict[str, list[str]] = {}
    price = None
    for name, role in roles.items():
        value = _LEFT_OVER.sub("", row.get(name, "")).strip()
        if not name.startswith(side) or not value:
            continue
        if role == "price":
            price = _price(path, line, name, value)
        else:
            parts.setdefault(role, []).append(value)
    words = {role: " ".join(parts.get(role, ())) for role in ("title", "text", "brand")}
    return Offer(words["title"], words["text"], words["brand"], price)


def _price(path: Path, line: int, column: str, value: str) -> float:
    try:
        found = float(re.sub(r"[^\d.,-]", "", value).replace(",", ""))
    except ValueError as error:
        raise BadPair(file=path.name, line=line, column=column, value=value) from error
    if not 0 <= found < 1e12:
        raise BadPair(file=path.name, line=line, column=column, value=value)
    return found


def _label(path: Path, line: int, row: Row) -> int:
    value = row.get("label", "").strip()
    if value.casefold() not in LABELS:
        raise BadPair(file=path.name, line=line, column="label", value=value)
    return LABELS[value.casefold()]
