"""Frozen dataclasses under a name of their own, and their way to JSON and back."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from pydantic import TypeAdapter

C = TypeVar("C")


class Registry:
    """Classes by name. `kind` says in the plural what they are, like "events"."""

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._classes: dict[str, type[Any]] = {}
        self._names: dict[type[Any], str] = {}
        self._adapters: dict[str, TypeAdapter[Any]] = {}

    def register(self, name: str) -> Callable[[type[C]], type[C]]:
        """Decorate a class to be known as `name`; raises ValueError for a name that is taken."""

        def take(cls: type[C]) -> type[C]:
            if name in self._classes:
                raise ValueError(f"two {self._kind} are called {name}")
            self._classes[name] = cls
            self._names[cls] = name
            return cls

        return take

    def registered(self) -> dict[str, type[Any]]:
        """Every class by name."""
        return dict(self._classes)

    def name_of(self, cls: type[Any]) -> str:
        """The name of a registered class; raises KeyError otherwise."""
        return self._names[cls]

    def encode(self, value: object) -> dict[str, Any]:
        """Its fields as JSON values."""
        values: dict[str, Any] = self._adapter(self.name_of(type(value))).dump_python(
            value, mode="json"
        )
        return values

    def decode(self, name: str, values: Mapping[str, Any]) -> Any:
        """The object again: a field that is absent takes its default, an unknown one is ignored.

        Raises KeyError for the name and pydantic's ValidationError for a value that does not fit.
        """
        known = {field.name for field in fields(self._classes[name])}
        return self._adapter(name).validate_python({k: v for k, v in values.items() if k in known})

    def _adapter(self, name: str) -> TypeAdapter[Any]:
        found = self._adapters.get(name)
        if found is None:
            found = self._adapters[name] = TypeAdapter(self._classes[name])
        return found
