"""Which preferences there are, and their way to JSON and back."""

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from shopweave.foundation.preferences.errors import NotAPreference, UnknownPreference

P = TypeVar("P")
_classes: dict[str, type[Any]] = {}
_names: dict[type[Any], str] = {}


def preference(name: str) -> Callable[[type[P]], type[P]]:
    """Register a frozen dataclass, every field with a default, as the preferences `name`."""

    def register(cls: type[P]) -> type[P]:
        if name in _classes:
            raise ValueError(f"two preferences are called {name}")
        cls()
        _classes[name] = cls
        _names[cls] = name
        return cls

    return register


def registered() -> dict[str, type[Any]]:
    """Every class of preferences by name."""
    return dict(_classes)


def name_of(cls: type[Any]) -> str:
    """The name of a registered class; raises KeyError otherwise."""
    return _names[cls]


def encode(value: object) -> dict[str, Any]:
    """Its fields as JSON values."""
    values: dict[str, Any] = _adapter(name_of(type(value))).dump_python(value, mode="json")
    return values


def decode(name: str, values: dict[str, Any]) -> Any:
    """The object of these values; what is absent takes its default, what is unknown is ignored.

    Raises `NotAPreference` for a value that does not fit and `UnknownPreference` for the name.
    """
    if name not in _classes:
        raise UnknownPreference(name=name)
    known = {field.name for field in fields(_classes[name])}
    try:
        return _adapter(name).validate_python({k: v for k, v in values.items() if k in known})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise NotAPreference(name=name, field=field, reason=first["msg"]) from error


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_classes[name])
