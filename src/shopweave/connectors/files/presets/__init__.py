"""Layouts of well-known files, as data: a new one is a new TOML file here, no code."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from shopweave.connectors.files.errors import UnknownPreset

GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class Preset:
    """One layout: taken by itself when all columns of one of `needs` are there.

    fees: codes on order lines that are no products, to kinds of lines.
    """

    name: str
    kind: str
    title: dict[str, str]
    needs: tuple[frozenset[str], ...]
    columns: dict[str, str] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)
    fees: dict[str, str] = field(default_factory=dict)


@cache
def presets() -> dict[str, Preset]:
    """All layouts by name."""
    folder = resources.files(__package__)
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    entries = {f.removesuffix(".toml"): folder.joinpath(f).read_text("utf-8") for f in files}
    return {name: _preset(name, tomllib.loads(text)) for name, text in entries.items()}


def preset_for(columns: Sequence[str], name: str = "") -> Preset:
    """The named layout, else the one whose columns are there, else the generic one.

    Raises `UnknownPreset`.
    """
    if name:
        if name not in presets():
            raise UnknownPreset(preset=name, presets=", ".join(presets()))
        return presets()[name]
    there = frozenset(columns)
    fitting = (p for p in presets().values() if any(needs <= there for needs in p.needs))
    return next(fitting, presets()[GENERIC])


def fees(preset: Preset) -> dict[str, str]:
    """Codes that are no products: the usual ones and those of the layout, in capitals."""
    return {code.upper(): kind for code, kind in (presets()[GENERIC].fees | preset.fees).items()}


def _preset(name: str, entry: dict[str, Any]) -> Preset:
    needs = tuple(frozenset(columns) for columns in entry["needs"])
    rest = {key: entry.get(key, {}) for key in ("columns", "options", "fees")}
    return Preset(name, entry["kind"], entry["title"], needs, **rest)
