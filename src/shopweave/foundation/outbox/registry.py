"""Names of events, and their way to JSON and back."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

E = TypeVar("E")
_classes: dict[str, type[Any]] = {}
_names: dict[type[Any], str] = {}


def event(name: str) -> Callable[[type[E]], type[E]]:
    """Register a frozen dataclass as the event `name`, like "orders.placed"."""

    def register(cls: type[E]) -> type[E]:
        if name in _classes:
            raise ValueError(f"two events are called {name}")
        _classes[name] = cls
        _names[cls] = name
        return cls

    return register


def registered() -> dict[str, type[Any]]:
    """Every event by name, for documentation."""
    return dict(_classes)


def name_of(cls: type[Any]) -> str:
    """The name under which an event class is registered; raises KeyError otherwise."""
    return _names[cls]


def encode(happened: object) -> dict[str, Any]:
    """The fields of an event as JSON values."""
    values: dict[str, Any] = _adapter(name_of(type(happened))).dump_python(happened, mode="json")
    return values


def decode(name: str, payload: dict[str, Any]) -> Any:
    """The event again; a field that is new since it was written takes its default."""
    return _adapter(name).validate_python(payload)


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    return TypeAdapter(_classes[name])
