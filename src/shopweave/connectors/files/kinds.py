"""Kinds of files and the usual names of their columns: data in kinds.toml and columns.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from shopweave.connectors.files.errors import UnknownKind

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file: the fields that it needs, may hold, and is told by."""

    name: str
    plural: str
    required: tuple[str, ...]
    one_of: tuple[str, ...]
    optional: tuple[str, ...]
    signs: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that a column may be given to, the needed ones first."""
        return (*self.required, *self.one_of, *self.optional)


@cache
def all_kinds() -> dict[str, Kind]:
    """All kinds by name, in the order in which `auto` tries them."""
    return {name: _kind(name, entry) for name, entry in _data("kinds.toml").items()}


def kind_named(name: str) -> Kind:
    """The kind of that name. Raises `UnknownKind`."""
    found = all_kinds().get(name)
    if found is None:
        raise UnknownKind(kind=name, kinds=", ".join(all_kinds()))
    return found


@cache
def usual_names() -> dict[str, tuple[str, ...]]:
    """Usual column names per field, best first."""
    return {field: tuple(names) for field, names in _data("columns.toml").items()}


def _data(file: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(resources.files(__package__).joinpath(file).read_text("utf-8"))


def _kind(name: str, entry: dict[str, object]) -> Kind:
    def listed(key: str) -> tuple[str, ...]:
        value = entry.get(key, [])
        return tuple(str(part) for part in value) if isinstance(value, list) else ()

    parts = (listed(key) for key in ("required", "one_of", "optional", "signs", "absent"))
    return Kind(name, str(entry["plural"]), *parts)
