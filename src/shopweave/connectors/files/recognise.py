"""Which column holds what: by usual names in English and Chinese, or as told."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from shopweave.connectors.files import kinds
from shopweave.connectors.files.errors import (
    MissingColumns,
    UnclearKind,
    UnknownColumn,
    UnknownField,
    WrongColumns,
)
from shopweave.connectors.files.kinds import Kind
from shopweave.connectors.files.plain import plain

_EXAMPLE = "SKU"
# Fields whose column must not be guessed where two would do.
_WEIGHTY = ("order", "customer", "product", "time", "quantity", "price", "amount", "on_hand")


class HasFields(Protocol):
    """Whatever says which column each field is read from."""

    @property
    def fields(self) -> dict[str, str]:
        """Field to column."""
        ...


@dataclass(frozen=True, slots=True)
class Mapping:
    """Columns by field: `fields["product"]` is "StockCode"; `unused` hold nothing known."""

    kind: str
    fields: dict[str, str]
    unused: tuple[str, ...]


def recognise(
    columns: Sequence[str],
    kind: str,
    *,
    told: Map[str, str] | None = None,
    required: Sequence[str] | None = None,
    closed: bool = False,
    file: str = "the file",
) -> Mapping:
    """Give columns to the fields of a kind (or of the kind that fits, for "auto").

    told: field to column, which wins over usual names; "" for a field that is not there.
    required: overrides what the kind needs. closed: nothing counts but what is told.
    Raises `MissingColumns`, `UnknownColumn`, `UnknownField`, `UnknownKind`, `UnclearKind`.
    """
    told = told or {}
    chosen = _fitting(columns, told, file) if kind == kinds.AUTO else kinds.kind_named(kind)
    _check_told(told, columns, chosen, file)
    fields = dict(told) if closed else assigned(columns, chosen.fields, told)
    _check_complete(fields, columns, chosen, required, file)
    unused = tuple(column for column in columns if column not in fields.values())
    return Mapping(chosen.name, fields, unused)


def doubts(
    columns: Sequence[str], read: HasFields, told: Map[str, str]
) -> dict[str, tuple[str, ...]]:
    """Columns that nothing is read from and that could be one of the weighty fields as well."""
    taken = set(read.fields.values())
    free = [column for column in columns if column not in taken]
    asked = [field for field in _WEIGHTY if field in read.fields and field not in told]
    found = {
        field: tuple(column for column in free if plain(column) in _plain_names(field))
        for field in asked
    }
    return {field: others for field, others in found.items() if others}


def told_columns(text: str) -> dict[str, str]:
    """Read `customer=Buyer,product=SKU`. Raises `WrongColumns`."""
    found: dict[str, str] = {}
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        field, sign, column = part.partition("=")
        if not sign or not field.strip() or not column.strip():
            raise WrongColumns(text=part)
        found[field.strip()] = column.strip()
    return found


def assigned(columns: Sequence[str], fields: Sequence[str], told: Map[str, str]) -> dict[str, str]:
    """Told fields first; then each field takes the free column that its best name fits."""
    found = dict(told)
    free = {plain(column): column for column in reversed(columns) if column not in told.values()}
    for field in fields:
        if field in found:
            continue
        name = next((name for name in _plain_names(field) if name in free), None)
        if name is not None:
            found[field] = free.pop(name)
    return {field: column for field, column in found.items() if column}


@cache
def _plain_names(field: str) -> tuple[str, ...]:
    return tuple(plain(name) for name in kinds.usual_names()[field])


def _fitting(columns: Sequence[str], told: Map[str, str], file: str) -> Kind:
    for candidate in kinds.all_kinds().values():
        usable = {field: column for field, column in told.items() if field in candidate.fields}
        found = assigned(columns, candidate.fields, usable)
        known = assigned(columns, (*candidate.absent,), {})
        complete = not candidate.one_of or any(field in found for field in candidate.one_of)
        if complete and all(sign in found for sign in candidate.signs) and not known:
            return candidate
    raise UnclearKind(file=file, columns=_listed(columns))


def check_columns(told: Map[str, str], columns: Sequence[str], file: str) -> None:
    """Refuse a told column that the file does not have. Raises `UnknownColumn`."""
    for column in told.values():
        if column and column not in columns:
            raise UnknownColumn(file=file, column=column, columns=_listed(columns))


def _check_told(told: Map[str, str], columns: Sequence[str], kind: Kind, file: str) -> None:
    for field in told:
        if field not in kind.fields:
            raise UnknownField(kind=kind.plural, field=field, fields=_listed(kind.fields))
    check_columns(told, columns, file)


def _check_complete(
    fields: Map[str, str],
    columns: Sequence[str],
    kind: Kind,
    required: Sequence[str] | None,
    file: str,
) -> None:
    needed = kind.required if required is None else required
    missing = [field for field in needed if field not in fields]
    if required is None and kind.one_of and not any(field in fields for field in kind.one_of):
        missing.append("/".join(kind.one_of))
    if missing:
        raise MissingColumns(
            file=file,
            missing=_listed(missing),
            columns=_listed(columns),
            example=f"{missing[0].split('/')[0]}={_EXAMPLE}",
        )


def _listed(names: Sequence[str], most: int = 30) -> str:
    more = f", and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
